"""The comparison of two built sites shows what differs, each difference once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.browser import ROOT

PAGE = """<body><link href="{root}assets/site.{hash}.css"><h1>{place}</h1>
<p>{said}</p> <a href="{root}">Home</a></body>"""


def write(site: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, "utf-8")
    return site


def site(folder: Path, hash: str, said: str, more: str) -> Path:
    def page(place: str, root: str, words: str = said) -> str:
        return PAGE.format(root=root, hash=hash, place=place, said=words)

    pages = {
        "ede/index.html": page("Ede", "../", f"{said} in Ede"),
        "en/bergen-op-zoom/index.html": page("Bergen op Zoom", "../../", f"{said} in Bergen op Zoom"),
        "bronnen/index.html": page("Bronnen", "../", "Gelijk"),
        f"assets/site.{hash}.css": "body {}",
    }
    return write(folder, pages | {f"{more}/home-start/index.html": "x", f"{more}/index.html.gz": "x"})


def compared(old: Path, new: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "tests/compare_sites.py", str(old), str(new), "--jobs", "1"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_each_difference_is_shown_once_with_its_count_and_an_example(tmp_path: Path) -> None:
    old = site(tmp_path / "old", "0123456789", "Bel ons", "ar/almere")
    new = site(tmp_path / "new", "abcdef0123", "Mail ons", "almelo")

    done = compared(old, new)

    assert "" == done.stderr
    assert 1 == done.returncode
    assert (
        """\
removed: 2
      1  <gemeente>/<initiatief>/index.html   such as ar/almere/home-start/index.html
      1  <gemeente>/index.html.gz   such as ar/almere/index.html.gz
added: 2
      1  <gemeente>/<initiatief>/index.html   such as almelo/home-start/index.html
      1  <gemeente>/index.html.gz   such as almelo/index.html.gz
changed: 2
      2  <gemeente>/index.html
different differences: 1

2 x, in <gemeente>/index.html; such as ede/index.html
  - <p>Bel ons in <gemeente></p>
  + <p>Mail ons in <gemeente></p>
"""
        == done.stdout
    )


def test_two_sites_that_differ_in_hashes_only_are_the_same(tmp_path: Path) -> None:
    old = site(tmp_path / "old", "0123456789", "Bel ons", "almelo")
    new = site(tmp_path / "new", "abcdef0123", "Bel ons", "almelo")

    done = compared(old, new)

    assert "removed: 0\nadded: 0\nchanged: 0\ndifferent differences: 0\n" == done.stdout
    assert 0 == done.returncode
