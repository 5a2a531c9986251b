"""Tables as an Excel workbook: to read on a screen, to filter, and to print one page of A4 wide in letters that one can
read. What stands in the tables is for others to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.url import Url, UrlTypes
from xlsxwriter.worksheet import Worksheet

from kaart.views.shared.links import Link

LETTERS = 10  # points of most text, of which at least 8 are left on paper; 11 would need higher rows than there are
TITLE_LETTERS = 14
POINTS_A_LINE = 13
POINTS_AROUND = 4
LATIN_A_DIGIT, OTHER_A_DIGIT = 1.15, 1.1  # letters in the room of a digit: most are narrower
OTHER_LETTERS = re.compile("[\u0370-\u1fff]")  # than Latin
TITLE_POINTS = 21
MOST_POINTS = 409  # what a row can hold
A4, HAIR, MEDIUM, FROM_THE_LEFT, FROM_THE_RIGHT = 9, 7, 2, 1, 2  # as Excel numbers papers, lines and directions
LANDSCAPE_INCHES = 297 / 25.4
SIDE_INCHES = 0.4
TOP_INCHES = 0.7
PIXELS_AN_INCH = 96
LEAST_SCALE = 0.87  # of what is printed: 8.7 points, and 8.1 in LibreOffice, which makes columns 7% wider
MOST_PIXELS = int((LANDSCAPE_INCHES - 2 * SIDE_INCHES) * PIXELS_AN_INCH / LEAST_SCALE)  # all columns together
NARROWEST, WIDEST = 12, 46  # a column, in characters
WRITTEN_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff]")  # letters of Hebrew, Arabic, Persian
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold
MOST_IN_CELL = 32_767  # letters, as UTF-16 counts them; so do names of sheets
MOST_IN_NAME = 31
MOST_IN_LINK = 2_079 // 3  # of which each letter may be written as three
MOST_IN_MARGIN = 255  # above or below what is printed
MOST_LINKS = 65_530  # of a sheet
RESERVED_NAME = "history"
Value = str | int | Link | None


@dataclass(frozen=True)
class Sheet:
    """A table with a header row. `widths` are those of the columns, in characters; the last one holds for the rest."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[int, ...]

    def width(self, column: int) -> int:
        """The width of a column, in characters."""
        return self.widths[min(column, len(self.widths) - 1)]

    def height(self, row: Sequence[Value]) -> int:
        """The height of a row in points, so that every line shows in programs that do not work it out themselves."""
        return _height(tuple(map(text_of, row)), self.widths)


@dataclass(frozen=True)
class About:
    """What every sheet says of itself, above its table and on paper in the margin."""

    title: str
    lines: tuple[str | Link, ...]
    day: str
    newest: date
    direction: str


class PhoneUrl(Url):  # type: ignore[misc]  # xlsxwriter has no types
    """A number to call, which xlsxwriter does not know as a link."""

    def _parse_url(self) -> None:
        self._link_type = UrlTypes.URL


def pixels_of(width: int) -> int:
    """How wide a column is that has room for so many digits, as Excel reckons it."""
    return 7 * width + 5


def width_of_each(fixed: Sequence[int], count: int) -> int:
    """The width that is left for each of the columns beside those of fixed widths, so that all fit on paper."""
    left = MOST_PIXELS - sum(map(pixels_of, fixed))
    return min(max((left // max(count, 1) - 5) // 7, NARROWEST), WIDEST)


def text_of(value: Value) -> str:
    """What a cell shows."""
    return str(value.label) if isinstance(value, Link) else "" if value is None else str(value)


@lru_cache(maxsize=4096)  # most rows of a municipality are those of the next one too
def _height(row: tuple[str, ...], widths: tuple[int, ...]) -> int:
    lines = [
        sum(_lines_of(line, widths[min(column, len(widths) - 1)]) for line in text.split("\n"))
        for column, text in enumerate(row)
    ]
    return min(POINTS_A_LINE * max(lines, default=1) + POINTS_AROUND, MOST_POINTS)


def _lines_of(text: str, width: int) -> int:
    """How many lines a text takes that goes on below each time that a word does not fit; longer words are cut."""
    most = int(width * (OTHER_A_DIGIT if OTHER_LETTERS.search(text) else LATIN_A_DIGIT))
    lines, left = 1, most
    for word in text.split():
        length = len(word)
        if length <= left:
            left -= length + 1
        else:
            lines += ceil(length / width) if left < most else ceil(length / width) - 1
            left = most - length - 1 if length < most else 0
    return lines


def workbook(sheets: Sequence[Sheet], about: About) -> bytes:
    """The workbook. The day that its properties must have is that of the newest information in it."""
    content, day = BytesIO(), about.newest
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": about.title, "created": datetime(day.year, day.month, day.day), "author": ""})
        formats = _formats(book, about.direction)
        for name, sheet in zip(_sheet_names(sheet.name for sheet in sheets), sheets, strict=True):
            page = book.add_worksheet(name)
            _print_setup(page, about)
            _write(page, sheet, about, formats)
    return content.getvalue()


def _formats(book: Any, direction: str) -> dict[str, Format]:
    """The looks of a cell by what it is; those from the right keep a line there that begins with a Dutch name."""
    turned = {"align": "right", "reading_order": FROM_THE_RIGHT} if direction == "rtl" else {}
    plain = turned | {"font_size": LETTERS, "valign": "top"}
    cell = plain | {"text_wrap": True, "border": HAIR, "border_color": "#BFBFBF"}
    linked = {"font_color": "#0000EE", "underline": 1}
    head = {"bold": True, "bottom": MEDIUM, "bottom_color": "#000000", "bg_color": "#F2F2F2"}
    looks = {
        "title": plain | {"font_size": TITLE_LETTERS, "bold": True},
        "about": plain,
        "head": cell | head,
        "label": cell | {"bold": True},
        "body": cell,
    }
    for kind in ("about", "head", "body"):
        looks[f"{kind} link"] = looks[kind] | linked
        looks[f"{kind} address"] = looks[kind] | linked | {"reading_order": FROM_THE_LEFT}
    return {kind: book.add_format(look) for kind, look in looks.items()}


def _print_setup(page: Worksheet, about: About) -> None:
    """Landscape A4, one page wide, with the title, the day and the number of the page in the margins."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=SIDE_INCHES, right=SIDE_INCHES, top=TOP_INCHES, bottom=TOP_INCHES)
    room = MOST_IN_MARGIN - len(about.day) - len("&L&R")
    page.set_header(f"&L{_shortened(about.title.replace('&', '&&'), room)}&R{about.day}")
    page.set_footer("&R&P / &N")
    if about.direction == "rtl":
        page.right_to_left()


def _write(page: Worksheet, sheet: Sheet, about: About, formats: dict[str, Format]) -> None:
    top, wide = 1 + len(about.lines), max(map(len, sheet.rows))
    for column in range(wide):
        page.set_column(column, column, sheet.width(column))
    page.set_row(0, TITLE_POINTS)
    for index, line in enumerate((about.title, *about.lines)):
        _write_cell(page, index, 0, line, "about" if index else "title", formats)
    for index, row in enumerate(sheet.rows):
        page.set_row(top + index, sheet.height(row))
        for column, value in enumerate(row):
            kind = "body" if index and column else "label" if index else "head"
            _write_cell(page, top + index, column, value, kind, formats)
    page.freeze_panes(top + 1, 1)
    page.repeat_rows(top)
    page.autofilter(top, 0, top + len(sheet.rows) - 1, wide - 1)


def _write_cell(page: Worksheet, row: int, column: int, value: Value, kind: str, formats: dict[str, Format]) -> None:
    """A number, a text, or a text with a link; of a link that Excel cannot hold the text stays."""
    if isinstance(value, int):
        page.write_number(row, column, value, formats[kind])
    elif isinstance(value, Link) and len(value.href) <= MOST_IN_LINK and page.hlink_count < MOST_LINKS:
        url = (PhoneUrl if value.href.startswith("tel:") else Url)(value.href)
        url.text = _cell_text(text_of(value))
        look = "link" if WRITTEN_FROM_THE_RIGHT.search(url.text) else "address"
        page.write_url(row, column, url, formats[f"{kind} {look}"])
    elif text := text_of(value):
        page.write_string(row, column, _cell_text(text), formats[kind])
    else:
        page.write_blank(row, column, None, formats[kind])


def _sheet_names(names: Iterable[str]) -> list[str]:
    """Names that a workbook can have: translators may write any text, Excel takes few signs and no name twice."""
    found: list[str] = []
    for number, name in enumerate(names, start=1):
        plain = _shortened(re.sub(r"[\[\]:*?/\\]", "-", UNPRINTABLE.sub("", name)).strip(" '"), MOST_IN_NAME).strip(
            " '"
        )
        taken = {RESERVED_NAME, *(each.casefold() for each in found)}
        if not plain or plain.casefold() in taken:
            plain = f"{_shortened(plain, MOST_IN_NAME - 2)} {number}".strip()
        found.append(plain)
    return found


def _shortened(text: str, most: int) -> str:
    """The beginning of a text, counted as UTF-16 does, with no half of a sign at the end."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


@lru_cache(maxsize=4096)
def _cell_text(value: str) -> str:
    """A text as a cell can hold it."""
    plain = UNPRINTABLE.sub("", value)
    short = _shortened(plain, MOST_IN_CELL)
    return plain if short == plain else f"{_shortened(plain, MOST_IN_CELL - 1)}…"
