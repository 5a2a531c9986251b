"""Writes the site so that nothing is lost: the folder is either the complete old site or the complete new one.

What changed is written into a folder beside it; what stayed the same is hard-linked into that folder; then the two
folders change places in one step of the file system. A second build without changes writes no byte.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from kaart.problems import ContentError, Problem

MARKER = ".sociale-kaart"
MARKER_TEXT = b"build.py maakte deze map. Alles hierin wordt bij de volgende build vervangen.\n"
AT_THE_CURRENT_FOLDER = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2


@dataclass(frozen=True)
class Written:
    """What a build did to the folder."""

    changed: int
    removed: int
    same: int


class Output:
    """A folder that is replaced as a whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.staging = self.folder.parent / f".{self.folder.name}.building"
        self._aside = self.folder.parent / f".{self.folder.name}.old"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps a second build out, clears what a killed build left, and refuses a folder that is not ours."""
        lock = FileLock(self.folder.parent / f".{self.folder.name}.lock")
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
        except Timeout:
            raise _refusal(self.folder, "er loopt al een build naar deze map.", "Wacht tot die klaar is.") from None
        except OSError as error:
            raise _refusal(
                self.folder,
                f"hier kan niet geschreven worden ({error.strerror}).",
                "Kies een andere map met --out.",
            ) from None
        try:
            self._recover()
            self._refuse_unknown_folder()
            yield
        finally:
            shutil.rmtree(self.staging, ignore_errors=True)
            Path(lock.lock_file).unlink(missing_ok=True)  # while it is ours: another build may hold it afterwards
            lock.release()

    def put(self, address: str, content: bytes) -> bool:
        """Prepares one file; True if it differs from what is there. Called from several processes, each file once."""
        old = self.folder / address
        try:
            if old.read_bytes() == content:
                return False
        except OSError:
            pass
        new = self.staging / address
        new.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(content)
        return True

    def read(self, address: str) -> bytes:
        """One file as it will be published: as `put` prepared it, or as it is there."""
        new = self.staging / address
        return (new if new.exists() else self.folder / address).read_bytes()

    def publish(self, planned: Collection[str], changed: Collection[str]) -> Written:
        """Puts the new site in place of the old one: all planned files, of which `changed` were prepared by `put`."""
        existing, empty = self._what_is_there()
        removed = existing - set(planned) - {MARKER}
        counts = Written(len(changed), len(removed), len(planned) - len(changed))
        if not changed and not removed and not empty and self.folder.exists():
            return counts
        self.staging.mkdir(parents=True, exist_ok=True)
        (self.staging / MARKER).write_bytes(MARKER_TEXT)
        for address in planned:
            if address not in changed:
                self._keep(address)
        if self.folder.exists():
            self._exchange()
        else:
            self.staging.rename(self.folder)
        return counts

    def _what_is_there(self) -> tuple[set[str], list[str]]:
        """Every file and link in the folder by its address, and the folders without anything in them."""
        files: set[str] = set()
        empty: list[str] = []
        for folder, names, found in os.walk(self.folder):
            above = "" if (below := os.path.relpath(folder, self.folder)) == "." else below.replace(os.sep, "/") + "/"
            links = [name for name in names if Path(folder, name).is_symlink()]
            files.update(above + name for name in (*found, *links))
            if above and not names and not found:
                empty.append(above)
        return files, empty

    def _keep(self, address: str) -> None:
        new, old = self.staging / address, self.folder / address
        new.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old, new)
        except OSError:  # a file system without hard links
            shutil.copy2(old, new)

    def _exchange(self) -> None:
        """The two folders change places; afterwards the staging folder holds the old site."""
        if _exchanged(self.staging, self.folder):
            return
        self.folder.rename(self._aside)  # no exchange on this system: for an instant the site is in neither place,
        self.staging.rename(self.folder)  # and `_recover` puts the old one back if the program is killed right then
        self._aside.rename(self.staging)

    def _recover(self) -> None:
        shutil.rmtree(self.staging, ignore_errors=True)
        if self._aside.exists():
            if self.folder.exists():
                shutil.rmtree(self._aside)
            else:
                self._aside.rename(self.folder)

    def _refuse_unknown_folder(self) -> None:
        if not self.folder.exists():
            return
        if not self.folder.is_dir():
            raise _refusal(self.folder, "dit is een bestand, geen map.", "Kies een andere map met --out.")
        if any(self.folder.iterdir()) and not (self.folder / MARKER).exists():
            name = self.folder.name
            hint = f"Kies met --out een lege of nieuwe map. Is dit toch de goede map, maak {name} dan zelf leeg."
            raise _refusal(
                self.folder,
                "in deze map staan bestanden die niet door build.py zijn gemaakt; ze blijven staan.",
                hint,
            )


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
