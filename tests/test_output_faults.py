"""The folder that is replaced as a whole, when others have names like ours, and when anything fails at any moment.

Each step that the file system takes is made to fail, and the program is killed at each, in a process of its own.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import kaart.publish.output
from kaart.problems import ContentError
from kaart.publish.output import Output, refuse_places, remove
from kaart.publish.unchanged import MARKER
from tests.test_output import FIRST, SECOND, THIRD, files, publish, publish_with_twin

STEPS = ("open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir")  # what Python tells before it is done
KILLED, REFUSED, BROKEN = 9, 3, 4
NEEDS_FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked on this system")
PURPOSES = ("building", "old", "twin", "folders", "cache", "memory", "lock")


def a_folder(place: Path) -> None:
    place.mkdir()
    (place / "zee.jpg").write_bytes(b"zee")


def a_file(place: Path) -> None:
    place.write_bytes(b"van mij")


def a_link_to_a_folder_of_ours(place: Path) -> None:
    (place.parent / "elders").mkdir()
    (place.parent / "elders" / MARKER).touch()
    place.symlink_to("elders")


def a_link_to_nothing(place: Path) -> None:
    place.symlink_to("nergens")


def a_pipe(place: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no pipes on this system")
    os.mkfifo(place)


OTHERS = (a_folder, a_file, a_link_to_a_folder_of_ours, a_link_to_nothing, a_pipe)


def everything(folder: Path) -> dict[str, object]:
    """All that is in a folder: what kind it is, what it holds, when it was changed."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        held = path.read_bytes() if path.is_file() and not path.is_symlink() else None
        found[path.relative_to(folder).as_posix()] = (state.st_mode, state.st_ino, state.st_mtime_ns, held)
    return found


def refusal(folder: Path) -> str:
    with pytest.raises(ContentError) as caught:
        publish(folder, SECOND)
    return str(caught.value)


def test_a_refused_build_leaves_what_stands_beside_a_folder_of_someone_else(tmp_path: Path) -> None:
    for name in ("foto", ".foto.old", ".foto.building", ".foto.folders"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "zee.jpg").write_bytes(b"zee")
    (tmp_path / ".foto.cache").write_bytes(b"van mij")
    (tmp_path / ".foto.old" / MARKER).touch()  # even one that could be ours: the build has not begun
    before = everything(tmp_path)
    assert "die niet door build.py zijn gemaakt" in refusal(tmp_path / "foto")
    assert before == everything(tmp_path)


@pytest.mark.parametrize("is_there", [True, False], ids=["with a site", "without a site"])
@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_working_place_of_someone_else_is_named_and_stays(
    tmp_path: Path, purpose: str, other: Callable[[Path], None], is_there: bool
) -> None:
    if is_there:
        publish(tmp_path / "site", FIRST)
    other(tmp_path / f".site.{purpose}")
    before = everything(tmp_path)
    assert f".site.{purpose}: dit is niet door build.py gemaakt" in refusal(tmp_path / "site")
    assert before == everything(tmp_path)


def test_all_that_is_in_the_way_is_told_at_once(tmp_path: Path) -> None:
    for purpose in PURPOSES[:-1]:
        (tmp_path / f".site.{purpose}").symlink_to("elders")
    said = refusal(tmp_path / "site")
    assert [True] * 6 == [f".site.{purpose}: " in said for purpose in PURPOSES[:-1]]


def test_folders_above_that_were_made_for_a_build_that_fails_are_taken_away(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Output(tmp_path / "een/twee/site").locked():
        raise ZeroDivisionError
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("out", ["content", "content/site", ".", "..", "initiatives", "koppeling"])
def test_a_place_that_the_site_is_made_from_is_refused(tmp_path: Path, out: str) -> None:
    root = tmp_path / "project"
    for name in ("content", "initiatives"):
        (root / name).mkdir(parents=True)
    (root / MARKER).touch()  # someone copied a site into it
    (root / "koppeling").symlink_to("content")
    with pytest.raises(ContentError) as caught:
        refuse_places(root / out, [root / "content", root / "initiatives"], tmp_path.parent)
    assert "deze map kan geen site worden" in str(caught.value)
    refuse_places(root / "site", [root / "content", root / "initiatives"], root)


def test_the_folder_that_one_is_in_is_refused(tmp_path: Path) -> None:
    for here in (tmp_path / "site", tmp_path / "site/ede"):
        with pytest.raises(ContentError) as caught:
            refuse_places(tmp_path / "site", [], here)
        assert "u staat nu zelf in deze map" in str(caught.value)


def test_what_version_0_6_kept_of_single_municipalities_is_known_as_ours(tmp_path: Path) -> None:
    (tmp_path / ".site.folders/ede/ede").mkdir(parents=True)
    (tmp_path / ".site.folders/ede/ede" / MARKER).touch()
    output = Output(tmp_path / "site")
    with output.locked():
        assert {"ede", MARKER} == {path.name for path in output.place_for(["ede"]).iterdir()}
    with output.locked():
        assert {MARKER} == {path.name for path in output.place_for(["assen"]).iterdir()}
        output.place_for([])
    assert [] == list(tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_in_the_site_is_replaced_and_not_waited_for(tmp_path: Path) -> None:
    publish(tmp_path / "site", FIRST)
    (tmp_path / "site/index.html").unlink()
    os.mkfifo(tmp_path / "site/index.html")
    publish(tmp_path / "site", FIRST)
    assert FIRST == files(tmp_path / "site")


def with_memory(folder: Path, site: dict[str, bytes]) -> None:
    """A build as `publish/build.py` does it, with what it keeps beside the site."""
    publish_with_twin(folder, site, ("ede",))


def in_a_process(act: Callable[[], None]) -> int:
    """How a piece of work ends in a process that stands apart, because what listens to Python's steps never stops."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    try:
        act()
    except ContentError:
        os._exit(REFUSED)
    except BaseException:
        os._exit(BROKEN)
    os._exit(0)


def at_step(number: int, act: Callable[[str], None]) -> None:
    """Acts at this step of the file system from now on, counted from 1."""
    seen = 0

    def listen(event: str, arguments: object) -> None:
        nonlocal seen
        if event in STEPS:
            seen += 1
            if seen == number:
                act(event)

    sys.addaudithook(listen)


@contextmanager
def exchanging(is_possible: bool) -> Iterator[None]:
    """A system on which two folders can change places, or one on which they cannot."""
    with pytest.MonkeyPatch.context() as patch:
        if not is_possible:
            patch.setattr(kaart.publish.output, "_exchanged", lambda one, other: False)
        yield


def clean(folder: Path) -> bool:
    """True where nothing is left beside the site but what a build keeps."""
    return {path.name for path in folder.parent.iterdir()} <= {
        *(folder.name, ".site.cache", ".site.folders", ".site.memory", ".site.twin")
    }


@NEEDS_FORK
@pytest.mark.parametrize("is_possible", [True, False], ids=["exchange", "two renames"])
@pytest.mark.parametrize("start", [FIRST, None], ids=["with a site", "without a site"])
def test_a_build_killed_at_any_step_is_recovered(
    tmp_path: Path, start: dict[str, bytes] | None, is_possible: bool
) -> None:
    ends = []
    for number in range(1, 200):
        folder = tmp_path / str(number) / "site"
        folder.parent.mkdir()
        if start:
            with_memory(folder, start)

        def work(folder: Path = folder, number: int = number) -> None:
            at_step(number, lambda event: os._exit(KILLED))
            with exchanging(is_possible):
                with_memory(folder, SECOND)

        ends.append(in_a_process(work))
        if folder.exists():
            assert files(folder) in (FIRST, SECOND), number
        with exchanging(is_possible):
            with Output(folder).locked():
                if start:
                    assert files(folder) in (FIRST, SECOND), number
            with_memory(folder, SECOND)
        assert SECOND == files(folder) == files(folder.parent / ".site.twin"), number
        assert clean(folder), number
        with exchanging(is_possible):
            with_memory(folder, THIRD)
        assert THIRD == files(folder) == files(folder.parent / ".site.twin"), number
        if ends[-1] == 0:
            break
    assert [KILLED] * (len(ends) - 1) + [0] == ends
    assert len(ends) > 15


@pytest.mark.slow  # dozens of builds, one for each step
@NEEDS_FORK
@pytest.mark.parametrize("is_possible", [True, False], ids=["exchange", "two renames"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS])
def test_a_step_that_fails_is_said_and_leaves_one_site(tmp_path: Path, code: int, is_possible: bool) -> None:
    ends = set()
    for number in range(1, 200):
        folder = tmp_path / str(number) / "site"
        folder.parent.mkdir()
        with_memory(folder, FIRST)
        seen = tmp_path / "seen"
        seen.unlink(missing_ok=True)

        def work(folder: Path = folder, number: int = number, seen: Path = seen) -> None:
            def fail(event: str) -> None:
                os.close(os.open(seen, os.O_CREAT))
                raise OSError(code, os.strerror(code))

            at_step(number, fail)
            with exchanging(is_possible):
                with_memory(folder, SECOND)

        end = in_a_process(work)
        assert end in (0, REFUSED), number
        assert files(folder) in (FIRST, SECOND), number
        ends.add(end)
        with_memory(folder, SECOND)
        assert SECOND == files(folder) == files(folder.parent / ".site.twin"), number
        assert clean(folder), number
        with exchanging(is_possible):
            with_memory(folder, THIRD)
        assert THIRD == files(folder) == files(folder.parent / ".site.twin"), number
        if not seen.exists():
            break
    assert {0, REFUSED} == ends
    assert number > 15


def test_what_is_left_of_a_folder_of_ours_stays_ours(tmp_path: Path) -> None:
    publish(tmp_path / "site", FIRST)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "rmdir", lambda self: (_ for _ in ()).throw(OSError(errno.EIO, "stuk")))
        with pytest.raises(OSError, match="stuk"):
            remove(tmp_path / "site")
    assert [] == list((tmp_path / "site").iterdir())
    publish(tmp_path / "site", SECOND)
    assert SECOND == files(tmp_path / "site")
