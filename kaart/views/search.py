"""The search page: the field, and the same without scripts: what people ask, with where the answer is."""

from __future__ import annotations

from dataclasses import dataclass

from kaart import urls
from kaart.languages.voice import Phrase
from kaart.search.index import Entry, answers_of, entries_of, search_file_name
from kaart.views.shared.context import Context
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.links import Link

SHOWN_WORDS = 5


@dataclass(frozen=True)
class Asked:
    """People's words, the answer, and where to read more."""

    words: tuple[str, ...]
    answer: Phrase
    pages: tuple[Link, ...]
    is_danger: bool
    is_fallback: bool


@dataclass(frozen=True)
class SearchView:
    """The search page. `file` is what it looks in, `place` is the only one of the site."""

    file: str
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
        asked=tuple(_asked(context)),
        signpost_href=context.href(urls.SIGNPOST),
        referrers_href=context.href(urls.REFERRERS),
        municipalities_href=context.href(urls.MUNICIPALITIES) if context.has(urls.MUNICIPALITIES) else None,
        place=Link(site.localities[only].area.name, context.href(urls.HOME)) if only else None,
    )
    description = voice._("Zoek in uw eigen woorden. Wat u typt, blijft op uw eigen apparaat.")
    return frame_of(context, voice._("Zoeken"), description), view


def _asked(context: Context) -> list[Asked]:
    """Everyday words with the pages that this site has; danger first."""
    voice = context.voice
    known = {entry.address: entry for entry in entries_of(context.site, voice)}
    asked = []
    for record in context.site.content.synonyms.values():
        words = voice.words(record.words.nl)
        entries = answers_of(context.site, voice, record, known)
        if entries:
            shown = (words or record.words.nl)[:SHOWN_WORDS]
            pages = tuple(_link(context, entry) for entry in entries)
            asked.append(Asked(shown, voice.phrase(record.answer), pages, record.danger, not words))
    return sorted(asked, key=lambda each: not each.is_danger)


def _link(context: Context, entry: Entry) -> Link:
    page, mark, anchor = entry.address.partition("#")
    title = context.voice.dutch(entry.title) if entry.is_dutch else entry.title
    return Link(title, context.href(page) + mark + anchor)
