"""The real content: complete, with its sources, and free of the mistakes that are easily made with it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser

from kaart import urls
from kaart.model.plain import check_plain, is_common
from kaart.model.site import Site
from kaart.plan import Kind, Plan, plan_site
from kaart.schema.facts import TOPICS, Facts
from kaart.schema.municipality import Contact
from kaart.schema.phones import phone_link
from kaart.source.walk import walk

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
INITIATIVES = ("buurtgezinnen", "home-start", "meeleefgezin", "samen-oplopen", "steunouder")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
VERSA = "035 623 11 00"  # the general number of one organisation, for one initiative in each of these
VERSA_IS_FOR = {
    **dict.fromkeys(("gooise-meren", "hilversum", "huizen", "wijdemeren"), "steunouder"),
    **dict.fromkeys(("blaricum", "eemnes", "laren"), "samen-oplopen"),
}
NUMBERS = {  # each as its source has it
    "schouwen-duiveland": {"0111 452 280", "0800 0096"},
    "wassenaar": {"088 654 9999"},
    "westerveld": {"14 0521"},
    "woensdrecht": {"14 0164"},
    "zutphen": {"14 0575"},
}
MAIL_ADDRESSES = {  # of desks, none of a person
    "steenwijkerland@steunouder.nl": {"steenwijkerland"},
    "toegangjeugd@zutphen.nl": {"zutphen"},
    "info@indigogelderland.nl": {"veenendaal"},
}
WITHOUT_NUMBER = {
    "alphen-chaam",
    "den-helder",
    "dongen",
    "neder-betuwe",
}  # in the register
# (years, minimum months of cooperation, minimum matches in the first year, euros a year); None is not known.
NATIONAL_FACTS = {
    "buurtgezinnen": ((0, 23), 24, 10, (2000, 2350)),
    "steunouder": ((0, 18), 12, 10, (2350, 2350)),
    "home-start": ((0, 17), 12, None, (2200, 2200)),
    "samen-oplopen": ((0, 23), 24, None, (2250, 2500)),
}

Pages = dict[str, LexborHTMLParser]


@pytest.fixture(scope="module")
def site(real: Site) -> Site:
    return real


@pytest.fixture(scope="module")
def plan(site: Site) -> Plan:
    found, problems = plan_site(site)
    assert [] == problems
    return found


@pytest.fixture(scope="module")
def pages(dutch_site: Path) -> Pages:
    """Every finished page by its address."""
    files = sorted(dutch_site.rglob("*.html"))
    return {
        file.relative_to(dutch_site).as_posix().removesuffix("index.html"): LexborHTMLParser(file.read_text("utf-8"))
        for file in files
    }


def test_every_text_is_plain(site: Site) -> None:
    problems, readings = check_plain(site.content)
    assert [] == problems
    assert 10 == len(readings)
    assert 60 < readings[0].ease < readings[-1].ease


@pytest.mark.parametrize("word", ["gezin", "steungezin", "meebellen", "onbetaald", "verwijzers", "afspreekt", "kindje"])
def test_a_word_that_follows_from_common_words_is_common(word: str) -> None:
    assert is_common(word)


@pytest.mark.parametrize("word", ["zwik", "grutter", "alimentatieplichtige", "xyzzy"])
def test_a_word_that_few_people_know_is_rare(word: str) -> None:
    assert not is_common(word)


def addresses(page: LexborHTMLParser, scheme: str) -> set[str]:
    """Where the links of a page with this scheme lead, such as every phone number."""
    nodes = page.css(f'a[href^="{scheme}"]')
    return {unquote((node.attributes["href"] or "").removeprefix(scheme)) for node in nodes}


def contacts(site: Site, slug: str) -> Iterator[Contact]:
    """The contacts that the file of a municipality has."""
    municipality = site.content.municipalities.get(slug)
    for _, value in walk(municipality) if municipality else ():
        if isinstance(value, Contact):
            yield value


def real_slugs(site: Site) -> set[str]:
    return {locality.area.slug for locality in site.real_localities()}


def test_the_check_is_silent_and_says_what_is_missing_for_a_release() -> None:
    words = [sys.executable, str(ROOT / "build.py"), "check", "--today", TODAY.isoformat(), "--no-flyers"]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8")
    assert 0 == done.returncode, done.stderr
    assert [] == [line for line in done.stderr.splitlines() if ": let op: " in line]
    assert "Voordat de site naar buiten kan: nog 8 dingen." in done.stdout  # six numbers, the address, the editors


def test_every_municipality_has_a_page(site: Site, plan: Plan, pages: Pages) -> None:
    assert 342 == len(real_slugs(site))
    assert 342 == len({locality.area.code for locality in site.real_localities()})
    planned = {page.slug for page in plan.pages if page.kind is Kind.MUNICIPALITY}
    assert real_slugs(site) | {"voorbeeldstad"} == planned
    assert set() == {f"{slug}/" for slug in planned} - pages.keys()


def test_every_page_is_linked_from_a_page(pages: Pages) -> None:
    """A reader can come from the front page to each page by links alone."""
    reached, ahead = {"", "404.html"}, [""]
    while ahead:
        here = ahead.pop()
        for node in pages[here].css("a[href]"):
            href = (node.attributes["href"] or "").partition("#")[0]
            if not href or ":" in href:
                continue
            parts = [part for part in here.split("/") if part]
            for step in href.split("/"):
                if step == "..":
                    parts.pop()
                elif step and step != ".":
                    parts.append(step)
            there = "".join(f"{part}/" for part in parts)
            if there in pages and there not in reached:
                reached.add(there)
                ahead.append(there)
    framed = {address for address in pages if "insluiten" in address.split("/")[1:]}  # other sites lead to them
    moved = {urls.SIGNPOST_PROFESSIONAL}  # links of others and flyers of before lead to it
    assert set() == pages.keys() - reached - framed - moved


def test_the_five_initiatives_answer_all_eighteen_topics(site: Site) -> None:
    assert INITIATIVES == tuple(sorted(site.content.initiatives))
    assert 18 == len(TOPICS)
    silent = [
        (slug, topic)
        for slug, initiative in site.content.initiatives.items()
        for topic in TOPICS
        if getattr(initiative.facts, topic) is None
    ]
    assert [] == silent


@pytest.mark.parametrize("slug", NATIONAL_FACTS)
def test_the_facts_that_are_easily_mixed_up_are_right(site: Site, slug: str) -> None:
    facts: Facts = site.content.initiatives[slug].facts
    assert facts.ages and facts.minimum_cooperation and facts.minimum_matches and facts.yearly_cost
    ages, cost = facts.ages.value, facts.yearly_cost.value
    assert ages and cost
    seen = (
        (ages.min, ages.max),
        facts.minimum_cooperation.value,
        facts.minimum_matches.value,
        (cost.min, cost.max),
    )
    assert NATIONAL_FACTS[slug] == seen
    assert facts.minimum_matches.unknown is (facts.minimum_matches.value is None)


def test_no_initiative_is_said_to_cost_a_family_money(site: Site) -> None:
    """It is free, or no source says what it costs."""
    costs = {slug: initiative.facts.family_cost for slug, initiative in site.content.initiatives.items()}
    amounts = {slug: (cost.value.min, cost.value.max) for slug, cost in costs.items() if cost and cost.value}
    assert {"buurtgezinnen", "home-start"} == amounts.keys()
    assert {(0, 0)} == set(amounts.values())


def test_every_citation_leads_to_a_source_on_its_page(pages: Pages) -> None:
    lost = [
        (address, node.attributes["href"])
        for address, page in pages.items()
        for node in page.css(".cite a")
        if page.css_first(f"li{node.attributes['href']}") is None
    ]
    assert [] == lost


def test_every_source_that_is_cited_exists_and_is_listed(site: Site, pages: Pages) -> None:
    assert set() == site.uses.keys() - site.content.sources.keys()
    listed = {node.attributes["id"] for node in pages["bronnen/"].css(".source-list > li")}
    assert site.uses.keys() == listed


def test_every_offer_and_fact_has_a_source(site: Site) -> None:
    for slug, municipality in site.content.municipalities.items():
        for offer in municipality.offers:
            assert offer.source, (slug, offer.initiative)
    for slug, initiative in site.content.initiatives.items():
        for topic in TOPICS:
            fact = getattr(initiative.facts, topic)
            assert fact.unknown or fact.source, (slug, topic)


def test_every_offer_shows_its_source_on_both_its_pages(site: Site, pages: Pages) -> None:
    for locality in site.real_localities():
        slug = locality.area.slug
        for offer in locality.offers:
            titles = {site.content.sources[key].title for key in offer.source}
            for address in (f"{slug}/", f"{slug}/{offer.initiative}/"):
                shown = {node.text(strip=True) for node in pages[address].css(".sources li > a, .sources li > cite")}
                assert titles <= shown, address


def test_nothing_was_found_in_zeeland(site: Site) -> None:
    zeeland = [locality for locality in site.real_localities() if locality.area.province == "Zeeland"]
    assert 13 == len(zeeland)
    assert [] == [locality.area.name for locality in zeeland if locality.offers]


def test_no_local_fact_is_said_to_be_checked(site: Site) -> None:
    """Nobody has called yet, so no page of a real municipality may look checked."""
    checked = [
        (slug, location)
        for slug in real_slugs(site) & site.content.municipalities.keys()
        for location, value in walk(site.content.municipalities[slug])
        if location and location[-1] == "checked_on" and value
    ]
    assert [] == checked


def test_a_real_page_has_only_safety_numbers_and_its_own_numbers(site: Site, pages: Pages) -> None:
    numbers = [number.phone for number in site.content.safety.numbers if number.phone]
    safety = {phone_link(number).removeprefix("tel:") for number in numbers}
    assert 6 == len(safety)
    for address, page in pages.items():
        slug = address.partition("/")[0]
        if slug == "voorbeeldstad":
            continue
        locality = site.localities.get(slug)
        phones = {desk.phone for desk in contacts(site, slug) if desk.phone}
        phones |= {locality.area.switchboard.phone} - {""} if locality and locality.area.switchboard else set()
        own = {phone_link(phone).removeprefix("tel:") for phone in phones}
        assert addresses(page, "tel:") <= safety | own, address
        assert safety <= addresses(page, "tel:"), address


def test_every_municipality_has_something_real_to_call_or_open(site: Site, pages: Pages) -> None:
    """Its first desk has a number as a button, or where the register has none a site of the municipality."""
    without, empty = set(), set()
    for slug in real_slugs(site):
        switchboard = site.localities[slug].area.switchboard
        assert switchboard and switchboard.website.startswith("https://")
        empty |= set() if switchboard.phone else {slug}
        first = pages[f"{slug}/"].css_first(".next .button--lamp")
        assert first, slug
        href = first.attributes["href"] or ""
        if not href.startswith("tel:"):
            without.add(slug)
            assert switchboard.website == href
    assert (WITHOUT_NUMBER, WITHOUT_NUMBER) == (without, empty)


def test_a_number_of_the_register_says_so_and_is_never_called_checked(site: Site, pages: Pages) -> None:
    seen = 0
    for slug in real_slugs(site):
        switchboard, step = site.localities[slug].area.switchboard, pages[f"{slug}/"].css_first(".next")
        assert switchboard and step
        number, said = step.css_first("a.phone bdi"), step.css_first(".checked")
        button = step.css_first(".call span")
        is_of_register = button and f"Gemeente {site.localities[slug].area.name}" in button.text()
        if number and is_of_register and number.text(strip=True) == switchboard.phone:
            seen += 1
            assert said and "checked--registered" in (said.attributes["class"] or "")
            assert re.match(r"Volgens het overheidsregister, (juli|maart) 2026\.", said.text(strip=True)), slug
            assert "gecontroleerd" not in step.text()
    assert 333 == seen


def test_a_local_number_is_one_of_a_source_and_stands_at_its_initiative(site: Site) -> None:
    numbers: dict[str, set[str]] = {}
    versa = {}
    for slug in real_slugs(site):
        for desk in contacts(site, slug):
            if desk.phone and desk.phone != VERSA:
                numbers.setdefault(slug, set()).add(desk.phone)
        for offer in site.localities[slug].current_offers:
            if offer.contact and offer.contact.phone == VERSA:
                versa[slug] = offer.initiative
                assert offer.contact.general
    assert NUMBERS == {slug: found for slug, found in numbers.items() if slug != "veenendaal"}
    assert VERSA_IS_FOR == versa


def test_every_mail_address_is_one_of_a_desk(pages: Pages) -> None:
    found: dict[str, set[str]] = {}
    for address, page in pages.items():
        if address.startswith("voorbeeldstad/") or page.body is None:
            continue
        for mail in addresses(page, "mailto:") | set(MAIL.findall(page.body.text())):
            found.setdefault(mail, set()).add(address.partition("/")[0])
    assert MAIL_ADDRESSES == found


def test_only_the_example_has_invented_numbers_and_addresses(pages: Pages) -> None:
    for address, page in pages.items():
        if not address.startswith("voorbeeldstad/") and address != "voor-gemeenten/insluiten/":  # shows how it is done
            assert "voorbeeldstad.example" not in (page.html or ""), address
            assert not [number for number in addresses(page, "tel:") if number.startswith("000")], address


def test_initiatives_stand_in_the_order_of_their_names(pages: Pages) -> None:
    names = ["Buurtgezinnen", "Home-Start", "Meeleefgezin", "Samen Oplopen", "Steunouder"]
    assert names == [node.text(strip=True) for node in pages["vergelijk/"].css("thead th a")]
    assert names == [node.text(strip=True) for node in pages["voorbeeldstad/"].css(".offer b")]


def test_the_map_says_what_the_list_says(site: Site, pages: Pages) -> None:
    page = pages["gemeenten/"]
    spots = {node.attributes["href"]: node for node in page.css(".map__picture a")}
    entries = {node.css_first("a").attributes["href"]: node for node in page.css("li.entry")}  # type: ignore[union-attr]
    assert 342 == len(spots)
    assert spots.keys() == entries.keys()
    for href, spot in spots.items():
        named = [node.text(strip=True) for node in entries[href].css(".dot")]
        title = spot.css_first("title")
        assert title
        assert (title.text().count(":") == 1) is bool(named)
        assert all(name in title.text() for name in named)
        assert max(len(named), 1) == len(spot.css("circle, path"))
    counts = {node.attributes["id"]: node.parent for node in page.css(".map__filter input")}
    for slug in site.content.initiatives:
        label = counts[f"kies-{slug}"]
        assert label
        assert len(page.css(f"li.entry.has-{slug}")) == int(label.css(".note")[0].text(strip=True))
