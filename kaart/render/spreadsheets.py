"""Comparisons as files to take along: CSV and XLSX. `take-along.js` makes the same CSV of a visitor's choice.

A row a topic, a column an initiative; then the values as numbers, and the sources.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO, StringIO
from math import ceil

import xlsxwriter

from kaart.languages.voice import Voice
from kaart.views.compare import ComparisonView
from kaart.views.shared.beginnings import HowToStart
from kaart.views.shared.cells import Cell
from kaart.views.shared.frames import Frame
from kaart.views.shared.slots import cut, filled

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MONTH = (
    "(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mrt|maart|mar(?:ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?"
    "|aug(?:ustus|ust)?|sept?(?:ember)?|(?:okt|oct)(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# A line with a digit that has no words but a month, or the letters that numbers have: 3/4, 0-4, 14 0318, 1E5, € 5.
COMPUTED = re.compile(rf"(?=.*\d)(?:[\d\W_]|(?<![^\W\d_])(?:{MONTH}|e|am|pm|eur|euro)(?![^\W\d_]))+", re.IGNORECASE)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold
MOST_IN_CELL = 32_767  # letters, as UTF-16 counts them; so do names of sheets
MOST_IN_NAME = 31
RESERVED_NAME = "history"
POINTS_A_LINE = 15
MOST_POINTS = 409  # what a row can hold
Value = str | int | None


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
        return _height(tuple(row), self.widths)


@lru_cache(maxsize=4096)  # most rows of a municipality are those of the next one too
def _height(row: tuple[Value, ...], widths: tuple[int, ...]) -> int:
    lines = [
        sum(max(1, ceil(len(line) / widths[min(column, len(widths) - 1)])) for line in value.split("\n"))
        for column, value in enumerate(row)
        if isinstance(value, str)
    ]
    return min(POINTS_A_LINE * max(lines, default=1), MOST_POINTS)


def spreadsheet_files(
    frame: Frame, view: ComparisonView, voice: Voice, values: Mapping[str, str]
) -> tuple[bytes, bytes]:
    """The comparison as CSV and as XLSX, each as the bytes of a file. `values` are those of the slots in the view."""
    sheets = (_comparison(view, voice, values), _numbers(view), _sources(frame, view))
    days = frozenset(source.date for source in frame.sources)
    return _csv(sheets[0].rows, sheets[2].rows, days=days), _xlsx(sheets, view.newest, voice.direction)


def _comparison(view: ComparisonView, voice: Voice, values: Mapping[str, str]) -> Sheet:
    """Exactly what the table on the page says, line by line."""
    labels = view.labels
    names = (column.name for column in view.columns)
    rows: list[tuple[Value, ...]] = [(labels["topic"], labels["reader"], labels["difference"], *names)]
    for group in view.groups:
        for row in group.rows:
            mark = view.marks[row.agreement] if len(view.columns) > 1 else ""
            rows.append(
                (row.label, group.reader_label, mark, *(_joined(_lines_of_cell(cell), values) for cell in row.cells))
            )
    beginnings = (_joined(_lines_of_beginning(each, voice), values) for each in view.beginnings)
    place = 1 if view.place else 1 + len(view.groups[0].rows)  # as on the page
    rows.insert(place, (view.beginnings_title, "", "", *beginnings))
    return Sheet(labels["comparison"], tuple(rows), (28, 12, 12, 44))


def _joined(lines: Iterable[str], values: Mapping[str, str]) -> str:
    """Lines of a cell with their slots filled, and with the plain spaces that a spreadsheet can search for."""
    return "\n".join(" ".join(filled(cut(line), values).split()) for line in lines)


def _lines_of_cell(cell: Cell) -> Iterator[str]:
    if cell.has_core:
        yield str(cell.core)
    yield from map(str, cell.fact.lines)
    if cell.fact.note:
        yield str(cell.fact.note)
    if cell.origin or cell.foot:
        yield " · ".join(filter(None, (cell.origin, *cell.foot)))


def _lines_of_beginning(beginning: HowToStart, voice: Voice) -> Iterator[str]:
    contact = beginning.contact
    if contact:
        yield contact.name
        yield from (str(way.label) for way in beginning.ways)
        if contact.is_by_appointment:
            yield voice._("Alleen op afspraak")
        for closing in contact.closed:
            yield " ".join(map(str, filter(None, (closing.days, closing.note))))
        yield from (str(words) for words in (contact.general, contact.note) if words)
        yield " · ".join(beginning.foot)
    if beginning.first_step:
        yield str(beginning.first_step)
    if beginning.room:
        yield " ".join(map(str, beginning.room))
    if beginning.note:
        yield str(beginning.note)
    if beginning.mention:
        yield f"{beginning.mention} {', '.join(cite.number for cite in beginning.mention_cites)}"
    yield from (str(link.label) for link in beginning.links)


def _numbers(view: ComparisonView) -> Sheet:
    """Every value that is a number, to compute with."""
    heads = tuple(view.labels[key] for key in ("topic", "initiative", "unit", "low", "high"))
    rows = tuple(
        (row.label, cell.name, row.unit, cell.numbers.low, cell.numbers.high)
        for group in view.groups
        for row in group.rows
        for cell in row.cells
        if cell.numbers
    )
    return Sheet(view.labels["numbers"], (heads, *rows), (40, 20, 28, 10))


def _sources(frame: Frame, view: ComparisonView) -> Sheet:
    """The sources by the numbers that the cells name, and where this was taken from.

    Their addresses are links on that page only: some have the name of a person in them.
    """
    heads = tuple(view.labels[key] for key in ("source", "title", "publisher", "date"))
    rows: list[tuple[Value, ...]] = [
        (number, str(source.title), source.publisher, source.date)
        for number, source in enumerate(frame.sources, start=1)
    ]
    rows += [(), (view.labels["address"], view.address)]
    return Sheet(view.labels["sources"], (heads, *rows), (10, 60, 32, 18))


def _csv(*tables: Sequence[Sequence[Value]], days: frozenset[str] = frozenset()) -> bytes:
    """Tables below each other, for Excel in the Netherlands: UTF-8 with BOM, semicolons, nothing that computes.

    `days` are the texts in them that are a day or a month, in the language of the page.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow(())
        for row in table:
            writer.writerow(_defused(value, days) for value in row)
    return text.getvalue().encode("utf-8-sig")


def _defused(value: Value, days: frozenset[str]) -> Value:
    """A text that a spreadsheet will take for neither a formula nor a number or a date.

    Excel reads quoted text too: of "april 2019" it makes apr-19, and of "0318 123" a number. Square brackets keep it a
    text in every program and language, and people and machines can read what is in them. An apostrophe in front would
    be shown, round brackets make a number negative, and ="..." or a sign that nobody sees is in the way of machines.
    """
    if not isinstance(value, str):
        return value
    if value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return f"[{value}]" if value and (value in days or COMPUTED.fullmatch(value)) else value


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


def _xlsx(sheets: Sequence[Sheet], newest: date, direction: str) -> bytes:
    """A workbook in which the header row and the first column stay in view.

    The day that its properties must have is that of the newest information in it.
    """
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime(newest.year, newest.month, newest.day), "author": ""})
        head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        body = workbook.add_format({"text_wrap": True, "valign": "top"})
        for name, sheet in zip(_sheet_names(sheet.name for sheet in sheets), sheets, strict=True):
            worksheet = workbook.add_worksheet(name)
            worksheet.freeze_panes(1, 1)
            worksheet.set_landscape()
            worksheet.set_paper(9)  # A4
            worksheet.fit_to_pages(1, 0)
            worksheet.repeat_rows(0)
            if direction == "rtl":
                worksheet.right_to_left()
            for column in range(max(map(len, sheet.rows))):
                worksheet.set_column(column, column, sheet.width(column))
            for index, row in enumerate(sheet.rows):
                worksheet.set_row(index, sheet.height(row))
                for column, value in enumerate(row):
                    form = body if index else head
                    if isinstance(value, int):
                        worksheet.write_number(index, column, value, form)
                    elif value:
                        worksheet.write_string(index, column, _cell_text(value), form)
    return content.getvalue()
