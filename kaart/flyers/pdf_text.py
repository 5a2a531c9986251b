"""The text in the content of a page of Typst: read from its bytes, and written back where it changed.

Reading each instruction of a page takes ten times as long, and only one in ten is about text.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kaart.flyers.pdf_fonts import PdfFont

# In what Typst writes, an operator without operands begins a line, no text has a line in it, and each glyph has two
# bytes, of which the first is escaped. So nothing that these look for can be a part of a text.
ESCAPES = ((rb"\\", rb"\134"), (rb"\(", rb"\050"), (rb"\)", rb"\051"))  # then what is left are pairs of parentheses
PLACE = rb"((?:-?[\d.]+ ){6})"
STEP = re.compile(
    rb"\n(?:q " + PLACE + rb"cm[^\n]*\nBT(.*?)\nET\nQ\b"  # most: a piece of text with a place of its own
    rb"|q(?: " + PLACE + rb"cm)?\b|Q\b|BT(.*?)\nET\b)",
    re.DOTALL,
)
PIECE = re.compile(
    rb"/ActualText(?:\((.*?)\)|<FEFF(\w*)>)>>BDC|(BMC|BDC)|(EMC)"
    rb"|/(\w+) ([\d.]+) Tf 1 0 0 -1 (\S+) (\S+) Tm(\(.*?\)|<\w+>|\[.*?\])T[jJ]"
)
ITEM = re.compile(rb"((?:\\(?:\d{3}|.)(?:\\(?:\d{3}|.)|[^\\]))+)|<(\w+)>|(-?[\d.]+)")
PAINT = re.compile(rb"\d Tr")
NOT_AS_BEFORE = "a page that Typst writes in another way"
NUMBER = struct.Struct(">H")  # of a glyph
NOWHERE = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Fonts = Mapping[str, PdfFont]
Place = tuple[float, ...]  # the six numbers of a matrix: how what follows is turned and sized, and where it begins
Drawn = tuple[str, float, int, float, float, float, str, int]  # what is shown, wherever its block stands
Glyph = tuple[int, float, float, str]  # its number, how far to the right it stands, its width, and what it says


@dataclass(eq=False, slots=True)
class Block:
    """A piece of text from BT to ET: where it stands in the content, and on the page.

    `glyphs` is what it becomes, if it is changed: how far to the right each one stands, and its number.
    """

    start: int
    end: int
    place: Place
    is_changed: bool = False
    is_rtl: bool = False
    glyphs: list[tuple[float, int]] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Shown:
    """A glyph as it is shown, at `x` and `y` in its block. `span` is a number where Typst says apart what it spells.

    It becomes a cluster: `beside` are glyphs that spell its text together with it, `order` says when it is read, which
    Typst keeps from left to right, and `marks` of direction go before it.
    """

    block: Block
    order: int
    font: str
    size: float
    glyph: int
    x: float
    y: float
    width: float
    text: str
    span: int
    beside: Sequence[Shown] = ()
    marks: str = ""

    @property
    def whole_width(self) -> float:
        """How wide it is with those beside it, in thousandths of its size."""
        beside = [each for each in self.beside if each.block is self.block]
        return max((self.width, *((each.x - self.x) / each.size * 1000 + each.width for each in beside)))


class PageText:
    """The text of a page: its blocks in order, and the glyphs of those that stand upright, without what is `silent`."""

    def __init__(self, content: bytes, fonts: Fonts, silent: re.Pattern[str]) -> None:
        for old, new in ESCAPES:
            content = content.replace(old, new)
        self._content, self._fonts, self._silent = content, fonts, silent
        self._known: dict[bytes, tuple[Drawn, ...]] = {}  # most blocks are a space, or a word that stands elsewhere too
        self.blocks: list[Block] = []
        self.shown: list[Shown] = []
        self._read()
        assert len(self.blocks) == content.count(b"\nBT"), NOT_AS_BEFORE

    def _read(self) -> None:
        place: Place = NOWHERE
        outer: list[Place] = []
        for step in STEP.finditer(self._content):
            match step.lastindex:
                case 2:
                    self._enter(step, 2, _times(_numbers(step[1]), place))
                case 4:
                    self._enter(step, 4, place)
                case 3:
                    outer.append(place)
                    place = _times(_numbers(step[3]), place)
                case _ if step[0] == b"\nq":
                    outer.append(place)
                case _:
                    place = outer.pop()

    def _enter(self, step: re.Match[bytes], group: int, place: Place) -> None:
        """Adds the block in a step."""
        text = step[group]
        block = Block(step.start(group) - len(b"BT"), step.end(group) + len(b"\nET"), place)
        self.blocks.append(block)
        if text not in self._known:
            self._known[text] = tuple(self._drawn(text))
        start = len(self.shown)
        self.shown += [Shown(block, start + number, *drawn) for number, drawn in enumerate(self._known[text])]

    def _drawn(self, block: bytes) -> Iterator[Drawn]:
        """The glyphs of a block. Typst says what some of them spell, where that does not follow from the glyphs."""
        pieces = PIECE.findall(block)
        assert block.count(b" Tm") == sum(bool(codes) for *_, codes in pieces), NOT_AS_BEFORE
        texts: list[str | None] = []
        spans = 0
        for literal, in_hex, begins, ends, font, in_points, x, y, codes in pieces:
            if codes:
                said = next((each for each in reversed(texts) if each is not None), None)
                name, size, span = font.decode(), float(in_points), 0 if said is None else spans
                glyphs, left, up = _glyphs(codes, self._fonts[name]), float(x), float(y)
                for glyph, right, width, text in glyphs:
                    yield name, size, glyph, left + right * size / 1000, up, width, text if said is None else said, span
            elif ends:
                texts.pop()
            elif begins:
                texts.append(None)
            else:
                text = _hex(in_hex).decode("utf-16-be") if in_hex else _unescaped(literal).decode("ascii")
                texts.append(self._silent.sub("", text) or text)
                spans += 1

    def written(self) -> bytes:
        """The content with what its blocks have become."""
        parts: list[bytes] = []
        at = 0
        for block in self.blocks:
            if block.is_changed:
                parts += self._content[at : block.start], self._rewritten(block)
                at = block.end
        return b"".join((*parts, self._content[at:]))

    def _rewritten(self, block: Block) -> bytes:
        """A block with the glyphs it has become; how they are painted stays."""
        if not block.glyphs:
            return b""
        old = self._content[block.start : block.end]
        pieces = [piece[4:] for piece in PIECE.findall(old) if piece[-1]]
        [(font, size)] = {piece[:2] for piece in pieces}
        width, unit = self._fonts[font.decode()].width, float(size) / 1000
        start, _ = block.glyphs[0]
        at, codes = start, ["<"]
        for x, glyph in block.glyphs:
            gap = round((at - x) / unit)
            codes += (">", str(gap), "<") if gap else ()
            codes.append(f"{glyph:04X}")
            at += (width[glyph] - gap) * unit
        paint = PAINT.search(old)
        assert paint
        shown = f"1 0 0 -1 {start:.6g} {pieces[0][3].decode()} Tm[{''.join(codes)}>]TJ".encode()
        before, after = (b"/ReversedChars BMC ", b"\nEMC") if block.is_rtl else (b" ", b"")
        return b"BT%s%s/%s %s Tf %s%s\nET" % (before, paint[0], font, size, shown, after)


def _times(inner: Place, outer: Place) -> Place:
    """A matrix within another."""
    a, b, c, d, e, f = inner
    if outer is NOWHERE:
        return inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


@lru_cache(maxsize=1024)
def _numbers(text: bytes) -> Place:
    return tuple(map(float, text.split()))


def _glyphs(codes: bytes, font: PdfFont) -> Iterator[Glyph]:
    """The glyphs of a piece of text, each with how far to the right it stands, its width, and what it says."""
    right = 0.0
    for literal, in_hex, back in ITEM.findall(codes):
        if back:
            right -= float(back)
            continue
        numbers = _hex(in_hex) if in_hex else _unescaped(literal)
        for (glyph,) in NUMBER.iter_unpack(numbers):
            width = font.width.get(glyph, 0)
            yield glyph, right, width, font.text.get(glyph, "")
            right += width


def _unescaped(literal: bytes) -> bytes:
    return literal.decode("unicode_escape").encode("latin-1")


def _hex(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode("ascii"))
