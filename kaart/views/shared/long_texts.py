"""Long texts that authors wrote, as HTML in a page: links seen from there, words explained, citations numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from markupsafe import Markup

from kaart import urls
from kaart.languages.voice import Voice
from kaart.model.prose import CITATION_MARK, HEADING, Html
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.views.shared.citations import with_citations
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.explanations import TAG_OR_MARK, with_explanations

INTERNAL_LINK = re.compile(r'<a href="/([^"#]*)([^"]*)">(.*?)</a>', re.DOTALL)
LINK, LINK_TO_DUTCH = Markup('<a href="{}">{}</a>'), Markup('<a href="{}" hreflang="{}">{}</a>')


@dataclass(frozen=True)
class LongTextPart:
    """A part of a long text: its heading with the place in the address, and what stands below."""

    anchor: str
    title: Markup
    text: Markup
    cites: tuple[Cite, ...]


def best_prose(context: Context, texts: Mapping[tuple[str, str], Html], slug: str) -> tuple[Html | None, bool]:
    """A long text in the page's language, or else in Dutch, and whether that is a fallback."""
    language, state = context.page.language, context.voice.state
    own, dutch = texts.get((slug, language)), texts.get((slug, SOURCE_LANGUAGE))
    if language == SOURCE_LANGUAGE:
        return dutch, False
    if own is None:
        state.is_fallen_back |= dutch is not None
        return dutch, True
    state.meet(own)
    return own, False


def long_text(context: Context, html: str, is_fallback: bool) -> Markup:
    """A long text with its links seen from this page and its citations numbered."""
    language = SOURCE_LANGUAGE if is_fallback else context.page.language
    html = with_explanations(context, html if is_fallback else _typeset(context.voice, html), language)
    return Markup(with_citations(context, INTERNAL_LINK.sub(lambda match: _link(context, match), html)))


def _link(context: Context, match: re.Match[str]) -> Markup:
    """A link of a long text, seen from this page; only its words where there is no such page."""
    site, plan = context.site, context.plan
    address, anchor, words = unescape(match.group(1)), unescape(match.group(2)), Markup(match.group(3))
    address = urls.HOME if address == urls.MUNICIPALITIES and site.options.only else address
    if context.has(address):
        return LINK.format(context.href(address) + anchor, words)
    if plan.has(address, SOURCE_LANGUAGE):
        return LINK_TO_DUTCH.format(context.href(address) + anchor, SOURCE_LANGUAGE, words)
    if site.national_url:
        return LINK.format(site.national_url + address + anchor, words)
    return words  # a site about one municipality has no such page


def _typeset(voice: Voice, html: str) -> str:
    """HTML as it is set in the language of the page; tags stay as they are."""
    parts = TAG_OR_MARK.split(html)
    return "".join(part if index % 2 else voice.typeset(part) for index, part in enumerate(parts))


def parts_of(context: Context, html: Html, is_fallback: bool) -> Iterator[LongTextPart]:
    """A long text in the parts below its headings, and what stands before the first of them."""
    starts = [match.start() for match in HEADING.finditer(html.html)]
    for start, end in pairwise((0, *starts, len(html.html))):
        text = html.html[start:end]
        if text.strip():
            shown = long_text(context, text, is_fallback)
            heading = HEADING.match(shown)
            keys = dict.fromkeys(CITATION_MARK.findall(text))
            if heading:
                title = shown[heading.start(2) : heading.end(2)]
                yield LongTextPart(heading[1], title, shown[heading.end() :], context.cite(keys))
            else:
                yield LongTextPart("", Markup(), shown, context.cite(keys))
