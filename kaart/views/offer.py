"""The page of an initiative in a municipality, with the facts that hold there."""

from __future__ import annotations

from dataclasses import dataclass

from kaart.languages.voice import Phrase
from kaart.views.shared.contacts import ContactView
from kaart.views.shared.context import Context
from kaart.views.shared.facts import FactView, facts_checked
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.initiatives import InitiativeCard, initiative_card
from kaart.views.shared.links import Link, municipality_link, way_down
from kaart.views.shared.next_step import NextStep, way_in_of
from kaart.views.shared.offers import OfferView, offer_view
from kaart.views.shared.profile import Profile, WeekView, at_a_glance, glance_facts, profile_of, week_view


@dataclass(frozen=True)
class OfferPageView:
    """An initiative in a municipality, with the facts that hold there; none of what has ended."""

    before_name: str
    offer: OfferView
    initiative: InitiativeCard
    place_name: str
    municipality: Link
    next_step: NextStep
    professional_contacts: tuple[ContactView, ...]
    checked: str
    glance: tuple[Phrase | str, ...]
    glance_facts: tuple[FactView, ...]
    week: WeekView | None
    profile: Profile | None


def offer(context: Context) -> tuple[Frame, OfferPageView]:
    """The page of an initiative in a municipality."""
    site, voice = context.site, context.voice
    locality = site.localities[context.page.slug]
    record = next(each for each in locality.offers if each.initiative == context.page.initiative)
    initiative = site.content.initiatives[record.initiative]
    shown = offer_view(context, locality, record)
    place = locality.area.name
    way_in = way_in_of(context, locality, () if shown.is_ended else (shown,), record.initiative)
    is_told = not shown.is_ended  # nothing of what ended is told as of today
    slug = record.initiative
    view = OfferPageView(
        before_name=voice._("In %(place)s", place=place),
        offer=shown,
        initiative=initiative_card(context, record.initiative),
        place_name=place,
        municipality=municipality_link(context, context.page.slug),
        next_step=way_in.next_step,
        professional_contacts=way_in.professional_contacts,
        checked=facts_checked(context, [slug]) if is_told else "",
        glance=at_a_glance(context, initiative, record) if is_told else (),
        week=week_view(context, slug, record) if is_told else None,
        profile=profile_of(context, slug, locality, record) if is_told else None,
        # last, so that hard words are explained where they are seen first
        glance_facts=glance_facts(context, slug, locality, record) if is_told else (),
    )
    title = voice._("%(initiative)s in %(place)s", initiative=initiative.name, place=place)
    crumbs = way_down(context)
    if not site.options.only:
        crumbs.append(Link(place, context.href(site.municipality_address(context.page.slug))))
    description = f"{title}: {voice.phrase(initiative.summary)}"
    return frame_of(context, title, description, crumbs, initiative.name, locality.is_example), view
