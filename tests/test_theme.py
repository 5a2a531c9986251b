"""The house style of a municipality, from a CSS file with design tokens to what a visitor sees."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Page

from build import main
from kaart.house_style.theme import Theme, read_theme
from kaart.house_style.theme_parts import OURS, PARTS
from kaart.house_style.theme_values import OWN_FONTS
from tests.browser import ROOT, axe_violations, build_site, served

LARGEST_CSS = 3_000  # bytes
VOORBEELDSTAD = ROOT / "content/themes/voorbeeldstad.css"
MIXED = {"tint", "soft", "line", "lamp", "brand", "on-brand", "corner", "care-text", "care-soft", "focus-ring"}
BUTTON = "--utrecht-button-primary-action"


COLOURS = """() => [document.body, document.querySelector('h1')].map(each => getComputedStyle(each))
  .flatMap(each => [each.backgroundColor, each.color])"""
FOCUS = """() => { const style = getComputedStyle(document.activeElement)
  return [style.outlineStyle, parseFloat(style.outlineWidth), style.outlineColor, style.boxShadow] }"""


def theme_of(css: str) -> Theme:
    return read_theme("proef.css", css)[0]


def values_of(declarations: str) -> dict[str, str]:
    return dict(theme_of(f":root {{ {declarations} }}").values)


def why_not(declarations: str) -> list[tuple[str, str]]:
    return [(each.token, each.why) for each in theme_of(f":root {{ {declarations} }}").rejected]


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (":root { --nl-link-color: #0b5d7a }", "#0b5d7a"),
        ("html { --nl-link-color: #0b5d7a }", "#0b5d7a"),
        (".proefdam-theme { --nl-link-color: #0b5d7a }", "#0b5d7a"),
        ("p, .theme-proefdam { --nl-link-color: #0b5d7a }", "#0b5d7a"),
        (":root { --nl-link-color: red; --nl-link-color: #0b5d7a }", "#0b5d7a"),
        (":root { --nl-link-color: red } .proefdam-theme { --nl-link-color: #0b5d7a }", "#0b5d7a"),
        (":root { --nl-link-color: ; --utrecht-link-color: #0b5d7a }", "#0b5d7a"),
        (":root { --nl-link-color: var(--gone); --utrecht-link-color: #0b5d7a }", "#0b5d7a"),
        (":root { --nl-link-color: inherit; --utrecht-link-color: #0b5d7a }", "#0b5d7a"),
        (":root { --a: var(--b); --b: #0b5d7a; --nl-link-color: var(--a) }", "#0b5d7a"),
        (":root { --nl-link-color: var(--gone, var(--also-gone, #0b5d7a)) }", "#0b5d7a"),
        (":root { --hue: 196; --nl-link-color: hsl(var(--hue), 83%, 26%) }", "#0b5c79"),
        (":root { --nl-link-color: rgb(11 93 122) }", "#0b5d7a"),
        (":root { --nl-link-color: navy /* blauw */ }", "#000080"),
        (":root { --nl-link-color: #0b5d7a } @media print { :root { --nl-link-color: red } }", "#0b5d7a"),
        (":root { --nl-link-color: #0b5d7a } @media (width < 9em) { html { --nl-link-color: red } }", "#0b5d7a"),
        ("@import 'x.css'; @font-face { src: url(x) } :root { --nl-link-color: #0b5d7a }", "#0b5d7a"),
        (":root { --nl-link-color: #0b5d7a } .utrecht-theme--wide { --nl-link-color: red }", "#0b5d7a"),
        (":root { --nl-link-color: #0b5d7a } .proefdam-dark-theme { --nl-link-color: red }", "#0b5d7a"),
        (":root { --nl-link-color: #0b5d7a } .proefdam-theme p { --nl-link-color: red }", "#0b5d7a"),
    ],
)  # fmt: skip
def test_the_last_value_for_the_whole_page_counts_with_its_references_filled_in(css: str, expected: str) -> None:
    assert expected == theme_of(css).values.get("link")


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("url(https://www.proefdam.example/a.png)", "van een andere plek halen"),
        ('url("a.png")', "van een andere plek halen"),
        (r"\75 rl(a.png)", "van een andere plek halen"),
        ("image-set('a.png' 1x)", "van een andere plek halen"),
        ("src('a.png')", "van een andere plek halen"),
        ("expression(alert(1))", "van een andere plek halen"),
        ("var(--elsewhere)", "van een andere plek halen"),
        ("javascript:alert(1)", "tekens in die"),
        ("'</style>'", "tekens in die"),
        (r"'\3c'", "tekens in die"),
        ("{ color: red }", "tekens in die"),
        ("@import", "tekens in die"),
        ("var(--nl-link-color)", "in een kring"),
        ("var(--round)", "in een kring"),
        ("var(--round, red)", "in een kring"),
        ("(" * 60 + ")" * 60, "te diep"),
        ("var(--long) var(--long) var(--long)", "te lang"),
        ("transparent", "geen dekkende kleur"),
        ("#0b5d7a80", "geen dekkende kleur"),
        ("oklch(0.4 0.1 200)", "geen dekkende kleur"),
        ("currentcolor", "geen dekkende kleur"),
        ("donkerblauw", "geen dekkende kleur"),
    ],
)
def test_a_value_that_cannot_be_used_falls_back_and_says_why(value: str, why: str) -> None:
    others = f"--elsewhere: url(x); --round: var(--nl-link-color); --long: {'x' * 200}"
    theme = theme_of(f":root {{ {others}; --nl-link-color: {value}; --utrecht-link-color: #0b5d7a }}")

    assert "link" not in theme.values
    assert ["--nl-link-color"] == [rejected.token for rejected in theme.rejected]
    assert why in theme.rejected[0].why
    assert not re.search(r"url|http|script|[\\@]", theme.css)


def test_a_token_file_that_doubles_itself_without_end_is_read_at_once() -> None:
    steps = "".join(f"--a{n}: var(--a{n - 1}, var(--a{n - 1})) var(--a{n - 1});" for n in range(1, 36))

    assert {} == {
        key: value for key, value in values_of(f"{steps} --nl-link-color: var(--a35)").items() if key == "link"
    }


def test_two_colours_are_taken_together_or_not_at_all() -> None:
    both = values_of(f"{BUTTON}-background-color: #ffb400; {BUTTON}-color: #222")
    half = f"{BUTTON}-background-color: #0b5d7a; --utrecht-button-color: #fff; --nl-link-color: #0b5d7a"

    assert ("#ffb400", "#222222") == (both["button"], both["on-button"])
    assert "button" not in values_of(half)  # the text of another kind of button does not count
    assert "#0b5d7a" == values_of(half)["brand"]  # so that our buttons are not in a colour of their own
    assert [
        (f"{BUTTON}-background-color", f"de kleur die erbij hoort ontbreekt (tekst op knoppen: {BUTTON}-color)")
    ] == (why_not(half))


def test_a_pair_that_cannot_be_read_falls_back_with_both_numbers() -> None:
    pair = "--utrecht-page-footer-background-color: #fff; --utrecht-page-footer-color: #808080"

    assert "foot" not in values_of(pair)
    assert [("--utrecht-page-footer-color", 'het contrast van tekst in de voet op achtergrond van de voet ("#808080" op "#ffffff") is 3,9, nodig is 4,5')] == why_not(pair)  # fmt: skip  # noqa: E501


def test_text_must_be_read_on_a_panel_too() -> None:
    page = "--utrecht-document-background-color: #fff; --utrecht-document-color: #000;"

    assert "op een vlak" in why_not(f"{page} --nl-link-color: #767676")[0][1]
    assert "#6b6b6b" == values_of(f"{page} --nl-link-color: #6b6b6b")["link"]


def test_a_page_that_is_dark_keeps_our_background() -> None:
    dark = "--utrecht-document-background-color: #222; --utrecht-document-color: #fff"

    assert "paper" not in values_of(dark)
    assert "ink" not in values_of(dark)
    assert "te donker" in why_not(dark)[0][1]


@pytest.mark.parametrize(
    ("declaration", "part", "expected"),
    [
        ("--utrecht-document-line-height: 1.5", "leading", "1.5"),
        ("--utrecht-document-line-height: 150%", "leading", "1.5"),
        ("--utrecht-document-line-height: 28px", "leading", "1.75"),
        ("--utrecht-document-line-height: 27px; --utrecht-paragraph-font-size: 18px", "leading", "1.5"),
        ("--utrecht-document-line-height: 1.1", "leading", "1.4"),
        ("--utrecht-document-line-height: 64px", "leading", "1.9"),
        ("--utrecht-document-font-size: 18px", "text", "1.125rem"),
        ("--utrecht-document-font-size: 64px", "text", "1.25rem"),
        ("--utrecht-document-font-size: 0.7rem", "text", "1rem"),
        ("--utrecht-button-border-radius: 0", "button-corner", "0rem"),
        ("--utrecht-button-border-radius: 999px", "button-corner", "2rem"),
        ("--utrecht-focus-outline-width: 1px", "focus-width", "2px"),
        ("--utrecht-focus-outline-style: none", "focus-style", None),
        ("--utrecht-heading-font-weight: bold", "heading-weight", "700"),
        ("--utrecht-heading-font-weight: ٧٠٠", "heading-weight", None),
        ("--utrecht-document-font-size: ١٨px", "text", None),
        ("--utrecht-document-font-family: serif", "font", OWN_FONTS),
        ("--utrecht-document-font-family: 'Fira Sans', serif", "font", f'"Fira Sans", {OWN_FONTS}'),
    ],
)  # fmt: skip
def test_sizes_and_letters_stay_within_what_our_pages_bear(declaration: str, part: str, expected: str | None) -> None:
    assert expected == values_of(declaration).get(part)


def test_whatever_a_theme_says_all_of_it_can_be_read_and_it_is_small() -> None:
    chance = random.Random(7)
    tokens = [token for part in PARTS.values() for token in part.chain]
    for _ in range(300):
        named = chance.sample(tokens, chance.randrange(1, len(tokens)))
        light = f"#{chance.randrange(0xE0E0E0, 0xFFFFFF):06x}"
        choices = [f"#{chance.randrange(1 << 24):06x}", f"#{chance.randrange(0x404040):06x}", light, "20px", "Arial, x"]
        theme = theme_of(f":root {{ {';'.join(f'{token}: {chance.choice(choices)}' for token in named)} }}")
        for each in theme.contrasts:
            assert each.measured >= each.needed, (each, theme.css)
        assert len(theme.css.encode()) < LARGEST_CSS


def test_our_own_colours_are_those_of_the_style_sheet() -> None:
    css = (ROOT / "templates/styles/00-base.css").read_text("utf-8")
    for name in ("paper", "ink", "brand", "lamp", "care", "care-ink"):
        assert f"--{name}: var(--sk-{name}, {OURS[name]});" in css
    styles = "".join(path.read_text("utf-8") for path in sorted((ROOT / "templates").rglob("*.css")))
    assert set(PARTS) | MIXED == set(re.findall(r"--sk-([a-z-]+)", styles)) - {""}


def test_the_example_shows_a_whole_house_style() -> None:
    theme, problems = read_theme("voorbeeldstad.css", VOORBEELDSTAD.read_text("utf-8"))

    assert () == problems
    assert ("heading-font", "button-line") == theme.missing
    assert len(theme.css.encode()) < LARGEST_CSS


def show(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["theme", *map(str, words)])


def test_a_municipality_sees_what_is_taken_and_what_is_not(tmp_path: Path, page: Page) -> None:
    css, out = tmp_path / "proef.css", tmp_path / "voorbeeld.html"
    css.write_text(VOORBEELDSTAD.read_text("utf-8").replace("#1f6690", "#86b7d5"), "utf-8")

    seen = show(css, "--out", out)

    assert 0 == seen.exit_code
    assert "koppen: #0d3349 (--utrecht-heading-color)" in seen.stdout
    assert "links: het contrast van links op de pagina" in seen.stdout
    assert "tekst op een knop: 8,7 (nodig: 4,5)" in seen.stdout
    page.goto(out.as_uri())
    assert [] == axe_violations(page)
    assert "Niet gebruikt (1)" in page.inner_text("body")
    page.set_viewport_size({"width": 1000, "height": 800})
    assert "rgb(23, 80, 111)" == page.eval_on_selector(".button", "each => getComputedStyle(each).backgroundColor")
    assert not re.search(r"(?:src|href)=\"(?!#)|url\(", out.read_text("utf-8"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "dit bestand is er niet."),
        (b":root { --a: b; }\n" * 100_000, "dit bestand is te groot: 1,8 MB, hoogstens 1 MB."),
        (b"\x89PNG\0\0", "dit bestand is geen gewone tekst"),
        (b"<!doctype html><p>Niet gevonden</p>", "in dit bestand staan geen design tokens."),
    ],
)
def test_a_file_that_is_no_theme_is_said_plainly(content: bytes | None, said: str, tmp_path: Path) -> None:
    css = tmp_path / "proef.css"
    if content is not None:
        css.write_bytes(content)

    seen = show(css, "--out", tmp_path / "voorbeeld.html")

    assert 1 == seen.exit_code
    assert f"{css}: {said}" in seen.stderr
    assert not (tmp_path / "voorbeeld.html").exists()


def test_a_theme_is_on_the_pages_of_its_municipality_and_on_no_other(small_site: Path, tmp_path: Path) -> None:
    site = build_site(tmp_path / "site", small_site, "--no-flyers", "--jobs", "1")
    theme = re.compile(r'class="themed">.*<link rel="stylesheet" href="[./]*/assets/theme-proefdam\.', re.DOTALL)
    themed = {
        path.relative_to(site).as_posix() for path in site.rglob("*.html") if theme.search(path.read_text("utf-8"))
    }
    about = {"", "proefgezin/", "thuisproef/", "vergelijk/", "insluiten/"}
    dressed = {f"{language}proefdam/{each}index.html" for language in ("", "en/", "ar/") for each in about}

    assert dressed | {f"{language}proefdam/verwijzen/index.html" for language in ("", "en/")} == themed
    assert 1 == len(list((site / "assets").glob("theme-*.css")))
    only = build_site(tmp_path / "only", small_site, "--no-flyers", "--jobs", "1", "--only", "proefdam")
    for path in only.rglob("*.html"):
        html = path.read_text("utf-8")
        assert 'class="themed"' in html, path
        assert 'class="brand__logo"' in html, path
        assert html.count("logo-proefdam") == 1, path


def test_a_themed_page_stays_light_in_the_dark_and_black_on_paper(small_site: Path, tmp_path: Path, page: Page) -> None:
    root = shutil.copytree(small_site, tmp_path / "root")
    (root / "content/themes/proefdam.css").write_text(VOORBEELDSTAD.read_text("utf-8"), "utf-8")
    clear = "rgba(0, 0, 0, 0)"
    with served(build_site(tmp_path / "site", root, "--no-flyers", "--jobs", "1")) as address:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(f"{address}proefdam/")
            assert ["rgb(255, 255, 255)", "rgb(20, 36, 46)", clear, "rgb(13, 51, 73)"] == page.evaluate(COLOURS)
            assert [] == axe_violations(page)
        page.keyboard.press("Tab")
        style, width, inner, outer = page.evaluate(FOCUS)
        assert ("solid", 3.0, "rgb(13, 51, 73)") == (style, width, inner)
        assert outer.startswith("rgb(255, 209, 102)")
        page.goto(f"{address}testveen/")
        assert "rgb(17, 26, 27)" == page.evaluate(COLOURS)[0]
        page.goto(f"{address}proefdam/")
        page.emulate_media(media="print", color_scheme="light")
        assert ["rgb(255, 255, 255)", "rgb(0, 0, 0)", clear, "rgb(0, 0, 0)"] == page.evaluate(COLOURS)
        foot = page.eval_on_selector(".foot", "each => getComputedStyle(each).backgroundColor")
        assert "rgb(255, 255, 255)" == foot
