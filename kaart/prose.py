"""Long texts: Markdown in, safe HTML out, with citations and links collected and checked."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

import markdown
import nh3
from markdown.extensions.toc import TocExtension, slugify

from kaart.load import Prose
from kaart.problems import Problem, did_you_mean
from kaart.read import place_of

CITATION = re.compile(r" ?\[\^([^\]\s]+)\]")
CITATION_MARK = re.compile("\ue000([^\ue001]+)\ue001")
RAW_HTML = re.compile(
    r"<!--.*?-->|<(script|style|iframe|object|svg|form)\b.*?</\1\s*>|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>",
    re.DOTALL | re.IGNORECASE,
)
LINK = re.compile(r'<a href="([^"]*)"')
ALLOWED_TAGS = {
    *("h2", "h3", "h4", "p", "ul", "ol", "li", "a", "strong", "em", "blockquote", "hr", "br", "code"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ALLOWED_ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}}


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


def render_prose(prose: Prose, source_keys: Collection[str] | None) -> tuple[Html, list[Problem]]:
    """The HTML of a long text. Raw HTML is removed with a warning; `source_keys` is None where unknown."""
    problems: list[Problem] = []

    def place(index: int) -> tuple[int, int]:
        line, column = place_of(prose.markdown, index)
        return line + prose.line_offset, column

    citations: list[str] = []
    for match in CITATION.finditer(prose.markdown):
        key = match.group(1)
        citations.append(key)
        if source_keys is not None and key not in source_keys:
            hint = did_you_mean(key, source_keys) or "Zet de bron eerst in content/sources.yaml."
            problems.append(
                Problem(
                    prose.path,
                    *place(match.start() + match.group().index("[")),
                    f'de bron "{key}" bestaat niet.',
                    hint,
                )
            )

    def drop(match: re.Match[str]) -> str:
        shown = " ".join(match.group().split())
        shown = shown if len(shown) <= 40 else shown[:39] + "…"
        if not shown.startswith("<!--"):
            message = f"{shown} is HTML; de site haalt dit weg."
            problems.append(
                Problem(prose.path, *place(match.start()), message, "Schrijf gewone Markdown.", is_warning=True)
            )
        return re.sub(r"[^\n]", "", match.group())

    source = CITATION.sub("\ue000\\1\ue001", RAW_HTML.sub(drop, prose.markdown))
    toc = TocExtension(slugify=slugify, toc_depth="2-3")
    converter = markdown.Markdown(extensions=["tables", "sane_lists", toc], output_format="html")
    html = nh3.clean(
        converter.convert(source),
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        link_rel=None,
        url_schemes={"https", "tel", "mailto"},
    )
    links = _check_links(prose, html, converter.convert(source), place, problems)
    wrapped = html.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
    headings = tuple((token["id"], token["name"]) for token in getattr(converter, "toc_tokens", ()))
    return Html(wrapped, tuple(dict.fromkeys(citations)), tuple(links), headings), problems


def _check_links(prose: Prose, html: str, unclean: str, place: object, problems: list[Problem]) -> list[InternalLink]:
    links = []
    for target in dict.fromkeys(LINK.findall(unclean)):
        index = prose.markdown.find(target)
        line, column = place_of(prose.markdown, max(index, 0))
        line += prose.line_offset
        if target.startswith("/") and not target.startswith("//"):
            if ".." in target.split("/"):
                problems.append(
                    Problem(
                        prose.path,
                        line,
                        column,
                        f'de link "{target}" wijst buiten de site.',
                        "Schrijf het adres vanaf de start: /zo-werkt-het/.",
                    )
                )
                continue
            links.append(InternalLink(target.lstrip("/"), prose.path, line, column))
        elif target.startswith("http:"):
            problems.append(
                Problem(prose.path, line, column, f'de link "{target}" begint met http.', "Gebruik https://.")
            )
        elif not re.match(r"https://|mailto:|tel:|#", target):
            problems.append(
                Problem(
                    prose.path,
                    line,
                    column,
                    f'de link "{target}" mag niet.',
                    "Schrijf https://..., of het adres van een eigen pagina: /zo-werkt-het/.",
                )
            )
    return links
