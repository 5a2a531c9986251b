"""A visitor's own comparison in a real browser: choosing, the address, by keyboard, on a phone, on paper, as a file."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from itertools import combinations
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from kaart.render.plain_tables import plain_tables
from tests.browser import STORED, axe_violations_by_look, page_sizes, pdf_tool, sticking_out
from tests.test_browser import INITIATIVES, print_page

TWO = "vergelijk/#steunouder,home-start"
PHONE = ViewportSize(width=360, height=740)
SLUGS = ("buurtgezinnen", "home-start", "meeleefgezin", "samen-oplopen", "steunouder")
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
    return page.get_by_role("status").text_content() or ""


def box(page: Page, name: str) -> Locator:
    """The chip of an initiative, or the box for what differs."""
    return page.get_by_role("checkbox", name=name, exact=True)


def answers(page: Page) -> list[str]:
    """The topics of which the short answers are in sight, for a screen reader too."""
    rows = page.locator("tr[data-unit]").all()
    return [row.get_attribute("id") or "" for row in rows if row.locator("td").first.is_visible()]


def sums(page: Page) -> list[str]:
    return [line.inner_text() for line in page.locator(".sums > li").all() if line.is_visible()]


def wide(page: Page) -> Page:
    page.set_viewport_size({"width": 1280, "height": 800})
    return page


def test_all_stand_beside_each_other_until_someone_chooses(page: Page, site: str) -> None:
    wide(page).goto(f"{site}vergelijk/")
    assert list(INITIATIVES) == names(page)
    assert 18 == len(topics(page))
    assert ["place", "ages", "frequency", "match_length", "family_cost"] == answers(page)
    assert not any(box(page, name).is_checked() for name in INITIATIVES)
    expect(page).to_have_url(f"{site}vergelijk/")
    expect(page.get_by_role("button", name="Zet alles terug")).to_be_hidden()


def test_a_choice_is_in_the_address_and_survives_reload_and_the_way_back(page: Page, site: str) -> None:
    wide(page).goto(f"{site}vergelijk/")
    box(page, "Home-Start").check()
    assert "Kies er nog een." in said(page)
    box(page, "Steunouder").check()
    expect(page).to_have_url(f"{site}vergelijk/#home-start,steunouder")
    assert ["Home-Start", "Steunouder"] == names(page)
    assert "Naast elkaar: Home-Start en Steunouder." in said(page)
    page.reload()
    assert ["Home-Start", "Steunouder"] == names(page)
    page.go_back()
    assert list(INITIATIVES) == names(page)
    assert (True, False) == (box(page, "Home-Start").is_checked(), box(page, "Steunouder").is_checked())
    page.go_forward()
    assert ["Home-Start", "Steunouder"] == names(page)
    page.locator("thead").get_by_role("link", name="Home-Start").click()
    expect(page).to_have_url(f"{site}initiatieven/home-start/")
    page.go_back()
    expect(page).to_have_url(f"{site}vergelijk/#home-start,steunouder")
    assert ["Home-Start", "Steunouder"] == names(page)
    assert ["", 0, 0] == page.evaluate(STORED)


def test_wide_the_order_is_the_visitors_own_and_a_new_one_comes_last(page: Page, site: str) -> None:
    wide(page).goto(site + TWO)
    assert ["Steunouder", "Home-Start"] == names(page)
    box(page, "Buurtgezinnen").check()
    assert ["Steunouder", "Home-Start", "Buurtgezinnen"] == names(page)
    expect(page).to_have_url(f"{site}vergelijk/#steunouder,home-start,buurtgezinnen")
    order = page.eval_on_selector_all(
        "tr[data-unit]",
        "rows => rows.map(r => [...r.querySelectorAll('td:not([hidden])')].map(c => c.dataset.name).join())",
    )
    assert {"Steunouder,Home-Start,Buurtgezinnen"} == set(order)
    for place in ("#ages-drawn li:not([hidden]) bdi", ".pick > li:not([hidden]) p:not([hidden]) bdi"):
        assert ["Steunouder", "Home-Start", "Buurtgezinnen"] == page.locator(place).all_text_contents()
    for name in ("Meeleefgezin", "Samen Oplopen"):
        box(page, name).check()
    assert 5 == len(names(page))


def test_on_a_phone_the_one_chosen_first_makes_room_and_no_chip_moves(page: Page, site: str) -> None:
    page.goto(f"{site}vergelijk/")
    before = [chip.bounding_box() for chip in page.locator("label.chip").all()]
    for name in ("Steunouder", "Home-Start", "Meeleefgezin"):
        box(page, name).check()
    assert ["Home-Start", "Meeleefgezin"] == names(page)
    assert not box(page, "Steunouder").is_checked()
    expect(page).to_have_url(f"{site}vergelijk/#home-start,meeleefgezin")
    assert before == [chip.bounding_box() for chip in page.locator("label.chip").all()]
    box(page, "Home-Start").uncheck()
    assert list(INITIATIVES) == names(page)
    expect(page.get_by_text("Kies er nog een.")).to_be_visible()


def test_everything_is_put_back(page: Page, site: str) -> None:
    wide(page).goto(f"{site}vergelijk/#steunouder,home-start,ouder,verschillen")
    page.get_by_role("button", name="Zet alles terug").press("Enter")
    expect(page).to_have_url(f"{site}vergelijk/")
    assert (list(INITIATIVES), 18) == (names(page), len(topics(page)))
    expect(box(page, "Buurtgezinnen")).to_be_focused()


@pytest.mark.parametrize(("word", "count"), [("ouder", 5), ("professional", 10), ("gemeente", 18)])
@pytest.mark.parametrize("address", ["vergelijk/", "vergelijk/buurtgezinnen-steunouder/", "hilversum/vergelijk/"])
def test_each_reader_has_short_answers_on_what_matters_first(
    page: Page, site: str, address: str, word: str, count: int
) -> None:
    wide(page).goto(f"{site}{address}#{word}")
    assert count == len(answers(page))
    assert answers(page) == topics(page)
    assert f"Onderwerpen: {count}." in said(page)
    expect(page.locator("#begin")).to_be_visible()
    expect(page.locator("h1")).to_be_in_viewport()


def test_the_topics_of_others_open_in_place_by_a_link_and_each_alone(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site}vergelijk/buurtgezinnen-steunouder/")
    assert 5 == len(answers(page))
    page.locator("#not_for summary").click()
    expect(page.locator("#not_for td").first).to_contain_text("Bel dan eerst Veilig Thuis.")
    page.locator("#frequency summary").click()
    expect(page.locator("#frequency td").first).to_contain_text("soms een zaterdag in de twee weken")
    expect(page.locator("#frequency .compare__foot").first).to_be_visible()
    page.get_by_role("link", name="Ook voor gemeenten: toon deze 8").click()
    expect(page).to_have_url(f"{site}vergelijk/buurtgezinnen-steunouder/#gemeente")
    assert 18 == len(answers(page))
    expect(page.get_by_role("link", name="Ook voor gemeenten: toon deze 8")).to_be_hidden()
    expect(page.locator("#expectations summary")).to_be_focused()
    page.go_back()
    assert {"place", "ages", "frequency", "match_length", "family_cost", "not_for"} == set(answers(page))


def test_a_page_for_municipalities_leads_to_all_topics(page: Page, site: str) -> None:
    wide(page).goto(f"{site}voor-gemeenten/")
    page.get_by_role("link", name="Vergelijk de initiatieven").click()
    assert 18 == len(answers(page))


def test_the_reader_goes_along_from_pair_to_pair(page: Page, site: str) -> None:
    page.goto(f"{site}vergelijk/buurtgezinnen-steunouder/#professional")
    page.locator(".chips").get_by_role("link", name="Home-Start").click()
    expect(page).to_have_url(f"{site}vergelijk/steunouder-home-start/#professional")
    assert 10 == len(answers(page))
    page.locator(".chips").get_by_role("link", name="Steunouder").click()
    expect(page).to_have_url(f"{site}vergelijk/#home-start")
    assert box(page, "Home-Start").is_checked()


def test_a_sentence_says_what_really_differs_and_a_sign_where(page: Page, site: str) -> None:
    wide(page).goto(f"{site}vergelijk/buurtgezinnen-steunouder/")
    assert [
        "Verschil: de leeftijd, hoe vaak, hoe lang en hoe u begint.",
        "Hetzelfde: waar het is.",
        "Niet van elk bekend: wat het kost.",
    ] == sums(page)
    marks = {
        row.get_attribute("id"): row.locator(".compare__mark").text_content()
        for row in page.locator("tr.is-short[data-unit]").all()
    }
    assert "verschilt" == marks["frequency"] and "hetzelfde" == marks["place"]
    one = page.locator("#place td:visible")
    assert 1 == one.count(), "what is the same stands once, across both"
    both = page.locator("thead").bounding_box()
    box = one.bounding_box()
    assert both and box and box["width"] > both["width"] * 0.7
    page.goto(f"{site}{TWO},professional")
    assert "Hetzelfde: hoe u begint en of het naast andere hulp kan." in sums(page)
    box_ = page.get_by_role("checkbox", name="Buurtgezinnen")
    box_.check()
    assert [] == sums(page), "of three there is too much to sum up"


def test_the_sentences_belong_to_the_pair_that_was_chosen(page: Page, site: str) -> None:
    def picked() -> list[str]:
        return [" ".join(p.inner_text().split()) for p in page.locator(".pick p").all() if p.is_visible()]

    for one, other in combinations(SLUGS, 2):
        page.goto(f"{site}vergelijk/{one}-{other}/")
        of_the_page = picked()
        page.goto(f"{site}vergelijk/#{one},{other}")
        assert of_the_page == picked()
        assert 2 == len(set(of_the_page))
    page.goto(f"{site}vergelijk/")
    assert 5 == len(set(picked()))


def test_only_the_rows_that_differ_stay_and_each_is_marked(page: Page, site: str) -> None:
    wide(page).goto(site + TWO)
    expect(page.locator("#sign_up .compare__mark")).to_have_text("hetzelfde")
    before = topics(page)
    box(page, "Alleen wat verschilt").check()
    expect(page).to_have_url(f"{site}vergelijk/#steunouder,home-start,verschillen")
    same = set(before) - set(topics(page))
    assert {"sign_up", "professional_care", "expectations", "coordinator", "funding", "minimum_cooperation"} == same
    assert {"verschilt", "niet overal bekend"} == set(
        page.locator("tr[data-unit]:not([hidden]) .compare__mark").all_text_contents()
    )
    box(page, "Samen Oplopen").check()
    expect(page.locator("#family_cost .compare__mark")).to_have_text("niet overal bekend")
    assert "family_cost" in topics(page)


def test_a_row_that_no_column_knows_goes(page: Page, site: str) -> None:
    wide(page).goto(f"{site}vergelijk/#home-start,samen-oplopen")
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
        ("steunouder", list(INITIATIVES), "Kies er nog een. Nu ziet u ze allemaal."),
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
    wide(page).goto(site + TWO)
    page.locator("#quality summary").click()
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
        (320, "steunouder,home-start,gemeente", 2),
        (360, "steunouder,samen-oplopen,gemeente", 2),
        (768, "steunouder,home-start,buurtgezinnen,gemeente", 3),
    ],
)
def test_two_fit_on_a_phone_and_three_on_a_tablet(page: Page, site: str, width: int, words: str, columns: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}vergelijk/#{words}")
    page.locator("#support summary").click()
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
    expect(page.locator("thead th:not([hidden])").first).to_be_in_viewport()
    head = page.locator("thead").bounding_box()
    assert head and 0 <= head["y"] < 2, "the names stay in view"


def test_where_they_do_not_fit_each_answer_has_the_name_before_it(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site}vergelijk/#steunouder,home-start,buurtgezinnen")
    expect(page.locator("thead")).to_be_hidden()
    assert 5 == len(answers(page))
    for name in names(page):
        assert 5 <= page.get_by_role("cell", name=re.compile(f"^{name}")).count()
    lefts = page.eval_on_selector_all(
        "#frequency td:not([hidden])", "cells => cells.map(c => c.getBoundingClientRect().left)"
    )
    assert (3, 1) == (len(lefts), len(set(lefts)))


def test_of_five_below_each_other_each_topic_is_folded_until_two_are_chosen(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site}vergelijk/")
    assert [] == answers(page)
    page.locator("#ages summary").click()
    assert ["ages"] == answers(page)
    assert 5 == page.locator("#ages td:visible").count()
    for name in ("Buurtgezinnen", "Steunouder"):
        box(page, name).check()
    assert 5 == len(answers(page))


def test_large_letters_lose_nothing(page: Page, site: str) -> None:
    page.goto(f"{site}{TWO},gemeente")
    page.evaluate("() => document.documentElement.style.setProperty('font-size', '200%')")
    assert [] == sticking_out(page, 320)
    assert 18 == len(answers(page))
    cells = page.locator("#support td:not([hidden])")
    first, second = (cells.nth(index).bounding_box() for index in (0, 1))
    assert first and second
    assert second["y"] >= first["y"] + first["height"] - 1, "below each other, as there is no room beside"


SCREEN = 740
PARENTS, PROFESSIONALS, MARGIN = 4, 7, 0.95  # of a screen; the letters of another device may be wider


@pytest.mark.parametrize("language", ["", "ar/"], ids=["nl", "ar"])
def test_a_comparison_is_no_longer_than_someone_in_a_hurry_scrolls(page: Page, site: str, language: str) -> None:
    page.set_viewport_size(PHONE)
    tall = {}
    pairs = [f"vergelijk/{one}-{other}/" for one, other in combinations(SLUGS, 2)]
    for address in ("vergelijk/", TWO, "hilversum/vergelijk/", *pairs):
        mark = "," if "#" in address else "#"
        for reader, most in (("", PARENTS), (f"{mark}professional", PROFESSIONALS)):
            if reader and address == "vergelijk/":
                continue
            page.goto("about:blank")
            page.goto(site + language + address + reader)
            height = page.evaluate("() => document.documentElement.scrollHeight")
            if height > most * SCREEN * MARGIN:
                tall[address + reader] = height / SCREEN
    assert {} == tall


@pytest.mark.parametrize("language", ["", "ar/"], ids=["nl", "ar"])
def test_wide_the_six_rows_and_the_contact_stand_in_the_first_view(page: Page, site: str, language: str) -> None:
    wide(page)
    ends = {}
    for address in ("vergelijk/buurtgezinnen-steunouder/", "vergelijk/home-start-meeleefgezin/", TWO):
        page.goto(site + language + address)
        last = page.locator("#begin").bounding_box()
        assert last
        ends[address] = last["y"] + last["height"]
    assert [] == [address for address, end in ends.items() if end > 800]


@pytest.mark.parametrize("language", ["", "ar/"], ids=["nl", "ar"])
def test_the_first_screen_of_a_phone_says_which_two_and_when_to_choose_which(
    page: Page, site: str, language: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site}{language}vergelijk/buurtgezinnen-steunouder/")
    for part in (*page.locator(".chip").all(), *page.locator(".pick p").all(), page.locator(".sums > li").first):
        expect(part).to_be_in_viewport(ratio=1)


def test_the_local_comparison_has_whom_to_call_on_top(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site}hilversum/vergelijk/")
    expect(page.locator(".compare tbody tr").first).to_have_attribute("id", "begin")
    number, first_row = page.locator("#begin .phone").first.bounding_box(), page.locator("#place").bounding_box()
    assert number and first_row and number["y"] < first_row["y"]
    assert [] == sticking_out(page, 360)


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
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{site}vergelijk/#buurtgezinnen,home-start")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(box(page, "Alleen wat verschilt")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Zet alles terug")).to_be_focused()
    page.locator("#place summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#place .compare__foot").first).to_be_visible()
    page.locator("[data-reader=professional]").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}vergelijk/#buurtgezinnen,home-start,professional,verschillen")


def test_colours_say_nothing_that_words_do_not(page: Page, site: str) -> None:
    """No cell has a ground or a letter of its own: there is no better and no worse."""
    wide(page).goto(f"{site}vergelijk/#gemeente")
    grounds = page.eval_on_selector_all(
        "tr[data-unit]:not([data-agreement=same]) td", "cells => cells.map(c => getComputedStyle(c).backgroundColor)"
    )
    letters = page.eval_on_selector_all("tr[data-unit] td", "cells => cells.map(c => getComputedStyle(c).color)")
    assert (1, 1) == (len(set(grounds)), len(set(letters)))


def test_the_choice_goes_along_to_another_language(page: Page, translated: str) -> None:
    wide(page).goto(f"{translated}vergelijk/#ouder")
    page.locator(".drop > summary").first.click()
    page.get_by_role("link", name="العربية").click()
    expect(page).to_have_url(f"{translated}ar/vergelijk/#ouder")
    expect(page.locator("tr[data-unit]:visible")).to_have_count(5)


def test_without_scripts_chips_lead_to_pairs_and_all_answers_are_there(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{site}vergelijk/")
    assert ["place", "ages", "frequency", "match_length", "family_cost"] == answers(page)
    assert 5 * 5 == page.locator("tr.is-short td:visible").count()
    expect(page.locator("form.choose")).to_be_hidden()
    expect(page.locator("button:not([popovertarget]):visible")).to_have_count(0)
    page.locator(".chips").get_by_role("link", name="Steunouder").click()
    page.locator(".chips").get_by_role("link", name="Home-Start").click()
    expect(page).to_have_url(f"{site}vergelijk/steunouder-home-start/")
    assert ["Steunouder", "Home-Start"] == names(page)
    expect(page.get_by_text("Verschil: waar het is, de leeftijd")).to_be_visible()
    assert 5 == len(answers(page))
    page.locator("#support summary").click()
    expect(page.locator("#support td").first).to_contain_text("U kunt met de steunouder ook over opvoeden praten.")
    page.get_by_role("link", name="Ook voor gemeenten: toon deze 8").click()
    assert 18 == len(answers(page))
    page.get_by_text("Meenemen").click()
    with page.expect_download() as started:
        page.get_by_role("link", name="Excel").click()
    assert "vergelijking-home-start-steunouder.xlsx" == started.value.suggested_filename
    context.close()


def taken(page: Page, kind: str = "CSV") -> tuple[bytes, str]:
    page.locator(".take").evaluate("fold => { fold.open = true }")
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


def printed(page: Page, address: str, pdf: Path) -> tuple[list[str], str]:
    """The text of each page of a comparison on paper, which lies on its side; and of all."""
    text = print_page(page, address, pdf)
    sizes = page_sizes(pdf)
    assert {(842, 595)} == {(round(width), round(height)) for width, height in sizes}
    numbers = map(str, range(1, len(sizes) + 1))
    return [pdf_tool("pdftotext", "-layout", "-f", number, "-l", number, pdf, "-") for number in numbers], text


def labels_of(page: Page) -> list[str]:
    return [(label.text_content() or "").split()[0] for label in page.locator(".compare__label").all()]


@pytest.mark.parametrize("language", ["", "ar/"], ids=["nl", "ar"])
def test_a_pair_on_paper_is_one_sheet_with_all_topics(page: Page, site: str, tmp_path: Path, language: str) -> None:
    pages = {}
    addresses = [f"{language}vergelijk/{one}-{other}/" for one, other in combinations(SLUGS, 2)]
    for address in (*addresses, f"{language}{TWO}"):
        page.goto("about:blank")
        pages[address] = len(printed(page, site + address, tmp_path / "two.pdf")[0])
    assert [] == [address for address, count in pages.items() if count > 1]


def test_a_choice_on_paper_has_its_day_its_address_and_what_is_folded_on_the_screen(
    page: Page, site: str, tmp_path: Path
) -> None:
    [sheet], text = printed(page, site + TWO, tmp_path / "two.pdf")
    assert "Meeleefgezin" not in sheet
    assert all(word.lower() in text.lower() for word in labels_of(page))
    assert "#steunouder,home-start" in text.replace(" ", "")
    assert "De bronnen van elk feit staan op deze pagina van de site." in text
    assert re.search(r"Afgedrukt op: \d{1,2} \w+ 20\d\d", text)
    assert "Een kind blijft er niet slapen" in text or "want een kind blijft er niet slapen (2019)" in text
    assert "112" in text and "0800 2000" in text


@pytest.mark.parametrize("language", ["", "ar/"], ids=["nl", "ar"])
def test_all_five_on_paper_are_two_sheets_with_all_topics(page: Page, site: str, tmp_path: Path, language: str) -> None:
    sheets, text = printed(page, f"{site}{language}vergelijk/", tmp_path / "all.pdf")
    assert 2 == len(sheets)
    if not language:
        assert all(name in sheet for name in INITIATIVES for sheet in sheets), "the header is repeated"
        assert [] == [word for word in labels_of(page) if word.lower() not in text.lower()]
        assert "Zet alles terug" not in text and "Kies er twee" not in text


def test_the_button_to_print_prints(page: Page, site: str) -> None:
    page.goto(site + TWO)
    page.get_by_text("Meenemen").click()
    page.evaluate("() => { window.print = () => { document.title = 'printed' } }")
    page.get_by_role("button", name="Afdrukken").click()
    assert "printed" == page.title()


def test_a_hard_word_in_the_table_opens_its_explanation(page: Page, site: str) -> None:
    page.goto(f"{site}vergelijk/#gemeente")
    for fold in page.locator(".compare details").all():
        fold.evaluate("fold => { fold.open = true }")
    word = page.locator("td dfn.word button").first
    word.click()
    explanation = page.locator(f"#{word.get_attribute('popovertarget')}")
    expect(explanation).to_be_visible()
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()
    names = page.locator("td dfn.word button").all_inner_texts()
    assert len(names) == len({name.lower() for name in names}), "a word is explained once"
