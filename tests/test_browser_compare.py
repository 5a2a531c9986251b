"""A visitor's own comparison in a real browser: choosing, the address, by keyboard, on a phone, on paper, as a file."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from kaart.render.plain_tables import plain_tables
from tests.browser import STORED, axe_violations_by_look, page_sizes, pdf_tool, sticking_out
from tests.test_browser import INITIATIVES, print_page

TWO = "vergelijk/#steunouder,home-start"
TAKE = """async () => {
  const { takeAlong } = await import(new URL(document.querySelector('form.choose').dataset.takeAlong, document.baseURI))
  await takeAlong(document.querySelector('.compare table'), document.querySelector('[data-take]'))
}"""
SHOWN = """() => [...document.querySelectorAll('.compare__label')].filter(label => !label.closest('[hidden]'))
  .map(label => [label.textContent.trim(), label.closest('tr').querySelector('.compare__mark')?.textContent ?? ''])"""


def names(page: Page) -> list[str]:
    """The initiatives that stand beside each other, in their order."""
    links = page.locator("thead th[data-initiative]:not([hidden]) a")
    return [text.strip() for text in links.all_text_contents()]


def topics(page: Page) -> list[str]:
    """The rows that are shown."""
    rows = page.locator("tr[data-unit]").all()
    return [row.get_attribute("id") or "" for row in rows if row.is_visible()]


def said(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=name, exact=True)


def wide(page: Page) -> Page:
    page.set_viewport_size({"width": 1280, "height": 800})
    return page


def test_all_stand_beside_each_other_until_someone_chooses(page: Page, site: str) -> None:
    page.goto(f"{site}vergelijk/")
    assert list(INITIATIVES) == names(page)
    assert 18 == len(topics(page))
    expect(page).to_have_url(f"{site}vergelijk/")
    expect(page.get_by_role("button", name="Zet alles terug")).to_be_hidden()


def test_a_choice_is_in_the_address_and_survives_reload_and_the_way_back(page: Page, site: str) -> None:
    page.goto(f"{site}vergelijk/")
    for name in ("Buurtgezinnen", "Meeleefgezin", "Samen Oplopen"):
        box(page, name).uncheck()
    expect(page).to_have_url(f"{site}vergelijk/#home-start,steunouder")
    assert ["Home-Start", "Steunouder"] == names(page)
    assert "Naast elkaar: Home-Start" in said(page)
    page.reload()
    assert ["Home-Start", "Steunouder"] == names(page)
    page.go_back()
    assert ["Home-Start", "Samen Oplopen", "Steunouder"] == names(page)
    assert box(page, "Samen Oplopen").is_checked()
    page.go_forward()
    assert ["Home-Start", "Steunouder"] == names(page)
    wide(page).locator("thead").get_by_role("link", name="Home-Start").click()
    expect(page).to_have_url(f"{site}initiatieven/home-start/")
    page.go_back()
    expect(page).to_have_url(f"{site}vergelijk/#home-start,steunouder")
    assert ["Home-Start", "Steunouder"] == names(page)
    assert ["", 0, 0] == page.evaluate(STORED)


def test_the_order_is_the_visitors_own_and_a_new_one_comes_last(page: Page, site: str) -> None:
    page.goto(site + TWO)
    assert ["Steunouder", "Home-Start"] == names(page)
    box(page, "Buurtgezinnen").check()
    assert ["Steunouder", "Home-Start", "Buurtgezinnen"] == names(page)
    expect(page).to_have_url(f"{site}vergelijk/#steunouder,home-start,buurtgezinnen")
    order = page.eval_on_selector_all(
        "tr[data-unit]",
        "rows => rows.map(r => [...r.querySelectorAll('td:not([hidden])')].map(c => c.dataset.name).join())",
    )
    assert {"Steunouder,Home-Start,Buurtgezinnen"} == set(order)
    bars = page.locator("#ages-drawn li:not([hidden]) bdi").all_text_contents()
    assert ["Steunouder", "Home-Start", "Buurtgezinnen"] == bars


def test_a_column_is_taken_away_and_the_focus_goes_on(page: Page, site: str) -> None:
    wide(page).goto(f"{site}vergelijk/#steunouder,home-start,buurtgezinnen")
    page.get_by_role("button", name="Haal Home-Start weg").press("Enter")
    assert ["Steunouder", "Buurtgezinnen"] == names(page)
    expect(page.locator(":focus")).to_have_text("Buurtgezinnen")
    assert 0 == page.get_by_role("button", name=re.compile("^Haal .* weg$")).count(), "two stay"


def test_the_last_two_stay(page: Page, site: str) -> None:
    page.goto(site + TWO)
    box(page, "Steunouder").click()
    assert ["Steunouder", "Home-Start"] == names(page)
    assert box(page, "Steunouder").is_checked()
    assert "Er blijven er minstens twee staan." in said(page)


def test_everything_is_put_back(page: Page, site: str) -> None:
    page.goto(f"{site}vergelijk/#steunouder,home-start,ouder,verschillen")
    page.get_by_role("button", name="Zet alles terug").press("Enter")
    expect(page).to_have_url(f"{site}vergelijk/")
    assert (list(INITIATIVES), 18) == (names(page), len(topics(page)))
    expect(box(page, "Buurtgezinnen")).to_be_focused()


@pytest.mark.parametrize(
    ("label", "word", "count"), [("Voor ouders: 6", "ouder", 6), ("Voor professionals: 10", "professional", 10)]
)
def test_each_reader_sees_the_topics_that_matter_first(
    page: Page, site: str, label: str, word: str, count: int
) -> None:
    page.goto(f"{site}vergelijk/")
    page.get_by_role("radio", name=label).check()
    expect(page).to_have_url(f"{site}vergelijk/#{word}")
    assert count == len(topics(page))
    assert f"Onderwerpen: {count}." in said(page)
    expect(page.locator("#begin")).to_be_visible()
    page.reload()
    assert count == len(topics(page))
    page.get_by_role("radio", name="Alles, ook voor gemeenten: 18").check()
    assert 18 == len(topics(page))


def test_only_the_rows_that_differ_stay_and_each_is_marked(page: Page, site: str) -> None:
    page.goto(site + TWO)
    mark = page.locator("#sign_up .compare__mark")
    expect(mark).to_have_text("hetzelfde")
    before = topics(page)
    page.get_by_role("checkbox", name="Alleen wat verschilt").check()
    expect(page).to_have_url(f"{site}vergelijk/#steunouder,home-start,verschillen")
    same = set(before) - set(topics(page))
    assert {"sign_up", "professional_care", "coordinator", "minimum_cooperation"} == same
    assert {"verschilt", "niet overal bekend"} == set(
        page.locator("tr[data-unit]:not([hidden]) .compare__mark").all_text_contents()
    )
    box(page, "Samen Oplopen").check()
    expect(page.locator("#family_cost .compare__mark")).to_have_text("niet overal bekend")
    assert "family_cost" in topics(page)


def test_a_row_that_no_column_knows_goes(page: Page, site: str) -> None:
    page.goto(f"{site}vergelijk/#home-start,samen-oplopen")
    assert "minimum_matches" not in topics(page)
    assert "Onderwerpen: 17." in said(page)
    box(page, "Steunouder").check()
    assert "minimum_matches" in topics(page)


@pytest.mark.parametrize(
    ("words", "shown", "notice"),
    [
        (
            "steunouder,pleegzorg,home-start",
            ["Steunouder", "Home-Start"],
            "Dit kennen we niet, dus dat laten we weg: pleegzorg.",
        ),
        (
            "steunouder,home-start,steunouder",
            ["Steunouder", "Home-Start"],
            "Dit stond er twee keer en telt één keer: Steunouder.",
        ),
        ("Steunouder,%20Home-Start", ["Steunouder", "Home-Start"], ""),
        ("steunouder", list(INITIATIVES), "Kies er minstens twee. Nu ziet u ze allemaal."),
        ("onzin,%E0%A4%A", list(INITIATIVES), "onzin"),
        (
            "<img%20src=x%20onerror=alert(1)>,steunouder,home-start",
            ["Steunouder", "Home-Start"],
            "<img src=x onerror=alert(1)>",
        ),
    ],
)
def test_an_address_with_mistakes_shows_what_it_can_and_names_the_rest(
    page: Page, site: str, words: str, shown: list[str], notice: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site}vergelijk/#{words}")
    assert shown == names(page)
    assert notice in said(page)
    assert 0 == page.locator("[role=status] img").count()
    assert [] == errors


def test_a_new_address_in_the_same_window_is_followed(page: Page, site: str) -> None:
    page.goto(f"{site}vergelijk/")
    page.evaluate("() => { location.hash = '#meeleefgezin,buurtgezinnen' }")
    expect(page.get_by_role("status")).to_contain_text("Naast elkaar: Meeleefgezin")
    assert ["Meeleefgezin", "Buurtgezinnen"] == names(page)


def test_a_link_to_a_source_keeps_the_choice_and_the_way_back_leads_to_the_cell(page: Page, site: str) -> None:
    page.goto(site + TWO)
    link = page.locator("#quality td:not([hidden]) .compare__foot a").first
    link.scroll_into_view_if_needed()
    there = page.evaluate("() => scrollY")
    link.click()
    expect(page.locator(":focus")).to_have_attribute("id", re.compile("^bron-"))
    expect(page).to_have_url(site + TWO)
    page.go_back()
    page.wait_for_function("there => Math.abs(scrollY - there) < 50", arg=there)
    assert ["Steunouder", "Home-Start"] == names(page)


@pytest.mark.parametrize("address", ["vergelijk/#ages", "vergelijk/#bron-3"])
def test_an_address_of_a_place_on_the_page_is_no_choice(page: Page, site: str, address: str) -> None:
    page.goto(site + address)
    assert list(INITIATIVES) == names(page)
    assert "kennen we niet" not in said(page)


@pytest.mark.parametrize(
    ("width", "words", "columns"),
    [
        (320, "steunouder,home-start", 2),
        (360, "steunouder,samen-oplopen", 2),
        (768, "steunouder,home-start,buurtgezinnen", 3),
    ],
)
def test_two_fit_on_a_phone_and_three_on_a_tablet(page: Page, site: str, width: int, words: str, columns: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}vergelijk/#{words}")
    cells = page.locator("#support td:not([hidden])")
    tops = {round(cell["y"]) for cell in map(Locator.bounding_box, cells.all()) if cell}
    assert (columns, 1) == (cells.count(), len(tops)), "they stand beside each other"
    assert [] == sticking_out(page, width)
    cut = page.eval_on_selector_all(
        ".compare :is(td, th):not([hidden])",
        "cells => cells.filter(c => c.scrollWidth > c.clientWidth + 1).map(c => c.innerText)",
    )
    assert [] == cut
    page.locator("#support").evaluate("row => scrollTo(0, row.getBoundingClientRect().top + scrollY + 40)")
    for part in (page.locator("thead th:not([hidden])").first, page.locator("#support .compare__label")):
        expect(part).to_be_in_viewport()
    head, topic = page.locator("thead").bounding_box(), page.locator("#support .compare__label").bounding_box()
    assert head and topic
    assert 0 <= head["y"] < 2
    assert topic["y"] < 200, "the topic stays beside or below the names"


@pytest.mark.parametrize(("width", "words"), [(320, ""), (360, "#steunouder,home-start,buurtgezinnen")])
def test_where_they_do_not_fit_each_answer_has_the_name_before_it(
    page: Page, site: str, width: int, words: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}vergelijk/{words}")
    columns = len(names(page))
    expect(page.locator("thead")).to_be_hidden()
    for name in names(page):
        assert 18 <= page.get_by_role("cell", name=re.compile(f"^{name}")).count()
    lefts = page.eval_on_selector_all(
        "#support td:not([hidden])", "cells => cells.map(c => c.getBoundingClientRect().left)"
    )
    assert (columns, 1) == (len(lefts), len(set(lefts)))


def test_large_letters_lose_nothing(page: Page, site: str) -> None:
    page.goto(site + TWO)
    page.evaluate("() => document.documentElement.style.setProperty('font-size', '200%')")
    assert [] == sticking_out(page, 320)
    assert 18 == len(topics(page))
    cells = page.locator("#support td:not([hidden])")
    first, second = (cells.nth(index).bounding_box() for index in (0, 1))
    assert first and second
    assert second["y"] >= first["y"] + first["height"] - 1, "below each other, as there is no room beside"


@pytest.mark.parametrize(
    "address", [TWO, "vergelijk/#professional,verschillen", "voorbeeldstad/vergelijk/#home-start,steunouder"]
)
def test_a_choice_has_no_barriers_that_a_checker_finds(page: Page, site: str, address: str) -> None:
    page.goto(site + address)
    assert {} == axe_violations_by_look(page, (320, 768, 1280))


def test_everything_is_done_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}vergelijk/")
    box(page, "Buurtgezinnen").focus()
    page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{site}vergelijk/#home-start,samen-oplopen,steunouder,professional,verschillen")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Zet alles terug")).to_be_focused()


def test_colours_say_nothing_that_words_do_not(page: Page, site: str) -> None:
    """No cell has a ground or a letter of its own: there is no better and no worse."""
    wide(page).goto(f"{site}vergelijk/")
    grounds = page.eval_on_selector_all(
        "tr[data-unit] td", "cells => cells.map(c => getComputedStyle(c).backgroundColor)"
    )
    letters = page.eval_on_selector_all("tr[data-unit] td", "cells => cells.map(c => getComputedStyle(c).color)")
    assert (1, 1) == (len(set(grounds)), len(set(letters)))


def test_the_choice_goes_along_to_another_language(page: Page, translated: str) -> None:
    page.goto(f"{translated}vergelijk/")
    page.locator("[name=reader][value=ouder]").check()
    page.locator(".drop > summary").first.click()
    page.get_by_role("link", name="العربية").click()
    expect(page).to_have_url(f"{translated}ar/vergelijk/#ouder")
    assert 6 == len(topics(page))


def test_without_scripts_there_is_the_whole_table_and_a_page_for_each_pair(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{site}vergelijk/")
    assert 18 == len(topics(page))
    expect(page.locator("form.choose")).to_be_hidden()
    expect(page.locator("button:not([popovertarget]):visible")).to_have_count(0)
    page.get_by_role("link", name="Twee naast elkaar").click()
    page.get_by_role("link", name="Home-Start en Steunouder", exact=True).click()
    expect(page).to_have_url(f"{site}vergelijk/home-start-steunouder/")
    assert ["Home-Start", "Steunouder"] == names(page)
    expect(page.get_by_text("Dit is bij allebei hetzelfde.")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="Excel").click()
    assert "vergelijking-home-start-steunouder.xlsx" == started.value.suggested_filename
    context.close()


def taken(page: Page, kind: str = "CSV") -> tuple[bytes, str]:
    with page.expect_download() as started:
        page.locator(".take a", has_text=f"({kind})").click()
    return Path(started.value.path()).read_bytes(), started.value.suggested_filename


def built(page: Page) -> bytes:
    """The text file that the build made for this page."""
    return page.request.get(page.locator("[data-take]").evaluate("link => link.href")).body()


def cut(page: Page) -> bytes:
    """What the script makes of the text file for what the page shows now."""
    with page.expect_download() as started:
        page.evaluate(TAKE)
    return Path(started.value.path()).read_bytes()


def tables_in(content: bytes) -> list[list[list[str]]]:
    """The tables of a text file: the comparison, how each initiative is reached, the sources, and where it is from."""
    assert content.startswith(b"\xef\xbb\xbf")
    tables: list[list[list[str]]] = [[]]
    for row in csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"):
        if row:
            tables[-1].append(row)
        else:
            tables.append([])
    return tables


@pytest.mark.parametrize(
    "address",
    [
        TWO,
        "vergelijk/#professional,verschillen",
        "voorbeeldstad/vergelijk/#home-start,buurtgezinnen,ouder",
        "vergelijk/steunouder-home-start/#ouder",
    ],
)
def test_the_file_of_a_choice_has_the_rows_and_columns_that_the_page_shows(
    page: Page, dutch: str, address: str
) -> None:
    wide(page).goto(dutch + address)
    whole, chosen = built(page), taken(page)
    comparison, reaches, sources, origin = tables_in(whole)
    rows, ways, cited, at = tables_in(chosen[0])
    assert chosen[1].startswith("vergelijking") and chosen[1].endswith(".csv")
    places = [comparison[0].index(name) for name in names(page)]
    assert [comparison[0][:3] + names(page)] == rows[:1]
    marks = dict(page.evaluate(SHOWN))
    topics_shown = [row for row in comparison[1:] if row[0] in marks]
    assert 1 < len(marks) == len(topics_shown)
    for row, whole_row in zip(rows[1:], topics_shown, strict=True):
        assert [*whole_row[:2], marks[row[0]], *(whole_row[place] for place in places)] == row
    assert [reaches[0], *(next(row for row in reaches if row[0] == name) for name in names(page))] == ways
    feet = " ".join(cell for row in rows for cell in row[3:])
    numbers = {number for each in re.findall(r"bron(?:nen)? (\d+(?:, \d+)*)", feet) for number in each.split(", ")}
    assert numbers <= {row[0] for row in cited[1:]}
    assert [row for row in sources if row in cited] == cited
    assert [*origin[:-1], [origin[-1][0], f"{origin[-1][1]}#{address.partition('#')[2]}"]] == at


@pytest.mark.parametrize("address", ["vergelijk/", "voorbeeldstad/vergelijk/", "vergelijk/home-start-steunouder/"])
def test_what_is_not_chosen_from_is_the_file_of_the_build_byte_by_byte(page: Page, dutch: str, address: str) -> None:
    page.goto(dutch + address)
    assert built(page) == taken(page)[0] == cut(page)


def test_a_pair_in_the_other_order_has_its_columns_so(page: Page, dutch: str) -> None:
    page.goto(f"{dutch}vergelijk/steunouder-home-start/")
    one, other = tables_in(built(page)), tables_in(cut(page))
    assert ["Home-Start", "Steunouder"] == one[0][0][3:]
    assert [row[:3] + row[:2:-1] for row in one[0]] == other[0]
    assert [one[1][0], *one[1][:0:-1]] == other[1]
    assert one[2:] == other[2:]


def test_the_workbook_is_that_of_the_whole_comparison_and_the_page_says_so(page: Page, dutch: str) -> None:
    page.goto(f"{dutch}vergelijk/")
    whole = taken(page, "XLSX")
    page.goto(dutch + TWO)
    assert whole == taken(page, "XLSX")
    rows = openpyxl.load_workbook(BytesIO(whole[0]))["Vergelijking"].iter_rows(min_row=4, values_only=True)
    assert list(INITIATIVES) == list(next(rows)[3:])
    said = page.locator(".take .note")
    expect(said).to_contain_text(
        "In het Excel-bestand staat alles. In het CSV-bestand staat wat u nu in de tabel ziet."
    )


# What editors may write in the cells of a table.
HOSTILE_TEXTS = (
    *("april 2019", "0318 123 456", "=1+1", "3/4", "1E5", "x" * 40_000, "_x0041_", 'a";"b', "<b>&", "meisjes 2"),
    *("jan", "14 0318", "＋1", "(5)", "12 april 2019", "ماي 2019", "١٢", "twee\nregels\n\nen een"),
)


def test_any_text_in_a_file_stays_as_it_is(page: Page, dutch: str) -> None:
    page.goto(f"{dutch}vergelijk/")
    comparison, reaches, (head, *sources), origin = tables_in(built(page))
    for number, words in enumerate(HOSTILE_TEXTS):
        comparison[1 + number // 5][3 + number % 5] = words
    numbered: list[list[str | int]] = [[int(row[0]), *row[1:]] for row in sources]
    made = plain_tables(comparison, reaches, [head, *numbered], origin)
    page.route("**/*.csv", lambda route: route.fulfill(body=made, content_type="text/csv; charset=utf-8"))
    assert made == cut(page)


def test_where_the_file_cannot_be_cut_a_visitor_has_the_whole_one(page: Page, dutch: str) -> None:
    page.goto(dutch + TWO)
    whole, asked = built(page), []

    def refuse_once(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=503)
        else:
            route.fulfill(body=whole, content_type="text/csv", headers={"Content-Disposition": "attachment"})

    page.route("**/*.csv", refuse_once)
    assert whole == taken(page)[0]
    assert 2 == len(asked)


@pytest.mark.parametrize("words", ["home-start,steunouder," + "onzin," * 50_000, "x" * 100_000, "%e9," * 30_000])
def test_a_book_in_the_address_is_cut(page: Page, dutch: str, words: str) -> None:
    page.goto(f"{dutch}vergelijk/#{words}")
    assert len(said(page)) < 700
    assert names(page)


def test_a_choice_on_paper_fills_the_sheet_and_names_its_sources_and_its_day(
    page: Page, site: str, tmp_path: Path
) -> None:
    pdf = tmp_path / "two.pdf"
    text = print_page(page, site + TWO, pdf)
    sizes = page_sizes(pdf)
    assert {(842, 595)} == {(round(width), round(height)) for width, height in sizes}
    table_pages = [
        pdf_tool("pdftotext", "-layout", "-f", str(number), "-l", str(number), pdf, "-")
        for number in range(1, len(sizes) + 1)
    ]
    last = next(number for number, words in enumerate(table_pages) if re.search(r"Zo begint u", words, re.I))
    assert last >= 1
    assert all("Steunouder" in words and "Home-Start" in words for words in table_pages[: last + 1]), (
        "the header is repeated"
    )
    assert text.index("Zo begint u".lower() if "zo begint u" in text else "Zo begint u") < text.index(
        "Informele gezinssteun, wegwijzer voor gemeenten"
    )
    assert "#steunouder,home-start" in text.replace(" ", "")
    assert re.search(r"Afgedrukt op: \d{1,2} \w+ 20\d\d", text)
    assert "Meeleefgezin" not in " ".join(table_pages[: last + 1])


def test_the_button_to_print_prints(page: Page, site: str) -> None:
    page.goto(site + TWO)
    page.evaluate("() => { window.print = () => { document.title = 'printed' } }")
    page.get_by_role("button", name="Afdrukken").click()
    assert "printed" == page.title()


def test_a_hard_word_in_the_table_opens_its_explanation(page: Page, site: str) -> None:
    page.goto(f"{site}vergelijk/")
    word = page.locator("td dfn.word button").first
    word.click()
    explanation = page.locator(f"#{word.get_attribute('popovertarget')}")
    expect(explanation).to_be_visible()
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()
    names = page.locator("td dfn.word button").all_inner_texts()
    assert len(names) == len({name.lower() for name in names}), "a word is explained once"
