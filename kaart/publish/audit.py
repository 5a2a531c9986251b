"""Reads finished pages back: every link, anchor, image and language mark must be right, each id used once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser

from kaart import urls
from kaart.languages.voice import is_language
from kaart.problems import Problem

LINKED = "a[href], link[href], use[href], img[src], script[src], iframe[src]"
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "popovertarget")
REFERRING = ", ".join(f"[{attribute}]" for attribute in REFERENCES)
OURS = "Dit is een fout van de bouwer of van een link in de inhoud."
OUTSIDE = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True)
class PageAudit:
    """One page's part in the audit of the whole: its ids, the files and anchors it leads to, its own mistakes."""

    path: str
    ids: frozenset[str]
    links: frozenset[str]
    anchors: frozenset[tuple[str, str]]
    problems: tuple[Problem, ...]

    def sharing(self, words: dict[str, str]) -> PageAudit:
        """The same with each text once in memory, out of `words`, which grows with what is new."""
        ids, links = (frozenset(words.setdefault(each, each) for each in found) for found in (self.ids, self.links))
        return replace(self, ids=ids, links=links)


def audit_page(path: str, html: str, root: str, languages: Mapping[str, str], is_framed: bool = False) -> PageAudit:
    """Checks one page by itself. `languages` has the direction of each language.

    A page that is framed is a part of a page of another site, which has the heading and the main part already.
    """
    tree = LexborHTMLParser(html)
    mistakes: list[str] = []
    anchors: set[tuple[str, str]] = set()
    ids: set[str] = set()
    links: set[str] = set()
    for node in tree.css("[id]"):
        name = node.attributes["id"] or ""
        if name in ids or not name:
            mistakes.append(f'het id "{name}" is leeg of staat er twee keer')
        ids.add(name)
    for node in tree.css(LINKED):
        address = node.attributes.get("href") or node.attributes.get("src") or ""
        if address.startswith(OUTSIDE):
            continue
        target, _, anchor = address.partition("#")
        if not target and anchor:
            if anchor not in ids:
                mistakes.append(f'de link "#{anchor}" wijst nergens naar')
            continue
        if not target.startswith(root):
            mistakes.append(f'de link "{address}" wijst nergens naar')
            continue
        links.add(target.removeprefix(root))
        if anchor:
            anchors.add((target.removeprefix(root), anchor))
    for node in tree.css(REFERRING):
        named = [
            (attribute, name) for attribute in REFERENCES for name in (node.attributes.get(attribute) or "").split()
        ]
        mistakes += [f'{attribute} noemt "{name}", dat er niet is' for attribute, name in named if name not in ids]
    mistakes += [f'het plaatje "{node.attributes.get("src")}" heeft geen alt' for node in tree.css("img:not([alt])")]
    mistakes += _audit_languages(tree, languages)
    for name in ("h1", "main"):
        count, expected = len(tree.css(name)), 0 if is_framed else 1
        if count != expected:
            mistakes.append(f"er zijn {count} onderdelen {name} in plaats van {expected}")
    title = tree.css_first("title")
    if not (title and title.text(strip=True)):
        mistakes.append("de titel ontbreekt")
    file = urls.file_of(path)
    problems = tuple(Problem(file, 0, 0, mistake + ".", OURS) for mistake in dict.fromkeys(mistakes))
    return PageAudit(path, frozenset(ids), frozenset(links), frozenset(anchors), problems)


def _audit_languages(tree: LexborHTMLParser, languages: Mapping[str, str]) -> Iterable[str]:
    html = tree.css_first("html")
    code, direction = (html.attributes.get("lang"), html.attributes.get("dir")) if html else (None, None)
    if not code or languages.get(code) != direction:
        yield f'de pagina heeft taal "{code}" en richting "{direction}"'
    for node in tree.css("[lang], [hreflang]"):
        for attribute in ("lang", "hreflang"):
            found = node.attributes.get(attribute)
            if found is not None and found != "x-default" and not is_language(found):
                yield f'"{found}" is geen taal'
