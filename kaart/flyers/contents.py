"""Contents of a flyer: its words and numbers in one language, as values that become JSON for `press.py`.

Whatever is on paper is here. Nothing in here depends on the day of the build, except how fresh the facts are: a flyer
of which nothing changed is not made again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kaart import urls
from kaart.flyers.contacts import Desk, calls_on, desk_on_paper, validity
from kaart.flyers.parts import (
    Alarm,
    ElsewhereOnPaper,
    Offer,
    alarms,
    columns_on_card,
    elsewhere,
    information,
    newest_day,
    offer_on_paper,
    questions,
)
from kaart.flyers.said import Said, picture_of, reassurances_of, said_in
from kaart.house_style.theme_parts import OURS
from kaart.languages.voice import Phrase
from kaart.model.paper import valid_until
from kaart.model.site import Locality
from kaart.schema.fields import host_of, is_public_host
from kaart.schema.flyer_kinds import DUTCH_WORDS, READERS, FlyerKind
from kaart.schema.flyer_words import Flyers
from kaart.schema.hours import WEEKDAYS
from kaart.schema.records import SOURCE_LANGUAGE, Reader, Text
from kaart.views.shared.answers import FlyerRow, offered_columns, row_of
from kaart.views.shared.context import Context

BRAND = OURS["brand"]
CARD_TOPICS = ("for_whom", "not_for", "place", "ages", "frequency", "family_cost", "sign_up")
MOST_BESIDES = 5  # of the contacts on the card for professionals: one stands on the front, the others on the back
LONGEST_LINE = 24  # of a short address below a QR code, in letters
UNCHECKED = "CONCEPT, vertaling niet nagekeken"
OUTDATED = "CONCEPT, Nederlands later veranderd"


@dataclass(frozen=True)
class Contents:
    """All that a flyer shows.

    `said` are its words, and `dutch` the same for who hands it over, where it is in another language. `logo` is SVG, or
    empty; `logo_shape` is its width for each of its height. `lit` is the place in the week of the day in the picture.
    Without a `contact` there is room to type or write one; `fields` has what is said of each place to type in, by its
    name, in `fields_language`. `address` is in the QR code. With `is_proof` it may not be handed out: its address works
    on one computer only, or nobody checked the contact. `mark` says along the edge, in Dutch, what the flyer is, for
    who has a pile of them; `translation` says for a page, in the language of the flyer, what is wrong with it.
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
    logo: str
    logo_alt: str
    logo_shape: float
    is_for_print_shop: bool
    is_proof: bool
    said: Said
    dutch: Said | None
    drawing: str
    days: tuple[str, ...]
    lit: int
    icons: tuple[str, ...]
    contact: Desk | None
    desks: tuple[Desk, ...]
    fields: dict[str, str]
    fields_language: str
    validity: tuple[str, ...]
    sender: str
    unbroken: tuple[str, ...]
    address: str
    address_label: str
    address_lines: tuple[str, ...]
    code_alt: str
    information: str
    mark: str
    translation: str
    alarms: tuple[Alarm, ...]
    words: dict[str, str]
    offers: tuple[Offer, ...]
    questions: tuple[FlyerRow, ...]
    elsewhere: tuple[ElsewhereOnPaper, ...]
    table: tuple[FlyerRow, ...]
    is_measured: bool = False
    ignored: tuple[str, ...] = ()


def contents(context: Context, kind: FlyerKind) -> Contents:
    """The contents of a flyer of the municipality of the page; of the whole country where the page is about none."""
    site, voice, dutch = context.site, context.voice, context.site.voices[SOURCE_LANGUAGE]
    locality = site.localities[context.page.slug] if context.page.slug else None
    style = site.style_of(context.page.slug)
    logo = style.logo if style else None
    flyers = site.content.flyers
    assert flyers
    offered = offered_columns(context, locality)
    place = locality.area.name if locality else ""
    is_card = kind is FlyerKind.REFERRAL
    columns = columns_on_card(context, locality) if is_card else offered if kind is FlyerKind.VOLUNTEERS else ()
    calls = calls_on(context, kind, locality)
    contacts = [call.contact for call in calls]
    drawing, picture = picture_of(flyers, kind, offered)
    day = flyers.volunteers.day if kind is FlyerKind.VOLUNTEERS else picture.day
    keys = reassurances_of(kind, offered)
    said = said_in(voice, flyers, kind, place, picture, keys)
    address = _address(context, kind, locality)
    label = address.partition("://")[2].partition("#")[0].rstrip("/")
    days = validity(context, kind, locality)
    is_unchecked = locality is not None and valid_until(locality, site.today) is None
    reader = READERS.get(kind, Reader.PARENT)
    is_handed_over = voice.code != SOURCE_LANGUAGE and reader is not Reader.PROFESSIONAL
    aloud = voice if reader is Reader.PROFESSIONAL else dutch
    made = Contents(
        kind=kind.value,
        language=voice.code,
        direction=voice.direction,
        title=f"{said.texts['title']} – {said.kicker}",
        author=site.content.site.publisher,
        date=newest_day(context, offered, () if is_card else contacts),
        brand=(style.theme.brand_on_paper if style and style.theme else None) or BRAND,
        logo=logo.svg if logo else "",
        logo_alt=voice._("Logo van gemeente %(place)s", place=place) if logo else "",
        logo_shape=logo.width / logo.height if logo else 1,
        is_for_print_shop=site.options.for_print_shop,
        is_proof=is_unchecked or not is_public_host(host_of(site.base_url)),
        said=said,
        dutch=said_in(dutch, flyers, kind, place, picture, keys) if is_handed_over else None,
        drawing=drawing,
        days=tuple(voice.short_weekday(key) for key in WEEKDAYS),
        lit=WEEKDAYS.index(day.value),
        icons=keys,
        contact=desk_on_paper(context, calls[0]) if calls else None,
        desks=tuple(desk_on_paper(context, call) for call in calls[1:MOST_BESIDES]) if is_card else (),
        fields=_fields(flyers, kind, aloud.phrase, has_contact=bool(calls)),
        fields_language=aloud.code,
        validity=tuple(str(voice.apart(day)) if day else "" for day in days),
        sender=str(voice.apart(site.content.site.publisher)),
        unbroken=tuple(each.name for each in site.content.initiatives.values() if "-" in each.name),
        address=address,
        address_label=str(voice.apart(label)),
        address_lines=address_lines(label),
        code_alt=voice._("QR-code met het adres %(address)s", address=label),
        information=information(context, reader, offered, contacts),
        mark="",
        alarms=tuple(alarms(context, dutch)),
        words=_words(context) if columns else {},
        offers=tuple(offer_on_paper(context, column, place) for column in columns),
        questions=tuple(questions(context, columns, locality is not None)) if is_card else (),
        elsewhere=tuple(elsewhere(context)) if is_card else (),
        table=tuple(row_of(context, topic, columns) for topic in CARD_TOPICS) if is_card else (),
        translation="",
    )  # what follows comes last, because making the rest tells how far the translation is
    return replace(made, translation=_translation(context), mark=_mark(context, flyers, made, place, days[1]))


def _address(context: Context, kind: FlyerKind, locality: Locality | None) -> str:
    """The address in the QR code, in the language of the flyer: what its reader needs first."""
    site = context.site
    if locality:
        about = site.municipality_address(locality.area.slug)
        wanted = urls.refer(about) if kind is FlyerKind.REFERRAL else about
        return site.base_url + urls.in_language(wanted if context.has(wanted) else about, context.voice.code)
    wanted = {FlyerKind.REFERRAL: urls.PROFESSIONALS, FlyerKind.VOLUNTEERS: urls.VOLUNTEERS}.get(kind, urls.HOME)
    address = wanted if context.has(wanted) else urls.HOME
    place = "" if address else f"#{urls.PLACE_FIELD}"
    return site.base_url + urls.in_language(address, context.voice.code) + place


def _fields(flyers: Flyers, kind: FlyerKind, phrase: Callable[[Text], Phrase], has_contact: bool) -> dict[str, str]:
    """What is said aloud of each place to type in, by its name."""
    words, card = flyers.words, flyers.referral
    fields = {} if has_contact else {"number": words.number_aloud, "name": words.name_aloud, "place": words.place_aloud}
    if kind is FlyerKind.REFERRAL:
        fields |= {"agreed": card.agreed, "when": card.when, "who": card.who}
    return {name: str(phrase(text)) for name, text in fields.items()}


def _mark(context: Context, flyers: Flyers, made: Contents, place: str, until: str) -> str:
    """What the flyer is, in Dutch: which one, of where, in which language, until when, and whether it is a concept."""
    voice, dutch = context.voice, context.site.voices[SOURCE_LANGUAGE]
    name = DUTCH_WORDS[FlyerKind(made.kind)]
    holds = f"{flyers.words.valid_until.nl} {until}" if until and made.dutch else ""
    wrong = OUTDATED if voice.state.is_outdated else UNCHECKED if voice.state.is_unchecked else ""
    return " · ".join(filter(None, (wrong, name, place, dutch.name_of(voice.code), holds)))


def _translation(context: Context) -> str:
    """A warning about the translation; empty where all is well."""
    voice, state = context.voice, context.voice.state
    said = [voice._("De Nederlandse tekst is veranderd na deze vertaling.")] if state.is_outdated else []
    if state.is_unchecked:
        said.append(voice._("Deze vertaling is nog niet nagekeken door iemand die deze taal van huis uit spreekt."))
    return " ".join(said)


def address_lines(label: str) -> tuple[str, ...]:
    """A short address in as many lines as it needs below a QR code.

    It breaks before a slash and after a hyphen, and before a dot only in a name that is too long for a line.
    """
    if len(label) <= LONGEST_LINE:
        return (label,)
    host, slash, rest = label.partition("/")
    names = [host] if len(host) <= LONGEST_LINE else re.findall(r"\.?[^.]+", host)
    lines: list[str] = []
    for parts in (names, re.findall(r"[^-/]*[-/]?", slash + rest) if rest else [slash]):
        lines.append("")
        for part in parts:
            if len(lines[-1]) + len(part) > LONGEST_LINE:
                lines.append("")
            lines[-1] += part
    return tuple(filter(None, lines))


def _words(context: Context) -> dict[str, str]:
    """The words around the tables of a flyer."""
    voice = context.voice
    return {
        "question": voice._("Vraag"),
        "topic": voice._("Onderwerp"),
        "legend": voice._("let op: het kan passen, overleg eerst met de coördinator"),
        "elsewhere": voice._("Hiervoor is er iemand anders"),
        "desks": voice._("Contacten"),
        "compared": voice._("In het kort naast elkaar"),
    }
