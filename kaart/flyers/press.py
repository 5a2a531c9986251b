"""The only module that knows Typst: from the contents of a flyer to its PDF and its picture.

Importing it is cheap; the compiler starts when the first flyer is made. Once it has, this process may not fork.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from kaart.flyers.contents import Contents
from kaart.languages.voice import Phrase
from kaart.schema.flyer_kinds import FlyerKind, page_count

if TYPE_CHECKING:
    from kaart.flyers.field_font import FieldFont

FONT_PACKAGES = ("fontpkg_noto_sans", "fontpkg_cairo")
PACKAGES = ("typst", "segno", "fontpkg-noto-sans", "fontpkg-cairo", "pikepdf")
PROGRAM = (
    "press.py",
    "form.py",
    "field_font.py",
    "text_layer.py",
    "pdf_text.py",
    "pdf_fonts.py",
)  # makes a flyer of its contents
STANDARDS = ["ua-1", "a-2a"]
TEMPLATES = {FlyerKind.SCHOOL: "parent", FlyerKind.GP: "parent"}  # of the kinds without one of their own name
PICTURE_PPI = 26
QUIET_MODULES = 4  # the white border that a QR code needs (ISO/IEC 18004)
QR_MASK = 4  # trying all eight takes three times as long, and every one of them can be read
MOST_FIELDS = 20
WHOLE_PAGE = "page"  # the field that stands for all that is on a flyer
LARGEST_BYTES = 60_000
BLEED = 3 / 25.4 * 72  # points
PAGES = re.compile(rb"/Type/Pages/Count (\d+)")
FIRST_CELL = re.compile(rb"/S/TR/P \d+ 0 R/K\[(\d+) 0 R")  # of a row; to look at each object takes 3 ms a flyer
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


@dataclass(frozen=True)
class Misfit:
    """A reason why a flyer cannot be made. `field` is where it was written; `lack` is in millimetres."""

    kind: str
    field: str
    lack: float
    said: str = ""


class MisfitError(Exception):
    """Raised with everything that keeps one flyer from being made."""

    def __init__(self, misfits: tuple[Misfit, ...]) -> None:
        self.misfits = misfits
        super().__init__(", ".join(misfit.field or misfit.said for misfit in misfits))


class Press:
    """Makes flyers, with one compiler for as long as the process lives."""

    def __init__(self, templates: Path) -> None:
        self._templates = templates
        self._last: tuple[Contents, str] | None = None
        self._sources: dict[str, str] = {}
        self._font: FieldFont | None = None
        sources = sorted(path for path in (templates / "flyers").rglob("*") if path.is_file())
        sources += [Path(__file__).parent / name for name in PROGRAM]
        parts = [*(path.read_text("utf-8") for path in sources), *(f"{name} {version(name)}" for name in PACKAGES)]
        self._program = sha256("\0".join([*parts, str(PICTURE_PPI)]).encode()).hexdigest()

    def digest(self, contents: Contents) -> str:
        """A digest of all that a flyer can see: the same flyer has the same one."""
        return sha256(f"{self._program}{self._json_of(contents)}".encode()).hexdigest()

    def make(self, contents: Contents) -> bytes:
        """The PDF. Raises MisfitError with all that does not fit."""
        try:
            return self._print(contents)
        except _typst().TypstError:
            raise MisfitError(tuple(self._misfits(contents))) from None

    def picture(self, contents: Contents) -> bytes:
        """A PNG of the first page of a flyer that fits."""
        found = self._compile(contents, format="png", ppi=PICTURE_PPI)
        return bytes(found[0] if isinstance(found, list) else found)

    def _print(self, contents: Contents) -> bytes:
        """The PDF. What does not fit on its pages is a TypstError."""
        pdf: bytes = self._compile(contents, format="pdf", pdf_standards=STANDARDS)
        if _pages_of(pdf) != page_count(FlyerKind(contents.kind), len(contents.offers)):
            self._compile(replace(contents, is_measured=True), format="pdf")
        is_changed = contents.fields or contents.table or contents.direction == "rtl" or contents.is_for_print_shop
        return _repacked(pdf, contents, self._field_font) if is_changed or len(pdf) > LARGEST_BYTES else pdf

    def _compile(self, contents: Contents, **how: Any) -> Any:
        """The output of Typst for a flyer, of which it lays out only what it does not remember of those just before."""
        if contents.kind not in self._sources:
            own = TEMPLATES.get(FlyerKind(contents.kind), contents.kind)
            files = (self._templates / "flyers" / f"{name}.typ" for name in ("parts", own))
            self._sources[contents.kind] = "\n".join(file.read_text("utf-8") for file in files)
        given = {"flyer": f"json(bytes({_quoted(self._json_of(contents))}))", "qr": _quoted(qr_code(contents.address))}
        start = "".join(f"#let {name} = {value}\n" for name, value in given.items())
        return self._compiler.compile(f"{start}{self._sources[contents.kind]}".encode(), **how)

    def _json_of(self, contents: Contents) -> str:
        """The contents as JSON, made once for the digest and all that is printed of them."""
        if self._last is None or self._last[0] is not contents:
            self._last = contents, as_json(contents)
        return self._last[1]

    def _misfits(self, contents: Contents) -> Iterator[Misfit]:
        """Every mistake of a flyer: each one is left out to find the next."""
        ignored: list[str] = []
        while len(ignored) < MOST_FIELDS:
            try:
                self._print(replace(contents, ignored=tuple(ignored)))
                return
            except _typst().TypstError as error:
                misfit = _misfit(error.message, contents)
                yield misfit
                if not misfit.lack or misfit.field == WHOLE_PAGE:
                    return
                ignored.append(misfit.field)

    def _field_font(self) -> FieldFont:
        """The letters of all fields, which Typst cuts out of its font once."""
        if self._font is None:
            from kaart.flyers.field_font import LETTERS, field_font

            words = _quoted(" ".join(LETTERS.values()))  # apart, so that each has a glyph of its own
            page = f'#set text(font: "Noto Sans", weight: 700, stretch: 87.5%, kerning: false)\n#{words}'
            self._font = field_font(self._compiler.compile(page.encode(), format="pdf"))
        return self._font

    @cached_property
    def _compiler(self) -> Any:
        global _has_started
        _has_started = True
        folders = [str(files(package) / "files") for package in FONT_PACKAGES]
        fonts = _typst().Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
        return _typst().Compiler(root=str(self._templates), font_paths=fonts)


_has_started = False


def has_started() -> bool:
    """True once a compiler runs in this process: its threads would be lost in a fork."""
    return _has_started


def _typst() -> Any:
    import typst  # it takes 20 ms, and most builds make no flyer

    return typst


@lru_cache(maxsize=64)
def qr_code(address: str) -> str:
    """The QR code of an address, as SVG with its white border; it can be read with 15 percent of it gone (level M)."""
    import segno

    out = BytesIO()
    code = segno.make(address, error="m", mask=QR_MASK, micro=False)
    code.save(out, kind="svg", xmldecl=False, nl=False, border=QUIET_MODULES, light="#fff")
    return out.getvalue().decode()


def as_json(contents: Contents) -> str:
    """The contents of a flyer as its template reads them."""
    return json.dumps(contents, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _quoted(text: str) -> str:
    """A text as Typst writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _plain(value: object) -> object:
    if isinstance(value, Phrase):
        return value.text if value.language is None else {"text": value.text, "language": value.language}
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise AssertionError(f"no JSON for {value!r}")


def _misfit(message: str, contents: Contents) -> Misfit:
    """A message of Typst: ours, about a field, or its own, such as that of a character that no font has."""
    kind, _, rest = message.removeprefix("panicked with: ").partition("|")
    field, _, lack = rest.partition("|")
    if lack:
        return Misfit(kind, field, float(lack))
    missing = NO_GLYPH.search(message)
    if missing:
        return Misfit("no glyph", _place_of(missing.group(1), json.loads(as_json(contents))), 0, missing.group(1))
    return Misfit("compile", "", 0, message)


def _place_of(text: str, value: Any, place: tuple[str, ...] = ()) -> str:
    """Where in JSON a text stands, as the keys that lead to it; nothing where it does not."""
    found: Iterable[tuple[Any, Any]] = ()
    match value:
        case str():
            return ".".join(place) if text in value else ""
        case dict():
            found = value.items()
        case list():
            found = ((str(number), each) for number, each in enumerate(value, 1))
    return next(filter(None, (_place_of(text, each, (*place, key)) for key, each in found)), "")


def _pages_of(pdf: bytes) -> int:
    """The number of pages in a PDF of Typst, which says it in plain bytes."""
    found = PAGES.search(pdf)
    assert found, "a PDF of Typst without its number of pages"
    return int(found.group(1))


def _repacked(pdf: bytes, contents: Contents, font: Callable[[], FieldFont]) -> bytes:
    """The PDF in less room, with fields to type in and the heads of rows, and for a print shop the box of the colour.

    Typst writes the tags of a table at full length, knows no fields and no heads of rows, and its box has the crop
    marks in it. What it writes from right to left cannot be read by a machine.
    """
    import pikepdf  # these take 80 ms, and most flyers can do without

    from kaart.flyers.form import add_fields
    from kaart.flyers.text_layer import spell_out

    out = BytesIO()
    with ExitStack() as stack:
        file = stack.enter_context(TemporaryFile(buffering=0))  # of bytes in memory each piece is asked through Python
        file.write(pdf)
        document = stack.enter_context(pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap))
        for number in FIRST_CELL.findall(pdf):
            cell = document.get_object(int(number), 0)
            if cell.S == pikepdf.Name.TD:
                cell.S = pikepdf.Name.TH
                cell.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
        for page in document.pages if contents.is_for_print_shop else ():
            left, bottom, right, top = (float(side) for side in page.trimbox)
            page.BleedBox = [left - BLEED, bottom - BLEED, right + BLEED, top + BLEED]
        is_rtl = contents.direction == "rtl"
        if is_rtl:
            spell_out(document)
        add_fields(document, contents.fields, contents.fields_language, is_rtl, font)
        document.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,  # it is right already
        )
    return out.getvalue()
