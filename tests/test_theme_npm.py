"""Six real house styles, as municipalities and other authorities publish them: each gives a page that can be read.

They are fetched while testing and kept nowhere: most of them may not be spread. A picture of each is left in
`.venv/theme-pictures/`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from kaart.house_style.theme import read_theme
from tests.browser import ROOT, axe_violations, build_site, served, sticking_out

PICTURES = ROOT / ".venv/theme-pictures"
PACKAGES = {  # the municipality of the small site that borrows it: the package, and the file in it
    "eenveen": ("@utrecht/design-tokens", "dist/theme.css"),
    "tweeveen": ("@gemeentenijmegen/design-tokens", "dist/index.css"),
    "drieveen": ("@nl-design-system-unstable/rotterdam-design-tokens", "dist/design-tokens.css"),
    "vierveen": ("@rijkshuisstijl-community/design-tokens", "dist/index.css"),
    "vijfveen": ("@nl-design-system-community/ma-design-tokens", "dist/theme.css"),
    "zesveen": ("@nl-rvo/design-tokens", "dist/index.css"),
}
LARGEST_CSS = 3_000  # bytes
FEWEST_TAKEN = 15
SECONDS = 20  # to wait for an answer


def registry() -> str:
    """The address of the registry that npm uses here; empty where there is no npm."""
    npm = shutil.which("npm")
    found = os.environ.get("NPM_CONFIG_REGISTRY", "")
    if not found and npm:
        words = [npm, "config", "get", "registry"]
        found = subprocess.run(words, stdout=subprocess.PIPE, encoding="utf-8", check=False).stdout
    return found.strip().rstrip("/")


def fetch(package: str, name: str) -> str:
    """One file of the newest version of a package. Skips loudly where the registry does not answer."""
    address = registry()
    try:
        if not address.startswith(("https://", "http://")):
            raise URLError("no registry is set")
        with urlopen(f"{address}/{package.replace('/', '%2f')}", timeout=SECONDS) as answer:
            known = json.load(answer)
        newest = known["versions"][known["dist-tags"]["latest"]]
        with urlopen(newest["dist"]["tarball"], timeout=SECONDS) as answer:
            archive = BytesIO(answer.read())
    except OSError as error:
        pytest.skip(f"npm does not answer for {package} ({error}), so nothing is known about real house styles.")
    with tarfile.open(fileobj=archive) as files:
        file = files.extractfile(f"package/{name}")
        assert file, f"{package} has no {name} any more"
        return file.read().decode()


@pytest.fixture(scope="module")
def themes() -> dict[str, str]:
    """The text of each theme, by the municipality that borrows it."""
    return {slug: fetch(package, name) for slug, (package, name) in PACKAGES.items()}


@pytest.fixture(scope="module")
def site(themes: dict[str, str], small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small site in Dutch, with a municipality for each theme, all like Voorbeeldstad."""
    root = shutil.copytree(small_site, tmp_path_factory.mktemp("npm") / "root")
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8").partition("  - code: en")[0], "utf-8")
    for translated in [*root.rglob("*.en.md"), *root.rglob("*.ar.md"), *(root / "content/translations").glob("*")]:
        translated.unlink()
    example = (root / "content/municipalities/voorbeeldstad.yaml").read_text("utf-8")
    for slug, css in themes.items():
        (root / f"content/themes/{slug}.css").write_text(css, "utf-8")
        own = example.replace("name: Voorbeeldstad", f"name: {slug.title()}", 1)
        (root / f"content/municipalities/{slug}.yaml").write_text(f"{own}\ntheme: {slug}.css\n", "utf-8")
    with served(build_site(root.parent / "site", root, "--no-flyers", "--jobs", "1")) as address:
        yield address


@pytest.mark.parametrize("slug", PACKAGES)
def test_a_page_in_a_real_house_style_can_be_read(slug: str, site: str, page: Page) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": 1200, "height": 900})
    page.goto(f"{site}{slug}/")

    assert "themed" == page.get_attribute("html", "class")
    assert [] == axe_violations(page)
    package = PACKAGES[slug][0].strip("@").replace("/", "-")
    page.screenshot(path=PICTURES / f"{package}.png", full_page=True)
    assert [] == sticking_out(page, 320)


@pytest.mark.parametrize("slug", PACKAGES)
def test_most_of_a_real_house_style_is_taken_in_little_room(slug: str, themes: dict[str, str]) -> None:
    theme, problems = read_theme(f"{slug}.css", themes[slug])

    assert all(problem.is_warning for problem in problems)
    assert len(theme.css.encode()) < LARGEST_CSS
    assert len(theme.taken) >= FEWEST_TAKEN
    assert {"link", "button"} & set(theme.values)
    assert all(each.measured >= each.needed for each in theme.contrasts)
