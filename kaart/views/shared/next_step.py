"""The one next step of a parent in a municipality, who else there can help, and what is nearby."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kaart.languages.voice import N_, Phrase
from kaart.model.contacts import Call, only_for_professionals, whom_to_call
from kaart.model.freshness import Freshness
from kaart.model.site import NEAR_KILOMETRES, Locality
from kaart.schema.initiative import Verdict
from kaart.schema.records import SOURCE_LANGUAGE, Reader
from kaart.views.shared.contacts import ContactView, contact_view, switchboard_view
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.links import Link, municipality_link
from kaart.views.shared.made_once import made_once
from kaart.views.shared.offers import OfferView
from kaart.views.shared.reports import Report, report_of_place

SENTENCE = N_("Ik woon in %(place)s. Het is thuis druk en ik zoek iemand die af en toe helpt. Weet u iets voor ons?")
NOTHING_KNOWN = N_("Wij weten nog niet wat er in %(place)s is. De gemeente weet wie met u kan meedenken.")
KNOWN = N_("In %(place)s is %(names)s. Vraag wat bij u past.")
FOUND = N_("In %(place)s vonden we %(names)s. Vraag wat er nu is, en wat bij u past.")
FIRST_CONTACTS = ("huisarts", "consultatiebureau", "schoolmaatschappelijk-werk")
MUNICIPALITY = "gemeente"  # where its switchboard is not named already


@dataclass(frozen=True)
class Card:
    """What the next step is about, in one breath, with the house of the one initiative there or of the municipality.

    `mention` tells how old or how fresh that is, with its sources in `cites`.
    """

    title: str
    about: Phrase | str = ""
    mention: str = ""
    cites: tuple[Cite, ...] = ()
    colour_class: str = ""
    house: str = "municipality"


@dataclass(frozen=True)
class NextStep:
    """The one next step of a parent: whom to call first in front, or where nobody has a number, whom to write to.

    `beside` leads on to what stands below: where one contact is sure enough to call, nothing does.
    """

    card: Card
    lead: str
    desks: tuple[ContactView, ...]
    beside: str
    offers: tuple[OfferView, ...]
    say: str
    say_in_dutch: str
    people: tuple[tuple[Phrase, Phrase], ...]
    report: Report | None = None


@dataclass(frozen=True)
class DrawnStep:
    """What happens after a call: a step with its drawing."""

    drawing: str
    title: str
    text: str


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
    step = _next_step(context, locality, offers, calls[0] if calls else None, initiative)
    shown = [contact_view(context, call.contact, call.initiative) for call in others]
    switchboard = switchboard_view(context, locality.area)
    named = {desk.phone for desk in (*step.desks, *shown)}
    if switchboard and switchboard.phone not in named and switchboard not in step.desks and not initiative:
        shown.append(switchboard)
    report = report_of_place(context, locality, [call.contact for call in (*calls, *apart)], initiative)
    return WayIn(
        next_step=replace(step, report=report),
        contacts=tuple(shown),
        professional_contacts=tuple(contact_view(context, call.contact, call.initiative) for call in apart),
    )


def _next_step(
    context: Context, locality: Locality, offers: tuple[OfferView, ...], call: Call | None, initiative: str
) -> NextStep:
    """One person to call; else the municipality, with the contact or the site of the initiative itself beside it.

    With a contact of an offer that nobody checked lately stands the municipality: behind it where it is about that
    offer, else before it.
    """
    voice, place = context.voice, locality.area.name
    own = contact_view(context, call.contact, call.initiative) if call else None
    switchboard = switchboard_view(context, locality.area)
    is_sure = call is not None and call.is_sure
    is_alone = is_sure or not (call and call.is_of_offer and switchboard)
    own_first = is_sure or bool(initiative)
    desks: tuple[ContactView, ...]
    ways: tuple[OfferView, ...]
    if own and own.phone and is_alone:
        desks, beside, ways = (own,), "", ()
    else:
        ways = offers
        desks = tuple(filter(None, (own, switchboard) if own_first else (switchboard, own)))
        beside = _beside(context, place, offers, desks)
    return NextStep(
        card=_card(context, place, offers, desks, initiative),
        lead=_lead(context, desks),
        desks=desks,
        beside=beside,
        offers=ways,
        say=voice._(SENTENCE, place=place),
        say_in_dutch="" if context.page.language == SOURCE_LANGUAGE else SENTENCE % {"place": place},
        people=_people(context, locality.area.switchboard is None),
    )


def _card(
    context: Context, place: str, offers: tuple[OfferView, ...], desks: tuple[ContactView, ...], initiative: str
) -> Card:
    """What the next step is about: the one initiative there, all of them by name, or that we know of none."""
    voice = context.voice
    title = voice._("Begin met één telefoontje") if desks and desks[0].phone else voice._("Begin hier")
    if len(offers) == 1 and (initiative or not _is_for_few(context, offers[0].slug)):
        (offer,) = offers
        return Card(
            title=voice._("Dit kunt u nu doen") if initiative else offer.name,
            about=offer.summary,
            mention=offer.checked.label if offer.is_told_as_of_today else offer.mention,
            cites=offer.cites,
            colour_class=offer.colour_class,
            house=offer.slug,
        )
    if offers:
        names = voice.join(offer.name for offer in offers)
        are_checked = all(offer.checked.freshness is not Freshness.STALE for offer in offers)
        return Card(title, voice._(KNOWN if are_checked else FOUND, place=place, names=names))
    return Card(title, "" if initiative else voice._(NOTHING_KNOWN, place=place))


def _is_for_few(context: Context, slug: str) -> bool:
    """True for an initiative that is not for most of what parents ask: it is no card for all who come here."""
    record, asked = context.site.content.initiatives[slug], {each.key for each in context.site.content.signpost.help}
    verdicts = [rule.verdict for rule in record.fit if rule.answer in asked]
    return verdicts.count(Verdict.NO) > len(verdicts) / 2


def _lead(context: Context, desks: tuple[ContactView, ...]) -> str:
    """The sentence that leads to the first desk."""
    if any(desk.phone for desk in desks[:1]):
        return context.voice._("Bel gerust. U hoeft niets voor te bereiden en u zit nergens aan vast.")
    return context.voice._("Neem gerust contact op. U hoeft niets voor te bereiden en u zit nergens aan vast.")


def _beside(context: Context, place: str, offers: tuple[OfferView, ...], desks: tuple[ContactView, ...]) -> str:
    """What leads from the desks to what stands below them: the sites of the offers, or that we know of none."""
    voice = context.voice
    if offers:
        said = [voice._("U kunt ook de weg van het initiatief zelf volgen.")] if desks else []
        if any(offer.checked.freshness is Freshness.STALE for offer in offers):
            said.append(voice._("Of dat in %(place)s nu kan, weten we niet zeker.", place=place))
        return " ".join(said)
    if desks:
        return ""
    return voice._("Er kan best iets zijn. Vraag het aan iemand die u al kent:")


def _people(context: Context, with_municipality: bool) -> tuple[tuple[Phrase, Phrase], ...]:
    """Who a family may know already, and how to reach them."""
    wanted = (*FIRST_CONTACTS, MUNICIPALITY) if with_municipality else FIRST_CONTACTS

    def people(shared: Context) -> tuple[tuple[Phrase, Phrase], ...]:
        terms, phrase = shared.site.content.terms, shared.voice.phrase
        return tuple((phrase(terms[key].label), phrase(terms[key].reach)) for key in wanted if key in terms)

    return made_once(context, ("people", with_municipality), people)


def after_the_call(context: Context) -> tuple[DrawnStep, ...]:
    """What happens after a call, in three steps: it is the same everywhere."""

    def steps(shared: Context) -> tuple[DrawnStep, ...]:
        _ = shared.voice._
        return (
            DrawnStep("call", _("U neemt contact op"), _("U hoeft niets voor te bereiden en u zit nergens aan vast.")),
            DrawnStep(
                "tell",
                _("U vertelt wat u zoekt"),
                _("In gewone woorden, ook met weinig Nederlands. Iemand mag meebellen."),
            ),
            DrawnStep("hear", _("U hoort wat er is"), _("U kiest zelf wat u ermee doet.")),
        )

    return made_once(context, ("after the call",), steps)


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
