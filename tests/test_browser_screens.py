"""The parent's way on a telephone of 360 by 740: how long a page is, what is on its first screen, how many taps."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response, expect

SCREEN = 740
PHONE = {"width": 360, "height": SCREEN}
HEADER = 64  # pixels, in one row
FIRST_BUTTON = 560  # pixels: the number or button of a municipality ends above it
LANGUAGES = ("", "ar/")
MOST_SCREENS = {  # by address, in Dutch and in Arabic
    "": 4,
    "ede/": 3.5,  # with an offer
    "zutphen/": 3.5,  # with an offer, and a desk of an editor
    "borsele/": 3.5,  # with nothing known
    "den-helder/": 3.5,  # without a number
    "nuenen-gerwen-en-nederwetten/": 3.5,  # with a long name
    "hilversum/": 3.5,  # with two offers and an unchecked contact of its own
    "ede/buurtgezinnen/": 6,
    "hilversum/steunouder/": 6,
}
KINDS = (
    "",
    "ede/",
    "borsele/",
    "ede/buurtgezinnen/",
    "initiatieven/home-start/",
    "zo-werkt-het/",
    "wegwijzer/",
    "zoeken/",
)
SHIFT = """() => new Promise(resolve => {
  let total = 0
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) total += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(total), 600)
})"""
BROKEN_NAMES = """names => {
  const found = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const text = walk.currentNode
    if (!text.parentElement.checkVisibility()) continue
    for (const name of names) {
      const start = text.data.indexOf(name)
      if (start < 0) continue
      const range = document.createRange()
      range.setStart(text, start)
      range.setEnd(text, start + name.length)
      const lines = new Set([...range.getClientRects()].filter(box => box.width > 1).map(box => Math.round(box.top)))
      if (lines.size > 1) found.push(`${name}: ${text.data.trim().slice(0, 60)}`)
    }
  }
  return found
}"""
NAMES = ("Buurtgezinnen", "Meeleefgezin", "Steunouder")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce", has_touch=True)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES, ids=["nl", "ar"])
@pytest.mark.parametrize("address", MOST_SCREENS)
def test_a_page_is_no_longer_than_a_parent_scrolls(phone: Page, site: str, address: str, language: str) -> None:
    phone.goto(site + language + address)
    assert phone.evaluate("() => document.documentElement.scrollHeight") <= MOST_SCREENS[address] * SCREEN


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("language", ["", "ar/", "uk/", "fr/", "tr/", "pl/", "en/", "fa/"])
def test_the_header_is_one_row(phone: Page, site: str, language: str, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": SCREEN})
    phone.goto(f"{site}{language}ede/")
    assert phone.locator(".top").bounding_box()["height"] <= HEADER  # type: ignore[index]
    parts = phone.locator(".brand, .top__danger, .drop > summary")
    boxes = [part.bounding_box() for part in parts.all()]
    assert 4 == len(boxes)
    for box in boxes:
        assert box and box["height"] >= 44 and box["width"] >= 44
        assert 0 <= box["x"] and box["x"] + box["width"] <= width
        assert box["y"] >= 0 and box["y"] + box["height"] <= HEADER
    overflowing = ".brand__name, .top__danger span"
    assert [] == phone.eval_on_selector_all(
        overflowing,
        "all => all.filter(e => e.checkVisibility() && e.scrollHeight > e.clientHeight + 2 && e.clientHeight)"
        ".map(e => e.innerText)",
    )


@pytest.mark.parametrize("language", LANGUAGES, ids=["nl", "ar"])
@pytest.mark.parametrize("address", ["ede/", "borsele/", "zutphen/", "hilversum/", "den-helder/", "ede/buurtgezinnen/"])
def test_the_one_thing_to_do_stands_on_the_first_screen(phone: Page, site: str, address: str, language: str) -> None:
    phone.goto(site + language + address)
    box = phone.locator("main .button--lamp").first.bounding_box()
    assert box and box["y"] + box["height"] <= FIRST_BUTTON
    assert box["width"] >= 280, "over the whole width"


def test_from_the_start_two_taps_and_typing_lead_to_a_number(phone: Page, site: str) -> None:
    phone.goto(site)
    field = phone.get_by_role("combobox", name=re.compile("Waar woont u|Postcode, plaats of gemeente"))
    expect(field).to_be_in_viewport(ratio=1)
    field.tap()  # one
    phone.keyboard.type("Bennekom")
    phone.get_by_role("option").first.tap()  # two
    expect(phone).to_have_url(f"{site}ede/")
    expect(phone.get_by_role("link", name=re.compile("14 0318"))).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("with_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_menu_and_languages_open_by_tap_and_close_each_other(browser: Browser, site: str, with_scripts: bool) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=with_scripts)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site}ede/")
    languages, menu = page.locator(".drop > summary").all()
    expect(languages).to_have_accessible_name("Taal: Nederlands")
    expect(menu).to_have_accessible_name("Menu")
    languages.click()
    for name in ("English", "العربية", "Türkçe", "Українська", "Polski", "Français", "فارسی"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    menu.click()
    expect(page.get_by_role("link", name="English", exact=True)).to_be_hidden()
    expect(page.get_by_role("link", name="Wat past bij ons?")).to_be_visible()
    context.close()


def test_what_hangs_from_the_header_closes_with_escape_and_a_tap_beside_it(page: Page, site: str) -> None:
    page.goto(f"{site}ede/")
    menu = page.locator(".drop > summary").last
    menu.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Wat past bij ons?")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(menu).to_be_focused()
    menu.click()
    expect(link).to_be_visible()
    page.locator("main h1").click(position={"x": 2, "y": 2}, force=True)
    page.mouse.click(10, 780)
    expect(link).to_be_hidden()


def test_a_link_to_what_is_folded_opens_it(page: Page, site: str) -> None:
    page.goto(f"{site}ede/#hier")
    expect(page.get_by_text("Bij Ede (Gelderland) horen:")).to_be_in_viewport()
    page.goto(f"{site}ede/#bron-1")
    expect(page.locator("#bron-1")).to_be_in_viewport()


def test_the_ways_in_lead_into_the_signpost_and_the_others_have_a_quiet_row(page: Page, site: str) -> None:
    page.goto(site)
    ways = page.locator(".way")
    assert 5 == ways.count()
    assert [
        "Even een middag vrij",
        "Iemand die met mij meedenkt",
        "Alles komt tegelijk",
        "Ik heb zelf klachten",
        "Ik weet het niet",
    ] == ways.locator("b").all_inner_texts()
    for link in ways.all():
        assert "wegwijzer/" in (link.get_attribute("href") or "")
    for name in ("professionals", "gemeenten", "vrijwilligers"):
        expect(page.locator(".quiet-row").get_by_role("link", name=name, exact=True)).to_be_visible()


@pytest.mark.parametrize("address", KINDS)
@pytest.mark.parametrize("language", LANGUAGES, ids=["nl", "ar"])
def test_nothing_moves_while_a_page_loads(phone: Page, site: str, address: str, language: str) -> None:
    phone.goto(site + language + address)
    assert 0.02 > phone.evaluate(SHIFT)


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("address", [*KINDS, "professionals/", "vergelijk/", "initiatieven/buurtgezinnen/verwijzen/"])
def test_the_name_of_an_initiative_does_not_break_in_two(phone: Page, site: str, address: str, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": SCREEN})
    phone.goto(site + address)
    assert [] == phone.evaluate(BROKEN_NAMES, list(NAMES))


def test_a_switch_of_language_changes_title_and_text_of_page_and_frame(page: Page, site: str) -> None:
    page.goto(f"{site}ede/")
    page.locator(".drop > summary").first.click()
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{site}en/ede/")
    expect(page).to_have_title(re.compile("Ede – "))
    assert "Steun voor gezinnen" not in page.title()
    page.goto(f"{site}ede/insluiten/")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{site}en/ede/insluiten/")
    assert "Steun voor gezinnen" not in page.title()


MEASURED = ("", "ede/", "borsele/", "ede/buurtgezinnen/", "wegwijzer/", "zoeken/")


@pytest.mark.parametrize("address", MEASURED)
def test_a_first_view_weighs_less_than_40_kilobytes(phone: Page, site: str, address: str) -> None:
    sizes: dict[str, int] = {}

    def weigh(response: Response) -> None:
        sizes[response.url] = len(gzip.compress(response.body(), 9))

    phone.on("response", weigh)
    phone.goto(site + address, wait_until="networkidle")
    assert sum(sizes.values()) < 40 * 1024, sizes
