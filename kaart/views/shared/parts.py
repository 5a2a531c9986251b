"""Pieces that several pages show: facts, contacts, offers, and the one next step for a parent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kaart import urls
from kaart.languages.voice import Phrase
from kaart.model.facts import fact_that_holds
from kaart.model.freshness import Freshness, rate
from kaart.model.paper import has_flyers_of_its_own
from kaart.model.site import Locality
from kaart.schema.facts import TOPICS, Ages, EuroRange, Place, label_of, question_of
from kaart.schema.fields import mail_link
from kaart.schema.hours import WEEKDAYS
from kaart.schema.initiative import Finding, Initiative
from kaart.schema.municipality import Contact, LocalOffer, RoomState
from kaart.schema.phones import phone_link
from kaart.schema.records import Text
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.explanations import explain
from kaart.views.shared.links import Link
from kaart.views.shared.made_once import made_once

CLOSING_IS_NEAR = timedelta(weeks=2)


@dataclass(frozen=True)
class Checked:
    """How fresh a fact is, in words."""

    freshness: Freshness
    label: str


@dataclass(frozen=True)
class FactView:
    """A fact on a topic. `origin` says where it holds, if that is not the whole country."""

    topic: str
    label: str
    question: str
    lines: tuple[Phrase | str, ...]
    is_unknown: bool
    cites: tuple[Cite, ...]
    note: Phrase | None
    origin: str
    checked: Checked | None


@dataclass(frozen=True)
class ClosingView:
    """Days on which a desk is closed, and why or who can be reached then."""

    days: str
    note: Phrase | None


@dataclass(frozen=True)
class ContactView:
    """A desk that can be reached."""

    kind: Phrase
    name: str
    phone: str | None
    phone_href: str | None
    email: str | None
    email_href: str | None
    website: str | None
    address: tuple[str, ...]
    hours: tuple[tuple[str, str], ...]
    is_by_appointment: bool
    closed: tuple[ClosingView, ...]
    languages: str
    note: Phrase | None
    checked: Checked
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class OfferView:
    """An initiative in a municipality, in short."""

    slug: str
    name: str
    href: str
    colour_class: str
    summary: Phrase | str
    place: Place | None
    provider: str | None
    since: int | None
    is_ended: bool
    mention: str
    is_checked: bool
    checked: Checked
    cites: tuple[Cite, ...]
    note: Phrase | None
    room: tuple[Phrase | str, ...]
    glance: tuple[str, ...]
    first_step: Phrase
    website: str
    website_label: str
    place_label: str
    ages: str
    ages_words: str


@dataclass(frozen=True)
class FindingView:
    """A result or figure with its sources."""

    text: Phrase
    note: Phrase | None
    cites: tuple[Cite, ...]


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


def checked_view(context: Context, checked_on: date | None, checked_by: Text | None = None) -> Checked:
    """The freshness rule in words."""
    voice, freshness = context.voice, rate(checked_on, context.site.today)
    if checked_on is None or freshness is Freshness.STALE:
        return Checked(freshness, voice._("niet recent gecontroleerd, bel eerst even"))
    day = voice.day(checked_on)
    if checked_by:
        return Checked(
            freshness, voice._("gecontroleerd op %(day)s door: %(role)s", day=day, role=voice.phrase(checked_by))
        )
    return Checked(freshness, voice._("gecontroleerd op %(day)s", day=day))


def value_lines(context: Context, value: object, topic: str) -> tuple[Phrase | str, ...]:
    """The value of a fact in words: one line, or several for a list."""
    voice = context.voice
    match value:
        case tuple():
            return tuple(voice.phrase(item) for item in value)
        case Text():
            return (voice.phrase(value),)
        case Place.FAMILY_HOME:
            return (voice._("Thuis bij uw gezin: de vrijwilliger komt naar u toe."),)
        case Place.VOLUNTEER_HOME:
            return (voice._("Bij de vrijwilliger: uw kind gaat daarheen."),)
        case Ages():
            return (ages_in_words(context, value),)
        case EuroRange(min=0, max=0):
            return (voice._("Gratis"),)
        case EuroRange() if topic == "family_cost":
            return (voice.euros(value.min, value.max),)
        case EuroRange():
            return (voice._("%(amount)s per koppeling per jaar", amount=voice.euros(value.min, value.max)),)
        case int() if topic == "minimum_cooperation":
            if value % 12:
                return (voice.counted("%(number)s maand", "%(number)s maanden", value),)
            return (voice.counted("%(number)s jaar", "%(number)s jaar", value // 12),)
        case int():
            return (voice.number(value),)
    raise AssertionError(f"no words for {topic}: {value!r}")


def ages_in_words(context: Context, ages: Ages) -> str:
    """Ages as people say them."""
    voice = context.voice
    if ages.from_pregnancy_week:
        words = voice._(
            "vanaf week %(week)s van de zwangerschap tot en met %(max)s jaar",
            week=ages.from_pregnancy_week,
            max=ages.max,
        )
    elif ages.during_pregnancy:
        words = voice._("van de zwangerschap tot en met %(max)s jaar", max=ages.max)
    else:
        words = voice._("%(min)s–%(max)s jaar", min=ages.min, max=ages.max)
    return voice._("%(ages)s, maar dit verschilt per gemeente", ages=words) if ages.varies else words


def ages_for_scripts(ages: Ages) -> str:
    """Youngest, oldest, 1 where it can begin before birth, 1 where it differs from place to place: `0 18 0 1`."""
    return f"{ages.min} {ages.max} {int(ages.includes_pregnancy)} {int(ages.varies)}"


def fact_view(
    context: Context,
    initiative: Initiative,
    topic: str,
    locality: Locality | None = None,
    offer: LocalOffer | None = None,
) -> FactView:
    """The fact that holds on a topic, nationally or in a municipality."""
    voice = context.voice
    fact, is_local = fact_that_holds(initiative, offer, topic)
    is_unknown = fact is None or fact.value is None
    return FactView(
        topic=topic,
        label=voice._(label_of(topic)),
        question=voice._(question_of(topic)),
        lines=(voice._("niet bekend"),) if fact is None or is_unknown else value_lines(context, fact.value, topic),
        is_unknown=is_unknown,
        cites=context.cite(fact.source) if fact else (),
        note=voice.phrase(fact.note) if fact and fact.note else None,
        origin=voice._("in %(place)s", place=locality.area.name) if locality and is_local else "",
        checked=checked_view(context, fact.checked_on) if fact and fact.checked_on else None,
    )


def explained_fact(
    context: Context,
    slug: str,
    topic: str,
    locality: Locality | None = None,
    offer: LocalOffer | None = None,
) -> FactView:
    """The fact that holds on a topic, in which hard words open their explanation. Pages share what is not local."""
    initiative = context.site.content.initiatives[slug]

    def fact(shared: Context) -> FactView:
        found = fact_view(shared, initiative, topic, locality, offer)
        return replace(found, lines=tuple(explain(shared, line) for line in found.lines))

    is_local = fact_that_holds(initiative, offer, topic)[1]
    return fact(context) if is_local else made_once(context, ("fact", slug, topic), fact)


def facts_checked(context: Context, slugs: Iterable[str]) -> str:
    """How fresh the national facts of a page are: as fresh as the oldest of them."""
    chosen = tuple(slugs)
    initiatives = [context.site.content.initiatives[slug] for slug in chosen]
    return made_once(context, ("facts checked", *chosen), lambda shared: _facts_checked(shared, initiatives))


def _facts_checked(context: Context, initiatives: Iterable[Initiative]) -> str:
    facts = [getattr(initiative.facts, topic) for initiative in initiatives for topic in TOPICS]
    days = [fact.checked_on for fact in facts if fact and not fact.unknown]
    checked = checked_view(context, None if None in days else min(days, default=None))
    return context.voice._("De landelijke feiten komen uit openbare bronnen: %(checked)s.", checked=checked.label)


def contact_view(context: Context, contact: Contact) -> ContactView:
    """A desk, with its number as a link and its hours in words."""
    place = context.page.municipality
    if not place:
        return _contact_view(context, contact)
    return made_once(context, ("contact", contact), lambda shared: _contact_view(shared, contact), place)


def _contact_view(context: Context, contact: Contact) -> ContactView:
    voice = context.voice
    address = contact.address
    hours = [
        (voice.weekday(day), hours.replace("-", "–"))
        for day in WEEKDAYS
        if (hours := getattr(contact.hours, day, None))
    ]
    return ContactView(
        kind=voice.phrase(context.site.content.terms[contact.kind].label),
        name=contact.name,
        phone=contact.phone,
        phone_href=phone_link(contact.phone) if contact.phone else None,
        email=contact.email,
        email_href=mail_link(contact.email) if contact.email else None,
        website=contact.website,
        address=(address.street, f"{address.postcode} {address.city}") if address else (),
        hours=tuple(hours),
        is_by_appointment=contact.by_appointment,
        closed=closings_near(context, contact),
        languages=voice.join(voice.name_of(code) for code in contact.languages),
        note=voice.phrase(contact.note) if contact.note else None,
        checked=contact_checked(context, contact, contact.checked_by),
        cites=context.cite(contact.source),
    )


def contact_checked(context: Context, contact: Contact, checked_by: Text | None = None) -> Checked:
    """How fresh a desk is, in words. Who should ask first does not read "call first" where there is no number."""
    checked = checked_view(context, contact.checked_on, checked_by)
    if checked.freshness is Freshness.STALE and not contact.phone:
        return replace(checked, label=context.voice._("niet recent gecontroleerd, vraag het eerst na"))
    return checked


def closings_near(context: Context, contact: Contact) -> tuple[ClosingView, ...]:
    """The days on which a desk is closed, from two weeks before the first until the last."""
    voice, today = context.voice, context.site.today
    near = []
    for closing in sorted(contact.closed, key=lambda closing: closing.first_day):
        if today.is_within(closing.first_day - CLOSING_IS_NEAR, closing.until):
            first, last = voice.day(closing.first_day), voice.day(closing.until)
            if closing.first_day == closing.until:
                days = voice._("Gesloten op %(day)s.", day=first)
            else:
                days = voice._("Gesloten van %(first)s tot en met %(last)s.", first=first, last=last)
            near.append(ClosingView(days, voice.phrase(closing.note) if closing.note else None))
    return tuple(near)


def offer_view(context: Context, locality: Locality, offer: LocalOffer) -> OfferView:
    """An offer, with what is known of it and how sure that is."""
    place = locality.area.slug
    key = ("offer", place, offer.initiative)
    return made_once(context, key, lambda shared: _offer_view(shared, locality, offer), place)


def _offer_view(context: Context, locality: Locality, offer: LocalOffer) -> OfferView:
    voice, site = context.voice, context.site
    initiative = site.content.initiatives[offer.initiative]
    place, ages = (fact_that_holds(initiative, offer, topic)[0] for topic in ("place", "ages"))
    source = site.content.sources[offer.source[0]]
    mention = voice._(
        "Genoemd door %(publisher)s, %(date)s; niet gecontroleerd.",
        publisher=source.publisher,
        date=voice.partial_date(source.date),
    )
    return OfferView(
        slug=offer.initiative,
        name=initiative.name,
        href=context.href(site.offer_address(locality.area.slug, offer.initiative)),
        colour_class=f"accent-{offer.initiative}",
        summary=voice.phrase(initiative.summary),
        place=place.value if place else None,
        provider=offer.provider,
        since=offer.since,
        is_ended=offer.ended,
        mention=mention,
        is_checked=offer.checked_on is not None,
        checked=checked_view(context, offer.checked_on, offer.checked_by),
        cites=context.cite(offer.source),
        note=voice.phrase(offer.note) if offer.note else None,
        room=room_in_words(context, offer),
        glance=offer_at_a_glance(context, initiative, offer),
        first_step=voice.phrase(initiative.first_step),
        website=offer.website or initiative.website,
        website_label=voice._(
            "Naar de pagina over %(name)s in %(place)s", name=initiative.name, place=locality.area.name
        )
        if offer.website
        else voice._("Naar de site van %(name)s", name=initiative.name),
        place_label=place_label(context, place.value if place else None),
        ages=ages_for_scripts(ages.value) if ages and ages.value else "",
        ages_words=ages_in_words(context, ages.value) if ages and ages.value else "",
    )


def offer_at_a_glance(context: Context, initiative: Initiative, offer: LocalOffer) -> tuple[str, ...]:
    """The first questions of a parent: costs, place and ages."""
    voice = context.voice
    cost, place, ages = (fact_that_holds(initiative, offer, topic)[0] for topic in ("family_cost", "place", "ages"))
    if cost and cost.value:
        words = [str(line) for line in value_lines(context, cost.value, "family_cost")]
    else:
        words = [voice._("Kosten: niet bekend")]
    if place and place.value:
        words.append(place_label(context, place.value))
    if ages and ages.value:
        words.append(ages_in_words(context, ages.value))
    return tuple(words)


def room_in_words(context: Context, offer: LocalOffer) -> tuple[Phrase | str, ...]:
    """Whether there is room now, until the end date has passed."""
    room, voice = offer.room, context.voice
    if room is None or context.site.today.has_passed(room.until):
        return ()
    words = {
        RoomState.OPEN: voice._("Er is plek voor nieuwe gezinnen."),
        RoomState.WAITING_LIST: voice._("Er is een wachtlijst. Aanmelden kan wel."),
        RoomState.FULL: voice._("Er is nu geen plek."),
    }[room.state]
    return (words, voice.phrase(room.note)) if room.note else (words,)


def finding_view(context: Context, finding: Finding) -> FindingView:
    """A result of research or a figure."""
    note = context.voice.phrase(finding.note) if finding.note else None
    return FindingView(context.voice.phrase(finding.text), note, context.cite(finding.source))


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


def place_of(initiative: Initiative) -> Place | None:
    """Where the support of an initiative is, in the whole country."""
    fact = initiative.facts.place
    return fact.value if fact else None


def place_label(context: Context, place: Place | None) -> str:
    """Where the support is, in a few words."""
    if place is None:
        return ""
    if place is Place.FAMILY_HOME:
        return context.voice._("bij u thuis")
    return context.voice._("bij de vrijwilliger thuis")


def flyers_link(context: Context, locality: Locality) -> Link | None:
    """The way to the flyers of a municipality; elsewhere to those of the whole country, where it is known."""
    site, voice = context.site, context.voice
    if has_flyers_of_its_own(site, locality):
        label = voice._("Flyers voor %(place)s, om te printen en mee te geven", place=locality.area.name)
        return Link(label, context.href(urls.flyers(site.municipality_address(locality.area.slug))))
    label = voice._("Flyers om te printen en mee te geven")
    if context.has(urls.FLYERS):
        return Link(label, context.href(urls.FLYERS))
    if site.options.with_flyers and site.national_url:
        return Link(label, site.national_url + urls.in_language(urls.FLYERS, voice.code))
    return None
