"""Contents of a flyer: its words and numbers in one language, as values that become JSON for `press.py`.

Whatever is on paper is here. Nothing in here depends on the day of the build, except how fresh the facts are: a flyer
of which nothing changed is not made again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kaart import urls
from kaart.flyers.contacts import Desk, Route, calls_on, desk_on_paper, route_of
from kaart.flyers.parts import (
    Alarm,
    ElsewhereOnPaper,
    Offer,
    alarms,
    costs_in_words,
    elsewhere,
    information,
    newest_day,
    offer_on_paper,
    questions,
)
from kaart.house_style.theme_parts import OURS
from kaart.languages.voice import N_
from kaart.model.paper import valid_until
from kaart.schema.fields import host_of, is_public_host
from kaart.schema.flyer_kinds import READERS, FlyerKind
from kaart.schema.flyer_words import FlyerTexts
from kaart.schema.records import SOURCE_LANGUAGE, Reader, Record, Text
from kaart.views.shared.answers import FlyerRow, Words, compared_columns, offered_columns, offers_title, row_of
from kaart.views.shared.context import Context

BRAND = OURS["brand"]
CARD_TOPICS = ("for_whom", "not_for", "place", "ages", "frequency", "sign_up")
COMPARED_TOPICS = (
    *("support", "place", "for_whom", "ages", "frequency", "family_cost"),
    *("not_for", "expectations", "sign_up", "professional_care"),
)
LONGEST_LINE = 24  # of a short address below a QR code, in letters


@dataclass(frozen=True)
class Contents:
    """All that a flyer shows. `texts` are the words of its kind in `content/flyers.yaml`.

    `logo` is SVG, or empty; `logo_shape` is its width for each of its height; `address` is in the QR code. With
    `is_proof` it does not work elsewhere, or nobody checked whom it names lately. `mark` says in Dutch what the flyer
    is, for who hands out one that they cannot read; `date` is year, month and day of the newest information. With
    `is_measured` each text must fit its room, to find the one that is too long; `ignored` are fields that are left
    out, to find the next.
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
    kicker: str
    texts: dict[str, object]
    words: dict[str, str]
    offers_title: str
    offers: tuple[Offer, ...]
    offer_names: str
    unbroken: tuple[str, ...]
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
    questions: tuple[FlyerRow, ...]
    elsewhere: tuple[ElsewhereOnPaper, ...]
    alarms: tuple[Alarm, ...]
    table: tuple[FlyerRow, ...]
    is_measured: bool = False
    ignored: tuple[str, ...] = ()


def contents(context: Context, kind: FlyerKind) -> Contents:
    """The contents of a flyer of the municipality of the page; of the whole country where the page is about none."""
    site, voice = context.site, context.voice
    locality = site.localities[context.page.slug] if context.page.slug else None
    style = site.style_of(context.page.slug)
    logo = style.logo if style else None
    offered = offered_columns(context, locality)
    flyers = site.content.flyers
    assert flyers
    texts: FlyerTexts = getattr(flyers, kind.value)
    name, title = texts.name, texts.title
    place = locality.area.name if locality else ""
    about = site.municipality_address(locality.area.slug) if locality else urls.HOME
    address = site.base_url + urls.in_language(about, voice.code)
    label = address.partition("://")[2].rstrip("/")
    is_card, words = kind is FlyerKind.REFERRAL, _words(context)
    topics = CARD_TOPICS if is_card else COMPARED_TOPICS if kind is FlyerKind.COMPARISON else ()
    compared = compared_columns(context, offered) if topics else offered
    calls = calls_on(context, kind, locality)
    contacts = [call.contact for call in calls]
    made = Contents(
        kind=kind.value,
        language=voice.code,
        direction=voice.direction,
        title=f"{voice.phrase(title)} – {_kicker(context, kind, place)}",
        author=site.content.site.publisher,
        date=newest_day(context, offered, () if is_card else contacts),
        brand=(style.theme.brand_on_paper if style and style.theme else None) or BRAND,
        logo=logo.svg if logo else "",
        logo_alt=voice._("Logo van gemeente %(place)s", place=place) if logo else "",
        logo_shape=logo.width / logo.height if logo else 1,
        is_for_print_shop=site.options.for_print_shop,
        is_proof=not is_public_host(host_of(site.base_url))
        or (locality is not None and valid_until(locality, site.today) is None),
        kicker=_kicker(context, kind, place),
        texts=_worded(context, texts),
        words=words,
        offers_title=offers_title(context, locality),
        offers=tuple(offer_on_paper(context, column, place) for column in compared),
        offer_names=voice.join(column.initiative.name for column in offered),
        unbroken=tuple(each.name for each in site.content.initiatives.values() if "-" in each.name),
        costs=costs_in_words(context, offered),
        contact=desk_on_paper(context, calls[0], False) if calls and not is_card else None,
        desks=tuple(desk_on_paper(context, call, True) for call in calls) if is_card else (),
        route=route_of(context, offered, label, locality),
        say=voice.phrase(flyers.say),
        say_in_dutch="" if voice.code == SOURCE_LANGUAGE else flyers.say.nl,
        address=address,
        address_label=str(voice.apart(label)),
        address_lines=address_lines(label),
        code_alt=voice._("QR-code met het adres %(address)s", address=label),
        information=information(context, READERS.get(kind, Reader.PARENT), offered, contacts),
        mark=" · ".join(
            filter(None, (name.nl, place, site.voices[SOURCE_LANGUAGE].name_of(voice.code))),
        ),
        questions=tuple(questions(context, compared, words)) if is_card else (),
        elsewhere=tuple(elsewhere(context)) if is_card else (),
        alarms=tuple(alarms(context)),
        table=tuple(row_of(context, topic, compared) for topic in topics),
        translation="",
    )
    return replace(made, translation=_translation(context))  # last, because making the rest tells how far it is


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
        "legend": voice._("let op: het kan passen, overleg eerst met de coördinator"),
        "elsewhere": voice._("Hiervoor is er iemand anders"),
        "by_initiative": voice._("Aanmelden, per initiatief"),
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
