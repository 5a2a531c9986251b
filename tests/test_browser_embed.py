"""Our page in a page of another site: two servers, a host that allows no more than it must, a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Frame, Locator, Page, expect

from tests.browser import (
    STORED,
    _Site,
    axe_violations,
    axe_violations_by_look,
    build_site,
    policy_of,
    served,
    sticking_out,
)

BASE_URL = "https://kaart.invalid/"
HERE = "http://127.0.0.1:*"
HOST_POLICY = f"default-src 'none'; script-src 'self' {HERE}; frame-src 'self' {HERE}; base-uri 'none'"
EMBED_ON = "https://proefdam.invalid"  # as in its file; here a local server stands in for it
FIXED_HEIGHT = 900
HIGHEST = 100_000
PHONE = {"width": 360, "height": 640}
CODE = re.compile(r"<code>(.*?)</code>", re.DOTALL)
SIGNPOST = "wegwijzer"
PARTS = ("", "contacten", "proefgezin", SIGNPOST)
HEIGHT_OF_CONTENT = "() => Math.ceil(document.documentElement.getBoundingClientRect().height)"
STICKING = """() => [...document.querySelectorAll('*')].filter(element =>
  ['sticky', 'fixed'].includes(getComputedStyle(element).position)).map(element => element.outerHTML.slice(0, 80))"""
LEADING_NOWHERE = """() => [...document.links].filter(link => !link.target && link.getAttribute('href').startsWith('#'))
  .map(link => link.outerHTML)"""


@dataclass
class Host:
    """The site of a municipality, with the codes that it can copy. Both addresses end in a slash."""

    folder: Path
    address: str
    site: str
    codes: dict[str, str]

    def write(self, *parts: str, script: str = "") -> None:
        """Makes the page of the host: a link, the parts, and a link."""
        (self.folder / "own.js").write_text(script, "utf-8")
        (self.folder / "index.html").write_text(
            '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Proefdam</title>'
            '<meta name="viewport" content="width=device-width"><script src="own.js"></script></head><body><main>'
            f'<h1>Proefdam</h1><a id="before" href="#after">Voor</a>{"".join(parts)}<a id="after" href="#before">Na</a>'
            "</main></body></html>",
            "utf-8",
        )

    def code(self, way: str, part: str = "", language: str = "") -> str:
        """A code with another part or language chosen."""
        return self.codes[way].replace("/proefdam/insluiten/", f"/{address_of(part, language)}")


def address_of(part: str, language: str = "") -> str:
    """The address of Proefdam in a frame, or of a part of it."""
    if part == SIGNPOST:
        return f"{language}insluiten/wegwijzer/#waar=proefdam"
    return f"{language}proefdam/insluiten/{part and f'#{part}'}"


def codes_in(folder: Path, site: str) -> dict[str, str]:
    """The codes of the page for municipalities, for Proefdam, with the address where our site is served."""
    guide = (folder / "voor-gemeenten/insluiten/index.html").read_text("utf-8")
    texts = [unescape(code) for code in CODE.findall(guide)]
    names = {"voorbeeldstad": "proefdam", "Voorbeeldstad": "Proefdam", BASE_URL: site}
    for old, new in names.items():
        texts = [text.replace(old, new) for text in texts]
    return dict(zip(("folder", "link", "frame", "growing"), texts, strict=False))


@pytest.fixture(scope="session")
def folder_with_number(tmp_path_factory: pytest.TempPathFactory, small_site: Path) -> Path:
    """The site in three languages, with a number in Proefdam, so that it has flyers of its own."""
    root = shutil.copytree(small_site, tmp_path_factory.mktemp("embed") / "root")
    file = root / "content/municipalities/proefdam.yaml"
    website = "    website: https://www.rijksoverheid.nl/loket\n"
    file.write_text(file.read_text("utf-8").replace(website, f"{website}    phone: 0800 2000\n"), "utf-8")
    return build_site(root.parent / "site", root)


@pytest.fixture(scope="module")
def host(folder_with_number: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The host and our site, which allow each other and nobody else."""
    folder = tmp_path_factory.mktemp("host")
    policy = policy_of(folder_with_number)
    assert EMBED_ON in policy
    with served(folder_with_number, policy.replace(EMBED_ON, HERE)) as site, served(folder, HOST_POLICY) as address:
        yield Host(folder, address, site, codes_in(folder_with_number, site))


def frame_of(page: Page, number: int = 0) -> Frame:
    """A frame in the page, once it is there."""
    element = page.locator("iframe").nth(number).element_handle()
    frame = element.content_frame()
    assert frame
    frame.wait_for_load_state()
    return frame


def height_of(page: Page, number: int = 0) -> int:
    """The height inside the border of a frame, in pixels."""
    height: int = page.locator("iframe").nth(number).evaluate("frame => frame.clientHeight")
    return height


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """Waits until something holds, two seconds at most."""
    for _ in range(40):
        if holds():
            return
        page.wait_for_timeout(50)
    pytest.fail("it did not hold within two seconds")


def wait_until_grown(page: Page, number: int = 0) -> None:
    """Waits until a frame is as high as what is in it."""
    frame = frame_of(page, number)
    wait_until(page, lambda: height_of(page, number) == frame.evaluate(HEIGHT_OF_CONTENT))


@pytest.fixture
def errors(page: Page) -> list[str]:
    """What the browser complains about: a style or script that a policy forbids, for one."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_frames_grow_with_what_is_in_them_on_a_strict_host(page: Page, host: Host, errors: list[str]) -> None:
    host.write(host.code("growing"), host.code("frame", "contacten"))
    page.goto(host.address)
    page.locator("iframe").nth(1).scroll_into_view_if_needed()
    wait_until_grown(page, 0)
    wait_until_grown(page, 1)
    assert height_of(page, 0) > height_of(page, 1) > 0

    before = height_of(page, 0)
    frame_of(page, 0).locator("details.sources summary").click()  # what is in it grows
    wait_until(page, lambda: height_of(page, 0) > before)
    wait_until_grown(page, 0)

    page.set_viewport_size({"width": 900, "height": 700})
    wait_until_grown(page, 0)
    assert height_of(page, 0) < before
    assert [] == [each for each in errors if "favicon" not in each and "404" not in each]


@pytest.mark.parametrize("zoom", [1.1, 1.5, 3])
def test_a_frame_grows_on_a_page_that_is_zoomed(browser: Browser, host: Host, zoom: float) -> None:
    host.write(host.code("growing"))
    window = {"width": round(1280 / zoom), "height": round(800 / zoom)}
    context = browser.new_context(viewport=window, device_scale_factor=zoom)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(host.address)
    wait_until_grown(page)
    assert frame_of(page).evaluate("() => document.documentElement.scrollHeight <= innerHeight")
    context.close()


def test_a_new_page_in_the_frame_has_its_own_height_and_is_read_from_the_top(page: Page, host: Host) -> None:
    host.write("<p>Boven</p>" * 3, host.code("growing"))
    page.goto(host.address)
    wait_until_grown(page)
    frame = frame_of(page)
    link = frame.locator(".embed__signpost a")
    link.scroll_into_view_if_needed()
    page.evaluate("() => scrollTo(0, 500)")
    link.evaluate("link => link.click()")
    frame.wait_for_url("**/insluiten/wegwijzer/#waar=proefdam")
    wait_until_grown(page)
    box = page.locator("iframe").bounding_box()
    assert box
    wait_until(page, lambda: (page.locator("iframe").bounding_box() or {"y": -1})["y"] >= -1)

    frame.get_by_role("link", name="Alles in Proefdam", exact=True).click()
    frame.wait_for_url("**/proefdam/insluiten/")
    wait_until_grown(page)


def test_a_link_to_a_whole_page_opens_it_in_the_window(page: Page, host: Host) -> None:
    host.write(host.code("growing"))
    page.goto(host.address)
    wait_until_grown(page)
    frame_of(page).locator("a.row").first.click()
    page.wait_for_url(f"{host.site}proefdam/proefgezin/")


FORGED = """
addEventListener('message', ({ data }) => { (window.heard ??= []).push(data) })
addEventListener('load', () => postMessage({ type: 'height', height: 77 }, '*'))
"""
FORGED_FRAME = "<script src='forge.js'></script>"
FORGE = "for (const type of ['ready', 'height']) parent.postMessage({ type, height: 78 }, '*')"


def test_forged_messages_do_nothing(page: Page, host: Host) -> None:
    (host.folder / "forged.html").write_text(FORGED_FRAME, "utf-8")
    (host.folder / "forge.js").write_text(FORGE, "utf-8")
    host.write(host.code("growing"), '<iframe title="Vals" src="forged.html"></iframe>', script=FORGED)
    page.goto(host.address)
    wait_until_grown(page)
    wait_until(page, lambda: {"type": "height", "height": 78} in page.evaluate("() => window.heard"))
    assert {"type": "height", "height": 77} in page.evaluate("() => window.heard")
    wait_until_grown(page)
    assert 150 == page.locator("iframe").nth(1).evaluate("frame => frame.clientHeight")  # as a browser makes it

    frame, grown = frame_of(page), height_of(page)
    for height in ("12.5", "'300'", "-1", "0", "null", "NaN", "Infinity", "[400]"):
        frame.evaluate(f"() => parent.postMessage({{ type: 'height', height: {height} }}, '*')")
    frame.evaluate("() => { for (const data of [null, 5, 'height', {}]) parent.postMessage(data, '*') }")
    page.wait_for_timeout(200)
    assert grown == height_of(page)
    frame.evaluate("() => parent.postMessage({ type: 'height', height: 1e9 }, '*')")
    wait_until(page, lambda: height_of(page) == HIGHEST)


def test_the_frame_tells_its_height_only_to_a_page_that_answers(page: Page, host: Host) -> None:
    host.write(host.code("frame"), script=FORGED)
    page.goto(host.address)
    frame = frame_of(page)
    frame.evaluate("() => postMessage({ type: 'hello' }, '*')")  # not from the page around it
    page.wait_for_timeout(1500)
    heard = page.evaluate("() => window.heard")
    assert {"type": "ready"} in heard
    assert [] == [each for each in heard if each["type"] == "height" and each["height"] != 77]
    assert FIXED_HEIGHT == page.locator("iframe").evaluate("frame => frame.clientHeight")


def test_without_scripts_the_frame_has_a_fixed_height_and_a_link_below(browser: Browser, host: Host) -> None:
    host.write(host.code("growing"))
    context = browser.new_context(viewport={"width": 360, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    page.goto(host.address)
    page.frame_locator("iframe").get_by_role("heading", name="Steun voor gezinnen in Proefdam").wait_for()
    box = page.locator("iframe").bounding_box()  # without scripts nothing can be asked of it
    assert box
    assert FIXED_HEIGHT == box["height"] - 4  # the border of the browser
    expect(page.get_by_role("link", name="Steun voor gezinnen in Proefdam")).to_have_attribute(
        "href", f"{host.site}proefdam/"
    )
    context.close()


def test_a_host_that_is_not_allowed_shows_nothing_but_the_link(page: Page, host: Host, translated: str) -> None:
    host.write(host.code("growing").replace(host.site, translated))
    page.goto(host.address)
    page.wait_for_timeout(500)
    assert not frame_of(page).url.startswith(translated)
    expect(page.get_by_role("link", name="Steun voor gezinnen in Proefdam")).to_be_visible()


def test_nothing_is_kept_and_nobody_else_is_asked(page: Page, host: Host) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    host.write(host.code("growing"))
    page.goto(host.address)
    wait_until_grown(page)
    frame_of(page).locator(".embed__signpost a").click()
    wait_until_grown(page)
    assert ["", 0, 0] == frame_of(page).evaluate(STORED)
    assert [] == page.context.cookies()
    assert [] == [url for url in asked if not url.startswith((host.address, host.site))]
    assert any(url.startswith(host.site) for url in asked)


def test_the_focus_goes_through_the_frame_and_out_of_it(page: Page, host: Host) -> None:
    host.write(host.code("growing", "contacten"))
    page.goto(host.address)
    wait_until_grown(page)
    frame = frame_of(page)
    count = frame.evaluate(
        "() => [...document.querySelectorAll('a[href], button, summary')].filter(e => e.checkVisibility()).length"
    )
    page.locator("#before").focus()
    inside = 0
    for _ in range(count + 1):
        page.keyboard.press("Tab")
        inside += page.evaluate("() => document.activeElement.localName") == "iframe"
    assert count == inside
    assert "Steun voor gezinnen in Proefdam" == page.evaluate("() => document.activeElement.textContent")
    page.keyboard.press("Tab")
    assert "after" == page.evaluate("() => document.activeElement.id")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert "iframe" == page.evaluate("() => document.activeElement.localName")


def test_arabic_in_a_narrow_frame_runs_from_right_to_left(page: Page, host: Host) -> None:
    host.write(host.code("growing", language="ar/"))
    page.goto(host.address)
    wait_until_grown(page)
    frame = frame_of(page)
    assert ["ar", "rtl"] == frame.evaluate("() => [document.documentElement.lang, document.documentElement.dir]")
    assert frame.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert frame.evaluate("() => getComputedStyle(document.querySelector('h2')).textAlign") == "start"


@pytest.mark.parametrize("part", PARTS)
def test_a_page_for_a_frame_is_a_part_of_another(page: Page, translated: str, part: str) -> None:
    for language in ("", "ar/"):
        page.goto("about:blank")
        page.goto(translated + address_of(part, language))
        assert 0 == page.locator("h1, main").count()
        assert [] == page.evaluate(STICKING)
        assert [] == page.evaluate(LEADING_NOWHERE)
        assert "_top" == page.locator("base").get_attribute("target")
        assert [] == axe_violations(page)
        assert [] == sticking_out(page, 320)


def test_a_municipality_chooses_and_copies(browser: Browser, translated: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{translated}voor-gemeenten/insluiten/")
    page.get_by_label("Gemeente", exact=True).select_option("proefdam")
    page.locator("#taal").select_option("ar")
    page.get_by_label("Wat laat u zien?").select_option("proefgezin")
    code = page.locator("[data-code]").nth(2)
    expect(code).to_contain_text(f'src="{BASE_URL}ar/proefdam/insluiten/#proefgezin"')
    expect(code).to_contain_text(f'<a href="{BASE_URL}ar/proefdam/proefgezin/" lang="ar">')
    expect(code).to_contain_text('sandbox="allow-scripts allow-same-origin')
    page.wait_for_function("() => document.querySelector('.embed-preview').contentDocument?.dir === 'rtl'")
    page.get_by_role("button", name="Kopieer").nth(1).click()  # that of the folder is folded away
    expect(page.get_by_role("status").nth(1)).to_have_text("Gekopieerd.")
    assert code.text_content() == page.evaluate("() => navigator.clipboard.readText()")

    page.get_by_label("Gemeente", exact=True).select_option(
        "verzonhoek"
    )  # where nothing is offered, there are no parts
    expect(page.get_by_label("Wat laat u zien?")).to_have_value("")
    expect(page.locator("[data-code]").nth(0)).to_have_text("python build.py build --only verzonhoek --out verzonhoek/")
    expect(page.get_by_text("Voor deze gemeente is nog geen site doorgegeven.")).to_be_visible()
    other = context.new_page()  # whoever puts the code on the site gets the same choice by its address
    other.goto(page.url)
    expect(other.locator("[data-code]").nth(1)).to_contain_text(f"{BASE_URL}ar/verzonhoek/")
    context.close()


def opened(browser: Browser, host: Host, code: str = "", **options: Any) -> Page:
    """The page of the host on a small telephone, as it is when the frame has grown."""
    host.write("<p>Boven</p>" * 9, code or host.code("growing"), "<p>Onder</p>" * 9)
    page = browser.new_context(**{"viewport": PHONE, "reduced_motion": "reduce", **options}).new_page()
    page.goto(host.address)
    page.locator("iframe").scroll_into_view_if_needed()
    wait_until_grown(page)
    return page


def is_in_sight(page: Page, inside: Locator) -> bool:
    """True where something in a frame is wholly in the window of the host."""
    box, window = inside.bounding_box(), page.viewport_size
    assert window
    return box is not None and box["y"] > -1 and box["y"] + box["height"] < window["height"] + 1


def wait_until_in_sight(page: Page, inside: Locator) -> None:
    """Waits until something in a frame is wholly in the window of the host."""
    wait_until(page, lambda: is_in_sight(page, inside))


def test_a_flyer_in_the_frame_is_downloaded(browser: Browser, host: Host, folder_with_number: Path) -> None:
    page = opened(browser, host)
    flyer = frame_of(page).locator("a[href$='.pdf']").first
    with page.expect_download() as found:
        flyer.click()
    assert (folder_with_number / "proefdam/flyers/school-proefdam.pdf").read_bytes() == found.value.path().read_bytes()
    assert host.address == page.url
    page.context.close()


def test_flyers_are_the_only_files_in_a_frame(folder_with_number: Path) -> None:
    pages = "".join(path.read_text("utf-8") for path in folder_with_number.glob("**/insluiten/**/index.html"))
    assert {"pdf", "css", "js", "svg"} == set(re.findall(r'(?:href|src)="[^":#]*\.(\w+)"', pages))


@pytest.mark.parametrize("address", ["tel:0000", "mailto:loket@proefdam.invalid"])
@pytest.mark.parametrize("is_ours", [True, False])
def test_a_call_and_a_mail_are_started_from_the_frame(
    browser: Browser, host: Host, address: str, is_ours: bool
) -> None:
    code = host.code("growing")
    code = code if is_ours else re.sub('(?<=sandbox=")[^"]*', "allow-scripts allow-same-origin", code)
    page = opened(browser, host, code)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    link = frame_of(page).locator(".embed__whole a")
    link.evaluate("(link, address) => { link.href = address }", address)
    link.click()
    page.wait_for_timeout(300)
    assert is_ours == ([] == said), said  # a browser says what it forbids
    page.context.close()


@pytest.mark.parametrize("way", ["Control", "_blank"])
def test_a_page_in_a_new_tab_is_no_part_of_the_frame(
    browser: Browser, host: Host, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    ours = _Site.end_headers

    def with_opener_policy(self: _Site) -> None:  # as our servers send it: a tab that is still shut in shows an error
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        ours(self)

    monkeypatch.setattr(_Site, "end_headers", with_opener_policy)
    page = opened(browser, host)
    link = frame_of(page).locator("a.row").first
    if way == "_blank":
        link.evaluate("link => { link.target = '_blank' }")
    with page.context.expect_page() as found:
        link.click(modifiers=["Control"] if way == "Control" else [])
    tab = found.value
    expect(tab).to_have_title(re.compile("Proefgezin in Proefdam"))
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    tab.on("dialog", answer)
    tab.evaluate("() => alert('vrij')")
    assert ["vrij"] == asked
    page.context.close()


LATE = """
addEventListener('message', ({ data }) => { if (data?.type === 'ready') window.heard = (window.heard ?? 0) + 1 })
window.yes = code => new Promise(resolve => {
  const made = document.createRange().createContextualFragment(code)
  made.querySelector('script').onload = resolve
  document.body.append(made)
})
"""
SIGNS: dict[str, Callable[[Page], None]] = {
    "the page around scrolls": lambda page: page.mouse.wheel(0, 400),
    "a finger": lambda page: page.locator("iframe").tap(position={"x": 5, "y": 108}),
    "the mouse": lambda page: page.locator("iframe").hover(position={"x": 5, "y": 108}),
    "the focus": lambda page: frame_of(page).locator("a").first.focus(),
    "a turn of the telephone": lambda page: page.set_viewport_size({"width": 640, "height": 360}),
    "the frame scrolls": lambda page: frame_of(page).evaluate("() => scrollBy(0, 50)"),
    "the tab is seen again": lambda page: frame_of(page).evaluate(
        "() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))"
    ),
}


@pytest.mark.parametrize("sign", SIGNS)
def test_a_script_that_comes_after_a_question_about_cookies_lets_the_frame_grow(
    browser: Browser, host: Host, sign: str
) -> None:
    script = host.code("growing").removeprefix(host.code("frame"))
    host.write("<p>Boven</p>" * 15, host.code("frame"), script=LATE)
    page = browser.new_context(viewport=PHONE, has_touch=True).new_page()  # type: ignore[arg-type]
    page.clock.install()
    page.goto(host.address)
    page.locator("iframe").scroll_into_view_if_needed()
    frame_of(page).locator("h2").first.wait_for()
    page.clock.run_for(15_000)
    page.evaluate("code => yes(code)", script)
    assert FIXED_HEIGHT == height_of(page)
    SIGNS[sign](page)
    wait_until_grown(page)
    assert height_of(page) > FIXED_HEIGHT

    heard = page.evaluate("() => window.heard")
    for each in SIGNS.values():
        page.clock.run_for(2000)
        each(page)
    assert heard == page.evaluate("() => window.heard")  # it has its answer
    page.context.close()


@pytest.mark.parametrize("language", ["", "ar/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_source_is_shown_beside_its_number(browser: Browser, host: Host, language: str, width: int) -> None:
    page = opened(
        browser, host, host.code("growing", language=language), viewport={"width": width, "height": 640}, has_touch=True
    )
    frame = frame_of(page)
    for number in frame.locator(".cite button:visible").all():
        number.scroll_into_view_if_needed()
        number.tap()
        text = frame.locator(".cite__text:popover-open")
        expect(text).to_have_count(1)
        wait_until_in_sight(page, text)
        mark, shown, around = number.bounding_box(), text.bounding_box(), page.locator("iframe").bounding_box()
        assert mark and shown and around
        assert min(abs(shown["y"] - mark["y"] - mark["height"]), abs(shown["y"] + shown["height"] - mark["y"])) < 16
        assert around["x"] <= shown["x"] <= mark["x"] + mark["width"]
        assert mark["x"] <= shown["x"] + shown["width"] <= around["x"] + around["width"]
        number.tap()
        expect(text).to_have_count(0)
    page.context.close()


def test_a_source_is_reached_with_the_keyboard(browser: Browser, host: Host) -> None:
    page = opened(browser, host)
    frame = frame_of(page)
    number = frame.get_by_role("button", name="bron 1").first
    number.focus()
    page.keyboard.press("Enter")
    expect(frame.locator("#bron-1")).to_be_visible()
    page.keyboard.press("Tab")
    expect(frame.locator("#bron-1 a")).to_be_focused()

    page.keyboard.press("Escape")
    expect(frame.locator("#bron-1")).to_be_hidden()
    expect(number).to_be_focused()
    page.context.close()


def test_axe_finds_nothing_in_a_source_that_is_shown(page: Page, translated: str) -> None:
    for language, slug in (("", "proefdam"), ("ar/", "voorbeeldstad")):
        page.goto(f"{translated}{language}{slug}/insluiten/?kleur=apparaat")
        page.locator(".cite button:visible").first.click()
        page.locator(".cite__text.in-place").wait_for()
        assert {} == axe_violations_by_look(page, (360,))


def test_a_source_is_shown_without_scripts_too(browser: Browser, host: Host) -> None:
    host.write(host.code("growing"))
    page = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()  # type: ignore[arg-type]
    page.goto(host.address)
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="bron 1").first.click()
    source = frame.locator("#bron-1")
    expect(source).to_be_visible()
    box = source.bounding_box()
    assert box and 0 < box["y"] < PHONE["height"]  # the frame does not know where the window ends
    page.mouse.wheel(0, box["height"])
    wait_until_in_sight(page, source)
    page.context.close()


def test_each_question_of_the_signpost_comes_into_sight_with_the_focus_and_without_an_answer(
    browser: Browser, host: Host
) -> None:
    page = opened(browser, host, host.code("growing", SIGNPOST))
    frame = frame_of(page)
    for _ in range(3):
        frame.get_by_role("button", name="Verder").click()
        question = frame.locator(".question:visible legend")
        expect(question).to_be_focused()
        wait_until_in_sight(page, question)
        assert 0 == frame.locator(".question:visible :checked").count()
    frame.get_by_role("button", name="Laat zien wat past").click()
    expect(frame.locator("#uitkomst")).to_be_focused()
    wait_until_in_sight(page, frame.locator("#uitkomst"))
    page.context.close()


def test_the_numbers_in_danger_are_reached_from_the_questions(browser: Browser, host: Host) -> None:
    page = opened(browser, host, host.code("growing", SIGNPOST))
    frame = frame_of(page)
    page.evaluate("() => scrollTo(0, 0)")
    frame.locator("details.rules > summary").evaluate("summary => summary.click()")
    wait_until_grown(page)
    frame.locator(".rules a[href='#veilig']").first.evaluate("link => link.click()")
    expect(frame.locator("#veilig")).to_be_focused()
    wait_until_in_sight(page, frame.locator("#veilig"))
    expect(frame.locator(".outcome")).to_be_hidden()  # the questions stay where they were
    page.context.close()


PAPER = "() => getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(253, 248, 238)", "rgb(17, 26, 27)"


@pytest.mark.parametrize(
    ("slug", "asked", "light", "dark"),
    [
        ("testveen", "", LIGHT, LIGHT),
        ("testveen", "?kleur=apparaat", LIGHT, DARK),
        ("proefdam", "?kleur=apparaat", None, None),  # its house style is light
    ],
)
def test_a_frame_is_dark_only_on_a_dark_device_and_where_its_address_asks(
    browser: Browser, host: Host, slug: str, asked: str, light: str | None, dark: str | None
) -> None:
    code = host.code("growing").replace("/proefdam/insluiten/", f"/{slug}/insluiten/{asked}")
    page = opened(browser, host, code)
    frame, seen = frame_of(page), []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        seen.append(frame.evaluate(PAPER))
    assert [light or seen[0], dark or seen[0]] == seen
    page.emulate_media(color_scheme="dark", forced_colors="active")
    assert frame.evaluate("() => matchMedia('(forced-colors: active)').matches")
    assert "rgb(0, 0, 0)" == frame.evaluate(PAPER)  # what the visitor chose wins
    page.emulate_media(color_scheme="dark", forced_colors="none")
    frame.locator(".languages a[lang=ar]").click()
    frame.wait_for_url(f"**/ar/{slug}/insluiten/{asked}")
    assert seen[1] == frame.evaluate(PAPER)
    page.context.close()


HEADINGS = """all => all.filter(each => each.checkVisibility()).map(each => each.innerText)"""
SHOWN = {  # by the part in the address: the title, and what is below
    "": ["Steun voor gezinnen in Proefdam", "Begin hier", "Wat er in Proefdam is", "Kort naast elkaar"],
    "contacten": [
        "Wie u in Proefdam kunt bellen",
        "Begin hier",
        "Wie kan nog meer helpen?",
        "Coördinator Proefgezin",
    ],
    "proefgezin": ["Proefgezin in Proefdam", "Dit kunt u nu doen", "Wat u moet weten"],
    "thuisproef": ["Thuisproef in Proefdam", "Dit kunt u nu doen", "Wat u moet weten"],
    "wegwijzer": ["Steun voor gezinnen in Proefdam", "Begin hier", "Wat er in Proefdam is", "Kort naast elkaar"],
}
TO_REACH = {"proefgezin": "Coördinator Proefgezin"}  # in this part; in all others the desk of the municipality
ONLY_IN = {"Kort naast elkaar": ("", "wegwijzer"), "Wie kan nog meer helpen?": ("", "wegwijzer", "contacten")}
SOURCES = {"": 2, "wegwijzer": 2, "contacten": 1, "proefgezin": 1, "thuisproef": 2}  # those that the part cites


@pytest.mark.parametrize("has_scripts", [True, False])
@pytest.mark.parametrize("part", SHOWN)
def test_the_address_chooses_a_part_also_without_scripts(
    browser: Browser, translated: str, part: str, has_scripts: bool
) -> None:
    page = browser.new_context(viewport=PHONE, java_script_enabled=has_scripts).new_page()  # type: ignore[arg-type]
    page.goto(f"{translated}proefdam/insluiten/#{part}")
    shown = page.get_by_role("heading", name=SHOWN[part][0])
    expect(shown).to_be_in_viewport()  # the frame is not scrolled to somewhere else
    for name in SHOWN[part]:
        expect(page.get_by_role("heading", name=name, exact=True)).to_have_count(1)
    expect(page.locator(".next:visible .button--lamp")).to_contain_text(TO_REACH.get(part, "Loket Proefdam"))
    for name, parts in ONLY_IN.items():
        expect(page.get_by_role("heading", name=name, exact=True)).to_have_count(int(part in parts))
    expect(page.locator("details.sources li")).to_have_count(2)
    page.locator("details.sources summary").click()
    expect(page.locator("details.sources li:visible")).to_have_count(SOURCES[part])
    expect(page.get_by_role("heading", name="Is er gevaar, of gaat het echt niet meer?")).to_be_visible()
    page.context.close()


def test_a_part_has_its_own_title_and_the_same_part_in_other_languages(page: Page, translated: str) -> None:
    page.goto(f"{translated}proefdam/insluiten/")
    whole = page.title()
    page.evaluate("() => { location.hash = 'proefgezin' }")
    expect(page).to_have_title(whole.replace("Steun voor gezinnen in Proefdam", "Proefgezin in Proefdam"))
    page.locator(".languages a[lang=ar]").click()
    page.wait_for_url("**/ar/proefdam/insluiten/#proefgezin")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Proefgezin")
    page.evaluate("() => { location.hash = 'bestaat-niet' }")
    expect(page.locator(".embed__title.in-all")).to_be_visible()
    assert "" == page.locator(".languages a[lang=nl]").evaluate("link => link.hash")


def test_the_page_around_stays_where_it_is_when_a_part_is_chosen(page: Page, translated: str) -> None:
    page.goto(f"{translated}voor-gemeenten/insluiten/#gemeente=proefdam")
    page.evaluate("() => scrollTo(0, 0)")
    for part in ("contacten", "proefgezin", SIGNPOST):
        page.locator("#deel").select_option(part)
        page.wait_for_timeout(300)
        assert 0 == page.evaluate("() => scrollY")
    expect(page.frame_locator(".embed-preview").get_by_text("Vraag 1 van 4")).to_be_attached()


def test_the_signpost_in_a_frame_knows_its_municipality(page: Page, translated: str) -> None:
    page.goto(f"{translated}insluiten/wegwijzer/#waar=proefdam")
    expect(page.get_by_text("Vraag 1 van 4")).to_be_visible()
    expect(page.locator("html.themed link[data-theme]")).to_have_count(1)  # it has a house style
    back = page.get_by_role("link", name="Alles in Proefdam")
    expect(back).to_have_attribute("href", f"{translated}proefdam/insluiten/")
    whole = page.get_by_role("link", name="Alles over steun in Proefdam op de sociale kaart")
    expect(whole).to_have_attribute("href", f"{translated}proefdam/")
    page.get_by_role("checkbox", name="0–4 jaar").check()
    page.get_by_role("button", name="Verder").click()
    expect(page).to_have_url(f"{translated}insluiten/wegwijzer/#waar=proefdam&leeftijd=0-4")
    page.locator(".languages a[lang=en]").click()
    page.wait_for_url("**/en/insluiten/wegwijzer/#waar=proefdam&leeftijd=0-4")
    for _ in range(3):
        page.locator("[data-skip]").click()
    expect(page.locator(".reply .call")).to_be_visible()
    page.locator(".outcome__answers summary").click()
    page.locator("[data-again]").click()
    expect(page).to_have_url(f"{translated}en/insluiten/wegwijzer/#waar=proefdam")
    expect(page.locator(".question:visible")).to_have_attribute("data-question", "leeftijd")


@pytest.mark.parametrize(("slug", "is_example"), [("voorbeeldstad", True), ("testveen", False)])
def test_the_signpost_in_a_frame_says_what_is_an_example(
    page: Page, translated: str, slug: str, is_example: bool
) -> None:
    page.goto(f"{translated}insluiten/wegwijzer/#waar={slug}")
    expect(page.get_by_text("Vraag 1 van 4")).to_be_visible()
    expect(page.locator(".example-banner")).to_be_visible(visible=is_example)
    expect(page.locator("html")).to_have_class(re.compile("light"))


@pytest.mark.parametrize(("address", "said"), [("", ""), ("#waar=nergens", "waar=nergens")])
def test_the_signpost_in_a_frame_asks_where_if_nobody_says_it(
    page: Page, translated: str, address: str, said: str
) -> None:
    page.goto(f"{translated}insluiten/wegwijzer/{address}")
    expect(page.get_by_role("link", name="Alle gemeenten").first).to_be_visible()
    if said:
        expect(page.locator(".signpost__note")).to_contain_text(said)
    expect(page.get_by_text("Vraag 1 van 5")).to_be_visible()
    page.get_by_role("combobox").fill("Verzonhoek")  # of which nothing is known but where it is
    page.get_by_role("option").first.click()
    expect(page.get_by_text("Vraag 2 van 5")).to_be_visible()
    expect(page.locator(".question__chosen bdi")).to_have_text("Verzonhoek")


def test_the_signpost_in_a_frame_has_the_rules_and_the_list_without_scripts(browser: Browser, translated: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{translated}insluiten/wegwijzer/#waar=proefdam")
    page.locator("summary", has_text="Wat past het best bij hoe het nu gaat?").click()
    expect(page.get_by_role("table", name="Wat past het best bij hoe het nu gaat?")).to_be_visible()
    expect(page.get_by_role("link", name="Alle gemeenten")).to_have_attribute("href", "../../gemeenten/")
    expect(page.locator(".embed__whole")).to_be_hidden()
    page.context.close()


def test_the_one_initiative_that_may_fit_is_named_with_its_own_contact(page: Page, translated: str) -> None:
    for answers, expected in (
        ("leeftijd=0-4&plek=weet-niet&helpt=weet-niet&hulp=weet-niet", ["Loket Proefdam", "Gemeente Proefdam"]),
        (
            "leeftijd=7-12&plek=weet-niet&helpt=weet-niet&hulp=weet-niet",
            ["Coördinator Proefgezin", "Gemeente Proefdam"],
        ),
    ):
        page.goto("about:blank")
        page.goto(f"{translated}insluiten/wegwijzer/#waar=proefdam&{answers}")
        expect(page.locator(".outcome__place .contact__name")).to_have_text(expected)
