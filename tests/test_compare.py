"""The comparison in finished pages."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kaart.model.facts import Agreement, agreement_of, kinds_of
from kaart.model.site import Site
from kaart.schema.facts import TOPICS, Ages, EuroRange, Fact, topics_of
from kaart.schema.records import Reader, Text
from kaart.views.shared.ranges import MARGIN, Axis, stretches_of
from tests.browser import ROOT, TODAY, build_site
from tests.copies import dutch_content

COLLECTIVE_TOPICS = {
    *("support", "match_length", "ages", "supporters", "coordinator", "minimum_cooperation", "minimum_matches"),
    *("sign_up", "professional_care", "funding", "yearly_cost", "quality"),
}
ADDED_TOPICS = {"place", "for_whom", "not_for", "family_cost", "frequency", "expectations"}
INITIATIVES = ("buurtgezinnen", "home-start", "meeleefgezin", "samen-oplopen", "steunouder")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, small_site: Path) -> Path:
    return build_site(tmp_path_factory.mktemp("compare-small") / "site", small_site, "--no-flyers")


@pytest.fixture(scope="module")
def content(real: Site) -> Site:
    return real


def read(folder: Path, address: str) -> LexborHTMLParser:
    """A page, without the explanations that open at a hard word."""
    page = LexborHTMLParser((folder / address / "index.html").read_text("utf-8"))
    for explanation in page.css("[popover]"):
        explanation.decompose()
    return page


def text(node: LexborNode | None) -> str:
    assert node
    return " ".join(node.text().split())


def lines(cell: LexborNode) -> str:
    """What a cell of the page says: a line for each paragraph and each point of a list."""
    return "\n".join(text(node) for node in cell.css("p, li") if text(node))


def test_the_topics_are_the_twelve_of_the_collective_and_six_more() -> None:
    assert set(TOPICS) == COLLECTIVE_TOPICS | ADDED_TOPICS
    assert (12, 6) == (len(COLLECTIVE_TOPICS), len(ADDED_TOPICS))


def test_a_parent_asks_five_a_professional_ten_and_a_municipality_all_in_one_order() -> None:
    groups = [topics_of(reader) for reader in (Reader.PARENT, Reader.PROFESSIONAL, Reader.MUNICIPALITY)]
    assert [5, 5, 8] == [len(group) for group in groups]
    assert TOPICS == tuple(topic for group in groups for topic in group)


def fact(value: Any, **more: Any) -> Fact[Any]:
    return Fact(value=value, source=("gids",), **more)


def test_facts_say_the_same_when_their_core_does() -> None:
    one = fact((Text.model_validate("Het kan goed."),), short=Text.model_validate("ja"))
    other = fact((Text.model_validate("Dat mag altijd."),), short=Text.model_validate("ja"))
    third = fact((Text.model_validate("Dat mag altijd."),))
    unknown: Fact[Any] = Fact(unknown=True)
    assert (1, 1, 2, 0, 0) == kinds_of([one, other, third, unknown, None])
    assert (1, 2, 1) == kinds_of([fact(Ages(min=0, max=18)), fact(Ages(min=0, max=23)), fact(Ages(min=0, max=18))])


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((1, 1), Agreement.SAME),
        ((1, 2, 1), Agreement.DIFFERENT),
        ((1, 0), Agreement.PARTLY_UNKNOWN),
        ((1, 0, 2), Agreement.DIFFERENT),
        ((0, 0), Agreement.PARTLY_UNKNOWN),
    ],
)
def test_what_is_not_known_is_never_the_same(kinds: tuple[int, ...], expected: Agreement) -> None:
    assert expected is agreement_of(kinds)


def test_bars_stand_on_one_axis_and_turn_round_with_the_language() -> None:
    ltr, rtl = (Axis(0, 24, 6, is_mirrored) for is_mirrored in (False, True))
    assert (MARGIN, 50, 100 - MARGIN) == (ltr.at(0), ltr.at(12), ltr.at(24))
    assert (100 - MARGIN, MARGIN) == (rtl.at(0), rtl.at(24))
    bar, mirrored = (stretches_of(axis, Ages(min=0, max=12))[0] for axis in (ltr, rtl))
    assert (MARGIN, 50 - MARGIN) == (bar.start, bar.width)
    assert (50, 50 - MARGIN) == (mirrored.start, mirrored.width)
    assert 0 == stretches_of(ltr, EuroRange(min=6, max=6))[0].width
    assert () == stretches_of(ltr, None)


def test_the_part_before_birth_is_drawn_and_a_limit_that_varies_is_marked() -> None:
    parts = stretches_of(Axis(-1, 24, 6, False), Ages(min=0, max=18, from_pregnancy_week=28, varies=True))
    assert [True, False] == [part.is_sure for part in parts]
    assert round(parts[0].start + parts[0].width, 1) == round(parts[1].start, 1)


def test_every_row_of_the_table_is_there_in_its_group(dutch_site: Path) -> None:
    page = read(dutch_site, "vergelijk/")
    seen = [
        (body.attributes["data-group"], tuple(row.attributes["id"] for row in body.css("tr[data-unit]")))
        for body in page.css(".compare tbody[data-group]")
    ]
    expected = [
        (word, topics_of(reader))
        for reader, word in (
            (Reader.PARENT, "ouder"),
            (Reader.PROFESSIONAL, "professional"),
            (Reader.MUNICIPALITY, "gemeente"),
        )
    ]
    assert expected == seen


def test_every_cell_says_its_value_its_sources_with_their_years_and_how_fresh_it_is(
    dutch_site: Path, content: Site
) -> None:
    page = read(dutch_site, "vergelijk/")
    for row in page.css("tr[data-unit]"):
        topic = row.attributes["id"] or ""
        for cell, slug in zip(row.css("td"), INITIATIVES, strict=True):
            fact = getattr(content.content.initiatives[slug].facts, topic)
            if fact.unknown:
                assert "niet bekend" in text(cell)
            if not fact.source:
                continue
            foot = text(cell.css_first(".compare__foot"))
            assert re.match(r"bron(nen)? \d+(, \d+)* · ", foot), foot
            years = {day[:4] for key in fact.source if (day := content.content.sources[key].date)}
            assert not years or (min(years) in foot and max(years) in foot)
            assert foot.endswith("niet kort geleden nagekeken")
            for number in re.findall(r"\d+", foot.partition(" · ")[0]):
                assert page.css_first(f"li#bron-{number}") is not None


def test_initiatives_are_not_ranked(dutch_site: Path) -> None:
    page = read(dutch_site, "vergelijk/")
    assert ["Buurtgezinnen", "Home-Start", "Meeleefgezin", "Samen Oplopen", "Steunouder"] == [
        text(node) for node in page.css("thead th a")
    ]
    classes = {name for node in page.css(".compare [class]") for name in (node.attributes["class"] or "").split()}
    assert not {name for name in classes if re.search(r"best|good|bad|score|rank|high|low", name)}


@pytest.mark.parametrize(("one", "other"), list(permutations(INITIATIVES, 2)))
def test_every_pair_has_a_page_in_either_order(dutch_site: Path, one: str, other: str) -> None:
    page = read(dutch_site, f"vergelijk/{one}-{other}/")
    names = [text(node) for node in page.css("thead th a")]
    slugs = [node.attributes["data-initiative"] for node in page.css("thead th[data-initiative]")]
    assert [one, other] == slugs
    first, second = sorted((one, other))
    canonical = page.css_first("link[rel=canonical]")
    assert canonical and (canonical.attributes["href"] or "").endswith(f"/vergelijk/{first}-{second}/")
    picks = [text(node) for node in page.css(".pick p")]
    assert [True, True] == [
        pick.startswith(f"Kies {name} als ") and pick.endswith(".") for pick, name in zip(picks, names, strict=True)
    ]
    assert 2 == len({pick.partition(" als ")[2] for pick in picks}), "each has a reason of its own"
    assert "Verschil: " in text(page.css_first(".sums"))


def test_only_one_of_the_two_orders_is_in_the_sitemap(dutch_site: Path) -> None:
    found = re.findall(r"/vergelijk/([\w-]+)/<", (dutch_site / "sitemap.xml").read_text("utf-8"))
    assert [f"{one}-{other}" for one, other in combinations(INITIATIVES, 2)] == sorted(found)


def test_a_pair_says_when_to_choose_which_by_what_the_other_has_not(dutch_site: Path) -> None:
    def picks(address: str) -> list[str]:
        return [text(node) for node in read(dutch_site, address).css(".pick p:not([hidden])")]

    assert [
        "Kies Steunouder als uw kind naar een ander gezin mag en u even rust wilt.",
        "Kies Home-Start als er iemand bij u thuis mag komen en u iemand wilt die meedenkt over uw kind.",
    ] == picks("vergelijk/steunouder-home-start/")
    assert [
        "Kies Buurtgezinnen als u even rust wilt.",
        "Kies Meeleefgezin als u zelf psychische klachten hebt en uw kind hoogstens 4 jaar is.",
    ] == picks("vergelijk/buurtgezinnen-meeleefgezin/")
    assert [
        "Kies Buurtgezinnen als u dit zoekt: opvang bij een gezin in de buurt, soms ook een nacht.",
        "Kies Steunouder als u dit zoekt: opvang op vaste dagdelen, bij een steunouder in de buurt.",
    ] == picks("vergelijk/buurtgezinnen-steunouder/")
    assert 5 == len(set(picks("vergelijk/")))


def test_a_sentence_that_is_not_translated_is_dutch_as_a_whole_and_says_so(small: Path) -> None:
    picks = read(small, "ar/vergelijk/proefgezin-thuisproef/").css(".pick p")
    assert ["Kies Proefgezin als uw kind naar een ander gezin mag en u even rust wilt."] == [text(picks[0])]
    assert {("nl", "ltr")} == {(pick.attributes.get("lang"), pick.attributes.get("dir")) for pick in picks}


def test_a_pair_says_what_really_differs_and_what_nobody_knows(dutch_site: Path) -> None:
    page = read(dutch_site, "vergelijk/home-start-samen-oplopen/")
    assert [
        "Verschil: de leeftijd, hoe vaak en hoe lang.",
        "Hetzelfde: waar het is en hoe u begint.",
        "Niet van elk bekend: wat het kost.",
    ] == [text(node) for node in page.css(".sums > li:not([hidden])")]


def test_what_differs_in_words_only_is_the_same(dutch_site: Path) -> None:
    """A pair had 16 of its 18 topics marked as different, whatever it was."""
    for one, other in combinations(INITIATIVES, 2):
        rows = read(dutch_site, f"vergelijk/{one}-{other}/").css("tr[data-unit]")
        different = [row for row in rows if row.attributes["data-agreement"] == "different"]
        assert len(different) <= 13, (one, other)


def test_a_row_goes_only_where_no_column_says_anything(dutch_site: Path) -> None:
    assert read(dutch_site, "vergelijk/home-start-samen-oplopen/").css_first("#minimum_matches") is None
    assert read(dutch_site, "vergelijk/home-start-steunouder/").css_first("#minimum_matches") is not None
    cost = read(dutch_site, "vergelijk/meeleefgezin-samen-oplopen/").css_first("#family_cost")
    assert 2 == text(cost).count("niet bekend"), "an explanation is worth a row"


def test_a_local_fact_wins_and_each_says_where_it_holds(dutch_site: Path) -> None:
    page = read(dutch_site, "voorbeeldstad/vergelijk/")
    cells = {node.attributes["data-initiative"]: node for node in page.css("#ages td")}
    assert lines(cells["buurtgezinnen"]).startswith("0–18 jaar")
    local = [slug for slug, cell in cells.items() if cell.css_first(".compare__local")]
    assert ["buurtgezinnen", "home-start", "steunouder"] == local
    feet = [text(node) for node in page.css("tr[data-unit] .compare__foot")]
    assert set() == {foot for foot in feet if not foot.startswith(("in Voorbeeldstad · ", "landelijk"))}
    assert any("gecontroleerd op 5 oktober 2026" in foot for foot in feet)


def test_the_first_row_of_a_municipality_says_whom_to_call(dutch_site: Path, small: Path) -> None:
    page = read(dutch_site, "voorbeeldstad/vergelijk/")
    first = page.css(".compare tbody tr")[0]
    assert "contact en aanmelding" == text(first.css_first("th"))
    assert 5 == len(first.css('a[href^="tel:"]'))
    without_a_number = read(small, "proefdam/vergelijk/").css_first("#begin")
    assert "Website van Coördinator Proefgezin" in text(without_a_number)
    assert "Proefstraat 1, 0000 AA Proefdam" in text(without_a_number)
    mentioned = read(dutch_site, "leeuwarden/vergelijk/").css_first("#begin")
    assert "Of dat nog zo is, weten we niet zeker." in text(mentioned)
    general = text(read(dutch_site, "hilversum/vergelijk/").css_first("#begin"))
    assert "035 623 11 00 Dit is algemeen: van de hele organisatie. Vraag naar Steunouder." in general


def test_a_municipality_has_a_comparison_of_what_is_offered_there(dutch_site: Path, content: Site) -> None:
    for slug, locality in content.localities.items():
        file = dutch_site / slug / "vergelijk" / "index.html"
        offered = [offer.initiative for offer in locality.current_offers]
        assert (len(offered) > 1) is file.exists(), slug  # of one its page says nearly the same
        if file.exists():
            heads = LexborHTMLParser(file.read_text("utf-8")).css("thead th[data-initiative]")
            assert offered == [node.attributes["data-initiative"] for node in heads]


def test_drawings_have_the_same_numbers_as_the_table(dutch_site: Path) -> None:
    page = read(dutch_site, "vergelijk/")
    for topic in ("ages", "yearly_cost"):
        cells = [text(node.css_first(".compare__more p")) for node in page.css(f"#{topic} td")]
        said = [text(node).partition(": ")[2] for node in page.css(f"#{topic}-drawn .range__words")]
        assert cells == said
        axes = {
            tuple(line.attributes["x1"] for line in bar.css("line")) for bar in page.css(f"#{topic}-drawn .range__bar")
        }
        assert 1 == len(axes)
        drawn = [bool(bar.css("rect, circle")) for bar in page.css(f"#{topic}-drawn .range__bar")]
        assert drawn == ["niet bekend" not in words for words in said]


def test_a_site_of_one_municipality_compares_what_it_has(tmp_path: Path) -> None:
    for slug, heads in (("hilversum", 2), ("ede", 5)):
        out = build_site(tmp_path / slug, dutch_content(), "--only", slug, "--no-flyers")
        assert heads == len(read(out, "vergelijk/").css("thead th[data-initiative]"))


def test_a_topic_that_a_profile_lacks_is_a_warning_and_with_strict_an_error(tmp_path: Path, small_site: Path) -> None:
    root = Path(shutil.copytree(small_site, tmp_path / "root"))
    profile = root / "initiatives/thuisproef.yaml"
    profile.write_text(re.sub(r"  funding:\n(    .*\n)+", "", profile.read_text("utf-8")), "utf-8")
    words = [sys.executable, str(ROOT / "build.py"), "build", "--root", str(root), "--out", str(tmp_path / "site")]
    for options, code in (((), 0), (("--strict",), 1)):
        done = subprocess.run([*words, "--today", TODAY, "--no-flyers", *options], capture_output=True, text=True)
        assert code == done.returncode
        assert re.search(
            r"initiatives/thuisproef\.yaml:\d+:\d+: let op: het onderwerp \"financiering\" ontbreekt", done.stderr
        )
        assert (tmp_path / "site").exists() is (code == 0)
        shutil.rmtree(tmp_path / "site", ignore_errors=True)
