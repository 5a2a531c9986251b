"""The official export of the register of government organisations (its municipalities), from bytes to values.

Only the columns below are read: no person and no mail address. What it changes in our own table says
`source/official_register.py`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kaart.problems import MOST_OF_ONE_CAUSE, Problem, nearest
from kaart.source.disk import shown
from kaart.source.read import nfc, place_of

ADDRESS = "https://organisaties.overheid.nl/export/Gemeenten.csv"
MAXIMUM_BYTES = 20_000_000
MOST_COLUMNS = 200  # among which one is sought that looks like a missing one
NAME, PHONES, SITES, IDENTIFIER = "Officiële naam", "Telefoonnummers", "Internetpagina's", "TOOi URI"
CHANGED, ENDED = "Laatste mutatie", "Einddatum"
OTHER_SITES = ("Online afspraak url", "Link naar uitgebreidere organisatiebeschrijving", "Contactformulieren")
COLUMNS = (NAME, PHONES, SITES, IDENTIFIER, CHANGED, ENDED, *OTHER_SITES)
GENERAL = "algemeen"  # the label of what is for everybody
CODE_AT_END = re.compile(r"\S*/gm([0-9]{4})")
DAY = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})")
HOSTS = re.compile(r"https?://([^\s/;,:?#]+)", re.IGNORECASE)
AGAIN = f"Download het opnieuw van {ADDRESS}, en bewaar het niet vanuit Excel."


@dataclass(frozen=True)
class Entry:
    """A municipality in the export: the line where it begins, and what is written there."""

    line: int
    name: str
    code: str
    phone: str
    website: str
    other_hosts: frozenset[str]
    changed: date
    ended: date | None

    def is_over(self, today: date) -> bool:
        """True for a municipality that was there once."""
        return self.ended is not None and self.ended < today


def read_export(file: str, content: bytes) -> tuple[list[Entry], list[Problem]]:
    """Every row of an export that can be used, and what is wrong with the others; `file` is what to call it."""
    problems: list[Problem] = []
    rows = _rows(file, content, problems)
    entries: list[Entry] = []
    for line, row in rows:
        entry = _entry(file, line, row, problems)
        if entry:
            entries.append(entry)
        if len(problems) > MOST_OF_ONE_CAUSE:
            break
    return entries, problems


def _rows(file: str, content: bytes, problems: list[Problem]) -> list[tuple[int, dict[str, str]]]:
    """The columns that we read of each row, with the line where it begins; cells may go over several lines."""
    text = _text(file, content, problems)
    rows: list[tuple[int, dict[str, str]]] = []
    if text is None:
        return rows
    first = text.partition("\n")[0]
    if ";" not in first and first.count(",") >= len(COLUMNS) - 1:
        message = "tussen de kolommen staan komma's; het register schrijft puntkomma's."
        problems.append(Problem(file, 1, 1, message, AGAIN))
        return rows
    reader = csv.reader(io.StringIO(text), delimiter=";", strict=True)
    line = 1
    try:
        header = [name.strip() for name in next(reader, ())]
        missing = _missing_from(header)
        if missing:
            problems.append(Problem(file, 1, 1, missing, AGAIN))
            return rows
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                rows.append((line, {column: cells[header.index(column)].strip() for column in COLUMNS}))
            elif cells:
                message = f"deze regel heeft {len(cells)} kolommen in plaats van {len(header)}."
                problems.append(Problem(file, line, 1, message, AGAIN))
            line = reader.line_num + 1
            if len(problems) > MOST_OF_ONE_CAUSE:
                break
    except csv.Error:
        message = "vanaf hier is het niet te lezen: er staat een aanhalingsteken te veel of te weinig."
        problems.append(Problem(file, line, 1, message, AGAIN))
    if not rows and not problems:
        problems.append(Problem(file, 0, 0, "er staat geen gemeente in.", AGAIN))
    return rows


def _text(file: str, content: bytes, problems: list[Problem]) -> str | None:
    """The text of an export with ordinary ends of lines, or None after saying why it is none."""
    if not content.strip():
        problems.append(Problem(file, 0, 0, "dit bestand is leeg.", AGAIN))
        return None
    if b"\0" in content:
        problems.append(Problem(file, 0, 0, "dit bestand is geen gewone tekst (misschien UTF-16).", AGAIN))
        return None
    try:
        return _with_ordinary_ends(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = _with_ordinary_ends(error.object[: error.start].decode("utf-8"))
        sign = error.object[error.start : error.start + 1].decode("cp1252", "replace")
        message = f'dit bestand is geen UTF-8; hier staat waarschijnlijk "{sign}" uit Windows-1252.'
        problems.append(Problem(file, *place_of(before, len(before)), message, AGAIN))
        return None


def _with_ordinary_ends(text: str) -> str:
    return nfc(text.replace("\r\n", "\n").replace("\r", "\n"))


def _missing_from(header: Sequence[str]) -> str:
    """A sentence with the columns that are not there, each with what looks like it; empty where all are."""
    missing = [column for column in COLUMNS if column not in header]
    if not missing:
        return ""
    others = [name for name in header[:MOST_COLUMNS] if name not in COLUMNS]
    near = {column: nearest(column, others) for column in missing}
    named = ", ".join(f'"{column}"' + (f' (wel: "{shown(like)}")' if like else "") for column, like in near.items())
    return f"{'deze kolom ontbreekt' if len(missing) == 1 else 'deze kolommen ontbreken'}: {named}."


def _entry(file: str, line: int, row: Mapping[str, str], problems: list[Problem]) -> Entry | None:
    """A row as a municipality, or None after saying what is wrong with it."""
    mistakes: list[tuple[str, str]] = []
    code = CODE_AT_END.fullmatch(row[IDENTIFIER])
    if not code:
        message = f'"{shown(row[IDENTIFIER])}" ({IDENTIFIER}) eindigt niet op de code van een gemeente.'
        mistakes.append((message, f"Hier hoort een adres dat eindigt zoals /gm0358. {AGAIN}"))
    days = {column: _day(row[column]) for column in (CHANGED, ENDED)}
    for column, day in days.items():
        if day is None and (row[column] or column == CHANGED):
            message = f'"{shown(row[column])}" ({column}) is geen datum.'
            mistakes.append((message, f"Hier hoort een datum zoals 29-07-2026. {AGAIN}"))
    problems += (Problem(file, line, 1, *mistake) for mistake in mistakes)
    changed = days[CHANGED]
    if mistakes or not code or not changed:
        return None
    hosts = frozenset(host.lower() for column in OTHER_SITES for host in HOSTS.findall(row[column]))
    phone, website = _general(row[PHONES]), _general(row[SITES])
    return Entry(line, shown(row[NAME]), f"GM{code[1]}", phone, website, hosts, changed, days[ENDED])


def _day(typed: str) -> date | None:
    match = DAY.fullmatch(typed)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def _general(cell: str) -> str:
    """Of a cell such as `14 0592, label: algemeen; 088 1234567, label: storingen` what is for everybody."""
    for part in cell.split(";"):
        value, _, label = part.rpartition("label:")
        if label.strip() == GENERAL:
            return value.strip().removesuffix(",").strip()
    return ""
