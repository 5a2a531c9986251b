"""Fixtures of all tests: the small site, its day, a real browser and what it looks at, the switch that records anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page

from kaart.model.site import Options, Site, read_site
from kaart.source.load import Content
from tests.browser import ROOT, TODAY, build_site, chromium, served
from tests.copies import dutch_content
from tests.slowness import reasons_to_wait

TESTED_SITE = ROOT / ".venv/tested-site"
DUTCH_SITE = ROOT / ".venv/dutch-site"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden anew; read the difference before you keep it"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and reasons_to_wait(item):
            item.add_marker("slow")
    slow_of = Counter(item.path for item in items if item.get_closest_marker("slow"))
    items.sort(key=lambda item: -slow_of[item.path])  # what takes long begins first, so that no processor ends idle


@pytest.fixture(scope="session")
def small_site() -> Path:
    """The folder with each kind of page once."""
    return Path(__file__).parent / "small-site"


@pytest.fixture(scope="session")
def content(real: Site) -> Content:
    """The folder that authors wrote."""
    return real.content


@pytest.fixture(scope="session")
def real() -> Site:
    """The real content in all its languages, read and checked once for each process."""
    return read_site(ROOT, Options(today=date.fromisoformat(TODAY)))[0]


@pytest.fixture(scope="session")
def today() -> str:
    """The day on which the small site is fresh, aging and stale."""
    return "2026-11-22"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the real site, which is built once for all processes, on what is left of an earlier time."""
    with FileLock(TESTED_SITE.with_suffix(".lock")):
        build_site(TESTED_SITE)
    with served(TESTED_SITE) as address:
        yield address


@pytest.fixture(scope="session")
def dutch_site() -> Path:
    """The folder of the real site in Dutch, without flyers; built once for all processes, and only to be read."""
    with FileLock(DUTCH_SITE.with_suffix(".lock")):
        return build_site(DUTCH_SITE, dutch_content(), "--no-flyers", "--jobs", "2")


@pytest.fixture(scope="session")
def dutch(dutch_site: Path) -> Iterator[str]:
    """The address of the real site in Dutch."""
    with served(dutch_site) as address:
        yield address


@pytest.fixture(scope="session")
def translated_folder(tmp_path_factory: pytest.TempPathFactory, small_site: Path) -> Path:
    """The site in three languages."""
    return build_site(tmp_path_factory.mktemp("small") / "site", small_site)


@pytest.fixture(scope="session")
def translated(translated_folder: Path) -> Iterator[str]:
    """The address of the site in three languages."""
    with served(translated_folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new window of a visitor who was never here."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()
