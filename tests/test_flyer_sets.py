"""Flyers of a municipality: from which day to which day there are, and those that an editor asks for before that."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from click.testing import CliRunner, Result
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from build import main
from kaart.model.paper import valid_until
from kaart.model.site import Options, Site, read_site
from kaart.schema.records import Reader
from tests.browser import TODAY, pdf_tool

pytestmark = pytest.mark.slow  # PDFs of all kinds
ADDRESS = "https://kaart.stad.nl/"  # as real as they come: a flyer for another one is a proof
PLACE = "content/municipalities/voorbeeldstad.yaml"
TESTVEEN = "content/municipalities/testveen.yaml"
LAST_DAY, DAY_AFTER = "2027-10-04", "2027-10-05"  # the number was checked on 2026-10-05


def run(command: str, root: Path, out: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [command, *words, "--root", str(root), "--out", str(out)])


def build(root: Path, out: Path, today: str, *words: str) -> Path:
    done = run("build", root, out, "--today", today, "--jobs", "1", "--base-url", ADDRESS, *words)
    assert 0 == done.exit_code, done.output
    return out


def flyers(root: Path, out: Path, *words: str) -> Result:
    return run("flyers", root, out, "--today", TODAY, "--base-url", ADDRESS, *words)


@pytest.fixture
def copy(small_site: Path, tmp_path: Path) -> Path:
    return shutil.copytree(small_site, tmp_path / "root")


def replace(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), "utf-8")


def text_of(pdf: Path) -> str:
    return " ".join(pdf_tool("pdftotext", "-layout", pdf, "-").split())


def is_proof(pdf: Path) -> bool:
    """True where the mark stands across it."""
    return "PROEF" in "".join(pdf_tool("pdftotext", "-raw", pdf, "-").split())


def codes_on(pdf: Path, folder: Path) -> list[str]:
    pdf_tool("pdftoppm", "-r", "100", "-gray", "-png", pdf, folder / pdf.stem)
    pictures = [Image.open(path) for path in sorted(folder.glob(f"{pdf.stem}*.png"))]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


def test_a_year_after_the_check_the_next_build_drops_the_flyers_and_their_code_still_says_what_is_known(
    copy: Path, tmp_path: Path
) -> None:
    out = build(copy, tmp_path / "site", LAST_DAY)
    pdf = out / "voorbeeldstad/flyers/school-voorbeeldstad.pdf"
    (code,) = codes_on(pdf, tmp_path)
    assert "Geldig tot 5 oktober 2027." in (out / "voorbeeldstad/flyers/index.html").read_text("utf-8")
    assert "voorbeeldstad/flyers/" in (out / "voorbeeldstad/index.html").read_text("utf-8")

    build(copy, out, DAY_AFTER)
    assert not pdf.parent.exists()
    assert not (out / "ar/voorbeeldstad/flyers").exists()
    leads_to = out / re.sub(r"#.*", "", code.removeprefix(ADDRESS)) / "index.html"
    page = leads_to.read_text("utf-8")
    assert "000 000 00 01" in page
    for address in ("voorbeeldstad", "voorbeeldstad/insluiten"):
        page = (out / address / "index.html").read_text("utf-8")
        assert "voorbeeldstad/flyers/" not in page
        assert "Voor Voorbeeldstad is er geen nummer dat het laatste jaar is nagekeken." in page
        assert re.search(r'href="[./]*flyers/"', page)


def test_paper_is_as_old_as_the_oldest_of_whom_it_names(copy: Path) -> None:
    def until(reader: Reader, today: str) -> object:
        site = site_on(copy, today)
        return valid_until(site.localities["voorbeeldstad"], site.today, reader)

    assert "2027-10-05" == str(until(Reader.PARENT, TODAY))
    assert "2027-10-05" == str(until(Reader.PROFESSIONAL, TODAY)), "the old desk is not named"
    replace(copy, PLACE, "checked_on: 2025-01-05", "checked_on: 2026-01-05")
    assert "2027-01-05" == str(until(Reader.PROFESSIONAL, TODAY)), "it is named now"
    assert "2027-10-05" == str(until(Reader.PROFESSIONAL, "2027-01-05")), "and dropped again"
    assert until(Reader.PARENT, DAY_AFTER) is None


def site_on(root: Path, today: str) -> Site:
    return read_site(root, Options(today=date.fromisoformat(today)))[0]


def test_a_set_has_every_flyer_in_every_language_and_says_until_when(copy: Path, tmp_path: Path) -> None:
    done = flyers(copy, tmp_path / "map", "Voorbeeldstad")
    assert 0 == done.exit_code, done.output
    assert "Voorbeeldstad: " in done.output and "flyers, geldig tot 2027-10-05." in done.output
    names = {path.name for path in (tmp_path / "map").iterdir()}
    assert {"school-voorbeeldstad.pdf", "school-voorbeeldstad-ar.pdf", "verwijskaart-voorbeeldstad-en.pdf"} <= names
    assert "verwijskaart-voorbeeldstad-ar.pdf" not in names
    site = build(copy, tmp_path / "site", TODAY)
    for name in names:  # the same as in the site, byte for byte
        (made,) = site.rglob(name)
        assert made.read_bytes() == (tmp_path / "map" / name).read_bytes(), name
    assert [] == [path for path in tmp_path.iterdir() if path.name.startswith(".map")]


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("", "er is nog geen nummer"),
        ("    phone: 14 0318\n", "het nummer is het laatste jaar niet nagekeken"),
        ("    phone: 14 0318\n    checked_on: 2025-11-22\n", "het nummer is het laatste jaar niet nagekeken"),
    ],
    ids=["no number", "never checked", "checked a year ago"],
)
def test_what_nobody_checked_lately_is_a_proof(copy: Path, tmp_path: Path, number: str, why: str) -> None:
    contact = f"contacts:\n  - kind: gemeente\n    name: Het loket\n{number}" if number else ""
    text = f"cbs_code: GM9002\noffers:\n  - initiative: thuisproef\n    source: proefkrant-2024\n{contact}"
    (copy / TESTVEEN).write_text(text, "utf-8")
    done = flyers(copy, tmp_path / "map", "testveen", "voorbeeldstad")
    assert 0 == done.exit_code, done.output
    assert f"flyers, met PROEF erop: {why}." in done.output
    for pdf in (tmp_path / "map").iterdir():
        assert ("testveen" in pdf.name) is is_proof(pdf), pdf.name
        with pikepdf.open(pdf) as document:
            assert document.Root.MarkInfo.Marked
    if number:
        assert "14 0318" in text_of(tmp_path / "map/school-testveen.pdf")
    assert not (build(copy, tmp_path / "site", TODAY) / "testveen/flyers").exists(), "not in the site itself"


def test_for_a_print_shop_a_set_has_bleed(copy: Path, tmp_path: Path) -> None:
    assert 0 == flyers(copy, tmp_path / "map", "voorbeeldstad", "--print-shop").exit_code
    with pikepdf.open(tmp_path / "map/school-voorbeeldstad.pdf") as pdf:
        assert float(pdf.pages[0].bleedbox[2]) > float(pdf.pages[0].trimbox[2])


MISTAKES = {
    "unknown": (["testveenn"], 'flyers: "testveenn" is geen gemeente in het register.', 'Bedoelt u "testveen"?'),
    "merged": (["oud-proefdam"], '"oud-proefdam" is geen gemeente in het register.', 'Typ "proefdam"'),
    "nothing offered": (["verzonhoek"], "bij Verzonhoek staat geen aanbod.", "neem de landelijke flyers"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_municipality_that_cannot_have_a_set_stops_all(copy: Path, tmp_path: Path, name: str) -> None:
    wrong, message, hint = MISTAKES[name]
    done = flyers(copy, tmp_path / "map", "voorbeeldstad", *wrong)
    assert 1 == done.exit_code
    assert message in done.output and hint in done.output
    assert "1 fout en 0 waarschuwingen. Er is niets geschreven." in done.output
    assert not (tmp_path / "map").exists()


def test_only_an_empty_or_a_new_folder_is_filled(copy: Path, tmp_path: Path) -> None:
    full, link, file, empty = (tmp_path / name for name in ("vol", "koppeling", "bestand", "leeg"))
    full.mkdir()
    (full / "brief.txt").write_text("van mij", "utf-8")
    empty.mkdir()
    link.symlink_to(empty, target_is_directory=True)
    file.write_text("van mij", "utf-8")
    for place, message in (
        (full, "deze map is niet leeg."),
        (link, "dit is een koppeling; die volgt build.py niet."),
        (file, "dit is een bestand, geen map."),
        (file / "map", "deze map kan niet worden gemaakt"),
        (copy / "content/flyers", "deze map kan geen map met flyers worden"),
    ):
        done = flyers(copy, place, "voorbeeldstad")
        assert (1, True) == (done.exit_code, message in done.output), done.output
    assert ["brief.txt"] == [path.name for path in full.iterdir()]
    assert not (copy / "content/flyers").exists()
    assert 0 == flyers(copy, empty, "voorbeeldstad").exit_code
    assert any(empty.iterdir())
    assert 0 == flyers(copy, tmp_path / "diep/in/map", "voorbeeldstad").exit_code


def test_a_text_that_does_not_fit_writes_nothing(copy: Path, tmp_path: Path) -> None:
    replace(copy, PLACE, "name: Coördinator Thuisproef Voorbeeldstad", f"name: Loket {'Voorbeeldstad' * 12}")
    done = flyers(copy, tmp_path / "diep/map", "voorbeeldstad")
    assert 1 == done.exit_code
    assert "voorbeeldstad.yaml" in done.output and "te breed" in done.output
    assert not (tmp_path / "diep").exists()


def test_a_mistake_in_the_content_is_said_as_by_a_build(copy: Path, tmp_path: Path) -> None:
    replace(copy, PLACE, "initiative: thuisproef", "initiative: thuisproff")
    done = flyers(copy, tmp_path / "map", "voorbeeldstad")
    assert 1 == done.exit_code
    assert 'Bedoelt u "thuisproef"?' in done.output
    assert not (tmp_path / "map").exists()


def test_an_address_that_does_not_exist_yet_makes_proofs_of_all(copy: Path, tmp_path: Path) -> None:
    done = run("flyers", copy, tmp_path / "map", "voorbeeldstad", "--today", TODAY)
    assert 0 == done.exit_code
    assert "flyers, met PROEF erop: het webadres van de site is nog niet echt." in done.output
    assert is_proof(tmp_path / "map/school-voorbeeldstad.pdf")


def test_the_page_says_which_language_no_native_speaker_read_until_one_did(copy: Path, tmp_path: Path) -> None:
    def drafts(address: str) -> dict[str, bool]:
        page = LexborHTMLParser((tmp_path / "site" / address / "index.html").read_text("utf-8"))
        folds = page.css(".flyer-languages details")
        return {fold.css("bdi")[0].text(): any(word in fold.text() for word in ("Concept", "مسودة")) for fold in folds}

    build(copy, tmp_path / "site", TODAY)
    for address in ("flyers", "voorbeeldstad/flyers"):
        assert {"English": True, "العربية": True} == drafts(address)
    assert {"Nederlands": False, "English": True} == drafts("ar/flyers")
    texts, review = "content/translations/en.yaml", "{by: moedertaalspreker, on: 2026-11-01}"
    replace(copy, texts, "files:\n", f"interface: {review}\nfiles:\n")
    replace(copy, texts, "file: content/flyers.yaml\n", f"file: content/flyers.yaml\n  review: {review}\n")
    build(copy, tmp_path / "site", TODAY)
    for address in ("flyers", "voorbeeldstad/flyers"):
        assert {"English": False, "العربية": True} == drafts(address)
    own = LexborHTMLParser((tmp_path / "site/en/flyers/index.html").read_text("utf-8"))
    assert [] == own.css("main > p.note")


def test_where_nothing_is_offered_a_checked_number_gives_no_flyers_and_the_page_says_why(
    copy: Path, tmp_path: Path
) -> None:
    contact = "contacts:\n  - kind: gemeente\n    name: Het loket\n    phone: 14 0318\n    checked_on: 2026-11-01\n"
    (copy / TESTVEEN).write_text(f"cbs_code: GM9002\n{contact}", "utf-8")
    out = build(copy, tmp_path / "site", TODAY)
    assert not (out / "testveen/flyers").exists()
    for address in ("testveen", "testveen/insluiten"):
        page = (out / address / "index.html").read_text("utf-8")
        assert "Wij weten nog niet wat er in Testveen is. Neem de landelijke flyer" in page
        assert "geen nummer dat het laatste jaar" not in page
