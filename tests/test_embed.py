"""What a municipality copies into its own site: the codes, the script that never changes, and its folder as a ZIP."""

from __future__ import annotations

import re
import shutil
from base64 import b64encode
from hashlib import sha384
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from build import main
from kaart.publish.audit import audit_page
from kaart.publish.unchanged import MARKER

# Pages of others hold this digest: a script with other bytes gets another address, `embed/v2.js`.
SCRIPT_DIGEST = "++xAUadRVS6AsJh3/mha8KRh5nVdyBlfDXNZhEhMSEIa+AcNdMX43Lw3Cu+/PPzK"
LARGEST_SCRIPT = 2000  # bytes
INLINE = re.compile(r"""\sstyle=|\son\w+=|<style|<script>|javascript:""", re.IGNORECASE)
OWN_SITE = "https://steun.proefdam.invalid/"
ZIP = "proefdam/insluiten/proefdam.zip"


def build(root: Path, out: Path, today: str, *options: str) -> str:
    words = ["build", "--root", str(root), "--out", str(out), "--today", today, "--jobs", "1", "--no-flyers"]
    done = CliRunner().invoke(main, [*words, *options])
    assert 0 == done.exit_code, done.output
    return done.stdout


@pytest.fixture(scope="module")
def root(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, in which Proefdam hosts a folder of its own."""
    root = tmp_path_factory.mktemp("own") / "root"
    shutil.copytree(small_site, root)
    file = root / "content/municipalities/proefdam.yaml"
    file.write_text(file.read_text("utf-8") + f"own_site: {OWN_SITE}\n", "utf-8")
    return root


@pytest.fixture(scope="module")
def out(root: Path, today: str) -> Path:
    build(root, root.parent / "site", today)
    return root.parent / "site"


def codes(out: Path) -> dict[str, str]:
    page = LexborHTMLParser((out / "voor-gemeenten/insluiten/index.html").read_text("utf-8"))
    found = [unescape(node.text()) for node in page.css("[data-code] > code")]
    return dict(zip(("folder", "link", "frame", "growing"), found, strict=True))


def test_the_script_for_other_sites_never_changes(out: Path) -> None:
    script = (out / "embed/v1.js").read_bytes()
    assert SCRIPT_DIGEST == b64encode(sha384(script).digest()).decode()
    assert len(script) < LARGEST_SCRIPT


def test_each_code_passes_a_strict_host(out: Path) -> None:
    found = codes(out)
    assert [] == [key for key, code in found.items() if INLINE.search(code)]
    frame = LexborHTMLParser(found["growing"]).css_first("iframe")
    assert frame
    assert {"src", "title", "lang", "width", "height", "loading", "referrerpolicy", "sandbox", "class"} == set(
        frame.attributes
    )
    assert ("lazy", "no-referrer", "900") == tuple(
        frame.attributes[name] for name in ("loading", "referrerpolicy", "height")
    )
    script = LexborHTMLParser(found["growing"]).css_first("script")
    assert script
    assert f"sha384-{SCRIPT_DIGEST}" == script.attributes["integrity"]
    assert ("https://kaart.invalid/embed/v1.js", "anonymous") == (
        script.attributes["src"],
        script.attributes["crossorigin"],
    )
    assert '<a href="https://kaart.invalid/voorbeeldstad/"' in found["frame"]


def test_a_page_for_a_frame_has_no_main_part_of_its_own() -> None:
    page = '<!doctype html><html lang="nl" dir="ltr"><title>Ede</title><h2>Ede</h2>'
    directions = {"nl": "ltr"}
    assert () == audit_page("ede/insluiten/", page, "../../", directions, is_framed=True).problems
    seen = audit_page("ede/insluiten/", f"{page}<main><h1>Ede</h1></main>", "../../", directions, is_framed=True)
    assert ["er zijn 1 onderdelen h1 in plaats van 0.", "er zijn 1 onderdelen main in plaats van 0."] == [
        problem.message for problem in seen.problems
    ]


def test_the_folder_of_a_municipality_is_the_site_that_it_builds_itself(
    root: Path, out: Path, today: str, tmp_path: Path
) -> None:
    build(root, tmp_path / "alone", today, "--only", "proefdam")
    alone = {
        f"proefdam/{path.relative_to(tmp_path / 'alone').as_posix()}": path.read_bytes()
        for path in (tmp_path / "alone").rglob("*")
        if path.is_file() and path.name != ".sociale-kaart"
    }
    with ZipFile(BytesIO((out / ZIP).read_bytes())) as archive:
        assert alone == {name: archive.read(name) for name in archive.namelist()}
    start = alone["proefdam/index.html"].decode()
    assert f'<link rel="canonical" href="{OWN_SITE}">' in start
    assert not re.search(r'(?:href|src)="/', start)
    assert "proefdam/insluiten/index.html" not in alone  # a folder of its own needs no frame
    assert f"1. Zet alles uit deze map op {OWN_SITE}\n" in alone["proefdam/LEES-MIJ.txt"].decode()


def test_a_folder_is_made_anew_only_when_it_changed(root: Path, out: Path, today: str) -> None:
    assert build(root, out, today).count("0 bestanden nieuw of veranderd") == 1
    before = (out / ZIP).read_bytes()
    file = root / "content/municipalities/testveen.yaml"
    file.write_text(file.read_text("utf-8") + "intro: Testveen is anders.\n", "utf-8")
    build(root, out, today)
    assert before == (out / ZIP).read_bytes()
    file = root / "content/municipalities/proefdam.yaml"
    file.write_text(file.read_text("utf-8").replace("twee initiatieven", "twee mooie initiatieven"), "utf-8")
    build(root, out, today)
    assert before != (out / ZIP).read_bytes()
    kept = {each.name for each in (out.parent / ".site.folders").iterdir()}
    assert {MARKER, "proefdam"} == kept  # and a mark that says whose folder it is
    file.write_text(file.read_text("utf-8").replace(f"own_site: {OWN_SITE}\n", ""), "utf-8")
    build(root, out, today)
    assert not (out / ZIP).exists()
    assert not (out.parent / ".site.folders").exists()
