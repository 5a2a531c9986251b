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
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Any

import pikepdf

from kaart.flyers.pdf_fonts import PdfFont

NARROWEST = 100  # thousandths of the size: two letters nearer than this are one that was printed twice, says poppler
COLUMN_GAP = 0.8  # of the size: what is further apart is not in one line
LONGEST = 8  # letters that one glyph may stand for; poppler reads no more
RIGHT_TO_LEFT, JOINER, HARD_SPACE = "\u200f", "\u2060", "\u00a0"
ISOLATES = re.compile("[\u2066-\u2069]")  # they have given the line its order; copied, they break a web address
UPRIGHT = (1.0, 0.0, 0.0, -1.0)  # how Typst begins each piece of text
Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
Fonts = Mapping[str, PdfFont]


class GlyphKind(Enum):
    """The effect of a text on the direction of a line, with the classes of Unicode; the first that it has counts."""

    RTL = frozenset(("R", "AL"))
    LTR = frozenset(("L", "EN", "AN"))
    WEAK = frozenset(("CS", "ES", "ET"))
    NEUTRAL = frozenset[str]()


@dataclass(eq=False)
class Block:
    """A piece of text from BT to ET: where it stands among the instructions, and on the page.

    `glyphs` is what it becomes: how far to the right each one stands, and its number.
    """

    first: int
    place: pikepdf.Matrix
    last: int = 0
    is_upright: bool = True
    shown: list[Shown] = field(default_factory=list)
    glyphs: list[tuple[float, int]] = field(default_factory=list)
    is_changed: bool = False
    is_rtl: bool = False

    @property
    def is_level(self) -> bool:
        """True if its lines are those of the page, and not turned."""
        return self.place.a > 0 and self.place.b == 0


@dataclass(eq=False)
class Shown:
    """A glyph as it is shown, at `x` and `y` in its block. `span` is a number where Typst says apart what it spells."""

    block: Block
    font: str
    size: float
    glyph: int
    x: float
    y: float
    width: float
    text: str
    span: int


@dataclass(eq=False)
class Cluster:
    """Glyphs that spell a text together, and the marks of direction that go before it.

    `head` is the first of them that has a width; `order` says when it is read, which Typst keeps from left to right.
    """

    shown: list[Shown]
    head: Shown
    order: int
    text: str
    marks: str = ""

    @property
    def width(self) -> float:
        """How wide it is, in thousandths of its size."""
        beside = [each for each in self.shown if each.block is self.head.block]
        return max((each.x - self.head.x) / each.size * 1000 + each.width for each in beside)


def spell_out(document: pikepdf.Pdf) -> None:
    """Gives each letter that is written from right to left a glyph of its own."""
    was_on = gc.isenabled()
    gc.disable()  # of tens of thousands of small values none is garbage before the end: looking for it takes 13 ms
    try:
        _spell_out(document)
    finally:
        if was_on:
            gc.enable()


def _spell_out(document: pikepdf.Pdf) -> None:
    fonts: dict[tuple[int, int], PdfFont] = {}
    for page in document.pages:
        named = {str(name): font for name, font in page.Resources.get("/Font", pikepdf.Dictionary()).items()}
        fonts |= {font.objgen: PdfFont(font) for font in named.values() if font.objgen not in fonts}
        own = {name: fonts[font.objgen] for name, font in named.items()}
        instructions = list(pikepdf.parse_content_stream(page))
        reading = PageText(own)
        blocks = reading.read(instructions)
        clusters = _clusters(each for block in blocks if block.is_upright for each in block.shown)
        for line in _lines(clusters):
            _set_apart(line)
        _outweigh(clusters)
        for cluster in clusters:
            _spell(cluster, own[cluster.head.font])
        written = list(_written(instructions, blocks, own, reading.cleaned))
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(written))
    for font in fonts.values():
        font.leave_out(ISOLATES)
        font.save()
    preferences = document.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    if "/Direction" in preferences:
        del preferences["/Direction"]


class PageText:
    """The text of a page, read from its instructions."""

    def __init__(self, fonts: Fonts) -> None:
        self.cleaned: dict[int, Instruction] = {}  # those without the isolates that they had
        self._fonts = fonts
        self._place, self._outer = pikepdf.Matrix(), list[pikepdf.Matrix]()
        self._said: list[str | None] = []  # by Typst of the spans that we are in
        self._span = 0
        self._font, self._size, self._x, self._y = "", 0.0, 0.0, 0.0

    def read(self, instructions: Sequence[Instruction]) -> list[Block]:
        """The pieces of text, in order. The operands are read only of instructions that matter here: that is slow."""
        blocks: list[Block] = []
        for number, instruction in enumerate(instructions):
            match str(instruction.operator):
                case "q":
                    self._outer.append(self._place)
                case "Q":
                    self._place = self._outer.pop()
                case "cm":
                    self._place = pikepdf.Matrix(*map(float, instruction.operands)) @ self._place
                case "BT":
                    blocks.append(Block(number, self._place))
                case "ET":
                    blocks[-1].last = number
                case "Tf":
                    name, size = instruction.operands
                    self._font, self._size = str(name), float(size)
                case "Tm":
                    *turn, self._x, self._y = map(float, instruction.operands)
                    blocks[-1].is_upright &= tuple(turn) == UPRIGHT
                case "BMC":
                    self._said.append(None)
                case "BDC":
                    self._enter(number, instruction)
                case "EMC":
                    self._said.pop()
                case "Tj":
                    blocks[-1].shown += self._show(blocks[-1], instruction.operands)
                case "TJ":
                    blocks[-1].shown += self._show(blocks[-1], instruction.operands[0])
        return blocks

    def _enter(self, number: int, instruction: Instruction) -> None:
        """Goes into a span. Typst says what it spells, where that does not follow from the glyphs."""
        kind, properties = instruction.operands
        said = str(properties.ActualText) if "/ActualText" in properties else None
        self._said.append(said)
        self._span += said is not None
        if said and ISOLATES.search(said):
            clean = pikepdf.Dictionary(ActualText=ISOLATES.sub("", said) or said)
            self.cleaned[number] = pikepdf.ContentStreamInstruction([kind, clean], pikepdf.Operator("BDC"))

    def _show(self, block: Block, items: Iterable[Any]) -> Iterator[Shown]:
        font, said = self._fonts[self._font], next((each for each in reversed(self._said) if each is not None), None)
        span = 0 if said is None else self._span
        for item in items:
            if not isinstance(item, pikepdf.String):
                self._x -= float(item) / 1000 * self._size
                continue
            codes = bytes(item)
            for glyph in (int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)):
                text, width = font.text.get(glyph, "") if said is None else said, font.width.get(glyph, 0)
                yield Shown(block, self._font, self._size, glyph, self._x, self._y, width, text, span)
                self._x += width / 1000 * self._size


@lru_cache(maxsize=4096)
def _kind(text: str) -> GlyphKind:
    """The effect of a text on the direction of its neighbours."""
    classes = {unicodedata.bidirectional(letter) for letter in text}
    return next((kind for kind in GlyphKind if classes & kind.value), GlyphKind.NEUTRAL)


def _clusters(shown: Iterable[Shown]) -> list[Cluster]:
    """Glyphs that are spelled together: those of a span, or marks (they have no width) and their letter."""
    groups: list[list[Shown]] = []
    for each in shown:
        last = groups[-1][-1] if groups else None
        is_same = last and (each.text, each.font, each.size) == (last.text, last.font, last.size)
        if last and is_same and (each.span == last.span != 0 or not last.width):
            groups[-1].append(each)
        else:
            groups.append([each])
    heads = [next((each for each in group if each.width), group[-1]) for group in groups]
    texts = [ISOLATES.sub("", head.text) or head.text for head in heads]
    return [Cluster(*found) for found in zip(groups, heads, range(len(groups)), texts, strict=True)]


def _lines(clusters: Iterable[Cluster]) -> Iterator[list[Cluster]]:
    """The lines that have something from right to left in them, each from left to right; those of a column apart."""
    level = [each for each in clusters if each.head.block.is_level]
    placed = [(*each.head.block.place.transform((each.head.x, each.head.y)), each) for each in level]
    placed.sort(key=lambda found: (round(found[1]), found[0]))
    lines: list[list[Cluster]] = []
    row, end = 0, 0.0
    for x, y, each in placed:
        if not lines or round(y) != row or x - end > COLUMN_GAP * each.head.size:
            lines.append([])
        lines[-1].append(each)
        row, end = round(y), x + each.width * each.head.size / 1000
    return (line for line in lines if any(_kind(each.text) is GlyphKind.RTL for each in line))


def _set_apart(line: Sequence[Cluster]) -> None:
    """Marks where something from left to right begins, and keeps the groups of a number together.

    What stands between two Latin words or numbers goes with them if the left one is also the first to be read.
    """
    kinds = [_kind(each.text) for each in line]
    strong: Cluster | None = None  # the nearest to the left that is from left to right, if no other direction is nearer
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
    _outnumber(line)


def _harden(line: Sequence[Cluster], between: Sequence[int], number: int) -> None:
    """Makes the space between two numbers a hard one."""
    for each in between:
        if line[each].text == " " and (line[each - 1].text[-1] + line[number].text[0]).isdigit():
            line[each].text = HARD_SPACE


def _outnumber(line: Sequence[Cluster]) -> None:
    """Adds marks to a line with so many Latin words that pdfium would take it to be from left to right."""
    classes = [unicodedata.bidirectional(letter) for each in line for letter in each.marks + each.text]
    parts = [kind for kind, _ in groupby("R" if each == "AL" else each for each in classes)]
    lack = parts.count("L") - parts.count("R") + 1
    marked = next((each for each in line if each.marks), None)
    if marked and lack > 0:
        marked.marks += (JOINER + RIGHT_TO_LEFT) * lack


def _outweigh(clusters: Sequence[Cluster]) -> None:
    """Adds marks to a page with so many Latin letters that poppler would take it to be from left to right."""
    kinds = [_kind(each.text) for each in clusters]
    marked = [each for each in clusters if each.marks]
    lack = kinds.count(GlyphKind.LTR) - kinds.count(GlyphKind.RTL)
    for each in marked:
        each.marks += RIGHT_TO_LEFT * max(0, lack // len(marked) + 1)


def _spell(cluster: Cluster, font: PdfFont) -> None:
    """Puts a cluster in the block where it begins: a glyph for each letter, if it is written from right to left."""
    head, text, unit = cluster.head, cluster.text, cluster.head.size / 1000
    is_rtl = _kind(text) is GlyphKind.RTL
    said = cluster.marks[: LONGEST - len(text)] + text
    if len(cluster.shown) == 1 and said == head.text and not head.span and (len(text) == 1 or not is_rtl):
        head.block.glyphs.append((head.x, head.glyph))
        return
    for each in cluster.shown:
        each.block.is_changed = True
    head.block.is_rtl |= is_rtl
    width = round(cluster.width)
    parts = tuple(_part(each, head) for each in cluster.shown)
    letters = said[::-1] if is_rtl else [said]  # as they are seen, from left to right
    if width < NARROWEST * len(letters):
        letters = ["".join(letters)]
    edges = [round(width * count / len(letters)) for count in range(len(letters) + 1)]
    for count, letter in enumerate(letters):
        glyph = font.add(() if count else parts, edges[count + 1] - edges[count], letter)
        head.block.glyphs.append((head.x + edges[count] * unit, glyph))


def _part(each: Shown, head: Shown) -> tuple[int, int, int]:
    """A glyph, and how far it stands to the right and up of the head of its cluster."""
    x, y = each.x, each.y
    if each.block is not head.block:
        x, y = (each.block.place @ head.block.place.inverse()).transform((x, y))
    return each.glyph, round((x - head.x) / head.size * 1000), round((head.y - y) / head.size * 1000)


def _written(
    instructions: Sequence[Instruction], blocks: Sequence[Block], fonts: Fonts, cleaned: Mapping[int, Instruction]
) -> Iterator[Instruction]:
    """The instructions of a page, with what its blocks have become."""
    number = 0
    for block in (block for block in blocks if block.is_changed):
        yield from (cleaned.get(place) or instructions[place] for place in range(number, block.first))
        if block.glyphs:
            yield from _rewritten(block, instructions[block.first : block.last], fonts)
        number = block.last + 1
    yield from (cleaned.get(place) or instructions[place] for place in range(number, len(instructions)))


def _rewritten(block: Block, old: Sequence[Instruction], fonts: Fonts) -> Iterator[Instruction]:
    """A block with the glyphs it has become; how they are painted stays."""
    [(name, size)] = {(each.font, each.size) for each in block.shown}
    start, _ = block.glyphs[0]
    at, items = start, list[Any]()
    codes = b""
    for x, glyph in block.glyphs:
        gap = round((at - x) / size * 1000)
        if gap:
            items += [pikepdf.String(codes), gap] if codes else [gap]
            codes, at = b"", at - gap / 1000 * size
        codes += glyph.to_bytes(2, "big")
        at += fonts[name].width[glyph] / 1000 * size
    paint = next(each for each in old if str(each.operator) == "Tr")
    yield old[0]
    if block.is_rtl:
        yield _instruction("BMC", pikepdf.Name.ReversedChars)
    yield paint
    yield _instruction("Tf", pikepdf.Name(name), size)
    yield _instruction("Tm", *UPRIGHT, start, block.shown[0].y)
    yield _instruction("TJ", pikepdf.Array([*items, pikepdf.String(codes)]))
    if block.is_rtl:
        yield _instruction("EMC")
    yield _instruction("ET")


def _instruction(name: str, *operands: Any) -> Instruction:
    return pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(name))
