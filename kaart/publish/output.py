"""Writes the site so that nothing is lost: the folder is either the complete old site or the complete new one.

What changed is written into a folder beside it; what stayed the same is hard-linked into that folder; then the two
folders change places in one step of the file system. A second build without changes writes no byte.

The folder that was the site until then becomes its twin: it is brought up to date too, and kept beside the site. The
next build puts only what changed into the twin, and lets the two change places again. A file stands on the disk once,
in both. A twin is as good as the site: nothing came into a folder of it or left it, and its files are those of the
site. Where that is not so, or where a system has no hard links, the folder is made anew as above.

Each folder that is made carries a mark from its first moment to its last. What has none, and is not empty, belongs to
someone else: it is neither filled nor removed, and the build is refused before anything is touched.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import stat
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from kaart.problems import ContentError, Problem
from kaart.publish import unchanged
from kaart.publish.unchanged import MARKER, folders_of, have_nothing_else
from kaart.source.disk import said, shown
from kaart.source.memory import START as START_OF_READING

MARKER_TEXT = b"build.py maakte deze map. Alles hierin wordt bij de volgende build vervangen.\n"
START_OF_MEMORY = b'{"format":'
AT_THE_CURRENT_FOLDER = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2


@dataclass(frozen=True)
class Written:
    """The work of a build on the folder, in numbers of files."""

    changed: int
    removed: int
    same: int


@dataclass(frozen=True)
class Left:
    """The site as the last build left it: the addresses of its files, and the time of each folder in it and its twin.

    `written` is when that was noted, in nanoseconds.
    """

    files: Collection[str]
    folders: Mapping[str, int]
    twin: Mapping[str, int]
    written: int


class Output:
    """A folder that is replaced as a whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(os.path.realpath(folder))
        self.staging = beside(self.folder, "building")
        self._aside = beside(self.folder, "old")
        self._twin = beside(self.folder, "twin")
        self._sites = beside(self.folder, "folders")
        self._memory = beside(self.folder, "cache")
        self._reading = beside(self.folder, "memory")
        self._lock = beside(self.folder, "lock")
        self._times: tuple[dict[str, int], dict[str, int]] | None = None  # where only few folders were touched

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps a second build out, clears what a killed build left, and refuses what is not ours.

        An error of the file system on the way becomes a problem; the old site is there then, and nothing else is left.
        """
        lock = FileLock(self._lock)
        made: list[Path] = []
        try:
            _raise_any(self._what_is_in_the_way())
            made = [each for each in self.folder.parents if not each.exists()]
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
        except Timeout:
            raise _refusal(self.folder, "er loopt al een build naar deze map.", "Wacht tot die klaar is.") from None
        except OSError as error:
            _remove_empty(made)
            hint = f"{said(error)[1]} Of kies een andere map met --out."
            raise _refusal(self.folder, f"hier kan niet geschreven worden: {said(error)[0]}.", hint) from error
        try:
            try:
                _raise_any([*self._what_is_in_the_way(), *self._working_places_of_others()])
                self._recover()
            except OSError as error:
                raise self._failed(error, is_cleaning=True) from error
            try:
                self._make_room()
                yield
            finally:
                with suppress(OSError):  # what is left is ours: the next build clears it, or says that it cannot
                    remove(self.staging)
        except OSError as error:
            raise self._failed(error) from error
        finally:
            with suppress(OSError):  # while it is ours: another build may hold it afterwards
                self._lock.unlink(missing_ok=True)
            lock.release()
            _remove_empty(made)

    def put(self, address: str, content: bytes) -> bool:
        """Prepares one file; True if it differs from what is there. Called from several processes, each file once."""
        if _holds(self.folder / address, content):
            return False
        new = self.staging / address
        new.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(content)
        return True

    def read(self, address: str) -> bytes:
        """One file as it will be published: as `put` prepared it, or as it is there."""
        new = self.staging / address
        return (new if new.exists() else self.folder / address).read_bytes()

    def publish(self, planned: Set[str], changed: Set[str], left: Left | None = None) -> Written:
        """Puts the new site in place of the old one: all planned files, of which `changed` were prepared by `put`.

        Where it is said how the last build `left` the site, its twin is used and kept.
        """
        if left and self._is_as_left(left):
            removed = set(left.files) - planned
            self._times = dict(left.folders), dict(left.twin)
            if changed or removed:
                self._exchange_with_twin(changed, removed)
                self._times = self._times[1], self._times[0]
            return Written(len(changed), len(removed), len(planned) - len(changed))
        existing, empty, folders = self._what_is_there()
        removed = existing - planned - {MARKER}
        counts = Written(len(changed), len(removed), len(planned) - len(changed))
        remove(self._twin)
        if not changed and not removed and not empty and self.folder.exists():
            if left:
                self._make_twin(planned, planned, ())
            return counts
        copied = {address for address in planned - changed if not self._keep(address)}
        if self.folder.exists():
            for folder in folders:  # what cannot be cleared away afterwards would be in the way of the next build
                _make_writable(folder)
            self._exchange()
        else:
            self.staging.rename(self.folder)
        if left and not copied:
            self._make_twin(planned, changed, (*removed, *empty))
        return counts

    def times(self, files: Iterable[str], touched: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
        """The time of each folder of the site and of its twin, in nanoseconds; nothing of either where it has no twin.

        `files` are the addresses of all files, `touched` those that were written or removed.
        """
        folders = folders_of(files)
        known: tuple[dict[str, int], dict[str, int]] = self._times or ({}, {})
        asked = folders_of(touched) & folders if self._times else folders
        try:
            site, twin = (
                {each: time for each, time in times.items() if each in folders} | _times_of(place, asked)
                for times, place in zip(known, (self.folder, self._twin), strict=True)
            )
        except OSError:
            return {}, {}
        return site, twin

    def remember(self, found_out: bytes) -> None:
        """Writes what a build found out beside the folder, for the next one."""
        self._make_room()
        new = self.staging / self._memory.name
        new.write_bytes(found_out)
        new.replace(self._memory)

    def remember_reading(self, read: bytes) -> None:
        """Writes what was made of the files of authors beside the folder, for the next reading."""
        self._make_room()
        new = self.staging / self._reading.name
        new.write_bytes(read)
        new.replace(self._reading)

    def place_for(self, slugs: Collection[str]) -> Path:
        """The folder beside this one in which the sites with these names are kept, without any other."""
        if not slugs:
            remove(self._sites)
            return self._sites
        _mark(self._sites)
        for each in self._sites.iterdir():
            if each.name not in slugs and each.name != MARKER:
                _discard(each)
        return self._sites

    def _make_room(self) -> None:
        _mark(self.staging)

    def _what_is_there(self) -> tuple[set[str], list[str], list[Path]]:
        """Every file and link in the folder by its address, the folders without anything in them, and all folders."""
        files: set[str] = set()
        empty: list[str] = []
        folders = [self.folder]
        for folder, names, found in os.walk(self.folder):
            above = "" if (below := os.path.relpath(folder, self.folder)) == "." else below.replace(os.sep, "/") + "/"
            paths = [Path(folder, name) for name in names]
            links = [path.name for path in paths if path.is_symlink()]
            folders += [path for path in paths if path.name not in links]
            files.update(above + name for name in (*found, *links))
            if above and not names and not found:
                empty.append(above)
        return files, empty, folders

    def _keep(self, address: str) -> bool:
        """Takes a file over as it is; False on a file system without hard links, where it is copied."""
        new, old = self.staging / address, self.folder / address
        new.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old, new)
        except OSError:
            shutil.copy2(old, new)
            return False
        return True

    def _is_as_left(self, left: Left) -> bool:
        """True where nothing came into the site and its twin, or left them, since the last build."""
        files = [*left.files, MARKER]
        return bool(left.twin) and all(
            have_nothing_else(str(place), times, files, left.written)
            for place, times in ((self.folder, left.folders), (self._twin, left.twin))
        )

    def _exchange_with_twin(self, changed: Collection[str], removed: Collection[str]) -> None:
        """Brings the twin up to date and lets it and the site change places; then the other is brought up to date.

        Meanwhile the twin has the name of something that is half done, which the next build clears away.
        """
        for folder in folders_of((*changed, *removed)):
            for tree in (self._twin, self.folder):
                if (tree / folder).is_dir():
                    _make_writable(tree / folder)
        self._twin.rename(self._aside)
        _take_away(self._aside, removed)
        for address in changed:
            _make_way(self._aside, address)
            (self.staging / address).replace(self._aside / address)
        remove(self.staging)
        self._aside.rename(self.staging)
        self._exchange()
        self._make_twin(changed, changed, removed)

    def _make_twin(self, planned: Collection[str], changed: Collection[str], removed: Collection[str]) -> None:
        """Makes a twin of what was the site until now, or a new one. It may fail: the new site is there already."""
        with suppress(OSError):
            if not self.staging.exists():
                changed = planned
            _mark(self.staging)  # also what was an empty folder until now
            _take_away(self.staging, removed)
            for address in changed:
                _make_way(self.staging, address)
                (self.staging / address).unlink(missing_ok=True)
                os.link(self.folder / address, self.staging / address)
            self.staging.rename(self._twin)

    def _exchange(self) -> None:
        """The two folders change places; afterwards the staging folder holds the old site."""
        if _exchanged(self.staging, self.folder):
            return
        self.folder.rename(self._aside)  # no exchange on this system: for an instant the site is in neither place,
        try:
            self.staging.rename(self.folder)  # and `_recover` puts the old one back if the program is killed right then
        except OSError:
            self._aside.rename(self.folder)
            raise
        with suppress(OSError):  # the new site is there: the next build clears the old one
            self._aside.rename(self.staging)

    def _recover(self) -> None:
        remove(self.staging)
        if self._aside.exists():
            if self.folder.exists():
                remove(self._aside)
            else:
                self._aside.rename(self.folder)

    def _what_is_in_the_way(self) -> Iterator[Problem]:
        """Everything that keeps a build from beginning, to be known before anything is made."""
        name = self.folder.name
        if self.folder.exists() and not self.folder.is_dir():
            yield Problem(name, 0, 0, "dit is een bestand, geen map.", "Kies een andere map met --out.")
        elif self.folder.exists() and not is_ours(self.folder):
            hint = f"Kies met --out een lege of nieuwe map. Is dit toch de goede map, maak {name} dan zelf leeg."
            message = "in deze map staan bestanden die niet door build.py zijn gemaakt; ze blijven staan."
            yield Problem(name, 0, 0, message, hint)
        if os.path.lexists(self._lock) and not (_is_file(self._lock) and self._lock.lstat().st_size == 0):
            yield self._not_ours(self._lock)

    def _working_places_of_others(self) -> Iterator[Problem]:
        for place in (self.staging, self._aside, self._twin):
            if os.path.lexists(place) and not is_ours(place):
                yield self._not_ours(place)
        if os.path.lexists(self._sites) and not (is_ours(self._sites) or _holds_only_sites(self._sites)):
            yield self._not_ours(self._sites)
        if os.path.lexists(self._memory) and not _is_memory(self._memory):
            yield self._not_ours(self._memory)
        if os.path.lexists(self._reading) and not _is_memory(self._reading, START_OF_READING):
            yield self._not_ours(self._reading)

    def _not_ours(self, place: Path) -> Problem:
        message = f'dit is niet door build.py gemaakt, maar de build naar "{self.folder.name}" heeft deze naam nodig.'
        hint = "Is het van u? Geef het een andere naam, of kies een andere map met --out. Zo niet: haal het weg."
        return Problem(place.name, 0, 0, message, hint)

    def _failed(self, error: OSError, is_cleaning: bool = False) -> ContentError:
        """An error of the file system: what could not be written or removed, and why.

        What could not be written is called as the site will have it; what is left of an earlier build by its own name.
        """
        why, hint = said(error)
        path = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else self.folder
        if path.is_relative_to(self.staging) and not is_cleaning:
            path = self.folder / path.relative_to(self.staging)
        if path.is_relative_to(self.folder.parent):
            path = path.relative_to(self.folder.parent)
        message = f'het lukt niet met "{shown(path.as_posix())}": {why}.'
        left = " De oude site staat er nog." if self.folder.exists() else ""
        return _refusal(self.folder, message, f"{hint}{left}")


def beside(folder: Path, purpose: str) -> Path:
    """A place in the folder above where a build does something for this folder."""
    return Path(unchanged.beside(os.path.realpath(folder), purpose))


def refuse_places(out: Path, sources: Collection[Path], here: Path, what: str = "site") -> None:
    """Raises ContentError where a site would take the place of what it is made from, or lie in it, or hold `here`.

    `what` is the folder in Dutch, where it is no site.
    """
    folder = Path(os.path.realpath(out))
    for source in (Path(os.path.realpath(each)) for each in sources):
        if folder.is_relative_to(source) or source.is_relative_to(folder):
            message = f'deze map kan geen {what} worden: hier staat "{source.name}", waar de site van wordt gemaakt.'
            raise _refusal(folder, message, f"Kies een andere map met --out, zoals --out {what.split()[-1]}.")
    if Path(os.path.realpath(here)).is_relative_to(folder):
        message = "u staat nu zelf in deze map, en zij wordt als geheel vervangen."
        raise _refusal(folder, message, "Ga eerst een map hoger (cd ..), of kies een andere map met --out.")


def is_ours(folder: Path) -> bool:
    """True for a folder with our mark, and for one without anything in it, which nobody can lose."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    with suppress(FileNotFoundError):  # of a build that is just done
        return _is_file(folder / MARKER) or not any(folder.iterdir())
    return True


def remove(folder: Path) -> None:
    """Removes a folder of ours. The mark goes last, so that what is left of it is ours at every moment."""
    if not folder.exists():
        return
    _make_writable(folder)
    for path, names, _ in os.walk(folder):
        for each in (Path(path, name) for name in names):
            if not each.is_symlink():
                _make_writable(each)
    for each in sorted(folder.iterdir(), key=lambda each: each.name == MARKER):
        _discard(each)
    folder.rmdir()


def _discard(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _make_way(tree: Path, address: str) -> None:
    """Makes room for a file: the folders above it, and no folder of its name."""
    path = tree / address
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)


def _take_away(tree: Path, addresses: Iterable[str]) -> None:
    """Removes files and empty folders (`ede/`), and the folders that have nothing left in them."""
    for address in addresses:
        path = tree / address
        if address.endswith("/"):
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
        for above in path.parents:
            if above == tree or any(above.iterdir()):
                break
            above.rmdir()


def _make_writable(folder: Path) -> None:
    """Someone may have made a site read-only: no folder in there could be emptied. OSError where it is theirs."""
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        folder.chmod(0o700)


def _mark(folder: Path) -> None:
    """Makes a folder with our mark, or puts it into one that is there."""
    folder.mkdir(exist_ok=True)
    if not (folder / MARKER).exists():
        (folder / MARKER).write_bytes(MARKER_TEXT)


def _times_of(place: Path, folders: Iterable[str]) -> dict[str, int]:
    """The time of folders below a place, in nanoseconds."""
    start = f"{place}{os.sep}"
    return {each: os.stat(start + each).st_mtime_ns for each in folders}  # noqa: PTH116 - thousands are asked


def _is_file(path: Path) -> bool:
    with suppress(FileNotFoundError, NotADirectoryError):
        return stat.S_ISREG(path.lstat().st_mode)
    return False


def _is_memory(path: Path, start: bytes = START_OF_MEMORY) -> bool:
    """True for what a build remembers: a file as `cache.py` writes it, or one with another start."""
    if not _is_file(path):
        return False
    with path.open("rb") as file:
        return file.read(len(start)) in (b"", start)


def _holds_only_sites(folder: Path) -> bool:
    """True for the folder with sites of single municipalities as version 0.6 left it, without a mark of its own."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    return all(_is_file(each / each.name / MARKER) for each in folder.iterdir())


def _holds(path: Path, content: bytes) -> bool:
    """True for an ordinary file with these bytes."""
    try:
        found = path.lstat()
        return stat.S_ISREG(found.st_mode) and found.st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _remove_empty(folders: Iterable[Path]) -> None:
    """Takes away the folders that were made on the way and hold nothing, the deepest first."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _raise_any(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if found:
        raise ContentError(found)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C does nothing meanwhile: the new site is there, so it comes too late to stop. Only for the main thread."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _refusal(folder: Path, message: str, hint: str) -> ContentError:
    return ContentError([Problem(folder.name, 0, 0, message, hint)])


def _exchanged(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False where the system cannot."""
    if sys.platform == "win32":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if hasattr(libc, "renameat2"):
        return bool(libc.renameat2(AT_THE_CURRENT_FOLDER, first, AT_THE_CURRENT_FOLDER, second, RENAME_EXCHANGE) == 0)
    if hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(first, second, RENAME_SWAP) == 0)
    return False
