"""The sentences of the cards: which languages have a card, who translates what, and when the page is made again."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from build import main
from kaart import urls
from kaart.languages.translations.pairs import dutch_texts
from kaart.model.site import Options, Site, read_site
from kaart.plan import plan_site
from kaart.schema.records import Reader
from kaart.views.shared.context import Context
from kaart.views.talk import CardView, conversation

CONVERSATION = "content/conversation.yaml"
ARABIC = "content/translations/ar.yaml"


@pytest.fixture
def root(small_site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_site, tmp_path / "root"))


def replace(root: Path, path: str, before: str, after: str) -> None:
    text = (root / path).read_text("utf-8")
    assert before in text
    (root / path).write_text(text.replace(before, after), "utf-8")


def read(root: Path, today: str) -> Site:
    return read_site(root, Options(today=date.fromisoformat(today)))[0]


def cards(root: Path, today: str, path: str = urls.CONVERSATION) -> CardView:
    site = read(root, today)
    plan, problems = plan_site(site)
    page = plan.page_at(path)
    assert page and not problems
    view = conversation(Context.of(site, plan, page, {}, ""))[1]
    assert view.cards
    return view.cards


def test_a_card_has_each_sentence_in_dutch_and_beside_it_in_each_language(root: Path, today: str) -> None:
    found = cards(root, today)
    assert [("ar", "rtl", True)] == [(each.code, each.direction, each.is_unchecked) for each in found.languages]
    first = found.situations[0].say[0]
    assert ("Hoe gaat het met u?", "nl") == (first.dutch.text, first.dutch.language)
    assert [("كيف حالكم؟", "ar", "rtl")] == [(each.text, each.language, each.direction) for each in first.others]


def test_the_dutch_stands_on_the_card_of_every_page_that_shows_it(root: Path, today: str) -> None:
    found = cards(root, today, "en/gesprek-beginnen/")
    assert "We lezen dit samen." == found.opening.dutch.text
    assert "Arabic" == found.languages[0].name


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (ARABIC, "    text: القرار لكم.\n", ""),
        (ARABIC, "    text: القرار لكم.\n", "    was: U beslist.\n    text: القرار لكم.\n"),
        (CONVERSATION, "  - Nee, nu liever niet.\n", "  - Nee, nu liever niet.\n  - Ik wil een tolk.\n"),
    ],
    ids=["not translated", "follows an older text", "a new sentence"],
)
def test_a_language_that_cannot_say_all_of_it_has_no_card(
    root: Path, today: str, path: str, before: str, after: str
) -> None:
    replace(root, path, before, after)
    assert () == cards(root, today).languages


def test_a_checked_translation_is_not_called_unchecked(root: Path, today: str) -> None:
    head = f"- file: {CONVERSATION}\n"
    review = "  review:\n    by: moedertaalspreker\n    'on': '2026-11-01'\n"
    replace(root, ARABIC, head, head + review)
    assert [False] == [each.is_unchecked for each in cards(root, today).languages]


def test_what_is_for_professionals_alone_is_translated_only_where_they_have_pages(root: Path, today: str) -> None:
    content = read(root, today).content
    assert content.is_for(Reader.PROFESSIONAL, "en") and not content.is_for(Reader.PROFESSIONAL, "ar")
    english, arabic = dutch_texts(content), dutch_texts(content, for_professionals=False)
    assert {"Hoe gaat het met u?", "Zoek een rustige plek."} <= set(english[CONVERSATION])
    assert "Hoe gaat het met u?" in arabic[CONVERSATION]
    assert "Zoek een rustige plek." not in arabic[CONVERSATION]
    assert [] == arabic["content/together.yaml"]
    assert "Ouders die rust zoeken." not in arabic["initiatives/proefgezin.yaml"]


def test_a_better_word_in_one_language_changes_the_card_of_the_dutch_page(
    root: Path, today: str, tmp_path: Path
) -> None:
    options = ["--root", str(root), "--out", str(tmp_path / "site"), "--today", today, "--jobs", "1", "--no-flyers"]
    page = tmp_path / "site/gesprek-beginnen/index.html"
    assert 0 == CliRunner().invoke(main, ["build", *options]).exit_code
    assert "القرار لكم." in page.read_text("utf-8")
    replace(root, ARABIC, "القرار لكم.", "القرار قراركم.")
    assert 0 == CliRunner().invoke(main, ["build", *options]).exit_code
    assert "القرار قراركم." in page.read_text("utf-8")


def test_an_initiative_without_a_sheet_has_no_page_for_it(root: Path, today: str) -> None:
    plan, _ = plan_site(read(root, today))
    assert plan.has(urls.refer_to_initiative("proefgezin"), "nl")
    assert plan.has(urls.refer_to_initiative("proefgezin"), "en")
    assert not plan.has(urls.refer_to_initiative("proefgezin"), "ar")
    assert not plan.has(urls.refer_to_initiative("thuisproef"), "nl")
