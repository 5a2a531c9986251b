"""What a flyer can see: its words and numbers in one language, as values that become JSON for `press.py`.

Whatever is on paper is here. Nothing in here depends on the day of the build, except how fresh the facts are: a flyer
of which nothing changed is not made again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kaart import urls
from kaart.facts import fact_that_holds, label_of
from kaart.flyer_words import FlyerTexts
from kaart.flyers import FlyerKind
from kaart.freshness import Freshness
from kaart.languages import N_, Phrase
from kaart.model import Contact, EuroRange, Initiative, LocalOffer, Place, Reader
from kaart.records import SOURCE_LANGUAGE, Record, Text
from kaart.site import Locality
from kaart.views.cells import core_of
from kaart.views.context import Context
from kaart.views.parts import ages_in_words, checked_view, contact_to_call, place_label, value_lines

BRAND = "#0f5b57"  # as --brand in templates/styles/00-base.css
CARD_TOPICS = ("for_whom", "not_for", "place", "ages", "frequency", "sign_up")
COMPARED_TOPICS = (
    *("support", "place", "for_whom", "ages", "frequency", "family_cost"),
    *("not_for", "expectations", "sign_up", "professional_care"),
)
LARGEST_CONTACTS = 8  # on the card for professionals
ALARM_NUMBERS = 3  # the first of content/safety.yaml: direct danger, violence at home, suicide
LONGEST_LINE = 24  # of a short address below a QR code, in letters
Words = Phrase | str


@dataclass(frozen=True)
class Point:
    """A short text with a heading."""

    title: Words
    text: Words


@dataclass(frozen=True)
class Offer:
    """An initiative on a flyer. `advice` is how to refer to it, `frequency` and `supporters` are for volunteers."""

    name: str
    core: Words
    glance: tuple[Words, ...]
    is_not: Words
    colour: str
    website: str
    advice: Words
    place_for_volunteers: str
    frequency: Words
    supporters: Words


@dataclass(frozen=True)
class Desk:
    """Whom to call: each line of it is there, or it is left out."""

    title: str
    name: str
    phone: str | None
    lines: tuple[str, ...]
    languages: str
    checked: str


@dataclass(frozen=True)
class SignUp:
    """Where an initiative takes applications."""

    name: str
    website: str


@dataclass(frozen=True)
class Route:
    """The way on where no number is known: it always leads to someone."""

    title: str
    sites: tuple[SignUp, ...]
    advice: str
    languages: str


@dataclass(frozen=True)
class Row:
    """A row of a table: a cell for each offer. `marks` says of each cell how it is drawn."""

    label: Words
    cells: tuple[Words, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Elsewhere:
    """A question that no initiative answers, and who does."""

    label: Words
    who: str


@dataclass(frozen=True)
class Alarm:
    """A number for danger."""

    name: Words
    phone: str


@dataclass(frozen=True)
class Contents:
    """All that a flyer shows. `texts` are the words of its kind in `content/flyers.yaml`.

    `address` is in the QR code; `mark` says in Dutch what the flyer is, for who hands out one that they cannot read;
    `date` is year, month and day of the newest information. With `is_measured` each text must fit its room, to find
    the one that is too long; `ignored` are fields that are left out, to find the next.
    """

    kind: str
    language: str
    direction: str
    title: str
    author: str
    date: dict[str, int]
    brand: str
    is_for_print_shop: bool
    kicker: str
    texts: dict[str, object]
    words: dict[str, str]
    offers_title: str
    offers: tuple[Offer, ...]
    offer_names: str
    costs: str
    contact: Desk | None
    desks: tuple[Desk, ...]
    route: Route
    say: Words
    say_in_dutch: str
    address: str
    address_label: str
    address_lines: tuple[str, ...]
    code_alt: str
    information: str
    mark: str
    translation: str
    questions: tuple[Row, ...]
    elsewhere: tuple[Elsewhere, ...]
    alarms: tuple[Alarm, ...]
    table: tuple[Row, ...]
    is_measured: bool = False
    ignored: tuple[str, ...] = ()


Side = tuple[str, Initiative, LocalOffer | None]


def contents(context: Context, kind: FlyerKind) -> Contents:
    """What a flyer of the municipality of the page shows; of the whole country where the page is about none."""
    site, voice = context.site, context.voice
    locality = site.localities[context.page.slug] if context.page.slug else None
    sides = _sides(context, locality)
    flyers = site.content.flyers
    assert flyers
    texts: FlyerTexts = getattr(flyers, kind.value)
    name, title = texts.name, texts.title
    place = locality.area.name if locality else ""
    contact = _contact(context, kind, locality)
    shown = [contact] if contact else []
    about = site.municipality_address(locality.area.slug) if locality else urls.HOME
    address = site.base_url + urls.in_language(about, voice.code)
    label = address.partition("://")[2].rstrip("/")
    is_card = kind is FlyerKind.REFERRAL
    topics = CARD_TOPICS if is_card else COMPARED_TOPICS if kind is FlyerKind.COMPARISON else ()
    made = Contents(
        kind=kind.value,
        language=voice.code,
        direction=voice.direction,
        title=f"{voice.phrase(title)} – {_kicker(context, kind, place)}",
        author=site.content.site.publisher,
        date=_date(context, locality, sides, shown),
        brand=(locality.theme if locality else None) or BRAND,
        is_for_print_shop=site.options.for_print_shop,
        kicker=_kicker(context, kind, place),
        texts=_worded(context, texts),
        words=_words(context),
        offers_title=_offers_title(context, locality),
        offers=tuple(_offer(context, side) for side in sides),
        offer_names=voice.join(initiative.name for _, initiative, _ in sides),
        costs=_costs(context, sides),
        contact=_desk(context, contact) if contact else None,
        desks=tuple(_desk(context, desk) for desk in _desks(locality)) if is_card else (),
        route=_route(context, sides, label, locality),
        say=voice.phrase(flyers.say),
        say_in_dutch="" if voice.code == SOURCE_LANGUAGE else flyers.say.nl,
        address=address,
        address_label=str(voice.apart(label)),
        address_lines=_lines(label),
        code_alt=voice._("QR-code met het adres %(address)s", address=label),
        information=_information(context, locality, sides, shown),
        mark=" · ".join(
            filter(None, (name.nl, place, site.voices[SOURCE_LANGUAGE].name_of(voice.code))),
        ),
        questions=tuple(_questions(context, sides)) if is_card else (),
        elsewhere=tuple(_elsewhere(context)) if is_card else (),
        alarms=tuple(_alarms(context)) if is_card else (),
        table=tuple(_row(context, topic, sides) for topic in topics),
        translation="",
    )
    return replace(made, translation=_translation(context))  # last, because making the rest tells how far it is


def _translation(context: Context) -> str:
    """What a reader should know of the translation; nothing where all is well."""
    voice, state = context.voice, context.voice.state
    said = [voice._("De Nederlandse tekst is veranderd na deze vertaling.")] if state.is_outdated else []
    if state.is_unchecked:
        said.append(voice._("Deze vertaling is nog niet nagekeken door iemand die deze taal van huis uit spreekt."))
    return " ".join(said)


def _lines(label: str) -> tuple[str, ...]:
    """A short address in as many lines as it needs below a QR code; it breaks before a slash and after a hyphen."""
    if len(label) <= LONGEST_LINE:
        return (label,)
    host, slash, rest = label.partition("/")
    lines = [host, ""] if rest else [host]
    for part in re.findall(r"[^-/]*[-/]?", slash + rest):
        if len(lines[-1]) + len(part) > LONGEST_LINE:
            lines.append("")
        lines[-1] += part
    return tuple(lines)


def _sides(context: Context, locality: Locality | None) -> tuple[Side, ...]:
    records = context.site.content.initiatives
    if locality is None:
        return tuple((slug, record, None) for slug, record in records.items())
    return tuple((offer.initiative, records[offer.initiative], offer) for offer in locality.current_offers)


def _worded(context: Context, record: Record) -> dict[str, object]:
    """The texts of a record by their keys, in the language of the page."""

    def worded(value: object) -> object:
        match value:
            case Text():
                return context.voice.phrase(value)
            case Record():
                return _worded(context, value)
            case tuple():
                return tuple(map(worded, value))
        raise AssertionError(f"no words for {value!r}")

    return {key: worded(getattr(record, key)) for key in type(record).model_fields if key != "source"}


def _kicker(context: Context, kind: FlyerKind, place: str) -> str:
    """For whom a flyer is, and where."""
    voice = context.voice
    match kind:
        case FlyerKind.REFERRAL:
            words = (
                N_("Voor school, huisarts en wijkteam in %(place)s")
                if place
                else N_("Voor school, huisarts en wijkteam")
            )
        case FlyerKind.VOLUNTEERS:
            words = N_("Vrijwilliger worden in %(place)s") if place else N_("Vrijwilliger worden")
        case _:
            words = N_("Steun voor gezinnen in %(place)s") if place else N_("Steun voor gezinnen")
    return voice._(words, place=place)


def _words(context: Context) -> dict[str, str]:
    """The words of the parts that stand on each flyer."""
    voice = context.voice
    return {
        "costs": voice._("Wat het kost:"),
        "costs_for_family": voice._("Wat het een gezin kost:"),
        "say": voice._("Zo kan een gesprek beginnen:"),
        "given_by": voice._("Gekregen van:"),
        "phone": voice._("Telefoon:"),
        "who_fits": voice._("Welk initiatief past bij welke vraag?"),
        "question": voice._("Vraag"),
        "topic": voice._("Onderwerp"),
        "fits": voice._("past"),
        "caution": voice._("let op"),
        "no": voice._("past niet"),
        "elsewhere": voice._("Hiervoor is er iemand anders"),
        "referring": voice._("Zo verwijst u"),
        "raising": voice._("Zo begint u erover"),
        "telling": voice._("Wat u een ouder kunt vertellen"),
        "desks": voice._("Contacten"),
        "more": voice._("Meer contacten en de hele vergelijking:"),
        "compared": voice._("In het kort naast elkaar"),
        "danger": voice._("Bij gevaar of nood"),
        "gives": voice._("Wat het u geeft"),
        "asks": voice._("Wat er gevraagd wordt"),
        "where": voice._("Waar en hoe vaak"),
        "tear": voice._("Neem een strookje mee"),
    }


def _offers_title(context: Context, locality: Locality | None) -> str:
    voice = context.voice
    if locality is None:
        return voice._("Deze initiatieven zijn er, niet elk in elke gemeente")
    if all(offer.checked_on for offer in locality.current_offers):
        return voice._("Wat er in %(place)s is", place=locality.area.name)
    return voice._("Wat we in %(place)s vonden", place=locality.area.name)


def _offer(context: Context, side: Side) -> Offer:
    voice, (_, initiative, offer) = context.voice, side
    place, ages = (fact_that_holds(initiative, offer, topic)[0] for topic in ("place", "ages"))
    glance: list[Words] = []
    if place and place.value:
        glance.append(place_label(context, place.value))
    if ages and ages.value:
        glance.append(ages_in_words(context, ages.value))
    return Offer(
        name=str(voice.apart(initiative.name)),
        core=_cell(context, "support", side),
        glance=tuple(glance),
        is_not=_cell(context, "not_for", side),
        colour=initiative.colour,
        website=_website(context, side),
        advice=voice.phrase(initiative.referral[0]),
        place_for_volunteers=_place_for_volunteers(context, place.value if place else None),
        frequency=_cell(context, "frequency", side),
        supporters=_cell(context, "supporters", side),
    )


def _place_for_volunteers(context: Context, place: Place | None) -> str:
    """Where the support is, as a volunteer sees it."""
    voice = context.voice
    match place:
        case Place.FAMILY_HOME:
            return voice._("bij het gezin thuis")
        case Place.VOLUNTEER_HOME:
            return voice._("bij u als vrijwilliger thuis")
    return voice._("plek niet bekend")


def _website(context: Context, side: Side) -> str:
    """The site of an offer or else of its initiative, as people type it."""
    _, initiative, offer = side
    address = (offer.website if offer else None) or initiative.website
    return str(context.voice.apart(_as_typed(address)))


def _as_typed(address: str) -> str:
    """A web address as people type it."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def _cell(context: Context, topic: str, side: Side) -> Words:
    """A fact in a few words, without a full stop: its core, or else all of it."""
    _, initiative, offer = side
    fact = fact_that_holds(initiative, offer, topic)[0]
    if fact is None or fact.value is None:
        return context.voice._("niet bekend")
    core = core_of(context, topic, fact)
    if core is not None:
        return core
    lines = value_lines(context, fact.value, topic)
    if len(lines) > 1:
        return " ".join(map(str, lines))
    only = lines[0]
    return replace(only, text=only.text.rstrip(".")) if isinstance(only, Phrase) else only.rstrip(".")


def _costs(context: Context, sides: Sequence[Side]) -> str:
    """What it costs a family: nothing, where that is known."""
    voice = context.voice
    free: list[str] = []
    unknown: list[str] = []
    paid: list[str] = []
    for side in sides:
        name, fact = side[1].name, fact_that_holds(side[1], side[2], "family_cost")[0]
        match fact.value if fact else None:
            case EuroRange(min=0, max=0):
                free.append(name)
            case EuroRange() as amount:
                paid.append(f"{voice.apart(name)}: {voice.euros(amount.min, amount.max)}.")
            case _:
                unknown.append(name)
    if len(free) == len(sides):
        return voice._("niets. Het is gratis.")
    said = [voice._("%(names)s: gratis.", names=voice.join(free))] if free else []
    said += paid
    said += [voice._("%(names)s: niet bekend, vraag het na.", names=voice.join(unknown))] if unknown else []
    return " ".join(said)


def _contact(context: Context, kind: FlyerKind, locality: Locality | None) -> Contact | None:
    """The one desk on a flyer: for parents the one that their page names first; for others that of an offer."""
    if locality is None:
        return None
    own = [offer.contact for offer in locality.current_offers if offer.contact]
    contacts = locality.municipality.contacts if locality.municipality else ()
    match kind:
        case FlyerKind.VOLUNTEERS:
            desks = [desk for desk in (*contacts, *own) if Reader.VOLUNTEER in desk.readers] or own
        case FlyerKind.REFERRAL:
            desks = []  # it has room for several
        case _:
            desks = [desk for desk in (*contacts, *own) if Reader.PARENT in desk.readers]
    return contact_to_call(context, desks) or next(iter(desks), None)


def _desks(locality: Locality | None) -> tuple[Contact, ...]:
    """Whom a professional can call: those of the offers first."""
    if locality is None:
        return ()
    own = [offer.contact for offer in locality.current_offers if offer.contact]
    contacts = locality.municipality.contacts if locality.municipality else ()
    return tuple(desk for desk in (*own, *contacts) if Reader.PROFESSIONAL in desk.readers)[:LARGEST_CONTACTS]


def _desk(context: Context, contact: Contact) -> Desk:
    voice = context.voice
    languages = voice.join(voice.name_of(code) for code in contact.languages) or voice._("niet bekend")
    address = contact.address
    lines = [contact.email] if contact.email else []
    if not contact.phone:
        lines += [_as_typed(contact.website)] if contact.website else []
        lines += [f"{address.street}, {address.postcode} {address.city}"] if address else []
    return Desk(
        title=voice._("Bel gerust") if contact.phone else voice._("Neem gerust contact op"),
        name=str(voice.apart(contact.name)),
        phone=str(voice.apart(contact.phone)) if contact.phone else None,
        lines=tuple(str(voice.apart(line)) for line in lines),
        languages=voice._("Talen: %(languages)s", languages=languages),
        checked=checked_view(context, contact.checked_on).label,
    )


def _route(context: Context, sides: Sequence[Side], label: str, locality: Locality | None) -> Route:
    """The way that leads to someone where no number is known."""
    voice = context.voice
    people = voice._("Of vraag het aan de huisarts, op het consultatiebureau of op school.")
    if locality:
        title = voice._("Aanmelden kan hier")
        advice = voice._("Alles over steun in %(place)s: %(address)s.", place=locality.area.name, address=label)
    else:
        title = voice._("Zoek wat er dichtbij is")
        advice = voice._("Vul de woonplaats in op %(address)s.", address=label)
    return Route(
        title=title,
        sites=tuple(SignUp(str(voice.apart(side[1].name)), _website(context, side)) for side in sides)
        if locality
        else (),
        advice=f"{advice} {people}",
        languages=voice._("Talen: %(languages)s", languages=voice._("niet bekend")),
    )


def _information(
    context: Context, locality: Locality | None, sides: Sequence[Side], contacts: Iterable[Contact]
) -> str:
    """How old the information on a flyer is: as old as the oldest of it, by the one rule of the site."""
    voice = context.voice
    if locality:
        days = [offer.checked_on for _, _, offer in sides if offer]
        days += [contact.checked_on for contact in contacts]
    else:
        days = [fact.checked_on for _, initiative, _ in sides for fact in (initiative.facts.support,) if fact]
    oldest = None if None in days else min((day for day in days if day), default=None)
    checked = checked_view(context, oldest)
    if checked.freshness is not Freshness.STALE or oldest or not locality:
        return voice._("De informatie op dit blad is %(checked)s.", checked=checked.label)
    dates = sorted(day for _, _, offer in sides if offer for key in offer.source if (day := _date_of(context, key)))
    if not dates:
        return voice._("De informatie op dit blad is %(checked)s.", checked=checked.label)
    when = voice.partial_date(dates[0])
    return voice._("De informatie op dit blad is van %(date)s en %(checked)s.", date=when, checked=checked.label)


def _date_of(context: Context, source: str) -> str | None:
    return context.site.content.sources[source].date


def _date(
    context: Context, locality: Locality | None, sides: Sequence[Side], contacts: Iterable[Contact]
) -> dict[str, int]:
    """The day of the newest information, which a PDF for the archive must have."""
    days = [contact.checked_on for contact in contacts if contact.checked_on]
    keys: set[str] = set()
    for _, initiative, offer in sides:
        keys.update(offer.source if offer else (initiative.facts.support.source if initiative.facts.support else ()))
        days += [offer.checked_on] if offer and offer.checked_on else []
    dates = [text for key in keys or context.site.content.sources if (text := _date_of(context, key))]
    dates = dates or [text for key in context.site.content.sources if (text := _date_of(context, key))]
    days += [date.fromisoformat(text + "-01-01"[len(text) - 4 :]) for text in dates]
    newest = max(days, default=context.site.today)
    return {"year": newest.year, "month": newest.month, "day": newest.day}


def _questions(context: Context, sides: Sequence[Side]) -> Iterable[Row]:
    """The questions of a family, with for each offer whether it fits, as in the signpost."""
    voice = context.voice
    for answer in context.site.content.signpost.help:
        if answer.elsewhere:
            continue
        verdicts = [
            next((rule.verdict.value for rule in initiative.fit if rule.answer == answer.key), "no")
            for _, initiative, _ in sides
        ]
        yield Row(
            voice.phrase(answer.professional), tuple(_verdict(context, each) for each in verdicts), tuple(verdicts)
        )


def _verdict(context: Context, verdict: str) -> str:
    return _words(context)[verdict]


def _elsewhere(context: Context) -> Iterable[Elsewhere]:
    voice, terms = context.voice, context.site.content.terms
    for answer in context.site.content.signpost.help:
        if answer.elsewhere:
            who = voice.join(str(voice.phrase(terms[key].label)) for key in answer.terms)
            yield Elsewhere(voice.phrase(answer.professional), who)


def _alarms(context: Context) -> Iterable[Alarm]:
    for number in context.site.content.safety.numbers[:ALARM_NUMBERS]:
        if number.phone:
            yield Alarm(context.voice.phrase(number.name), str(context.voice.apart(number.phone)))


def _row(context: Context, topic: str, sides: Sequence[Side]) -> Row:
    """A topic of the comparison in short."""
    return Row(context.voice._(label_of(topic)), tuple(_cell(context, topic, side) for side in sides))
