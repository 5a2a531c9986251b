"""The way to report: who sees that something is wrong has a mail that is filled in, or hears whom to ask."""

from __future__ import annotations

import shutil
from email import message_from_string
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser, LexborNode

from build import main

EDITORS = "redactie@kaart.invalid"
PLACE = "content/municipalities/voorbeeldstad.yaml"
SETTINGS = "content/site.yaml"
PAGES = (  # each kind of page with an offer, a contact, facts or flyers
    "voorbeeldstad/",
    "voorbeeldstad/thuisproef/",
    "voorbeeldstad/flyers/",
    "testveen/",
    "initiatieven/thuisproef/",
    "flyers/",
)


def build(root: Path, out: Path, today: str) -> Path:
    words = ["build", "--root", root, "--out", out, "--today", today, "--jobs", "1"]
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert 0 == done.exit_code, done.output
    return out


@pytest.fixture(scope="module")
def built(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, whose editors have an address and promise nothing."""
    return build(small_site, tmp_path_factory.mktemp("reports") / "site", "2026-11-22")


@pytest.fixture
def copy(small_site: Path, tmp_path: Path) -> Path:
    return shutil.copytree(small_site, tmp_path / "root")


def replace(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), "utf-8")


def report_on(site: Path, address: str) -> LexborNode:
    found = LexborHTMLParser((site / address / "index.html").read_text("utf-8")).css("main details.report")
    assert 1 == len(found), address
    return found[0]


def mail_of(report: LexborNode) -> tuple[str, str, list[str]]:
    """To whom the mail is, its subject, and its lines, as a program for mail reads it."""
    (href,) = (link.attributes["href"] or "" for link in report.css("a"))
    parts = urlsplit(href)
    assert "mailto" == parts.scheme
    assert href.isascii() and not {"\n", '"', "<", " "} & set(href)
    fields = parse_qs(parts.query, strict_parsing=True)
    assert {"subject", "body"} == fields.keys()
    (subject,), (body,) = fields["subject"], fields["body"]
    return parts.path, subject, body.split("\r\n")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_one_quiet_way_to_report(built: Path, address: str) -> None:
    report = report_on(built, address)
    assert "open" not in report.attributes
    to, subject, lines = mail_of(report)
    assert EDITORS == to
    assert subject.startswith("Klopt niet: ")
    assert ["- Het nummer werkt niet", "- Het is verhuisd", "- Het is gestopt", "- Iets anders:"] == lines[1:5]
    assert f"Pagina: https://kaart.invalid/{address}" in lines
    assert "Taal: Nederlands" == lines[-1]


def test_the_mail_names_the_record_its_file_and_its_day(built: Path) -> None:
    _, subject, lines = mail_of(report_on(built, "voorbeeldstad/thuisproef/"))
    assert "Klopt niet: Thuisproef in Voorbeeldstad" == subject
    assert f"Over: Thuisproef in Voorbeeldstad ({PLACE})" in lines
    assert "- aanbod Thuisproef: nagekeken op 2026-10-05" in lines
    assert "- contact Coördinator Thuisproef Voorbeeldstad 000 000 00 01: nagekeken op 2026-10-05" in lines
    _, _, lines = mail_of(report_on(built, "testveen/"))
    assert any(line.startswith("- Gemeente Testveen 000 902 00 00: volgens het register van 20") for line in lines)
    _, _, lines = mail_of(report_on(built, "initiatieven/thuisproef/"))
    assert "Over: Thuisproef (initiatives/thuisproef.yaml)" in lines
    assert any(line.startswith("- landelijke feiten ") and ": n" in line for line in lines)


def test_in_another_language_the_choices_stand_in_both(built: Path, copy: Path) -> None:
    _, _, lines = mail_of(report_on(built, "ar/voorbeeldstad/"))
    assert all(
        line.startswith(f"- {choice}") for line, choice in zip(lines[1:3], ("Het nummer", "Het is"), strict=True)
    )
    assert "Pagina: https://kaart.invalid/ar/voorbeeldstad/" in lines
    assert "Taal: Arabisch" == lines[-1]


def test_no_name_adds_a_line_to_the_head_of_the_mail(copy: Path, tmp_path: Path) -> None:
    name = "Loket A&B?cc=x@y.nl%0ABcc: 'x' \\\"y\\\""
    replace(copy, PLACE, "name: Coördinator Thuisproef Voorbeeldstad", f'name: "{name}"')
    replace(copy, PLACE, "name: Voorbeeldstad", "name: Voorbeeld & body=Stad")
    site = build(copy, tmp_path / "site", "2026-11-22")
    to, subject, lines = mail_of(report_on(site, "voorbeeldstad/thuisproef/"))
    assert (EDITORS, "Klopt niet: Thuisproef in Voorbeeld & body=Stad") == (to, subject)
    assert sum("cc" in line for line in lines) == 1
    mail = message_from_string(f"To: {to}\nSubject: {subject}\n\n" + "\n".join(lines))
    assert ["To", "Subject"] == mail.keys()


def test_what_the_editors_promise_stands_there_and_else_nothing(built: Path, copy: Path, tmp_path: Path) -> None:
    assert "antwoordt" not in report_on(built, "voorbeeldstad/").text()
    for days, words in ((1, "binnen 1 dag."), (7, "binnen 7 dagen.")):
        settings = (copy / SETTINGS).read_text("utf-8").split("answer_within_days")[0].rstrip("\n")
        (copy / SETTINGS).write_text(f"{settings}\nanswer_within_days: {days}\n", "utf-8")
        site = build(copy, tmp_path / f"site-{days}", "2026-11-22")
        assert f"De redactie kijkt het na en antwoordt {words}" in report_on(site, "voorbeeldstad/flyers/").text()


def test_without_an_address_it_says_whom_to_ask(copy: Path, tmp_path: Path) -> None:
    replace(copy, SETTINGS, f"email: {EDITORS}\n", "")
    site = build(copy, tmp_path / "site", "2026-11-22")
    asked = {}
    for address in PAGES:
        report = report_on(site, address)
        assert "De redactie heeft nog geen mailadres." in report.text()
        asked[address] = {link.text(): link.attributes["href"] or "" for link in report.css("a")}
    assert "https://www.voorbeeldstad.example/thuisproef/" == asked["voorbeeldstad/thuisproef/"]["Thuisproef"]
    assert "https://www.voorbeeldstad.example/loket/" == asked["voorbeeldstad/"]["Loket Voorbeeldstad"]
    assert asked["testveen/"]["Gemeente Testveen"].startswith("https://")
    assert ["Thuisproef"] == list(asked["initiatieven/thuisproef/"])
    assert {"De initiatieven": "../initiatieven/"} == asked["flyers/"]
    everywhere = " ".join(href for links in asked.values() for href in links.values())
    assert f"mailto:{EDITORS}" not in everywhere


def test_a_frame_on_the_page_of_others_leads_to_the_whole_page_instead(built: Path) -> None:
    frame = (built / "voorbeeldstad/insluiten/index.html").read_text("utf-8")
    assert "mailto:redactie" not in frame and 'class="report"' not in frame
