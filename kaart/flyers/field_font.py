"""The letters of a field: a font in the PDF with all that the names of people and places here are written in.

What is typed later must be there from the start, as one letter a byte: readers of PDF cannot write in the font of the
text, which has only the letters of the text. So this one has its own encoding: Western European as on Windows, and in
the places of signs that stand in no name the letters of Turkish, Polish, Czech, Slovak, Hungarian and Serbian.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from kaart.flyers.pdf_fonts import PdfFont, with_cmap

FIRST, LAST = 32, 255
ASCENT, DESCENT = 790, -170  # of a line without the air around it: readers make letters as large as a line fits
NAMES = """
gbreve Gbreve dotlessi Idotaccent scedilla Scedilla aogonek Aogonek cacute Cacute eogonek Eogonek lslash
Lslash nacute Nacute sacute Sacute zacute Zacute zdotaccent Zdotaccent ccaron Ccaron dcaron Dcaron ecaron
Ecaron ncaron Ncaron rcaron Rcaron tcaron Tcaron uring Uring lcaron Lcaron lacute Lacute racute Racute dcroat
Dcroat ohungarumlaut Ohungarumlaut uhungarumlaut Uhungarumlaut abreve Abreve
"""
MORE = dict(
    zip("ğĞıİşŞąĄćĆęĘłŁńŃśŚźŹżŻčČďĎěĚňŇřŘťŤůŮľĽĺĹŕŔđĐőŐűŰăĂ", NAMES.split(), strict=True)
)  # and their names in PDF
SIGNS = "€’–"  # beyond ASCII; no other sign of Windows is kept


def _encoding() -> Iterator[tuple[int, str]]:
    """The letter of each byte."""
    more = iter(MORE)
    for code in range(FIRST, LAST + 1):
        letter = bytes([code]).decode("cp1252", "ignore")
        if code < 127 or (letter and letter in SIGNS) or (letter.isalpha() and letter not in "ƒªºµˆ"):
            yield code, letter
        elif another := next(more, None):
            yield code, another


LETTERS = dict(_encoding())


@dataclass(frozen=True)
class FieldFont:
    """A font program, and the width of each byte in thousandths of the size; `shape` is what a PDF says of it."""

    program: bytes
    widths: tuple[int, ...]
    shape: Mapping[str, int]

    def put_in(self, document: pikepdf.Pdf) -> pikepdf.Object:
        """The font as an object of a PDF, named as a whole one: in one that is cut some readers do not type."""
        program = document.make_stream(self.program)
        program.Length1 = len(self.program)
        box = [self.shape[side] for side in ("left", "bottom", "right", "top")]
        name = Name("/NotoSans-SemiCondensedBold")
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=32,
            FontBBox=Array(box),
            ItalicAngle=0,
            Ascent=ASCENT,
            Descent=DESCENT,
            CapHeight=self.shape["caps"],
            StemV=120,
            FontFile2=program,
        )
        names = [
            part for code, letter in LETTERS.items() if letter in MORE for part in (code, Name(f"/{MORE[letter]}"))
        ]
        return document.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.TrueType,
                BaseFont=name,
                FirstChar=FIRST,
                LastChar=LAST,
                Widths=Array(self.widths),
                FontDescriptor=document.make_indirect(descriptor),
                Encoding=Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array(names)),
            )
        )


def field_font(pdf: bytes) -> FieldFont:
    """The font of a PDF in which each of `LETTERS` stands."""
    with pikepdf.open(BytesIO(pdf)) as document:
        [found] = [each for each in document.objects if isinstance(each, Dictionary) and "/DescendantFonts" in each]
        font = PdfFont(found)
        descriptor = found.DescendantFonts[0].FontDescriptor
        glyphs = {text: glyph for glyph, text in font.text.items()}
        box = dict(zip(("left", "bottom", "right", "top"), map(round, map(float, descriptor.FontBBox)), strict=True))
        return FieldFont(
            program=with_cmap(
                descriptor.FontFile2.read_bytes(), {ord(each): glyphs[each] for each in LETTERS.values()}
            ),
            widths=tuple(
                round(font.width[glyphs[LETTERS[code]]]) if code in LETTERS else 0 for code in range(FIRST, LAST + 1)
            ),
            shape=box | {"caps": round(float(descriptor.CapHeight))},
        )
