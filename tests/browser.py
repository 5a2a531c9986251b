"""Support of the browser tests: a server for a built site, a real browser, and what to look for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-22"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the first draws no window
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
AXE_COLOURS = {
    "runOnly": ["color-contrast", "link-in-text-block"],
    "resultTypes": ["violations"],
    "preload": False,  # these two read no style sheet
}
# Elements that stick out of the window, except inside what scrolls by itself or is hidden on purpose.
STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= wide) return []
  return [...document.body.querySelectorAll('*')].filter(element => {
    const box = element.getBoundingClientRect()
    return (box.right > wide + 1 || box.left < -1) && box.width && !element.closest('.scroll > *')
  }).slice(0, 5).map(element => element.outerHTML.slice(0, 120)).concat('the page scrolls sideways')
}"""
STORED = "() => [document.cookie, localStorage.length, sessionStorage.length]"


def missing(what: str) -> NoReturn:
    """Skips with a reason; on the build server, where everything is installed, fails."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not installed, and CI must not skip what needs it.")
    pytest.skip(f"{what} is not installed, so nothing is known of what it would show.")


def build_site(out: Path, root: Path = ROOT, *options: str) -> Path:
    """The site of a content folder."""
    words = ["build", "--root", str(root), "--out", str(out), "--today", TODAY, *options]
    done = subprocess.run([sys.executable, str(ROOT / "build.py"), *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return out


class _Site(SimpleHTTPRequestHandler):
    """Serves a folder with its own policy; an unknown address gets 404.html, as on a real host.

    What a page does that the policy forbids is an error in the console of the browser.
    """

    def __init__(self, *arguments: Any, policy: str, **more: Any) -> None:
        self.policy = policy
        super().__init__(*arguments, **more)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        if self.path.startswith("/embed/"):  # what pages of others may take
            self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: Any) -> None:
        pass


def policy_of(folder: Path) -> str:
    """The policy that a site asks its server to send."""
    found: list[str] = re.findall(r"^  Content-Security-Policy: (.+)$", (folder / "_headers").read_text("utf-8"), re.M)
    return found[0]


@contextmanager
def served(folder: Path, policy: str | None = None) -> Iterator[str]:
    """The address where a folder is served while the tests run, with a policy for its pages, or else its own."""
    policy = policy or policy_of(folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Site, directory=str(folder), policy=policy)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A real browser: the one of the system, or else the one that Playwright has installed."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        found = [path for path in (*map(shutil.which, BROWSERS), own) if path and Path(path).exists()]
        if not found:
            missing("Chromium")
        browser = playwright.chromium.launch(executable_path=found[0], args=list(ARGUMENTS))
        yield browser
        browser.close()


def axe_violations(page: Page, options: Mapping[str, Any] = AXE_OPTIONS) -> list[str]:
    """The findings of axe in the page as it is now: the rule, the number of places, and the first of them.

    The bar for leaving the site lies over what is scrolled below it; axe would take that for covered.
    """
    page.evaluate("() => { for (const bar of document.querySelectorAll('.leave')) bar.style.position = 'static' }")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    results = page.evaluate("options => axe.run(document, options)", options)
    found = []
    for rule in results["violations"]:
        first = rule["nodes"][0]
        found.append(f"{rule['id']} ({len(rule['nodes'])}): {first['html'][:160]} {first['failureSummary']}")
    return found


def axe_violations_by_look(page: Page, widths: Sequence[int] = (320, 1280)) -> dict[str, list[str]]:
    """The findings of axe in windows of these widths, in light, dark and forced colours, by look.

    Between the looks of one width only the colours differ, so after the first only the rules about those are tried.
    Looks in which nothing is found are left out.
    """
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light", forced_colors="none")
        found[f"light at {width}"] = axe_violations(page)
        page.emulate_media(color_scheme="dark")
        found[f"dark at {width}"] = axe_violations(page, AXE_COLOURS)
        page.emulate_media(color_scheme="light", forced_colors="active")
        found[f"forced colours at {width}"] = axe_violations(page, AXE_COLOURS)
    return {look: rules for look, rules in found.items() if rules}


def sticking_out(page: Page, width: int) -> list[str]:
    """The elements that make the page scroll sideways in a window of this width."""
    page.set_viewport_size({"width": width, "height": 800})
    found: list[str] = page.evaluate(STICKING_OUT)
    return found


def pdf_tool(*words: str | Path) -> str:
    """The answer of a program of poppler about a PDF."""
    if shutil.which(str(words[0])) is None:
        missing(f"{words[0]} (package poppler-utils)")
    said = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return said.stdout


def page_sizes(pdf: Path) -> Sequence[tuple[float, float]]:
    """Width and height of each page, in points."""
    sizes = re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+)", pdf_tool("pdfinfo", "-l", "99", pdf), re.M)
    return [(float(width), float(height)) for width, height in sizes]
