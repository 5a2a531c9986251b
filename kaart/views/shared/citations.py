"""Sources: the marks that lead to them, in texts and in words, and the lines that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kaart.languages.voice import Phrase
from kaart.model.persons import has_first_name
from kaart.model.prose import CITATION_MARK
from kaart.schema.site import Source
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.made_once import made_once

CITATION = Markup('<sup class="cite"><a href="#bron-{number}" aria-label="{label}">{number}</a></sup>')


@dataclass(frozen=True)
class SourceLine:
    """A source at the end of a page, or in the list of sources.

    `names_person` is true where its address has the name of a person in it: that is a link, and is never written out.
    """

    number: str
    key: str
    title: Phrase
    publisher: str
    date: str
    href: str | None
    names_person: bool
    note: Phrase | None


def source_line(context: Context, key: str, number: str = "") -> SourceLine:
    """A source, ready to be shown: with its number at the end of a page, without one in the list of sources."""
    source: Source = context.site.content.sources[key]
    return SourceLine(
        number=number,
        key=key,
        title=context.voice.dutch(source.title),
        publisher=source.publisher,
        date=context.voice.partial_date(source.date),
        href=source.url,
        names_person=source.names_person or has_first_name(source.url or ""),
        note=context.voice.phrase(source.note) if source.note else None,
    )


def cited_line(context: Context, key: str) -> SourceLine:
    """A source at the end of a page that cites it."""

    def line(shared: Context) -> SourceLine:
        return source_line(shared, key, shared.cite((key,))[0].number)

    return made_once(context, ("source", key), line)


def sources_in_words(context: Context, cites: Sequence[Cite]) -> Iterator[str]:
    """The numbers of sources in words, if there are any."""
    if len(cites) == 1:
        yield cites[0].label
    elif cites:
        yield context.voice._("bronnen %(numbers)s", numbers=", ".join(cite.number for cite in cites))


def with_citations(context: Context, html: str) -> str:
    """HTML of a long text with its citations numbered."""

    def citation(match: re.Match[str]) -> Markup:
        cite = context.cite([match.group(1)])[0]
        return CITATION.format(number=cite.number, label=cite.label)

    return CITATION_MARK.sub(citation, html)
