"""Long texts: Markdown in, safe HTML out, with citations and links collected and checked."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Collection
from dataclasses import dataclass, field

import markdown
import nh3
from markdown.extensions.toc import TocExtension, slugify

from kaart.load import Prose
from kaart.problems import Problem, did_you_mean
from kaart.read import FORBIDDEN, place_of

CITATION = re.compile(r" ?\[\^([^\]\s]+)\]")
CITATION_MARK = re.compile("\ue000([^\ue001]+)\ue001")
RAW_HTML = re.compile(
    r"<!--.*?-->|<(script|style|iframe|object|svg|form)\b.*?</\1\s*>|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>",
    re.DOTALL | re.IGNORECASE,
)
ENTITY = re.compile(r"&#?\w+;")
SAFETY_BOX = "#veilig"  # is on every page
LINK = re.compile(r'<a href="([^"]*)"')
ALLOWED_TAGS = {
    *("h2", "h3", "h4", "p", "ul", "ol", "li", "a", "strong", "em", "blockquote", "hr", "br", "code"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ALLOWED_ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}}
REMOVED = {  # what Markdown can make and the site does not show: how it is typed, what happens, what to do
    "img": (r"!\[", "een plaatje kan hier niet; de site haalt het weg.", "Beschrijf in woorden wat erop staat."),
    "h1": (
        r"^# |^=+$",
        "een kop met één # is de titel van de pagina; de site maakt er gewone tekst van.",
        "Schrijf ## voor een kop in de tekst.",
    ),
    "h5": (r"^#####", "een kop met vijf # is te diep; de site maakt er gewone tekst van.", "Schrijf ##, ### of ####."),
    "pre": (r"^(    |\t)", "een regel met vier spaties ervoor wordt code.", "Haal de spaties aan het begin weg."),
}


@dataclass(frozen=True)
class InternalLink:
    """A link in a long text to another page of the site, and where it was typed."""

    address: str
    path: str
    line: int
    column: int


@dataclass(frozen=True)
class Html:
    """A long text as HTML; internal links start with /, and citations are marks that a view numbers."""

    html: str
    citations: tuple[str, ...]
    links: tuple[InternalLink, ...]
    headings: tuple[tuple[str, str], ...]


@dataclass
class _Reading:
    """A long text being read, with the problems met on the way."""

    prose: Prose
    problems: list[Problem] = field(default_factory=list)

    def place(self, index: int) -> tuple[int, int]:
        line, column = place_of(self.prose.markdown, index)
        return line + self.prose.line_offset, column

    def say(self, index: int, message: str, hint: str, is_warning: bool = False) -> None:
        self.problems.append(Problem(self.prose.path, *self.place(index), message, hint, is_warning))


def render_prose(prose: Prose, source_keys: Collection[str] | None) -> tuple[Html, list[Problem]]:
    """The HTML of a long text. Raw HTML is removed with a warning; `source_keys` is None where unknown."""
    reading = _Reading(prose)
    citations = _citations(reading, source_keys)
    _refuse_hidden_entities(reading)
    source = CITATION.sub("\ue000\\1\ue001", RAW_HTML.sub(lambda match: _drop(reading, match), prose.markdown))
    toc = TocExtension(slugify=slugify, toc_depth="2-3")
    converter = markdown.Markdown(extensions=["tables", "sane_lists", toc], output_format="html")
    try:
        unclean = converter.convert(source)
    except RecursionError:
        reading.say(0, "deze tekst heeft te veel niveaus in elkaar.", "Maak de lijsten en citaten platter.")
        return Html("", (), (), ()), reading.problems
    for tag, (typed, message, hint) in REMOVED.items():
        if f"<{tag}" in unclean:
            first = re.search(typed, prose.markdown, re.MULTILINE)
            reading.say(first.start() if first else 0, message, hint, is_warning=True)
    schemes = {"https", "tel", "mailto"}
    html = nh3.clean(unclean, tags=ALLOWED_TAGS, attributes=ALLOWED_ATTRIBUTES, link_rel=None, url_schemes=schemes)
    html = html.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
    headings = tuple((token["id"], token["name"]) for token in getattr(converter, "toc_tokens", ()))
    return Html(html, citations, _links(reading, unclean), headings), reading.problems


def _citations(reading: _Reading, source_keys: Collection[str] | None) -> tuple[str, ...]:
    found = []
    for match in CITATION.finditer(reading.prose.markdown):
        key = match.group(1)
        found.append(key)
        if source_keys is not None and key not in source_keys:
            hint = did_you_mean(key, source_keys) or "Zet de bron eerst in content/sources.yaml."
            reading.say(match.start() + match.group().index("["), f'de bron "{key}" bestaat niet.', hint)
    return tuple(dict.fromkeys(found))


def _drop(reading: _Reading, match: re.Match[str]) -> str:
    """What stays of a piece of raw HTML: its line ends, so that later places are right."""
    shown = " ".join(match.group().split())
    shown = shown if len(shown) <= 40 else shown[:39] + "…"
    if not shown.startswith(("<!--", "</")):
        reading.say(
            match.start(), f"{shown} is HTML; de site haalt dit weg.", "Schrijf gewone Markdown.", is_warning=True
        )
    return re.sub(r"[^\n]", "", match.group())


def _refuse_hidden_entities(reading: _Reading) -> None:
    for match in ENTITY.finditer(reading.prose.markdown):
        if FORBIDDEN.search(entities.unescape(match.group())):
            reading.say(match.start(), f"{match.group()} is een onzichtbaar teken.", "Haal het weg.")


def _links(reading: _Reading, html: str) -> tuple[InternalLink, ...]:
    """The links to own pages; a link that is neither that nor safe is a problem."""
    text, links = reading.prose.markdown, []
    for target in dict.fromkeys(map(entities.unescape, LINK.findall(html))):
        typed = (f"]({target}", f"]: {target}", f"<{target.removeprefix('mailto:')}")
        index = next((text.find(each) + len(each) - len(target) for each in typed if each in text), 0)
        if target.startswith("/") and not target.startswith("//"):
            if ".." in target.split("/"):
                hint = "Schrijf het adres vanaf de start: /zo-werkt-het/."
                reading.say(max(index, 0), f'de link "{target}" wijst buiten de site.', hint)
                continue
            links.append(InternalLink(target.lstrip("/"), reading.prose.path, *reading.place(max(index, 0))))
        elif target.startswith("http:"):
            reading.say(max(index, 0), f'de link "{target}" begint met http.', "Gebruik https://.")
        elif target.startswith("#") and target != SAFETY_BOX and f'id="{target[1:]}"' not in html:
            hint = "Kijk de kop na: kleine letters, met streepjes."
            reading.say(max(index, 0), f'de kop "{target}" staat niet op deze pagina.', hint)
        elif not re.match(r"https://|mailto:|tel:|#", target):
            hint = "Schrijf https://..., of het adres van een eigen pagina: /zo-werkt-het/."
            reading.say(max(index, 0), f'de link "{target}" mag niet.', hint)
    return tuple(links)
