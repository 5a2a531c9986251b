"""A made-up national site, to see how the generator grows: every municipality with offers and contacts."""

from __future__ import annotations

import shutil
from pathlib import Path

from kaart.day import Day
from kaart.source.load import load
from kaart.source.read import read_folders
from tests.copies import FOLDERS, ROOT

OFFERS = ("buurtgezinnen", "home-start", "steunouder")
KINDS = ("gemeente", "cjg", "wijkteam", "consultatiebureau", "schoolmaatschappelijk-werk", "bibliotheek")
SOURCE = "wegwijzer-collectief-2022"


def write_national_site(folder: Path) -> None:
    """Content for 342 municipalities with 3 offers and 6 contacts each, in all languages, below `folder`."""
    from datetime import date

    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name)
    municipalities = folder / "content/municipalities"
    shutil.rmtree(municipalities)
    municipalities.mkdir()
    content, _ = load(read_folders(ROOT)[0], Day(date(2026, 1, 1)))
    for slug, area in content.areas.items():
        offers = "".join(_offer(initiative, area.name) for initiative in OFFERS)
        contacts = "".join(_contact(kind, area.name, "  ") for kind in KINDS)
        text = f"cbs_code: {area.code}\noffers:\n{offers}contacts:\n{contacts}"
        (municipalities / f"{slug}.yaml").write_text(text, "utf-8")


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
