"""What pages share leaves no trace: each page is as if it had been made alone, whichever came before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from kaart import TEMPLATES
from kaart.languages.voice import TranslationStatus
from kaart.model.site import Options, Site, read_site
from kaart.plan import Kind, Page, Plan, plan_site
from kaart.render.assets import read_assets
from kaart.render.fragments import Fragments
from kaart.render.pages import Renderer
from kaart.source.read import FORBIDDEN
from kaart.views.shared.context import Context
from kaart.views.shared.explanations import explain
from kaart.views.shared.made_once import made_once
from kaart.views.shared.slots import END, ROOT, START, SharedViews, cut, filled, slot

PRIVATE = re.compile("[\ue000-\uf8ff]")
Made = dict[str, tuple[dict[str, bytes], TranslationStatus]]


def _site(root: Path, only: str | None = None) -> tuple[Site, Plan]:
    base_url = "https://kaart.example.nl/map/" if only else None
    site, _ = read_site(root, Options(today=date(2026, 11, 22), only=only, base_url=base_url))
    return site, plan_site(site)[0]


def _made(site: Site, plan: Plan, pages: Iterable[Page]) -> Made:
    renderer = Renderer(site, plan, read_assets(TEMPLATES, site), TEMPLATES)
    return {page.path: renderer.make(page, dict.fromkeys(page.flyers, 1000))[:2] for page in pages}


@pytest.mark.parametrize("only", [None, "proefdam"])
def test_a_page_is_the_same_made_alone_and_after_others(
    small_site: Path, monkeypatch: pytest.MonkeyPatch, only: str | None
) -> None:
    site, plan = _site(small_site, only)
    pages = [page for page in plan.pages if page.kind is not Kind.STATE]
    in_order, backwards = _made(site, plan, pages), _made(site, plan, reversed(pages))
    monkeypatch.setattr(Context, "shared", property(lambda _: None, lambda _, shared: None))
    alone = _made(site, plan, pages)
    assert alone == in_order
    assert alone == backwards


def test_no_page_is_left_with_a_slot(small_site: Path) -> None:
    site, plan = _site(small_site)
    pages = [page for page in plan.pages if page.kind is not Kind.STATE]
    for files, _ in _made(site, plan, pages).values():
        for address, content in files.items():
            if address.endswith((".html", ".csv", ".json")):
                assert PRIVATE.search(content.decode("utf-8-sig")) is None


def test_authors_cannot_write_what_marks_a_slot() -> None:
    assert all(FORBIDDEN.search(mark) for mark in (START, END))


def test_the_second_page_explains_a_word_that_it_has_not_explained_yet(small_site: Path) -> None:
    site, plan = _site(small_site)
    page = next(page for page in plan.pages if page.kind is Kind.OFFER and page.language == "nl")
    forms, _ = site.hard_words["nl"]
    text = f"Wat is {next(iter(forms))}?"
    shared = SharedViews()

    def shown(context: Context) -> str:
        explained = made_once(context, ("text",), lambda part: explain(part, text))
        return filled(cut(str(explained)), context.slots)

    first, second, third = (replace(Context.of(site, plan, page, {}, ""), shared=shared) for _ in range(3))
    third.explained = {forms[next(iter(forms))]}
    assert shown(first) == shown(second)
    assert "popovertarget" in shown(replace(first, slots={}, explained=set()))
    assert text == shown(third)
    assert text == shown(first), "a page that shows it again does not explain it again"


def test_what_is_of_a_municipality_is_kept_until_the_next_one(small_site: Path) -> None:
    site, plan = _site(small_site)
    page = next(page for page in plan.pages if page.kind is Kind.OFFER)
    context = replace(Context.of(site, plan, page, {}, ""), shared=SharedViews())
    makes: list[str] = []

    def make(place: str) -> None:
        made_once(context, ("offer",), lambda _: makes.append(place), place)

    for place in ("ede", "ede", "", "", "hilversum", "hilversum", "ede"):
        make(place)
    assert ["ede", "", "hilversum", "ede"] == makes


def test_a_fragment_within_a_fragment_is_a_part_of_it() -> None:
    fragments = Fragments()
    inner = fragments.on_every_page(Markup("<b>{}</b>").format(slot("x")))
    outer = fragments.fragment(Markup("<p>{}{}</p>").format(inner, slot("y")))
    assert "<p><b>1</b>2</p>" == outer.fill({"x": "1", "y": "2"})
    assert ("<p><b>", "x", "</b>", "y", "</p>") == outer.parts


def test_a_text_is_cut_at_its_slots() -> None:
    assert ("a", "", "b", "x", "") == cut(f"a{ROOT}b{slot('x')}")
    assert "a../b1" == filled(cut(f"a{ROOT}b{slot('x')}"), {"": "../", "x": "1"})


def test_how_far_a_page_is_translated_is_the_same_without_making_it(small_site: Path) -> None:
    site, plan = _site(small_site)
    pages = [page for page in plan.pages if page.kind is not Kind.STATE]
    renderer = Renderer(site, plan, read_assets(TEMPLATES, site), TEMPLATES)
    made = _made(site, plan, pages)
    assert {path: state for path, (_, state) in made.items()} == {page.path: renderer.state(page) for page in pages}
