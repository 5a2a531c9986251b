"""Danger in a real browser: what people type, the one number that fits, and nothing beside it that does not help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kaart.source.load import Content
from tests.browser import axe_violations_by_look, sticking_out
from tests.test_danger import DANGER, HARMLESS

PHONE = {"width": 360, "height": 740}
# The module that the page itself has, on the files that it names: seven hundred sentences by hand would take minutes.
LOOK = """async sentences => {
  const script = document.querySelector('link[rel=modulepreload][href*="/danger-words."]').href
  const { dangerIn, readDangers } = await import(script)
  const box = document.querySelector('.alarm')
  const kinds = [...box.querySelectorAll('template')].map(each => each.dataset.danger)
  const files = box.dataset.files.split(' ').map(each => each.split('='))
  const all = await Promise.all(files.map(async ([code, href]) => readDangers(code, await (await fetch(href)).json())))
  return sentences.map(each => {
    const found = dangerIn(each, all, kinds)
    return found && [found.kind, found.isSure, found.language.code]
  })
}"""
TYPED = {  # what is typed on the Dutch page, and the number on the button
    "hij knijpt mijn keel dicht": "08002000",
    "ben bang van me vent": "08002000",
    "hij kontroleert mijn telefoon": "08002000",
    "ik sloeg mijn kind": "08002000",
    "ik wil er niet meer zijn": "113",
    "mijn vader slaat me": "08000432",
    "I want to die": "113",
    "أريد أن أموت": "113",
    "بدي موت": "113",
    "mijn baby ademt niet": "112",
}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def ask(page: Page, typed: str) -> None:
    page.get_by_role("searchbox").fill("")
    page.get_by_role("searchbox").press_sequentially(typed)


# What is seen on the page beside the field, the alarm and what is on every page: everything, by its first words.
BESIDE = """() => [...document.querySelectorAll('main :is(h2, h3, p, li, dt, dd, a, button, summary, input, label)')]
  .filter(each => each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().height > 1)
  .filter(each => !each.closest('.alarm__beside, .alarm__on, .search__row, .leave, .crumbs'))
  .filter(each => !each.closest('.alarm__first') || each.tagName === 'H2')
  .filter(each => !each.matches('.search > label') && !each.closest('.hidden, .back'))
  .map(each => each.innerText.trim().slice(0, 60))"""


def beside_the_number(page: Page) -> list[str]:
    """All that is seen on the page but the field, the number and the others beside it: the heading alone."""
    seen_there: list[str] = page.evaluate(BESIDE)
    return seen_there


def seen(page: Page, sentences: list[str]) -> list[Any]:
    found: list[Any] = page.evaluate(LOOK, sentences)
    return found


@pytest.fixture
def searching(phone: Page, dutch: str) -> Page:
    phone.goto(f"{dutch}zoeken/")
    return phone


def test_every_sentence_of_danger_shows_the_number_that_fits(searching: Page) -> None:
    found = seen(searching, [row["says"] for row in DANGER])
    wrong = {
        row["says"]: each
        for row, each in zip(DANGER, found, strict=True)
        if not each or each[:2] != [row["kind"], True]
    }

    assert {} == wrong


def test_no_harmless_sentence_is_taken_for_danger(searching: Page, content: Content) -> None:
    """Those of the table, and all that people ask of other things but what is danger by its own table."""
    words = [word for record in content.synonyms.values() for word in record.words.nl]
    asked = [question.ask for question in content.questions.questions]
    danger = {row["says"] for row in DANGER}
    sentences = [*(row["says"] for row in HARMLESS), *(each for each in (*words, *asked) if each not in danger)]
    found = seen(searching, sentences)

    assert [] == [(says, each) for says, each in zip(sentences, found, strict=True) if each and each[1]]


def test_who_types_danger_sees_one_number_over_the_full_width(searching: Page) -> None:
    for typed, number in TYPED.items():
        ask(searching, typed)
        call = searching.locator(".alarm .call").first
        expect(call).to_have_attribute("href", f"tel:{number}")
        box = call.bounding_box()
        assert box, typed
        assert box["width"] >= 0.75 * PHONE["width"]
        assert box["height"] >= 44
        assert box["y"] + box["height"] <= PHONE["height"], typed  # in the first screen
        assert "zoek" not in searching.url.partition("#")[2]  # what was typed is in no address
        assert "Zoeken" in searching.title()


def test_nothing_else_is_offered_beside_the_number(searching: Page) -> None:
    ask(searching, "hij sloeg me")
    expect(searching.locator(".alarm h2")).to_have_text("Het is niet uw schuld")
    expect(searching.get_by_role("link", name="Nu gevaar? Bel 112")).to_have_attribute("href", "tel:112")
    expect(searching.locator(".alarm__on")).to_be_visible()
    assert ["Het is niet uw schuld"] == beside_the_number(searching)
    searching.get_by_text("Bellen kan nu niet").click()
    expect(searching.locator(".alarm__beside")).to_contain_text("112NL")
    expect(searching.locator(".alarm__beside")).to_contain_text("Kijkt er iemand mee op uw telefoon?")
    assert [] == sticking_out(searching, 320)
    searching.get_by_text("Zoek toch verder").click()
    expect(searching.locator(".search__said")).to_be_visible()
    expect(searching.locator(".search__end")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "heading", "goes_on"),
    [
        ("ik wil niet meer wakker worden", "Goed dat u dit zegt", False),
        ("mijn kind wil dood", "U hoeft dit niet alleen te dragen", False),
        ("ik snijd mezelf", "U mag hierover praten", False),
        ("ik ben bang dat ik mijn kind iets aandoe", "U zoekt hulp, dat is goed", True),
    ],
)
def test_only_the_number_is_there_and_of_suicide_no_way_past_it(
    searching: Page, typed: str, heading: str, goes_on: bool
) -> None:
    ask(searching, "oppas")  # so that there is something to hide
    expect(searching.locator(".hit").first).to_be_visible()
    ask(searching, typed)
    expect(searching.locator(".alarm h2")).to_have_text(heading)
    searching.wait_for_timeout(300)  # the search itself has answered too
    assert [heading] == beside_the_number(searching)
    assert goes_on is searching.locator(".alarm__on").is_visible()


def test_a_child_is_spoken_to_as_a_child(searching: Page) -> None:
    ask(searching, "papa doet raar aan me")
    danger = searching.locator(".alarm")
    expect(danger).to_contain_text("Goed dat je dit zegt")
    expect(danger).to_contain_text("Je telefoon wel")
    assert not re.search(r"\b(u|uw)\b", danger.locator("> .alarm__first").inner_text())


def test_a_parent_who_hit_a_child_hears_no_blame(searching: Page) -> None:
    ask(searching, "ik sloeg mijn kind")
    expect(searching.locator(".alarm h2")).to_have_text("U zoekt hulp, dat is goed")
    assert "schuld" not in searching.locator(".alarm").inner_text()


def test_another_language_than_that_of_the_page_is_answered_in_both(searching: Page) -> None:
    ask(searching, "زوجي يضربني")
    call = searching.locator(".alarm [lang=ar]")
    expect(call).to_have_text("اتصلوا بهذا الرقم.")
    assert "rtl" == call.evaluate("element => getComputedStyle(element).direction")


def test_a_single_word_of_another_language_counts_when_it_is_done(searching: Page) -> None:
    searching.get_by_role("searchbox").fill("choked")
    searching.keyboard.press("Enter")
    expect(searching.locator(".alarm .call").first).to_have_attribute("href", "tel:08002000")


def test_doubt_is_one_line_beside_the_answer(searching: Page) -> None:
    ask(searching, "ik zie het niet meer zitten")
    expect(searching.locator(".alarm__doubts a")).to_have_attribute("href", "tel:113")
    expect(searching.locator(".alarm")).to_be_hidden()
    ask(searching, "oppas")
    expect(searching.locator(".hit").first).to_be_visible()
    expect(searching.locator(".alarm__doubts")).to_be_empty()


def test_danger_goes_when_something_else_is_asked(searching: Page) -> None:
    ask(searching, "hij slaat me")
    expect(searching.locator(".alarm")).to_be_visible()
    ask(searching, "oppas")
    expect(searching.locator(".alarm")).to_be_hidden()
    expect(searching.locator(".hit").first).to_be_visible()


def test_half_a_sentence_is_never_kept_in_the_address(searching: Page) -> None:
    kept = searching.evaluate(
        """() => {
          const replace = history.replaceState.bind(history)
          window.kept = []
          history.replaceState = (...given) => { window.kept.push(given[2]); replace(...given) }
        }"""
    )
    assert kept is None
    ask(searching, "ik wil dood")
    searching.keyboard.press("Enter")
    expect(searching.locator(".alarm .call").first).to_be_visible()
    assert [] == [each for each in searching.evaluate("window.kept") if "zoek=" in each]


def test_danger_is_seen_without_the_search_file(phone: Page, dutch: str) -> None:
    phone.route(re.compile(r"zoeken-nl\."), lambda route: route.abort())
    phone.goto(f"{dutch}zoeken/")
    ask(phone, "hij sloeg me")
    expect(phone.locator(".alarm .call").first).to_have_attribute("href", "tel:08002000")


def test_without_the_words_of_danger_the_search_goes_on(phone: Page, dutch: str) -> None:
    phone.route(re.compile(r"gevaar-\w+\."), lambda route: route.abort())
    phone.goto(f"{dutch}zoeken/")
    ask(phone, "oppas")
    expect(phone.locator(".hit").first).to_be_visible()


def test_from_right_to_left_it_is_the_same(phone: Page, translated: str) -> None:
    phone.goto(f"{translated}ar/zoeken/")
    ask(phone, "زوجي يضربني")
    call = phone.locator(".alarm .call").first
    expect(call).to_have_attribute("href", "tel:08002000")
    box = call.bounding_box()
    assert box
    assert box["y"] + box["height"] <= PHONE["height"]
    assert [] == sticking_out(phone, 320)


def test_without_scripts_danger_comes_first_with_its_numbers(browser: Browser, translated: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{translated}zoeken/")
    first = page.locator(".asked__dangers > div").first
    expect(first).to_contain_text("geweld, hij slaat")
    expect(first.get_by_role("link", name="0800 2000")).to_have_attribute("href", "tel:08002000")
    context.close()


def test_axe_finds_nothing_in_any_look(searching: Page) -> None:
    ask(searching, "hij sloeg me")
    expect(searching.locator(".alarm .call").first).to_be_visible()
    searching.locator(".alarm summary").first.click()

    assert {} == axe_violations_by_look(searching)
