"""The register of municipalities, places and postcodes (`content/register/*.csv`; its README names the origin)."""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pydantic_core import PydanticCustomError

from kaart.problems import MOST_OF_ONE_CAUSE, Problem, first_of
from kaart.schema.fields import NETHERLANDS_LATITUDES, NETHERLANDS_LONGITUDES, SLUG_PATTERN, web_address
from kaart.schema.phones import shown_phone

FOLDER = "content/register"
EARTH_RADIUS_KM = 6371.0
CODE = re.compile(r"GM[0-9]{4}")
POSTCODE = re.compile(r"[1-9][0-9]{3}")
DEGREES = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,20})?")
LONGEST_CELL = 1_000  # characters
MAY_BE_EMPTY = ("lat", "lon", "telefoon")  # of a place whose position nobody knows; of a number that is not sure
SWITCHBOARDS = "gemeente-contact.csv"
IN_FRONT = re.compile(r"'s[- ]|'t |'|\d+e ")
COLUMNS = {
    "gemeenten.csv": ("code", "naam", "slug", "provincie", "lat", "lon"),
    "plaatsen.csv": ("plaats", "gemeente_code", "lat", "lon"),
    "postcodes.csv": ("pc4", "plaats", "gemeente_codes"),
    SWITCHBOARDS: ("code", "website", "telefoon", "datum"),
    "andere-namen.csv": ("naam", "gemeente_code"),
    "buiten-de-kaart.csv": ("naam", "land"),
    "namen-in-andere-talen.csv": ("slug", "taal", "naam"),
}


@dataclass(frozen=True)
class Switchboard:
    """The website of a municipality and the number of its switchboard, as the government's register had them on a day.

    The number is empty where the register has none that can be dialled. `is_gone` where a later register, that other
    municipalities have, did not have it any more.
    """

    website: str
    phone: str
    dated: date
    is_gone: bool = False


@dataclass(frozen=True)
class Area:
    """A municipality as the register knows it; `lat` and `lon` in degrees (WGS 84) of its main place.

    `points` has the latitude and longitude of every place in it whose position is known. Only the invented
    municipality can be without a switchboard.
    """

    code: str
    name: str
    slug: str
    province: str
    lat: float
    lon: float
    places: tuple[str, ...] = ()
    postcodes: tuple[int, ...] = ()
    other_names: tuple[str, ...] = ()
    points: tuple[tuple[float, float], ...] = ()
    switchboard: Switchboard | None = None


def distance_km(one: Area, other: Area) -> float:
    """Great-circle distance between two main places, in kilometres (haversine)."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half_lat, half_lon = (lat2 - lat1) / 2, math.radians(other.lon - one.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))


def read_register(texts: Mapping[str, str]) -> tuple[dict[str, Area], list[Problem]]:
    """All municipalities by slug, in the order of their names, with their places and four-digit postcodes."""
    problems: list[Problem] = []
    tables = {name: rows_of(name, texts, problems) for name in COLUMNS}
    if problems:
        return {}, problems
    places: dict[str, list[str]] = {}
    points: dict[str, list[tuple[float, float]]] = {}
    postcodes: dict[str, list[int]] = {}
    lines: dict[tuple[str, str], int] = {}
    for line, row in tables["plaatsen.csv"]:
        lines.setdefault(("plaatsen.csv", row["gemeente_code"]), line)
        places.setdefault(row["gemeente_code"], []).append(row["plaats"])
        if row["lat"] or row["lon"]:
            point = _point(row)
            if point is None:
                message = f'de ligging van "{row["plaats"]}" ({row["lat"]}, {row["lon"]}) is geen plek in Nederland.'
                problems.append(problem_in("plaatsen.csv", line, message))
                continue
            points.setdefault(row["gemeente_code"], []).append(point)
    other_names: dict[str, list[str]] = {}
    for line, row in tables["andere-namen.csv"]:
        lines.setdefault(("andere-namen.csv", row["gemeente_code"]), line)
        other_names.setdefault(row["gemeente_code"], []).append(row["naam"])
    for line, row in tables["postcodes.csv"]:
        if not POSTCODE.fullmatch(row["pc4"]):
            problems.append(problem_in("postcodes.csv", line, f'"{row["pc4"]}" is geen postcode van vier cijfers.'))
            continue
        for code in row["gemeente_codes"].split():
            lines.setdefault(("postcodes.csv", code), line)
            postcodes.setdefault(code, []).append(int(row["pc4"]))
    switchboards = _switchboards(tables[SWITCHBOARDS], lines, problems)
    areas: dict[str, Area] = {}
    codes: set[str] = set()
    for line, row in tables["gemeenten.csv"]:
        code, slug = row["code"], row["slug"]
        if code in codes or slug in areas:
            problems.append(problem_in("gemeenten.csv", line, f'"{code}" of "{slug}" staat twee keer in het register.'))
            continue
        codes.add(code)
        if not CODE.fullmatch(code) or not re.fullmatch(SLUG_PATTERN, slug):
            shown = ",".join(row.values())
            problems.append(problem_in("gemeenten.csv", line, f'"{shown}" mist een code, naam, slug of provincie.'))
            continue
        position = _point(row)
        if position is None:
            message = f'de ligging van "{row["naam"]}" ({row["lat"]}, {row["lon"]}) is geen plek in Nederland.'
            problems.append(problem_in("gemeenten.csv", line, message))
            continue
        areas[slug] = Area(
            code,
            row["naam"],
            slug,
            row["provincie"],
            *position,
            tuple(sorted(set(places.get(code, ())))),
            tuple(sorted(set(postcodes.get(code, ())))),
            tuple(other_names.get(code, ())),
            tuple(points.get(code, ())),
            switchboards.get(code),
        )
    if not _errors(problems):
        problems += [
            problem_in(file, line, f'"{code}" staat niet in gemeenten.csv.')
            for (file, code), line in lines.items()
            if code not in codes
        ]
        problems += [
            problem_in(
                SWITCHBOARDS, 0, f'"{area.name}" ({area.code}) ontbreekt.', "Zet er een regel bij, met de website."
            )
            for area in areas.values()
            if not area.switchboard
        ]
    if _errors(problems):
        return {}, first_of(problems)
    return dict(sorted(areas.items(), key=lambda item: sort_key(item[1].name))), problems


def read_switchboards(texts: Mapping[str, str]) -> tuple[dict[str, str], dict[str, Switchboard], list[Problem]]:
    """The name of each municipality by its code, in the order of their table, and its switchboard.

    After a merger there may be too few of these, and too many, until they are read anew.
    """
    problems: list[Problem] = []
    areas, rows = (rows_of(name, texts, problems) for name in ("gemeenten.csv", SWITCHBOARDS))
    return {row["code"]: row["naam"] for _, row in areas}, _switchboards(rows, {}, problems), problems


def _switchboards(
    rows: Iterable[tuple[int, Mapping[str, str]]], lines: dict[tuple[str, str], int], problems: list[Problem]
) -> dict[str, Switchboard]:
    """What a parent can call or open in each municipality, by its code; `lines` learns where each stands."""
    found: dict[str, Switchboard] = {}
    for line, row in rows:
        code, phone = row["code"], row["telefoon"]
        if code in found:
            problems.append(problem_in(SWITCHBOARDS, line, f'"{code}" staat er twee keer.', "Houd er één."))
            continue
        if phone and shown_phone(phone) != phone:
            hint = "De site laat het weg. Schrijf het zoals mensen het kiezen (14 0318), of laat het leeg."
            message = f'"{phone}" is geen nummer dat u kunt bellen.'
            problems.append(replace(problem_in(SWITCHBOARDS, line, message, hint), is_warning=True))
            phone = ""
        try:
            website, dated = web_address(row["website"]), date.fromisoformat(row["datum"])
        except PydanticCustomError:
            hint = "Schrijf het voluit: https://www.voorbeeld.nl/."
            problems.append(problem_in(SWITCHBOARDS, line, f'"{row["website"]}" is geen webadres.', hint))
        except ValueError:
            hint = "Schrijf jaar, maand en dag: 2026-07-29."
            problems.append(problem_in(SWITCHBOARDS, line, f'"{row["datum"]}" is geen datum.', hint))
        else:
            lines.setdefault((SWITCHBOARDS, code), line)
            found[code] = Switchboard(website, phone, dated)
    newest = max((each.dated for each in found.values()), default=date.min)
    return {code: replace(each, is_gone=each.dated < newest) for code, each in found.items()}


def _point(row: Mapping[str, str]) -> tuple[float, float] | None:
    """The latitude and longitude in a row; None where they are no place in the Netherlands."""
    if not (DEGREES.fullmatch(row["lat"]) and DEGREES.fullmatch(row["lon"])):
        return None
    lat, lon = float(row["lat"]), float(row["lon"])
    south, north, west, east = *NETHERLANDS_LATITUDES, *NETHERLANDS_LONGITUDES
    return (lat, lon) if south <= lat <= north and west <= lon <= east else None


def ranges_of(postcodes: Iterable[int]) -> list[tuple[int, int]]:
    """Postcodes in order, as the first and last of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for postcode in postcodes:
        if runs and postcode == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], postcode)
        else:
            runs.append((postcode, postcode))
    return runs


def sort_key(name: str) -> str:
    """Dutch order: accents do not count, nor an article or number in front ('s-Graveland, 1e Exloërmond)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return IN_FRONT.sub("", plain)


def rows_of(name: str, texts: Mapping[str, str], problems: list[Problem]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table that are right, each with its line."""
    text = texts.get(f"{FOLDER}/{name}")
    if text is None:
        problems.append(problem_in(name, 0, "dit bestand ontbreekt.", "Zet het terug uit de vorige versie."))
        return []
    reader = csv.reader(io.StringIO(text))
    rows: list[tuple[int, dict[str, str]]] = []
    found: list[Problem] = []
    line = 1
    try:
        if tuple(next(reader, ())) != COLUMNS[name]:
            hint = f"De eerste regel is: {','.join(COLUMNS[name])}"
            problems.append(problem_in(name, 1, "de kolommen kloppen niet.", hint))
            return []
        line = 2
        for cells in reader:
            mistake = _mistake(name, cells)
            if mistake:
                found.append(problem_in(name, line, mistake))
            else:
                rows.append((line, dict(zip(COLUMNS[name], cells, strict=True))))
            line = reader.line_num + 1
            if len(found) > MOST_OF_ONE_CAUSE:
                break
    except csv.Error:
        hint = "Staat er een aanhalingsteken te veel? Herstel de regel in het register."
        found.append(problem_in(name, line, "deze regel is niet te lezen.", hint))
    problems += first_of(found)
    return rows


def _mistake(name: str, cells: Sequence[str]) -> str:
    """The mistake that keeps a row from being one of this table; empty where there is none."""
    columns = COLUMNS[name]
    if len(cells) != len(columns):
        return f"deze regel heeft {len(cells)} kolommen in plaats van {len(columns)}."
    for column, cell in zip(columns, cells, strict=True):
        if not cell.strip() and column not in MAY_BE_EMPTY:
            return f'"{column}" is leeg.'
        if len(cell) > LONGEST_CELL:
            return f'"{column}" is te lang: {len(cell)} tekens, hoogstens {LONGEST_CELL}.'
        if cell != cell.strip() or not cell.isprintable() or "|" in cell:
            return f'in "{cell}" ({column}) staat een teken dat niet kan, of een spatie te veel.'
    return ""


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if not problem.is_warning]


def problem_in(name: str, line: int, message: str, hint: str = "Herstel de regel in het register.") -> Problem:
    """A problem at the beginning of a row; of the whole table where the line is 0."""
    return Problem(f"{FOLDER}/{name}", line, 1 if line else 0, message, hint)
