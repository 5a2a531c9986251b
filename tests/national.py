"""A made-up national site, to see how the generator grows: every municipality with offers and contacts."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from tests.copies import FOLDERS, ROOT

MUNICIPALITIES = 342  # of the Netherlands
OFFERS = ("buurtgezinnen", "home-start", "steunouder")
KINDS = ("gemeente", "cjg", "wijkteam", "consultatiebureau", "schoolmaatschappelijk-werk", "bibliotheek")
SOURCE = "wegwijzer-collectief-2022"
REGISTER = "content/register"
SWITCHBOARDS = "gemeente-contact.csv"
IN_LANGUAGES = "namen-in-andere-talen.csv"
FIRST_INVENTED_CODE = 3001  # the register of Statistics Netherlands ends far below it
STEP = 0.003  # degrees between a municipality and the invented one beside it


@dataclass(frozen=True)
class Area:
    """A row of the register of municipalities."""

    code: str
    name: str
    slug: str
    province: str
    lat: str
    lon: str


def write_national_site(folder: Path, municipalities: int = MUNICIPALITIES) -> None:
    """Content for so many municipalities with 3 offers and 6 contacts each, in all languages, below `folder`.

    Fewer than there are: the register ends there. More: the others are invented, each beside a real one.
    """
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name)
    written = folder / "content/municipalities"
    shutil.rmtree(written)
    written.mkdir()
    for area in keep_municipalities(folder, municipalities).values():
        offers = "".join(_offer(initiative, area.name) for initiative in OFFERS)
        contacts = "".join(_contact(kind, area.name, "  ") for kind in KINDS)
        text = f"cbs_code: {area.code}\noffers:\n{offers}contacts:\n{contacts}"
        (written / f"{area.slug}.yaml").write_text(text, "utf-8")


def keep_municipalities(folder: Path, municipalities: int) -> dict[str, Area]:
    """The municipalities, by slug, that a copy of the content has from now on; nothing asks for a page of others."""
    areas = {area.slug: area for area in _cut_register(folder / REGISTER, municipalities)}
    gone = {row[2] for row in _read(ROOT / REGISTER / "gemeenten.csv")} - areas.keys()
    questions = folder / "content/questions.yaml"
    lines = questions.read_text("utf-8").splitlines(keepends=True)
    questions.write_text("".join(line for line in lines if not gone & set(line.split("/"))), "utf-8")
    return areas


def _cut_register(register: Path, municipalities: int) -> list[Area]:
    """The municipalities that the register has from now on; what it said of others is taken out."""
    head, *rows = _read(register / "gemeenten.csv")
    real = [Area(*row) for row in rows]
    areas = real[:municipalities]
    areas += [_beside(real[number % len(real)], number) for number in range(len(real), municipalities)]
    _write(register / "gemeenten.csv", [head, *(list(vars(area).values()) for area in areas)])
    codes = {area.code for area in areas}
    head, *rows = _read(register / SWITCHBOARDS)
    known = {row[0]: row[1:] for row in rows}
    of_all = [known[real[number % len(real)].code] for number in range(len(areas))]
    _write(register / SWITCHBOARDS, [head, *([area.code, *own] for area, own in zip(areas, of_all, strict=True))])
    for name in ("plaatsen.csv", "postcodes.csv", "andere-namen.csv"):
        head, *rows = _read(register / name)
        column = next(number for number, title in enumerate(head) if title.startswith("gemeente_code"))
        for row in rows:
            row[column] = " ".join(code for code in row[column].split() if code in codes)
        _write(register / name, [head, *(row for row in rows if row[column])])
    slugs = {area.slug for area in areas}
    head, *rows = _read(register / IN_LANGUAGES)
    _write(register / IN_LANGUAGES, [head, *(row for row in rows if row[0] in slugs)])
    return areas


def _beside(area: Area, number: int) -> Area:
    """An invented municipality close to a real one."""
    lat = f"{float(area.lat) - STEP * (number // MUNICIPALITIES):.4f}"
    code = f"GM{FIRST_INVENTED_CODE + number}"
    return replace(area, code=code, name=f"Verzonnen {number}", slug=f"verzonnen-{number}", lat=lat)


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _offer(initiative: str, place: str) -> str:
    return (
        f"  - initiative: {initiative}\n"
        f'    provider: "Welzijn {place}"\n'
        "    since: 2019\n"
        "    facts:\n      ages:\n        value:\n          min: 0\n          max: 12\n"
        f"        source: {SOURCE}\n"
        f"    source: {SOURCE}\n"
        "    checked_on: 2026-01-01\n    checked_by: redacteur\n"
    )


def _contact(kind: str, place: str, indent: str) -> str:
    lines = (
        f"- kind: {kind}",
        f'  name: "Loket {kind} {place}"',
        "  phone: 0800 2000",
        "  website: https://www.rijksoverheid.nl/",
        "  hours:",
        "    monday: 09:00-17:00",
        "    thursday: 09:00-12:00, 13:00-17:00",
        "  languages: [nl, en]",
        f"  source: {SOURCE}",
        "  checked_on: 2026-01-01",
    )
    return "".join(f"{indent}{line}\n" for line in lines)
