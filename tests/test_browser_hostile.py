"""A site in which every text holds markup, in a real browser and without the security policy: nothing of it runs."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

import kaart.model.site
from kaart import TEMPLATES
from kaart.model.site import Options, read_site
from kaart.plan import plan_site
from kaart.render.assets import read_assets
from kaart.render.pages import Renderer
from tests.browser import served
from tests.hostile import (
    all_at_once,
    hostile_root,
    one_by_one,
    spoil_catalogues,
    write_site,
)

pytestmark = pytest.mark.slow  # a site with markup in every text

NO_POLICY = " "
HTML = "text/html; charset=utf-8"
LEADING_ON = re.compile(r'<meta http-equiv="refresh" [^>]*>')
VOID = frozenset(("meta", "link", "img", "input", "br", "hr", "wbr", "base", "col"))
INTERACTIVE = ("a", "button", "select", "textarea")  # never inside each other
SVG = frozenset(("path", "circle", "rect", "line", "image", "use", "stop"))  # may close themselves
ATTRIBUTE = re.compile(r"[a-z][a-z:-]*[a-z0-9]|[dxyr]")
# Does to every element what a visitor could do, and says what may never be on a page.
STIR = """() => {
  const EVENTS = ['focus', 'focusin', 'blur', 'mouseover', 'mouseenter', 'pointerover', 'error', 'load', 'toggle']
  const found = []
  for (const element of document.querySelectorAll('*')) {
    for (const kind of EVENTS) element.dispatchEvent(new Event(kind))
    if (element.tabIndex >= 0) element.focus()
    const { localName, src, outerHTML } = element
    if (localName === 'script' && (!src || new URL(src).host !== location.host)) found.push(outerHTML)
    for (const { name, value } of element.attributes) {
      if (/^on|^srcdoc$/i.test(name)) found.push(`${name}: ${value}`)
      if (!/^(xlink:)?href$|^src$|^(form)?action$|^data$/.test(name)) continue
      const { protocol } = new URL(value, document.baseURI)
      if (!['http:', 'https:', 'mailto:', 'tel:', 'blob:'].includes(protocol)) found.push(`${name}: ${value}`)
    }
  }
  return found
}"""


@dataclass
class Hostile:
    """The site as it is served, what was spoiled in its content, and what is wrong with that."""

    folder: Path
    address: str
    spoiled: dict[str, list[str]]
    errors: list[str]

    def pages(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))


@dataclass
class Visitor:
    """A browser window, and all that ran, was asked, or went wrong in it."""

    page: Page
    ran: list[str] = field(default_factory=list)

    def ask(self, dialog: Dialog) -> None:
        self.ran.append(f"{self.page.url} asks {dialog.message}")
        dialog.dismiss()

    def open(self, hostile: Hostile, address: str) -> None:
        """Goes to a page, and stays there where it leads on by itself."""
        html = (hostile.folder / address).read_text("utf-8")
        if LEADING_ON.search(html):
            stays = LEADING_ON.sub("", html)
            self.page.route(hostile.address + address, lambda route: route.fulfill(body=stays, content_type=HTML))
        self.page.goto(hostile.address + address)

    def stir(self) -> None:
        """Meets every element of the page as it is now."""
        self.ran += [f"{self.page.url}: {each[:200]}" for each in self.page.evaluate(STIR)]


@pytest.fixture(scope="module", params=[all_at_once, one_by_one])
def hostile(
    request: pytest.FixtureRequest, small_site: Path, today: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hostile]:
    spoil: Callable[[str], str] = request.param
    folder = tmp_path_factory.mktemp("hostile")
    options = Options(today=date.fromisoformat(today))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kaart.model.site, "LOCALE_FOLDER", spoil_catalogues(folder / "locale", spoil))
        root, spoiled = hostile_root(small_site, folder / "root", spoil, today)
        _, problems = write_site(root, folder / "site", options)
    errors = [str(problem) for problem in problems if not problem.is_warning]
    with served(folder / "site", NO_POLICY) as address:
        yield Hostile(folder / "site", address, spoiled, errors)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    context = browser.new_context(accept_downloads=True)
    visitor = Visitor(context.new_page())
    context.expose_binding("xss", lambda source, *words: visitor.ran.append(f"{source['frame'].url} ran {words}"))
    visitor.page.on("dialog", visitor.ask)
    visitor.page.on("pageerror", lambda error: visitor.ran.append(f"{visitor.page.url}: {error}"))
    yield visitor
    context.close()


class _Strict(HTMLParser):
    """Reads HTML as if it were XML: each element is closed in order, and an attribute is a word that is there once."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.names: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.names |= {(tag, name) for name in ("", *names)}
        if len(names) != len(set(names)) or not all(map(ATTRIBUTE.fullmatch, names)):
            self.wrong.append(f"<{tag}> at {self.getpos()}: {names}")
        if tag in INTERACTIVE and set(INTERACTIVE) & set(self.open):
            self.wrong.append(f"<{tag}> at {self.getpos()}, inside {self.open[-3:]}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()
            if tag not in SVG:
                self.wrong.append(f"<{tag}/> at {self.getpos()}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}, inside {self.open[-3:]}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}--> at {self.getpos()}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"<![{data}]> at {self.getpos()}")


def read_strictly(html: str) -> tuple[list[str], set[tuple[str, str]]]:
    """What is not well-formed in a page, and each element with each of its attributes."""
    parser = _Strict()
    parser.feed(html)
    parser.close()
    return parser.wrong + parser.open, parser.names


def names_in(folder: Path) -> set[tuple[str, str]]:
    return {name for path in folder.rglob("*.html") for name in read_strictly(path.read_text("utf-8"))[1]}


def test_texts_of_every_kind_of_file_hold_markup(hostile: Hostile) -> None:
    expected = {
        "content/site.yaml": ["Kleine kaart", "Redactie van de kleine kaart"],
        "content/glossary.yaml": [],
        "content/sources.yaml": [],
        "content/safety.yaml": ["Alarmnummer"],
        "content/danger.yaml": ["Het is niet uw schuld"],
        "content/synonyms.yaml": [],
        "content/signpost.yaml": [],
        "content/terms.yaml": [],
        "content/flyers.yaml": [],
        "content/municipalities/proefdam.yaml": [
            "In Proefdam zijn twee initiatieven.",
            "Loket Proefdam",
            "Proefstraat 1",
        ],
        "content/municipalities/voorbeeldstad.yaml": [],
        "content/pages/over.md": [],
        "content/pages/zo-werkt-het.en.md": ["How it works"],
        "content/translations/en.yaml": ["Small map", "Kleine kaart"],
        "content/translations/ar.yaml": ["Kleine kaart"],
        "initiatives/proefgezin.yaml": [
            "Proefgezin",
            "Een gezin in de buurt vangt uw kind op.",
            "één dagdeel per week",
        ],
    }
    missing = {name: set(texts) - set(hostile.spoiled[name]) for name, texts in expected.items()}

    assert {} == {name: texts for name, texts in missing.items() if texts}
    assert [] == [name for name in expected if not hostile.spoiled[name]]
    assert sum(map(len, hostile.spoiled.values())) > 700


def test_what_the_checks_refuse_are_links_numbers_and_letters(hostile: Hostile) -> None:
    known = re.compile(
        r"(content/pages|initiatives)/.*\.md:.*(de link|de pagina)"
        r"|content/translations/.*(het getal|schrift geschreven)"
        r"|templates/locale/ar/"
    )
    assert [] == [error for error in hostile.errors if not known.match(error)]
    assert any("javascript:" in error for error in hostile.errors)


def test_nothing_runs_on_any_page(hostile: Hostile, visitor: Visitor) -> None:
    pages = hostile.pages()
    assert len(pages) > 130
    for address in pages:
        visitor.open(hostile, address)
        visitor.stir()

    assert [] == visitor.ran


def test_no_logo_runs_anything(hostile: Hostile, visitor: Visitor) -> None:
    logos = sorted(path.relative_to(hostile.folder) for path in hostile.folder.rglob("*.svg"))
    assert any("logo" in path.name for path in logos)
    for path in logos:
        visitor.page.goto(hostile.address + path.as_posix())
        visitor.stir()

    assert [] == visitor.ran


@pytest.mark.parametrize("language", ["", "en/", "ar/"])
def test_nothing_runs_while_a_visitor_searches(hostile: Hostile, visitor: Visitor, language: str) -> None:
    page = visitor.page
    page.goto(f"{hostile.address}{language}zoeken/")
    for typed in ("proefgezin", "proefdam", "gezin in proefdam", "xss", "onfocus", '"><img src=x onerror=xss(0)>'):
        page.get_by_role("searchbox").fill(typed)
        page.get_by_role("searchbox").press("Enter")
        expect(page.locator(".search__said")).not_to_be_empty()
        page.wait_for_timeout(200)
        visitor.stir()
    page.goto(f"{hostile.address}{language}zoeken/#zoek=%22%3E%3Cimg%20src=x%20onerror=xss(0)%3E&waar=%22%3E&soort=%22")
    page.wait_for_timeout(200)
    visitor.stir()

    assert [] == visitor.ran


@pytest.mark.parametrize("language", ["", "en/", "ar/"])
def test_nothing_runs_while_a_visitor_chooses_a_place(hostile: Hostile, visitor: Visitor, language: str) -> None:
    page = visitor.page
    page.goto(hostile.address + language)
    for typed in ("proef", "1003", "xss", '"><img src=x onerror=xss(0)>'):
        page.locator("#woonplaats").fill(typed)
        expect(page.locator(".where__said").first).not_to_be_empty()
        visitor.stir()

    assert [] == visitor.ran


@pytest.mark.parametrize(
    "address",
    ["wegwijzer/", "en/wegwijzer/", "ar/wegwijzer/", "insluiten/wegwijzer/"],
)
def test_nothing_runs_in_the_signpost(hostile: Hostile, visitor: Visitor, address: str) -> None:
    visitor.page.goto(
        f"{hostile.address}{address}#waar=proefdam&helpt=rust&hulp=met&plek=elders&leeftijd=x%22%3E%3Cimg&leeftijd=0-4&xss=1"
    )
    expect(visitor.page.locator(".signpost__note")).not_to_be_empty()
    expect(visitor.page.locator(".outcome__said")).not_to_be_empty()
    expect(visitor.page.locator(".outcome__place .contact__name").first).not_to_be_empty()
    visitor.stir()

    assert [] == visitor.ran


@pytest.mark.parametrize("address", ["proefdam/verwijzen/", "en/proefdam/verwijzen/", "verzonhoek/verwijzen/"])
def test_nothing_runs_on_a_referral_card(hostile: Hostile, visitor: Visitor, address: str) -> None:
    page = visitor.page
    page.goto(
        f"{hostile.address}{address}#leeftijd=x%22%3E%3Cimg,3&helpt=rust,%3Cimg%20src=x%20onerror=xss(0)%3E&hulp=met"
    )
    expect(page.locator(".asks__note")).not_to_be_empty()
    expect(page.locator("#kaart")).to_be_visible()
    page.locator("[data-change]").click()
    page.locator(".asks button").click()
    expect(page.locator(".message")).not_to_be_empty()
    visitor.stir()

    assert [] == visitor.ran


def test_nothing_runs_at_the_door_of_professionals(hostile: Hostile, visitor: Visitor) -> None:
    visitor.page.goto(f"{hostile.address}professionals/#waar=%3Cimg%20src=x%20onerror=xss(0)%3E")
    expect(visitor.page.locator(".door__note")).not_to_be_empty()
    visitor.stir()

    assert [] == visitor.ran


@pytest.mark.parametrize("address", ["vergelijk/", "proefdam/vergelijk/", "ar/vergelijk/"])
def test_nothing_runs_in_the_comparison_and_its_files_can_be_read(
    hostile: Hostile, visitor: Visitor, address: str
) -> None:
    page = visitor.page
    page.goto(f"{hostile.address}{address}#verschillen,%22%3E%3Cimg%20src=x%20onerror=xss(0)%3E")
    expect(page.locator(".choose__said")).not_to_be_empty()
    visitor.stir()
    page.locator("[name=differences]").check()
    page.locator(".take > summary").click()
    files = {}
    for kind in ("CSV", "XLSX"):
        with page.expect_download() as download:
            page.locator(".take a", has_text=f"({kind})").click()
        files[kind] = download.value.path().read_bytes()
    with zipfile.ZipFile(io.BytesIO(files["XLSX"])) as workbook:
        texts = [workbook.read(name) for name in workbook.namelist()]
    for text in texts:
        ElementTree.fromstring(text)
    rows = list(csv.reader(io.StringIO(files["CSV"].decode("utf-8-sig"), newline=""), delimiter=";"))

    assert any(b"xss" in text for text in texts)
    assert any("xss" in cell for row in rows for cell in row)
    assert [] == [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert [] == visitor.ran


def test_nothing_runs_in_the_codes_that_other_sites_copy(hostile: Hostile, visitor: Visitor) -> None:
    page = visitor.page
    codes = set()
    page.goto(f"{hostile.address}voor-gemeenten/insluiten/")
    for name in ("#gemeente", "#deel", "#taal"):
        for value in page.locator(f"{name} option:not([hidden])").evaluate_all("all => all.map(each => each.value)"):
            page.select_option(name, value)
            codes |= set(page.locator("pre code").all_inner_texts())
    visitor.stir()
    assert len(codes) > 20
    for code in codes:
        wrong, names = read_strictly(code)
        assert [] == wrong
        assert {tag for tag, _ in names} <= {"a", "iframe", "p", "script"}
        page.set_content(re.sub(r"<script[^>]*></script>", "", code))
        assert [] == page.evaluate(STIR)

    assert [] == visitor.ran


def test_every_page_is_well_formed_and_has_no_names_of_its_own(
    hostile: Hostile, small_site: Path, today: str, tmp_path: Path
) -> None:
    write_site(small_site, tmp_path, Options(today=date.fromisoformat(today)))
    from_markdown = {(tag, "") for tag in ("blockquote", "code", "h4", "hr", "tbody", "em")}
    from_markdown |= {("div", "class"), ("div", "tabindex"), ("a", "href")}

    assert {} == {
        address: wrong
        for address in hostile.pages()
        if (wrong := read_strictly((hostile.folder / address).read_text("utf-8"))[0])
    }
    assert set() == names_in(hostile.folder) - names_in(tmp_path) - from_markdown


def test_every_file_in_xml_is_well_formed(hostile: Hostile) -> None:
    files = [path for ending in ("xml", "svg", "config") for path in hostile.folder.rglob(f"*.{ending}")]
    assert {"sitemap.xml", "web.config"} <= {path.name for path in files}
    assert any(path.name.startswith("logo-proefdam.") for path in files)
    for path in files:
        ElementTree.fromstring(path.read_bytes())


def test_the_sitemap_is_well_formed_whatever_the_address_is(small_site: Path, today: str) -> None:
    address = "https://kaart.invalid/a&b<c>\"d'/"
    site, _ = read_site(small_site, Options(today=date.fromisoformat(today), base_url=address))
    plan, _ = plan_site(site)
    sitemap = Renderer(site, plan, read_assets(TEMPLATES, site), TEMPLATES).sitemap()
    places = [each.text for each in ElementTree.fromstring(sitemap).iter() if each.tag.endswith("}loc")]

    assert f"{address}proefdam/" in places
    assert all(place and place.startswith(address) for place in places)


def test_no_text_stands_in_the_settings_of_a_server(hostile: Hostile) -> None:
    names = (
        "hosting/nginx.conf",
        "hosting/nginx-http.conf",
        "hosting/Caddyfile",
        "_headers",
        "_redirects",
        "web.config",
    )
    assert [] == [name for name in names if "xss" in (hostile.folder / name).read_text("utf-8")]
