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
from kaart.views.national import WAYS_IN
from kaart.views.signpost import AGE_GROUPS, EXPECTING, SKIPPED
from tests.browser import axe_violations, build_site, pdf_tool, served, sticking_out
from tests.copies import dutch_content

AGES = (EXPECTING, *(f"{youngest}-{oldest}" for youngest, oldest, _ in AGE_GROUPS))
PHONE = {"width": 360, "height": 740}
PLACES = ("", "hilversum", "voorbeeldstad")
# Gives every combination of answers to what shows the outcome, and returns what is shown for each.
ALL_ANSWERS = """async ([ages, slug]) => {
  document.documentElement.style.display = 'none' // nobody looks, so nothing need be drawn
  const root = document.querySelector('.signpost')
  const { fitsIn, showOutcome } = await import(new URL(root.dataset.outcome, document.baseURI).href)
  const { visit } = await import([...document.querySelectorAll('link')]
    .find(({ href }) => href.includes('municipality.js'))?.href ?? performance.getEntriesByType('resource')
    .find(({ name }) => /\\/municipality\\.\\w+\\.js/.test(name)).name)
  const place = slug ? await visit(slug, new URL(`../${slug}/`, location.href)) : null
  const initiatives = fitsIn(root)
  const messages = JSON.parse(root.dataset.messages)
  const shown = element => !element.closest('[hidden]:not(.signpost, .outcome)')
  const values = name => ['', ...[...document.querySelectorAll(`.question[data-question=${name}] .tile input`)]
    .map(({ value }) => value)]
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]
  const reasonOf = line => [line.parentElement.dataset.verdict, line.querySelector('.fact-link')?.hash.slice(1) ?? '']
  const fitOf = fit => [fit.dataset.initiative, all('.fit__reasons li', fit).map(reasonOf)]
  const found = []
  for (const leeftijd of ages) for (const plek of values('plek')) for (const helpt of values('helpt')) {
    for (const hulp of values('hulp')) {
      showOutcome(root, initiatives, messages, { answers: { waar: slug, leeftijd, plek, helpt, hulp }, place })
      const groups = all('.outcome__group').filter(group => !group.hidden)
      const fits = groups.flatMap(group => all('.fit', group))
      const verdicts = ['fits', 'caution', 'no'].filter(verdict => fits.some(fit => fit.dataset.verdict === verdict))
      found.push({
        answers: { leeftijd, plek, helpt, hulp },
        groups: Object.fromEntries(verdicts.map(verdict =>
          [verdict, fits.filter(fit => fit.dataset.verdict === verdict).map(fitOf)])),
        card: all('.reply__picks [data-pick]').filter(shown).map(pick => pick.dataset.pick),
        buttons: all('.reply__go > .button').filter(shown).length,
        elsewhere: all('[data-elsewhere]').filter(way => !way.hidden).map(way => way.dataset.elsewhere),
        nothing: !document.querySelector('.outcome__nothing').hidden,
        people: all('.outcome__people li, [data-elsewhere] li').some(shown),
        next: shown(document.querySelector('.outcome__next'))
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
    years = set(range(int(age.split("-")[0]), int(age.split("-")[-1]) + 1))
    fitting = years & set(range(ages.min, ages.max + 1))
    if not fitting:
        return "ask" if ages.youngest_child and min(years) > ages.max else "no"
    return "ask" if ages.varies or fitting != years else "yes"


def ages_fit(answer: str, ages: Ages) -> str:
    """The same of several children: what is not for all of them must be asked."""
    each = {age_fits(age, ages) for age in answer.split(",")}
    if ages.youngest_child and "yes" in each:
        return "yes"
    return each.pop() if len(each) == 1 else "ask"


def expected_verdict(initiative: Initiative, offer: LocalOffer | None, slug: str, answers: dict[str, str]) -> str:
    """The verdict as it follows from the profile, the offer and the rules: the worst of what each answer means."""
    ranks = {"fits": 0, "yes": 0, "caution": 1, "ask": 1, "no": 2}
    said = ["caution"] if slug and not offer else []
    ages, place = (fact_that_holds(initiative, offer, topic)[0] for topic in ("ages", "place"))
    assert ages and ages.value and place and place.value
    if answers["leeftijd"]:
        said.append(ages_fit(answers["leeftijd"], ages.value))
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
    page.goto(f"{site}wegwijzer/#waar={slug or 'ede'}")
    expect(page.get_by_role("group", name="Hoe oud zijn uw kinderen?")).to_be_visible()
    ages = [*AGES, ",".join(AGES[:3]), f"{AGES[1]},{AGES[-2]}", ""]
    found: list[dict[str, Any]] = page.evaluate(ALL_ANSWERS, [ages, slug])
    answers = (len(content.signpost.help) + 1) * (len(content.signpost.care) + 1)
    assert (len(AGES) + 3) * 3 * answers == len(found)
    without = {answer.key for answer in content.signpost.help if answer.elsewhere}
    wrong = []
    for each in found:
        said = each["answers"]
        if said["helpt"] in without:
            is_right = [said["helpt"]] == each["elsewhere"] and not each["groups"] and each["people"]
            if not is_right or each["next"] or each["card"] or each["buttons"]:
                wrong.append(each)
            continue
        seen = {name: verdict for verdict, fits in each["groups"].items() for name, _ in fits}
        expected = {
            name: expected_verdict(record, offer_in(content, slug, name), slug, said)
            for name, record in content.initiatives.items()
        }
        has_end = each["people"] and each["next"] == bool(slug)
        has_end = has_end and each["nothing"] == (set(expected.values()) == {"no"})
        is_on_card = set(each["card"]) == card_of(content, expected, slug, said)
        has_one = each["buttons"] == 1  # to do now, whoever fits
        if seen != expected or not (has_end and is_on_card and has_one and _reasons_hold(content, each, slug)):
            wrong.append(each)
    assert [] == wrong[:3]


def card_of(content: Content, verdicts: dict[str, str], slug: str, said: dict[str, str]) -> set[str]:
    """Who stands on the card: all who fit; else all who would, but are not there; else who may fit, rather there."""
    fits = {name for name, verdict in verdicts.items() if verdict == "fits"}
    maybe = {name for name, verdict in verdicts.items() if verdict == "caution"}
    there = {name for name in maybe if offer_in(content, slug, name)}
    away = {
        name for name in maybe - there if slug and expected_verdict(content.initiatives[name], None, "", said) == "fits"
    }
    return fits or away or there or maybe


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


def test_the_groups_of_ages_end_where_the_ages_of_an_initiative_do(content: Content) -> None:
    """So that what fits is certain; where the age differs from place to place, it must be asked anyhow."""
    assert [oldest + 1 for _, oldest, _ in AGE_GROUPS[:-1]] == [youngest for youngest, _, _ in AGE_GROUPS[1:]]
    ends = {oldest for _, oldest, _ in AGE_GROUPS}
    facts = {name: record.facts.ages for name, record in content.initiatives.items()}
    known = {name: fact.value for name, fact in facts.items() if fact and fact.value}
    assert {} == {name: ages for name, ages in known.items() if ages.max not in ends and not ages.varies}


def test_every_reason_leads_to_the_fact_on_the_profile(browser: Browser, site: str) -> None:
    """Also without scripts: the same reasons stand in tables, each folded behind its question."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}wegwijzer/")
    expect(page.locator(".signpost")).to_be_hidden()
    first = page.locator("main .signpost-room a:visible").first
    expect(first).to_have_text("Kies uw gemeente")
    expect(first).to_have_attribute("href", "../gemeenten/")
    rules, leave = (page.locator(each).evaluate(PLACE) for each in (".doubt", ".leave"))
    assert rules < leave
    page.locator("summary", has_text="Wat past het best bij hoe het nu gaat?").click()
    expect(page.get_by_role("table", name="Wat past het best bij hoe het nu gaat?")).to_be_visible()
    row = page.get_by_role("row", name="Even een middag vrij")
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


PLACE = "each => [...document.querySelectorAll('*')].indexOf(each)"


@pytest.mark.parametrize("address", ["", "#helpt=rust", f"#waar={SKIPPED}&leeftijd={SKIPPED}"])
def test_there_is_no_emptiness_between_a_question_and_the_way_to_leave(
    browser: Browser, site: str, address: str
) -> None:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    page.goto(f"{site}wegwijzer/{address}")
    expect(page.locator(".question legend:visible")).to_be_focused()
    room = page.locator(".signpost-room").evaluate(
        "room => [...room.querySelectorAll(':scope > :not(.leave)')].map(each => each.getBoundingClientRect().bottom)"
    )
    leave = page.locator(".leave").bounding_box()
    assert leave and leave["y"] - max(room) < 100
    page.close()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Verder").click()


def question_at_top(page: Page, text: str) -> None:
    """The question has the focus, and stands at the top of the screen."""
    legend = page.locator("legend", has_text=text)
    expect(legend).to_be_focused()
    expect(legend).to_be_in_viewport(ratio=1)
    box = legend.bounding_box()
    assert box and box["y"] < 120


def question_as_it_comes(page: Page, text: str) -> None:
    """The question has the focus, and the page stands at its top: the way to the numbers in danger is in sight."""
    legend = page.locator("legend", has_text=text)
    expect(legend).to_be_focused()
    expect(legend).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="Nu gevaar?")).to_be_in_viewport(ratio=1)
    assert 0 == page.evaluate("scrollY")


def card(page: Page) -> Locator:
    return page.locator(".reply")


def test_a_parent_answers_one_question_after_the_other(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    page.goto(f"{site}wegwijzer/")
    expect(page.get_by_text("Vraag 1 van 5")).to_be_visible()
    expect(page.locator("legend", has_text="Waar woont u?")).to_be_focused()
    page.locator(".question").get_by_role("combobox", name="Postcode, plaats of gemeente").fill("1211")
    expect(page.locator(".question").get_by_role("button", name="Zoek", exact=True)).to_be_hidden()
    page.get_by_role("option", name="Hilversum").click()  # goes on by itself
    question_at_top(page, "Hoe oud zijn uw kinderen?")
    expect(page).to_have_url(f"{site}wegwijzer/#waar=hilversum")
    expect(page.locator(".question:visible input")).to_have_count(6)
    assert 0 == page.locator(".question :checked").count()  # nothing is chosen before a visitor chose
    page.get_by_role("checkbox", name="0–4 jaar").check()
    page.get_by_role("checkbox", name="7–12 jaar").check()
    expect(page).to_have_url(f"{site}wegwijzer/#waar=hilversum&leeftijd=0-4,7-12")
    page.get_by_role("checkbox", name="7–12 jaar").uncheck()
    go_on(page)
    question_at_top(page, "Mag uw kind naar een ander gezin")
    page.get_by_role("radio", name="Mijn kind mag naar een ander gezin").check()
    go_on(page)
    question_at_top(page, "Wat past het best bij hoe het nu gaat?")
    page.get_by_role("radio", name="Even een middag vrij").check()
    page.get_by_role("button", name="Vorige vraag").click()
    question_at_top(page, "Mag uw kind naar een ander gezin")
    expect(page.get_by_role("radio", name="Mijn kind mag naar een ander gezin")).to_be_checked()
    go_on(page)
    expect(page.get_by_role("radio", name="Even een middag vrij")).to_be_checked()
    go_on(page)
    page.get_by_role("button", name="Laat zien wat past").click()
    heading = page.get_by_role("heading", name="In Hilversum past bij u Steunouder")
    expect(heading).to_be_focused()
    box = heading.bounding_box()
    assert box and 0 <= box["y"] < 80
    expect(card(page)).to_contain_text("Uw kind is één of twee dagdelen per week bij een steunouder")
    expect(card(page).locator(".button--lamp:visible")).to_have_attribute("href", "tel:14035")
    expect(card(page).get_by_role("link", name="Zo werkt Steunouder")).to_have_attribute(
        "href", f"{site}hilversum/steunouder/"
    )
    assert page.url.endswith("#waar=hilversum&leeftijd=0-4&plek=elders&helpt=rust&hulp=weet-niet")
    page.close()


def test_the_back_of_the_browser_goes_one_question_back_and_the_answers_stay(page: Page, site: str) -> None:
    page.goto(site)
    page.goto(f"{site}wegwijzer/#waar=ede")
    page.get_by_role("checkbox", name="5–6 jaar").check()
    go_on(page)
    page.get_by_role("radio", name="Er komt liever iemand bij ons").check()
    go_on(page)
    page.get_by_role("radio", name="Het is thuis niet veilig").check()
    expect(page.get_by_role("heading", name="Het is niet uw schuld")).to_be_focused()
    page.go_back()
    question_at_top(page, "Wat past het best bij hoe het nu gaat?")
    expect(page.get_by_role("radio", name="Het is thuis niet veilig")).to_be_checked()
    assert "helpt" not in page.url
    page.go_back()
    question_at_top(page, "Mag uw kind naar een ander gezin")
    expect(page.get_by_role("radio", name="Er komt liever iemand bij ons")).to_be_checked()
    expect(page.locator(".chosen")).not_to_contain_text("niet veilig")  # nor does danger stay in sight
    page.go_back()
    question_at_top(page, "Hoe oud zijn uw kinderen?")
    expect(page.get_by_role("checkbox", name="5–6 jaar")).to_be_checked()
    expect(page).to_have_url(f"{site}wegwijzer/#waar=ede&leeftijd=5-6&plek=thuis")
    page.go_forward()
    question_at_top(page, "Mag uw kind naar een ander gezin")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(site)


def test_every_question_can_be_skipped(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/")
    for number in range(5):
        expect(page.get_by_text(f"Vraag {number + 1} van 5")).to_be_visible()
        page.get_by_role("button", name="Dat weet ik niet", exact=True).last.click()
    expect(page.get_by_role("heading", name="Alle initiatieven")).to_be_focused()
    expect(card(page).locator(".reply__picks [data-pick]:visible")).to_have_count(5)
    expect(page.locator(".outcome__said")).to_have_text("U koos nog niets. Dit zijn alle initiatieven.")
    page.get_by_text("Wie denkt er nog meer mee?").click()
    expect(page.locator(".outcome__people")).to_contain_text("Bel uw eigen huisarts.")
    skipped = "&".join(f"{name}={SKIPPED}" for name in ("waar", "leeftijd", "plek", "helpt", "hulp"))
    expect(page).to_have_url(f"{site}wegwijzer/#{skipped}")
    card(page).get_by_role("button", name="Kies uw gemeente").click()
    question_at_top(page, "Waar woont u?")


def test_skipping_takes_an_answer_back(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#waar=ede")
    page.get_by_role("checkbox", name="Op komst").check()
    page.get_by_role("button", name="Dat weet ik niet", exact=True).click()
    expect(page).to_have_url(f"{site}wegwijzer/#waar=ede&leeftijd={SKIPPED}")
    page.go_back()
    expect(page.get_by_role("checkbox", name="Op komst")).not_to_be_checked()


def test_answers_live_in_the_address_and_go_along_to_the_card_of_professionals(page: Page, site: str) -> None:
    answers = "#waar=ede&leeftijd=op-komst&plek=thuis&helpt=opvoeden&hulp=met"
    page.goto(f"{site}wegwijzer/{answers}")
    expect(page.get_by_role("heading", name="Dit past misschien, maar in Ede vonden we het niet")).to_be_visible()
    expect(card(page)).to_contain_text("Home-Start")
    page.get_by_role("link", name="Bent u professional?").click()
    expect(page).to_have_url(f"{site}ede/verwijzen/{answers.replace('waar=ede&', '')}")
    expect(page.get_by_role("heading", name="In Ede vonden wij niets dat past")).to_be_visible()
    expect(page.locator("[data-group=away]")).to_contain_text("Home-Start")
    assert ["", 0, 0] == page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]")


OUTCOME = "waar=ede&leeftijd=0-4&plek=elders&helpt=rust&hulp=zonder"


@pytest.mark.parametrize("language", ["", "ar/"])
def test_a_shared_link_opens_at_the_answer(browser: Browser, site: str, language: str) -> None:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    page.goto(f"{site}{language}wegwijzer/#{OUTCOME}")
    heading = page.locator("#uitkomst")
    expect(heading).to_be_focused()
    expect(heading).to_contain_text("Buurtgezinnen")
    box = heading.bounding_box()
    assert box and 0 <= box["y"] < 80
    expect(card(page).locator(".button--lamp:visible")).to_be_in_viewport(ratio=1)
    page.close()


def test_a_link_of_before_with_a_year_still_holds(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#waar=hilversum&leeftijd=12&plek=elders&helpt=rust&hulp=zonder")
    expect(page.get_by_role("heading", name="In Hilversum past bij u Steunouder")).to_be_visible()
    page.get_by_text("Uw antwoorden", exact=True).click()
    expect(page.locator(".answers")).to_contain_text("7–12 jaar")
    page.locator(".answers").get_by_role("button", name="Hoe oud zijn uw kinderen?").click()
    question_at_top(page, "Hoe oud zijn uw kinderen?")
    expect(page.get_by_role("checkbox", name="7–12 jaar")).to_be_checked()
    page.get_by_role("checkbox", name="Op komst").check()
    assert "leeftijd=op-komst,7-12&" in page.url
    go_on(page)  # only this answer was changed
    expect(page.locator("#uitkomst")).to_be_focused()


def test_a_reason_says_for_which_child_it_holds(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#waar={SKIPPED}&leeftijd=0-4,13-17&plek={SKIPPED}&helpt=zelf&hulp=met")
    page.get_by_text("De redenen, en waar ze staan").click()
    article = page.locator(".fit[data-initiative=meeleefgezin]")
    expect(article).to_contain_text("Past bij uw kind van 0–4 jaar, niet bij uw kind van 13–17 jaar.")
    assert "caution" == article.get_attribute("data-verdict")


def test_a_group_of_ages_across_a_border_says_where_it_lies(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#waar=zutphen&leeftijd=13-17&plek=thuis&helpt=opvoeden&hulp=zonder")
    expect(card(page)).to_contain_text(
        "In Zutphen is de leeftijd anders: 0–14 jaar. "
        "Is uw kind 15 jaar of ouder? Dan past dit niet. Bel toch, en vraag wat er wel is."
    )


def test_the_way_to_sign_up_by_yourself_stands_once(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#{OUTCOME}")
    expect(card(page).get_by_text("U meldt zich aan op de site van Buurtgezinnen.")).to_be_visible()
    page.locator(".outcome details").evaluate_all("all => { for (const each of all) each.open = true }")
    expect(page.get_by_role("link", name="Naar de site van Buurtgezinnen").locator("visible=true")).to_have_count(1)


@pytest.mark.parametrize("answer", [answer for answer, *_ in WAYS_IN])
def test_a_way_in_begins_with_the_first_question_that_has_no_answer(page: Page, site: str, answer: str) -> None:
    page.goto(f"{site}wegwijzer/#helpt={answer}")
    question_as_it_comes(page, "Waar woont u?")
    expect(page.get_by_text("Vraag 1 van 4")).to_be_visible()
    expect(page.locator(".signpost__note")).to_be_empty()
    chip = page.locator(".chosen").get_by_role("button")
    expect(chip).to_have_count(1)
    for _ in range(3):
        page.get_by_role("button", name="Dat weet ik niet", exact=True).last.click()
    expect(page.get_by_text("Vraag 4 van 4")).to_be_visible()
    page.locator(".chosen").get_by_role("button", name="Wat past het best bij hoe het nu gaat?").click()
    question_at_top(page, "Wat past het best bij hoe het nu gaat?")
    page.get_by_role("radio", name="Alles komt tegelijk").check()
    go_on(page)  # back to where it was left
    question_at_top(page, "Is er al hulp van een hulpverlener?")
    assert "helpt=veel" in page.url


def test_the_ways_in_say_what_their_answers_say(content: Content) -> None:
    """So that a visitor knows the words again that were chosen on the start page."""
    labels = {answer.key: answer.label.nl for answer in content.signpost.help}
    assert {} == {answer: label for answer, label, *_ in WAYS_IN if labels.get(answer, label) != label}


def test_the_ways_in_are_answers_that_there_are(content: Content) -> None:
    ways = {answer for answer, *_ in WAYS_IN}
    assert set() == ways - {SKIPPED} - {answer.key for answer in content.signpost.help if not answer.danger}


ANSWERS = (
    f"waar={SKIPPED}&leeftijd=0-4&plek=elders&helpt=rust&hulp=zonder",
    f"waar={SKIPPED}&leeftijd=0-4,13-17&plek={SKIPPED}&helpt=zelf&hulp=zonder",
    "waar=borsele&leeftijd=op-komst,7-12,18-23&plek=weet-niet&helpt=zelf&hulp=zonder",
    "waar=borsele&leeftijd=5-6&plek=thuis&helpt=opvoeden&hulp=met",
    "waar=hilversum&leeftijd=0-4,5-6&plek=weet-niet&helpt=netwerk&hulp=weet-niet",
    "waar=voorbeeldstad&leeftijd=weet-niet&plek=weet-niet&helpt=zelf&hulp=zonder",
    "waar=voorbeeldstad&leeftijd=weet-niet&plek=weet-niet&helpt=weet-niet&hulp=weet-niet",
    "&".join(f"{name}={SKIPPED}" for name in ("waar", "leeftijd", "plek", "helpt", "hulp")),
    OUTCOME,
    "helpt=oppas",
    "helpt=te-zwaar",
)
HREFS = "links => links.map(link => link.getAttribute('href'))"
SHIFTS = """() => {
  window.shift = 0
  new PerformanceObserver(list => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) window.shift += each.value
  }).observe({ type: 'layout-shift', buffered: true })
}"""


@pytest.mark.parametrize("language", ["", "ar/"])
def test_an_answer_is_at_most_four_screens_of_a_phone_and_nothing_jumps(
    browser: Browser, site: str, language: str
) -> None:
    seen = {}
    for answers in ANSWERS:
        page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
        page.add_init_script(f"({SHIFTS})()")
        page.goto(f"{site}{language}wegwijzer/#{answers}")
        page.wait_for_function("() => document.activeElement?.closest('.outcome')")  # in danger it is the number
        expect(
            page.locator(".outcome .ground, .reply [data-elsewhere]").locator("visible=true").first
        ).to_be_in_viewport()
        screens = page.evaluate("() => document.documentElement.scrollHeight") / PHONE["height"]
        shift = page.evaluate("() => shift")
        if screens > 4 or shift >= 0.02:
            seen[answers] = (screens, shift)
        page.close()
    assert {} == seen


@pytest.mark.parametrize("language", ["", "ar/"])
def test_a_question_with_its_answers_and_the_button_is_at_most_one_and_a_half_screens(
    browser: Browser, site: str, language: str
) -> None:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    page.goto(f"{site}{language}wegwijzer/")
    for question in ("waar", "leeftijd", "plek", "helpt", "hulp"):
        expect(page.locator(f".question[data-question={question}]")).to_be_visible()
        button = page.locator("[data-next]").bounding_box()
        asked = page.locator(".questions").bounding_box()
        assert button and asked
        assert button["y"] + button["height"] - asked["y"] <= 1.5 * PHONE["height"], question
        if question == "leeftijd":
            assert button["y"] + button["height"] < PHONE["height"]  # all of it is in sight
        page.locator("[data-next]").click()
    page.close()


THUMB = """all => all.filter(each => each.checkVisibility())
  .map(each => [each.innerText, each.getBoundingClientRect().height])
  .filter(([_, height]) => height < 44)"""


@pytest.mark.parametrize("address", ["#waar=ede", f"#{OUTCOME}", "#helpt=oppas"])
def test_everything_to_tap_is_as_large_as_a_thumb(browser: Browser, site: str, address: str) -> None:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    page.goto(f"{site}wegwijzer/{address}")
    expect(page.locator(".signpost")).to_be_visible()
    page.locator(".outcome details").evaluate_all("all => { for (const each of all) each.open = true }")
    targets = ".signpost :is(button, .tile, .button, summary, .go, .reply__name, .outcome__paper, .fit__name a)"
    assert [] == page.locator(targets).evaluate_all(THUMB)
    page.close()


def test_danger_comes_first_and_a_volunteer_is_not_the_answer(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#waar=hilversum&leeftijd={SKIPPED}&plek={SKIPPED}")
    page.get_by_role("radio", name="Het is thuis niet veilig").check()
    expect(page.get_by_role("heading", name="Het is niet uw schuld")).to_be_focused()
    outcome = page.get_by_role("region", name="Het is niet uw schuld")
    ground = outcome.locator(".ground:visible")
    expect(ground).to_have_class("alarm__first ground ground--alarm")
    assert ["tel:08002000", "tel:112"] == ground.get_by_role("link").evaluate_all(HREFS)
    first = ground.get_by_role("link").first
    expect(first).to_be_in_viewport(ratio=1)
    expect(first).to_have_class("button button--lamp button--full call call--first")
    expect(outcome).to_contain_text("Bel Veilig Thuis, ook als u twijfelt.")
    expect(outcome.locator(".alarm__others:visible")).to_contain_text("Kindertelefoon")
    expect(outcome.get_by_role("article")).to_have_count(0)
    expect(outcome.locator(".outcome__folds")).to_be_hidden()
    expect(page.locator(".rules, .doubt").first).to_be_hidden()
    page.reload()  # the answer is gone with it, and is asked again rather than passed over
    question_as_it_comes(page, "Wat past het best bij hoe het nu gaat?")


@pytest.mark.parametrize("key", ["te-zwaar", "onveilig"])
def test_a_danger_has_the_numbers_of_its_kind(page: Page, site: str, content: Content, key: str) -> None:
    [answer] = [each for each in content.signpost.help if each.key == key]
    [kind] = [each for each in content.danger.kinds if each.key == answer.danger]
    phones = {number.key: number.phone for number in content.safety.numbers}
    page.goto(f"{site}wegwijzer/#helpt={key}")
    expect(page.get_by_role("heading", name=kind.heading.nl)).to_be_focused()
    ground = page.locator(".ground:visible")
    assert 0 == page.locator(".reply:visible").count()
    assert [f"tel:{(phones[each] or '').replace(' ', '')}" for each in (kind.first, kind.second) if each] == (
        ground.get_by_role("link").evaluate_all(HREFS)
    )


def test_arrows_only_look_and_enter_goes_on_in_danger(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#waar={SKIPPED}&leeftijd={SKIPPED}&plek={SKIPPED}")
    page.get_by_role("radio", name="Alleen een oppas").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Het is thuis niet veilig")).to_be_checked()
    expect(page.get_by_role("radio", name="Het is thuis niet veilig")).to_be_focused()
    expect(page.get_by_text("Vraag 1 van 2")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Het is niet uw schuld")).to_be_focused()
    page.go_back()
    question_at_top(page, "Wat past het best bij hoe het nu gaat?")
    page.get_by_role("radio", name="Het is thuis niet veilig").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="Het is niet uw schuld")).to_be_focused()


def test_a_babysitter_is_sought_elsewhere(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#helpt=oppas")
    outcome = page.get_by_role("region", name="Hierbij past iets anders")
    expect(outcome).to_contain_text("Geen van deze initiatieven is een gratis oppasdienst.")
    expect(outcome).to_contain_text("Kinderopvang, peuteropvang of school")
    expect(outcome).to_contain_text("Dan mag u altijd bellen.")


def test_what_the_address_says_wrongly_is_named_as_text(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#leeftijd=99&helpt=<img src=x>&waar=<b>&plek=elders")
    expect(page.locator(".signpost__note")).to_contain_text("leeftijd=99, helpt=<img src=x> en waar=<b>")
    question_at_top(page, "Waar woont u?")
    expect(page.locator(".chosen")).to_contain_text("Mijn kind mag naar een ander gezin")
    expect(page).to_have_url(f"{site}wegwijzer/#plek=elders")
    assert 0 == page.locator("main img").count()


def test_a_municipality_that_does_not_load_says_where_to_look(page: Page, site: str) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    page.route(f"{site}ede/wegwijzer.json", refuse)
    page.goto(f"{site}wegwijzer/#{OUTCOME}")
    go = page.locator(".reply__go")
    expect(go).to_contain_text("laadt nu niet")
    expect(go.get_by_role("link")).to_have_attribute("href", f"{site}ede/")
    page.goto(f"{site}wegwijzer/#waar=nergenshuizen&leeftijd=0-4&plek=elders&helpt=rust&hulp=zonder")
    expect(page.locator(".signpost__note")).to_contain_text("kennen we niet: waar=nergenshuizen")
    question_at_top(page, "Waar woont u?")


def test_the_next_step_names_only_what_may_fit(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#waar=ede&leeftijd=22&plek=thuis&helpt=veel&hulp=zonder")
    page.get_by_text("Wie u belt, en wat u kunt zeggen").click()
    place = page.get_by_role("region", name="Dit kunt u nu doen")
    expect(place).to_contain_text("In Ede vonden we niets dat hierbij past. Vraag er toch naar.")
    expect(place.get_by_text("U meldt zich aan op de site van Buurtgezinnen.")).to_be_hidden()
    page.get_by_text("Wie denkt er nog meer mee?").click()
    expect(page.get_by_text("Consultatiebureau (0 tot 4 jaar)")).to_be_hidden()
    page.goto(f"{site}wegwijzer/#{OUTCOME}")
    expect(page.get_by_text("U meldt zich aan op de site van Buurtgezinnen.").first).to_be_visible()


def test_a_place_that_was_typed_is_not_lost(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/")
    field = page.get_by_role("combobox", name="Postcode, plaats of gemeente").last
    field.fill("hilversum")
    go_on(page)
    question_at_top(page, "Hoe oud zijn uw kinderen?")
    expect(page.get_by_text("Vraag 2 van 5")).to_be_visible()
    assert page.url.endswith("#waar=hilversum")
    page.get_by_role("button", name="Vorige vraag").click()
    expect(page.locator(".question__chosen")).to_contain_text("Hilversum")
    page.get_by_role("button", name="Andere gemeente").click()
    field.fill("ede")
    field.press("Enter")
    question_at_top(page, "Hoe oud zijn uw kinderen?")
    expect(page.locator(".chosen")).to_contain_text("Ede")


def test_a_place_is_never_taken_on_a_guess(page: Page, dutch: str) -> None:
    page.goto(f"{dutch}wegwijzer/")
    question = page.locator(".question[data-question=waar]")
    field = question.get_by_role("combobox")
    for typed, sentence in (("lunt", "Bedoelt u een van deze?"), ("Bergen", "Bedoelt u een van deze?")):
        field.fill(typed)
        go_on(page)
        expect(question.get_by_role("status")).to_have_text(sentence)
        expect(page.get_by_text("Vraag 1 van 5")).to_be_visible()
    question.get_by_role("button", name="Bergen (L) Limburg").click()
    question_at_top(page, "Hoe oud zijn uw kinderen?")
    expect(page).to_have_url(f"{dutch}wegwijzer/#waar=bergen-l")


def test_who_lives_where_the_map_does_not_reach_can_go_on(page: Page, dutch: str) -> None:
    page.goto(f"{dutch}wegwijzer/")
    question = page.locator(".question[data-question=waar]")
    question.get_by_role("combobox").fill("Saba")
    expect(question.get_by_role("status")).to_contain_text("Saba staat niet op deze kaart.")
    go_on(page)
    expect(page.get_by_text("Vraag 2 van 5")).to_be_visible()
    expect(page).to_have_url(f"{dutch}wegwijzer/#waar={SKIPPED}")


@pytest.mark.parametrize("place", ["saba", "kleve", "Ede", "bergen", "zoeken", "x" * 100_000])
def test_an_address_with_a_place_that_is_no_municipality_guesses_none(page: Page, dutch: str, place: str) -> None:
    page.goto(f"{dutch}wegwijzer/#waar={place}&helpt=rust")
    expect(page.locator(".signpost__note")).to_contain_text(f"kennen we niet: waar={place[:50]}")
    question_at_top(page, "Waar woont u?")
    expect(page).to_have_url(f"{dutch}wegwijzer/#helpt=rust")


def test_a_book_in_the_address_is_cut(page: Page, dutch: str) -> None:
    page.goto(f"{dutch}wegwijzer/#helpt=rust&" + "&".join(f"leeftijd={number}{'9' * 90}" for number in range(5_000)))
    said = page.locator(".signpost__note")
    expect(said).to_contain_text("kennen we niet: leeftijd=0999")
    assert len(said.inner_text()) < 600
    question_at_top(page, "Waar woont u?")


def test_one_answer_is_changed_and_the_rest_stays(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#waar={SKIPPED}&leeftijd=3&plek={SKIPPED}&helpt=rust&hulp={SKIPPED}")
    page.get_by_text("Uw antwoorden", exact=True).click()
    page.get_by_role("button", name="Hoe oud zijn uw kinderen?").last.click()
    page.get_by_role("checkbox", name="0–4 jaar").uncheck()
    page.get_by_role("checkbox", name="18–23 jaar").check()
    go_on(page)
    expect(page.get_by_role("heading", name="Dit past bij u Buurtgezinnen")).to_be_focused()
    expect(page.locator("summary", has_text="Past nu niet")).to_contain_text("Meeleefgezin")


def test_before_birth_it_says_what_to_ask(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#waar={SKIPPED}&leeftijd=op-komst&plek={SKIPPED}&helpt={SKIPPED}&hulp={SKIPPED}")
    home_start = page.locator(".fit[data-initiative=home-start]")
    expect(home_start).to_contain_text("Vraag na welke leeftijd in uw gemeente geldt.")
    expect(home_start).not_to_contain_text("pas na de geboorte")
    expect(page.locator(".fit[data-initiative=steunouder]")).to_contain_text("Het begint pas na de geboorte.")


def test_on_paper_the_answers_are_only_there_if_wanted(page: Page, site: str, tmp_path: Path) -> None:
    address = f"{site}wegwijzer/#waar=hilversum&leeftijd=3&plek=elders&helpt=rust&hulp=zonder"
    page.goto(address)
    expect(page.locator("#uitkomst")).to_be_focused()

    def printed(name: str) -> str:
        page.pdf(path=tmp_path / name)
        return pdf_tool("pdftotext", "-layout", tmp_path / name, "-")

    without = printed("without.pdf")
    assert "Past hierbij, omdat:" in without
    assert "Versa Welzijn" in without
    assert "Uw antwoorden" not in without
    assert "leeftijd=" not in without
    assert "Bij deze vraag past" not in without
    expect(page).to_have_url(address.replace("=3", "=0-4"))
    page.get_by_text("Uw antwoorden", exact=True).click()
    page.get_by_role("checkbox", name="Zet ook mijn antwoorden op papier").check()
    wanted = printed("wanted.pdf")
    assert "Uw antwoorden" in wanted
    assert "0–4 jaar" in wanted
    assert "leeftijd=0-" in wanted


def test_the_link_with_answers_is_copied(browser: Browser, site: str) -> None:
    context: BrowserContext = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}wegwijzer/#{OUTCOME}")
    page.get_by_text("Uw antwoorden", exact=True).click()
    page.get_by_role("button", name="Kopieer de link met antwoorden").click()
    said = page.locator(".outcome__share").get_by_role("status")
    expect(said).to_have_text("De link is gekopieerd. Wie hem opent, ziet uw antwoorden.")
    expect(said).to_be_in_viewport(ratio=1)
    assert f"{site}wegwijzer/#{OUTCOME}" == page.evaluate("navigator.clipboard.readText()")
    context.close()


def test_starting_again_forgets_the_answers(page: Page, site: str) -> None:
    page.goto(f"{site}wegwijzer/#{OUTCOME}")
    page.get_by_text("Uw antwoorden", exact=True).click()
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page).to_have_url(f"{site}wegwijzer/")
    expect(page.get_by_text("Vraag 1 van 5")).to_be_visible()
    expect(page.get_by_role("combobox", name="Postcode, plaats of gemeente").last).to_be_visible()


def test_in_arabic_it_goes_from_right_to_left(page: Page, translated: str) -> None:
    page.goto(f"{translated}ar/wegwijzer/#waar=proefdam&leeftijd=3&plek=elders&helpt=rust&hulp=zonder")
    expect(page.locator("#uitkomst")).to_be_focused()
    fits = page.locator(".outcome__group[data-group=card]")
    fits.locator("summary").click()
    expect(fits).to_contain_text("يلعب طفلك عند عائلة أخرى.")
    expect(fits).to_contain_text("Stichting Proefdam")
    assert [] == sticking_out(page, 320)
    assert [] == axe_violations(page)


def test_the_way_to_the_numbers_in_danger_leaves_the_questions_where_they_are(page: Page, translated: str) -> None:
    page.goto(f"{translated}wegwijzer/")
    go_on(page)
    page.get_by_role("link", name="Nu gevaar?").click()
    expect(page).to_have_url(f"{translated}wegwijzer/#veilig")
    expect(page.locator("#veilig")).to_be_in_viewport()
    expect(page.get_by_text("Vraag 2 van 5")).to_be_visible()
    expect(page.locator(".outcome")).to_be_hidden()
    page.go_back()
    question_at_top(page, "Hoe oud zijn uw kinderen?")


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
    page.goto(f"{hilversum}wegwijzer/#leeftijd=3&plek=elders&helpt=rust&hulp=zonder")
    expect(page.get_by_role("heading", name="In Hilversum past bij u Steunouder")).to_be_focused()
    expect(card(page).locator(".button--lamp:visible")).to_be_visible()


def test_all_answers_have_words_for_both_doors(page: Page, site: str, content: Content) -> None:
    for address, words in (("wegwijzer/", "label"), ("ede/verwijzen/", "professional")):
        page.goto(site + address)
        assert [] == [
            answer.key
            for answer in content.signpost.answers
            if page.get_by_label(getattr(answer, words).nl, exact=True).count() == 0
        ]
