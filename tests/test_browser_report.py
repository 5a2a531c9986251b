"""The way to report in a real browser: one quiet line, which opens in place by finger and keyboard, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 360, "height": 740}
PAGES = ("voorbeeldstad/", "voorbeeldstad/thuisproef/", "initiatieven/thuisproef/", "flyers/", "voorbeeldstad/flyers/")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, has_touch=True)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["", "ar/"], ids=["nl", "ar"])
@pytest.mark.parametrize("address", PAGES)
def test_one_tap_opens_the_mail_to_the_editors(phone: Page, translated: str, address: str, language: str) -> None:
    phone.goto(translated + language + address)
    line = phone.locator("details.report > summary")
    mail = phone.locator("details.report a")
    expect(mail).to_be_hidden()
    box = line.bounding_box()
    assert box and 44 <= box["height"] <= 50
    line.tap()
    expect(mail).to_be_visible()
    expect(mail).to_have_attribute("href", re.compile(r"^mailto:redactie@kaart\.invalid\?subject=.+&body=.+"))
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_it_stands_beside_the_line_before_it_and_takes_no_row(phone: Page, translated: str) -> None:
    phone.goto(f"{translated}voorbeeldstad/")
    desk, report = (phone.locator(name).first.bounding_box() for name in (".ground .next__desk", ".ground .report"))
    assert desk and report and desk["y"] == report["y"]


def test_it_opens_with_the_keyboard(page: Page, translated: str) -> None:
    page.goto(f"{translated}voorbeeldstad/thuisproef/")
    page.locator("details.report > summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Mail de redactie")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Mail de redactie")).to_be_focused()


@pytest.mark.parametrize("address", PAGES)
def test_it_is_not_printed(page: Page, translated: str, address: str) -> None:
    page.goto(translated + address)
    page.emulate_media(media="print")
    expect(page.locator("details.report")).to_be_hidden()


@pytest.mark.parametrize("language", ["", "en/", "ar/"], ids=["nl", "en", "ar"])
def test_the_national_flyers_are_no_longer_than_four_screens(phone: Page, translated: str, language: str) -> None:
    phone.goto(f"{translated}{language}flyers/")
    assert phone.evaluate("document.documentElement.scrollHeight") <= 4 * PHONE["height"]


def test_a_teacher_finds_the_flyer_for_a_parent_who_reads_arabic(phone: Page, translated: str) -> None:
    phone.goto(f"{translated}flyers/")
    phone.locator("summary", has_text="Arabisch").tap()
    flyer = phone.locator(".flyer-languages details[open] a").first
    expect(flyer).to_be_visible()
    answer = phone.request.get(translated + str(flyer.get_attribute("href")).removeprefix("../"))
    assert (200, b"%PDF") == (answer.status, answer.body()[:4])
    phone.locator("summary", has_text="Arabisch").tap()
    expect(flyer).to_be_hidden()


def test_the_page_of_flyers_is_one_sheet_and_a_little_more_on_paper(page: Page, translated: str) -> None:
    page.goto(f"{translated}flyers/")
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert pages <= 2
