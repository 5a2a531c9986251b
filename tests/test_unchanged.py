"""The question that is asked before all others: is everything as the last build left it?"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kaart.publish.unchanged import (
    MARKER,
    Question,
    Remembered,
    folders_of,
    have_nothing_else,
    packed,
    question_of,
    read_part,
    stamp_of,
)
from tests.browser import ROOT

TODAY = 739_950
SAID = [("content/site.yaml: iets.", True), ("3 pagina's.", False)]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with content, a program, a site of two files, and the memory of a build of it."""
    for name in ("content/site.yaml", "initiatives/a.yaml", "kaart/a.py", "templates/a.html", "build.py", "x.lock"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    for name in ("index.html", "ede/index.html"):
        (tmp_path / "site" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "site" / name).write_text(name, "utf-8")
    (tmp_path / "site" / MARKER).write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    remember(tmp_path, asked(tmp_path))
    return tmp_path


def asked(place: Path, *words: str, today: int = TODAY) -> Question:
    found = question_of(words or ("build", "--jobs", "1"), str(place), today)
    assert found
    return found


def remember(place: Path, question: Question) -> None:
    site = place / "site"
    files = {name: stamp_of(str(site / name)) for name in ("index.html", "ede/index.html")}
    folders = {each: (site / each).stat().st_mtime_ns for each in folders_of(files)}
    whole = {"files": files, "folders": folders}
    whole |= Remembered(question, lambda count: SAID, "1 waarschuwing").of(2, TODAY - 1, TODAY + 1)
    (place / ".site.cache").write_bytes(packed((whole, {}, {})))


def test_where_nothing_changed_it_says_what_was_said(place: Path) -> None:
    assert (SAID, "1 waarschuwing") == asked(place).answer()
    assert (SAID, "1 waarschuwing") == asked(place, today=TODAY + 1).answer()


def edit_content(place: Path) -> None:
    (place / "content/site.yaml").write_text("content/sITE.yaml", "utf-8")
    os.utime(place / "content/site.yaml", ns=(1, 1))


def add_content(place: Path) -> None:
    (place / "content/pages").mkdir()


def remove_content(place: Path) -> None:
    (place / "initiatives/a.yaml").unlink()


def edit_the_program(place: Path) -> None:
    (place / "kaart/a.py").write_text("anders", "utf-8")


def edit_the_start_of_the_program(place: Path) -> None:
    (place / "build.py").write_text("anders", "utf-8")


def change_a_page(place: Path) -> None:
    (place / "site/ede/index.html").write_text("anders", "utf-8")


def remove_a_page(place: Path) -> None:
    (place / "site/ede/index.html").unlink()


def add_a_page(place: Path) -> None:
    (place / "site/ede/oud.html").write_text("oud", "utf-8")


def add_a_folder(place: Path) -> None:
    (place / "site/oud").mkdir()


def remove_the_site(place: Path) -> None:
    shutil.rmtree(place / "site")


def remove_what_is_known(place: Path) -> None:
    (place / ".site.cache").unlink()


def damage_what_is_known(place: Path) -> None:
    found = bytearray((place / ".site.cache").read_bytes())
    found[-40] ^= 1
    (place / ".site.cache").write_bytes(found)


def cut_what_is_known(place: Path) -> None:
    (place / ".site.cache").write_bytes((place / ".site.cache").read_bytes()[:60])


def put_a_pipe_in_place_of_what_is_known(place: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no pipes on this system")
    (place / ".site.cache").unlink()
    os.mkfifo(place / ".site.cache")


def leave_a_lock(place: Path) -> None:
    (place / ".site.lock").touch()


def leave_half_a_build(place: Path) -> None:
    (place / ".site.building").mkdir()


CHANGES = (
    *(edit_content, add_content, remove_content, edit_the_program, edit_the_start_of_the_program),
    *(change_a_page, remove_a_page, add_a_page, add_a_folder, remove_the_site),
    *(remove_what_is_known, damage_what_is_known, cut_what_is_known, put_a_pipe_in_place_of_what_is_known),
    *(leave_a_lock, leave_half_a_build),
)


@pytest.mark.parametrize("change", CHANGES)
def test_where_something_changed_there_is_work_to_do(place: Path, change: Callable[[Path], None]) -> None:
    change(place)
    assert asked(place).answer() is None


def test_other_words_another_day_and_another_place_are_another_build(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked(place, "build", "--jobs", "2").answer() is None
    assert asked(place, "build", "--jobs", "1", "--strict").answer() is None
    assert asked(place, today=TODAY + 2).answer() is None
    assert asked(place, today=TODAY - 2).answer() is None
    (place / "content/elders").mkdir()
    monkeypatch.chdir(place / "content/elders")
    assert asked(place).answer() is None


def test_no_words_at_all_are_a_build(place: Path) -> None:
    """As `make site` asks for one."""
    assert question_of([], str(place), TODAY)


def test_only_a_build_is_asked_about() -> None:
    for words in (["check"], ["serve", "--port", "1"], ["bouw"], ["--help"], ["build", "--out", "a", "--out", "b"]):
        assert question_of(words, str(ROOT), TODAY) is None


def test_a_file_that_came_right_after_a_build_is_seen_though_its_folder_has_the_same_time(place: Path) -> None:
    folder = place / "site/ede"
    before = folder.stat()
    (folder / "oud.html").write_text("oud", "utf-8")
    os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))
    times = {each: (place / "site" / each).stat().st_mtime_ns for each in ("", "ede")}
    files = ("index.html", "ede/index.html", MARKER)
    assert not have_nothing_else(str(place / "site"), times, files, before.st_mtime_ns)
    (folder / "oud.html").unlink()
    os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert have_nothing_else(str(place / "site"), times, files, before.st_mtime_ns)


def test_a_memory_of_another_version_or_of_nobody_is_an_empty_one(tmp_path: Path) -> None:
    memory = tmp_path / "memory"
    assert {} == read_part(str(memory), 0)
    memory.write_bytes(packed(({"a": 1}, {"b": (2, b"3")})))
    assert [{"a": 1}, {"b": (2, b"3")}, {}] == [read_part(str(memory), number) for number in range(3)]
    whole = memory.read_bytes()
    for cut in range(len(whole)):
        memory.write_bytes(whole[:cut])
        assert {} == read_part(str(memory), 1)
    for text in (
        b"",
        b"{}\n",
        b'{"format":7}\n',
        b"\xff\n",
        b"[" * 100_000,
        whole.replace(b'"format":', b'"format":1'),
    ):
        memory.write_bytes(text)
        assert {} == read_part(str(memory), 0)


def test_a_build_that_changes_nothing_loads_nothing_and_says_the_same(tmp_path: Path, small_site: Path) -> None:
    shutil.copytree(small_site, tmp_path, dirs_exist_ok=True)
    today = date(2027, 5, 20).isoformat()  # some things were checked too long ago then
    command = [sys.executable, "-X", "importtime", str(ROOT / "build.py"), "build", "--root", str(tmp_path)]
    command += ["--out", str(tmp_path / "site"), "--today", today, "--no-flyers", "--jobs", "1"]

    def build(*words: str) -> tuple[int, list[str], list[str], str]:
        done = subprocess.run([*command, *words], capture_output=True, text=True, encoding="utf-8", cwd=tmp_path)
        lines = done.stderr.splitlines()
        said = [line for line in lines if not line.startswith("import time:") and not line.endswith("maken.")]
        return done.returncode, done.stdout.splitlines(), said, done.stderr

    code, first, warned, loaded = build()
    assert 0 == code
    assert warned
    assert "pydantic" in loaded
    code, second, warned_again, loaded = build()
    assert (0, warned) == (code, warned_again)
    names = {line.rpartition("|")[2].strip() for line in loaded.splitlines()}
    assert "kaart.publish.unchanged" in names
    assert not names & {"pydantic", "click", "jinja2", "kaart.problems", "kaart.publish.build"}
    assert first[0] == second[0]
    assert second[1].startswith("0 bestanden nieuw of veranderd, 0 weggehaald, ")
    assert first[2] == second[2]
    assert "er is niets veranderd; " in second[3]
    assert first[3].rpartition("; ")[2] == second[3].rpartition("; ")[2]
    code, _, warned_again, _ = build("--strict")
    assert (1, True) == (code, set(warned) <= set(warned_again))
    (tmp_path / "site/index.html").unlink()
    code, third, _, _ = build()
    assert 0 == code
    assert third[1].startswith("1 bestanden nieuw of veranderd")
    assert second[:3] == build()[1][:3]
