"""A font inside a PDF of Typst, to which glyphs can be added: what each of them says, its width, and its outline."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

MOST_TEXTS = 100  # that one list of a ToUnicode map may have
TEXTS = re.compile(r"\d+ beginbfchar.*endbfchar", re.DOTALL)
TEXT = re.compile(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
BOX = struct.Struct(">hhhhh")  # at the start of an outline: the number of its contours, and the box around it
PART = struct.Struct(">HHhh")  # flags, glyph, how far to the right and up
WORDS_AS_OFFSETS, OFFSETS_IN_UNITS, MORE_PARTS = 0x1, 0x2, 0x20
DEEPEST = 2  # a glyph of parts may have a glyph of parts in it
Part = tuple[int, int, int]  # a glyph, and how far it stands to the right and up


class PdfFont:
    """An embedded TrueType font. Widths and distances are in thousandths of the size, as everywhere in a PDF."""

    def __init__(self, font: pikepdf.Object) -> None:
        self._font, self._embedded = font, font.DescendantFonts[0]
        self._cmap = font.ToUnicode.read_bytes().decode("latin-1")
        self._program: TTFont | None = None
        self._added: dict[tuple[tuple[Part, ...], int, str], int] = {}
        self.text = {int(glyph, 16): _decoded(said) for glyph, said in TEXT.findall(_texts_in(self._cmap))}
        self.width = dict(_widths(list(self._embedded.W)))

    def add(self, parts: tuple[Part, ...], width: int, text: str) -> int:
        """The number of a glyph that looks like its parts, is so wide, and says this text."""
        key = (parts, width, text)
        if key not in self._added:
            self._added[key] = self._count + len(self._added)
            self.width[self._added[key]], self.text[self._added[key]] = width, text
        return self._added[key]

    def leave_out(self, silent: re.Pattern[str]) -> None:
        """Takes characters out of what glyphs say, where something is left."""
        self.text = {glyph: silent.sub("", said) or said for glyph, said in self.text.items()}

    def save(self) -> None:
        """Puts what changed back into the PDF."""
        if self._added:
            widths = [self.width[glyph] for glyph in self._added.values()]
            self._embedded.W = pikepdf.Array([*self._embedded.W, self._count, pikepdf.Array(widths)])
            self._save_set(self._count + len(self._added))
            self._embedded.FontDescriptor.FontFile2.write(self._with_added())
        self._font.ToUnicode.write(TEXTS.sub(self._texts(), self._cmap, count=1).encode("latin-1"))

    @cached_property
    def _count(self) -> int:
        """The number of glyphs before any was added."""
        return len(self._opened().getGlyphOrder())

    def _opened(self) -> TTFont:
        if self._program is None:
            content = self._embedded.FontDescriptor.FontFile2.read_bytes()
            self._program = TTFont(BytesIO(content), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
            del self._program["post"]  # the names of glyphs, which a PDF has no use for
        return self._program

    def _with_added(self) -> bytes:
        """The font program with the added glyphs."""
        font = self._opened()
        outlines, metrics, most = font["glyf"], font["hmtx"].metrics, font["maxp"]
        names, scale = list(font.getGlyphOrder()), font["head"].unitsPerEm / 1000
        boxes = [getattr(outlines.glyphs[name], "data", b"")[: BOX.size] for name in names]  # an empty one has none
        for (parts, width, _), glyph in self._added.items():
            scaled = [(part, round(right * scale), round(up * scale)) for part, right, up in parts if boxes[part]]
            outline = _joined(scaled, boxes)
            names.append(f"added{glyph}")
            outlines.glyphs[names[-1]] = Glyph(outline)
            metrics[names[-1]] = (round(width * scale), BOX.unpack_from(outline)[1] if outline else 0)
            most.maxComponentElements = max(most.maxComponentElements, len(scaled))
        most.maxComponentDepth = DEEPEST
        most.maxCompositePoints = most.maxComponentElements * max(most.maxPoints, most.maxCompositePoints)
        most.maxCompositeContours = most.maxComponentElements * max(most.maxContours, most.maxCompositeContours)
        font.setGlyphOrder(names)
        outlines.setGlyphOrder(names)
        out = BytesIO()
        font.save(out, reorderTables=False)
        return out.getvalue()

    def _save_set(self, count: int) -> None:
        """Says that all glyphs are there, as PDF/A asks: a bit for each."""
        bits = "1" * count + "0" * (-count % 8)
        self._embedded.FontDescriptor.CIDSet.write(int(bits, 2).to_bytes(len(bits) // 8, "big"))

    def _texts(self) -> str:
        lines = [f"<{glyph:04X}> <{said.encode('utf-16-be').hex().upper()}>" for glyph, said in self.text.items()]
        lists = [lines[start : start + MOST_TEXTS] for start in range(0, len(lines), MOST_TEXTS)]
        return "\n".join(f"{len(each)} beginbfchar\n{chr(10).join(each)}\nendbfchar" for each in lists)


def _texts_in(cmap: str) -> str:
    found = TEXTS.search(cmap)
    return found.group() if found else ""


def _decoded(said: str) -> str:
    return bytes.fromhex(said).decode("utf-16-be")


def _widths(array: list[Any]) -> Iterator[tuple[int, float]]:
    """The width of each glyph: `first [widths]` for a list, `first last width` for many of the same."""
    items = iter(array)
    for first in items:
        second = next(items)
        if isinstance(second, pikepdf.Array):
            yield from enumerate(map(float, second), int(first))
        else:
            width = float(next(items))
            yield from ((glyph, width) for glyph in range(int(first), int(second) + 1))


def _joined(parts: list[Part], boxes: list[bytes]) -> bytes:
    """The outline of a glyph that is made of others; nothing where it has no parts."""
    if not parts:
        return b""
    places = [(BOX.unpack(boxes[part])[1:], right, up) for part, right, up in parts]
    box = (
        *(min(left + right for (left, _, _, _), right, _ in places), min(low + up for (_, low, _, _), _, up in places)),
        *(max(end + right for (_, _, end, _), right, _ in places), max(high + up for (_, _, _, high), _, up in places)),
    )
    flags = [MORE_PARTS] * (len(parts) - 1) + [0]
    kind = WORDS_AS_OFFSETS | OFFSETS_IN_UNITS
    return BOX.pack(-1, *box) + b"".join(PART.pack(kind | flag, *part) for flag, part in zip(flags, parts, strict=True))
