"""The day of a build: pages say what holds on it, and only the page about the state of the map says which it is."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from build import main
from kaart.model.freshness import UNDATED, day_of_newest
from tests.browser import TODAY

DAY = date.fromisoformat(TODAY)
NEXT = DAY + timedelta(days=1)
STATE = "stand/index.html"
OWN_SITE = "own_site: https://steun.proefdam.invalid/\n"


def build(root: Path, out: Path, day: date, *options: str) -> dict[str, bytes]:
    """Every file of the site as it is made on a day."""
    words = ["build", "--root", root, "--out", out, "--today", day, "--jobs", "1", *options]
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert 0 == done.exit_code, done.output
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, small_site: Path) -> Path:
    """The small site, of which one municipality has a site of its own too."""
    folder = tmp_path_factory.mktemp("content")
    shutil.copytree(small_site, folder, dirs_exist_ok=True)
    with (folder / "content/municipalities/proefdam.yaml").open("a", encoding="utf-8") as file:
        file.write(OWN_SITE)
    return folder


def different(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


@pytest.fixture(scope="module")
def both(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """All files, with flyers, spreadsheets and the ZIP of an own site, made on two days that follow each other."""
    return [build(root, tmp_path_factory.mktemp("day") / "site", day) for day in (DAY, NEXT)]


def test_on_the_next_day_all_files_are_the_same_but_the_state_of_the_map(both: list[dict[str, bytes]]) -> None:
    kinds = {name.rpartition(".")[2] for name in both[0]}
    assert {"html", "css", "js", "json", "csv", "xlsx", "pdf", "png", "zip", "txt", "xml", "conf"} <= kinds
    state = {name for name in both[0] if name.endswith(STATE)}
    assert {STATE, f"en/{STATE}"} <= state
    assert state == different(*both)


def test_the_state_of_the_map_says_of_which_day_it_is(both: list[dict[str, bytes]]) -> None:
    for files, day in zip(both, ("22 november 2026", "23 november 2026"), strict=True):
        assert f"Bijgewerkt op {day}." in files[STATE].decode().replace("\xa0", " ")


def test_a_workbook_has_the_day_of_its_newest_information(both: list[dict[str, bytes]]) -> None:
    workbook = openpyxl.load_workbook(BytesIO(both[0]["proefdam/vergelijk/vergelijking-proefdam.xlsx"]))
    assert datetime(2026, 11, 1) == workbook.properties.created


@pytest.mark.parametrize(
    ("checked", "dates", "expected"),
    [
        ([date(2026, 3, 9), None], ["2026-03", "2025"], date(2026, 3, 9)),
        ([None], ["2026-03", None], date(2026, 3, 1)),
        ([], ["2025"], date(2025, 1, 1)),
        ([], ["2025-12-31"], date(2025, 12, 31)),
        ([None], [None], UNDATED),
    ],
)
def test_the_newest_information_has_a_day_whatever_is_known_of_it(
    checked: list[date | None], dates: list[str | None], expected: date
) -> None:
    assert expected == day_of_newest(checked, dates)


def test_an_own_site_is_the_same_on_the_next_day(root: Path, tmp_path: Path) -> None:
    sites = [build(root, tmp_path / str(day), day, "--only", "proefdam", "--no-flyers") for day in (DAY, NEXT)]
    assert set() == different(*sites)
