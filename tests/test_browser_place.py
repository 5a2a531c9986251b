"""The field "Where do you live?" in a real browser: what people type in any letters, by keyboard, without a network."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from tests.browser import ROOT, axe_violations, sticking_out

IN_OTHER_LETTERS = Path(__file__).parent / "places/in-other-letters.csv"
PHONE: ViewportSize = {"width": 360, "height": 740}
FIRST_VIEW = 40_000  # bytes, compressed, before anything is typed

# What is typed, and the name and municipality that must come first.
TYPED = {
    "6711": "Ede, Gelderland",
    "6711 AB": "Ede, Gelderland",
    "6711ab": "Ede, Gelderland",
    "Ede": "Ede, Gelderland",
    "EDE": "Ede, Gelderland",
    "lunt": "Lunteren, gemeente Ede, Gelderland",
    "Den Bosch": "Den Bosch, gemeente 's-Hertogenbosch, Noord-Brabant",
    "s hertogenbosch": "'s-Hertogenbosch, Noord-Brabant",
    "hertogenbosch": "'s-Hertogenbosch, Noord-Brabant",
    "'s-Gravenhage": "'s-Gravenhage, gemeente Den Haag, Zuid-Holland",
    "s gravenhage": "'s-Gravenhage, gemeente Den Haag, Zuid-Holland",
    "haag": "Den Haag, Zuid-Holland",
    "sud west friesland": "Sudwest-Friesland, gemeente Súdwest-Fryslân, Friesland",
    "sudwest fryslan": "Súdwest-Fryslân, Friesland",
    "de friese meren": "De Friese Meren, gemeente De Fryske Marren, Friesland",
    "alphen a/d rijn": "Alphen aan den Rijn, Zuid-Holland",
    "alpen aan de rijn": "Alphen aan den Rijn, Zuid-Holland",
    "capelle ad ijssel": "Capelle aan den IJssel, Zuid-Holland",
    "st. oedenrode": "Sint-Oedenrode, gemeente Meierijstad, Noord-Brabant",
    "wijkbijduurstede": "Wijk bij Duurstede, Utrecht",
    "t harde": "'t Harde, gemeente Elburg, Gelderland",
    "enschedé": "Enschede, Overijssel",
    "amstrdam": "Amsterdam, Noord-Holland",
    "rotterdm": "Rotterdam, Zuid-Holland",
    "Groningne": "Groningen, Groningen",
    "nymegen": "Nijmegen, Gelderland",
    "leeuwaarden": "Leeuwarden, Friesland",
    "maastrict": "Maastricht, Limburg",
    "Menterwolde": "Menterwolde, gemeente Midden-Groningen, Groningen",
    "beemster": "Beemster, gemeente Purmerend, Noord-Holland",
    "bilt": "De Bilt, Utrecht",
}

# Names and postcodes that tell one municipality, as people write and paste them: Enter goes there.
CERTAIN = {
    "ede": "ede",
    " EDE ": "ede",
    "Lunteren": "ede",
    "súdwest-fryslân": "sudwest-fryslan",
    "SUDWEST FRYSLAN": "sudwest-fryslan",
    "den bosch": "s-hertogenbosch",
    "s-gravenhage": "den-haag",
    "Menterwolde": "midden-groningen",
    "Bergen (NH)": "bergen-nh",
    "Bergen L": "bergen-l",
    "6711": "ede",
    "6711AB": "ede",
    "6711 AB Ede": "ede",
    "6711-AB": "ede",
    "6711 – ab": "ede",
    "NL-6711 AB": "ede",
    "nl 6711ab ede": "ede",
    "6711\N{NO-BREAK SPACE}AB": "ede",
    "6711 АВ": "ede",  # Cyrillic letters
    "٦٧١١": "ede",
    "۶۷۱۱ AB": "ede",
    "６７１１ＡＢ": "ede",
    "\N{RIGHT-TO-LEFT MARK}6711 AB\N{LEFT-TO-RIGHT MARK}": "ede",
    "6711 AB (bij de kerk)": "ede",
    "Bergstraat 1234, 6711 AB Ede": "ede",
    "Ede, 6711": "ede",
    "Ede,": "ede",
    "Ede (Gelderland)": "ede",
    "Gemeente Ede": "ede",
    "Bennekom, Ede": "ede",
    "Bennekom gemeente Ede, Gelderland": "ede",  # as the field itself says it
    "Hilversum, Nederland": "hilversum",
    "Hengelo Gelderland": "bronckhorst",
    "Bergen Noord-Holland": "bergen-nh",
    "hertogenbosch": "s-hertogenbosch",
    "amstrdam": "amsterdam",  # typing errors where one name is clearly the nearest
    "Eindhove": "eindhoven",
    "Almeere": "almere",
    "Lunterne": "ede",
    "Гаага, Нідерланди": "den-haag",
    "в Гааге": "den-haag",
    "بلدية لاهاي": "den-haag",
    "بلاهاي": "den-haag",
    "شهر آپلدورن": "apeldoorn",
    "Lahey'de": "den-haag",
    "laheyde": "den-haag",
    "Ede’deyim": "ede",
    "commune de La Haye": "den-haag",
    "Haga, Holandia": "den-haag",
    "the Hague, Netherlands": "den-haag",
}
# What tells none, and what the page says: names of several, parts of a name, typing errors, the names of other places.
UNCERTAIN = {
    "Saba": "Saba staat niet op deze kaart. De kaart gaat nog niet over Caribisch Nederland.",
    "bonaire": "Bonaire staat niet op deze kaart. De kaart gaat nog niet over Caribisch Nederland.",
    "St. Eustatius": "Sint Eustatius staat niet op deze kaart. De kaart gaat nog niet over Caribisch Nederland.",
    "Curacao": "Curaçao staat niet op deze kaart. Deze kaart gaat over gemeenten in Nederland.",
    "Aruba": "Aruba staat niet op deze kaart. Deze kaart gaat over gemeenten in Nederland.",
    "Sint Maarten": "Sint Maarten staat niet op deze kaart.",  # also a village
    "Gent": "Gent staat niet op deze kaart. Deze kaart gaat over gemeenten in Nederland.",
    "KLEVE": "Kleve staat niet op deze kaart. Deze kaart gaat over gemeenten in Nederland.",
    "Munster": "Münster staat niet op deze kaart. Deze kaart gaat over gemeenten in Nederland.",
    "Gent België": "België staat niet op deze kaart. Deze kaart gaat over gemeenten in Nederland.",
    "Kyiv": "Dit kennen we niet: Kyiv. Probeer een postcode",
    "Kiev": "Bedoelt u een van deze?",  # Kievit, in Wassenaar
    "lunt": "Bedoelt u een van deze?",
    "Nymgen": "Dit kennen we niet: Nymgen. Bedoelt u een van deze?",
    "school": "Dit kennen we niet: school. Bedoelt u een van deze?",  # Schoorl, but not surely
    "Rozendal": "Bedoelt u een van deze?",  # Roosendaal in Turkish, and almost Rozendaal
    "روزندال": "Bedoelt u een van deze?",  # either of them in Arabic letters
    "Рейсвейк": "Bedoelt u een van deze?",  # two places
    "Київ": "Київ",
    "Голландія": "",
    "Гент": "Gent staat niet op deze kaart.",
    "Антверпен": "Antwerpen staat niet op deze kaart.",
    "Beek": "Bedoelt u een van deze?",
    "Bergen": "Bedoelt u een van deze?",
    "Hengelo": "Bedoelt u een van deze?",
    "Beek, Gelderland": "Bedoelt u een van deze?",  # two of them
    "Nederland": "Bedoelt u een van deze?",  # also a hamlet
    "67": "Bedoelt u een van deze?",
    "Edde.": "Dit kennen we niet: Edde. Bedoelt u een van deze?",
    "0000": "De postcode 0000 kennen we niet.",
    "0711 AB": "De postcode 0711 kennen we niet.",
    "1234 AB Ede": "De postcode 1234 kennen we niet.",
    "06 1234 5678": "Dit kennen we niet: 06 1234 5678.",
    "12345": "Dit kennen we niet: 12345.",
    "x" * 100_000: "Dit kennen we niet: " + "x" * 60 + "…",
}


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Postcode, plaats of gemeente")


def options(page: Page) -> list[str]:
    return [", ".join(text.split("\n")) for text in page.get_by_role("option").all_inner_texts()]


def said(page: Page) -> Locator:
    return page.locator("form.where [role=status]")


def test_what_people_type_leads_to_their_municipality(page: Page, site: str) -> None:
    page.goto(site)
    wrong = {}
    for typed, expected in TYPED.items():
        field(page).fill(typed)
        first = page.get_by_role("option").first
        with suppress(AssertionError):
            expect(first).to_have_text(expected.replace(", ", "", 1), timeout=2000)
            continue
        wrong[typed] = options(page)[:3]
    assert {} == wrong


def test_a_name_that_is_there_twice_asks_which(page: Page, site: str) -> None:
    page.goto(site)
    field(page).fill("Hengelo")
    expect(page.get_by_role("option")).to_have_count(2)
    assert ["Hengelo, Overijssel", "Hengelo, gemeente Bronckhorst, Gelderland"] == options(page)
    field(page).press("Enter")
    expect(page).to_have_url(site)
    field(page).fill("Bergen")
    expect(said(page)).to_contain_text("Gevonden:")
    assert {"Bergen (L), Limburg", "Bergen (NH), Noord-Holland"} == set(options(page)[:2])


def enter(page: Page, typed: str) -> None:
    """Fills the field with it at once, as pasting does, and presses Enter."""
    field(page).fill(typed)
    field(page).press("Enter")


def choices(page: Page) -> Locator:
    return page.locator("form.where .where__choices").get_by_role("button")


def test_a_whole_name_or_postcode_leads_to_its_municipality(page: Page, dutch: str) -> None:
    wrong = {}
    for typed, slug in CERTAIN.items():
        page.goto(dutch)
        enter(page, typed)
        with suppress(AssertionError):
            expect(page).to_have_url(f"{dutch}{slug}/", timeout=2000)
            continue
        wrong[typed] = page.url, said(page).inner_text()
    assert {} == wrong


def test_what_is_not_certain_goes_nowhere_and_says_why(page: Page, dutch: str) -> None:
    page.goto(dutch)
    wrong = {}
    for typed, sentence in UNCERTAIN.items():
        if page.url != dutch:
            page.goto(dutch)
        enter(page, typed)
        with suppress(AssertionError):
            expect(said(page)).to_contain_text(sentence, timeout=2000)
            continue
        wrong[typed[:30]] = page.url, said(page).all_inner_texts()
    assert {} == wrong
    expect(page).to_have_url(dutch)


def test_a_question_is_answered_by_tap_and_by_keyboard(page: Page, dutch: str) -> None:
    page.goto(dutch)
    enter(page, "Hengelo")
    expect(choices(page)).to_have_text(["HengeloOverijssel", "Hengelogemeente Bronckhorst, Gelderland"])
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(said(page)).to_have_attribute("role", "status")
    assert [] == axe_violations(page)
    assert {} == {width: out for width in (320, 360, 1280) if (out := sticking_out(page, width))}
    assert all((box := each.bounding_box()) and box["height"] >= 44 for each in choices(page).all())
    for _ in range(3):  # past the button of the field
        page.keyboard.press("Tab")
    expect(choices(page).last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{dutch}bronckhorst/")
    page.goto(dutch)
    enter(page, "lunt")
    choices(page).first.click()
    expect(page).to_have_url(f"{dutch}ede/")


def test_the_question_goes_when_something_else_is_typed(page: Page, dutch: str) -> None:
    page.goto(dutch)
    enter(page, "Beek")
    expect(choices(page).first).to_be_visible()
    field(page).fill("Ede")
    expect(page.get_by_role("option").first).to_be_visible()
    expect(choices(page)).to_have_count(0)
    field(page).fill("")
    expect(said(page)).to_be_empty()


def test_a_name_from_elsewhere_that_is_also_a_village_asks_which(page: Page, dutch: str) -> None:
    page.goto(dutch)
    enter(page, "Sint Maarten")
    expect(said(page)).to_contain_text("Bedoelt u een van deze?")
    expect(choices(page).first).to_have_text("Sint Maartengemeente Schagen, Noord-Holland")
    enter(page, "Saba")
    expect(said(page)).not_to_contain_text("Bedoelt u")
    expect(choices(page)).to_have_count(0)
    expect(said(page)).to_contain_text("Uw huisarts of de school kan met u meedenken.")


LONG = {
    "letters": "'a'.repeat(100000)",
    "spaces": "' '.repeat(10000) + 'Ede'",
    "emoji": "'👨‍👩‍👧'.repeat(20000)",
    "accents": "'e' + '\\u0301\\u0323'.repeat(50000)",
    "marks": "'\\u200f'.repeat(50000) + 'Ede'",
    "words": "'aan den Rijn '.repeat(10000)",
    "markup": "'<b onclick=alert(1)>'.repeat(10000)",
    "nothing": "'\\u0000'.repeat(10000)",
    "Arabic": "'أبلدورن'.repeat(10000)",
    "Cyrillic": "'Щ'.repeat(10000)",
    "turned": "'\\u202e' + 'edE '.repeat(10000)",
}


@pytest.mark.parametrize("kind", LONG)
def test_a_book_in_the_field_is_cut(page: Page, dutch: str, kind: str) -> None:
    page.goto(dutch)
    field(page).fill("ede")
    expect(page.get_by_role("option").first).to_be_visible()
    field(page).evaluate(
        f"field => {{ field.value = {LONG[kind]}; field.dispatchEvent(new Event('input', {{ bubbles: true }})) }}"
    )
    expect(said(page)).not_to_be_empty()
    assert len(field(page).input_value()) <= 200
    assert len(said(page).inner_text()) < 270
    assert 0 == said(page).locator("b, script").count()
    if kind in ("spaces", "marks"):
        expect(page.get_by_role("option").first).to_have_text("EdeGelderland")


def test_a_postcode_in_two_municipalities_asks_which(page: Page, site: str) -> None:
    page.goto(site)
    field(page).fill("1428")
    expect(said(page)).to_have_text("De postcode 1428 ligt in meer dan één gemeente. Kies de uwe.")
    assert ["De Ronde Venen, Utrecht", "Nieuwkoop, Zuid-Holland"] == options(page)
    field(page).press("Enter")
    expect(page).to_have_url(site)


def test_what_is_not_known_says_so_with_the_nearest_and_the_list(page: Page, site: str) -> None:
    page.goto(site)
    field(page).fill("1234")
    expect(said(page)).to_contain_text("De postcode 1234 kennen we niet. Kijk of de cijfers kloppen, of typ uw plaats.")
    expect(said(page)).to_contain_text("Bedoelt u een van deze?")
    assert 3 == len(options(page))
    field(page).fill("xyzzyplaats")
    expect(said(page)).to_contain_text("Dit kennen we niet: xyzzyplaats. Probeer een postcode, of kijk in de lijst.")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(said(page).get_by_role("link", name="Alle gemeenten")).to_be_visible()


def test_a_worry_in_the_field_is_searched_on_the_whole_site(page: Page, site: str) -> None:
    page.goto(site)
    field(page).fill("ik trek het niet")
    said(page).get_by_role("link", name="Zoek dit op de hele site").click()
    expect(page).to_have_url(f"{site}zoeken/#zoek=ik+trek+het+niet")
    expect(page.locator(".answer").first).to_contain_text("Het is goed dat u dit zegt.")


# What people write where a place is asked, in any language; none of it is answered with the name of a place.
NO_PLACE: tuple[str, ...] = (
    "hij slaat me",
    "ik kan niet meer",
    "ik wil niet meer wakker worden",
    "geweld",
    "gewelt thuis",
    "he hits me",
)
NO_PLACE += (
    "zelfmoort",
    "overdosis",
    "kocam beni dövüyor",
    "زوجي يضربني",
    "чоловік мене б'є",
    "boję się",
    "je veux mourir",
)
PLACES_IN_WORDS = {
    "Sint Jansteen": "hulst",
    "Nuenen Gerwen en Nederwetten": "nuenen",
    "ik woon in ede": "ede",
    "gemeente ede": "ede",
    "wijk bij durstede": "wijk-bij-duurstede",
    "I live in The Hague": "den-haag",
}


def test_no_sentence_is_answered_with_a_place(page: Page, dutch: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(dutch)
    for typed in NO_PLACE:
        field(page).fill("")
        expect(said(page)).to_be_empty()
        field(page).fill(typed)
        way = said(page).get_by_role("link", name="Zoek dit op de hele site")
        expect(way).to_be_visible()
        assert "Zoek dit op de hele site" == said(page).inner_text().strip()
        assert [] == options(page)
    box, row = way.bounding_box(), page.locator(".where__row").first.bounding_box()
    assert box
    assert row
    assert box["height"] >= 44
    assert box["width"] == pytest.approx(row["width"], abs=1)


def test_what_says_danger_is_answered_and_is_kept_nowhere(page: Page, site: str) -> None:
    page.goto(site)
    field(page).fill("hij slaat me")
    field(page).press("Enter")
    expect(page.locator(".alarm .call").first).to_have_attribute("href", "tel:08002000")
    expect(page).to_have_url(f"{site}zoeken/")
    page.go_back()
    expect(page).to_have_url(site)
    expect(field(page)).to_have_value("")
    page.go_forward()
    expect(page).to_have_url(f"{site}zoeken/")


@pytest.mark.parametrize("typed", PLACES_IN_WORDS)
def test_a_place_of_more_words_is_still_a_place(page: Page, dutch: str, typed: str) -> None:
    page.goto(dutch)
    field(page).fill(typed)
    expect(page.get_by_role("option").first).to_be_visible()
    field(page).press("Enter")
    slug = PLACES_IN_WORDS[typed]
    expect(page).to_have_url(re.compile(rf"/{slug}[^/]*/$"))


def test_the_sentence_stands_above_the_suggestions_and_names_no_keys_on_a_phone(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site)
    field(page).fill("lunt")
    expect(said(page)).to_have_text(re.compile(r"^Gevonden: \d+\.\s*$"))
    line, shown = said(page).bounding_box(), page.get_by_role("listbox").bounding_box()
    assert line
    assert shown
    assert line["y"] + line["height"] <= shown["y"] + 1
    context.close()


def test_script_in_the_field_is_shown_as_text(page: Page, site: str) -> None:
    page.goto(site)
    field(page).fill("<img>")
    expect(said(page)).to_contain_text("<img>")
    field(page).fill("<img src=x onerror=alert(1)>")
    expect(said(page).get_by_role("link", name="Zoek dit op de hele site")).to_be_visible()
    assert 0 == page.locator("form.where img").count()


def test_it_is_used_by_keyboard_and_says_where_it_is(page: Page, site: str) -> None:
    page.goto(site)
    box = field(page)
    box.press_sequentially("lunt")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    option = page.get_by_role("option", name="Lunteren")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    assert [] == axe_violations(page)
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("bee")
    expect(page.get_by_role("option").nth(1)).to_be_visible()
    box.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    box.fill("6711")
    box.press("Enter")
    expect(page).to_have_url(f"{site}ede/")


def test_a_tap_on_a_name_leads_there(page: Page, site: str) -> None:
    page.goto(site)
    field(page).fill("lunt")
    page.get_by_role("option", name="Lunteren").click()
    expect(page).to_have_url(f"{site}ede/")


@pytest.mark.parametrize("address", ["ede/", "vergelijk/", "initiatieven/steunouder/"])
def test_the_field_is_in_the_header_of_every_page(page: Page, site: str, address: str) -> None:
    page.goto(site + address)
    page.locator("summary", has_text="Menu").click()
    field(page).fill("Zutphen")
    expect(page.get_by_role("option", name="Zutphen").first).to_be_visible()
    assert {} == {width: out for width in (320, 1280) if (out := sticking_out(page, width))}
    field(page).press("Enter")
    expect(page).to_have_url(f"{site}zutphen/")


def test_the_places_are_loaded_once_and_only_when_the_field_is_used(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site, wait_until="networkidle")
    assert [] == [url for url in asked if "plaatsen." in url]
    for typed in ("ede", "zutphen"):
        field(page).fill(typed)
        expect(page.get_by_role("option").first).to_be_visible()
    loaded = [url for url in asked if "plaatsen." in url]
    assert 1 == len(loaded)
    assert loaded[0].startswith(site)
    assert not [url for url in asked if "?" in url], "nothing that is typed is sent"


@pytest.mark.parametrize("status", [404, 500])
def test_without_the_file_the_list_is_still_there(page: Page, site: str, status: int) -> None:
    def fail(route: Route) -> None:
        route.fulfill(status=status, body="")

    page.route("**/plaatsen.*.txt", fail)
    page.goto(site)
    field(page).fill("ede")
    expect(said(page)).to_contain_text("Zoeken lukt nu niet. Kies uw gemeente in de lijst.")
    said(page).get_by_role("link", name="Alle gemeenten").click()
    expect(page).to_have_url(f"{site}gemeenten/")


def test_from_right_to_left_it_asks_and_names_places_that_are_not_on_the_map(page: Page, translated: str) -> None:
    page.goto(f"{translated}ar/")
    box = page.get_by_role("combobox")
    box.fill("proef")
    box.press("Enter")
    expect(choices(page)).to_have_count(3)
    assert [] == axe_violations(page)
    assert [] == sticking_out(page, 320)
    for typed in ("Bonaire", "Kleve"):
        box.fill(typed)
        box.press("Enter")
        expect(said(page)).to_contain_text(typed)
        expect(choices(page)).to_have_count(0)
    expect(page).to_have_url(f"{translated}ar/")


def test_from_right_to_left_it_leads_to_the_same_language(page: Page, translated: str) -> None:
    page.goto(f"{translated}ar/")
    box = page.get_by_role("combobox")
    box.fill("fictiedam")
    expect(page.get_by_role("option")).to_have_count(1)
    assert [] == axe_violations(page)
    box.press("Enter")
    expect(page).to_have_url(f"{translated}ar/s-fictiehaven/")


def test_a_postcode_may_be_typed_in_arabic_digits(page: Page, site: str) -> None:
    page.goto(f"{site}ar/")
    field = page.get_by_role("combobox").first
    field.fill("٦٧١١")
    expect(page.get_by_role("option").first).to_contain_text("Ede")


def test_an_old_municipality_leads_to_the_new_one(page: Page, translated: str) -> None:
    page.goto(translated)
    field(page).fill("Oud-Proefdam")
    field(page).press("Enter")
    expect(page).to_have_url(f"{translated}proefdam/")


def rows() -> list[dict[str, str]]:
    """Names of places as people write them: in the table, siblings that are not, and with typing errors."""
    with IN_OTHER_LETTERS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def suggested(page: Page, typed: str) -> list[str]:
    """What the field suggests, in its order."""
    box = page.get_by_role("combobox").first
    box.fill("")
    box.fill(typed)
    with suppress(AssertionError):
        expect(page.get_by_role("option").first).to_be_visible(timeout=1500)
    texts = page.get_by_role("option").all_inner_texts()
    return [text.replace("\n", ", ") for text in texts]


@pytest.fixture(scope="module")
def municipalities() -> dict[str, str]:
    """The name of each municipality by its slug."""
    with (ROOT / "content/register/gemeenten.csv").open(encoding="utf-8", newline="") as file:
        return {row["slug"]: row["naam"] for row in csv.DictReader(file)}


def test_places_are_found_in_the_readers_own_letters(page: Page, dutch: str, municipalities: dict[str, str]) -> None:
    """All names of the table that are asked for, and nine of ten of their siblings that are not in it, come first."""
    page.set_viewport_size(PHONE)
    page.goto(dutch)
    missed: dict[str, list[str]] = {"named": [], "sibling": [], "error": []}
    later: dict[str, list[str]] = {"named": [], "sibling": [], "error": []}
    for row in rows():
        shown = suggested(page, row["typed"])
        name = municipalities[row["slug"]]
        fitting = [place for place, text in enumerate(shown) if re.search(rf"(^|gemeente ){re.escape(name)}, ", text)]
        if not fitting:
            missed[row["kind"]].append(row["typed"])
        elif fitting[0]:
            later[row["kind"]].append(row["typed"])
    count = {kind: sum(row["kind"] == kind for row in rows()) for kind in missed}
    assert count["named"] >= 26 and count["sibling"] >= 60
    assert [] == missed["named"] + later["named"]
    assert len(missed["sibling"]) <= 0.1 * count["sibling"], missed["sibling"]
    assert len(missed["sibling"] + later["sibling"]) <= 0.1 * count["sibling"], later["sibling"]
    assert len(missed["error"]) <= 0.1 * count["error"], missed["error"]


@pytest.mark.parametrize(
    ("language", "typed", "slug"),
    [
        ("ar", "لاهاي", "den-haag"),
        ("ar", "ألميرا", "almere"),
        ("ar", "زوتفن", "zutphen"),
        ("fa", "آپلدورن", "apeldoorn"),
        ("fa", "آمستردم", "amsterdam"),
        ("uk", "Гаага", "den-haag"),
        ("uk", "Вагенінген", "wageningen"),
        ("uk", "Амстедам", "amsterdam"),
        ("tr", "Lahey", "den-haag"),
        ("pl", "Haga", "den-haag"),
        ("fr", "La Haye", "den-haag"),
        ("en", "The Hague", "den-haag"),
    ],
)
def test_a_name_in_the_language_of_the_page_leads_to_its_municipality(
    page: Page, site: str, language: str, typed: str, slug: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site}{language}/")
    box = page.get_by_role("combobox").first
    box.fill(typed)
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")
    expect(page).to_have_url(f"{site}{language}/{slug}/")


@pytest.mark.parametrize(("language", "typed"), [("ar", "رايسفايك"), ("uk", "Остергаут"), ("fa", "نوردوایک")])
def test_what_may_be_two_places_is_asked_with_buttons(page: Page, site: str, language: str, typed: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site}{language}/")
    box = page.get_by_role("combobox").first
    box.fill(typed)
    box.press("Enter")
    expect(choices(page).nth(1)).to_be_visible()
    heights: list[float] = choices(page).evaluate_all("all => all.map(each => each.getBoundingClientRect().height)")
    assert min(heights) >= 44
    assert [] == axe_violations(page)
    assert [] == sticking_out(page, 320)
    choices(page).first.click()
    expect(page).not_to_have_url(f"{site}{language}/")


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Steunouder in لاهاي", "Den Haag"),
        ("Steunouder in Гаага", "Den Haag"),
        ("Buurtgezinnen in أبلدورن", "Apeldoorn"),
        ("Home-Start Хогевен", "Hoogeveen"),
        ("Zütfen", "Zutphen"),
    ],
)
def test_the_search_knows_places_in_other_letters(page: Page, site: str, question: str, place: str) -> None:
    page.goto(f"{site}zoeken/")
    page.locator("form.search [name=zoek]").fill(question)
    expect(page.locator(".hit").filter(has_text=place).first).to_be_visible()


SHIFT = """new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => list.getEntries().forEach(each => { sum += each.hadRecentInput ? 0 : each.value }))
    .observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => done(sum), 300)
})"""


BELOW = "() => document.querySelector('form.where').nextElementSibling.getBoundingClientRect().top + scrollY"


@pytest.mark.parametrize("address", ["", "ar/", "uk/"])
def test_nothing_shifts_when_the_field_comes_and_suggests(page: Page, site: str, address: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site + address, wait_until="networkidle")
    before = page.evaluate(BELOW)
    for typed in ("ede", "Ротредам"):
        page.get_by_role("combobox").first.fill(typed)
        expect(page.get_by_role("option").first).to_be_visible()
        assert before == page.evaluate(BELOW)
    assert page.evaluate(SHIFT) < 0.02


@contextmanager
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", ["", "ar/", "uk/"])
def test_without_scripts_the_lists_stand_in_its_place(browser: Browser, site: str, address: str) -> None:
    with without_scripts(browser) as page:
        page.goto(site + address)
        ways = page.locator("form.where .where__lists").get_by_role("link")
        expect(ways).to_have_count(2)
        ways.first.click()
        expect(page).to_have_url(f"{site}{address}gemeenten/")


def test_before_the_script_runs_the_button_opens_the_list_and_sends_nothing(page: Page, site: str) -> None:
    page.route("**/place-field.*.js", lambda route: route.abort())
    page.goto(site)
    expect(field(page)).to_be_visible()
    field(page).fill("Ede")
    field(page).press("Enter")
    expect(page).to_have_url(re.compile(rf"^{re.escape(site)}gemeenten/\??$"))


def test_a_first_view_is_light_and_loads_no_places(page: Page, site: str) -> None:
    sizes: dict[str, int] = {}

    def weigh(response: Any) -> None:
        sizes[response.url] = len(gzip.compress(response.body(), 9))

    page.on("response", weigh)
    page.goto(site, wait_until="networkidle")
    assert not [url for url in sizes if "plaatsen." in url or "/places." in url]
    assert sum(sizes.values()) < FIRST_VIEW, sizes


def test_without_the_postcodes_names_are_still_found(page: Page, site: str) -> None:
    page.route("**/postcodes.*.txt", lambda route: route.fulfill(status=404, body=""))
    page.goto(site)
    field(page).fill("6711 AB")
    expect(said(page)).to_contain_text("Zoeken lukt nu niet. Kies uw gemeente in de lijst.")
    expect(said(page).get_by_role("link", name="Alle gemeenten")).to_be_visible()
    field(page).fill("ede")
    expect(page.get_by_role("option").first).to_have_text("EdeGelderland")


@pytest.mark.parametrize(("address", "name"), [("", r"^A, \d+ gemeenten$"), ("ar/", r"^A، \d+ بلدية$")])
def test_a_group_of_letters_says_how_many(page: Page, site: str, address: str, name: str) -> None:
    page.goto(site + address)
    page.locator(".all-places > summary").click()
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    names = [
        node["name"]["value"]
        for node in tree["nodes"]
        if node.get("role", {}).get("value", "").startswith("DisclosureTriangle")
    ]
    assert [each for each in names if re.fullmatch(name, each)], names
