"""The sheets for professionals in a real browser: a referral in two minutes, a card to read together, agreements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kaart.schema.conversation import Conversation
from kaart.source.load import Content
from tests.browser import STORED, axe_violations_by_look, page_sizes, pdf_tool

SCREEN = 740
PHONE = {"width": 360, "height": SCREEN}
INITIATIVES = ("buurtgezinnen", "home-start", "meeleefgezin", "samen-oplopen", "steunouder")
SITUATIONS = ("school", "huisarts", "consultatiebureau", "huisbezoek", "vader", "burn-out", "geld", "nieuwkomers")
LANGUAGES = ("en", "ar", "tr", "uk", "pl", "fr", "fa")
MOST_SCREENS = {
    **{f"initiatieven/{slug}/verwijzen/": 2.5 for slug in INITIATIVES},
    "gesprek-beginnen/": 4,
    "samen-optrekken/": 4.5,
}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce", has_touch=True)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def said(content: Content) -> Conversation:
    """The sentences of the real cards."""
    assert content.conversation
    return content.conversation


def printed(page: Page, pdf: Path) -> str:
    """What stands on the paper of a page, which is one sheet of A4."""
    page.pdf(path=pdf, prefer_css_page_size=True)
    assert [(595, 842)] == [(round(width), round(height)) for width, height in page_sizes(pdf)]
    return " ".join(pdf_tool("pdftotext", "-layout", pdf, "-").split())


@pytest.mark.parametrize("address", MOST_SCREENS)
def test_a_sheet_is_no_longer_than_a_professional_has_time_for(phone: Page, site: str, address: str) -> None:
    phone.goto(site + address)
    assert phone.evaluate("() => document.documentElement.scrollHeight") <= MOST_SCREENS[address] * SCREEN


@pytest.mark.parametrize("slug", INITIATIVES)
def test_all_that_a_referral_needs_stands_on_one_sheet_of_paper(
    page: Page, site: str, tmp_path: Path, content: Content, slug: str
) -> None:
    page.goto(f"{site}initiatieven/{slug}/verwijzen/")
    paper = printed(page, tmp_path / "sheet.pdf")
    for question in ("Voor wie?", "Niet voor", "Zo verwijst u", "Dit doet de coördinator", "Dit niet", "De regie"):
        assert question in paper
    for question in ("Kan het naast andere hulp?", "Wachten", "Daarna", "0800 2000"):
        assert question in paper
    sheet = content.initiatives[slug].referral_sheet
    assert sheet
    facts = [getattr(sheet, key) for key in type(sheet).model_fields]
    assert sum(fact.unknown for fact in facts) == paper.count("niet bekend") - ("Kosten: niet bekend" in paper)


def test_the_page_of_an_initiative_leads_to_its_sheet_and_back(phone: Page, site: str) -> None:
    phone.goto(f"{site}initiatieven/steunouder/")
    phone.get_by_role("link", name="Verwijzen in twee minuten").tap()
    expect(phone).to_have_url(f"{site}initiatieven/steunouder/verwijzen/")
    for name in ("Het gesprek beginnen", "Afspraken maken met de coördinator", "Past iets anders beter?"):
        phone.locator(".sheet__more").evaluate("fold => { fold.open = true }")
        expect(phone.get_by_role("link", name=name)).to_be_visible()
    phone.locator(".back").tap()
    expect(phone).to_have_url(f"{site}initiatieven/steunouder/")


def test_a_language_of_parents_has_no_sheet_for_professionals(page: Page, site: str) -> None:
    page.goto(f"{site}ar/initiatieven/steunouder/")
    assert 0 == page.locator('a[href*="verwijzen/"]').count()
    for address in ("en/initiatieven/steunouder/verwijzen/", "en/gesprek-beginnen/", "en/samen-optrekken/"):
        page.goto(site + address)
        assert "en" == page.locator("html").get_attribute("lang")


def test_a_situation_and_a_language_make_a_card_that_both_can_read(
    phone: Page, site: str, content: Content, said: Conversation
) -> None:
    phone.goto(f"{site}gesprek-beginnen/")
    first = said.situations[0].say[0].nl
    arabic = next(
        pair.text
        for file in content.translations["ar"].files
        for pair in file.texts
        if pair.nl == first and pair.text is not None
    )
    expect(phone.get_by_text(first)).to_be_hidden()
    phone.get_by_text(said.situations[0].title.nl).tap()
    expect(phone.get_by_text(first)).to_be_visible()
    expect(phone.get_by_text(arabic)).to_be_hidden()
    phone.get_by_role("radio", name="العربية").check()
    sentence = phone.get_by_text(arabic)
    expect(sentence).to_be_visible()
    expect(sentence).to_have_css("direction", "rtl")
    assert "ar" == sentence.get_attribute("lang")
    assert 0 == phone.locator("q[lang=tr]:visible").count()
    expect(phone.locator(".talk__unchecked:visible")).to_contain_text("nog niet nagekeken")
    expect(phone).to_have_url(f"{site}gesprek-beginnen/#school,ar")
    assert ["", 0, 0] == phone.evaluate(STORED)


@pytest.mark.parametrize("language", ["ar", "fa", "uk"])
def test_the_other_language_stands_beside_the_dutch_on_a_wide_screen(page: Page, site: str, language: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site}gesprek-beginnen/#geld,{language}")
    rows = page.locator(f".say-rows > :has(q[lang={language}]:visible)").all()
    assert len(rows) > 10
    for row in rows:
        dutch, other = row.locator("q[lang=nl]").bounding_box(), row.locator(f"q[lang={language}]").bounding_box()
        assert dutch and other
        assert dutch["y"] == other["y"]
        assert dutch["x"] + dutch["width"] < other["x"]


@pytest.mark.parametrize(
    ("situation", "language"),
    [*(("school", code) for code in ("", *LANGUAGES)), *((key, "fr") for key in SITUATIONS[1:])],
)
def test_a_card_is_one_sheet_with_the_sentences_and_nothing_for_the_professional(
    page: Page, site: str, tmp_path: Path, said: Conversation, situation: str, language: str
) -> None:
    page.goto(f"{site}gesprek-beginnen/#{situation}{language and f',{language}'}")
    paper = printed(page, tmp_path / "card.pdf")
    kind = next(each for each in said.situations if each.key == situation)
    others = [each for each in said.situations if each.key != situation]
    words = set(paper.split())
    for text in (*kind.say, *said.assurances, said.consent, *said.replies):
        assert set(text.nl.split()) <= words, text.nl
    assert kind.title.nl not in paper, "a parent is not told what for"
    assert [] == [each.advice[0].text.nl for each in said.situations if each.advice[0].text.nl in paper]
    assert [] == [text.nl for each in others for text in each.say if text.nl in paper]
    assert (language != "") == ("nog niet nagekeken" in paper)
    assert "Waar zijn ouders bang voor?" not in paper
    assert "0800 2000" in paper


def test_what_is_right_to_left_reads_so_on_paper(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}gesprek-beginnen/#vader,ar")
    page.emulate_media(media="print")
    boxes = page.locator("[open] .say-rows--first li").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('q')].filter(q => q.checkVisibility())"
        ".map(q => [q.lang, getComputedStyle(q).direction, q.getBoundingClientRect().x]))"
    )
    for (dutch, _, left), (arabic, direction, right) in boxes:
        assert ("nl", "ar", "rtl") == (dutch, arabic, direction)
        assert left < right
    assert "كيف حالك" in printed(page, tmp_path / "card.pdf") or "كأب" in printed(page, tmp_path / "card.pdf")


def test_the_address_keeps_the_choice_and_names_what_it_does_not_know(page: Page, site: str) -> None:
    page.goto(f"{site}gesprek-beginnen/#burn-out,tr")
    expect(page.locator("#burn-out")).to_be_visible()
    expect(page.get_by_role("radio", name="Türkçe")).to_be_checked()
    page.reload()
    expect(page.locator("#burn-out")).to_be_visible()
    expect(page.get_by_role("radio", name="Türkçe")).to_be_checked()
    page.locator("summary", has_text="Als geld een zorg is").click()
    expect(page).to_have_url(f"{site}gesprek-beginnen/#geld,tr")
    expect(page.locator("#burn-out")).to_be_hidden()

    page.goto(f"{site}gesprek-beginnen/#oma,vader,xx,%E0%A4%A")
    named = page.get_by_role("status")
    expect(named).to_contain_text("telt niet mee")
    page.goto(f"{site}gesprek-beginnen/?#oma,vader,xx,<b>")
    expect(page.locator("#vader")).to_be_visible()
    expect(named).to_contain_text("oma, xx en <b>")
    assert 0 == named.locator("b").count()
    page.goto(f"{site}gesprek-beginnen/?a#waar-zijn-ouders-bang-voor")
    expect(page.locator("#waar-zijn-ouders-bang-voor")).to_be_visible()
    expect(named).to_be_hidden()


@pytest.mark.parametrize("key", SITUATIONS)
def test_without_scripts_a_link_opens_its_situation_and_a_tap_chooses_the_language(
    browser: Browser, site: str, said: Conversation, key: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site}gesprek-beginnen/#{key}")
    title = next(each.title.nl for each in said.situations if each.key == key)
    fold = page.locator("details", has=page.get_by_text(title, exact=True))
    if fold.get_attribute("open") is None:  # an older browser opens no fold for a link
        page.get_by_text(title, exact=True).click()
    expect(page.locator(f"#{key}")).to_be_visible()
    page.get_by_role("radio", name="Polski").check()
    assert 4 == page.locator(f"#{key} q[lang=pl]:visible").count()
    assert 0 == page.locator("[data-print]:visible").count(), "a button that would do nothing"
    context.close()


def test_a_language_that_lacks_a_sentence_has_no_card(page: Page, translated: str) -> None:
    page.goto(f"{translated}gesprek-beginnen/")
    assert ["nl", "ar"] == page.locator(".talk__choose input").evaluate_all("all => all.map(each => each.value)")


def test_every_anchor_that_pages_and_paper_may_name_is_there(page: Page, site: str, said: Conversation) -> None:
    assert SITUATIONS == tuple(each.key for each in said.situations)
    page.goto(f"{site}gesprek-beginnen/")
    assert [] == [key for key in SITUATIONS if page.locator(f"[id='{key}']").count() != 1]


def test_agreements_are_filled_in_printed_on_one_sheet_and_kept_nowhere(
    page: Page, site: str, tmp_path: Path, content: Content
) -> None:
    asked: list[str] = []
    page.goto(f"{site}samen-optrekken/", wait_until="networkidle")
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Coördinator en telefoon").fill("Coördinator Proefdam")
    page.get_by_role("group", name="Wie houdt de regie").get_by_label("school").check()
    paper = printed(page, tmp_path / "agreements.pdf")
    assert content.together
    for agreement in content.together.agreements:
        assert set(agreement.ask.nl.split()) <= set(paper.replace(".", " ").split()) | set(paper.split())
    assert "Coördinator Proefdam" in paper
    assert "Ecorys en Universiteit Utrecht, 2019" in paper, "where it comes from, with the year"
    assert "Waarom deze vragen?" not in paper
    assert [] == asked
    assert ["", 0, 0] == page.evaluate(STORED)
    page.reload()
    expect(page.get_by_label("Coördinator en telefoon")).to_have_value("")
    expect(page.get_by_role("group", name="Wie houdt de regie").get_by_label("school")).not_to_be_checked()


def test_each_line_to_write_on_is_as_wide_as_a_hand_needs(page: Page, site: str) -> None:
    page.goto(f"{site}samen-optrekken/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1047})  # the paper without its margins, in CSS pixels
    lines = page.locator(".blank input").evaluate_all(
        "all => all.map(each => [each.getBoundingClientRect(), getComputedStyle(each).borderBottomWidth])"
        ".map(([box, line]) => [box.width, box.height, line])"
    )
    assert len(lines) > 15
    assert [] == [each for each in lines if each[0] < 110 or each[1] < 24 or each[2] == "0px"]


@pytest.mark.parametrize("address", ["gesprek-beginnen/#burn-out,fa", "samen-optrekken/"])
def test_a_checker_finds_no_barriers_with_a_card_open(page: Page, site: str, address: str) -> None:
    page.goto(site + address)
    page.locator("main details").evaluate_all("all => { for (const each of all) each.open = true }")
    assert {} == axe_violations_by_look(page)
