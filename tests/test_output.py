"""The folder that is replaced as a whole."""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

import kaart.publish.output
from kaart.problems import ContentError
from kaart.publish.cache import Cache
from kaart.publish.output import Left, Output, Written, remove
from kaart.publish.unchanged import MARKER, packed, stamp_of

FIRST = {"index.html": b"een", "ede/index.html": b"ede een", "robots.txt": b"blijft"}
SECOND = {"index.html": b"twee", "ede/index.html": b"ede twee", "robots.txt": b"blijft"}
THIRD = {"index.html": b"drie"}


def publish(folder: Path, site: dict[str, bytes]) -> Written:
    output = Output(folder)
    with output.locked():
        changed = {address for address, content in site.items() if output.put(address, content)}
        return output.publish(set(site), changed)


def publish_with_twin(folder: Path, site: dict[str, bytes], sites: tuple[str, ...] = ()) -> Written:
    """The same, on what is left of the last time, and with the memory of it for the next."""
    output = Output(folder)
    with output.locked():
        output.place_for(sites)
        cache = Cache(folder)
        changed = {address for address, content in site.items() if output.put(address, content)}
        left = Left(cache.files.keys(), cache.folders, cache.twin, cache.written)
        written = output.publish(set(site), changed, left)
        times, twin = output.times(site, changed | (cache.files.keys() - set(site)))
        stamps = {address: stamp_of(str(folder / address)) for address in site}
        whole, pages = {"files": stamps, "folders": times}, {"twin": twin, "pages": {}}
        output.remember(packed((whole, pages, {"words": {}, "rows": {}})))
        return written


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


def inodes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def test_a_twin_is_kept_that_takes_no_room(folder: Path) -> None:
    for site in (FIRST, SECOND, THIRD, FIRST, SECOND):
        publish_with_twin(folder, site)
        twin = folder.parent / ".site.twin"
        assert site == files(folder) == files(twin)
        for tree in (folder, twin):
            assert set(site) | {MARKER} == set(inodes(tree))
        assert {each: inodes(folder)[each] for each in site} == {each: inodes(twin)[each] for each in site}
        assert {".site.cache", ".site.twin", "site"} == {path.name for path in folder.parent.iterdir()}


def test_with_a_twin_only_what_changed_is_touched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"{number}/index.html": b"zo" for number in range(50)}
    publish_with_twin(folder, many | FIRST)
    touched: list[str] = []
    link = os.link

    def follow(source: Path, target: Path) -> None:
        touched.append(source.relative_to(folder).as_posix())
        link(source, target)

    monkeypatch.setattr(os, "link", follow)
    assert Written(changed=2, removed=0, same=51) == publish_with_twin(folder, many | SECOND)
    assert sorted(each for each in SECOND if FIRST[each] != SECOND[each]) == sorted(touched)
    assert many | SECOND == files(folder)
    touched.clear()
    assert Written(changed=1, removed=52, same=0) == publish_with_twin(folder, THIRD)
    assert ["index.html"] == touched


def add(tree: Path) -> None:
    (tree / "oud").mkdir()
    (tree / "oud/index.html").write_bytes(b"oud")


def add_empty_folders(tree: Path) -> None:
    (tree / "oud/ouder").mkdir(parents=True)


def take_away(tree: Path) -> None:
    (tree / "robots.txt").unlink()


def put_another_in_its_place(tree: Path) -> None:
    (tree / "robots.txt").unlink()
    (tree / "robots.txt").write_bytes(b"anders")


def put_a_link_in_its_place(tree: Path) -> None:
    (tree / "ede/index.html").unlink()
    (tree / "ede/index.html").symlink_to("../robots.txt")


def take_all_away(tree: Path) -> None:
    remove(tree)


def make_read_only(tree: Path) -> None:
    (tree / "ede").chmod(0o500)
    tree.chmod(0o500)


HARMS = (
    *(add, add_empty_folders, take_away, put_another_in_its_place, put_a_link_in_its_place, take_all_away),
    make_read_only,
)


@pytest.mark.parametrize("name", ["site", ".site.twin"])
@pytest.mark.parametrize("harm", HARMS)
def test_what_somebody_did_to_a_site_or_its_twin_is_put_right(
    folder: Path, harm: Callable[[Path], None], name: str
) -> None:
    publish_with_twin(folder, FIRST)
    publish_with_twin(folder, SECOND)
    harm(folder.parent / name)
    for site in (SECOND, FIRST, THIRD, SECOND):
        publish_with_twin(folder, site)
        assert site == files(folder)
        assert set(site) | {MARKER} == set(inodes(folder))
        assert {path.name for path in folder.iterdir() if path.is_dir()} <= {"ede"}
    assert SECOND == files(folder.parent / ".site.twin")


def test_an_empty_folder_that_was_there_becomes_a_twin_of_ours(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    for site in (FIRST, SECOND, THIRD):
        publish_with_twin(tmp_path / "site", site)
        assert site == files(tmp_path / "site") == files(tmp_path / ".site.twin")
        assert (tmp_path / ".site.twin" / MARKER).is_file()


def test_where_nothing_can_be_linked_there_is_no_twin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "kan niet")

    publish_with_twin(folder, SECOND)
    monkeypatch.setattr(os, "link", refuse)
    for site in (FIRST, THIRD, SECOND):
        publish_with_twin(folder, site)
        assert site == files(folder)
        assert {".site.cache", "site"} == {path.name for path in folder.parent.iterdir()}


def test_where_folders_cannot_change_places_a_twin_serves_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kaart.publish.output, "_exchanged", lambda one, other: False)
    for site in (FIRST, SECOND, THIRD, SECOND):
        publish_with_twin(folder, site)
        assert site == files(folder) == files(folder.parent / ".site.twin")


def test_a_folder_with_a_space_or_an_accent_in_its_name_works(tmp_path: Path) -> None:
    folder = tmp_path / "mijn sité"
    publish(folder, FIRST)
    publish(folder, SECOND)
    assert SECOND == files(folder)
