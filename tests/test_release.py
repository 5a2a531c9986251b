"""What keeps a site from being put out: an address that is an example, no editors to reach, numbers nobody checked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.test_build import run

EXAMPLE = """content/site.yaml:3:11: "https://sociale-kaart.example/" is een voorbeeldadres. \
Zo kan de site niet naar buiten.
    Vul het echte adres in, of bouw met --base-url.
"""
NO_EDITORS = """content/site.yaml: er is geen e-mailadres van de redactie. Zo kan de site niet naar buiten.
    Zet email: erbij, met een adres dat iemand leest.
"""
NEVER = """content/safety.yaml:12:12: Veilig Thuis (0800 2000) is nog nooit gecontroleerd. \
Zo kan de site niet naar buiten.
    Kijk het na op de site van de dienst en vul checked_on in.
"""
LONG_AGO = """content/safety.yaml:5:12: Alarmnummer (112) is voor het laatst op 2025-11-02 gecontroleerd. \
Zo kan de site niet naar buiten.
    Kijk het na op de site van de dienst en vul checked_on in.
"""
MISSING = {
    "no address of its own": ("site", "https://kaart.invalid/", "https://sociale-kaart.example/", EXAMPLE),
    "no editors": ("site", "email: redactie@kaart.invalid\n", "", NO_EDITORS),
    "a number that nobody checked": (
        "safety",
        "proefkrant-2024]\n    checked_on: 2026-11-02",
        "proefkrant-2024]",
        NEVER,
    ),
    "a number that was checked long ago": (
        "safety",
        "checked_on: 2026-11-02\n  - key: veilig-thuis\n    name: V",
        "checked_on: 2025-11-02\n  - key: veilig-thuis\n    name: V",
        LONG_AGO,
    ),
}


@pytest.fixture
def place(small_site: Path, tmp_path: Path) -> Path:
    shutil.copytree(small_site, tmp_path / "own")
    return tmp_path / "own"


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("name", MISSING)
def test_a_release_stops_where_something_is_missing(place: Path, today: str, name: str, command: str) -> None:
    file, old, new, expected = MISSING[name]
    path = place / f"content/{file}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")

    out = place.parent / "site"
    seen = run(command, "--root", place, "--today", today, "--release", *(("--out", out) if command == "build" else ()))

    assert 1 == seen.code
    assert expected in seen.text
    assert "let op: Alarmnummer" not in seen.text
    assert "1 fout" in seen.text and "Er is niets geschreven." in seen.text
    assert not out.exists()


def test_a_check_says_how_much_is_missing_and_is_no_warning(place: Path, today: str) -> None:
    path = place / "content/site.yaml"
    path.write_text(path.read_text("utf-8").replace("email: redactie@kaart.invalid\n", ""), "utf-8")

    seen = run("check", "--root", place, "--today", today)

    assert 0 == seen.code
    assert "Voordat de site naar buiten kan: nog 1 ding. Zie python build.py check --release." in seen.text


def test_a_site_that_is_complete_is_put_out(place: Path, today: str) -> None:
    seen = run("check", "--root", place, "--today", today, "--release")

    assert 0 == seen.code
    assert "naar buiten" not in seen.text
