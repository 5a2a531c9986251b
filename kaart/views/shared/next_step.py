"""The one next step of a parent in a municipality, who else there can help, and what is nearby."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kaart.languages.voice import N_, Phrase
from kaart.model.contacts import Call, only_for_professionals, whom_to_call
from kaart.model.freshness import Freshness
from kaart.model.site import NEAR_KILOMETRES, Locality
from kaart.schema.records import SOURCE_LANGUAGE, Reader
from kaart.views.shared.contacts import ContactView, contact_view, switchboard_view
from kaart.views.shared.context import Context
from kaart.views.shared.links import Link, municipality_link
from kaart.views.shared.made_once import made_once
from kaart.views.shared.offers import OfferView

SENTENCE = N_("Ik woon in %(place)s. Het is thuis druk en ik zoek iemand die af en toe helpt. Weet u iets voor ons?")
FIRST_CONTACTS = ("huisarts", "consultatiebureau", "schoolmaatschappelijk-werk", "gemeente")


class StepKind(StrEnum):
    """The one next step for a parent."""

    CALL = "call"
    WRITE = "write"
    SIGN_UP = "sign_up"
    ASK = "ask"


@dataclass(frozen=True)
class NextStep:
    """The one next step of a parent, with the sentence that leads to it.

    With `call` there is a contact with a number. Else `switchboard` is that of the municipality, beside a contact that
    one can write to or the sites of the offers; with `sign_up` and `ask` there is no contact.
    """

    kind: StepKind
    lead: str
    switchboard: ContactView | None
    contact: ContactView | None
    offers: tuple[OfferView, ...]
    say: str
    say_in_dutch: str
    people: tuple[tuple[Phrase, Phrase], ...]


@dataclass(frozen=True)
class Near:
    """A municipality nearby where something is offered."""

    link: Link
    distance: str
    is_far: bool
    initiatives: str


@dataclass(frozen=True)
class WayIn:
    """The one next step in a municipality, and who else there can help parents, or professionals only."""

    next_step: NextStep
    contacts: tuple[ContactView, ...]
    professional_contacts: tuple[ContactView, ...]


def way_in_of(context: Context, locality: Locality, offers: tuple[OfferView, ...], initiative: str = "") -> WayIn:
    """Whom to call about what is shown. About one initiative that is one contact, and nobody else is named.

    The contacts of offers stand on their own pages; where nobody can be called, they are named here too.
    """
    site, today = context.site, context.site.today
    calls = whom_to_call(locality, Reader.PARENT, today, initiative)
    can_call = any(call.contact.phone for call in calls)
    others = () if initiative else tuple(call for call in calls[1:] if not (call.is_of_offer and can_call))
    is_for_professionals = site.content.is_for(Reader.PROFESSIONAL, context.page.language)
    apart = only_for_professionals(locality, today, initiative) if is_for_professionals else ()
    step = _next_step(context, locality, offers, calls[0] if calls else None)
    shown = [contact_view(context, call.contact, call.initiative) for call in others]
    if step.kind is StepKind.CALL and not initiative and (switchboard := switchboard_view(context, locality.area)):
        shown.append(switchboard)
    return WayIn(
        next_step=step,
        contacts=tuple(shown),
        professional_contacts=tuple(contact_view(context, call.contact, call.initiative) for call in apart),
    )


def _next_step(context: Context, locality: Locality, offers: tuple[OfferView, ...], call: Call | None) -> NextStep:
    """One person to call; else the municipality, with the mail or the site of the initiative itself beside it."""
    if call:
        kind = StepKind.CALL if call.contact.phone else StepKind.WRITE
    else:
        kind = StepKind.SIGN_UP if offers else StepKind.ASK
    voice, place = context.voice, locality.area.name
    is_sure = call and call.is_sure and call.contact.phone
    switchboard = None if kind is StepKind.CALL else switchboard_view(context, locality.area)
    return NextStep(
        kind=kind,
        lead=_lead(context, kind, place, offers, knows_switchboard=switchboard is not None),
        switchboard=switchboard,
        contact=contact_view(context, call.contact, call.initiative) if call else None,
        offers=() if kind is StepKind.CALL else offers,
        say=voice._(SENTENCE, place=place),
        say_in_dutch="" if context.page.language == SOURCE_LANGUAGE else SENTENCE % {"place": place},
        people=() if is_sure else made_once(context, ("people",), _people),
    )


def _lead(context: Context, kind: StepKind, place: str, offers: tuple[OfferView, ...], knows_switchboard: bool) -> str:
    """The sentence that leads to the next step; no stronger than what is known."""
    voice = context.voice
    if kind is StepKind.CALL:
        return voice._("Bel gerust. U hoeft niets voor te bereiden en u zit nergens aan vast.")
    if kind is StepKind.ASK:
        said = voice._("Wij weten niet of een van deze initiatieven in %(place)s werkt.", place=place)
        if knows_switchboard:
            return f"{said} {voice._('De gemeente kan u vertellen wat er is, en wie met u meedenkt.')}"
        return f"{said} {voice._('Er kan best iets zijn. Vraag het aan iemand die u al kent:')}"
    if all(offer.checked.freshness is not Freshness.STALE for offer in offers):
        return voice._("Neem gerust contact op. U hoeft niets voor te bereiden en u zit nergens aan vast.")
    said = offers[0].mention
    if len(offers) > 1:
        names = voice.join(offer.name for offer in offers)
        said = voice._(
            "Wij lazen dat %(names)s in %(place)s werken. Of dat nog zo is, weten we niet zeker.",
            names=names,
            place=place,
        )
    return f"{said} {voice._('De gemeente kan het u vertellen.')}" if knows_switchboard else said


def _people(context: Context) -> tuple[tuple[Phrase, Phrase], ...]:
    """Who a family may know already, and how to reach them."""
    terms, phrase = context.site.content.terms, context.voice.phrase
    keys = (key for key in FIRST_CONTACTS if key in terms)
    return tuple((phrase(terms[key].label), phrase(terms[key].reach)) for key in keys)


def near_of(context: Context, locality: Locality) -> tuple[Near, ...]:
    """The municipalities nearby where something is offered, the nearest first."""
    site = context.site
    near = []
    for slug, kilometres in locality.near:
        names = context.voice.join(
            site.content.initiatives[offer.initiative].name for offer in site.localities[slug].current_offers
        )
        near.append(
            Near(
                municipality_link(context, slug),
                context.voice.kilometres(kilometres),
                kilometres > NEAR_KILOMETRES,
                names,
            )
        )
    return tuple(near)
