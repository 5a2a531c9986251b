"""The folder that is replaced as a whole."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from kaart.problems import ContentError
from kaart.publish.output import MARKER, Output, Written

FIRST = {"index.html": b"een", "ede/index.html": b"ede een", "robots.txt": b"blijft"}
SECOND = {"index.html": b"twee", "ede/index.html": b"ede twee", "robots.txt": b"blijft"}
THIRD = {"index.html": b"drie"}


def publish(folder: Path, site: dict[str, bytes]) -> Written:
    output = Output(folder)
    with output.locked():
        changed = {address for address, content in site.items() if output.put(address, content)}
        return output.publish(set(site), changed)


def files(folder: Path) -> dict[str, bytes]:
    """What the folder holds, without the mark that says it is ours."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != MARKER)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def refusal(folder: Path) -> str:
    with pytest.raises(ContentError) as caught, Output(folder).locked():
        pass
    return str(caught.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish(tmp_path / "site", FIRST)
    return tmp_path / "site"


def test_what_was_put_is_published(folder: Path) -> None:
    assert FIRST == files(folder)
    assert (folder / MARKER).is_file()
    assert ["site"] == [path.name for path in folder.parent.iterdir()]


def test_a_new_site_says_what_changed(folder: Path) -> None:
    assert Written(changed=2, removed=0, same=1) == publish(folder, SECOND)
    assert Written(changed=1, removed=2, same=0) == publish(folder, THIRD)
    assert Written(changed=0, removed=0, same=1) == publish(folder, THIRD)
    assert THIRD == files(folder)


def test_a_file_that_stays_the_same_is_not_written_again(folder: Path) -> None:
    before = (folder / "robots.txt").stat()
    publish(folder, SECOND)
    after = (folder / "robots.txt").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_put_alone_changes_nothing_and_is_thrown_away(folder: Path) -> None:
    output = Output(folder)
    with output.locked():
        assert [True, True, False] == [output.put(address, content) for address, content in SECOND.items()]
        assert FIRST == files(folder)
    assert FIRST == files(folder)
    assert ["site"] == [path.name for path in folder.parent.iterdir()]


def test_an_error_halfway_leaves_the_old_site(folder: Path) -> None:
    output = Output(folder)
    with pytest.raises(ZeroDivisionError), output.locked():
        output.put("index.html", b"half")
        raise ZeroDivisionError
    assert FIRST == files(folder)
    assert ["site"] == [path.name for path in folder.parent.iterdir()]


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="only here can two folders change places")
def test_a_page_is_there_at_every_moment(folder: Path) -> None:
    seen: set[bytes | None] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add((folder / "index.html").read_bytes() if (folder / "index.html").exists() else None)

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(60):
        publish(folder, FIRST if turn % 2 else SECOND)
    stop.set()
    reader.join()
    assert {b"een", b"twee"} == seen


@pytest.mark.parametrize("left", ["new", "old", "both"])
def test_a_build_killed_between_two_renames_is_recovered(folder: Path, left: str) -> None:
    aside, staging = folder.parent / ".site.old", folder.parent / ".site.building"
    if left != "new":
        folder.rename(aside)  # the first of the two renames was done
    if left == "both":
        publish(folder, SECOND)  # and the second too
    staging.mkdir()
    (staging / MARKER).touch()  # the first thing that is put in there
    (staging / "index.html").write_bytes(b"half")
    with Output(folder).locked():
        assert (SECOND if left == "both" else FIRST) == files(folder)
    assert ["site"] == [path.name for path in folder.parent.iterdir()]
    publish(folder, THIRD)
    assert THIRD == files(folder)


def test_a_second_build_is_refused_while_the_first_is_busy(folder: Path) -> None:
    output = Output(folder)
    with output.locked():
        output.put("index.html", b"twee")
        assert "er loopt al een build naar deze map" in refusal(folder)
        output.publish({"index.html"}, {"index.html"})
    assert {"index.html": b"twee"} == files(folder)


def test_the_lock_of_a_killed_build_does_not_stop_the_next(folder: Path) -> None:
    (folder.parent / ".site.lock").touch()
    publish(folder, SECOND)
    assert SECOND == files(folder)
    assert ["site"] == [path.name for path in folder.parent.iterdir()]


def test_a_build_that_is_refused_leaves_the_lock_to_its_owner(folder: Path) -> None:
    with FileLock(folder.parent / ".site.lock"):
        assert "er loopt al een build" in refusal(folder)
        assert "er loopt al een build" in refusal(folder)
    publish(folder, SECOND)
    assert SECOND == files(folder)


def test_a_folder_of_someone_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "brieven").mkdir()
    (tmp_path / "brieven" / "oma.txt").write_bytes(b"lief")
    assert "die niet door build.py zijn gemaakt" in refusal(tmp_path / "brieven")
    assert {"oma.txt": b"lief"} == files(tmp_path / "brieven")


def test_a_file_with_the_name_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"geen map")
    assert "dit is een bestand, geen map" in refusal(tmp_path / "site")
    assert b"geen map" == (tmp_path / "site").read_bytes()


def test_a_file_may_become_a_folder_and_back(tmp_path: Path) -> None:
    for site in ({"ede": b"bestand"}, {"ede/index.html": b"map"}, {"ede": b"bestand"}):
        publish(tmp_path / "site", site)
        assert site == files(tmp_path / "site")


def test_a_folder_with_a_space_or_an_accent_in_its_name_works(tmp_path: Path) -> None:
    folder = tmp_path / "mijn sité"
    publish(folder, FIRST)
    publish(folder, SECOND)
    assert SECOND == files(folder)
