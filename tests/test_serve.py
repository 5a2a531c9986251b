"""The preview, as an editor uses it: a real server, a saved file, a mistake, a repair."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from build import ROOT
from kaart.languages.voice import Voice
from kaart.model.site import Options, Site, read_site
from kaart.plan import Kind, plan_site
from kaart.publish.build import publish
from kaart.publish.unchanged import MARKER
from kaart.render.hosting import hosting_of
from kaart.schema.flyer_kinds import FlyerKind
from kaart.serve import Preview
from tests.copies import copy_content

TODAY = date(2026, 11, 22)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_content(tmp_path)


@dataclass(frozen=True)
class Served:
    root: Path
    address: str

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


@pytest.fixture
def served(copy: Path) -> Iterator[Served]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "serve",
        "--root",
        str(copy),
        "--port",
        str(port),
        "--today",
        TODAY.isoformat(),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Served(copy, f"http://127.0.0.1:{port}/")
    for _ in range(100):
        try:
            server.get("robots.txt")
            break
        except urllib.error.URLError:
            time.sleep(0.1)
    yield server
    process.terminate()
    process.wait(10)


def test_the_preview_shows_a_change_a_mistake_and_its_repair(served: Served) -> None:
    status, page = served.get("ede/")
    assert 200 == status
    assert "livereload" in page
    file = served.root / "content/municipalities/ede.yaml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("offers:", "intro: Ede heeft een nieuwe tekst.\noffers:"), "utf-8")
    assert "Ede heeft een nieuwe tekst." in served.get("ede/")[1]
    file.write_text(good.replace("initiative: buurtgezinnen", "initiative: buurtgezinen"), "utf-8")
    status, page = served.get("zo-werkt-het/")
    assert 500 == status
    assert "Er is iets mis met de inhoud" in page
    assert re.search(
        r"content/municipalities/ede\.yaml:\d+:\d+: het initiatief &#34;buurtgezinen&#34; bestaat niet",
        page,
    )
    assert "livereload" in page
    file.write_text(good, "utf-8")
    assert 200 == served.get("ede/")[0]


def test_the_preview_tells_open_pages_to_reload_when_a_file_changes(served: Served) -> None:
    with urllib.request.urlopen(served.address + "forcereload", timeout=10) as answer:
        assert 200 == answer.status
    assert 200 == served.get("livereload.js")[0]


def test_an_unknown_address_shows_the_404_page_and_a_missing_slash_leads_on(served: Served) -> None:
    status, page = served.get("bestaat-niet/")
    assert 404 == status
    assert "Deze pagina is er niet" in page
    assert "url=/ede/" in served.get("ede")[1]


def test_a_taken_port_is_said_in_dutch(copy: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [
            sys.executable,
            str(ROOT / "build.py"),
            "serve",
            "--root",
            str(copy),
            "--port",
            str(taken.getsockname()[1]),
        ]
        result = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert 2 == result.returncode
    assert "is niet vrij" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_preview_gives_the_same_bytes_as_the_build(small_site: Path, tmp_path: Path) -> None:
    options = Options(today=TODAY, base_url="https://steun.example/", with_flyers=False)
    site, _ = read_site(small_site, options)
    plan, _ = plan_site(site)
    publish(site, plan, tmp_path / "site", 1, lambda count: None)
    preview = Preview(small_site, options)
    found = {path.relative_to(tmp_path / "site").as_posix(): path for path in (tmp_path / "site").rglob("*.*")}
    of_the_server = {MARKER, *hosting_of(site, plan).files}
    files = {name: path for name, path in found.items() if path.is_file()}
    assert set(Kind) - {Kind.FLYERS} == {page.kind for page in plan.pages}
    assert len(plan.pages) < len(files)
    for name in files.keys() - of_the_server:
        status, _, body = preview.answer(name.removesuffix("index.html"))
        assert (files[name].read_bytes(), "200 OK") == (body, status), name


def test_the_plan_gives_each_page_and_each_file_by_its_address(small_site: Path) -> None:
    site, _ = read_site(small_site, Options(today=TODAY))
    plan, _ = plan_site(site)
    assert {page.path: page for page in plan.pages} == {path: plan.page_at(path) for path in plan.paths}
    assert "ar/proefdam/wegwijzer.json" in plan.attachments
    for page in plan.pages:
        assert {page} == {plan.attachments[address] for address in page.attachments} | {page}
    for page in plan.pages:
        for flyer in page.flyers:
            assert flyer == plan.flyer(page.address, page.language, flyer.kind)
    unknown = ("de/", "nl/", "en", "en/bestaat-niet/", "en/en/", "ede/wegwijzer.json")
    assert dict.fromkeys(unknown) == {path: plan.page_at(path) for path in unknown}
    assert plan.flyer("bestaat-niet/", "nl", FlyerKind.SCHOOL) is None


def test_a_page_asks_for_the_search_of_its_own_language_only(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = Preview(small_site, Options(today=TODAY, with_flyers=False))
    made: list[str] = []

    def search_file(site: Site, voice: Voice, places: list[list[object]]) -> bytes:
        made.append(voice.code)
        return b"{}"

    monkeypatch.setattr("kaart.search.index._search_file", search_file)
    assert "200 OK" == preview.answer("en/proefdam/")[0]
    assert ["en"] == made
    assert "404 Not Found" == preview.answer("assets/bestaat-niet.js")[0]
    assert {"nl", "en", "ar"} == set(made)
