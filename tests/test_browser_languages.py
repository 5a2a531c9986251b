"""The languages in a browser: every page for parents from right to left, the switch, what a page says of itself."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

import kaart.model.site
from build import main
from kaart.languages.translations.pairs import memory_of
from kaart.languages.updating import updated
from kaart.languages.voice import Voice, said
from kaart.languages.words import read_words
from kaart.source.load import Content
from tests.browser import ROOT, TODAY, axe_violations, served, sticking_out
from tests.test_browser import KINDS, WIDTHS

NOT_FOR_PARENTS = (
    *("refer", "refer_to_initiative", "door", "conversation", "together", "sources", "state"),
    *("for municipalities", "volunteers", "embed_guide", "not found"),
)
FOR_PARENTS = {name: each for name, each in KINDS.items() if not {name, name.partition(" ")[0]} & {*NOT_FOR_PARENTS}}
LEFTS = """(node, typed) => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const start = walker.currentNode.data.indexOf(typed)
    if (start < 0) continue
    const range = document.createRange()
    return [...typed].map((_, i) => {
      range.setStart(walker.currentNode, start + i)
      range.setEnd(walker.currentNode, start + i + 1)
      return range.getBoundingClientRect().left
    })
  }
}"""


@pytest.mark.parametrize("address", FOR_PARENTS.values(), ids=FOR_PARENTS.keys())
@pytest.mark.parametrize("language", ["ar", "fa"])
def test_a_page_from_right_to_left_fits_a_window_of_any_width(
    page: Page, site: str, language: str, address: str
) -> None:
    page.goto(f"{site}{language}/{address}")
    root = page.locator("html")
    assert (language, "rtl") == (root.get_attribute("lang"), root.get_attribute("dir"))
    assert {} == {width: found for width in WIDTHS if (found := sticking_out(page, width))}


@pytest.mark.parametrize("address", FOR_PARENTS.values(), ids=FOR_PARENTS.keys())
def test_a_page_from_right_to_left_has_no_barriers(page: Page, site: str, address: str) -> None:
    page.goto(f"{site}ar/{address}")
    assert [] == axe_violations(page)


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_phone_numbers_keep_their_order_from_right_to_left(page: Page, site: str, language: str) -> None:
    page.goto(f"{site}{language}/voorbeeldstad/")
    numbers = page.locator("a.phone:visible")
    assert numbers.count() >= 1
    for number in numbers.all():
        typed = number.locator("bdi[dir=ltr]").inner_text()
        assert typed == number.inner_text().strip().splitlines()[-1]
        firsts = number.evaluate(LEFTS, typed)
        assert sorted(firsts) == firsts, "the digits do not stand from left to right"


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_a_number_within_a_sentence_keeps_its_order_too(page: Page, site: str, language: str) -> None:
    page.goto(f"{site}{language}/wie-kan-helpen/")
    sentences = page.locator("main").inner_text()
    typed = re.findall(r"\d{4}[ -]\d{4}", sentences)
    assert typed
    for number in typed:
        firsts = page.locator("main").evaluate(LEFTS, number)
        assert sorted(firsts) == firsts


def test_the_switch_stays_on_the_page_and_names_each_language_in_itself(page: Page, site: str) -> None:
    page.goto(f"{site}ede/buurtgezinnen/")
    names = page.locator(".languages a")
    assert ["Nederlands", "English", "العربية", "Türkçe", "Українська", "Polski", "Français", "فارسی"] == (
        names.all_text_contents()
    )
    for code in ("uk", "fa", "nl"):
        page.locator(".drop > summary").first.click()
        page.locator(f".languages a[lang={code}]").click()
        prefix = "" if code == "nl" else f"{code}/"
        expect(page).to_have_url(f"{site}{prefix}ede/buurtgezinnen/")
        assert code == page.locator("html").get_attribute("lang")


def test_a_page_for_professionals_is_in_two_languages(page: Page, site: str) -> None:
    page.goto(f"{site}professionals/")
    assert ["nl", "en"] == page.locator("link[hreflang]").evaluate_all("links => links.map(link => link.hreflang)")
    assert ["Nederlands", "English"] == page.locator(".languages a").all_text_contents()
    page.goto(f"{site}pl/")
    assert 0 == page.locator("a[href*=professionals], a[href*=voor-gemeenten]").count()


@pytest.mark.parametrize("language", ["en", "ar", "tr", "uk", "pl", "fr", "fa"])
def test_who_speaks_of_danger_sees_the_numbers_to_call(page: Page, site: str, content: Content, language: str) -> None:
    memory = memory_of(content.translations[language])
    page.goto(f"{site}{language}/zoeken/")
    for kind in content.danger.kinds:
        for words in re.split(r"\s*[,،]\s*", memory[said(kind.signs.nl)].text):
            page.get_by_role("searchbox").fill(words)
            expect(page.locator(".alarm h2")).to_have_text(memory[kind.heading.nl].text)
            expect(page.locator(".alarm .call").first).to_be_visible()
            assert "zoek=" not in page.url


def test_a_hard_word_is_explained_in_the_language_of_the_page(page: Page, site: str) -> None:
    page.goto(f"{site}fr/initiatieven/steunouder/")
    word = page.locator("dfn.word button").first
    word.click()
    explanation = page.locator(f"#{word.get_attribute('popovertarget')}")
    expect(explanation).to_be_visible()
    assert "bénévole" in page.locator("main").inner_text()
    assert explanation.inner_text() in page.context.new_page().goto(f"{site}fr/woordenlijst/").text()  # type: ignore[union-attr]


def test_a_text_that_is_only_in_dutch_says_so(page: Page, translated: str) -> None:
    page.goto(f"{translated}ar/over/")
    expect(page.locator("main [lang=nl][dir=ltr]").first).to_be_visible()
    expect(page.locator(".translation")).to_contain_text("موجود بالهولندية فقط")


def test_an_unchecked_page_says_so_and_a_better_word_can_be_told(page: Page, site: str, translated: str) -> None:
    page.goto(f"{site}en/zo-werkt-het/")
    note = page.locator(".translation")
    expect(note).to_contain_text("checked")
    note.locator("summary").click()
    note.get_by_role("link").click()
    expect(page).to_have_url(f"{site}en/over/#klopt-er-iets-niet")
    page.goto(f"{translated}en/zo-werkt-het/")
    target = page.locator(".translation a").get_attribute("href") or ""
    assert target.startswith("mailto:redactie@kaart.invalid?subject=")
    page.goto(f"{site}zo-werkt-het/")
    assert 0 == page.locator(".translation").count()


@pytest.fixture
def changed(tmp_path: Path, small_site: Path) -> Path:
    """A copy of the small site, to be changed."""
    return Path(shutil.copytree(small_site, tmp_path / "root"))


def build(root: Path) -> Path:
    out = root.parent / "site"
    done = CliRunner().invoke(
        main, ["build", "--root", str(root), "--out", str(out), "--today", TODAY, "--jobs", "1", "--no-flyers"]
    )
    assert 0 == done.exit_code, done.output
    return out


def replace(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def test_a_translation_of_an_older_text_stays_and_says_so(page: Page, changed: Path) -> None:
    replace(changed / "content/pages/zo-werkt-het.md", ("Iedereen heeft een VOG.", "Bijna iedereen heeft een VOG."))
    with served(build(changed)) as address:
        page.goto(f"{address}ar/zo-werkt-het/")
        expect(page.locator("h1")).to_have_text("كيف يعمل")
        note = page.locator(".translation")
        expect(note).to_contain_text("الهولندي")
        note.locator("summary").click()
        note.locator("a[hreflang=nl]").click()
        expect(page).to_have_url(f"{address}zo-werkt-het/")


def test_what_was_checked_no_longer_says_that_nobody_did(page: Page, changed: Path) -> None:
    file = changed / "content/translations/en.yaml"
    review = "\n  review: {by: tolk van de gemeente, on: 2026-10-01}"
    names = [line for line in file.read_text("utf-8").splitlines() if line.startswith("- file:")]
    replace(
        file, ("files:", "interface: {by: tolk, on: 2026-10-01}\nfiles:"), *((name, name + review) for name in names)
    )
    with served(build(changed)) as address:
        page.goto(f"{address}en/initiatieven/proefgezin/")
        expect(page.locator("main")).not_to_contain_text("checked by")
        page.goto(f"{address}en/zo-werkt-het/")
        expect(page.locator(".translation")).to_contain_text("checked")


def test_a_ninth_language_is_an_entry_a_catalogue_and_texts(
    page: Page, changed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace(changed / "content/site.yaml", ("  - code: en\n", "  - code: en\n  - code: ti\n    readers: parent\n"))
    (changed / "content/translations/ti.yaml").write_text(
        "files:\n- file: content/site.yaml\n  texts:\n  - nl: Kleine kaart\n    text: ንእሽቶ ካርታ\n", "utf-8"
    )
    locale = Path(shutil.copytree(ROOT / "templates/locale", tmp_path / "locale"))
    catalogue = locale / "ti/LC_MESSAGES/messages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(updated(ROOT, "ti"), "utf-8")
    replace(
        catalogue,
        ('msgid "Zo werkt het"\nmsgstr ""', 'msgid "Zo werkt het"\nmsgstr "ከመይ ይሰርሕ"'),
        (
            'msgid_plural "%(number)s gemeenten"\nmsgstr[0] ""\nmsgstr[1] ""',
            'msgid_plural "%(number)s gemeenten"\nmsgstr[0] "%(number)s ምምሕዳር"\nmsgstr[1] "%(number)s ምምሕዳራት"',
        ),
    )
    monkeypatch.setattr(kaart.model.site, "LOCALE_FOLDER", locale)
    with served(build(changed)) as address:
        page.goto(f"{address}ti/")
        assert ("ti", "ltr") == (
            page.locator("html").get_attribute("lang"),
            page.locator("html").get_attribute("dir"),
        )
        expect(page.locator("h1 ~ *, .brand").first).to_be_visible()
        expect(page.locator(".brand")).to_contain_text("ንእሽቶ ካርታ")
        expect(page.locator(".drop__panel nav").last).to_contain_text("ከመይ ይሰርሕ")
        assert {"1 ምምሕዳር"} == set(re.findall(r"\d+ ምምሕ\w+", page.content()))
        voice = Voice("ti", read_words("ti", locale)[0].translations)
        assert "2 ምምሕዳራት" == voice.counted("%(number)s gemeente", "%(number)s gemeenten", 2)
        expect(page.locator(".languages a[lang=ti]")).to_have_text("ትግርኛ")
        expect(page.locator(".languages a[aria-current]")).to_have_text("ትግርኛ")
        assert [] == axe_violations(page)
