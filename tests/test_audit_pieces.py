"""Auditing a page by its pieces gives what auditing the whole page gives, whatever is wrong and in whichever piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kaart import TEMPLATES
from kaart.model.site import Options, Site, read_site
from kaart.plan import Kind, Page, plan_site
from kaart.publish import audit_pieces
from kaart.publish.audit import audit_page
from kaart.publish.audit_pieces import PieceAuditor
from kaart.render.assets import read_assets
from kaart.render.fragments import Fragment, PageHtml
from kaart.render.pages import Renderer
from kaart.views.shared.context import root_of

DAMAGED_KINDS = (Kind.MUNICIPALITY, Kind.OFFER, Kind.COMPARE_LOCAL, Kind.INITIATIVE, Kind.EMBED)
WRONG = (
    '<a href="#weg">x</a>',
    '<a href="/">x</a>',
    '<a href="">x</a>',
    "<a href='vergelijk'>x</a>",
    "<A HREF=javascript:alert(1)>x</A>",
    '<b id="veilig">x</b>',
    '<b id="">x</b>',
    '<b id="twee">x</b><b id="twee">x</b>',
    '<img src="huis.svg">',
    '<p lang="arabisch-nl-x">x</p>',
    "<h1>Nog een</h1>",
    "<main>Nog een</main>",
    '<b aria-labelledby="nu-doen hoed">x</b>',
    '<label for="naam">x</label>',
)
WRONG_IN_FRAME = (
    ('lang="nl"', 'lang="de"'),
    ('dir="ltr"', 'dir="rtl"'),
    (' lang="nl" dir="ltr"', ""),
    ("<title>", "<title></title><b>"),
    ('<main id="inhoud">', '<main id="elders">'),
    ('id="veilig"', 'id="inhoud"'),
)


@pytest.fixture(scope="module")
def made(small_site: Path) -> list[tuple[Page, str, PageHtml]]:
    """Every page of the small site with the way to its root, as it was made one after the other."""
    return list(_made(_site(small_site)))


def _site(root: Path) -> Site:
    return read_site(root, Options(today=date(2026, 11, 22)))[0]


def _made(site: Site) -> Iterator[tuple[Page, str, PageHtml]]:
    plan, _ = plan_site(site)
    renderer = Renderer(site, plan, read_assets(TEMPLATES, site), TEMPLATES)
    for page in plan.pages:
        if page.kind is not Kind.STATE:
            _, state, html = renderer.make(page, dict.fromkeys(page.flyers, 1000))
            assert renderer.state(page) == state
            yield page, root_of(site, page), html


@pytest.fixture(scope="module")
def auditor(small_site: Path) -> PieceAuditor:
    return PieceAuditor({code: voice.direction for code, voice in _site(small_site).voices.items()})


def differences(auditor: PieceAuditor, page: Page, root: str, html: PageHtml) -> tuple[str, ...]:
    """What is wrong with a page by its pieces, which is what is wrong with the whole page."""
    whole = audit_page(page.path, html.whole, root, auditor.languages, page.is_framed)
    assert whole == auditor.audit(page.path, html, root, page.is_framed)
    return tuple(problem.message for problem in whole.problems)


def test_every_good_page_is_good_by_its_pieces(
    made: list[tuple[Page, str, PageHtml]], auditor: PieceAuditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {
        page: audit_page(page.path, html.whole, root, auditor.languages, page.is_framed) for page, root, html in made
    }
    monkeypatch.delattr(audit_pieces, "audit_page")  # so that no page falls back on the whole
    assert whole == {page: auditor.audit(page.path, html, root, page.is_framed) for page, root, html in made}
    assert sum(len(html.fragments) for _, _, html in made) > len(made)


def _in_own_part(html: PageHtml, wrong: str) -> PageHtml:
    heading = "</h2>" if "</h1>" not in html.own else "</h1>"
    return replace(
        html,
        own=html.own.replace(heading, heading + wrong, 1),
        whole=html.whole.replace(heading, heading + wrong, 1),
    )


def _in_fragment(html: PageHtml, number: int, change: Callable[[str], str]) -> PageHtml:
    old = html.fragments[number]
    new = Fragment((change(old.parts[0]), *old.parts[1:]))
    fragments = [*html.fragments]
    fragments[number] = new
    assert old.fill(html.values) in html.whole
    whole = html.whole.replace(old.fill(html.values), new.fill(html.values), 1)
    return replace(html, fragments=fragments, whole=whole)


@pytest.mark.parametrize("wrong", WRONG)
def test_a_mistake_is_found_in_any_piece(
    made: list[tuple[Page, str, PageHtml]], auditor: PieceAuditor, wrong: str
) -> None:
    for kind in DAMAGED_KINDS:
        page, root, html = next(each for each in made if each[0].kind is kind)
        assert differences(auditor, page, root, _in_own_part(html, wrong))
        for number, fragment in enumerate(html.fragments):
            if ">" in fragment.parts[0] and fragment.fill(html.values) in html.whole:
                broken = _in_fragment(html, number, lambda text: text.replace(">", f">{wrong}", 1))
                assert differences(auditor, page, root, broken)


@pytest.mark.parametrize("old, new", WRONG_IN_FRAME)
def test_a_mistake_is_found_in_the_frame(
    made: list[tuple[Page, str, PageHtml]], auditor: PieceAuditor, old: str, new: str
) -> None:
    page, root, html = next(each for each in made if each[0].kind is Kind.MUNICIPALITY)
    frame = html.fragments[-1]
    part = next(part for part in frame.parts if old in part)
    broken = Fragment(tuple(text.replace(old, new, 1) if text is part else text for text in frame.parts))
    changed = replace(html, fragments=[*html.fragments[:-1], broken], whole=broken.fill(html.values))
    assert differences(auditor, page, root, changed)


def test_a_page_that_does_not_cite_what_a_piece_cites_is_wrong(
    made: list[tuple[Page, str, PageHtml]], auditor: PieceAuditor
) -> None:
    page, root, html = next(each for each in made if each[0].kind is Kind.COMPARE_LOCAL)
    values = {name: "99" if name.startswith("bron:") else value for name, value in html.values.items()}
    parts = [fragment for fragment in html.fragments if "bron-" not in fragment.parts[0]]
    whole = html.own + "".join(fragment.fill(values) for fragment in parts)
    messages = differences(auditor, page, root, replace(html, fragments=parts, values=values, whole=whole))
    assert 'de link "#bron-99" wijst nergens naar.' in messages


def test_the_same_piece_twice_is_wrong(made: list[tuple[Page, str, PageHtml]], auditor: PieceAuditor) -> None:
    page, root, html = next(each for each in made if each[0].kind is Kind.COMPARE_LOCAL)
    row = next(each for each in html.fragments if each.parts[0].startswith("<tr"))
    whole = html.whole.replace(row.fill(html.values), 2 * row.fill(html.values), 1)
    assert differences(auditor, page, root, replace(html, fragments=[*html.fragments, row], whole=whole))
