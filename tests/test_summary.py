"""The small file that tells the signpost of a municipality: where something is known, in words of its language."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from kaart import TEMPLATES, urls
from kaart.model.site import Options, Site, read_site
from kaart.plan import Kind, Page, Plan, plan_site
from kaart.render.assets import read_assets
from kaart.render.pages import Renderer

LARGEST = 4000  # bytes, on the small site


@pytest.fixture(scope="module")
def planned(small_site: Path, today: str) -> tuple[Site, Plan]:
    site, _ = read_site(small_site, Options(today=date.fromisoformat(today), with_flyers=False))
    return site, plan_site(site)[0]


@pytest.fixture(scope="module")
def renderer(planned: tuple[Site, Plan]) -> Renderer:
    site, plan = planned
    return Renderer(site, plan, read_assets(TEMPLATES, site), TEMPLATES)


def pages_of(plan: Plan) -> list[Page]:
    return [page for page in plan.pages if page.kind is Kind.MUNICIPALITY]


def made(renderer: Renderer, path: str) -> tuple[LexborHTMLParser, dict[str, Any], int]:
    """A municipality as its page and as its file tell it, and the size of the file."""
    page = next(page for page in renderer.plan.pages if page.path == path)
    files, _, _ = renderer.make(page)
    [address] = page.summaries
    html = LexborHTMLParser(files[urls.file_of(page.path)].decode())
    return html, json.loads(files[address]), len(files[address])


def test_every_municipality_has_a_file(planned: tuple[Site, Plan]) -> None:
    _, plan = planned
    assert [] == [page.path for page in pages_of(plan) if not page.summaries]
    assert ("ar/proefdam/wegwijzer.json",) == next(page for page in plan.pages if page.path == "ar/proefdam/").summaries


def test_a_site_of_one_municipality_always_has_a_file(small_site: Path, today: str) -> None:
    site, _ = read_site(small_site, Options(today=date.fromisoformat(today), only="verzonhoek", with_flyers=False))
    plan, problems = plan_site(site)
    assert [] == problems
    assert ["wegwijzer.json"] == [address for page in plan.pages for address in page.summaries if "/" not in address]


@pytest.mark.parametrize("language", ["", "en/", "ar/"])
@pytest.mark.parametrize("slug", ["proefdam", "testveen", "voorbeeldstad"])
def test_the_file_names_whom_the_page_names(renderer: Renderer, language: str, slug: str) -> None:
    page, told, size = made(renderer, f"{language}{slug}/")
    step = page.css_first(".next")
    assert step
    desks = told["next"].get("desks", [])
    button = step.css_first(".button--lamp")
    assert button and desks[0]["name"] in button.text()
    number = step.css_first(".phone bdi[dir=ltr]")
    assert desks[0].get("phone", "") == (number.text(strip=True) if number else "")
    said = " ".join(page.css("main")[0].text(separator=" ").split())
    for offer in told.get("offers", {}).values():
        assert offer["name"] in said
    assert "professionals" not in told
    assert size < LARGEST


def test_a_text_that_is_only_dutch_says_so(renderer: Renderer) -> None:
    _, told, _ = made(renderer, "en/proefdam/")
    texts = json.dumps(told, ensure_ascii=False)
    assert '"lang": "nl", "dir": "ltr"' in texts
    _, dutch, _ = made(renderer, "proefdam/")
    assert '"lang"' not in json.dumps(dutch)


def test_an_offer_with_a_contact_of_its_own_names_it(renderer: Renderer) -> None:
    _, told, _ = made(renderer, "proefdam/")
    own = told["offers"]["proefgezin"]["next"]
    assert "Coördinator Proefgezin" == own["desks"][0]["name"]
    assert ["proefgezin"] == [offer["initiative"] for offer in own["offers"]]
    assert "next" not in told["offers"]["thuisproef"]
