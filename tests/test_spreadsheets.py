"""Comparisons as files to take along: opened again, and read as a program reads them and as a printer makes them."""

from __future__ import annotations

import csv
import re
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kaart import TEMPLATES, urls
from kaart.model.site import Site
from kaart.plan import plan_site
from kaart.render.assets import read_assets
from kaart.render.pages import Renderer
from kaart.render.plain_tables import plain_tables
from kaart.render.workbook import (
    MOST_IN_CELL,
    MOST_IN_LINK,
    MOST_IN_NAME,
    MOST_PIXELS,
    About,
    Sheet,
    _sheet_names,
    pixels_of,
    width_of_each,
    workbook,
)
from kaart.schema.facts import topics_of
from kaart.schema.records import Reader
from kaart.views.shared.links import Link
from tests.browser import build_site

SHEETS = ["Kort naast elkaar", "Vergelijking", "Getallen", "Bronnen"]
HEADS = {"Kort naast elkaar": 2, "Vergelijking": 3}  # columns before those of the initiatives
HEAD = 4  # the row with the names of the columns, below the title, the place with the day, and the address
COMPARISONS = (
    *("vergelijk/", "vergelijk/home-start-steunouder/"),
    *("voorbeeldstad/vergelijk/", "hilversum/vergelijk/", "leeuwarden/vergelijk/"),
)
NOT_SHOWN = "niet getoond: er staat een naam van een persoon in"
LEAST_POINTS = 8
A4_MILLIMETRES = 297
PIXELS_AN_INCH = 96


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, small_site: Path) -> Path:
    return build_site(tmp_path_factory.mktemp("sheets") / "site", small_site, "--no-flyers")


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)


def text(node: LexborNode | None) -> str:
    assert node
    return " ".join(node.text().split())


def page_of(folder: Path, address: str) -> LexborHTMLParser:
    """A page, without the explanations that open at a hard word."""
    page = LexborHTMLParser((folder / address / "index.html").read_text("utf-8"))
    for explanation in page.css("[popover]"):
        explanation.decompose()
    return page


def book_of(folder: Path, address: str) -> Any:
    return openpyxl.load_workbook(folder / urls.spreadsheet(address, "xlsx"))


def tables_of(folder: Path, address: str) -> list[list[list[str]]]:
    """The tables of a text file: the comparison, how each initiative is reached, the sources, and where it is from."""
    content = (folder / urls.spreadsheet(address, "csv")).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    found: list[list[list[str]]] = [[]]
    for row in csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"):
        if row:
            found[-1].append(row)
        else:
            found.append([])
    return found


def rows_of(sheet: Any) -> list[list[Any]]:
    """The table of a sheet, from its header row."""
    rows = sheet.iter_rows(min_row=HEAD, values_only=True)
    return [["" if value is None else value for value in row] for row in rows]


def links_of(sheet: Any) -> dict[str, str]:
    """Where each cell with a link leads, by the place of the cell."""
    return {
        cell.coordinate: f"{cell.hyperlink.target}{f'#{cell.hyperlink.location}' if cell.hyperlink.location else ''}"
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }


@pytest.mark.parametrize("address", COMPARISONS)
def test_each_cell_of_all_topics_stands_on_the_page(dutch_site: Path, address: str) -> None:
    page = page_of(dutch_site, address)
    table = rows_of(book_of(dutch_site, address)["Vergelijking"])
    assert table == tables_of(dutch_site, address)[0]
    assert ["Onderwerp", "Vraag van", "Verschil", *(text(node) for node in page.css("thead th a"))] == table[0]
    rows = {text(row.css_first(".compare__label")): row for row in page.css("tr:has(.compare__label)")}
    assert rows.keys() == {row[0] for row in table[1:]}
    for label, _, mark, *cells in table[1:]:
        assert mark in ("", "verschilt", "hetzelfde", "niet overal bekend")
        for cell, node in zip(cells, rows[label].css("td"), strict=True):
            assert cell
            for line in cell.split("\n"):
                assert squeezed(line) in squeezed(node.text()), (label, line)


@pytest.mark.parametrize("address", COMPARISONS)
def test_the_first_sheet_has_six_short_answers_and_how_to_begin(dutch_site: Path, address: str) -> None:
    book = book_of(dutch_site, address)
    assert SHEETS == book.sheetnames
    short, whole = rows_of(book["Kort naast elkaar"]), rows_of(book["Vergelijking"])
    assert ["Onderwerp", "Verschil", *whole[0][3:]] == short[0]
    begin = next(row for row in whole if row[0] in ("zo begint u", "contact en aanmelding"))
    whole.remove(begin)
    end = 1 + len(topics_of(Reader.PARENT))
    assert 6 <= end
    assert [row[0] for row in whole[1:end]] == [row[0] for row in short[1:end]]
    for row in short[1:end]:
        assert all(row[2:])
        assert all(len(cell) <= 130 and "bron" not in cell for cell in row[2:]), row
    assert begin[0] == short[end][0]
    assert {"Website", "Pagina"} <= {row[0] for row in short[end + 1 :]}
    assert all(cell for row in short[end + 1 :] for cell in row[2:])


@pytest.mark.parametrize("address", COMPARISONS)
def test_each_sheet_says_what_it_is_of_which_day_and_where_it_is_from(dutch_site: Path, address: str) -> None:
    title = text(page_of(dutch_site, address).css_first("h1"))
    place = {"voorbeeldstad/vergelijk/": "Voorbeeldstad", "hilversum/vergelijk/": "Hilversum"}.get(address, "")
    book = book_of(dutch_site, address)
    assert title == book.properties.title
    for sheet in book:
        assert title == sheet["A1"].value
        said = re.fullmatch(r"Plaats: (.+) · Nieuwste gegevens: ((?:\d+ )?[a-z]+ 20\d\d)", sheet["A2"].value)
        assert said and said[1] == (place or {"leeuwarden/vergelijk/": "Leeuwarden"}.get(address, "het hele land"))
        whole = f"https://sociale-kaart.example/{address}"
        assert whole == sheet["A3"].value == links_of(sheet)["A3"]
        assert title == sheet.oddHeader.left.text
        assert said[2] == sheet.oddHeader.right.text
        assert "&P / &N" == sheet.oddFooter.right.text.replace("&[Page]", "&P").replace("&[Pages]", "&N")
    origin = dict(tables_of(dutch_site, address)[3])
    assert ["Titel", "Plaats", "Nieuwste gegevens", "Adres"] == list(origin)
    assert (title, whole) == (origin["Titel"], origin["Adres"])


def test_what_can_be_called_written_to_or_opened_is_a_link(dutch_site: Path) -> None:
    sheet = book_of(dutch_site, "voorbeeldstad/vergelijk/")["Kort naast elkaar"]
    links, rows = links_of(sheet), {row[0].value: row for row in sheet.iter_rows(min_row=HEAD)}
    page = page_of(dutch_site, "voorbeeldstad/vergelijk/")
    for label, scheme in (("Telefoon", "tel:"), ("E-mail", "mailto:")):
        on_page = {text(node): node.attributes["href"] for node in page.css(f'#begin a[href^="{scheme}"]')}
        cells = rows[label][2:]
        assert 5 == len(on_page)
        assert on_page == {cell.value: links[cell.coordinate] for cell in cells}
    assert ["https://buurtgezinnen.nl/", "https://www.home-start.nl/"] == [
        f"{links[cell.coordinate].removesuffix('/')}/" for cell in rows["Website"][2:4]
    ]
    own = "https://sociale-kaart.example/voorbeeldstad/buurtgezinnen/"
    assert own == links[rows["Onderwerp"][2].coordinate] == links[rows["Pagina"][2].coordinate]
    national = links_of(book_of(dutch_site, "vergelijk/")["Kort naast elkaar"])
    assert "https://sociale-kaart.example/initiatieven/buurtgezinnen/" in national.values()


@pytest.mark.parametrize("address", ["vergelijk/", "voorbeeldstad/vergelijk/", "hilversum/vergelijk/"])
def test_every_address_of_a_link_is_text_in_a_column_of_its_own(dutch_site: Path, address: str) -> None:
    sheet = book_of(dutch_site, address)["Kort naast elkaar"]
    links = links_of(sheet)
    rows = {row[0].value: row[2:] for row in sheet.iter_rows(min_row=HEAD)}
    head, *reaches = tables_of(dutch_site, address)[1]
    assert ["Initiatief", *(label for label in ("Telefoon", "E-mail", "Website", "Pagina") if label in rows)] == head
    assert [cell.value for cell in rows["Onderwerp"]] == [row[0] for row in reaches]
    for column, label in enumerate(head[1:], start=1):
        is_shown = label in ("Website", "Pagina")
        expected = [links[cell.coordinate] if is_shown else cell.value for cell in rows[label]]
        assert expected == [row[column].strip("[]") for row in reaches]


def test_a_source_has_its_address_unless_that_names_a_person(dutch_site: Path, real: Site) -> None:
    sources = {(source.title, source.publisher): source for source in real.content.sources.values()}
    shown, hidden = 0, set()
    for address in COMPARISONS:
        sheet = book_of(dutch_site, address)["Bronnen"]
        links = links_of(sheet)
        assert ["Bron", "Titel", "Uitgever", "Datum", "Adres"] == rows_of(sheet)[0]
        numbers = [node.attributes["id"] for node in page_of(dutch_site, address).css(".sources li")]
        assert numbers == [f"bron-{row[0]}" for row in rows_of(sheet)[1:]]
        for row in sheet.iter_rows(min_row=HEAD + 1):
            source, cell = sources[row[1].value, row[2].value], row[4]
            if cell.value == NOT_SHOWN:
                hidden.add(source.url or "")
            else:
                assert (source.url or "niet bekend") == cell.value
                assert source.url == links.get(cell.coordinate)
                shown += 1
        listed = tables_of(dutch_site, address)[2][1:]
        assert [str(value) for row in rows_of(sheet)[1:] for value in (row[0], row[1], row[4])] == [
            value for row in listed for value in (row[0], row[1], row[4])
        ]
    assert 100 < shown
    assert all(any(name in url for url in hidden) for name in ("schuurman", "vincent-karremans", "m%C3%A1xima")), hidden


def test_no_file_has_a_name_that_the_address_of_a_source_has(dutch_site: Path) -> None:
    """Read by an eye, once: these are all names of persons in addresses of our sources."""
    names = re.compile(
        r"thanaa|dylana|clair-|karin|vincent|karremans|m%C3%A1xima|maxima|schuurman|hugo-de", re.IGNORECASE
    )
    files = [*dutch_site.rglob("vergelijking*.csv"), *dutch_site.rglob("vergelijking*.xlsx")]
    assert 50 < len(files)
    for file in files:
        if file.suffix == ".csv":
            assert not names.search(file.read_text("utf-8-sig")), file
        else:
            targets = [target for sheet in openpyxl.load_workbook(file) for target in links_of(sheet).values()]
            assert targets and not names.search(" ".join(targets)), file


def scale_on_paper(sheet: Any) -> float:
    """How much a sheet shrinks to be one page wide, as Excel reckons: a column of 10 digits is 75 pixels wide."""
    margins = sheet.page_margins
    room = (A4_MILLIMETRES / 25.4 - margins.left - margins.right) * PIXELS_AN_INCH
    widths = {
        column: dimension.width
        for dimension in sheet.column_dimensions.values()
        for column in range(dimension.min, dimension.max + 1)
    }
    # The file has the width of a column in digits of 7 pixels, with the 5 pixels around them.
    wide = sum(round(float(widths[column]) * 7) for column in range(1, sheet.max_column + 1))
    return min(1.0, float(room) / wide)


@pytest.mark.parametrize("address", COMPARISONS)
def test_printed_one_page_wide_no_letter_is_under_eight_points(dutch_site: Path, address: str) -> None:
    for sheet in book_of(dutch_site, address):
        assert ("landscape", "9") == (sheet.page_setup.orientation, str(sheet.page_setup.paperSize))
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (1, 0) == (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight)
        smallest = min(cell.font.sz for row in sheet.iter_rows() for cell in row if cell.value is not None)
        assert LEAST_POINTS <= smallest * scale_on_paper(sheet)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8])
def test_any_number_of_columns_fits(count: int) -> None:
    fixed = (20, 12, 13)
    wide = sum(map(pixels_of, fixed)) + count * pixels_of(width_of_each(fixed, count))
    assert wide <= MOST_PIXELS


@pytest.mark.parametrize("address", COMPARISONS)
def test_a_sheet_can_be_filtered_and_its_head_stays_in_view(dutch_site: Path, address: str) -> None:
    for sheet in book_of(dutch_site, address):
        rows = rows_of(sheet)
        last = f"{get_column_letter(len(rows[0]))}{HEAD + len(rows) - 1}"
        assert f"A{HEAD}:{last}" == sheet.auto_filter.ref
        assert f"B{HEAD + 1}" == sheet.freeze_panes
        assert f"${HEAD}:${HEAD}" == sheet.print_title_rows
        assert all(cell.font.bold for cell in sheet[HEAD])
        assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("address", COMPARISONS)
def test_every_line_of_a_cell_has_room(dutch_site: Path, address: str) -> None:
    """Letters of 10 points are 4.4 points wide on the average, and a line is 12.2 points high."""
    for sheet in book_of(dutch_site, address):
        widths = {
            column: dimension.width * 7 * 0.75
            for dimension in sheet.column_dimensions.values()
            for column in range(dimension.min, dimension.max + 1)
        }
        for row in sheet.iter_rows(min_row=HEAD):
            for cell in row:
                lines = str(cell.value or "").split("\n")
                rows = sum(max(1, -(-len(line) * 4.4 // widths[cell.column])) for line in lines)
                height = sheet.row_dimensions[cell.row].height
                assert rows * 12.2 <= height <= 409, (sheet.title, cell.coordinate)


def test_numbers_are_numbers(dutch_site: Path) -> None:
    rows = rows_of(book_of(dutch_site, "vergelijk/")["Getallen"])
    numbers = {(row[0], row[1]): tuple(row[2:]) for row in rows}
    assert ("jaar", 0, 23) == numbers[("leeftijd kinderen", "Buurtgezinnen")]
    assert ("euro per koppeling per jaar", 2250, 2500) == numbers[("kosten per jaar voor de gemeente", "Samen Oplopen")]
    assert ("dagdelen per week", 1, 2) == numbers[("hoe vaak", "Steunouder")]
    assert ("maanden", "", 24) == numbers[("duur van de koppeling", "Buurtgezinnen")]
    assert ("koppelingen", 10, 10) == numbers[("minimaal aantal koppelingen eerste jaar", "Steunouder")]
    assert ("minimaal aantal koppelingen eerste jaar", "Home-Start") not in numbers


def test_a_pair_in_the_other_order_has_the_same_files(dutch_site: Path, real: Site) -> None:
    page = page_of(dutch_site, "vergelijk/steunouder-home-start/")
    taken = {node.attributes["href"] for node in page.css(".take a[download]")}
    stem = "../../vergelijk/home-start-steunouder/vergelijking-home-start-steunouder"
    assert {f"{stem}.csv", f"{stem}.xlsx"} == taken
    assert [] == [*(dutch_site / "vergelijk/steunouder-home-start").glob("vergelijking*")]
    plan, _ = plan_site(real)
    files = [address for page in plan.pages for address in page.attachments if "vergelijking" in address]
    assert len(files) == len(set(files))


def test_what_looks_like_a_formula_does_not_compute() -> None:
    said = plain_tables([["=1+1", "+31 6", "-2", "@som", "\tx", "＝1", "12", 12, "gewoon = goed"]]).decode("utf-8-sig")
    assert """"'=1+1";"'+31 6";"'-2";"'@som";"'\tx";"'＝1";"[12]";12;"gewoon = goed"\r\n""" == said


COMPUTED = (
    *("april 2019", "12 april 2019", "apr-19", "April 12, 2019", "1 mei", "mei 2", "2019-04", "2019", "1-2", "0-4"),
    *("3/4", "0318 12 34 56", "14 0318", "0318", "1E5", "5 PM", "12:30", "€ 5", "10%", "1.000,50", "(5)", "١٢"),
)
LEFT_ALONE = (
    *("", "niet bekend", "4 jaar", "Jaarverslag 2023", "CJG 043", "ZO!34", "Sliedrecht24", "112hoogezand.nl"),
    *("0–18 jaar\nbron 3", "maart", "meisjes 2", "april 2019, Ede", "Stichting 12 april", "https://2.nl/2019/"),
)


def test_what_looks_like_a_number_or_a_date_stays_what_it_is() -> None:
    def cells(*values: str, days: frozenset[str] = frozenset()) -> list[str]:
        made = plain_tables([values], days=days).decode("utf-8-sig")
        return next(csv.reader(StringIO(made, newline=""), delimiter=";"))

    assert [f"[{value}]" for value in COMPUTED] == cells(*COMPUTED)
    assert list(LEFT_ALONE) == cells(*LEFT_ALONE)
    assert ["[12 квітня 2019 р.]", "x"] == cells("12 квітня 2019 р.", "x", days=frozenset({"12 квітня 2019 р.", ""}))


def about(title: str = "Titel", *lines: str | Link, direction: str = "ltr") -> About:
    return About(title, lines, "22 november 2026", date(2026, 11, 22), direction)


def opened(*sheets: Sheet, of: About | None = None) -> Any:
    return openpyxl.load_workbook(BytesIO(workbook(sheets, of or about())))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Vergelijking", "Getallen", "Bronnen"), ["Vergelijking", "Getallen", "Bronnen"]),
        (("Numbers and dates of all the initiatives", "b", "c"), ["Numbers and dates of all the in", "b", "c"]),
        (("a/b\\c", "[x]: y?", "* 'tis'"), ["a-b-c", "-x-- y-", "- 'tis"]),
        (("", " ' ", "\x01"), ["1", "2", "3"]),
        (("History", "bronnen", "Bronnen"), ["History 1", "bronnen", "Bronnen 3"]),
        (("x" * 40, "X" * 40, "👩" * 20), ["x" * 31, "X" * 29 + " 2", "👩" * 15]),
    ],
)
def test_any_text_of_a_translator_becomes_a_name_of_a_sheet(names: tuple[str, ...], expected: list[str]) -> None:
    assert expected == _sheet_names(names)
    assert all(len(name.encode("utf-16-le")) <= 2 * MOST_IN_NAME for name in expected)
    assert expected == opened(*(Sheet(name, (("a", "b"),), (10,)) for name in names)).sheetnames


def test_a_cell_holds_what_a_workbook_can_hold() -> None:
    long = "é" * (MOST_IN_CELL + 1)
    rows = (("kop", "b"), ("\x01twee\ufffe", ""), (long, "b"), ("_x0041_", "=1+1"))
    seen = rows_of(opened(Sheet("a", rows, (10,)), of=about("Titel", "regel", "nog een"))["a"])
    assert [["kop", "b"], ["twee", ""]] == seen[:2]
    assert long[: MOST_IN_CELL - 1] + "…" == seen[2][0]
    assert ["_x0041_", "=1+1"] == seen[3]


def test_of_a_link_that_a_workbook_cannot_hold_the_text_stays() -> None:
    links = [
        Link("een lang adres", "https://example.org/" + "x" * MOST_IN_LINK),
        Link("een adres dat lang wordt", "https://example.org/" + "[" * 1000),
        Link("bellen", "tel:+31-318-123456"),
        Link("een plaats", "https://example.org/a#b%20c"),
    ]
    sheet = opened(Sheet("a", (("kop", "b"), *((str(link.label), link) for link in links)), (10,)))["a"]
    assert [link.label for link in links] == [cell.value for cell in sheet["B"][2:]]
    assert ["tel:+31-318-123456", "https://example.org/a#b%20c"] == list(links_of(sheet).values())


def test_a_long_title_with_signs_stands_on_paper_as_far_as_it_fits() -> None:
    sheet = opened(Sheet("a", (("kop", "b"),), (10,)), of=about("Jan & Piet " * 40))["a"]
    assert sheet.oddHeader.left.text.startswith("Jan && Piet Jan &")
    assert "22 november 2026" == sheet.oddHeader.right.text
    assert "Jan & Piet " * 40 == sheet["A1"].value


def test_the_files_speak_the_language_of_their_page(small: Path) -> None:
    book: Any = openpyxl.load_workbook(small / "ar/vergelijk/vergelijking.xlsx")
    assert ["المقارنة", "الأرقام", "المصادر"] == book.sheetnames[1:]
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    assert book["المقارنة"][f"A{HEAD}"].value == "الموضوع"
    assert {"https://kaart.invalid/ar/vergelijk/"} == {links_of(sheet)["A3"] for sheet in book}
    assert (2, "right") == (
        book["المقارنة"]["D6"].alignment.readingOrder,
        book["المقارنة"]["D6"].alignment.horizontal,
    )


@pytest.mark.slow  # a page of the real site, with its styles and scripts
@pytest.mark.parametrize("language", ["ar", "fa"])
def test_a_number_among_letters_from_the_right_keeps_its_order(real: Site, language: str) -> None:
    plan, _ = plan_site(real)
    page = plan.page_at(f"{language}/voorbeeldstad/vergelijk/")
    assert page
    files = Renderer(real, plan, read_assets(TEMPLATES, real), TEMPLATES).make(page)[0]
    text_file, book = (files[address] for address in page.spreadsheets)
    sheet: Any = openpyxl.load_workbook(BytesIO(book)).worksheets[0]
    links = links_of(sheet)
    phones = [sheet[place] for place, target in links.items() if target.startswith("tel:")]
    assert 5 == len(phones)
    assert {(1, "right")} == {(cell.alignment.readingOrder, cell.alignment.horizontal) for cell in phones}
    assert all(f"\n\u200e{cell.value}\n" in text_file.decode("utf-8-sig") for cell in phones)
    assert {2} == {sheet[f"D{row}"].alignment.readingOrder for row in range(HEAD + 1, HEAD + 6)}


def test_the_same_content_gives_the_same_files_on_another_moment(small: Path, small_site: Path, tmp_path: Path) -> None:
    again = build_site(tmp_path / "site", small_site, "--no-flyers")
    files = [file for suffix in ("xlsx", "csv") for file in sorted(small.rglob(f"*.{suffix}"))]
    assert 15 < len(files)
    for file in files:
        assert file.read_bytes() == (again / file.relative_to(small)).read_bytes(), file.name
