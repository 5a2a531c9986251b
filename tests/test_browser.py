"""The finished site in a real browser: on a phone, with large letters, in the dark, by keyboard, on paper."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kaart.plan import FRAMED
from tests.browser import (
    ROOT,
    STORED,
    axe_violations_by_look,
    page_sizes,
    pdf_tool,
    sticking_out,
)

WIDTHS = (320, 360, 768, 1280)
KINDS = {
    "home": "",
    "prose": "zo-werkt-het/",
    "initiatives": "initiatieven/",
    "initiative": "initiatieven/home-start/",
    "refer_to_initiative": "initiatieven/home-start/verwijzen/",
    "conversation": "gesprek-beginnen/",
    "conversation with a card": "gesprek-beginnen/#school,ar",
    "together": "samen-optrekken/",
    "municipality that is mentioned": "ede/",
    "municipality without anything": "assen/",
    "municipality with a number": "hilversum/",
    "municipality with everything": "voorbeeldstad/",
    "offer": "voorbeeldstad/steunouder/",
    "offer that is mentioned": "ede/buurtgezinnen/",
    "municipalities": "gemeenten/",
    "places": "plaatsen/",
    "compare": "vergelijk/",
    "compare_pair": "vergelijk/steunouder-home-start/",
    "compare_local with everything": "voorbeeldstad/vergelijk/",
    "search": "zoeken/",
    "search with results": "zoeken/#zoek=oppas",
    "search with danger": "zoeken/#zoek=hij+slaat+mij",
    "signpost": "wegwijzer/",
    "signpost with an outcome": "wegwijzer/#waar=hilversum&leeftijd=0-4,13-17&plek=elders&helpt=rust&hulp=zonder",
    "signpost with a question": "wegwijzer/#waar=hilversum&helpt=rust",
    "signpost with danger": "wegwijzer/#helpt=onveilig",
    "refer before answers": "hilversum/verwijzen/",
    "refer": "hilversum/verwijzen/#leeftijd=3,13-17&helpt=rust,veel,zelf&hulp=met",
    "refer with everything": "voorbeeldstad/verwijzen/#leeftijd=0-4&helpt=opvoeden",
    "refer where nothing is found": "borsele/verwijzen/#helpt=rust&leeftijd=99",
    "alike": "overeenkomsten-en-verschillen/",
    "referrers": "wie-kan-helpen/",
    "glossary": "woordenlijst/",
    "sources": "bronnen/",
    "state": "stand/",
    "flyers": "flyers/",
    "flyers of a municipality": "voorbeeldstad/flyers/",
    "embed_guide": "voor-gemeenten/insluiten/",
    "about": "over/",
    "privacy": "privacy/",
    "accessibility": "toegankelijkheid/",
    "door of professionals": "professionals/",
    "door of schools": "scholen/",
    "door of gps": "huisartsen/",
    "for municipalities": "voor-gemeenten/",
    "volunteers": "vrijwilliger-worden/",
    "not found": "bestaat/niet/",
}
TARGETS = (
    ".button, .brand, .drop > summary, .drop[open] a, .way, a.row, .go, .back, .letter summary, .letter[open] a, "
    ".fold > summary, .safety__line, .foot a, .phone, .contact__ways a, .chip, .choose__more label, .compare__group a, "
    ".compare .is-folded summary, "
    ".where .button, .search .button, .search__filter label, .hit a, "
    ".talk__choose label, .tick, .blank, .question > label, .signpost .button, .outcome__answers .link"
)
INITIATIVES = ("Buurtgezinnen", "Home-Start", "Meeleefgezin", "Samen Oplopen", "Steunouder")

TOO_SMALL = """targets => targets
  .filter(target => target.checkVisibility({visibilityProperty: true}))
  .map(target => [target.innerText, target.getBoundingClientRect()])
  .filter(([_, box]) => box.width && box.height && Math.min(box.width, box.height) < 24)
  .map(([text, box]) => [text, box.width, box.height])"""
every_kind = pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())


@every_kind
def test_a_page_fits_a_window_of_any_width(page: Page, site: str, address: str) -> None:
    page.goto(site + address)
    assert {} == {width: found for width in WIDTHS if (found := sticking_out(page, width))}


@every_kind
def test_a_page_fits_with_letters_twice_as_large(page: Page, site: str, address: str) -> None:
    page.goto(site + address)
    page.evaluate("() => document.documentElement.style.setProperty('font-size', '200%')")
    assert {} == {width: found for width in (640, 1280) if (found := sticking_out(page, width))}


@every_kind
def test_a_page_asks_nothing_elsewhere_and_keeps_nothing(page: Page, site: str, address: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(site + address, wait_until="networkidle")
    assert [] == [url for url in asked if not url.startswith((site, "data:"))]
    assert ["", 0, 0] == page.evaluate(STORED)
    assert [] == page.context.cookies()
    expected = 1 if address == KINDS["not found"] else 0  # the browser itself says that the page was not found
    assert expected == len(said), said


@every_kind
def test_a_page_has_no_barriers_that_a_checker_finds(page: Page, site: str, address: str) -> None:
    page.goto(site + address)
    assert {} == axe_violations_by_look(page)


@every_kind
def test_links_and_buttons_are_large_enough_for_a_thumb(page: Page, site: str, address: str) -> None:
    page.goto(site + address)
    assert [] == page.eval_on_selector_all(TARGETS, TOO_SMALL)


@pytest.mark.parametrize("address", ["", "ede/", "vergelijk/"])
def test_headings_go_down_one_step_at_a_time(page: Page, site: str, address: str) -> None:
    page.goto(site + address)
    levels = [int(name[1]) for name in page.eval_on_selector_all("h1,h2,h3,h4", "nodes => nodes.map(n => n.tagName)")]
    assert 1 == levels[0]
    assert [] == [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]


@pytest.mark.parametrize("with_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_parent_gets_from_the_start_to_a_next_step(browser: Browser, site: str, with_scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=with_scripts, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(site)
    page.locator("summary", has_text="Alle gemeenten van A tot Z").click()
    page.locator("summary", has_text=re.compile("^E")).click()
    page.get_by_role("link", name="Ede", exact=True).click()
    expect(page).to_have_url(f"{site}ede/")
    step = page.get_by_role("region", name="Buurtgezinnen")
    expect(step.get_by_role("heading").first).to_be_in_viewport()
    number = step.get_by_role("link", name="14 0318")
    expect(number).to_have_attribute("href", "tel:140318")
    expect(number).to_be_in_viewport(ratio=1)
    context.close()


def test_the_first_tab_reaches_the_link_to_the_content(page: Page, site: str) -> None:
    page.goto(f"{site}ede/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Naar de inhoud")
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}ede/#inhoud")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_a_letter_opens_and_its_municipalities_are_reached_by_keyboard(page: Page, site: str) -> None:
    page.goto(site)
    page.locator("summary", has_text="Alle gemeenten van A tot Z").click()
    letter = page.locator("summary", has_text=re.compile("^E"))
    letter.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Ede", exact=True)).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('details').open")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Ede", exact=True)).to_be_hidden()


@pytest.mark.parametrize("with_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_map_and_its_list_show_where_one_initiative_is(browser: Browser, site: str, with_scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=with_scripts, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{site}gemeenten/")
    shown = page.locator("li.entry:visible")
    assert 342 == shown.count()
    page.get_by_role("radio", name=re.compile("^Samen Oplopen")).check()
    assert 11 == shown.count()
    assert 11 == page.locator(".spot.has-samen-oplopen").count()
    faint = page.locator(".spot:not(.has-samen-oplopen)").first.evaluate("spot => getComputedStyle(spot).opacity")
    assert 0.5 > float(faint)
    page.get_by_role("radio", name="alles").check()
    assert 342 == shown.count()
    context.close()


VOICES = """voices => {
  window.said = []
  const speak = each => window.said.push(each)
  const speech = { getVoices: () => voices, speak, cancel: () => {}, addEventListener: () => {} }
  Object.defineProperty(window, 'speechSynthesis', { value: speech })
  window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text } }
}"""
DUTCH_VOICE = {"lang": "nl-NL", "localService": True}


def with_voices(page: Page, *voices: dict[str, object]) -> None:
    """A device with these voices; a browser without a screen has none."""
    page.add_init_script(f"({VOICES})({json.dumps(voices)})")


def test_a_page_is_read_aloud_by_a_voice_of_the_device(page: Page, site: str) -> None:
    with_voices(page, DUTCH_VOICE)
    page.goto(f"{site}hilversum/")
    page.get_by_role("button", name="Lees voor").click()
    said: list[str] = page.evaluate("said.map(({ text }) => text)")
    assert "Steun voor gezinnen in Hilversum" == said[0]
    assert any("0 3 5 6 2 3 1 1 0 0" in text for text in said)
    assert not any("Bronnen" == text for text in said)
    page.evaluate("said[0].dispatchEvent(new Event('start'))")
    expect(page.locator("h1")).to_contain_class("aloud__now")
    page.get_by_role("button", name="Stop met voorlezen").click()
    expect(page.get_by_role("button", name="Lees voor")).to_be_visible()
    assert 0 == page.locator(".aloud__now").count()


@pytest.mark.parametrize(
    "voices",
    [[], [{"lang": "en-GB", "localService": True}], [{"lang": "nl-NL", "localService": False}]],
    ids=["no voices", "another language", "a voice of a server"],
)
def test_without_an_own_voice_nothing_is_offered(page: Page, site: str, voices: list[dict[str, object]]) -> None:
    with_voices(page, *voices)
    page.goto(f"{site}zo-werkt-het/")
    expect(page.locator(".aloud")).to_be_hidden()


def test_a_text_in_another_language_has_its_own_voice(page: Page, translated: str) -> None:
    with_voices(page, DUTCH_VOICE, {"lang": "ar", "localService": True})
    page.goto(f"{translated}ar/initiatieven/thuisproef/")
    page.locator(".aloud button").click()
    assert ["ar", "nl-NL"] == sorted(set(page.evaluate("said.map(({ lang }) => lang)")))


@pytest.mark.parametrize("with_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_hard_word_opens_its_explanation_at_its_first_use(browser: Browser, site: str, with_scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=with_scripts, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{site}vrijwilliger-worden/")
    word = page.get_by_role("button", name="VOG", exact=True)
    expect(word).to_have_count(1)
    explanation = page.get_by_text("Verklaring omtrent het gedrag.")
    expect(explanation).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(explanation).to_be_visible()
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()
    word.click()
    expect(explanation).to_be_in_viewport()
    context.close()


def test_where_the_keyboard_is_can_be_seen(page: Page, site: str) -> None:
    page.goto(site)
    page.set_viewport_size({"width": 1280, "height": 800})
    unseen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        style = page.evaluate("() => getComputedStyle(document.activeElement).outline")
        if "none" in style or "0px" in style:
            unseen.append(page.locator(":focus").inner_text())
    assert [] == unseen


def test_every_head_of_the_comparison_says_what_it_heads(page: Page, site: str) -> None:
    page.goto(f"{site}vergelijk/")
    assert 0 == page.locator("th:not([scope])").count()


@pytest.mark.parametrize("with_scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_screen_reader_finds_a_table_however_it_is_laid_out(
    browser: Browser, site: str, width: int, with_scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=with_scripts, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{site}vergelijk/home-start-steunouder/#gemeente")
    nodes = context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
    links = 0 if with_scripts else 2  # that show the topics of other readers
    assert (1, 2, links + 18 + 1) == (roles["table"], roles["columnheader"], roles["rowheader"])
    same = 6  # topics with one answer for both
    assert 2 * (18 + 1) - same <= roles["cell"] <= 2 * (18 + 1) + 1, "the empty corner may be one"
    context.close()


def print_page(page: Page, address: str, pdf: Path) -> str:
    """Prints a page with its own paper size, and gives the text that is on the paper."""
    page.goto(address)
    page.pdf(path=pdf, prefer_css_page_size=True, print_background=False)
    return re.sub(r"\s+", " ", pdf_tool("pdftotext", "-layout", pdf, "-"))


@pytest.mark.parametrize(
    "address, pages_at_most", [("ede/", 3), ("voorbeeldstad/", 8), ("initiatieven/home-start/", 8)]
)
def test_a_page_on_paper_is_upright_and_shows_the_next_step(
    page: Page, site: str, tmp_path: Path, address: str, pages_at_most: int
) -> None:
    text = print_page(page, site + address, tmp_path / "page.pdf")
    sizes = page_sizes(tmp_path / "page.pdf")
    assert {(595, 842)} == {(round(width), round(height)) for width, height in sizes}
    assert len(sizes) <= pages_at_most
    assert "U kunt zeggen:" in text or "Dit kunt u nu doen" in text
    assert "0800 2000" in text
    assert "Hoofdmenu" not in text and "Vergelijk Alle gemeenten" not in text


@pytest.mark.parametrize("address", ["vergelijk/", "voorbeeldstad/vergelijk/"])
def test_the_comparison_on_paper_is_on_its_side_and_loses_no_column(
    page: Page, site: str, tmp_path: Path, address: str
) -> None:
    pdf = tmp_path / "compare.pdf"
    text = print_page(page, site + address, pdf)
    assert {(842, 595)} == {(round(width), round(height)) for width, height in page_sizes(pdf)}
    assert [] == [name for name in INITIATIVES if name not in text]
    assert "kwaliteitsborging" in text.lower()
    pdf_tool("pdftotext", "-bbox", pdf, tmp_path / "words.xml")
    html = "{http://www.w3.org/1999/xhtml}"
    words = [
        (float(word.attrib["xMin"]), float(word.attrib["xMax"]))
        for word in ET.parse(tmp_path / "words.xml").iter(f"{html}word")
    ]
    assert min(left for left, _ in words) >= 0
    assert max(right for _, right in words) <= 842
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1047, "height": 718})  # the paper without its margins, in CSS pixels
    assert [] == page.eval_on_selector_all(
        ".compare :is(td, th)", "cells => cells.filter(c => c.scrollWidth > c.clientWidth + 1).map(c => c.innerText)"
    )


# Pages for a frame are looked at in test_browser_embed.py, the preview of a theme in test_theme.py.
def test_the_tests_look_at_every_kind_of_page() -> None:
    templates = {path.stem for path in (ROOT / "templates" / "pages").glob("*.html")}
    known = {kind.partition(" ")[0] for kind in KINDS} | {
        "not_found",
        "moved",
        "theme_preview",
        "problems",  # of the preview, for editors
        *(kind.value for kind in FRAMED),
    }
    assert set() == templates - known, "add a page of the new kind to KINDS"
