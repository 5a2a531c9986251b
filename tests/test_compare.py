"""The comparison in finished pages, and the files to take along: opened again and read cell by cell."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from datetime import date
from io import BytesIO, StringIO
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kaart import urls
from kaart.model.facts import Agreement, agreement_of, kinds_of
from kaart.model.site import Site
from kaart.render.spreadsheets import MOST_IN_CELL, MOST_IN_NAME, Sheet, _csv, _sheet_names, _xlsx
from kaart.schema.facts import TOPICS, Ages, EuroRange, Fact, topics_of
from kaart.schema.records import Reader, Text
from kaart.views.shared.ranges import MARGIN, Axis, stretches_of
from tests.browser import ROOT, TODAY, build_site
from tests.copies import dutch_content

COLLECTIVE_TOPICS = {
    *("support", "match_length", "ages", "supporters", "coordinator", "minimum_cooperation", "minimum_matches"),
    *("sign_up", "professional_care", "funding", "yearly_cost", "quality"),
}
ADDED_TOPICS = {"place", "for_whom", "not_for", "family_cost", "frequency", "expectations"}
INITIATIVES = ("buurtgezinnen", "home-start", "meeleefgezin", "samen-oplopen", "steunouder")
SPREADSHEETS = (
    "vergelijk/",
    "vergelijk/home-start-steunouder/",
    "vergelijk/steunouder-home-start/",
    "voorbeeldstad/vergelijk/",
    "hilversum/vergelijk/",
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, small_site: Path) -> Path:
    return build_site(tmp_path_factory.mktemp("compare-small") / "site", small_site, "--no-flyers")


@pytest.fixture(scope="module")
def content(real: Site) -> Site:
    return real


def read(folder: Path, address: str) -> LexborHTMLParser:
    """A page, without the explanations that open at a hard word."""
    page = LexborHTMLParser((folder / address / "index.html").read_text("utf-8"))
    for explanation in page.css("[popover]"):
        explanation.decompose()
    return page


def text(node: LexborNode | None) -> str:
    assert node
    return " ".join(node.text().split())


def lines(cell: LexborNode) -> str:
    """What a cell of the page says: a line for each paragraph and each point of a list."""
    return "\n".join(text(node) for node in cell.css("p, li") if text(node))


def table_of(page: LexborHTMLParser) -> list[list[str]]:
    """The table as it stands on the page, with who asks and the mark in columns of their own."""
    names = [text(node) for node in page.css("thead th a")]
    rows = [["Onderwerp", "Vraag van", "Verschil", *names]]
    for body in page.css(".compare tbody"):
        for row in body.css("tr:not(.compare__group)"):
            mark = row.css_first(".compare__mark")
            reader = body.attributes.get("data-reader-label") or ""
            cells = [lines(cell) for cell in row.css("td")]
            rows.append([text(row.css_first(".compare__label")), reader, text(mark) if mark else "", *cells])
    return rows


def sheet_rows(sheet: Any) -> list[list[Any]]:
    return [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]


def files_of(folder: Path, address: str) -> tuple[Path, Path]:
    csv_file, xlsx_file = (folder / urls.spreadsheet(address, suffix) for suffix in ("csv", "xlsx"))
    return csv_file, xlsx_file


def test_the_topics_are_the_twelve_of_the_collective_and_six_more() -> None:
    assert set(TOPICS) == COLLECTIVE_TOPICS | ADDED_TOPICS
    assert (12, 6) == (len(COLLECTIVE_TOPICS), len(ADDED_TOPICS))


def test_a_parent_asks_five_a_professional_ten_and_a_municipality_all_in_one_order() -> None:
    groups = [topics_of(reader) for reader in (Reader.PARENT, Reader.PROFESSIONAL, Reader.MUNICIPALITY)]
    assert [5, 5, 8] == [len(group) for group in groups]
    assert TOPICS == tuple(topic for group in groups for topic in group)


def fact(value: Any, **more: Any) -> Fact[Any]:
    return Fact(value=value, source=("gids",), **more)


def test_facts_say_the_same_when_their_core_does() -> None:
    one = fact((Text.model_validate("Het kan goed."),), short=Text.model_validate("ja"))
    other = fact((Text.model_validate("Dat mag altijd."),), short=Text.model_validate("ja"))
    third = fact((Text.model_validate("Dat mag altijd."),))
    unknown: Fact[Any] = Fact(unknown=True)
    assert (1, 1, 2, 0, 0) == kinds_of([one, other, third, unknown, None])
    assert (1, 2, 1) == kinds_of([fact(Ages(min=0, max=18)), fact(Ages(min=0, max=23)), fact(Ages(min=0, max=18))])


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((1, 1), Agreement.SAME),
        ((1, 2, 1), Agreement.DIFFERENT),
        ((1, 0), Agreement.PARTLY_UNKNOWN),
        ((1, 0, 2), Agreement.DIFFERENT),
        ((0, 0), Agreement.PARTLY_UNKNOWN),
    ],
)
def test_what_is_not_known_is_never_the_same(kinds: tuple[int, ...], expected: Agreement) -> None:
    assert expected is agreement_of(kinds)


def test_bars_stand_on_one_axis_and_turn_round_with_the_language() -> None:
    ltr, rtl = (Axis(0, 24, 6, is_mirrored) for is_mirrored in (False, True))
    assert (MARGIN, 50, 100 - MARGIN) == (ltr.at(0), ltr.at(12), ltr.at(24))
    assert (100 - MARGIN, MARGIN) == (rtl.at(0), rtl.at(24))
    bar, mirrored = (stretches_of(axis, Ages(min=0, max=12))[0] for axis in (ltr, rtl))
    assert (MARGIN, 50 - MARGIN) == (bar.start, bar.width)
    assert (50, 50 - MARGIN) == (mirrored.start, mirrored.width)
    assert 0 == stretches_of(ltr, EuroRange(min=6, max=6))[0].width
    assert () == stretches_of(ltr, None)


def test_the_part_before_birth_is_drawn_and_a_limit_that_varies_is_marked() -> None:
    parts = stretches_of(Axis(-1, 24, 6, False), Ages(min=0, max=18, from_pregnancy_week=28, varies=True))
    assert [True, False] == [part.is_sure for part in parts]
    assert round(parts[0].start + parts[0].width, 1) == round(parts[1].start, 1)


def test_every_row_of_the_table_is_there_in_its_group(dutch_site: Path) -> None:
    page = read(dutch_site, "vergelijk/")
    seen = [
        (body.attributes["data-group"], tuple(row.attributes["id"] for row in body.css("tr[data-unit]")))
        for body in page.css(".compare tbody[data-group]")
    ]
    expected = [
        (word, topics_of(reader))
        for reader, word in (
            (Reader.PARENT, "ouder"),
            (Reader.PROFESSIONAL, "professional"),
            (Reader.MUNICIPALITY, "gemeente"),
        )
    ]
    assert expected == seen


def test_every_cell_says_its_value_its_sources_with_their_years_and_how_fresh_it_is(
    dutch_site: Path, content: Site
) -> None:
    page = read(dutch_site, "vergelijk/")
    for row in page.css("tr[data-unit]"):
        topic = row.attributes["id"] or ""
        for cell, slug in zip(row.css("td"), INITIATIVES, strict=True):
            fact = getattr(content.content.initiatives[slug].facts, topic)
            if fact.unknown:
                assert "niet bekend" in text(cell)
            if not fact.source:
                continue
            foot = text(cell.css_first(".compare__foot"))
            assert re.match(r"bron(nen)? \d+(, \d+)* · ", foot), foot
            years = {day[:4] for key in fact.source if (day := content.content.sources[key].date)}
            assert not years or (min(years) in foot and max(years) in foot)
            assert foot.endswith("niet kort geleden nagekeken")
            for number in re.findall(r"\d+", foot.partition(" · ")[0]):
                assert page.css_first(f"li#bron-{number}") is not None


def test_initiatives_are_not_ranked(dutch_site: Path) -> None:
    page = read(dutch_site, "vergelijk/")
    assert ["Buurtgezinnen", "Home-Start", "Meeleefgezin", "Samen Oplopen", "Steunouder"] == [
        text(node) for node in page.css("thead th a")
    ]
    classes = {name for node in page.css(".compare [class]") for name in (node.attributes["class"] or "").split()}
    assert not {name for name in classes if re.search(r"best|good|bad|score|rank|high|low", name)}


@pytest.mark.parametrize(("one", "other"), list(permutations(INITIATIVES, 2)))
def test_every_pair_has_a_page_in_either_order(dutch_site: Path, one: str, other: str) -> None:
    page = read(dutch_site, f"vergelijk/{one}-{other}/")
    names = [text(node) for node in page.css("thead th a")]
    slugs = [node.attributes["data-initiative"] for node in page.css("thead th[data-initiative]")]
    assert [one, other] == slugs
    first, second = sorted((one, other))
    canonical = page.css_first("link[rel=canonical]")
    assert canonical and (canonical.attributes["href"] or "").endswith(f"/vergelijk/{first}-{second}/")
    picks = [text(node) for node in page.css(".pick p")]
    assert [True, True] == [
        pick.startswith(f"Kies {name} als ") and pick.endswith(".") for pick, name in zip(picks, names, strict=True)
    ]
    assert 2 == len({pick.partition(" als ")[2] for pick in picks}), "each has a reason of its own"
    assert "Verschil: " in text(page.css_first(".sums"))


def test_only_one_of_the_two_orders_is_in_the_sitemap(dutch_site: Path) -> None:
    found = re.findall(r"/vergelijk/([\w-]+)/<", (dutch_site / "sitemap.xml").read_text("utf-8"))
    assert [f"{one}-{other}" for one, other in combinations(INITIATIVES, 2)] == sorted(found)


def test_a_pair_says_when_to_choose_which_by_what_the_other_has_not(dutch_site: Path) -> None:
    def picks(address: str) -> list[str]:
        return [text(node) for node in read(dutch_site, address).css(".pick p:not([hidden])")]

    assert [
        "Kies Steunouder als uw kind naar een ander gezin mag en u even rust wilt.",
        "Kies Home-Start als er iemand bij u thuis mag komen en u iemand wilt die meedenkt over uw kind.",
    ] == picks("vergelijk/steunouder-home-start/")
    assert [
        "Kies Buurtgezinnen als u even rust wilt.",
        "Kies Meeleefgezin als u zelf psychische klachten hebt en uw kind hoogstens 4 jaar is.",
    ] == picks("vergelijk/buurtgezinnen-meeleefgezin/")
    assert [
        "Kies Buurtgezinnen als u dit zoekt: opvang bij een gezin in de buurt, soms ook een nacht.",
        "Kies Steunouder als u dit zoekt: opvang op vaste dagdelen, bij een steunouder in de buurt.",
    ] == picks("vergelijk/buurtgezinnen-steunouder/")
    assert 5 == len(set(picks("vergelijk/")))


def test_a_sentence_that_is_not_translated_is_dutch_as_a_whole_and_says_so(small: Path) -> None:
    picks = read(small, "ar/vergelijk/proefgezin-thuisproef/").css(".pick p")
    assert ["Kies Proefgezin als uw kind naar een ander gezin mag en u even rust wilt."] == [text(picks[0])]
    assert {("nl", "ltr")} == {(pick.attributes.get("lang"), pick.attributes.get("dir")) for pick in picks}


def test_a_pair_says_what_really_differs_and_what_nobody_knows(dutch_site: Path) -> None:
    page = read(dutch_site, "vergelijk/home-start-samen-oplopen/")
    assert [
        "Verschil: de leeftijd, hoe vaak en hoe lang.",
        "Hetzelfde: waar het is en hoe u begint.",
        "Niet van elk bekend: wat het kost.",
    ] == [text(node) for node in page.css(".sums > li:not([hidden])")]


def test_what_differs_in_words_only_is_the_same(dutch_site: Path) -> None:
    """A pair had 16 of its 18 topics marked as different, whatever it was."""
    for one, other in combinations(INITIATIVES, 2):
        rows = read(dutch_site, f"vergelijk/{one}-{other}/").css("tr[data-unit]")
        different = [row for row in rows if row.attributes["data-agreement"] == "different"]
        assert len(different) <= 13, (one, other)


def test_a_row_goes_only_where_no_column_says_anything(dutch_site: Path) -> None:
    assert read(dutch_site, "vergelijk/home-start-samen-oplopen/").css_first("#minimum_matches") is None
    assert read(dutch_site, "vergelijk/home-start-steunouder/").css_first("#minimum_matches") is not None
    cost = read(dutch_site, "vergelijk/meeleefgezin-samen-oplopen/").css_first("#family_cost")
    assert 2 == text(cost).count("niet bekend"), "an explanation is worth a row"


def test_a_local_fact_wins_and_each_says_where_it_holds(dutch_site: Path) -> None:
    page = read(dutch_site, "voorbeeldstad/vergelijk/")
    cells = {node.attributes["data-initiative"]: node for node in page.css("#ages td")}
    assert lines(cells["buurtgezinnen"]).startswith("0–18 jaar")
    local = [slug for slug, cell in cells.items() if cell.css_first(".compare__local")]
    assert ["buurtgezinnen", "home-start", "steunouder"] == local
    feet = [text(node) for node in page.css("tr[data-unit] .compare__foot")]
    assert set() == {foot for foot in feet if not foot.startswith(("in Voorbeeldstad · ", "landelijk"))}
    assert any("gecontroleerd op 5 oktober 2026" in foot for foot in feet)


def test_the_first_row_of_a_municipality_says_whom_to_call(dutch_site: Path, small: Path) -> None:
    page = read(dutch_site, "voorbeeldstad/vergelijk/")
    first = page.css(".compare tbody tr")[0]
    assert "contact en aanmelding" == text(first.css_first("th"))
    assert 5 == len(first.css('a[href^="tel:"]'))
    without_a_number = read(small, "proefdam/vergelijk/").css_first("#begin")
    assert "Website van Coördinator Proefgezin" in text(without_a_number)
    assert "Proefstraat 1, 0000 AA Proefdam" in text(without_a_number)
    mentioned = read(dutch_site, "leeuwarden/vergelijk/").css_first("#begin")
    assert "Of dat nog zo is, weten we niet zeker." in text(mentioned)
    general = text(read(dutch_site, "hilversum/vergelijk/").css_first("#begin"))
    assert "035 623 11 00 Dit is algemeen: van de hele organisatie. Vraag naar Steunouder." in general


def test_a_municipality_has_a_comparison_of_what_is_offered_there(dutch_site: Path, content: Site) -> None:
    for slug, locality in content.localities.items():
        file = dutch_site / slug / "vergelijk" / "index.html"
        offered = [offer.initiative for offer in locality.current_offers]
        assert (len(offered) > 1) is file.exists(), slug  # of one its page says nearly the same
        if file.exists():
            heads = LexborHTMLParser(file.read_text("utf-8")).css("thead th[data-initiative]")
            assert offered == [node.attributes["data-initiative"] for node in heads]


def test_drawings_have_the_same_numbers_as_the_table(dutch_site: Path) -> None:
    page = read(dutch_site, "vergelijk/")
    for topic in ("ages", "yearly_cost"):
        cells = [text(node.css_first(".compare__more p")) for node in page.css(f"#{topic} td")]
        said = [text(node).partition(": ")[2] for node in page.css(f"#{topic}-drawn .range__words")]
        assert cells == said
        axes = {
            tuple(line.attributes["x1"] for line in bar.css("line")) for bar in page.css(f"#{topic}-drawn .range__bar")
        }
        assert 1 == len(axes)
        drawn = [bool(bar.css("rect, circle")) for bar in page.css(f"#{topic}-drawn .range__bar")]
        assert drawn == ["niet bekend" not in words for words in said]


@pytest.mark.parametrize("address", SPREADSHEETS)
def test_the_workbook_says_cell_by_cell_what_the_page_says(dutch_site: Path, address: str) -> None:
    page = read(dutch_site, address)
    workbook = openpyxl.load_workbook(files_of(dutch_site, address)[1])
    assert ["Vergelijking", "Getallen", "Bronnen"] == workbook.sheetnames
    assert table_of(page) == sheet_rows(workbook["Vergelijking"])
    for sheet in workbook:
        assert "B2" == sheet.freeze_panes
        assert sheet["A1"].font.bold
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            most_lines = max(str(value).count("\n") + 1 for value in row)
            assert (sheet.row_dimensions[number].height or 15) >= 15 * most_lines
        assert all(dimension.width >= 10 for dimension in sheet.column_dimensions.values())
        assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("address", SPREADSHEETS)
def test_the_text_file_says_cell_by_cell_what_the_page_says(dutch_site: Path, address: str) -> None:
    content = files_of(dutch_site, address)[0].read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    page = read(dutch_site, address)
    expected = table_of(page)
    assert expected == rows[: len(expected)]
    assert [] == rows[len(expected)]
    assert ["Bron", "Titel", "Uitgever", "Datum"] == rows[len(expected) + 1]
    titles = [text(node) for node in page.css(".sources li > a, .sources li > cite")]
    assert titles == [row[1] for row in rows[len(expected) + 2 :][: len(titles)]]


def test_the_workbook_names_its_sources_and_keeps_numbers_as_numbers(dutch_site: Path) -> None:
    workbook = openpyxl.load_workbook(files_of(dutch_site, "vergelijk/")[1])
    page = read(dutch_site, "vergelijk/")
    sources = sheet_rows(workbook["Bronnen"])
    assert [node.attributes["id"] for node in page.css(".sources li")] == [
        f"bron-{row[0]}" for row in sources[1:] if isinstance(row[0], int)
    ]
    assert ["Adres", "https://sociale-kaart.example/vergelijk/"] == sources[-1][:2]
    numbers = {(row[0], row[1]): tuple(row[2:]) for row in sheet_rows(workbook["Getallen"])}
    assert ("jaar", 0, 23) == numbers[("leeftijd kinderen", "Buurtgezinnen")]
    assert ("euro per koppeling per jaar", 2250, 2500) == numbers[("jaarlijkse kosten", "Samen Oplopen")]
    assert ("dagdelen per week", 1, 2) == numbers[("hoe vaak", "Steunouder")]
    assert ("maanden", "", 24) == numbers[("duur van de koppeling", "Buurtgezinnen")]
    assert ("koppelingen", 10, 10) == numbers[("minimaal aantal koppelingen eerste jaar", "Steunouder")]
    assert ("minimaal aantal koppelingen eerste jaar", "Home-Start") not in numbers


def test_no_file_shows_the_address_of_a_source(dutch_site: Path) -> None:
    """Some of these addresses have the name of a person in them; on the page they are links behind a title."""
    shown = files_of(dutch_site, "vergelijk/")[0].read_text("utf-8-sig")
    workbook = openpyxl.load_workbook(files_of(dutch_site, "vergelijk/")[1])
    shown += "".join(str(value) for sheet in workbook for row in sheet.iter_rows(values_only=True) for value in row)
    assert {"https://sociale-kaart.example/vergelijk/"} == set(
        re.findall(r"https?://[^\s\"]+?/vergelijk/|https?://\S+", shown)
    )


def test_what_looks_like_a_formula_does_not_compute() -> None:
    said = _csv([["=1+1", "+31 6", "-2", "@som", "\tx", "＝1", "12", 12, "gewoon = goed"]]).decode("utf-8-sig")
    assert """"'=1+1";"'+31 6";"'-2";"'@som";"'\tx";"'＝1";"[12]";12;"gewoon = goed"\r\n""" == said


COMPUTED = (
    *("april 2019", "12 april 2019", "apr-19", "April 12, 2019", "1 mei", "mei 2", "2019-04", "2019", "1-2", "0-4"),
    *("3/4", "0318 12 34 56", "14 0318", "0318", "1E5", "5 PM", "12:30", "€ 5", "10%", "1.000,50", "(5)", "١٢"),
)
LEFT_ALONE = (
    *("", "niet bekend", "4 jaar", "Jaarverslag 2023", "CJG 043", "ZO!34", "Sliedrecht24", "112hoogezand.nl"),
    *("0–18 jaar\nbron 3", "maart", "meisjes 2", "april 2019, Ede", "Stichting 12 april"),
)


def test_what_looks_like_a_number_or_a_date_stays_what_it_is() -> None:
    def cells(*values: str, days: frozenset[str] = frozenset()) -> list[str]:
        return next(csv.reader(StringIO(_csv([values], days=days).decode("utf-8-sig"), newline=""), delimiter=";"))

    assert [f"[{value}]" for value in COMPUTED] == cells(*COMPUTED)
    assert list(LEFT_ALONE) == cells(*LEFT_ALONE)
    assert ["[12 квітня 2019 р.]", "x"] == cells("12 квітня 2019 р.", "x", days=frozenset({"12 квітня 2019 р.", ""}))


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
    sheets = [Sheet(name, (("a",),), (10,)) for name in names]
    assert expected == openpyxl.load_workbook(BytesIO(_xlsx(sheets, date(2026, 11, 22), "ltr"))).sheetnames


def test_a_cell_holds_what_a_workbook_can_hold() -> None:
    long = "é" * (MOST_IN_CELL + 1)
    sheet = Sheet("a", (("kop",), ("\x01twee\ufffe",), (long,), ("_x0041_",)), (10,))
    seen = openpyxl.load_workbook(BytesIO(_xlsx([sheet], date(2026, 11, 22), "ltr")))["a"]
    cells = [row[0] for row in seen.iter_rows(values_only=True)]
    assert ["kop", "twee", long[: MOST_IN_CELL - 1] + "…"] == cells[:3]
    assert "_x0041_" == cells[3]


def test_the_files_speak_the_language_of_their_page(small: Path) -> None:
    workbook = openpyxl.load_workbook(small / "ar/vergelijk/vergelijking.xlsx")
    assert ["المقارنة", "الأرقام", "المصادر"] == workbook.sheetnames
    assert all(sheet.sheet_view.rightToLeft for sheet in workbook)
    assert workbook["المقارنة"]["A1"].value == "الموضوع"


def test_the_same_content_gives_the_same_workbook_on_another_moment(
    small: Path, small_site: Path, tmp_path: Path
) -> None:
    again = build_site(tmp_path / "site", small_site, "--no-flyers")
    files = [file for suffix in ("xlsx", "csv") for file in sorted(small.rglob(f"*.{suffix}"))]
    assert 20 < len(files)
    for file in files:
        assert file.read_bytes() == (again / file.relative_to(small)).read_bytes(), file.name


def test_a_site_of_one_municipality_compares_what_it_has(tmp_path: Path) -> None:
    for slug, heads in (("hilversum", 2), ("ede", 5)):
        out = build_site(tmp_path / slug, dutch_content(), "--only", slug, "--no-flyers")
        assert heads == len(read(out, "vergelijk/").css("thead th[data-initiative]"))


def test_a_topic_that_a_profile_lacks_is_a_warning_and_with_strict_an_error(tmp_path: Path, small_site: Path) -> None:
    root = Path(shutil.copytree(small_site, tmp_path / "root"))
    profile = root / "initiatives/thuisproef.yaml"
    profile.write_text(re.sub(r"  funding:\n(    .*\n)+", "", profile.read_text("utf-8")), "utf-8")
    words = [sys.executable, str(ROOT / "build.py"), "build", "--root", str(root), "--out", str(tmp_path / "site")]
    for options, code in (((), 0), (("--strict",), 1)):
        done = subprocess.run([*words, "--today", TODAY, "--no-flyers", *options], capture_output=True, text=True)
        assert code == done.returncode
        assert re.search(
            r"initiatives/thuisproef\.yaml:\d+:\d+: let op: het onderwerp \"financiering\" ontbreekt", done.stderr
        )
        assert (tmp_path / "site").exists() is (code == 0)
        shutil.rmtree(tmp_path / "site", ignore_errors=True)
