"""An initiative in short, with the way to its page."""

from __future__ import annotations

from dataclasses import dataclass

from kaart import urls
from kaart.languages.voice import Phrase
from kaart.schema.facts import Place
from kaart.views.shared.context import Context
from kaart.views.shared.facts import place_label, place_of
from kaart.views.shared.made_once import made_once


@dataclass(frozen=True)
class InitiativeCard:
    """An initiative in short."""

    slug: str
    name: str
    href: str
    website: str
    colour_class: str
    summary: Phrase
    fits: Phrase
    place: Place | None
    place_label: str


def initiative_card(context: Context, slug: str) -> InitiativeCard:
    """An initiative in short, with the way to its page."""
    return made_once(context, ("card", slug), lambda shared: _initiative_card(shared, slug))


def _initiative_card(context: Context, slug: str) -> InitiativeCard:
    initiative = context.site.content.initiatives[slug]
    place = place_of(initiative)
    return InitiativeCard(
        slug=slug,
        name=initiative.name,
        href=context.href(urls.initiative(slug)),
        website=initiative.website,
        colour_class=f"accent-{slug}",
        summary=context.voice.phrase(initiative.summary),
        fits=context.voice.phrase(initiative.fits),
        place=place,
        place_label=place_label(context, place),
    )


def initiative_cards(context: Context) -> tuple[InitiativeCard, ...]:
    """All initiatives in short."""
    slugs = context.site.content.initiatives
    return made_once(context, ("cards",), lambda shared: tuple(_initiative_card(shared, slug) for slug in slugs))
