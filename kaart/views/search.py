"""The search page: the field, and the same without scripts: what people ask, with where the answer is."""

from __future__ import annotations

from dataclasses import dataclass

from kaart import urls
from kaart.languages.voice import Phrase
from kaart.schema.danger import DangerKind
from kaart.schema.phones import phone_link
from kaart.schema.site import SafetyNumber
from kaart.search.answers import Piece, pieces_of
from kaart.search.danger import danger_file_name
from kaart.search.index import Entry, answers_of, entries_of, search_file_name
from kaart.views.reference import year_of_one_source
from kaart.views.shared.context import Context
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.links import Link

SHOWN_WORDS = 5


@dataclass(frozen=True)
class Asked:
    """People's words, the answer, and where to read more."""

    words: tuple[str, ...]
    answer: tuple[Piece, ...]
    pages: tuple[Link, ...]
    is_fallback: bool


@dataclass(frozen=True)
class DangerNumber:
    """A number to call in danger; where it differs by region, none. `more` is how to reach it without a call."""

    name: Phrase
    phone: str
    href: str
    hours: tuple[Phrase, ...]
    year: str
    website: str | None
    more: Phrase | None


@dataclass(frozen=True)
class DangerView:
    """A kind of danger: how people say it, the number that fits, and the others; with `is_alone` nothing else."""

    key: str
    signs: tuple[str, ...]
    is_fallback: bool
    heading: Phrase
    text: Phrase
    question: Phrase | None
    first: DangerNumber
    second: DangerNumber | None
    others: tuple[DangerNumber, ...]
    is_informal: bool
    is_alone: bool

    @property
    def reached_otherwise(self) -> tuple[DangerNumber, ...]:
        """Those that say how to reach them without a call."""
        return tuple(each for each in (self.first, self.second, *self.others) if each and each.phone and each.more)


@dataclass(frozen=True)
class SearchView:
    """The search page. `file` is what it looks in, `place` is the only one of the site.

    `dangers` are from the gravest on, `danger_files` the plain names of the files with their words, by language.
    """

    file: str
    dangers: tuple[DangerView, ...]
    danger_files: tuple[tuple[str, str], ...]
    asked: tuple[Asked, ...]
    signpost_href: str
    referrers_href: str
    municipalities_href: str | None
    place: Link | None


def search(context: Context) -> tuple[Frame, SearchView]:
    """The search page."""
    site, voice = context.site, context.voice
    only = site.options.only
    view = SearchView(
        file=search_file_name(voice.code),
        dangers=tuple(danger_view(context, kind) for kind in site.content.danger.kinds),
        danger_files=tuple((code, danger_file_name(code)) for code in site.content.danger_words),
        asked=tuple(_asked(context)),
        signpost_href=context.href(urls.SIGNPOST),
        referrers_href=context.href(urls.REFERRERS),
        municipalities_href=context.href(urls.MUNICIPALITIES) if context.has(urls.MUNICIPALITIES) else None,
        place=Link(site.localities[only].area.name, context.href(urls.HOME)) if only else None,
    )
    description = voice._("Zoek in uw eigen woorden. Wat u typt, blijft op uw eigen apparaat.")
    return frame_of(context, voice._("Zoeken"), description), view


def _asked(context: Context) -> list[Asked]:
    """Everyday words with the pages that this site has."""
    voice = context.voice
    known = {entry.address: entry for entry in entries_of(context.site, voice)}
    asked = []
    for record in context.site.content.synonyms.values():
        words = voice.words(record.words.nl)
        entries = answers_of(context.site, voice, record, known)
        if entries:
            shown = (words or record.words.nl)[:SHOWN_WORDS]
            pages = tuple(_link(context, entry) for entry in entries)
            asked.append(Asked(shown, pieces_of(context.site, voice, record), pages, not words))
    return asked


def danger_view(context: Context, kind: DangerKind) -> DangerView:
    """A kind of danger in words."""
    voice = context.voice
    known = {number.key: number for number in context.site.content.safety.numbers}
    signs = voice.words(kind.signs.nl)
    return DangerView(
        key=kind.key,
        signs=signs or kind.signs.nl,
        is_fallback=not signs,
        heading=voice.phrase(kind.heading),
        text=voice.phrase(kind.text),
        question=voice.phrase(kind.question) if kind.question else None,
        first=_danger_number(context, known[kind.first]),
        second=_danger_number(context, known[kind.second]) if kind.second else None,
        others=tuple(_danger_number(context, known[key]) for key in kind.others),
        is_informal=kind.informal,
        is_alone=kind.alone,
    )


def _danger_number(context: Context, number: SafetyNumber) -> DangerNumber:
    phrase = context.voice.phrase
    return DangerNumber(
        name=phrase(number.name),
        phone=number.phone or "",
        href=phone_link(number.phone) if number.phone else "",
        hours=tuple(phrase(text) for text in (number.cost, number.hours) if text),
        year=year_of_one_source(context, number),
        website=number.website,
        more=phrase(number.details) if number.details else None,
    )


def _link(context: Context, entry: Entry) -> Link:
    page, mark, anchor = entry.address.partition("#")
    title = context.voice.dutch(entry.title) if entry.is_dutch else entry.title
    return Link(title, context.href(page) + mark + anchor)
