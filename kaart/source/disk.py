"""The file system as we meet it: read without following or waiting, written as a whole, and what it says in Dutch."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

NO_RIGHTS = ("u mag dit hier niet", "Vraag wie deze computer beheert om de rechten.")
WHY = {  # what an error of the file system means, and what to do
    errno.ENOSPC: ("de schijf is vol", "Maak ruimte vrij en probeer het opnieuw."),
    getattr(errno, "EDQUOT", errno.ENOSPC): (
        "uw deel van de schijf is vol",
        "Maak ruimte vrij en probeer het opnieuw.",
    ),
    errno.EFBIG: ("een bestand wordt groter dan hier mag", "Vraag wie deze computer beheert om meer ruimte."),
    errno.EACCES: NO_RIGHTS,
    errno.EPERM: NO_RIGHTS,
    errno.EROFS: ("op deze schijf kan niets worden geschreven", "Kies een plek op een andere schijf."),
    errno.EIO: ("de schijf geeft een fout", "Probeer het opnieuw. Blijft het zo? Kijk de schijf na."),
    errno.ENOENT: ("het is er niet (meer)", "Kijk de naam en de map na."),
    errno.ENOTDIR: ("een deel van het pad is een bestand, geen map", "Kijk de naam en de map na."),
    errno.EISDIR: ("het is een map, geen bestand", "Kijk de naam na."),
    errno.EEXIST: ("er staat al iets met die naam", "Geef dat een andere naam, of haal het weg."),
    errno.ENOTEMPTY: ("de map is niet leeg", "Sluit andere programma's die er iets in zetten, en probeer het opnieuw."),
    errno.ELOOP: ("een koppeling op dit pad mag niet of gaat in een kring", "Zet het bestand of de map zelf daar."),
    errno.ENAMETOOLONG: ("de naam is te lang", "Kies een kortere naam."),
    errno.EMFILE: ("er staan te veel bestanden open", "Sluit andere programma's, of gebruik --jobs 1."),
    errno.ENFILE: ("er staan te veel bestanden open", "Sluit andere programma's, of gebruik --jobs 1."),
    errno.EBUSY: ("het is in gebruik, of het is zelf een schijf", "Kies een map die daarbinnen ligt."),
    errno.EXDEV: ("het ligt op twee schijven", "Kies een map die op één schijf ligt."),
    errno.EPIPE: ("wat er wordt getoond, wordt niet meer gelezen", "Begin opnieuw."),
}
NOT_FILES = (
    (stat.S_ISDIR, "een map"),
    (stat.S_ISFIFO, "een pijp (FIFO)"),
    (stat.S_ISSOCK, "een socket"),
    (stat.S_ISCHR, "een apparaat"),
    (stat.S_ISBLK, "een apparaat"),
)


class UnreadableError(Exception):
    """Raised for a file that is not read: what is there and what to do, in Dutch."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


def said(error: OSError) -> tuple[str, str]:
    """An error of the file system as part of a Dutch sentence, with advice."""
    return WHY.get(error.errno or 0, (f'het systeem zegt "{error.strerror or error}"', "Probeer het opnieuw."))


def shown(name: str) -> str:
    """A name of a file with what cannot be printed as a code."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape", "surrogatepass").decode() for letter in name
    )


def link_at(path: Path) -> str | None:
    """Where a symbolic link leads to, as it is written in there; None for anything else."""
    with suppress(OSError):
        return shown(str(path.readlink())) if path.is_symlink() else None
    return None


def first_link(root: Path, name: str) -> str | None:
    """The first part of a path (with /) below `root` that is a symbolic link; None where there is none."""
    parts = name.split("/")
    paths = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
    return next((path for path in paths if link_at(root / path) is not None), None)


def is_folder(path: Path) -> bool:
    """True for a folder itself, not for a link to one."""
    with suppress(OSError):
        return stat.S_ISDIR(path.lstat().st_mode)
    return False


def read_bytes(path: Path, most: int | None = None, *, follows_links: bool = False) -> bytes:
    """The bytes of an ordinary file. Raises UnreadableError for anything else, and never waits for who writes to it."""
    try:
        target = None if follows_links else link_at(path)
        if target is not None:
            hint = "Zet het bestand zelf op deze plek, of haal de koppeling weg."
            raise UnreadableError(f'dit is een koppeling naar "{target}"; die volgt de site niet.', hint)
        _refuse_what_is_no_file(
            path.stat() if follows_links else path.lstat()
        )  # before it is opened: some react to that
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        handle = os.open(path, flags | (0 if follows_links else getattr(os, "O_NOFOLLOW", 0)))
        with os.fdopen(handle, "rb") as file:
            there = os.fstat(handle)
            _refuse_what_is_no_file(there)  # it may have changed since
            content = file.read(-1 if most is None else most + 1)
    except FileNotFoundError as error:
        raise UnreadableError("dit bestand is er niet.", "Kijk de naam en de map na.") from error
    except OSError as error:
        why, hint = said(error)
        raise UnreadableError(f"dit bestand is niet te lezen: {why}.", hint) from error
    if most is not None and len(content) > most:
        size, limit = (
            f"{count / 1_000_000:.1f}".replace(".", ",") for count in (max(there.st_size, len(content)), most)
        )
        message = f"dit bestand is te groot: {size} MB, hoogstens {limit.removesuffix(',0')} MB."
        raise UnreadableError(message, "Haal weg wat hier niet hoort, of splits het.")
    return content


def _refuse_what_is_no_file(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = next((name for test, name in NOT_FILES if test(found.st_mode)), "iets anders")
        raise UnreadableError(f"dit is geen bestand maar {kind}.", "Haal het weg, of zet er een gewoon bestand neer.")


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file as a whole or not at all: on a full disk, what was there stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    file = new.open("xb")  # outside of what follows: one that is there already is not ours to remove
    try:
        with file:
            file.write(content)
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
