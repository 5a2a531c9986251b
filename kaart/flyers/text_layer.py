"""The text that a machine reads from a PDF in a language from right to left: searching, copying, reading aloud.

Typst draws such a line from left to right, and readers of PDF turn around what they find. They do so glyph by glyph,
and one glyph may stand for several letters (lam-alef, a letter with its vowel mark), which then come out in the wrong
order: "أسرة" is read as "أرسة". Here such a glyph becomes as many as it has letters, side by side as they are seen. The
first draws all there is to draw, the others draw nothing, and they share the width. Each stands for one letter, so it
does not matter how a reader turns them. On paper nothing changes, and neither do the tags.

Three more habits of readers are met here. Poppler takes what stands left of a Latin word or a number for a part of it
(the space before the next word, its full stop), unless a mark of direction stands between. Pdfium, which is in Chrome,
turns the groups of a telephone number around, unless its spaces are hard ones. And it turns lines without any Arabic
around, where the PDF says that its pages are read from right to left.
"""

from __future__ import annotations

import gc
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter

import pikepdf

from kaart.flyers.pdf_fonts import PdfFont
from kaart.flyers.pdf_text import PageText, Shown

NARROWEST = 100  # thousandths of the size: two letters nearer than this are one that was printed twice, says poppler
COLUMN_GAP = 0.8  # of the size: what is further apart is not in one line
LONGEST = 8  # letters that one glyph may stand for; poppler reads no more
RIGHT_TO_LEFT, JOINER, HARD_SPACE = "\u200f", "\u2060", "\u00a0"
ISOLATES = re.compile("[\u2066-\u2069]")  # they have given the line its order; copied, they break a web address


class GlyphKind(Enum):
    """The effect of a text on the direction of a line, with the classes of Unicode; the first that it has counts."""

    RTL = frozenset(("R", "AL"))
    LTR = frozenset(("L", "EN", "AN"))
    WEAK = frozenset(("CS", "ES", "ET"))
    NEUTRAL = frozenset[str]()


def spell_out(document: pikepdf.Pdf) -> None:
    """Gives each letter that is written from right to left a glyph of its own."""
    was_on = gc.isenabled()
    gc.disable()  # of thousands of small values none is garbage before the end: looking for it takes half the time
    try:
        _spell_out(document)
    finally:
        if was_on:
            gc.enable()


def _spell_out(document: pikepdf.Pdf) -> None:
    fonts: dict[tuple[int, int], PdfFont] = {}
    for page in document.pages:
        named = {str(name)[1:]: font for name, font in page.Resources.get("/Font", pikepdf.Dictionary()).items()}
        fonts |= {font.objgen: PdfFont(font) for font in named.values() if font.objgen not in fonts}
        own = {name: fonts[font.objgen] for name, font in named.items()}
        for font in own.values():
            font.leave_out(ISOLATES)
        text = PageText(page.Contents.read_bytes(), own, ISOLATES)
        clusters = _clusters(text.shown)
        for line in _lines(clusters):
            _set_apart(line)
        for each in clusters:
            if _is_new(each, own[each.font]):
                for block in (each.block, *(other.block for other in each.beside)):
                    block.is_changed = True
        for each in clusters:
            if each.block.is_changed:
                _spell(each, own[each.font])
        page.Contents.write(text.written() + _counterweight(clusters, own))
    for font in fonts.values():
        font.save()
    preferences = document.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    if "/Direction" in preferences:
        del preferences["/Direction"]


@lru_cache(maxsize=4096)
def _kind(text: str) -> GlyphKind:
    """The effect of a text on the direction of its neighbours."""
    classes = {unicodedata.bidirectional(letter) for letter in text}
    return next((kind for kind in GlyphKind if classes & kind.value), GlyphKind.NEUTRAL)


def _clusters(shown: Iterable[Shown]) -> list[Shown]:
    """The glyphs, of which those that are spelled together are one: those of a span, or marks and their letter.

    A mark has no width; the first that has one stands for all.
    """
    clusters: list[Shown] = []
    last: Shown | None = None
    for each in shown:
        is_near = last and ((each.span == last.span != 0 and each.block is last.block) or not last.width)
        if not (last and is_near and (each.text, each.font, each.size) == (last.text, last.font, last.size)):
            clusters.append(each)
        elif clusters[-1].width:
            clusters[-1].beside = (*clusters[-1].beside, each)
        else:
            each.beside = (*clusters[-1].beside, clusters[-1])
            clusters[-1] = each
        last = each
    return clusters


def _lines(clusters: Iterable[Shown]) -> Iterator[list[Shown]]:
    """The lines that have something from right to left in them, each from left to right; those of a column apart."""
    placed: list[tuple[int, float, Shown]] = []
    for each in clusters:
        across, turned, slant, down, left, low = each.block.place
        if across > 0 and turned == 0:  # its lines are those of the page, and not turned
            placed.append((round(down * each.y + low), across * each.x + slant * each.y + left, each))
    placed.sort(key=itemgetter(0, 1))
    lines: list[list[Shown]] = []
    row, end = 0, 0.0
    for y, x, each in placed:
        if not lines or y != row or x - end > COLUMN_GAP * each.size:
            lines.append([])
        lines[-1].append(each)
        row, end = y, x + (each.whole_width if each.beside else each.width) * each.size / 1000
    return (line for line in lines if any(_kind(each.text) is GlyphKind.RTL for each in line))


def _set_apart(line: Sequence[Shown]) -> None:
    """Marks where something from left to right begins, and keeps the groups of a number together.

    What stands between two Latin words or numbers goes with them if the left one is also the first to be read.
    """
    kinds = [_kind(each.text) for each in line]
    strong: Shown | None = None  # the nearest to the left that is from left to right, if no other direction is nearer
    between: list[int] = []
    marked: list[int] = []
    for number, (cluster, kind) in enumerate(zip(line, kinds, strict=True)):
        if kind in (GlyphKind.WEAK, GlyphKind.NEUTRAL):
            between.append(number)
            continue
        goes_on = kind is GlyphKind.LTR and strong is not None and strong.order < cluster.order
        if goes_on:
            _harden(line, between, number)
        else:
            marked += [each for each in between if kinds[each] is GlyphKind.WEAK] + [number] * (kind is GlyphKind.LTR)
        strong, between = (cluster if kind is GlyphKind.LTR else None), []
    marked += [each for each in between if kinds[each] is GlyphKind.WEAK]
    for number in marked:
        if number == 0 or kinds[number - 1] is not GlyphKind.RTL:
            line[number].marks = RIGHT_TO_LEFT
    for left, right in pairwise(line):  # a vowel mark goes with a full stop, says pdfium
        if unicodedata.combining(right.text[-1]) and _kind(left.text) in (GlyphKind.WEAK, GlyphKind.LTR):
            right.text += RIGHT_TO_LEFT
    if marked:
        _outnumber(line)


def _harden(line: Sequence[Shown], between: Sequence[int], number: int) -> None:
    """Makes the space between two numbers a hard one."""
    for each in between:
        if line[each].text == " " and (line[each - 1].text[-1] + line[number].text[0]).isdigit():
            line[each].text = HARD_SPACE


def _outnumber(line: Sequence[Shown]) -> None:
    """Adds marks to a line with so many Latin words that pdfium would take it to be from left to right."""
    classes = [unicodedata.bidirectional(letter) for each in line for letter in each.marks + each.text]
    parts = [kind for kind, _ in groupby("R" if each == "AL" else each for each in classes)]
    lack = parts.count("L") - parts.count("R") + 1
    marked = next((each for each in line if each.marks), None)
    if marked and lack > 0:
        marked.marks += (JOINER + RIGHT_TO_LEFT) * lack


def _counterweight(clusters: Sequence[Shown], fonts: Mapping[str, PdfFont]) -> bytes:
    """Empty glyphs with nothing but marks, for a page with so many Latin letters that poppler would take it to be from
    left to right: the Dutch beside the words of a parent, and a poster says the same on each of its strips.
    """
    kinds = [_kind(each.text) for each in clusters]
    lack = kinds.count(GlyphKind.LTR) - kinds.count(GlyphKind.RTL)
    if lack < 0 or GlyphKind.RTL not in kinds:
        return b""
    name = clusters[kinds.index(GlyphKind.RTL)].font
    glyph = fonts[name].add((), 1000, RIGHT_TO_LEFT * LONGEST)
    count = lack // LONGEST + 1
    code = pikepdf.String(glyph.to_bytes(2, "big")).unparse().decode("latin-1")
    shown = (f"1 0 0 1 {2 + number} 2 Tm {code} Tj" for number in range(count))
    return "\n".join(["", "/Artifact BMC", "BT", f"/{name} 1 Tf", *shown, "ET", "EMC", ""]).encode("latin-1")


def _is_new(cluster: Shown, font: PdfFont) -> bool:
    """True if there is no glyph yet that looks like this and says it, with one letter to a glyph from right to left."""
    if cluster.beside or cluster.span or cluster.marks or cluster.text != font.text.get(cluster.glyph, ""):
        return True
    return len(cluster.text) > 1 and _kind(cluster.text) is GlyphKind.RTL


def _spell(cluster: Shown, font: PdfFont) -> None:
    """Puts a cluster in its block: a glyph for each letter, if it is written from right to left."""
    block, text = cluster.block, cluster.text
    if not _is_new(cluster, font):
        block.glyphs.append((cluster.x, cluster.glyph))
        return
    is_rtl = _kind(text) is GlyphKind.RTL
    block.is_rtl |= is_rtl
    said = cluster.marks[: LONGEST - len(text)] + text
    width = round(cluster.whole_width)
    parts = tuple(_part(each, cluster) for each in (cluster, *cluster.beside))
    letters = said[::-1] if is_rtl else [said]  # as they are seen, from left to right
    if width < NARROWEST * len(letters):
        letters = ["".join(letters)]
    edges = [round(width * count / len(letters)) for count in range(len(letters) + 1)]
    for count, letter in enumerate(letters):
        glyph = font.add(() if count else parts, edges[count + 1] - edges[count], letter)
        block.glyphs.append((cluster.x + edges[count] * cluster.size / 1000, glyph))


def _part(each: Shown, head: Shown) -> tuple[int, int, int]:
    """A glyph, and how far it stands to the right and up of the head of its cluster."""
    x, y = each.x, each.y
    if each.block is not head.block:
        there, here = pikepdf.Matrix(*each.block.place), pikepdf.Matrix(*head.block.place)
        x, y = (there @ here.inverse()).transform((x, y))
    return each.glyph, round((x - head.x) / head.size * 1000), round((head.y - y) / head.size * 1000)
