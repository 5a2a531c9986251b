"""The logo of a municipality: what is left of it, where it stands, and what it can never do."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Page

from kaart.house_style.logo import MOST_BYTES, Logo, read_logo
from tests.browser import ROOT

HEAD = 'xmlns="http://www.w3.org/2000/svg"'
SHAPE = '<path d="M0 0h60v20H0z"/>'


def svg(inside: str, attributes: str = 'viewBox="0 0 60 20"') -> bytes:
    return f"<svg {HEAD} {attributes}>{inside}</svg>".encode()


def png(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("RGBA", (width, height), (11, 93, 122, 128)).save(out, "PNG")
    return out.getvalue()


def clean(content: bytes) -> tuple[str, str]:
    """The cleaned logo, and what is said about it."""
    logo, problems = read_logo("logo.svg", content)
    assert logo, problems
    return logo.svg, " ".join(problem.message for problem in problems)


def refused(name: str, content: bytes) -> str:
    logo, problems = read_logo(name, content)
    assert logo is None
    assert [False] == [problem.is_warning for problem in problems]
    return problems[0].message


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>', "<foreignObject>"),
        ('<image href="https://www.proefdam.example/foto.png"/>', "<image>"),
        ('<image href="data:image/svg+xml,x"/>', "<image>"),
        ('<a href="https://www.proefdam.example/"><path d="M0 0"/></a>', "<a>"),
        ('<animate attributeName="href" to="javascript:alert(1)"/>', "<animate>"),
        ('<set attributeName="onload" to="alert(1)"/>', "<set>"),
        ('<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>', "<script>"),
        ('<use href="https://www.proefdam.example/a.svg#b"/>', "href"),
        ('<path d="M0 0" onclick="alert(1)"/>', "onclick"),
        ('<path d="M0 0" ONLOAD="alert(1)"/>', "ONLOAD"),
        ('<path d="M0 0" fill="url(https://www.proefdam.example/a.svg#b)"/>', "fill"),
        ('<path d="M0 0" style="fill: url(//proefdam.example/a#b)"/>', "fill"),
        ('<path d="M0 0" style="background: url(javascript:alert(1))"/>', "background"),
        (r'<path d="M0 0" style="fill: \75 rl(//proefdam.example/a#b)"/>', "fill"),
        ('<style>@import "https://www.proefdam.example/a.css";</style>', "een regel in <style>"),
        ("<style>path:hover { fill: red }</style>", "een regel in <style>"),
        ("<text>Proefdam</text>", "<text>"),
    ],
)
def test_what_can_load_or_run_something_is_left_out_and_named(inside: str, named: str) -> None:
    seen, said = clean(svg(inside + SHAPE))

    assert said == f"dit is uit het logo weggelaten: {named}."
    assert "M0 0h60v20H0z" in seen
    assert not re.search(r"script|on\w+=|https?://(?!www\.w3\.org/2000/svg)|style|data:|import|proefdam", seen, re.I)


def test_a_style_becomes_attributes_because_a_host_may_forbid_styles() -> None:
    inside = '<style>.a, .b { fill: #0b5d7a } .b { stroke: red }</style><path class="b" d="M1 1" style="opacity: .5"/>'

    seen, said = clean(svg(inside))

    assert '<path d="M1 1" fill="#0b5d7a" stroke="red" opacity=".5" />' in seen
    assert "" == said


def test_what_a_drawing_program_adds_is_left_out_without_a_word() -> None:
    inside = (
        '<title>Logo</title><metadata/><i:namedview xmlns:i="http://www.inkscape.org/"/>'
        '<defs><linearGradient id="g"><stop offset="1" stop-color="red"/></linearGradient></defs>'
        f'<g fill="url(#g)">{SHAPE}</g><use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#g"/>'
    )

    seen, said = clean(svg(inside, 'viewBox="0 0 60 20" id="logo" data-name="Laag 1"'))

    assert "" == said
    assert 'fill="url(#g)"' in seen
    assert '<use href="#g" />' in seen
    assert not re.search(r"Logo|Laag|inkscape", seen)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.svg", svg(SHAPE, ""), "geen maat"),
        ("a.svg", svg(SHAPE, 'width="100%" height="100%"'), "geen maat"),
        ("a.svg", svg(SHAPE, 'viewBox="0 0 0 20"'), "geen maat"),
        ("a.svg", svg(SHAPE, 'viewBox="0 0 1e999 20"'), "geen maat"),
        ("a.svg", svg("<text>Proefdam</text>"), "geen vormen"),
        ("a.svg", b"<!DOCTYPE svg><svg/>", "DOCTYPE"),
        ("a.svg", b'<!DOCTYPE a [<!ENTITY b "c">]><svg>&b;</svg>', "DOCTYPE"),
        ("a.svg", b"<svg><path/></svg>", "begint niet met <svg xmlns"),
        ("a.svg", b"<svg", "geen SVG die te lezen is"),
        ("a.svg", b"\xff\xfe\x00", "geen SVG die te lezen is"),
        ("a.svg", b"", "geen SVG die te lezen is"),
        ("a.svg", svg("<g>" * 5_000 + "</g>" * 5_000), "te veel in elkaar"),
        ("a.svg", svg(f"<path d='M0' style='fill: {'(' * 50_000}'/>"), "te veel in elkaar"),
        ("a.svg", svg(SHAPE + '<use href="#a"/>' * 30), "meer dan 20 keer <use>"),
        ("a.svg", svg(SHAPE * 5_000), "te groot: 125 kB, hoogstens 100 kB"),
        ("a.png", svg(SHAPE), "geen PNG"),
        ("a.png", png(60, 20)[:-5], "ontbreekt een stuk"),
        ("a.png", png(5_000, 1), "5000 bij 1 beeldpunten"),
        ("a.png", png(60, 20) + bytes(MOST_BYTES), "te groot"),
    ],
)
def test_a_logo_that_cannot_be_shown_says_why(name: str, content: bytes, said: str) -> None:
    assert said in refused(name, content)


@pytest.mark.parametrize("attributes", ['width="60" height="20"', 'viewBox="0,0,60,20"', 'width="60px" height="20px"'])
def test_a_logo_gets_the_size_that_it_lacks(attributes: str) -> None:
    root = ElementTree.fromstring(clean(svg(SHAPE, attributes))[0])

    assert ("60", "20", "0 0 60 20") == tuple(root.get(name) for name in ("width", "height", "viewBox"))


@pytest.mark.parametrize(("size", "expected"), [((60, 20), (144, 48)), ((20, 60), (19, 56)), ((9_000, 1), (144, 1))])
def test_a_logo_keeps_its_shape_within_its_room(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert expected == Logo(b"", "svg", *size).within(144, 56)


def test_a_png_can_stand_where_an_svg_must() -> None:
    logo, problems = read_logo("a.png", png(60, 20))

    assert logo
    assert () == problems
    assert logo.svg.startswith(f'<svg {HEAD} width="60" height="20" viewBox="0 0 60 20"><image ')


def test_a_page_shows_the_logo_with_its_name_and_size(translated: str, page: Page) -> None:
    for language, name in (("", "Logo van gemeente Proefdam"), ("ar/", "شعار بلدية Proefdam")):
        page.goto(f"{translated}{language}proefdam/")
        seen = page.eval_on_selector(
            "img.own-logo", "each => [each.alt, each.naturalWidth, each.complete, each.width, each.height]"
        )
        assert [name, 60, True, 144, 48] == [re.sub("[\u2068\u2069]", "", seen[0]), *seen[1:]]


def test_the_logo_of_the_example_is_taken_as_it_is() -> None:
    path = ROOT / "content/themes/voorbeeldstad.svg"
    assert "" == clean(path.read_bytes())[1]
