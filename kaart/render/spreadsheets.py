"""Comparisons as files to take along: what stands on each sheet of the workbook, and in the text file.

First what a parent asks first, with whom to call; then all topics; then the values as numbers; then the sources.
`workbook.py` and `plain_tables.py` make the files, and `take-along.js` cuts a visitor's choice from the text file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from urllib.parse import urljoin

from kaart.languages.voice import Voice
from kaart.model.freshness import UNDATED
from kaart.render.plain_tables import plain_tables
from kaart.render.workbook import About, Sheet, Value, text_of, width_of_each, workbook
from kaart.views.compare import ComparisonView
from kaart.views.shared.beginnings import HowToStart
from kaart.views.shared.cells import Cell, TopicRow
from kaart.views.shared.citations import SourceLine
from kaart.views.shared.frames import Frame
from kaart.views.shared.initiatives import InitiativeCard
from kaart.views.shared.links import Link
from kaart.views.shared.slots import START, cut, filled

FROM_THE_LEFT = "\u200e"  # a mark that nobody sees
TOPIC, READER, MARK = 20, 12, 13  # widths of columns, in characters
MOST_BESIDE = 5  # initiatives on a sheet of all topics
Row = tuple[Value, ...]


def spreadsheet_files(
    frame: Frame, view: ComparisonView, voice: Voice, values: Mapping[str, str]
) -> tuple[bytes, bytes]:
    """The comparison as CSV and as XLSX, each as the bytes of a file. `values` are those of the slots in the view."""
    tables = _Tables(frame, view, voice, values)
    about, topics, sources = tables.about(), tables.all_topics(), tables.sources()
    days = frozenset((about.day, *(source.date for source in frame.sources)))
    in_text = (topics, tables.reaches(), sources, tables.origin())
    text = plain_tables(*([*map(_plain, rows)] for rows in in_text), days=days)
    count = len(view.columns)
    short = Sheet(voice._("Kort naast elkaar"), tables.short(), _widths((TOPIC, MARK), count))
    whole = _beside(voice._("Vergelijking"), topics, (TOPIC, READER, MARK))
    numbers = Sheet(voice._("Getallen"), tables.numbers(), (44, 20, 30, 12))
    listed = Sheet(voice._("Bronnen"), sources, (9, 52, 30, 18, 50))
    return text, workbook((short, *whole, numbers, listed), about)


def _widths(fixed: tuple[int, ...], count: int) -> tuple[int, ...]:
    return (*fixed, width_of_each(fixed, count))


def _beside(name: str, rows: tuple[Row, ...], fixed: tuple[int, ...]) -> Iterator[Sheet]:
    """A table on one sheet, or on several where its columns would be too narrow for what stands in them."""
    begin, count = len(fixed), len(rows[0]) - len(fixed)
    sheets = ceil(count / MOST_BESIDE)
    for number in range(sheets):
        first, last = (begin + count * each // sheets for each in (number, number + 1))
        yield Sheet(name, tuple((*row[:begin], *row[first:last]) for row in rows), _widths(fixed, last - first))


def _plain(row: Row) -> list[str | int]:
    """A row as text; the addresses that are only links elsewhere have columns of their own here."""
    return [value if isinstance(value, int) else text_of(value) for value in row]


@dataclass(frozen=True)
class _Tables:
    """The tables of one comparison, each with its header row."""

    frame: Frame
    view: ComparisonView
    voice: Voice
    values: Mapping[str, str]

    def about(self) -> About:
        """The title, the place and the day of the newest information, and where it was taken from."""
        (_, title), place, day, (_, address) = self.origin()
        line = " · ".join(f"{label}: {words}" for label, words in (place, day))
        newest, direction = self.view.newest, self.voice.direction
        return About(title, (line, Link(address, address)), day[1], newest, direction)

    def origin(self) -> tuple[tuple[str, str], ...]:
        """What a file says of itself: a label and what it is."""
        _ = self.voice._
        return (
            (_("Titel"), self._text(self.frame.title)),
            (_("Plaats"), self.view.place or _("het hele land")),
            (_("Nieuwste gegevens"), self._newest()),
            (_("Adres"), self.view.address),
        )

    def _newest(self) -> str:
        """The day of the newest information; the month where it may be of a source that names no day."""
        newest, voice = self.view.newest, self.voice
        if newest == UNDATED:
            return voice._("niet bekend")
        return voice.day(newest) if newest.day > 1 else voice.partial_date(f"{newest:%Y-%m}")

    def short(self) -> tuple[Row, ...]:
        """What a parent asks first, in a few words, and each way to begin as a link of its own."""
        _, view = self.voice._, self.view
        heads = (Link(column.name, self._address(column.href)) for column in view.columns)
        rows: list[Row] = [(_("Onderwerp"), _("Verschil"), *heads)]
        for row in view.groups[0].rows if view.groups else ():
            rows.append((row.label, self._mark(row), *(self._lines(_short(cell)) for cell in row.cells)))
        beginnings = (self._lines(self._beginning(each, with_links=False)) for each in view.beginnings)
        rows.append((view.beginnings_title, "", *beginnings))
        for label, ways in self._ways:
            rows.append((label, "", *(way or _("niet bekend") for way in ways)))
        return tuple(rows)

    def all_topics(self) -> tuple[Row, ...]:
        """Exactly what the table on the page says, line by line."""
        _, view = self.voice._, self.view
        heads = (_("Onderwerp"), _("Vraag van"), _("Verschil"))
        rows: list[Row] = [(*heads, *(column.name for column in view.columns))]
        for group in view.groups:
            for row in group.rows:
                cells = (self._lines(_lines_of_cell(cell)) for cell in row.cells)
                rows.append((row.label, group.reader_label, self._mark(row), *cells))
        beginnings = (self._lines(self._beginning(each)) for each in view.beginnings)
        place = 1 if view.place or not view.groups else 1 + len(view.groups[0].rows)  # as on the page
        rows.insert(place, (view.beginnings_title, "", "", *beginnings))
        return tuple(rows)

    def reaches(self) -> tuple[Row, ...]:
        """How each initiative is reached, with every number and address in a column of its own."""
        _, unknown = self.voice._, self.voice._("niet bekend")
        columns = (self.view.columns, *(ways for _, ways in self._ways))
        rows = ((card.name, *(_written(way) or unknown for way in ways)) for card, *ways in zip(*columns, strict=True))
        return ((_("Initiatief"), *(label for label, _ in self._ways)), *rows)

    def numbers(self) -> tuple[Row, ...]:
        """Every value that is a number, to compute with."""
        _ = self.voice._
        heads = (_("Onderwerp"), _("Initiatief"), _("Eenheid"), _("Van"), _("Tot en met"))
        rows = (
            (row.label, cell.name, row.unit, cell.numbers.low, cell.numbers.high)
            for group in self.view.groups
            for row in group.rows
            for cell in row.cells
            if cell.numbers
        )
        return (heads, *rows)

    def sources(self) -> tuple[Row, ...]:
        """The sources by the numbers that the cells name."""
        _ = self.voice._
        rows = (
            (number, self._text(source.title), source.publisher, source.date, self._address_of_source(source))
            for number, source in enumerate(self.frame.sources, start=1)
        )
        return ((_("Bron"), _("Titel"), _("Uitgever"), _("Datum"), _("Adres")), *rows)

    def _address_of_source(self, source: SourceLine) -> Value:
        """The address of a source, unless it leads to the name of a person: who sends a file on would spread that."""
        if source.href and source.names_person:
            return self.voice._("niet getoond: er staat een naam van een persoon in")
        return Link(source.href, source.href) if source.href else self.voice._("niet bekend")

    def _mark(self, row: TopicRow) -> str:
        return self.view.marks[row.agreement] if len(self.view.columns) > 1 else ""

    def _text(self, words: object) -> str:
        """Words with their slots filled, and with the plain spaces that a spreadsheet can search for."""
        text = str(words)
        return " ".join((filled(cut(text), self.values) if START in text else text).split())

    def _lines(self, lines: Iterable[object]) -> str:
        return "\n".join(map(self._text, lines))

    def _address(self, href: str) -> str:
        """The whole address of a page that the page of this comparison has a link to."""
        return urljoin(self.view.address, self._text(href))

    @cached_property
    def _ways(self) -> tuple[tuple[str, tuple[Link | None, ...]], ...]:
        """The ways to reach the initiatives, each of all; those that nobody has are left out."""
        _ = self.voice._
        all_ways = zip(*map(self._ways_to, self.view.columns, self.view.beginnings), strict=True)
        labels = (_("Telefoon"), _("E-mail"), _("Website"), _("Pagina"))
        return tuple((label, ways) for label, ways in zip(labels, all_ways, strict=True) if any(ways))

    def _ways_to(self, card: InitiativeCard, beginning: HowToStart) -> tuple[Link | None, ...]:
        ways = [*beginning.ways, *beginning.links]
        website = next((way.href for way in ways if way.href.startswith("http")), card.website)
        return (
            next((way for way in ways if way.href.startswith("tel:")), None),
            next((way for way in ways if way.href.startswith("mailto:")), None),
            Link(website.removeprefix("https://").removesuffix("/"), website),
            Link(self.voice._("Meer over %(name)s", name=card.name), self._address(card.href)),
        )

    def _in_words(self, way: Link) -> str:
        """A way to reach a desk; the parts of a number stay in their order among letters from the right."""
        is_turned = self.voice.direction == "rtl" and way.href.startswith("tel:")
        return f"{FROM_THE_LEFT}{way.label}" if is_turned else str(way.label)

    def _beginning(self, beginning: HowToStart, with_links: bool = True) -> Iterator[object]:
        """How a family begins, line by line; without the links where these have rows of their own."""
        contact = beginning.contact
        if contact:
            yield contact.name
            yield from (self._in_words(way) for way in beginning.ways if with_links or not way.href)
            if contact.is_by_appointment:
                yield self.voice._("Alleen op afspraak")
            for closing in contact.closed:
                yield " ".join(map(str, filter(None, (closing.days, closing.note))))
            yield from filter(None, (contact.general, contact.note))
            yield " · ".join(beginning.foot)
        if beginning.first_step:
            yield beginning.first_step
        if beginning.room:
            yield " ".join(map(str, beginning.room))
        if beginning.note:
            yield beginning.note
        if beginning.mention:
            yield f"{beginning.mention} {', '.join(cite.number for cite in beginning.mention_cites)}"
        yield from (link.label for link in beginning.links if with_links)


def _written(way: Link | None) -> str:
    """A number or an address as text; nothing where there is none."""
    return way.href if way and way.href.startswith("http") else text_of(way)


def _short(cell: Cell) -> Iterator[object]:
    """What a cell comes down to, and where that holds if it is not the whole country."""
    yield cell.short
    if cell.is_local:
        yield cell.origin


def _lines_of_cell(cell: Cell) -> Iterator[object]:
    if cell.has_core:
        yield cell.core
    yield from cell.fact.lines
    if cell.fact.note:
        yield cell.fact.note
    if cell.origin or cell.foot:
        yield " · ".join(filter(None, (cell.origin, *cell.foot)))
