"""What a visitor is told of a desk before calling: by appointment only, and closed for some days."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from kaart.schema.flyer_kinds import FlyerKind
from tests.test_flyers import build, pdf_of, pdfs, replace, text_of

PLACE = "content/municipalities/voorbeeldstad.yaml"
FROM_OFFER = "      languages: [nl, en]\n"
BY_APPOINTMENT = "      by_appointment: ja\n      closed:\n        - from: 2026-11-24\n          until: 2026-11-30\n"
APPOINTMENT = "Alleen op afspraak"
CHRISTMAS = "Gesloten van 24 december 2026 tot en met 3 januari 2027. Mailen kan wel."


@pytest.fixture
def root(small_site: Path, tmp_path: Path) -> Path:
    """The small site, with an offer whose desk works by appointment and is closed for a week."""
    root = shutil.copytree(small_site, tmp_path / "root")
    replace(root, PLACE, FROM_OFFER, BY_APPOINTMENT + FROM_OFFER)
    return root


def said(site: Path, address: str, selector: str = ".contact__when, .contact__closed") -> list[str]:
    page = LexborHTMLParser((site / address / "index.html").read_text("utf-8"))
    return [" ".join(node.text().split()) for node in page.css(selector)]


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        ("2026-11-16", []),
        ("2026-11-17", ["Gesloten op 1 december 2026."]),
        ("2026-12-01", ["Gesloten op 1 december 2026."]),
        ("2026-12-02", []),
        ("2026-12-09", []),
        ("2026-12-10", [CHRISTMAS]),
        ("2027-01-03", [CHRISTMAS]),
        ("2027-01-04", []),
    ],
)
def test_a_closing_is_shown_from_two_weeks_before_until_its_last_day(
    small_site: Path, tmp_path: Path, today: str, shown: list[str]
) -> None:
    build(small_site, tmp_path / "site", "--no-flyers", "--only", "voorbeeldstad", "--today", today)

    assert [APPOINTMENT, *shown] == said(tmp_path / "site", "")


def test_a_page_changes_on_the_right_days_of_a_build_on_an_earlier_one(small_site: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    for today, closing in (("2026-12-09", []), ("2026-12-10", [CHRISTMAS]), ("2027-01-04", [])):
        build(small_site, out, "--no-flyers", "--only", "voorbeeldstad", "--today", today)
        assert [APPOINTMENT, *closing] == said(out, "")


def test_it_is_said_wherever_the_desk_is_named(root: Path, tmp_path: Path) -> None:
    out, week = tmp_path / "site", "Gesloten van 24 november 2026 tot en met 30 november 2026."
    build(root, out, "--no-flyers")

    for address in ("", "thuisproef/", "insluiten/"):
        assert [APPOINTMENT, week] == said(out, f"voorbeeldstad/{address}")[:2], address
    assert ["By appointment only", "Closed from 24 November 2026 up to and including 30 November 2026."] == said(
        out, "en/voorbeeldstad/thuisproef/"
    )
    assert [] == said(out, "proefdam/")


def test_a_file_of_a_comparison_says_it_as_its_page_does(small_site: Path, tmp_path: Path) -> None:
    root, out = shutil.copytree(small_site, tmp_path / "root"), tmp_path / "site"
    closed = "    closed:\n      - from: 2026-11-24\n        until: 2026-11-24\n        note: Mail dan.\n"
    desk = "    website: https://www.rijksoverheid.nl/loket\n"
    replace(root, "content/municipalities/proefdam.yaml", desk, f"    by_appointment: ja\n{closed}{desk}")
    build(root, out, "--no-flyers")

    closing = "Gesloten op 24 november 2026. Mail dan."
    assert [APPOINTMENT, closing] == said(out, "proefdam/vergelijk/")[:2]
    csv = (out / "proefdam/vergelijk/vergelijking-proefdam.csv").read_text("utf-8-sig")
    assert f"\n{APPOINTMENT}\n{closing}\n" in csv


def test_a_flyer_says_by_appointment_and_not_when_it_is_closed(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(root, out)

    for kind in FlyerKind:
        text = text_of(pdf_of(out, kind))
        assert APPOINTMENT in text, kind
        assert "Gesloten" not in text, kind
    assert [] == [file for _, _, file in pdfs(out) if "voorbeeldstad" not in file.stem and APPOINTMENT in text_of(file)]


def test_a_closing_makes_no_flyer_again(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(root, out)
    before = {file: file.stat().st_mtime_ns for _, _, file in pdfs(out)}
    build(root, out, "--today", "2026-12-10")

    assert before == {file: file.stat().st_mtime_ns for _, _, file in pdfs(out)}
