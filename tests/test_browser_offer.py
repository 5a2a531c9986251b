"""The pages of an initiative and of its offers, as a parent sees them: short, drawn, folded, and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import page_sizes
from tests.test_browser import print_page

PHONE = {"width": 360, "height": 740}
MOST_SCREENS, FIRST_BUTTON = 6, 560  # of issue 19
INITIATIVES = ("buurtgezinnen", "home-start", "meeleefgezin", "samen-oplopen", "steunouder")
OFFERS = (
    *(f"voorbeeldstad/{slug}/" for slug in INITIATIVES),
    *("ede/buurtgezinnen/", "hilversum/steunouder/", "steenwijkerland/steunouder/", "veenendaal/meeleefgezin/"),
    *("smallingerland/home-start/", "laren/samen-oplopen/", "almere/home-start/"),
)
LANGUAGES = ("", "ar/")
SHIFT = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value })
    .observe({ type: 'layout-shift', buffered: true })
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)))
})"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a small phone."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_offer_is_at_most_six_screens(phone: Page, site: str, language: str) -> None:
    heights = {}
    for address in OFFERS:
        phone.goto(f"{site}{language}{address}")
        heights[address] = phone.evaluate("document.documentElement.scrollHeight") / PHONE["height"]
        assert 0.02 > phone.evaluate(SHIFT), address
    assert {} == {address: screens for address, screens in heights.items() if screens > MOST_SCREENS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_part_for_a_parent_of_an_initiative_is_at_most_six_screens(phone: Page, site: str, language: str) -> None:
    for slug in INITIATIVES:
        phone.goto(f"{site}{language}initiatieven/{slug}/")
        own = phone.locator("article").evaluate(
            "it => (it.querySelector('#professionals') ?? it.lastElementChild).getBoundingClientRect().bottom"
        )
        assert own <= MOST_SCREENS * PHONE["height"], slug
        assert 0 == phone.locator("article details[open]").count(), "all else is folded"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_button_is_on_the_first_screen(phone: Page, site: str, language: str) -> None:
    for address in [*OFFERS[len(INITIATIVES) :], *(f"initiatieven/{slug}/" for slug in INITIATIVES)]:
        phone.goto(f"{site}{language}{address}")
        box = phone.locator(".ground .button").first.bounding_box()
        assert box and box["y"] + 44 <= FIRST_BUTTON, address


def test_the_week_is_a_table_with_its_words(phone: Page, site: str) -> None:
    phone.goto(site + "ede/buurtgezinnen/")
    table = phone.get_by_role("table", name="Een voorbeeld van een week")

    days = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
    assert list(days) == [table.get_by_role("columnheader", name=day).get_attribute("aria-label") for day in days]
    rows = table.locator("tbody tr").all()
    assert ["ochtend", "middag", "avond"] == [row.get_by_role("rowheader").inner_text() for row in rows]
    cells = [[cell.text_content() for cell in row.locator("td").all()] for row in rows]
    assert ["", "", "steun", "", "", "soms steun", ""] == cells[1]
    said = phone.locator(".example-week").inner_text()
    assert "Woensdagmiddag is uw kind bij een gezin in de buurt." in said
    assert "Soms is het een zaterdag, om de twee weken." in said
    assert "Een voorbeeld." in said


def test_the_week_begins_where_reading_begins(phone: Page, site: str) -> None:
    for language, sign in (("", 1), ("ar/", -1)):
        phone.goto(f"{site}{language}ede/buurtgezinnen/")
        heads = [each.bounding_box() for each in phone.locator(".week thead th").all()]
        places = [box["x"] * sign for box in heads if box]
        assert 7 == len(places) and sorted(places) == places


def test_a_week_that_is_another_in_a_municipality_is_not_drawn(phone: Page, site: str) -> None:
    phone.goto(site + "voorbeeldstad/buurtgezinnen/")
    assert 0 == phone.locator(".week").count(), "how often there is support is a fact of its own there"


def test_an_offer_that_ended_has_no_facts_of_today(phone: Page, site: str) -> None:
    phone.goto(site + "rijswijk/home-start/")
    assert 0 == phone.locator(".glance, .week, .steps, #for_whom").count()
    assert "is Home-Start in Rijswijk gestopt" in phone.locator(".ground").inner_text()


PLACES_BEHIND_A_FOLD = (
    *(f"initiatieven/buurtgezinnen/#{topic}" for topic in ("support", "ages", "professional_care", "sign_up")),
    *("initiatieven/buurtgezinnen/#wat-mag-ik-vragen", "ede/buurtgezinnen/#bron-3", "ede/buurtgezinnen/#supporters"),
)


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_link_opens_the_fold_that_it_leads_into(browser: Browser, site: str, has_scripts: bool) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=has_scripts)  # type: ignore[arg-type]
    page = context.new_page()
    for address in PLACES_BEHIND_A_FOLD:
        page.goto("about:blank")
        page.goto(site + address)
        target = page.locator("#" + address.partition("#")[2])
        target.wait_for(state="visible")
        box = target.bounding_box()
        assert box and 0 <= box["y"] < PHONE["height"], address
    context.close()


def test_each_topic_of_the_signpost_has_its_place(phone: Page, site: str) -> None:
    phone.goto(site + "wegwijzer/")
    links = set(re.findall(r"initiatieven/([a-z-]+/#\w+)", phone.content()))
    assert links
    for slug in INITIATIVES:
        phone.goto(f"{site}initiatieven/{slug}/")
        places = {link.partition("#")[2] for link in links if link.startswith(f"{slug}/")}
        assert [] == [place for place in places if phone.locator(f"#{place}").count() != 1]


def test_numbers_of_sources_are_behind_the_fold_and_lead_to_the_foot(phone: Page, site: str) -> None:
    for address in ("ede/", "ede/buurtgezinnen/"):
        phone.goto(site + address)
        assert 0 == phone.locator("main .cite:visible").count()
    fold = phone.locator(".where-from").first
    fold.locator("summary").click()
    link = fold.get_by_role("link", name=re.compile("^bronnen? [0-9]")).first
    link.click()
    assert phone.locator("details.sources").get_attribute("open") is not None
    assert phone.locator(link.get_attribute("href") or "").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["ede/buurtgezinnen/", "voorbeeldstad/steunouder/", "hilversum/steunouder/"])
def test_an_offer_is_a_sheet_of_two_pages(phone: Page, site: str, tmp_path: Path, language: str, address: str) -> None:
    text = print_page(phone, f"{site}{language}{address}", tmp_path / "offer.pdf")
    assert 2 >= len(page_sizes(tmp_path / "offer.pdf"))
    assert "0800 2000" in text
    if not language:
        for words in ("Wie zijn de vrijwilligers?", "Zij krijgen", "En verder") if "steunouder" in address else ():
            assert (words in text) is (words != "En verder"), "folds are open, and nothing asks to open them"
        assert re.search(r"\b1\. \w", text), "the sources have their numbers"
