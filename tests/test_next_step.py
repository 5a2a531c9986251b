"""What a parent reads first in a municipality: whom to call, where the number comes from, and how old a mention is."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from build import main

SOURCES = """
krant-2018:
  title: Bericht over een start
  publisher: Proefkrant
  date: "2018-05"
krant-zd:
  title: Bericht zonder dag
  publisher: Proefkrant
verslag-2021:
  title: Verslag over een jaar eerder
  publisher: Proefschool
  date: "2021-03"
  about: 2019
"""
SWITCHBOARD, DESK, OFFER = "000 902 00 00", "14 0113", "14 0318"


@pytest.fixture
def place(small_site: Path, tmp_path: Path) -> Path:
    shutil.copytree(small_site, tmp_path / "own")
    with (tmp_path / "own/content/sources.yaml").open("a", encoding="utf-8") as file:
        file.write(SOURCES)
    return tmp_path / "own"


def pages(place: Path, text: str, today: str) -> tuple[LexborHTMLParser, LexborHTMLParser]:
    """The page of Testveen, and that of its offer, with this in its file."""
    (place / "content/municipalities/testveen.yaml").write_text(f"cbs_code: GM9002\n{text}", "utf-8")
    words = ["build", "--root", place, "--out", place / "site", "--today", today, "--no-flyers", "--jobs", "1"]
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert 0 == done.exit_code, done.output
    own, offer = (place / f"site/testveen/{name}index.html" for name in ("", "thuisproef/"))
    return tuple(LexborHTMLParser(page.read_text("utf-8") if page.exists() else "") for page in (own, offer))  # type: ignore[return-value]


def numbers(page: LexborHTMLParser) -> list[str]:
    return [each.text(strip=True) for each in page.css("main a.phone bdi")]


def offer(
    source: str = "proefkrant-2024", stage: str = "", phone: str = "", checked: str = "", general: str = ""
) -> str:
    lines = [f"offers:\n  - initiative: thuisproef\n    source: {source}\n"]
    lines += [f"    stage: {stage}\n"] if stage else []
    if phone:
        lines.append(f"    contact:\n      kind: coordinator\n      name: Coördinator\n      phone: {phone}\n")
        lines += [f"      checked_on: {checked}\n"] if checked else []
        lines += ["      general: ja\n"] if general else []
    return "".join(lines)


def desk(phone: str) -> str:
    return f"contacts:\n  - kind: gemeente\n    name: Het loket\n    phone: {phone}\n"


ORDERS = {
    "nothing is known: the municipality": ("", [SWITCHBOARD]),
    "only an offer: the municipality": (offer(), [SWITCHBOARD]),
    "a checked contact of an offer goes first": (offer(phone=OFFER, checked="2026-11-02"), [OFFER, SWITCHBOARD]),
    "a contact that nobody checked goes behind it": (offer(phone=OFFER), [SWITCHBOARD, OFFER]),
    "a desk of an editor goes first": (desk(DESK), [DESK, SWITCHBOARD]),
    "a checked contact goes before a desk": (
        offer(phone=OFFER, checked="2026-11-02") + desk(DESK),
        [OFFER, SWITCHBOARD, DESK],
    ),
    "a desk goes before a contact that nobody checked": (desk(DESK) + offer(phone=OFFER), [DESK, SWITCHBOARD]),
}


@pytest.mark.parametrize("name", ORDERS)
def test_one_real_number_comes_first(place: Path, today: str, name: str) -> None:
    text, expected = ORDERS[name]
    page, of_offer = pages(place, text, today)

    assert expected == numbers(page)
    if OFFER in text:
        own = [OFFER] if "checked_on" in text else [OFFER, SWITCHBOARD]
        assert own == numbers(of_offer), "about one initiative its own contact is the first"


def test_the_switchboard_says_what_it_is_and_what_to_say(place: Path, today: str) -> None:
    page = pages(place, "", today)[0]
    said = " ".join(page.css(".next")[0].text(separator=" ").split())

    for words in (
        "Bel Gemeente Testveen 000 902 00 00",
        "Vraag naar het team voor jeugd en gezin.",
        "De telefooncentrale van de gemeente. Dit is geen hulplijn. Vraag of zij u doorverbinden. U mag eerst iets vragen zonder uw naam te zeggen.",
        "Wij weten nog niet wat er in Testveen is. De gemeente weet wie met u kan meedenken.",
    ):
        assert words in said
    assert "Ik woon in Testveen." in page.css(".say")[0].text()
    assert "Loket van de gemeente" not in said, "it is named already"


@pytest.mark.parametrize("days", [0, 179, 180, 365, 366])
def test_a_register_is_dated_and_never_checked(place: Path, today: str, days: int) -> None:
    table = place / "content/register/gemeente-contact.csv"
    dated = (date.fromisoformat(today) - timedelta(days=days)).isoformat()
    table.write_text(table.read_text("utf-8").replace("2025-09-15", dated), "utf-8")

    said = pages(place, "", today)[0].css_first(".next .checked")

    assert said and said.attributes["class"] == "checked checked--registered"
    text = said.text(strip=True)
    assert text.startswith("Volgens het overheidsregister, ") and "gecontroleerd" not in text
    assert ("Dit nummer is niet kort geleden nagekeken." in text) is (days > 365)


def test_a_number_that_is_gone_from_the_register_says_so(place: Path, today: str) -> None:
    table = place / "content/register/gemeente-contact.csv"
    table.write_text(table.read_text("utf-8").replace("2025-09-15", "2026-08-01"), "utf-8")

    said = pages(place, "", today)[0].css_first(".next .checked")

    assert said
    assert "Volgens het overheidsregister, augustus 2026. Later stond dit er niet meer in." == said.text(strip=True)


@pytest.mark.parametrize(
    ("number", "expected"),
    [("0900 1852", "Dit is een 0900-nummer: bellen kan geld kosten."), ("", "Kijk op de site welk nummer")],
)
def test_a_number_that_costs_or_is_not_there_is_said(place: Path, today: str, number: str, expected: str) -> None:
    table = place / "content/register/gemeente-contact.csv"
    table.write_text(table.read_text("utf-8").replace(SWITCHBOARD, number), "utf-8")

    page = pages(place, "", today)[0]

    assert expected in page.css_first(".next").text()  # type: ignore[union-attr]
    assert numbers(page) == ([number] if number else [])
    assert page.css_first('.next a[href="https://testveen.example/"]')


def test_a_number_of_a_whole_organisation_says_for_which_initiative(place: Path, today: str) -> None:
    page, _ = pages(place, offer(phone=OFFER, general="ja"), today)

    assert "Dit is algemeen: van de hele organisatie. Vraag naar Thuisproef." in page.text()


MENTIONS = {
    "of a year": ("proefkrant-2024", "", "In 2024 was Thuisproef actief in Testveen. Of dat nog zo is,"),
    "of long ago": ("krant-2018", "", "In 2018 was Thuisproef actief in Testveen. Of dat nog zo is,"),
    "about a year earlier": ("verslag-2021", "", "In 2019 was Thuisproef actief in Testveen."),
    "without a day": ("krant-zd", "", "Volgens een bron zonder datum was Thuisproef actief in Testveen."),
    "the newest of two": ("[krant-2018, proefkrant-2024]", "", "In 2024 was Thuisproef actief"),
    "of a start": ("proefkrant-2024", "announced", "In 2024 werd aangekondigd dat Thuisproef in Testveen begint."),
    "of an end to come": ("krant-2018", "end_proposed", "In 2018 is voorgesteld om met Thuisproef in Testveen"),
    "of an end": ("proefkrant-2024", "ended", "Volgens een bron uit 2024 is Thuisproef in Testveen gestopt."),
}


@pytest.mark.parametrize("name", MENTIONS)
def test_a_mention_is_told_by_its_age(place: Path, today: str, name: str) -> None:
    source, stage, expected = MENTIONS[name]
    card = pages(place, offer(source, stage), today)[0].css_first(".offer" if stage == "ended" else ".next")

    assert card
    said = " ".join(card.text(separator=" ").split())
    assert said.count(expected) == 1
    assert said.startswith("Thuisproef")
    assert ("Een vrijwilliger komt bij u thuis" in said) is (stage != "ended"), "of what ended only why is left"
