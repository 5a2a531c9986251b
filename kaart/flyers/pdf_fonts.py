"""A font inside a PDF of Typst, to which glyphs can be added: what each of them says, its width, and its outline.

Of the font program only the tables that say how many glyphs there are, and how each is drawn, are written anew. A
library for fonts reads and writes every glyph of it, which takes ten times as long.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import pikepdf

MOST_TEXTS = 100  # that one list of a ToUnicode map may have
TEXTS = re.compile(r"\d+ beginbfchar.*endbfchar", re.DOTALL)
TEXT = re.compile(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
WIDTHS = re.compile(r"(\d+) (?:\[([^\]]*)\]|(\d+) (\S+))")
BOX = struct.Struct(">hhhhh")  # at the start of an outline: the number of its contours, and the box around it
PART = struct.Struct(">HHhh")  # flags, glyph, how far to the right and up
METRIC = struct.Struct(">Hh")  # how wide a glyph is, and where its outline begins
LARGEST = struct.Struct(">I14H")  # of everything that a glyph has
LONG_PLACES = 1  # places of outlines have four bytes, and not two
WHOLE_SUM = 0xB1B0AFBA  # of a whole font, by the specification
WORDS_AS_OFFSETS, OFFSETS_IN_UNITS, MORE_PARTS = 0x1, 0x2, 0x20
DEEPEST = 2  # a glyph of parts may have a glyph of parts in it
Part = tuple[int, int, int]  # a glyph, and how far it stands to the right and up


class PdfFont:
    """An embedded TrueType font. Widths and distances are in thousandths of the size, as everywhere in a PDF."""

    def __init__(self, font: pikepdf.Object) -> None:
        self._font, self._embedded = font, font.DescendantFonts[0]
        self._cmap = font.ToUnicode.read_bytes().decode("latin-1")
        self._widths = self._embedded.W.unparse().decode("ascii")[1:-1]
        self._added: dict[tuple[tuple[Part, ...], int, str], int] = {}
        self.text = {int(glyph, 16): _decoded(said) for glyph, said in TEXT.findall(_texts_in(self._cmap))}
        self.width = dict(_widths(self._widths))

    def add(self, parts: tuple[Part, ...], width: int, text: str) -> int:
        """The number of a glyph that looks like its parts, is so wide, and says this text."""
        key = (parts, width, text)
        if key not in self._added:
            self._added[key] = self._program.count + len(self._added)
            self.width[self._added[key]], self.text[self._added[key]] = width, text
        return self._added[key]

    def leave_out(self, silent: re.Pattern[str]) -> None:
        """Takes characters out of what glyphs say, where something is left."""
        self.text = {glyph: silent.sub("", said) or said for glyph, said in self.text.items()}

    def save(self) -> None:
        """Puts what changed back into the PDF."""
        if self._added:
            count = self._program.count
            widths = " ".join(str(self.width[glyph]) for glyph in self._added.values())
            self._embedded.W = pikepdf.Object.parse(f"[{self._widths} {count} [{widths}]]".encode())
            self._save_set(count + len(self._added))
            glyphs = [(parts, width) for parts, width, _ in self._added]
            self._embedded.FontDescriptor.FontFile2.write(self._program.with_glyphs(glyphs))
        self._font.ToUnicode.write(TEXTS.sub(self._texts(), self._cmap, count=1).encode("latin-1"))

    @cached_property
    def _program(self) -> FontProgram:
        return FontProgram(self._embedded.FontDescriptor.FontFile2.read_bytes())

    def _save_set(self, count: int) -> None:
        """Says that all glyphs are there, as PDF/A asks: a bit for each."""
        bits = "1" * count + "0" * (-count % 8)
        self._embedded.FontDescriptor.CIDSet.write(int(bits, 2).to_bytes(len(bits) // 8, "big"))

    def _texts(self) -> str:
        lines = [f"<{glyph:04X}> <{said.encode('utf-16-be').hex().upper()}>" for glyph, said in self.text.items()]
        lists = [lines[start : start + MOST_TEXTS] for start in range(0, len(lines), MOST_TEXTS)]
        return "\n".join(f"{len(each)} beginbfchar\n{chr(10).join(each)}\nendbfchar" for each in lists)


class FontProgram:
    """A TrueType font as its tables, of which some can grow. The names are those of the specification (OpenType)."""

    def __init__(self, content: bytes) -> None:
        (number,) = struct.unpack_from(">4xH", content)
        entries = [struct.unpack_from(">4s4xII", content, 12 + 16 * entry) for entry in range(number)]
        self.tables = {name: content[start : start + size] for name, start, size in entries}
        (self.count,) = struct.unpack_from(">4xH", self.tables[b"maxp"])

    def with_glyphs(self, added: Sequence[tuple[tuple[Part, ...], int]]) -> bytes:
        """The font with glyphs that are made of others, each with its width."""
        outlines, places = [self.tables[b"glyf"]], self._places()
        metrics = [self._metrics()]
        boxes = [
            self.tables[b"glyf"][start:end][: BOX.size] for start, end in pairwise(places)
        ]  # an empty one has none
        scale, most = struct.unpack_from(">18xH", self.tables[b"head"])[0] / 1000, 0
        for parts, width in added:
            scaled = [(part, round(right * scale), round(up * scale)) for part, right, up in parts if boxes[part]]
            outline = _joined(scaled, boxes)
            outlines.append(outline)
            places.append(places[-1] + len(outline))
            metrics.append(METRIC.pack(round(width * scale), BOX.unpack_from(outline)[1] if outline else 0))
            most = max(most, len(scaled))
        count = self.count + len(added)
        return _font_of(
            self.tables
            | {
                b"glyf": b"".join(outlines),
                b"loca": struct.pack(f">{count + 1}I", *places),
                b"hmtx": b"".join(metrics),
                b"hhea": self.tables[b"hhea"][:-2] + struct.pack(">H", count),
                b"maxp": self._largest(count, most),
                b"head": self.tables[b"head"][:50] + struct.pack(">hh", LONG_PLACES, 0),
            }
        )

    def _places(self) -> list[int]:
        """Where each outline begins, and where the last one ends."""
        (is_long,) = struct.unpack_from(">50xh", self.tables[b"head"])
        if is_long:
            return [*struct.unpack(f">{self.count + 1}I", self.tables[b"loca"])]
        return [place * 2 for place in struct.unpack(f">{self.count + 1}H", self.tables[b"loca"])]

    def _metrics(self) -> bytes:
        """The width of each glyph and where it begins. Those at the end may have the width of the last that has one."""
        metrics, size = self.tables[b"hmtx"], METRIC.size
        (wide,) = struct.unpack_from(">34xH", self.tables[b"hhea"])
        rest = metrics[wide * size :]
        last = metrics[(wide - 1) * size :][:2]
        return metrics[: wide * size] + b"".join(last + rest[at : at + 2] for at in range(0, len(rest), 2))

    def _largest(self, count: int, parts: int) -> bytes:
        """The numbers by which a program knows how much room it needs for any glyph."""
        largest = list(LARGEST.unpack(self.tables[b"maxp"]))
        points, contours, points_of_parts, contours_of_parts = largest[2:6]
        parts = max(parts, largest[13])
        largest[1] = count
        largest[4:6] = parts * max(points, points_of_parts), parts * max(contours, contours_of_parts)
        largest[13:] = parts, DEEPEST
        return LARGEST.pack(*largest)


def with_cmap(content: bytes, glyphs: Mapping[int, int]) -> bytes:
    """A font that says by itself which glyph each character of Unicode has (a table of format 4, for Windows)."""
    spans: list[list[int]] = []  # first character, last one, and what makes a glyph of it
    for character, glyph in sorted(glyphs.items()):
        if spans and spans[-1][1:] == [character - 1, glyph - character]:
            spans[-1][1] = character
        else:
            spans.append([character, character, glyph - character])
    spans.append([0xFFFF, 0xFFFF, 1])
    count, power = len(spans), len(spans).bit_length() - 1
    firsts, lasts, steps = (
        struct.pack(f">{count}H", *(number % 2**16 for number in row)) for row in zip(*spans, strict=True)
    )
    body = lasts + bytes(2) + firsts + steps + bytes(2 * count)
    head = (4, 14 + len(body), 0, 2 * count, 2 << power, power, 2 * count - (2 << power))
    table = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + struct.pack(">7H", *head) + body
    return _font_of(FontProgram(content).tables | {b"cmap": table})


def _font_of(tables: Mapping[bytes, bytes]) -> bytes:
    """A font with these tables, without the names of its glyphs, for which a PDF has no use."""
    kept = {name: table for name, table in tables.items() if name != b"post"}
    kept[b"head"] = kept[b"head"][:8] + bytes(4) + kept[b"head"][12:]  # its own sum, which is not known yet
    entries, body = [], b""
    start = 12 + 16 * len(kept)
    for name, table in kept.items():
        padded = table + bytes(-len(table) % 4)
        entries.append(struct.pack(">4sIII", name, _sum_of(padded), start + len(body), len(table)))
        body += padded
    power = len(kept).bit_length() - 1
    head = struct.pack(">IHHHH", 0x00010000, len(kept), 16 << power, power, 16 * len(kept) - (16 << power))
    font = head + b"".join(sorted(entries)) + body
    at = font.index(kept[b"head"]) + 8
    return font[:at] + struct.pack(">I", (WHOLE_SUM - _sum_of(font)) % 2**32) + font[at + 4 :]


def _sum_of(table: bytes) -> int:
    return int(sum(struct.unpack(f">{len(table) // 4}I", table))) % 2**32


def _texts_in(cmap: str) -> str:
    found = TEXTS.search(cmap)
    return found.group() if found else ""


def _decoded(said: str) -> str:
    return bytes.fromhex(said).decode("utf-16-be")


def _widths(array: str) -> Iterator[tuple[int, float]]:
    """The width of each glyph: `first [widths]` for a list, `first last width` for many of the same."""
    for first, widths, last, width in WIDTHS.findall(array):
        if last:
            yield from ((glyph, float(width)) for glyph in range(int(first), int(last) + 1))
        else:
            yield from enumerate(map(float, widths.split()), int(first))


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
