"""The professional's way: who works at a school or a practice makes a referral card, on a telephone and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kaart import urls
from kaart.source.load import Content
from kaart.views.signpost import AGE_GROUPS, EXPECTING
from tests.browser import axe_violations, pdf_tool
from tests.test_browser_signpost import ages_fit, offer_in

SCREEN = 740
PHONE = {"width": 360, "height": SCREEN}
MOST_SCREENS_BEFORE, MOST_SCREENS_OF_CARD = 3, 5
CARDS = (  # the longest are where two are offered, and where nothing is
    "ede/verwijzen/#leeftijd=0-4,7-12&helpt=rust,veel",
    "hilversum/verwijzen/#leeftijd=0-4,13-17&helpt=rust,netwerk&hulp=met",
    "borsele/verwijzen/#leeftijd=0-4&helpt=rust",
    "zutphen/verwijzen/#leeftijd=5-6&helpt=opvoeden&plek=thuis",
    "voorbeeldstad/verwijzen/#leeftijd=0-4&helpt=opvoeden,zelf",
)
# Gives the verdict on each initiative that is here, for every address.
VERDICTS = """async hashes => {
  const turn = () => new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = resolve
    port2.postMessage(0)
  })
  const found = []
  for (const hash of hashes) {
    location.hash = hash
    while (!history.state?.isCard) await turn()
    await turn()
    const of = selector => [...document.querySelectorAll(`${selector} .pick[data-initiative]`)]
      .map(({ dataset }) => dataset.initiative)
    const title = document.querySelector('#kaart').textContent
    found.push({ title, top: of('.picks'), caution: of('[data-group=caution]'), no: of('[data-group=no]') })
  }
  return found
}"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True, reduced_motion="reduce")  # type: ignore[arg-type]
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def height_of(page: Page) -> int:
    found: int = page.evaluate("() => document.documentElement.scrollHeight")
    return found


def make_card(page: Page) -> None:
    page.get_by_role("button", name="Maak de verwijskaart").click()
    expect(page.locator("#kaart")).to_be_focused()


def test_a_care_coordinator_types_a_place_and_hands_over_the_card(phone: Page, site: str, tmp_path: Path) -> None:
    phone.goto(f"{site}scholen/")
    field = phone.get_by_role("combobox", name="Waar woont het gezin?")
    field.fill("ede")
    field.press("Enter")
    expect(phone).to_have_url(f"{site}ede/verwijzen/")
    phone.get_by_label("0–4 jaar").check()
    phone.get_by_label("7–12 jaar").check()
    phone.get_by_label("De ouders zijn overbelast").check()
    phone.get_by_label("Het gezin heeft weinig mensen").check()
    make_card(phone)

    expect(phone).to_have_url(f"{site}ede/verwijzen/#leeftijd=0-4,7-12&helpt=rust,netwerk")
    expect(phone.locator("#kaart")).to_have_text("Past: Buurtgezinnen. Vraag of het er nog is.")
    card = phone.locator(".referral")
    expect(card).to_contain_text("Of dat nog zo is, weten we niet zeker.")
    expect(card.locator(".desks").first).to_contain_text("Bel Gemeente Ede")
    expect(card.get_by_text("Wie kunt u bellen als het even te veel is?")).to_be_visible()
    expect(card.get_by_text("Er komt veel tegelijk op u af.")).to_be_hidden()  # that was not answered
    expect(card).to_contain_text("Mag ik uw naam en nummer doorgeven?")

    card.get_by_role("button", name="Kopieer het bericht").click()
    expect(card).to_contain_text("Het bericht is gekopieerd.")
    message = phone.evaluate("() => navigator.clipboard.readText()")
    assert "Kinderen: 0–4 jaar en 7–12 jaar." in message
    assert "overbelast" in message and "Past Buurtgezinnen, en is er plek?" in message
    assert "Wat er speelt: ____" not in message
    assert "De ouder vindt het goed dat ik dit vraag: ja / nog niet." in message
    assert "Mijn naam, organisatie en nummer: ____" in message

    phone.pdf(path=tmp_path / "card.pdf", prefer_css_page_size=True)
    pages = pdf_tool("pdfinfo", tmp_path / "card.pdf")
    assert any(f"Pages:           {count}\n" in pages for count in (1, 2)), pages
    paper = pdf_tool("pdftotext", "-layout", tmp_path / "card.pdf", "-")
    for words in ("Past: Buurtgezinnen", "14 0318", "Geef door, en wat niet", "Zegt de ouder nee?", "0800 2000"):
        assert words in paper
    assert "Maak de verwijskaart" not in paper
    assert ["", 0, 0] == phone.evaluate("[document.cookie, localStorage.length, sessionStorage.length]")


@pytest.mark.parametrize("address", CARDS)
def test_the_first_screen_shows_what_fits_and_whom_to_call(phone: Page, site: str, address: str) -> None:
    phone.goto(site + address)
    expect(phone.locator("#kaart")).to_be_visible()
    call = phone.locator(".desks .button").first.bounding_box()
    assert call and call["y"] + call["height"] <= SCREEN
    assert height_of(phone) <= MOST_SCREENS_OF_CARD * SCREEN


@pytest.mark.parametrize("address", CARDS)
def test_the_questions_take_three_screens_and_the_card_two_sheets(
    phone: Page, site: str, address: str, tmp_path: Path
) -> None:
    phone.goto(site + address.partition("#")[0])
    expect(phone.locator(".asks")).to_be_visible()
    assert height_of(phone) <= MOST_SCREENS_BEFORE * SCREEN
    phone.goto("about:blank")
    phone.goto(site + address)
    expect(phone.locator("#kaart")).to_be_visible()
    phone.pdf(path=tmp_path / "card.pdf", prefer_css_page_size=True)
    pages = pdf_tool("pdfinfo", tmp_path / "card.pdf")
    assert any(f"Pages:           {count}\n" in pages for count in (1, 2)), pages


def test_a_shared_link_opens_at_the_card_and_back_leads_to_the_questions(phone: Page, site: str) -> None:
    address = f"{site}ede/verwijzen/#leeftijd=op-komst,3&helpt=rust"
    phone.goto(address)
    expect(phone.locator("#kaart")).to_have_text("Past misschien: Buurtgezinnen. Vraag of het er nog is.")
    expect(phone.locator(".message")).to_contain_text("Kinderen: Op komst en 3 jaar.")
    phone.get_by_role("button", name="Wijzig").click()
    expect(phone.get_by_label("0–4 jaar")).to_be_checked()
    make_card(phone)
    expect(phone).to_have_url(address)  # the year stays, as nobody ticked another age
    phone.get_by_role("button", name="Kopieer link").click()
    assert address == phone.evaluate("() => navigator.clipboard.readText()")
    phone.go_back()
    expect(phone.locator(".asks button")).to_be_visible()
    expect(phone.locator(".referral")).to_be_hidden()


def test_without_an_answer_it_asks_for_one_and_on_paper_the_questions_can_be_ticked(
    phone: Page, site: str, tmp_path: Path
) -> None:
    phone.goto(f"{site}ede/verwijzen/")
    phone.get_by_role("button", name="Maak de verwijskaart").click()
    expect(phone.locator(".asks__note")).to_have_text("U koos nog niets. Kies wat er speelt.")
    expect(phone.locator(".referral")).to_be_hidden()
    phone.pdf(path=tmp_path / "questions.pdf", prefer_css_page_size=True)
    paper = pdf_tool("pdftotext", "-layout", tmp_path / "questions.pdf", "-")
    assert "Wat speelt er?" in paper and "Wat dat hier betekent" not in paper
    assert "Past Buurtgezinnen: Het is voor kinderen van 0–23 jaar" in " ".join(paper.split())


def test_danger_goes_before_all_and_stays_out_of_the_address(phone: Page, site: str, tmp_path: Path) -> None:
    bare = f"{site}ede/verwijzen/"
    phone.goto(bare)
    phone.get_by_label("0–4 jaar").check()
    phone.get_by_label("De ouders zijn overbelast").check()
    phone.get_by_label("Er zijn zorgen over veiligheid").check()
    phone.get_by_role("button", name="Maak de verwijskaart").click()

    expect(phone.get_by_role("heading", name="Eerst andere hulp")).to_be_focused()
    first = phone.locator(".referral__first .phone").first
    expect(first).to_have_attribute("href", "tel:08002000")
    box = first.bounding_box()
    assert box and box["y"] + box["height"] <= SCREEN
    card = phone.locator(".referral")
    expect(card).to_contain_text("Dit antwoord staat niet in het adres, zodat niemand het terugvindt.")
    expect(phone.locator(".referral__who")).to_be_hidden()
    expect(phone.locator(".message")).to_be_hidden()
    for words in ("zes weken", "wachtlijst", "coördinator", "flyer", "Past", "Kopieer link"):
        expect(card.get_by_text(words).locator("visible=true")).to_have_count(0)
    expect(phone).to_have_url(bare)  # also without the other answers, which would lead to a card that fits

    phone.pdf(path=tmp_path / "card.pdf", prefer_css_page_size=True)
    assert "Pages:           1\n" in pdf_tool("pdfinfo", tmp_path / "card.pdf")
    paper = pdf_tool("pdftotext", "-layout", tmp_path / "card.pdf", "-")
    assert "0800 2000" in paper and "#" not in paper
    assert "onderzoek" not in paper  # no source of what is not shown

    phone.reload()
    expect(phone.get_by_role("button", name="Maak de verwijskaart")).to_be_visible()
    expect(phone.locator(".referral")).to_be_hidden()
    expect(phone.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_no_way_back_or_forward_makes_danger_a_card_that_fits(phone: Page, site: str) -> None:
    phone.goto(f"{site}ede/verwijzen/#helpt=rust,onveilig")
    expect(phone.get_by_role("heading", name="Eerst andere hulp")).to_be_visible()
    expect(phone).to_have_url(f"{site}ede/verwijzen/")
    phone.get_by_role("button", name="Wijzig").click()
    expect(phone.get_by_label("Er zijn zorgen over veiligheid")).to_be_checked()
    phone.go_back()
    expect(phone.get_by_role("heading", name="Eerst andere hulp")).to_be_visible()
    phone.go_forward()
    phone.get_by_label("Er zijn zorgen over veiligheid").uncheck()
    make_card(phone)
    phone.go_back()
    phone.go_back()
    expect(phone.get_by_role("button", name="Maak de verwijskaart")).to_be_visible()
    expect(phone.locator(".referral")).to_be_hidden()


def test_what_was_not_found_carries_its_doubts_and_the_way_to_refer(phone: Page, site: str) -> None:
    phone.goto(f"{site}borsele/verwijzen/#leeftijd=0-4&helpt=zelf")
    expect(phone.locator("#kaart")).to_have_text("Wij weten nog niet wat er in Borsele is")
    line = phone.locator("[data-group=away] .pick", has_text="Meeleefgezin").first  # open, also on a phone
    expect(line).to_be_visible()
    expect(line).to_contain_text("Ga eerst na of het er nog is, want wij vonden geen bron van na 2020.")
    assert line.get_by_role("link").evaluate_all("links => links.map(link => link.href)") == [
        f"{site}initiatieven/meeleefgezin/",
        "https://meeleefgezin.nl/",
        f"{site}initiatieven/meeleefgezin/verwijzen/",
    ]
    expect(phone.locator(".message")).to_contain_text("Wat er speelt: ____ (alleen wat de ouder goed vindt).")


def test_what_was_not_found_follows_one_rule_everywhere(page: Page, site: str) -> None:
    found = []
    for slug in ("ede", "borsele"):
        page.goto(f"{site}{slug}/verwijzen/#leeftijd=0-4,7-12&helpt=rust,netwerk")
        names = page.locator("[data-group=away] .pick__name")
        expect(names.filter(has_text="Steunouder")).to_be_attached()
        found.append(set(names.all_text_contents()))
    assert found[1] - found[0] == {"Buurtgezinnen"}  # which Ede has


def test_a_number_says_whose_it_is_and_stands_with_what_needs_care_too(page: Page, site: str) -> None:
    address = f"{site}hilversum/verwijzen/"
    page.goto(f"{address}#leeftijd=0-4&helpt=rust,netwerk")
    expect(page.locator(".desks > li", has_text="Versa Welzijn")).to_contain_text("Voor Steunouder:")
    page.goto("about:blank")
    page.goto(f"{address}#leeftijd=0-4&helpt=veel")
    care = page.locator("[data-group=caution] .pick", has_text="Steunouder")
    page.locator("[data-group=caution]").evaluate("fold => fold.open = true")
    expect(care.get_by_role("link", name="035 623 11 00")).to_be_visible()


def test_nothing_fits_as_long_as_nobody_said_what_plays(phone: Page, site: str) -> None:
    phone.goto(f"{site}hilversum/verwijzen/#leeftijd=0-4")
    expect(phone.locator("#kaart")).to_have_text("Kies ook wat er speelt")
    expect(phone.locator(".picks .pick")).to_have_count(2)
    expect(phone.locator("[data-group=away]")).to_be_hidden()
    expect(phone.get_by_text("Mag ik uw naam en nummer doorgeven?")).to_be_visible()


def test_what_to_say_is_there_in_other_languages(page: Page, site: str) -> None:
    page.goto(f"{site}ede/verwijzen/#helpt=rust")
    page.locator(".referral__say").get_by_role("link", name="In een andere taal").click()
    expect(page).to_have_url(f"{site}gesprek-beginnen/")


def test_the_sheet_of_an_initiative_leads_to_the_card_and_on_paper_has_a_line_for_the_number(
    page: Page, site: str
) -> None:
    page.goto(f"{site}initiatieven/steunouder/verwijzen/")
    number = page.get_by_text("Nummer: ____")
    expect(number).to_be_hidden()
    page.emulate_media(media="print")
    expect(number).to_contain_text("/professionals/")
    expect(page.get_by_role("link", name="Zoek wie u belt")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Zoek wie u belt").click()
    expect(page).to_have_url(f"{site}professionals/")


def test_what_is_too_light_is_sent_elsewhere_and_not_to_an_initiative(phone: Page, site: str) -> None:
    phone.goto(f"{site}ede/verwijzen/#helpt=oppas")
    expect(phone.locator("#kaart")).to_have_text("Hierbij past iets anders")
    expect(phone.locator(".picks")).to_contain_text("kinderopvang")
    expect(phone.locator(".pick[data-initiative=buurtgezinnen]")).to_have_count(0)
    phone.goto(f"{site}ede/verwijzen/#helpt=oppas,rust")
    light = phone.locator(".referral__light")
    expect(light).to_contain_text("Te licht, want geen initiatief is een gratis oppasdienst.")  # not in a fold
    expect(phone.locator("#kaart")).to_have_text("Past: Buurtgezinnen. Vraag of het er nog is.")


@pytest.mark.parametrize(
    ("answers", "said", "left"),
    [
        ("helpt=rust,onzin", "Dit staat in het adres, maar kennen we niet: helpt=onzin.", "#helpt=rust"),
        ("blabla", "Dit staat in het adres, maar kennen we niet: blabla.", ""),
        ("waar=hilversum&helpt=rust", "kennen we niet: waar=hilversum.", "#helpt=rust"),
        ("leeftijd=-1,99,3", "van 0 tot en met 23 jaar: -1 en 99. Het telt niet mee.", "#leeftijd=3"),
        ("leeftijd=24", "Dit is geen leeftijd van een kind, van 0 tot en met 23 jaar: 24.", ""),
        ("leeftijd=2,5", "", "#leeftijd=2,5"),
        ("leeftijd=1e1,0x3", "kennen we niet: leeftijd=1e1 en leeftijd=0x3.", ""),
        (
            f"leeftijd={','.join(map(str, range(15)))}",
            "Er staan 15 leeftijden in het adres. Alleen de eerste 12 tellen mee.",
            f"#leeftijd={','.join(map(str, range(12)))}",
        ),
        (f"leeftijd={'9' * 400}", "Dit is geen leeftijd van een kind", ""),
        ("%E0%A4%A=1&helpt=%00", "kennen we niet", ""),
        ("__proto__=x&constructor=y", "kennen we niet: __proto__=x en constructor=y.", ""),
    ],
)
def test_what_an_address_holds_wrongly_is_said_and_counts_for_nothing(
    phone: Page, site: str, answers: str, said: str, left: str
) -> None:
    faults: list[str] = []
    phone.on("pageerror", lambda error: faults.append(str(error)))
    phone.goto(f"{site}ede/verwijzen/#{answers}")
    expect(phone.locator("#kaart") if left else phone.locator(".asks button")).to_be_visible()
    expect(phone.locator(".asks__note")).to_contain_text(said)
    expect(phone).to_have_url(f"{site}ede/verwijzen/{left}")
    assert [] == faults


@pytest.mark.parametrize("door", [urls.PROFESSIONALS, urls.SCHOOLS, urls.GPS, urls.SIGNPOST_PROFESSIONAL])
def test_answers_in_an_address_of_every_door_lead_to_the_card(phone: Page, site: str, door: str) -> None:
    phone.goto(f"{site}{door}#waar=ede&leeftijd=0-4&plek=elders&helpt=rust&hulp=zonder")
    expect(phone).to_have_url(f"{site}ede/verwijzen/#leeftijd=0-4&plek=elders&helpt=rust&hulp=zonder")
    expect(phone.locator("#kaart")).to_have_text("Past: Buurtgezinnen. Vraag of het er nog is.")


def test_a_place_that_is_not_there_is_named_and_the_answers_wait_for_another(phone: Page, site: str) -> None:
    phone.goto(f"{site}professionals/#waar=nergenshuizen&helpt=rust")
    expect(phone.locator(".door__note")).to_have_text(
        "Dit staat in het adres, maar kennen we niet: waar=nergenshuizen."
    )
    field = phone.get_by_role("combobox", name="Waar woont het gezin?")
    field.fill("ede")
    field.press("Enter")
    expect(phone).to_have_url(f"{site}ede/verwijzen/#helpt=rust")


def test_years_decide_as_exactly_as_they_are_given(phone: Page, site: str) -> None:
    for age, title in (
        ("12", "Past: Steunouder. Vraag of het er nog is."),
        ("13", "In Hilversum vonden wij niets dat past"),
    ):
        phone.goto("about:blank")
        phone.goto(f"{site}hilversum/verwijzen/#leeftijd={age}&helpt=rust&plek=elders")  # there it is for 0 to 12
        expect(phone.locator("#kaart")).to_have_text(title)


@pytest.mark.parametrize("slug", ["ede", "hilversum", "voorbeeldstad"])
def test_every_pair_of_answers_is_true(page: Page, site: str, content: Content, slug: str) -> None:
    answers = [answer.key for answer in content.signpost.help if not answer.elsewhere]
    groups = (EXPECTING, *(f"{youngest}-{oldest}" for youngest, oldest, _ in AGE_GROUPS))
    asked = [
        {"leeftijd": age, "helpt": ",".join(plays)}
        for age in (*groups, f"{groups[1]},{groups[4]}")
        for plays in (*combinations(answers, 1), *combinations(answers, 2))
    ]
    page.goto(f"{site}{slug}/verwijzen/")
    expect(page.locator(".asks")).to_be_visible()
    found: list[dict[str, Any]] = page.evaluate(
        VERDICTS, [f"#leeftijd={each['leeftijd']}&helpt={each['helpt']}" for each in asked]
    )
    wrong = []
    for said, seen in zip(asked, found, strict=True):
        expected = {
            name: verdict_here(content, slug, name, said)
            for name in content.initiatives
            if offer_in(content, slug, name)
        }
        fits, caution, no = (
            [name for name in expected if expected[name] == verdict] for verdict in ("fits", "caution", "no")
        )
        partly = [name for name in caution if "fits" in verdicts_of(content, name, said["helpt"])]
        top = fits or partly or caution
        right = {"top": top, "caution": [name for name in caution if name not in top], "no": no}
        if right != {key: seen[key] for key in right}:
            wrong.append((said, right, seen))
    assert [] == wrong[:3]


def verdicts_of(content: Content, name: str, plays: str) -> set[str]:
    """What the rules of a profile say of each of these answers."""
    rules = {rule.answer: rule.verdict.value for rule in content.initiatives[name].fit}
    return {rules[answer] for answer in plays.split(",")}


def verdict_here(content: Content, slug: str, name: str, said: dict[str, str]) -> str:
    """What several answers together mean for an offer: who fits one of them and not another is to be asked."""
    record, offer = content.initiatives[name], offer_in(content, slug, name)
    assert offer and record.facts.ages
    ages = (offer.facts.ages or record.facts.ages).value
    assert ages
    each = verdicts_of(content, name, said["helpt"])
    plays = each.pop() if len(each) == 1 else "caution"
    of_ages = {"yes": "fits", "ask": "caution", "no": "no"}[ages_fit(said["leeftijd"], ages)]
    return max(plays, of_ages, key=("fits", "caution", "no").index)


def test_without_scripts_all_of_it_stands_there(browser: Browser, site: str, content: Content) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site}hilversum/verwijzen/")
    assert page.locator(".asks").is_hidden()
    for words in ("Samen Oplopen", "Steunouder", "Bel Versa Welzijn", "Bel Gemeente Hilversum", "0–12 jaar"):
        expect(page.locator(".referral")).to_contain_text(words)
    expect(page.locator(".message")).to_contain_text("Kinderen: ____ jaar.")
    expect(page.locator(".referral__date")).to_have_text("____________")
    for answer in content.signpost.answers:
        if not answer.elsewhere:
            row = page.locator(".meanings tr", has=page.get_by_text(answer.professional.nl, exact=True))
            expect(row.locator("li")).to_have_count(2)  # what it means for each of the two that are there
    for answer in content.signpost.help:
        if answer.refer:
            expect(page.get_by_text(answer.refer.nl)).to_be_visible()
    page.goto(f"{site}scholen/")
    page.get_by_role("link", name="Alle gemeenten").first.click()
    page.get_by_role("link", name="Ede", exact=True).first.click()
    page.get_by_role("link", name="Voor professionals: verwijzen in twee minuten").click()
    expect(page).to_have_url(f"{site}ede/verwijzen/")
    context.close()


def test_the_card_still_helps_where_the_rules_of_others_do_not_load(phone: Page, site: str) -> None:
    phone.route(f"**/{urls.REFERRAL_RULES}", lambda route: route.abort())
    phone.goto(f"{site}ede/verwijzen/#helpt=rust")
    expect(phone.locator("#kaart")).to_have_text("Past: Buurtgezinnen. Vraag of het er nog is.")
    expect(phone.locator(".asks__note")).to_have_text(
        "Wat er in andere plaatsen is, laadt nu niet. De rest van deze kaart klopt wel."
    )


@pytest.mark.parametrize("answers", ["helpt=rust,onveilig", "helpt=oppas", "leeftijd=99"])
def test_no_card_has_barriers_that_a_checker_finds(phone: Page, site: str, answers: str) -> None:
    phone.goto(f"{site}ede/verwijzen/#{answers}")
    expect(phone.locator(".asks")).to_be_attached()
    assert [] == axe_violations(phone)


def test_the_page_of_a_municipality_and_its_frame_lead_to_its_card(page: Page, site: str) -> None:
    for address in ("ede/", "ede/insluiten/"):
        page.goto(site + address)
        link = page.get_by_role("link", name="Voor professionals: verwijzen in twee minuten")
        assert link.evaluate("link => link.href") == f"{site}ede/verwijzen/"


def test_the_card_leads_to_flyers_of_its_own_or_says_why_to_the_national_ones(page: Page, site: str) -> None:
    for slug, target, why in (
        ("ede", "flyers/", "Voor Ede is er geen nummer dat het laatste jaar is nagekeken."),
        ("borsele", "flyers/", "Wij weten nog niet wat er in Borsele is."),
        ("voorbeeldstad", "voorbeeldstad/flyers/", ""),
    ):
        page.goto(f"{site}{slug}/verwijzen/#helpt=rust")
        line = page.locator(".referral__more li").first
        expect(line).to_contain_text(why)
        assert line.locator("a").evaluate("link => link.href") == site + target
        assert why or "landelijk" not in line.inner_text()


def test_every_door_has_its_own_first_words_and_its_menu_names_it(page: Page, site: str) -> None:
    titles = []
    for door in urls.DOORS:
        page.goto(site + door)
        titles.append(page.locator("h1").inner_text())
        expect(page.get_by_label("Waar woont het gezin?")).to_be_visible()
        expect(page.locator(f"nav[aria-label=Hoofdmenu] a[href$='{door}']")).to_have_attribute("aria-current", "page")
    assert len(set(titles)) == len(urls.DOORS)
    expect(page.locator("main a[href$='flyers/']").first).to_be_visible()
