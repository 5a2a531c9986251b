"""Audits a page by its pieces: what many pages share is read once, and each page adds what is its own.

It finds what `audit_page` finds in the whole page. Where a piece is wrong, or pieces do not fit together, that one
looks at the whole page and says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from weakref import WeakKeyDictionary

from kaart.publish.audit import COUNTED, OUTSIDE, PageAudit, Seen, audit_page, is_known_language, see, target_and_anchor
from kaart.render.fragments import Fragment, PageHtml
from kaart.views.shared.slots import ROOT, START, cut, filled

IN_TABLE = {"<tr": "<table>", "<td": "<table><tr>", "<th": "<table><tr>"}  # without it, a reader drops these tags


@dataclass(frozen=True)
class PieceAudit:
    """A piece by itself: its ids, where it leads to in the site and on its own page, and the same where a slot is in
    it, as a text that was cut. `is_wrong` where it has a mistake on every page.
    """

    ids: frozenset[str]
    links: frozenset[str]
    anchors: frozenset[tuple[str, str]]
    here: frozenset[str]
    open_ids: tuple[tuple[str, ...], ...]
    open_addresses: tuple[tuple[str, ...], ...]
    open_here: tuple[tuple[str, ...], ...]
    is_wrong: bool
    seen: Seen


@dataclass(frozen=True)
class PieceAuditor:
    """Audits pages by their pieces. `languages` has the direction of each language."""

    languages: Mapping[str, str]
    _known: WeakKeyDictionary[Fragment, PieceAudit] = field(default_factory=WeakKeyDictionary)

    def audit(self, path: str, html: PageHtml, root: str, is_framed: bool = False) -> PageAudit:
        """Checks one page by itself; see `audit_page`."""
        pieces = [_audit_piece(html.own, root), *map(self._audit_fragment, html.fragments)]
        return _joined(path, pieces, html.values, root, self.languages, is_framed) or audit_page(
            path, html.whole, root, self.languages, is_framed
        )

    def _audit_fragment(self, fragment: Fragment) -> PieceAudit:
        if fragment not in self._known:
            html = fragment.html
            self._known[fragment] = _audit_piece(IN_TABLE.get(html.lstrip()[:3], "") + html, ROOT)
        return self._known[fragment]


def _audit_piece(html: str, root: str) -> PieceAudit:
    """Reads a piece, in which addresses of the site begin with `root`."""
    seen = see(html)
    links, anchors, open_addresses, is_wrong = set(), set(), set(), False
    here = [name for _, name in seen.references]
    for address in dict.fromkeys(seen.addresses):
        target, anchor = target_and_anchor(address)
        if address.startswith(OUTSIDE):
            continue
        if not target and anchor:
            here.append(anchor)
        elif not target.startswith(root) or START in address.removeprefix(root):
            open_addresses.add(address)
            is_wrong |= START not in address
        else:
            links.add(target.removeprefix(root))
            anchors |= {(target.removeprefix(root), anchor)} if anchor else set()
    is_wrong |= bool(seen.images_without_alt) or not all(map(is_known_language, seen.languages))
    is_wrong |= "" in seen.ids or len(seen.ids) != len(set(seen.ids))
    return PieceAudit(
        ids=frozenset(name for name in seen.ids if START not in name),
        links=frozenset(links),
        anchors=frozenset(anchors),
        here=frozenset(name for name in here if START not in name),
        open_ids=_cut(seen.ids),
        open_addresses=_cut(open_addresses),
        open_here=_cut(here),
        is_wrong=is_wrong,
        seen=seen,
    )


def _cut(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Those of the texts that have slots, each once, cut."""
    return tuple(cut(text) for text in dict.fromkeys(texts) if START in text)


def _joined(
    path: str,
    pieces: list[PieceAudit],
    values: Mapping[str, str],
    root: str,
    languages: Mapping[str, str],
    is_framed: bool,
) -> PageAudit | None:
    """The audit of a page out of that of its pieces; None where something is wrong."""
    if any(piece.is_wrong for piece in pieces) or not _is_whole(pieces, values, languages, is_framed):
        return None
    open_ids = [_filled(each, values) for piece in pieces for each in piece.open_ids]
    ids = frozenset(open_ids).union(*(piece.ids for piece in pieces))
    if len(ids) != len(open_ids) + sum(len(piece.ids) for piece in pieces):
        return None  # two pieces have the same
    here = frozenset(_filled(each, values) for piece in pieces for each in piece.open_here)
    if not here.union(*(piece.here for piece in pieces)) <= ids:
        return None
    rest = {_filled(each, values) for piece in pieces for each in piece.open_addresses}
    open_addresses = [address for address in rest if not address.startswith(OUTSIDE)]
    if not all(address.startswith(root) for address in open_addresses):
        return None
    targets = [target_and_anchor(address.removeprefix(root)) for address in open_addresses]
    return PageAudit(
        path,
        ids,
        frozenset(target for target, _ in targets).union(*(piece.links for piece in pieces)),
        frozenset((target, anchor) for target, anchor in targets if anchor).union(*(piece.anchors for piece in pieces)),
        (),
    )


def _is_whole(
    pieces: list[PieceAudit], values: Mapping[str, str], languages: Mapping[str, str], is_framed: bool
) -> bool:
    """True where the pieces together have one heading, one main part, a title, and the language of the page."""
    heads = [piece.seen for piece in pieces if piece.seen.page_language != (None, None)]
    code, direction = heads[0].page_language if heads else (None, None)
    return (
        len(heads) == 1
        and bool(code)
        and languages.get(code or "") == direction
        and bool(filled(cut(heads[0].title), values).strip())
        and all(sum(piece.seen.counts[name] for piece in pieces) == (0 if is_framed else 1) for name in COUNTED)
    )


def _filled(parts: tuple[str, ...], values: Mapping[str, str]) -> str:
    """An attribute with its slots filled, as a reader of HTML understands it."""
    return unescape(filled(parts, values))
