"""Copies of the real content that a test may change."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("content", "initiatives")


def copy_content(folder: Path) -> Path:
    """The real content in Dutch only, below `folder`: the same pages, and a build in an eighth of the time.

    No municipality has a site of its own in it: `test_embed.py` is about those.
    """
    for name in FOLDERS:
        ignored = shutil.ignore_patterns("*.??.md", "translations", "__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    site = folder / "content/site.yaml"
    site.write_text(site.read_text("utf-8").partition("languages:")[0] + "languages:\n  - code: nl\n", "utf-8")
    example = folder / "content/municipalities/voorbeeldstad.yaml"
    lines = example.read_text("utf-8").splitlines(keepends=True)
    example.write_text("".join(line for line in lines if not line.startswith("own_site:")), "utf-8")
    return folder


@cache
def dutch_content() -> Path:
    """The real content in Dutch only, to be read; it is gone when the tests are."""
    folder = tempfile.TemporaryDirectory()
    _KEPT.append(folder)
    return copy_content(Path(folder.name))


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
