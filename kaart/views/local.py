"""Pages of municipalities: the list, one municipality, one offer, and the way on for one that has merged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from kaart import urls
from kaart.languages.voice import N_, Phrase
from kaart.model.contacts import Call, only_for_professionals, whom_to_call
from kaart.model.freshness import Freshness
from kaart.model.site import NEAR_KILOMETRES, Locality
from kaart.schema.facts import TOPICS
from kaart.schema.records import SOURCE_LANGUAGE, Reader
from kaart.source.register import ranges_of, sort_key
from kaart.views.national import StepView, steps_view
from kaart.views.reference import TermView, terms_view
from kaart.views.shared.context import Context
from kaart.views.shared.explanations import explain
from kaart.views.shared.frames import Frame, LogoView, frame_of, logo_of
from kaart.views.shared.links import Link, municipality_link
from kaart.views.shared.made_once import made_once
from kaart.views.shared.map import MapView, classes_of, map_view
from kaart.views.shared.parts import (
    ContactView,
    FactView,
    InitiativeCard,
    OfferView,
    contact_view,
    explained_fact,
    facts_checked,
    flyers_link,
    initiative_card,
    initiative_cards,
    offer_view,
)

SHOWN_PLACES = 8
LOGO_SIZE = (144, 56)  # of a logo above the title, in pixels
ACCESS_TERMS = ("gemeente", "wijkteam", "cjg")
SENTENCE = N_("Ik woon in %(place)s. Het is thuis druk en ik zoek iemand die af en toe helpt. Weet u iets voor ons?")
FIRST_CONTACTS = ("huisarts", "consultatiebureau", "schoolmaatschappelijk-werk", "gemeente")


@dataclass(frozen=True)
class MunicipalityEntry:
    """A municipality in a list, with what is offered there."""

    link: Link
    classes: str
    initiatives: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Province:
    """The municipalities of a province."""

    key: str
    name: str
    entries: tuple[MunicipalityEntry, ...]
    offered_count: int


@dataclass(frozen=True)
class MunicipalitiesView:
    """All municipalities by province."""

    provinces: tuple[Province, ...]
    municipality_count: int
    offered_count: int
    places_href: str
    example: Link | None
    map: MapView
    filters: tuple[tuple[str, str, int], ...]


def municipalities(context: Context) -> tuple[Frame, MunicipalitiesView]:
    """The list of municipalities."""
    site, voice = context.site, context.voice
    by_province = sorted(site.real_localities(), key=lambda locality: locality.area.province)
    provinces = []
    for name, group in groupby(by_province, key=lambda locality: locality.area.province):
        localities = list(group)
        entries = tuple(
            MunicipalityEntry(
                municipality_link(context, locality.area.slug),
                classes_of(locality),
                tuple(
                    (f"accent-{offer.initiative}", site.content.initiatives[offer.initiative].name)
                    for offer in locality.current_offers
                ),
            )
            for locality in localities
        )
        key = name.lower().replace(" ", "-")
        provinces.append(Province(key, name, entries, sum(1 for locality in localities if locality.current_offers)))
    counts = Counter(offer.initiative for locality in by_province for offer in locality.current_offers)
    example = next((slug for slug, locality in site.localities.items() if locality.is_example), None)
    view = MunicipalitiesView(
        provinces=tuple(provinces),
        municipality_count=len(by_province),
        offered_count=sum(province.offered_count for province in provinces),
        places_href=context.href(urls.PLACES),
        example=municipality_link(context, example) if example else None,
        map=map_view(context),
        filters=tuple((slug, record.name, counts[slug]) for slug, record in site.content.initiatives.items()),
    )
    description = voice._("Alle gemeenten van Nederland per provincie, met de initiatieven die er genoemd zijn.")
    return frame_of(context, voice._("Alle gemeenten"), description), view


@dataclass(frozen=True)
class PlaceEntry:
    """A town or village, and the municipality it belongs to."""

    name: str
    municipality: Link


@dataclass(frozen=True)
class PlacesView:
    """All towns and villages by their first letter, for who does not know the name of the municipality."""

    letters: tuple[tuple[str, tuple[PlaceEntry, ...]], ...]


def places(context: Context) -> tuple[Frame, PlacesView]:
    """The list of places."""
    voice = context.voice
    found = [
        PlaceEntry(name, municipality_link(context, locality.area.slug))
        for locality in context.site.real_localities()
        for name in locality.area.places
    ]
    found.sort(key=lambda entry: (sort_key(entry.name), sort_key(str(entry.municipality.label))))
    grouped = groupby(found, key=lambda entry: sort_key(entry.name)[0].upper())
    view = PlacesView(tuple((letter, tuple(entries)) for letter, entries in grouped))
    crumbs = _crumbs(context)
    description = voice._("Alle dorpen en steden van A tot Z, met de gemeente waar ze bij horen.")
    return frame_of(context, voice._("Zoek op dorp of stad"), description, crumbs), view


def _crumbs(context: Context) -> list[Link]:
    """The way down from the list of municipalities, where the site has one."""
    if not context.has(urls.MUNICIPALITIES):
        return []
    return [Link(context.voice._("Alle gemeenten"), context.href(urls.MUNICIPALITIES))]


class StepKind(StrEnum):
    """The one next step for a parent."""

    CALL = "call"
    WRITE = "write"
    SIGN_UP = "sign_up"
    ASK = "ask"


@dataclass(frozen=True)
class NextStep:
    """The one next step of a parent: with `call` and `write` there is a contact, with a number or without one.

    Without a number the sites of the offers are shown; with `sign_up` they are all that there is. `is_checked` where
    each offer was checked in the last year.
    """

    kind: StepKind
    contact: ContactView | None
    offers: tuple[OfferView, ...]
    names: str
    is_checked: bool
    where: str
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
class MunicipalityView:
    """A municipality: one next step, what is offered, who else can help."""

    name: str
    province: str
    logo: LogoView | None
    intro: Phrase | None
    website: str | None
    next_step: NextStep
    offers_title: str
    offers: tuple[OfferView, ...]
    ended: tuple[OfferView, ...]
    contacts: tuple[ContactView, ...]
    professional_contacts: tuple[ContactView, ...]
    near: tuple[Near, ...]
    shows_near: bool
    initiatives: tuple[InitiativeCard, ...]
    access: tuple[TermView, ...]
    also_for: str
    places: tuple[str, ...]
    postcodes: str
    how_href: str
    referrers_href: str
    professionals_href: str | None
    flyers: Link | None
    local_compare: Link | None
    compare_href: str


def municipality(context: Context) -> tuple[Frame, MunicipalityView]:
    """The page of a municipality."""
    site, voice = context.site, context.voice
    locality = site.localities[context.page.slug]
    record = locality.municipality
    views = (offer_view(context, locality, offer) for offer in locality.current_offers)
    offers = tuple(replace(view, summary=explain(context, view.summary)) for view in views)
    all_checked = all(offer.is_checked for offer in offers)
    ended = tuple(offer_view(context, locality, offer) for offer in locality.offers if offer.ended)
    area = locality.area
    way_in = way_in_of(context, locality, offers)
    shows_near = len(offers) < 2 and not site.options.only
    view = MunicipalityView(
        name=area.name,
        province=area.province,
        logo=None if site.options.only else logo_of(context, area.slug, LOGO_SIZE),
        intro=voice.phrase(record.intro) if record and record.intro else None,
        website=record.website if record else None,
        next_step=way_in.next_step,
        offers_title=voice._("Wat er in %(place)s is", place=area.name)
        if all_checked
        else voice._("Wat we in %(place)s vonden", place=area.name),
        offers=offers,
        ended=ended,
        contacts=way_in.contacts,
        professional_contacts=way_in.professional_contacts,
        near=near_of(context, locality) if shows_near else (),
        shows_near=shows_near,
        initiatives=() if offers else initiative_cards(context),
        access=() if offers else made_once(context, ("access",), lambda shared: terms_view(shared, ACCESS_TERMS)),
        also_for=_also_for(context, locality),
        places=area.places,
        postcodes=_ranges(area.postcodes),
        how_href=context.how_href(),
        referrers_href=context.href(urls.REFERRERS),
        professionals_href=context.href(urls.PROFESSIONALS) if context.has(urls.PROFESSIONALS) else None,
        flyers=flyers_link(context, locality),
        local_compare=_local_compare(context, locality),
        compare_href=context.href(urls.COMPARE),
    )
    title = voice._("Steun voor gezinnen in %(place)s", place=area.name)
    if offers:
        names = voice.join(offer.name for offer in offers)
        description = voice._(
            "Vrijwillige steun voor gezinnen in %(place)s: %(names)s. Wie u kunt bellen en wat er gebeurt.",
            place=area.name,
            names=names,
        )
    else:
        description = voice._("Hoe u in %(place)s steun voor uw gezin vindt, en wie daarbij helpt.", place=area.name)
    crumbs = _crumbs(context)
    return frame_of(context, title, description, crumbs, area.name, locality.is_example), view


def _local_compare(context: Context, locality: Locality) -> Link | None:
    """The way to all facts of what is offered in a municipality, side by side."""
    address = urls.local_compare(context.site.municipality_address(locality.area.slug))
    is_one = len(locality.current_offers) < 2
    if not locality.current_offers or (is_one and address == urls.COMPARE):
        return None
    voice = context.voice
    label = voice._("Alle feiten op een rij") if is_one else voice._("Zet ze naast elkaar, met contact en aanmelding")
    return Link(label, context.href(address))


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
    return WayIn(
        next_step=_next_step(context, locality.area.name, offers, calls[0] if calls else None),
        contacts=tuple(contact_view(context, call.contact) for call in others),
        professional_contacts=tuple(contact_view(context, call.contact) for call in apart),
    )


def _next_step(context: Context, place: str, offers: tuple[OfferView, ...], call: Call | None) -> NextStep:
    """One person to call or to write to; else the initiative's own site; else the people a parent knows."""
    if call:
        kind = StepKind.CALL if call.contact.phone else StepKind.WRITE
    else:
        kind = StepKind.SIGN_UP if offers else StepKind.ASK
    voice = context.voice
    is_sure = call and call.is_sure and call.contact.phone
    in_dutch = "" if context.page.language == SOURCE_LANGUAGE else SENTENCE % {"place": place}
    shown = contact_view(context, call.contact) if call else None
    return NextStep(
        kind=kind,
        contact=shown,
        offers=offers,
        names=voice.join(offer.name for offer in offers),
        is_checked=all(offer.checked.freshness is not Freshness.STALE for offer in offers),
        where=place,
        say=voice._(SENTENCE, place=place),
        say_in_dutch=in_dutch,
        people=() if is_sure else made_once(context, ("people",), _people),
    )


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


def _also_for(context: Context, locality: Locality) -> str:
    """Other towns and villages of the municipality, so that a parent from there knows that the page is right."""
    others = [name for name in locality.area.places if name != locality.area.name]
    shown = others[:SHOWN_PLACES]
    if len(others) > len(shown):
        return context.voice._("Ook voor %(places)s en andere plaatsen.", places=", ".join(shown))
    return context.voice._("Ook voor %(places)s.", places=context.voice.join(shown)) if shown else ""


def _ranges(postcodes: tuple[int, ...]) -> str:
    """Postcodes in short: `6710–6718, 6721`."""
    return ", ".join(str(low) if low == high else f"{low}–{high}" for low, high in ranges_of(postcodes))


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
    view = OfferPageView(
        offer=shown,
        initiative=initiative_card(context, record.initiative),
        place_name=place,
        municipality=municipality_link(context, context.page.slug),
        next_step=way_in.next_step,
        professional_contacts=way_in.professional_contacts,
        checked=facts_checked(context, [record.initiative]),
        facts=tuple(explained_fact(context, record.initiative, topic, locality, record) for topic in OFFER_TOPICS),
        steps=steps_view(context, record.initiative),
        how_href=context.how_href(),
    )
    title = voice._("%(initiative)s in %(place)s", initiative=initiative.name, place=place)
    crumbs = _crumbs(context)
    if not site.options.only:
        crumbs.append(Link(place, context.href(site.municipality_address(context.page.slug))))
    description = f"{title}: {voice.phrase(initiative.summary)}"
    return frame_of(context, title, description, crumbs, initiative.name, locality.is_example), view


@dataclass(frozen=True)
class MovedView:
    """The page of a municipality that has gone into another."""

    target: Link


def moved(context: Context) -> tuple[Frame, MovedView]:
    """The way on from an old address, which printed flyers may still carry."""
    site, voice = context.site, context.voice
    target = site.moved[context.page.slug]
    old_name = site.content.municipalities[context.page.slug].name or context.page.slug
    view = MovedView(municipality_link(context, target))
    description = voice._("%(old)s hoort nu bij %(new)s.", old=old_name, new=view.target.label)
    return frame_of(context, old_name, description), view
