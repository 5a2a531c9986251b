"""The search page in a real browser: what people type, measured with the questions of content/questions.yaml."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from kaart.model.site import Site
from kaart.schema.wording import SearchQuestion
from kaart.source.load import Content
from tests.browser import axe_violations, build_site, served, sticking_out
from tests.copies import dutch_content

KILOBYTE = 1024
MOST_KILOBYTES = 42  # of the words and the scripts; they come when the field is used, after the first view
LEAST_RIGHT = 0.9  # of all questions, their page among the first three
LEAST_RIGHT_IN_A_LANGUAGE = 0.85
LEAST_FIRST = 0.85  # of all questions, their page the first
NUMBER_ADDED = re.compile(r" \([0-9 ]+\)")  # behind the name of who has it
OTHER_LANGUAGES = 95  # questions that are not in Dutch
OF_DANGER = ("danger", "gevaar", "leave")
MOST_OF_DANGER = 14  # kilobytes of its words in Dutch and its scripts, beside those of the search
# What is typed, and what must be the first: other forms, parts, first letters, typing errors, writing by ear.
FORGIVEN = {
    "steunouders": "initiatieven/steunouder/",
    "STEUNOUDER": "initiatieven/steunouder/",
    "steunoudr": "initiatieven/steunouder/",
    "stuenouder": "initiatieven/steunouder/",
    "steun-ouder": "initiatieven/steunouder/",
    "homestart": "initiatieven/home-start/",
    "home strat": "initiatieven/home-start/",
    "meleefgesin": "initiatieven/meeleefgezin/",
    "buurtgez": "initiatieven/buurtgezinnen/",
    "opvoedingen": "initiatieven/home-start/",
    "consultatieburo": "wie-kan-helpen/#consultatiebureau",
    "wijkteams": "wie-kan-helpen/#wijkteam",
    "cliëntondersteuner": "wie-kan-helpen/#clientondersteuning",
    "clientondersteuning": "wie-kan-helpen/#clientondersteuning",
    "vrijwiliger worde": "vrijwilliger-worden/",
    "sud west fryslan": "sudwest-fryslan/",
    "den bosch": "s-hertogenbosch/",
    "bennekom": "ede/",
    "6717": "ede/",
    "amsterda": "amsterdam/",
}


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Waar zoekt u naar?")


def said(page: Page) -> Locator:
    return page.locator(".search__said")


def found(page: Page, site: str) -> list[str]:
    """The addresses that were found, in their order."""
    hits = page.locator(".hit a")
    return [link.removeprefix(site) for link in hits.evaluate_all("links => links.map(link => link.href)")]


def ask(page: Page, typed: str) -> None:
    """Types it in an empty field, and waits until there is an answer."""
    field(page).fill("")
    expect(said(page)).to_be_empty()
    field(page).fill(typed)
    expect(said(page)).not_to_be_empty()


@pytest.fixture
def searching(page: Page, site: str) -> Page:
    """The search page with everything loaded, so that each answer is whole at once."""
    page.goto(f"{site}zoeken/")
    for typed, first in (("lunteren", "Lunteren hoort bij de gemeente Ede"), ("6711", "Ede")):
        field(page).fill(typed)
        expect(page.locator(".hit b").first).to_have_text(first)
    return page


ASK_ALL = """async asked => {
  const input = document.querySelector('form.search').elements.zoek, shown = []
  for (const words of asked) {
    input.value = words
    input.dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise(resolve => setTimeout(resolve, 5))
    const hits = [...document.querySelectorAll('.hit a')].map(link => link.href.split('#zoek')[0])
    shown.push([document.querySelector('.search__answer > p')?.innerText ?? '', hits])
  }
  return shown
}"""  # in the page itself: a thousand questions by hand would take minutes


LOADED = "name => performance.getEntriesByType('resource').some(each => each.name.includes(name))"


def asked_in(page: Page, site: str, language: str, questions: list[str]) -> list[tuple[str, list[str]]]:
    """The answer and the pages to each question, on the search page of a language, with the Dutch address."""
    prefix = "" if language == "nl" else f"{language}/"
    page.goto(f"{site}{prefix}zoeken/")
    for typed in ("lunteren", "6711"):  # so that the places are there
        page.get_by_role("searchbox").fill(typed)
        expect(page.locator(".hit a").first).to_contain_text("Ede")
    for typed, last in (("even rust", "pl"), ("من اینجا", "fa"), ("я тут", "uk")):  # and the words of danger
        page.get_by_role("searchbox").fill(typed)
        page.wait_for_function(LOADED, arg=f"/gevaar-{last}.")
    page.wait_for_load_state("networkidle")
    shown = page.evaluate(ASK_ALL, questions)
    return [(answer, [f"/{hit.removeprefix(site).removeprefix(prefix)}" for hit in hits]) for answer, hits in shown]


def frightening(content: Content) -> set[str]:
    """The pages that may frighten who did not ask for them."""
    return {page for record in content.synonyms.values() if record.careful for page in record.pages}


@pytest.fixture(scope="module")
def measured(browser: Browser, site: str, content: Content) -> list[tuple[SearchQuestion, list[str]]]:
    """Every question of content/questions.yaml with the pages that it finds."""
    context = browser.new_context()
    page, found = context.new_page(), []
    for language in dict.fromkeys(question.language for question in content.questions.questions):
        asked = [question for question in content.questions.questions if question.language == language]
        shown = asked_in(page, site, language, [question.ask for question in asked])
        found += [(question, pages) for question, (_, pages) in zip(asked, shown, strict=True)]
    context.close()
    return found


def test_the_questions_are_many_and_in_every_language(real: Site) -> None:
    languages = Counter(question.language for question in real.content.questions.questions)
    assert sum(languages.values()) >= 250
    assert sum(languages.values()) - languages["nl"] >= OTHER_LANGUAGES
    assert set(real.voices) == set(languages)


def test_real_questions_find_their_page(measured: list[tuple[SearchQuestion, list[str]]]) -> None:
    asked, right, first, missed = Counter[str](), Counter[str](), 0, {}
    for question, pages in measured:
        if question.none:
            continue
        asked[question.language] += 1
        first += bool(set(question.pages) & set(pages[:1]))
        if set(question.pages) & set(pages[: 1 if question.first else 3]):
            right[question.language] += 1
        else:
            missed[f"{question.language}: {question.ask}"] = pages[:3]
    assert right.total() >= LEAST_RIGHT * asked.total(), missed
    assert {} == {code: right[code] for code in asked if right[code] < LEAST_RIGHT_IN_A_LANGUAGE * asked[code]}, missed
    assert first >= LEAST_FIRST * asked.total()


def test_no_question_leads_to_what_frightens_unless_it_asks_for_it(
    measured: list[tuple[SearchQuestion, list[str]]], content: Content
) -> None:
    pages_that_frighten = frightening(content)
    assert pages_that_frighten >= {"/zo-werkt-het/#verlies-ik-mijn-kind", "/privacy/", "/toegankelijkheid/"}
    frightened = {
        question.ask: pages[:3]
        for question, pages in measured
        if not pages_that_frighten & set(question.pages) and pages_that_frighten & set(pages[:3])
    }
    assert {} == frightened


def test_no_answer_comes_to_what_this_site_is_not_about(measured: list[tuple[SearchQuestion, list[str]]]) -> None:
    none = [(question, pages) for question, pages in measured if question.none]
    assert len(none) >= 30
    assert {} == {question.ask: pages[:3] for question, pages in none if pages}


def test_other_forms_and_errors_are_forgiven(searching: Page, site: str) -> None:
    wrong = {}
    for typed, expected in FORGIVEN.items():
        ask(searching, typed)
        if found(searching, site)[:1] != [expected]:
            wrong[typed] = found(searching, site)[:3]
    assert {} == wrong


def test_everyday_words_lead_to_a_page_with_the_right_warning(searching: Page, site: str, content: Content) -> None:
    asked = [(key, entry, words) for key, entry in content.synonyms.items() for words in entry.words.nl]
    shown = searching.evaluate(ASK_ALL, [words for _, _, words in asked])
    wrong = {
        f"{key}: {words}": (answer, hits[:1])
        for (key, entry, words), (answer, hits) in zip(asked, shown, strict=True)
        if NUMBER_ADDED.sub("", answer) != entry.answer.nl
        or not {f"/{hit.removeprefix(site)}" for hit in hits[:1]} & set(entry.pages)
    }
    assert {} == wrong


@pytest.mark.parametrize(
    ("typed", "number", "href"),
    [
        ("ik kan niet meer", "113", "tel:113"),
        ("praten", "088 0767 000", "tel:+31-88-076-7000"),
    ],
)
def test_a_number_in_an_answer_is_there_to_call(page: Page, site: str, typed: str, number: str, href: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}zoeken/")
    ask(page, typed)
    call = page.locator(".search__answer").get_by_role("link", name=number)
    expect(call).to_have_attribute("href", href)
    expect(page.locator(".hit a").first).to_be_in_viewport(ratio=1)


def test_the_ways_on_stand_before_what_is_to_read_too(searching: Page) -> None:
    ask(searching, "huisarts")
    expect(searching.get_by_role("region", name="Lees ook").locator(".hit").first).to_be_visible()
    tops = searching.evaluate(
        "() => ['.search__found', '.search__end', '.search__also']"
        ".map(each => document.querySelector(each).getBoundingClientRect().top)"
    )
    assert sorted(tops) == tops


def test_a_typing_error_asks_what_was_meant(searching: Page) -> None:
    ask(searching, "wijktaem")
    meant = searching.locator(".search__meant")
    expect(meant).to_contain_text("Bedoelt u")
    meant.get_by_role("button").click()
    expect(field(searching)).to_have_value("wijkteam")
    expect(meant).to_be_hidden()


def test_found_words_are_marked(searching: Page) -> None:
    ask(searching, "wijkteams")
    assert "Wijkteam" == searching.locator(".hit mark").first.inner_text()


def test_the_place_in_a_question_gives_what_is_there(searching: Page, site: str) -> None:
    ask(searching, "opvoeden in hilversum")
    expect(searching.get_by_text("In Hilversum vonden we dit niet. Vraag het na.").first).to_be_visible()
    assert "hilversum/" in found(searching, site)


def test_the_question_is_in_the_address_and_is_read_again(page: Page, site: str) -> None:
    page.goto(f"{site}zoeken/#zoek=steunouder")
    expect(field(page)).to_have_value("steunouder")
    expect(page.locator(".hit a").first).to_contain_text("Steunouder")
    page.reload()
    expect(page.locator(".hit a").first).to_contain_text("Steunouder")
    page.goto(f"{site}zoeken/#zoek=oppas&soort=onzin&waar=nergens")  # as an older version wrote it
    expect(page.locator(".hit").first).to_be_visible()


@pytest.mark.parametrize("typed", ["xyzzyqwv", "pizza bestellen"])
def test_nothing_found_shows_the_two_ways_on_at_once(page: Page, site: str, typed: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}zoeken/")
    ask(page, typed)
    expect(said(page)).to_contain_text(f"We vonden geen antwoord op: {typed}. Dat ligt niet aan u.")
    expect(page.locator(".hit")).to_have_count(0)
    end = page.get_by_role("region", name="Niet wat u zoekt?")
    expect(end.get_by_role("combobox", name="Postcode, plaats of gemeente")).to_be_in_viewport(ratio=1)
    expect(end.get_by_role("link", name="Of beantwoord een paar korte vragen")).to_be_in_viewport(ratio=1)
    end.get_by_role("link", name="Of beantwoord een paar korte vragen").click()
    expect(page).to_have_url(f"{site}wegwijzer/")


@pytest.mark.parametrize("typed", ["ik ben zo moe", "ede", "privacy"])
def test_on_a_phone_the_first_answer_is_in_view_after_typing(page: Page, site: str, typed: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}zoeken/")
    field(page).fill(typed)
    expect(page.locator(".hit a").first).to_be_in_viewport(ratio=1)
    assert 0 == page.evaluate("scrollY")


SHIFTED = """() => new Promise(resolve => {
  let sum = 0
  const add = list => { for (const entry of list.getEntries()) sum += entry.value }
  new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(sum), 300)
})"""


def test_nothing_moves_when_the_fields_come(page: Page, site: str) -> None:
    for prefix in ("", "ar/"):
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(f"{site}{prefix}zoeken/", wait_until="networkidle")
        assert page.evaluate(SHIFTED) < 0.02


def test_the_best_three_fit_and_the_others_are_to_read_too(searching: Page) -> None:
    ask(searching, "huisarts")
    fitting = searching.get_by_role("region", name="Dit past bij uw vraag")
    expect(fitting.locator(".hit")).to_have_count(3)
    expect(searching.get_by_role("region", name="Lees ook").locator(".hit").first).to_be_visible()
    ask(searching, "xyzzyqwv")
    expect(fitting).to_be_hidden()


LONG = {
    "words of one letter": "Array.from({ length: 600 }, (_, i) => String.fromCharCode(97 + i % 26)).join(' ')",
    "words": "'oppas in ede '.repeat(3000)",
    "letters": "'abcdefghij'.repeat(10000)",
    "one letter": "'o'.repeat(100000)",
    "spaces": "' '.repeat(10000) + 'oppas'",
    "emoji": "'👨‍👩‍👧'.repeat(10000)",
    "accents": "'o' + '\\u0301\\u0323'.repeat(50000)",
    "marks": "'\\u200f'.repeat(50000) + 'oppas'",
}
MILLISECONDS = 1000  # on a machine that is busy; without a cut these take from five seconds to half a minute
ANSWERED_IN = """async make => {
  const input = document.querySelector('form.search').elements.zoek
  const start = performance.now()
  input.value = make
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
  return performance.now() - start
}"""


@pytest.mark.parametrize("kind", LONG)
def test_anything_that_is_typed_is_answered_at_once(page: Page, dutch: str, kind: str) -> None:
    page.goto(f"{dutch}zoeken/")
    for typed in ("lunteren", "6711"):
        ask(page, typed)
        expect(page.locator(".hit a").first).to_contain_text("Ede")
    ask(page, "even rust")  # a sentence, so that the words of danger of all languages are there
    typed = page.evaluate(f"() => {LONG[kind]}")
    assert page.evaluate(ANSWERED_IN, typed) < MILLISECONDS
    assert len(field(page).input_value()) <= 500
    assert len(page.url) < 10_000
    is_cut = "Uw vraag is lang. We zoeken met de eerste woorden." in said(page).inner_text()
    assert is_cut is (kind not in ("spaces", "marks", "emoji"))
    assert len(said(page).inner_text()) < 200


def test_a_book_in_the_address_is_answered_as_its_first_words(page: Page, dutch: str) -> None:
    words = [chr(97 + number % 26) for number in range(600)]
    page.goto(f"{dutch}zoeken/#zoek={'+'.join(words)}")
    expect(said(page)).to_contain_text("Uw vraag is lang. We zoeken met de eerste woorden.")
    cut = found(page, dutch)
    ask(page, " ".join([*words[:24], ""]))
    expect(said(page)).not_to_contain_text("Uw vraag is lang.")
    assert cut == found(page, dutch)


@pytest.mark.parametrize(
    ("typed", "sentence", "first"),
    [
        ("Saba", "Saba staat niet op deze kaart. De kaart gaat nog niet over Caribisch Nederland.", None),
        ("kleve", "Kleve staat niet op deze kaart. Deze kaart gaat over gemeenten in Nederland.", None),
        ("steunouder in Gent", "Gent staat niet op deze kaart.", "initiatieven/steunouder/"),
        ("Sint Maarten", "Sint Maarten staat niet op deze kaart.", "schagen/"),
        ("0123 AB", "De postcode 0123 kennen we niet.", None),
        ("NL-6711 AB Ede", "Gevonden:", "ede/"),
        ("6711\N{NO-BREAK SPACE}АВ", "Gevonden:", "ede/"),
        ("6711ab ede", "Gevonden:", "ede/"),
    ],
)
def test_places_are_not_guessed(page: Page, dutch: str, typed: str, sentence: str, first: str | None) -> None:
    page.goto(f"{dutch}zoeken/")
    ask(page, typed)
    expect(said(page)).to_contain_text(sentence)
    assert first == next(iter(found(page, dutch)), None)


def test_a_year_in_a_question_is_no_postcode(page: Page, dutch: str) -> None:
    page.goto(f"{dutch}zoeken/")
    for typed in ("oppas sinds 1900", "2019 in ede oppas"):
        ask(page, typed)
        expect(page.locator(".search__answer")).to_contain_text("oppas")


def test_script_in_the_field_and_in_the_address_is_text(page: Page, site: str) -> None:
    bad = "<img src=qwvxz>"
    page.goto(f"{site}zoeken/#zoek=%3Cimg%20src%3Dqwvxz%3E")
    expect(field(page)).to_have_value(bad)
    expect(said(page)).to_contain_text(bad)
    assert 0 == page.locator("main img").count()


@pytest.mark.parametrize("answer", ["missing", "broken", "of another kind"])
def test_without_its_file_the_list_stays_with_a_sentence(page: Page, site: str, answer: str) -> None:
    def spoil(route: Route) -> None:
        if answer == "missing":
            route.abort()
        else:
            route.fulfill(body="{" if answer == "broken" else "[]", content_type="application/json")

    page.route("**/assets/zoeken-*.json", spoil)
    page.goto(f"{site}zoeken/")
    field(page).fill("oppas")
    expect(said(page)).to_have_text("Zoeken lukt nu niet. Kijk in de lijst hieronder.")
    expect(page.get_by_role("heading", name="Wat mensen vragen")).to_be_visible()
    expect(page.locator(".asked").get_by_role("link", name="Steunouder", exact=True).first).to_be_visible()


def test_without_the_file_of_places_the_rest_is_found(page: Page, site: str) -> None:
    page.route("**/assets/plaatsen.*.txt", lambda route: route.abort())
    page.goto(f"{site}zoeken/")
    field(page).fill("oppas qwvxz")
    expect(page.locator(".hit").first).to_be_visible()


def test_nothing_is_loaded_before_the_field_is_used_and_little_after(page: Page, site: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))

    def sizes(*endings: str) -> dict[str, int]:
        """What was asked so far, compressed, in bytes."""
        found = [request for request in asked if "/assets/" in request.url and request.url.endswith(endings)]
        bodies = {request.url.rpartition("/")[2].partition(".")[0]: request.response() for request in found}
        return {name: len(gzip.compress(answer.body(), 9)) for name, answer in bodies.items() if answer}

    page.goto(f"{site}privacy/", wait_until="networkidle")
    of_every_page = set(sizes(".js"))
    asked.clear()
    page.goto(f"{site}zoeken/", wait_until="networkidle")
    assert {} == sizes(".json", ".txt")
    field(page).fill("oppas")
    expect(page.locator(".hit").first).to_be_visible()
    assert {"zoeken-nl", "gevaar-nl"} == set(sizes(".json", ".txt"))
    words = sizes(".json", ".js")
    own = {name: size for name, size in words.items() if not name.startswith(OF_DANGER) and name not in of_every_page}
    assert sum(own.values()) < MOST_KILOBYTES * KILOBYTE, own
    of_danger = {name: size for name, size in words.items() if name.startswith(OF_DANGER)}
    assert sum(of_danger.values()) < MOST_OF_DANGER * KILOBYTE, of_danger
    field(page).fill("bennekom")
    expect(page.locator(".hit").first).to_contain_text("Bennekom")
    village = sizes(".json", ".txt")
    assert {"zoeken-nl", "gevaar-nl", "plaatsen"} == set(village)
    assert sum(village.values()) - village["gevaar-nl"] < MOST_KILOBYTES * KILOBYTE, village
    field(page).fill("6711")
    expect(page.locator(".hit b").first).to_have_text("Ede")
    assert {"zoeken-nl", "gevaar-nl", "plaatsen", "postcodes"} == set(sizes(".json", ".txt"))


def test_without_scripts_there_is_a_list_of_what_people_ask(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}zoeken/")
    expect(page.locator("form.search")).to_be_hidden()
    page.locator(".asked > summary").click()
    expect(page.locator(".asked dt").filter(has_text="oppas").first).to_be_visible()
    page.locator(".asked").get_by_role("link", name="Steunouder", exact=True).first.click()
    expect(page).to_have_url(f"{site}initiatieven/steunouder/")
    context.close()


def test_every_municipality_is_found_at_its_own_address(page: Page, site: str, content: Content) -> None:
    """Slugs that follow from a name are left out of the file; the script makes them again."""
    names = [area.name for area in content.areas.values()]
    shown = asked_in(page, site, "nl", names)
    lost = [slug for slug, (_, hits) in zip(content.areas, shown, strict=True) if f"/{slug}/" not in hits]
    assert [] == lost


def test_it_answers_in_arabic_from_the_right(page: Page, translated: str) -> None:
    page.goto(f"{translated}ar/zoeken/")
    page.get_by_role("searchbox").fill("جليسة أطفال")
    expect(page.locator(".answer")).to_contain_text("هذه ليست جليسة أطفال.")
    expect(page.locator(".hit a").first).to_have_attribute("href", "../../ar/initiatieven/proefgezin/")
    page.get_by_role("searchbox").fill("الطفل")
    expect(page.locator(".hit").first).to_be_visible()
    assert [] == sticking_out(page, 320)
    assert [] == axe_violations(page)


def test_a_part_of_a_page_leads_to_the_same_part_of_its_translation(page: Page, translated: str) -> None:
    page.goto(f"{translated}en/zoeken/#zoek=bellen")
    link = page.locator(".hit a").first
    expect(link).to_have_attribute("href", "../../en/zo-werkt-het/#wat-gebeurt-er-als-ik-bel")
    expect(link.locator("b")).to_have_text("What happens when I call?")


def test_the_site_of_one_municipality_searches_itself(browser: Browser, tmp_path: Path) -> None:
    out = build_site(tmp_path / "site", dutch_content(), "--only", "hilversum")
    with served(out) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}zoeken/#zoek=steunouder+hilversum")
        expect(page.locator(".hit a").first).to_have_attribute("href", "../steunouder/")
        page.get_by_role("searchbox").fill("groningen")
        expect(said(page)).to_contain_text("We vonden geen antwoord op")
        context.close()
