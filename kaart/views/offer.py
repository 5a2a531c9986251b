"""The page of an initiative in a municipality, with the facts that hold there."""

from __future__ import annotations

from dataclasses import dataclass

from kaart.schema.facts import TOPICS
from kaart.views.national import StepView, steps_view
from kaart.views.shared.contacts import ContactView
from kaart.views.shared.context import Context
from kaart.views.shared.facts import FactView, explained_fact, facts_checked
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.initiatives import InitiativeCard, initiative_card
from kaart.views.shared.links import Link, municipality_link, way_down
from kaart.views.shared.next_step import NextStep, way_in_of
from kaart.views.shared.offers import OfferView, offer_view


@dataclass(frozen=True)
class OfferPageView:
    """An initiative in a municipality, with the facts that hold there."""

    offer: OfferView
    initiative: InitiativeCard
    place_name: str
    municipality: Link
    next_step: NextStep
    professional_contacts: tuple[ContactView, ...]
    checked: str
    facts: tuple[FactView, ...]
    steps: tuple[StepView, ...]
    how_href: str


MONEY_TOPICS = ("funding", "yearly_cost", "minimum_cooperation", "minimum_matches")  # between municipality and owner
OFFER_TOPICS = tuple(topic for topic in TOPICS if topic not in MONEY_TOPICS)


def offer(context: Context) -> tuple[Frame, OfferPageView]:
    """The page of an initiative in a municipality."""
    site, voice = context.site, context.voice
    locality = site.localities[context.page.slug]
    record = next(each for each in locality.offers if each.initiative == context.page.initiative)
    initiative = site.content.initiatives[record.initiative]
    shown = offer_view(context, locality, record)
    place = locality.area.name
    way_in = way_in_of(context, locality, () if shown.is_ended else (shown,), record.initiative)
    facts = () if shown.is_ended else OFFER_TOPICS  # nothing of what ended is told as of today
    view = OfferPageView(
        offer=shown,
        initiative=initiative_card(context, record.initiative),
        place_name=place,
        municipality=municipality_link(context, context.page.slug),
        next_step=way_in.next_step,
        professional_contacts=way_in.professional_contacts,
        checked=facts_checked(context, [record.initiative]) if facts else "",
        facts=tuple(explained_fact(context, record.initiative, topic, locality, record) for topic in facts),
        steps=steps_view(context, record.initiative) if facts else (),
        how_href=context.how_href(),
    )
    title = voice._("%(initiative)s in %(place)s", initiative=initiative.name, place=place)
    crumbs = way_down(context)
    if not site.options.only:
        crumbs.append(Link(place, context.href(site.municipality_address(context.page.slug))))
    description = f"{title}: {voice.phrase(initiative.summary)}"
    return frame_of(context, title, description, crumbs, initiative.name, locality.is_example), view
