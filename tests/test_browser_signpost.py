"""The signpost in a real browser: every combination of answers, step by step, shared, printed, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from kaart.model.facts import fact_that_holds
from kaart.schema.facts import Ages, Facts, Place
from kaart.schema.initiative import Initiative
from kaart.schema.municipality import LocalOffer
from kaart.source.load import Content
from tests.browser import axe_violations, build_site, pdf_tool, served, sticking_out
from tests.copies import dutch_content

PLACES = ("", "hilversum", "voorbeeldstad")
# Gives every combination of answers on the page of professionals, and returns what is shown for each.
ALL_ANSWERS = """async () => {
  history.replaceState = () => {} // the address is not what this is about, and writing it takes most of the time
  document.documentElement.style.display = 'none' // nobody looks, so nothing need be drawn
  const shown = element => !element.closest('[hidden]')
  const set = (name, value) => {
    const select = document.querySelector(`select[name=${name}]`)
    const field = select ?? document.querySelector(`.question [name=${name}][value="${value}"]`)
    if (select) select.value = value
    else field.checked = true
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }
  const values = name => {
    const fields = document.querySelectorAll(`.question[data-question=${name}] :is(option, [type=radio])`)
    return [...fields].map(({ value }) => value)
  }
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]
  const reasonOf = line => [line.parentElement.dataset.verdict, line.querySelector('.fact-link')?.hash.slice(1) ?? '']
  const fitOf = fit => [fit.dataset.initiative, all('.fit__reasons li', fit).map(reasonOf)]
  const turn = () => new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = resolve
    port2.postMessage(0)
  })
  const found = []
  for (const leeftijd of values('leeftijd')) for (const plek of values('plek')) for (const helpt of values('helpt')) {
    set('leeftijd', leeftijd)
    set('plek', plek)
    set('helpt', helpt)
    for (const hulp of values('hulp')) {
      set('hulp', hulp)
      await turn()
      const groups = all('.outcome__group').filter(group => !group.hidden)
      found.push({
        answers: { leeftijd, plek, helpt, hulp },
        groups: Object.fromEntries(groups.map(group => [group.dataset.verdict, all('.fit', group).map(fitOf)])),
        elsewhere: all('[data-elsewhere]').filter(way => !way.hidden).map(way => way.dataset.elsewhere),
        nothing: !document.querySelector('.outcome__nothing').hidden,
        people: all('.outcome__people li, [data-elsewhere] li').some(shown),
        next: shown(document.querySelector('.outcome__place'))
      })
    }
  }
  return found
}"""


def offer_in(content: Content, slug: str, initiative: str) -> LocalOffer | None:
    municipality = content.municipalities.get(slug)
    offers = municipality.offers if municipality else ()
    return next((offer for offer in offers if offer.initiative == initiative and not offer.has_ended), None)


def age_fits(age: str, ages: Ages) -> str:
    """What an age means, worked out from the fact: yes, no, or that it must be asked."""
    if age == "op-komst":
        if ages.includes_pregnancy:
            return "ask" if ages.varies else "yes"
        return "ask" if ages.min == 0 else "no"
    if int(age) > ages.max and ages.youngest_child:
        return "ask"
    if not ages.min <= int(age) <= ages.max:
        return "no"
    return "ask" if ages.varies else "yes"


def expected_verdict(initiative: Initiative, offer: LocalOffer | None, slug: str, answers: dict[str, str]) -> str:
    """The verdict as it follows from the profile, the offer and the rules: the worst of what each answer means."""
    ranks = {"fits": 0, "yes": 0, "caution": 1, "ask": 1, "no": 2}
    said = ["caution"] if slug and not offer else []
    ages, place = (fact_that_holds(initiative, offer, topic)[0] for topic in ("ages", "place"))
    assert ages and ages.value and place and place.value
    if answers["leeftijd"]:
        said.append(age_fits(answers["leeftijd"], ages.value))
    if answers["plek"]:
        wanted = Place.VOLUNTEER_HOME if answers["plek"] == "elders" else Place.FAMILY_HOME
        said.append("fits" if place.value is wanted else "no")
    rules = {rule.answer: rule.verdict.value for rule in initiative.fit}
    said += [rules[answers[name]] for name in ("helpt", "hulp") if answers[name]]
    return ("fits", "caution", "no")[max((ranks[each] for each in said), default=0)]


@pytest.mark.parametrize("slug", PLACES, ids=lambda slug: slug or "no municipality")
def test_every_combination_of_answers_is_true_and_has_an_end(
    page: Page, site: str, content: Content, slug: str
) -> None:
    page.goto(f"{site}wegwijzer/professionals/{f'#waar={slug}' if slug else ''}")
    expect(page.locator(".outcome__said")).not_to_be_empty()
    found: list[dict[str, Any]] = page.evaluate(ALL_ANSWERS)
    known = [record.facts.ages.value for record in content.initiatives.values() if record.facts.ages]
    oldest = max(ages.max for ages in known if ages)
    answers = (len(content.signpost.help) + 1) * (len(content.signpost.care) + 1)
    assert (oldest + 3) * 3 * answers == len(found)
    without = {answer.key for answer in content.signpost.help if answer.elsewhere}
    wrong = []
    for each in found:
        said = each["answers"]
        if said["helpt"] in without:
            is_right = [said["helpt"]] == each["elsewhere"] and not each["groups"] and each["people"]
            if not is_right or each["next"]:
                wrong.append(each)
            continue
        seen = {name: verdict for verdict, fits in each["groups"].items() for name, _ in fits}
        expected = {
            name: expected_verdict(record, offer_in(content, slug, name), slug, said)
            for name, record in content.initiatives.items()
        }
        has_end = each["people"] and each["next"] == bool(slug)
        has_end = has_end and each["nothing"] == (set(expected.values()) == {"no"})
        if seen != expected or not has_end or not _reasons_hold(content, each, slug):
            wrong.append(each)
    assert [] == wrong[:3]


def _reasons_hold(content: Content, each: dict[str, Any], slug: str) -> bool:
    """Each answer has a reason, each reason leads to a fact that the profile knows, and the worst one is named.

    Where something was said, but not what would help, there is one more: whom the initiative is for.
    """
    said = [name for name, value in each["answers"].items() if value]
    if (said or slug) and not each["answers"]["helpt"]:
        said.append("for whom")
    for verdict, fits in each["groups"].items():
        for name, reasons in fits:
            topics = [topic for _, topic in reasons if topic]
            facts = [getattr(content.initiatives[name].facts, topic) for topic in topics]
            kinds = {kind for kind, _ in reasons}
            is_named = verdict in kinds or (verdict == "fits" and not said)
            if len(topics) != len(said) or not is_named or any(fact is None or fact.unknown for fact in facts):
                return False
            if verdict == "fits" and kinds - {"fits"}:
                return False
    return True


def test_every_reason_leads_to_the_fact_on_the_profile(browser: Browser, site: str) -> None:
    """Also without scripts: the same reasons stand in a table."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}wegwijzer/")
    expect(page.locator(".signpost")).to_be_hidden()
    expect(page.get_by_role("table", name="Wat past het best bij hoe het nu gaat?")).to_be_visible()
    row = page.get_by_role("row", name="Even tijd om op adem te komen")
    expect(row).to_contain_text("Steunouder: Uw kind is één of twee dagdelen per week bij een steunouder")
    links = page.locator(".rules .fact-link").evaluate_all("links => [...new Set(links.map(link => link.href))]")
    assert len(links) > len(Facts.model_fields)
    missing = []
    for link in links:
        page.goto(link)
        if page.locator(f"#{link.partition('#')[2]}").count() != 1:
            missing.append(link)
    assert [] == missing
    context.close()


def next_question(page: Page) -> Locator:
    return page.get_by_role("button", name="Volgende vraag")


def test_a_parent_answers_one_question_after_the_other(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/")
    expect(page.get_by_text("Vraag 1 van 5")).to_be_visible()
    page.get_by_role("combobox", name="Postcode, plaats of gemeente").last.fill("1211")
    page.get_by_role("option", name="Hilversum").click()
    expect(page.get_by_role("button", name="Andere gemeente")).to_be_focused()
    expect(page).to_have_url(f"{site}wegwijzer/#waar=hilversum")
    next_question(page).click()
    page.get_by_label("Hoe oud is uw kind?").select_option("3 jaar")
    next_question(page).click()
    page.get_by_role("radio", name="Mijn kind mag naar een ander gezin").check()
    next_question(page).click()
    page.get_by_role("radio", name="Even tijd om op adem te komen").check()
    page.get_by_role("button", name="Vorige vraag").click()
    expect(page.get_by_role("radio", name="Mijn kind mag naar een ander gezin")).to_be_checked()
    next_question(page).click()
    next_question(page).click()
    page.get_by_role("button", name="Laat zien wat past").click()
    expect(page.get_by_role("heading", name="Dit past bij wat u koos")).to_be_focused()
    fits = page.get_by_role("region", name="Past hierbij")
    expect(fits.get_by_role("article")).to_have_count(1)
    expect(fits).to_contain_text("In Hilversum: Steunouder. Van: Versa Welzijn.")
    local = fits.get_by_role("link", name="Steunouder", exact=True).last
    expect(local).to_have_attribute("href", f"{site}hilversum/steunouder/")
    expect(page.get_by_role("region", name="Dit kunt u nu doen")).to_be_visible()
    expect(page.get_by_role("region", name="Dit kunt u nu doen").locator("a[href^='tel:']").first).to_be_visible()


def test_every_question_can_be_skipped(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/")
    for _ in range(4):
        next_question(page).click()
    page.get_by_role("button", name="Laat zien wat past").click()
    expect(page.get_by_role("region", name="Alle initiatieven").get_by_role("article")).to_have_count(5)
    expect(page.locator(".outcome__said")).to_have_text("U koos nog niets. Dit zijn alle initiatieven.")
    expect(page.get_by_role("region", name="Wie denkt er nog meer mee?")).to_contain_text("Bel uw eigen huisarts.")
    expect(page).to_have_url(f"{site}wegwijzer/")


def test_answers_live_in_the_address_for_both_doors(page: Page, site: str) -> None:
    answers = "#waar=ede&leeftijd=op-komst&plek=thuis&helpt=opvoeden&hulp=met"
    page.goto(f"{site}wegwijzer/{answers}")
    expect(page.get_by_role("region", name="Past misschien, let op")).to_contain_text("Home-Start")
    page.get_by_role("link", name="Bent u professional?").click()
    expect(page).to_have_url(f"{site}wegwijzer/professionals/{answers}")
    expect(page.get_by_label("Hoe oud is het kind?")).to_have_value("op-komst")
    expect(page.get_by_role("radio", name="De ouders hebben gewone vragen over opvoeden")).to_be_checked()
    page.get_by_role("radio", name="Er zijn zorgen over veiligheid").check()
    expect(page.get_by_role("heading", name="Hierbij past iets anders")).to_be_visible()
    assert "helpt" not in page.url  # danger stays out of the address
    assert ["", 0, 0] == page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]")


def test_danger_comes_first_and_a_volunteer_is_not_the_answer(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#waar=hilversum")
    page.get_by_role("button", name="Wat past het best bij hoe het nu gaat?").click()
    page.get_by_role("radio", name="Het is thuis niet veilig").check()
    next_question(page).click()
    outcome = page.get_by_role("region", name="Hierbij past iets anders")
    expect(outcome.get_by_role("link").first).to_have_attribute("href", "tel:112")
    expect(outcome).to_contain_text("Bel Veilig Thuis, ook als u twijfelt.")
    expect(outcome.get_by_role("article")).to_have_count(0)
    expect(page.get_by_role("region", name="Dit kunt u nu doen")).to_have_count(0)


def test_a_babysitter_is_sought_elsewhere(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#helpt=oppas")
    outcome = page.get_by_role("region", name="Hierbij past iets anders")
    expect(outcome).to_contain_text("Geen van deze initiatieven is een gratis oppasdienst.")
    expect(outcome).to_contain_text("Kinderopvang, peuteropvang of school")
    expect(outcome).to_contain_text("Dan mag u altijd bellen.")


def test_what_the_address_says_wrongly_is_named_as_text(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#leeftijd=99&helpt=<img src=x>&waar=<b>&plek=elders")
    expect(page.locator(".outcome__said")).to_contain_text("leeftijd=99, helpt=<img src=x> en waar=<b>")
    expect(page.get_by_role("region", name="Past hierbij")).to_contain_text("Steunouder")
    assert 0 == page.locator("main img").count()


def test_a_municipality_that_does_not_load_says_where_to_look(page: Page, site: str) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    page.route(f"{site}ede/wegwijzer.json", refuse)
    page.goto(f"{site}wegwijzer/#waar=ede&helpt=rust")
    place = page.locator(".outcome__place")
    expect(place).to_contain_text("laadt nu niet")
    expect(place.get_by_role("link")).to_have_attribute("href", f"{site}ede/")
    page.goto(f"{site}wegwijzer/#waar=nergenshuizen&helpt=rust")
    expect(page.locator(".outcome__said")).to_contain_text("kennen we niet: waar=nergenshuizen")
    expect(place).to_be_hidden()


def test_the_next_step_names_only_what_may_fit(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#waar=ede&leeftijd=22&plek=thuis&helpt=veel")
    place = page.get_by_role("region", name="Dit kunt u nu doen")
    expect(place).to_contain_text("In Ede vonden we niets dat hierbij past. Vraag er toch naar.")
    expect(place.get_by_text("U meldt zich aan op de site van Buurtgezinnen.")).to_be_hidden()
    expect(page.get_by_text("Consultatiebureau (0 tot 4 jaar)")).to_be_hidden()
    page.goto(f"{site}wegwijzer/#waar=ede&leeftijd=3&helpt=rust")
    expect(place.get_by_text("U meldt zich aan op de site van Buurtgezinnen.")).to_be_visible()


def test_a_place_that_was_typed_is_not_lost(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/")
    field = page.get_by_role("combobox", name="Postcode, plaats of gemeente").last
    field.fill("hilversum")
    next_question(page).click()
    expect(page.get_by_role("button", name="Andere gemeente")).to_be_focused()
    assert page.url.endswith("#waar=hilversum")
    next_question(page).click()
    expect(page.get_by_text("Vraag 2 van 5")).to_be_visible()


def test_a_place_is_never_taken_on_a_guess(page: Page, dutch: str) -> None:
    page.goto(f"{dutch}wegwijzer/")
    question = page.locator(".question[data-question=waar]")
    field = question.get_by_role("combobox")
    for typed, sentence in (("lunt", "Bedoelt u een van deze?"), ("Bergen", "Bedoelt u een van deze?")):
        field.fill(typed)
        next_question(page).click()
        expect(question.get_by_role("status")).to_have_text(sentence)
        expect(page.get_by_text("Vraag 1 van 5")).to_be_visible()
    question.get_by_role("button", name="Bergen (L) Limburg").click()
    expect(page.get_by_role("button", name="Andere gemeente")).to_be_focused()
    expect(page).to_have_url(f"{dutch}wegwijzer/#waar=bergen-l")


def test_who_lives_where_the_map_does_not_reach_can_go_on(page: Page, dutch: str) -> None:
    page.goto(f"{dutch}wegwijzer/")
    question = page.locator(".question[data-question=waar]")
    question.get_by_role("combobox").fill("Saba")
    expect(question.get_by_role("status")).to_contain_text("Saba staat niet op deze kaart.")
    next_question(page).click()
    expect(page.get_by_text("Vraag 2 van 5")).to_be_visible()
    expect(page).to_have_url(f"{dutch}wegwijzer/")


@pytest.mark.parametrize("place", ["saba", "kleve", "Ede", "bergen", "zoeken", "x" * 100_000])
def test_an_address_with_a_place_that_is_no_municipality_guesses_none(page: Page, dutch: str, place: str) -> None:
    page.goto(f"{dutch}wegwijzer/#waar={place}&helpt=rust")
    expect(page.locator(".outcome__said")).to_contain_text(f"kennen we niet: waar={place[:50]}")
    expect(page.locator(".outcome__place")).to_be_hidden()
    expect(page).to_have_url(f"{dutch}wegwijzer/#helpt=rust")


def test_a_book_in_the_address_is_cut(page: Page, dutch: str) -> None:
    page.goto(f"{dutch}wegwijzer/#helpt=rust&" + "&".join(f"leeftijd={number}{'9' * 90}" for number in range(5_000)))
    said = page.locator(".outcome__said")
    expect(said).to_contain_text("kennen we niet: leeftijd=0999")
    assert len(said.inner_text()) < 600
    expect(page.get_by_role("region", name="Past hierbij")).to_be_visible()


def test_one_answer_is_changed_and_the_rest_stays(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#leeftijd=3&helpt=rust")
    page.get_by_role("button", name="Hoe oud is uw kind?").click()
    page.get_by_label("Hoe oud is uw kind?").select_option("20 jaar")
    next_question(page).click()
    expect(page.get_by_role("heading", name="Dit past bij wat u koos")).to_be_focused()
    expect(page.get_by_role("region", name="Past nu niet")).to_contain_text("Steunouder")


def test_before_birth_it_says_what_to_ask(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#leeftijd=op-komst")
    home_start = page.get_by_role("article").filter(has=page.get_by_role("link", name="Home-Start", exact=True))
    expect(home_start).to_contain_text("Vraag na welke leeftijd in uw gemeente geldt.")
    expect(home_start).not_to_contain_text("pas na de geboorte")
    steunouder = page.get_by_role("article").filter(has=page.get_by_role("link", name="Steunouder", exact=True))
    expect(steunouder).to_contain_text("Het begint pas na de geboorte.")


def test_professionals_keep_the_focus(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/professionals/")
    field = page.get_by_role("combobox", name="Postcode, plaats of gemeente").last
    field.fill("ede")
    field.press("Enter")
    expect(page.get_by_role("button", name="Andere gemeente")).to_be_focused()
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(field).to_be_focused()


def test_on_paper_the_answers_are_only_there_if_wanted(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}wegwijzer/#waar=hilversum&leeftijd=3&helpt=rust")
    expect(page.get_by_role("region", name="Past hierbij")).to_be_visible()

    def printed(name: str) -> str:
        page.pdf(path=tmp_path / name)
        return pdf_tool("pdftotext", "-layout", tmp_path / name, "-")

    without = printed("without.pdf")
    assert "Past hierbij, omdat:" in without
    assert "Versa Welzijn" in without
    assert "Uw antwoorden" not in without
    assert "leeftijd=3" not in without
    assert "Bij deze vraag past" not in without
    expect(page).to_have_url(f"{site}wegwijzer/#waar=hilversum&leeftijd=3&helpt=rust")
    page.get_by_role("checkbox", name="Zet ook mijn antwoorden op papier").check()
    wanted = printed("wanted.pdf")
    assert "Uw antwoorden" in wanted
    assert "3 jaar" in wanted
    assert "leeftijd=3" in wanted


def test_the_link_with_answers_is_copied(browser: Browser, site: str) -> None:
    context: BrowserContext = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}wegwijzer/#helpt=rust")
    page.get_by_role("button", name="Kopieer de link met antwoorden").click()
    expect(page.locator(".outcome__said")).to_have_text("De link is gekopieerd. Wie hem opent, ziet uw antwoorden.")
    assert f"{site}wegwijzer/#helpt=rust" == page.evaluate("navigator.clipboard.readText()")
    context.close()


def test_starting_again_forgets_the_answers(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#waar=ede&helpt=rust&leeftijd=4")
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page).to_have_url(f"{site}wegwijzer/")
    expect(page.get_by_text("Vraag 1 van 5")).to_be_visible()
    expect(page.get_by_role("combobox", name="Postcode, plaats of gemeente").last).to_be_visible()


def test_in_arabic_it_goes_from_right_to_left(page: Page, translated: str) -> None:
    page.goto(f"{translated}ar/wegwijzer/#waar=proefdam&helpt=rust&leeftijd=3")
    fits = page.locator(".outcome__group[data-verdict=fits]")
    expect(fits).to_contain_text("يلعب طفلك عند عائلة أخرى.")
    expect(fits).to_contain_text("Stichting Proefdam")
    assert [] == sticking_out(page, 320)
    assert [] == axe_violations(page)


def test_the_way_to_the_numbers_in_danger_leaves_the_questions_where_they_are(page: Page, translated: str) -> None:
    page.goto(f"{translated}wegwijzer/")
    next_question(page).click()
    page.get_by_role("link", name="Nu gevaar?").click()
    expect(page).to_have_url(f"{translated}wegwijzer/#veilig")
    expect(page.locator("#veilig")).to_be_in_viewport()
    expect(page.get_by_text("Vraag 2 van 5")).to_be_visible()
    expect(page.locator(".outcome")).to_be_hidden()
    page.reload()
    expect(page.get_by_text("Vraag 1 van 5")).to_be_visible()


@pytest.fixture(scope="module")
def hilversum(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site about one municipality."""
    with served(
        build_site(tmp_path_factory.mktemp("only") / "site", dutch_content(), "--only", "hilversum")
    ) as address:
        yield address


def test_the_site_of_one_municipality_does_not_ask_where(page: Page, hilversum: str) -> None:
    page.goto(f"{hilversum}wegwijzer/")
    expect(page.get_by_text("Vraag 1 van 4")).to_be_visible()
    page.goto(f"{hilversum}wegwijzer/#helpt=rust")
    expect(page.get_by_role("region", name="Past hierbij")).to_contain_text("In Hilversum: Steunouder")
    expect(page.get_by_role("region", name="Dit kunt u nu doen")).to_be_visible()


def test_all_answers_have_words_for_both_doors(page: Page, site: str, content: Content) -> None:
    for address, words in (("wegwijzer/", "label"), ("wegwijzer/professionals/", "professional")):
        page.goto(site + address)
        labels = page.locator(".question label").all_inner_texts()
        assert [] == [
            answer.key
            for answer in content.signpost.answers
            if getattr(answer, words).nl not in [label.strip() for label in labels]
            and page.get_by_label(getattr(answer, words).nl, exact=True).count() == 0
        ]
