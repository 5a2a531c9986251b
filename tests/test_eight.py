"""Eight initiatives instead of five: what stands side by side still fits, on paper and on a narrow screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import product
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from kaart import TEMPLATES
from kaart.flyers.press import Press
from kaart.model.site import Options, Site, read_site
from kaart.plan import Kind, Plan, plan_site
from kaart.render.assets import read_assets
from kaart.render.pages import Renderer
from kaart.render.workbook import MOST_POINTS
from kaart.schema.flyer_kinds import FlyerKind, page_count
from tests.browser import STICKING_OUT, TODAY, build_site, page_sizes, served
from tests.copies import copy_content
from tests.eight import INVENTED, copy_with_eight
from tests.national import keep_municipalities

SMALLEST = 8.0  # points, of what is read in a table
PLACES = ("", "voorbeeldstad", "aalsmeer")  # all initiatives, five that are offered, and one beside the others
MUNICIPALITIES = 20  # of the site whose pages are looked at
COUNTED_BY_HAND = re.compile(
    r"\b(?:alle (?:vijf|zes|zeven|acht|[5-8])\b"
    r"|(?:een|één|twee|drie|vier|vijf|[1-5]) van de (?:vijf|zes|zeven|acht|[5-8])\b"
    r"|(?:vijf|zes|zeven|acht|[5-8]) initiatieven)",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_with_eight(tmp_path_factory.mktemp("eight"))


@pytest.fixture(scope="module")
def planned(root: Path) -> tuple[Site, Plan]:
    site, problems = read_site(root, Options(today=date.fromisoformat(TODAY), base_url="https://kaart.stad.nl/"))
    assert [] == [problem for problem in problems if not problem.is_warning]
    return site, plan_site(site)[0]


def test_every_flyer_of_eight_fits_in_every_language(planned: tuple[Site, Plan], tmp_path: Path) -> None:
    site, plan = planned
    renderer = Renderer(site, plan, read_assets(TEMPLATES, site), TEMPLATES)
    press = Press(TEMPLATES)
    made = set()
    for page in (each for each in plan.pages if each.kind is Kind.FLYERS and not each.slug):
        for place, flyer in product(PLACES, page.flyers):  # also where nobody was checked lately, as somebody will be
            contents = renderer.contents(replace(page, slug=place), flyer)
            pdf = press.make(contents)  # raises what does not fit
            (tmp_path / "made.pdf").write_bytes(pdf)
            pages = page_count(flyer.kind, len(contents.offers))
            assert pages == len(page_sizes(tmp_path / "made.pdf")), flyer.pdf
            if flyer.kind is FlyerKind.REFERRAL:
                with pikepdf.open(BytesIO(pdf)) as document:
                    sizes = [size for each in document.pages for size in table_sizes(each)]
                assert min(sizes) >= SMALLEST * 0.8, flyer.pdf  # the heads of columns are smaller
            made.add((page.language, flyer.kind, len(contents.offers)))
    assert {language for language, _, _ in made} == set(site.voices)
    assert {8} == {offers for _, kind, offers in made if kind is FlyerKind.REFERRAL}


def table_sizes(page: pikepdf.Page) -> list[float]:
    """The sizes of the letters on a page, but for what stands small at its foot and below the QR code."""
    found = [float(each.operands[1]) for each in pikepdf.parse_content_stream(page) if str(each.operator) == "Tf"]
    return sorted(found)[len(found) // 5 :]


@pytest.fixture(scope="module")
def dutch(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Its pages for the whole country; their width has nothing to do with the number of municipalities."""
    folder = copy_content(tmp_path_factory.mktemp("dutch"))
    kept = keep_municipalities(folder, MUNICIPALITIES)
    for path in (folder / "content/municipalities").glob("*.yaml"):
        if path.stem not in (*kept, "voorbeeldstad"):
            path.unlink()
    for path in root.glob("initiatives/*"):
        if path.stem in INVENTED and path.suffix in (".yaml", ".md"):
            (folder / "initiatives" / path.name).write_bytes(path.read_bytes())
    national = build_site(folder / "national", folder, "--no-flyers")
    with served(national) as address:
        yield address, national


PAGES = ("vergelijk/", "vergelijk/gezinsmaatje-samen-thuis/", "wegwijzer/", "initiatieven/", "")


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("place", PAGES)
def test_a_page_with_eight_never_scrolls_sideways(dutch: tuple[str, Path], page: Page, place: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(dutch[0] + place)
    assert [] == page.evaluate(STICKING_OUT)


@pytest.mark.parametrize("place", PAGES)
def test_a_page_with_eight_fits_on_paper(dutch: tuple[str, Path], page: Page, place: str) -> None:
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 within its margins
    page.emulate_media(media="print")
    page.goto(dutch[0] + place)
    assert [] == page.evaluate(STICKING_OUT)


def test_the_spreadsheet_has_a_column_for_each_of_eight(dutch: tuple[str, Path]) -> None:
    [file] = (dutch[1] / "vergelijk").glob("*.xlsx")
    short, *whole = load_workbook(file).worksheets[:3]
    heads = [[str(cell.value) for cell in sheet[4]] for sheet in (short, *whole)]
    assert {name for name, _, _ in INVENTED.values()} <= set(heads[0])
    assert heads[0][2:] == heads[1][3:] + heads[2][3:]
    for sheet in (short, *whole):
        assert MOST_POINTS > max(sheet.row_dimensions[row].height for row in range(4, sheet.max_row + 1))


def test_no_dutch_text_counts_the_initiatives_by_hand(root: Path) -> None:
    """A sixth would make it untrue; a source that counts them says so."""
    for folder in ("content", "initiatives"):
        for path in sorted((root / folder).rglob("*")):
            is_dutch = path.suffix in (".md", ".yaml") and not re.search(r"\.[a-z]{2}\.md$|translations/", str(path))
            if is_dutch and path.name != "README.md" and "schema" not in path.parts:
                assert [] == COUNTED_BY_HAND.findall(path.read_text("utf-8")), path
