"""Leaving this site at once, as someone does who is watched: by thumb, by keyboard, in a frame, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import policy_of, served

AWAY = "https://weer.invalid/"
PHONE = {"width": 360, "height": 740}
LEAVE = "Verlaat deze site"


def is_shown_instead(page: Page) -> None:
    """Stands in for the harmless page, which says who sent its visitor."""
    body = "<title>Weer</title><h1>Zon</h1>"
    page.context.route(f"{AWAY}**", lambda route: route.fulfill(body=body, content_type="text/html"))


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def search_page(page: Page, site: str) -> None:
    """The search page, where a visitor came from the start page and typed something."""
    is_shown_instead(page)
    page.goto(site)
    page.goto(f"{site}zoeken/")
    page.get_by_role("searchbox").press_sequentially("oppas")
    expect(page.locator(".hit").first).to_be_visible()


def test_one_tap_leaves_and_back_does_not_return(phone: Page, translated: str) -> None:
    search_page(phone, translated)
    length = phone.evaluate("history.length")
    phone.get_by_role("link", name=LEAVE).tap()
    phone.wait_for_url(AWAY)

    assert length == phone.evaluate("history.length")
    assert "" == phone.evaluate("document.referrer")
    phone.go_back()
    expect(phone).to_have_url(translated)


def test_escape_three_times_leaves_and_tells_how_many_are_left(page: Page, translated: str) -> None:
    search_page(page, translated)
    said = page.locator(".leave [role=status]")
    page.keyboard.press("Escape")
    expect(said).to_have_text("Druk nog twee keer op Escape. Dan verlaat u deze site.")
    page.keyboard.press("Escape")
    expect(said).to_have_text("Druk nog één keer op Escape. Dan verlaat u deze site.")
    page.keyboard.press("Escape")
    page.wait_for_url(AWAY)
    page.go_back()
    expect(page).to_have_url(translated)


def test_another_key_between_begins_anew(page: Page, translated: str) -> None:
    search_page(page, translated)
    for key in ("Escape", "Escape", "a", "Escape", "Escape"):
        page.keyboard.press(key)
    expect(page).to_have_title("Zoeken – Kleine kaart")


def test_the_link_is_under_the_thumb_and_covers_no_number(phone: Page, translated: str) -> None:
    phone.goto(f"{translated}zoeken/")
    box = phone.get_by_role("link", name=LEAVE).bounding_box()
    assert box
    assert box["height"] >= 44
    assert box["y"] + box["height"] <= PHONE["height"]
    for number in phone.locator(".safety .phone").all():
        number.scroll_into_view_if_needed()
        number.click(trial=True)  # fails where something lies over it


def test_the_link_works_without_scripts(browser: Browser, translated: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    is_shown_instead(page)
    page.goto(f"{translated}zoeken/")
    page.get_by_role("link", name=LEAVE).click()
    expect(page).to_have_url(AWAY)
    context.close()


def test_nothing_is_stored_and_paper_has_no_link(page: Page, translated: str) -> None:
    search_page(page, translated)
    assert ["", 0, 0] == page.evaluate("() => [document.cookie, localStorage.length, sessionStorage.length]")
    page.emulate_media(media="print")
    expect(page.locator(".leave")).to_be_hidden()


@pytest.fixture
def framed(page: Page, translated_folder: Path, tmp_path: Path, may: str) -> Iterator[tuple[Page, str]]:
    """The search page in a frame of another site that allows it what `may` says, beside what it cannot do without."""
    is_shown_instead(page)
    policy = policy_of(translated_folder).replace("frame-ancestors 'self'", "frame-ancestors http://127.0.0.1:*")
    with served(translated_folder, policy) as site, served(tmp_path, "frame-src http://localhost:*") as host:
        (tmp_path / "before.html").write_text("<title>Voor</title>", "utf-8")
        (tmp_path / "index.html").write_text(
            f'<!doctype html><title>Proefdam</title><iframe src="{site.replace("127.0.0.1", "localhost")}zoeken/" '
            f'sandbox="allow-scripts allow-same-origin {may}" width="340" height="700"></iframe>',
            "utf-8",
        )
        page.goto(f"{host}before.html")
        page.goto(host)
        yield page, host


@pytest.mark.parametrize("may", ["allow-top-navigation-by-user-activation"])  # as our own code for others says
@pytest.mark.parametrize("way", ["link", "keys"])
def test_in_a_frame_of_another_site_the_whole_window_leaves(framed: tuple[Page, str], way: str) -> None:
    page, host = framed
    frame = page.frame_locator("iframe")
    if way == "link":
        frame.get_by_role("link", name=LEAVE).click()
    else:
        frame.get_by_role("searchbox").click()
        for _ in range(3):
            page.keyboard.press("Escape")
    expect(page).to_have_url(AWAY)
    page.go_back()
    expect(page).to_have_url(f"{host}before.html")


@pytest.mark.parametrize("may", ["allow-forms"])
def test_a_frame_that_may_not_leave_becomes_empty(framed: tuple[Page, str]) -> None:
    page, _ = framed
    expect(page.frame_locator("iframe").get_by_role("searchbox")).to_be_visible()
    page.frame_locator("iframe").get_by_role("link", name=LEAVE).click()
    expect(page.frame_locator("iframe").locator("body")).to_be_empty()
