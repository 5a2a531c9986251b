"""What a comparison shows, as files to take along: CSV and XLSX. `take-along.js` makes the same of a visitor's choice.

A row a topic, a column an initiative; then the values as numbers, and the sources.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from math import ceil

import xlsxwriter

from kaart.languages import Voice
from kaart.views.cells import Cell
from kaart.views.compare import Beginning, ComparisonView
from kaart.views.context import Frame

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
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
        lines = [
            sum(max(1, ceil(len(line) / self.width(column))) for line in value.split("\n"))
            for column, value in enumerate(row)
            if isinstance(value, str)
        ]
        return min(POINTS_A_LINE * max(lines, default=1), MOST_POINTS)


def spreadsheet_files(frame: Frame, view: ComparisonView, voice: Voice, today: date) -> tuple[bytes, bytes]:
    """The comparison as CSV and as XLSX, each as the bytes of a file."""
    sheets = (_comparison(view), _numbers(view), _sources(frame, view, voice.day(today)))
    return _csv(sheets[0].rows, sheets[2].rows), _xlsx(sheets, today, voice.direction)


def _comparison(view: ComparisonView) -> Sheet:
    """Exactly what the table on the page says, line by line."""
    labels = view.labels
    names = (column.name for column in view.columns)
    rows: list[tuple[Value, ...]] = [(labels["topic"], labels["reader"], labels["difference"], *names)]
    for group in view.groups:
        for row in group.rows:
            mark = view.marks[row.agreement] if len(view.columns) > 1 else ""
            rows.append((row.label, group.reader_label, mark, *(_joined(_lines_of_cell(cell)) for cell in row.cells)))
    beginnings = (_joined(_lines_of_beginning(each)) for each in view.beginnings)
    rows.append((view.beginnings_title, "", "", *beginnings))
    return Sheet(labels["comparison"], tuple(rows), (28, 12, 12, 44))


def _joined(lines: Iterable[str]) -> str:
    """Lines of a cell, with the plain spaces that a spreadsheet can search for."""
    return "\n".join(" ".join(line.split()) for line in lines)


def _lines_of_cell(cell: Cell) -> Iterator[str]:
    if cell.has_core:
        yield str(cell.core)
    yield from map(str, cell.fact.lines)
    if cell.fact.note:
        yield str(cell.fact.note)
    if cell.origin or cell.foot:
        yield " · ".join(filter(None, (cell.origin, *cell.foot)))


def _lines_of_beginning(beginning: Beginning) -> Iterator[str]:
    contact = beginning.contact
    if contact:
        yield contact.name
        yield from (str(way.label) for way in beginning.ways)
        yield from (str(contact.note),) if contact.note else ()
        yield " · ".join(beginning.foot)
    if beginning.first_step:
        yield str(beginning.first_step)
    if beginning.room:
        yield " ".join(map(str, beginning.room))
    if beginning.note:
        yield str(beginning.note)
    if beginning.mention:
        yield f"{beginning.mention} {', '.join(str(cite.number) for cite in beginning.mention_cites)}"
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


def _sources(frame: Frame, view: ComparisonView, today: str) -> Sheet:
    """The sources by the numbers that the cells name, and where and when this was taken from.

    Their addresses are links on that page only: some have the name of a person in them.
    """
    heads = tuple(view.labels[key] for key in ("source", "title", "publisher", "date"))
    rows: list[tuple[Value, ...]] = [
        (source.number, str(source.title), source.publisher, source.date) for source in frame.sources
    ]
    rows += [(), (view.labels["address"], view.address), (view.labels["as_of"], today)]
    return Sheet(view.labels["sources"], (heads, *rows), (10, 60, 32, 18))


def _csv(*tables: Sequence[Sequence[Value]]) -> bytes:
    """Tables below each other, for Excel in the Netherlands: UTF-8 with BOM, semicolons, nothing that computes."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow(())
        for row in table:
            writer.writerow(_defused(value) for value in row)
    return text.getvalue().encode("utf-8-sig")


def _defused(value: Value) -> Value:
    """A text that a spreadsheet will not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _xlsx(sheets: Sequence[Sheet], today: date, direction: str) -> bytes:
    """A workbook in which the header row and the first column stay in view."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime(today.year, today.month, today.day), "author": ""})
        head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        body = workbook.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            worksheet = workbook.add_worksheet(sheet.name)
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
                        worksheet.write_string(index, column, value, form)
    return content.getvalue()
