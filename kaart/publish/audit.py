"""Reads finished pages back: every link, anchor, image and language mark must be right, each id used once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser

from kaart import urls
from kaart.languages.voice import is_language
from kaart.problems import Problem

LINKED = "a[href], link[href], use[href], img[src], script[src], iframe[src]"
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "popovertarget")
REFERRING = ", ".join(f"[{attribute}]" for attribute in REFERENCES)
LANGUAGE_MARKS = ("lang", "hreflang")
COUNTED = ("h1", "main")
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


@dataclass(frozen=True)
class Seen:
    """All that the audit looks at in HTML, in the order in which it stands there; `ids` also where it stands twice."""

    ids: tuple[str, ...]
    addresses: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    images_without_alt: tuple[str | None, ...]
    languages: tuple[str, ...]
    page_language: tuple[str | None, str | None]
    counts: Mapping[str, int]
    title: str


def see(html: str) -> Seen:
    """Reads HTML: a whole page, or a piece of one."""
    tree = LexborHTMLParser(html)
    root, title = tree.css_first("html"), tree.css_first("title")
    references = (
        (attribute, name)
        for node in tree.css(REFERRING)
        for attribute in REFERENCES
        for name in (node.attributes.get(attribute) or "").split()
    )
    languages = (
        node.attributes.get(attribute) for node in tree.css("[lang], [hreflang]") for attribute in LANGUAGE_MARKS
    )
    return Seen(
        ids=tuple(node.attributes["id"] or "" for node in tree.css("[id]")),
        addresses=tuple(node.attributes.get("href") or node.attributes.get("src") or "" for node in tree.css(LINKED)),
        references=tuple(references),
        images_without_alt=tuple(node.attributes.get("src") for node in tree.css("img:not([alt])")),
        languages=tuple(language for language in languages if language is not None),
        page_language=(root.attributes.get("lang"), root.attributes.get("dir")) if root else (None, None),
        counts={name: len(tree.css(name)) for name in COUNTED},
        title=title.text(strip=True) if title else "",
    )


def target_and_anchor(address: str) -> tuple[str, str]:
    """The page that an address leads to and the place on it; answers to the signpost (`#helpt=rust`) are no place."""
    target, _, anchor = address.partition("#")
    return target, "" if "=" in anchor else anchor


def audit_page(path: str, html: str, root: str, languages: Mapping[str, str], is_framed: bool = False) -> PageAudit:
    """Checks one page by itself. `languages` has the direction of each language.

    A page that is framed is a part of a page of another site, which has the heading and the main part already.
    """
    seen = see(html)
    mistakes: list[str] = []
    anchors: set[tuple[str, str]] = set()
    ids: set[str] = set()
    links: set[str] = set()
    for name in seen.ids:
        if name in ids or not name:
            mistakes.append(f'het id "{name}" is leeg of staat er twee keer')
        ids.add(name)
    for address in seen.addresses:
        if address.startswith(OUTSIDE):
            continue
        target, anchor = target_and_anchor(address)
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
    mistakes += [
        f'{attribute} noemt "{name}", dat er niet is' for attribute, name in seen.references if name not in ids
    ]
    mistakes += [f'het plaatje "{address}" heeft geen alt' for address in seen.images_without_alt]
    code, direction = seen.page_language
    if not code or languages.get(code) != direction:
        mistakes.append(f'de pagina heeft taal "{code}" en richting "{direction}"')
    mistakes += [f'"{found}" is geen taal' for found in seen.languages if not is_known_language(found)]
    for name in COUNTED:
        count, expected = seen.counts[name], 0 if is_framed else 1
        if count != expected:
            mistakes.append(f"er zijn {count} onderdelen {name} in plaats van {expected}")
    if not seen.title:
        mistakes.append("de titel ontbreekt")
    file = urls.file_of(path)
    problems = tuple(Problem(file, 0, 0, mistake + ".", OURS) for mistake in dict.fromkeys(mistakes))
    return PageAudit(path, frozenset(ids), frozenset(links), frozenset(anchors), problems)


def is_known_language(code: str) -> bool:
    """True for what may stand in a mark of a language."""
    return code == "x-default" or is_language(code)
