"""Reads the folders of authors as text, and refuses what cannot be trusted as text."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kaart.problems import ContentError, Problem
from kaart.source.disk import UnreadableError, is_folder, link_at, read_bytes, said, shown
from kaart.source.memory import Memory, digest
from kaart.source.names import mistake_in

MAXIMUM_BYTES = 1_000_000
FOLDERS = ("content", "initiatives")
READ_SUFFIXES = (".yaml", ".md", ".csv")
ENDING_TOO_MANY = re.compile(r"(.+\.(?:yaml|md|csv))(?:[.~].*)?", re.IGNORECASE)
IGNORED_NAMES = ("README.md",)
THEMES = "content/themes"
THEME_SUFFIXES = (".css", ".svg", ".png")
IGNORED_FOLDERS = ("schema", "themes")  # the second has files of its own kinds, see read_themes
BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "een BOM (een onzichtbaar teken)",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
DIRECTION_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HARD_SPACES = "\u00a0\u202f"
FROM_A_WORD_PROCESSOR = str.maketrans(dict.fromkeys(HARD_SPACES, " ") | dict.fromkeys("\u200b\u00ad"))
NEVER_CHARACTERS = "".join(  # which Unicode keeps free for ever, and halves of characters
    (
        "\ud800-\udfff\ufdd0-\ufdef",
        *(f"{chr(0x10000 * plane + 0xFFFE)}{chr(0x10000 * plane + 0xFFFF)}" for plane in range(17)),
    )
)
CONTROLS = f"\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u2028\u2029{NEVER_CHARACTERS}"
NO_TEXT = re.compile(f"[{CONTROLS}]")
FORBIDDEN = re.compile(f"[{CONTROLS}{DIRECTION_CONTROLS}\ue000-\uf8ff]")
TEMPLATE_SYNTAX = re.compile(r"\{\{|\{%|\{#")


def read_folders(root: Path, memory: Memory | None = None) -> tuple[dict[str, str], list[Problem]]:
    """The text of every file of authors by its path from `root` (with /), sorted, and what is wrong with them.

    No link is followed, wherever it leads. Raises ContentError where a folder cannot be read.
    """
    memory = memory or Memory()
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for folder in FOLDERS:
        for name, path in _files_in(root, folder, problems):
            text = _read_file(path, name, problems, memory)
            if text is not None:
                texts[name] = text
    return texts, problems


def _files_in(root: Path, top: str, problems: list[Problem]) -> list[tuple[str, Path]]:
    """Every file of authors below a folder with its path from `root`, sorted; links and other things are problems."""
    found: list[tuple[str, Path]] = []
    unreadable: list[Problem] = []
    names: dict[str, Path] = {}
    waiting = [(top, root / top)] if os.path.lexists(root / top) else []
    while waiting:
        above, folder = waiting.pop()
        for name, path in _entries(above, folder, unreadable):
            is_read = path.name not in IGNORED_NAMES and folder.name not in IGNORED_FOLDERS
            if not (is_read or is_folder(path)) or _is_refused(name, path, names, _Refusing(name, problems)):
                continue
            if is_folder(path):
                waiting.append((name, path))
            else:
                found.append((name, path))
    if unreadable:
        raise ContentError(unreadable)
    return sorted(found, key=lambda each: PurePosixPath(each[0]))


def _entries(above: str, folder: Path, problems: list[Problem]) -> list[tuple[str, Path]]:
    """The files and folders in a folder, each with its path in one Unicode form, in an order of its own."""
    target = link_at(folder)
    try:
        if target is None and is_folder(folder):
            return [(f"{above}/{nfc(path.name)}", path) for path in sorted(folder.iterdir(), key=_capitals_last)]
        kind = f'een koppeling naar "{target}"; die volgt de site niet' if target is not None else "geen map"
        message, hint = f"dit is {kind}.", "Zet de map zelf hier neer."
    except OSError as error:
        why, hint = said(error)
        message = f"deze map is niet te lezen: {why}."
    problems.append(Problem(shown(above), 0, 0, message, hint))
    return []


def _capitals_last(path: Path) -> str:
    """The order in which of two names that differ only in case the better one comes first."""
    return path.name.swapcase()


def _is_refused(name: str, path: Path, names: dict[str, Path], refuse: _Refusing) -> bool:
    """True after saying why a name cannot be; what is hidden may have any, as long as it is not read."""
    if path.name.startswith(".") and path.suffix not in READ_SUFFIXES:
        return False
    mistake = mistake_in(nfc(path.name))
    if mistake:
        refuse(*mistake)
        return True
    other = names.setdefault(name.lower(), path)
    if other != path:
        message = f'op Windows en macOS is dit hetzelfde bestand als "{nfc(other.name)}".'
        refuse(message, "Geef één van de twee een andere naam.")
        return True
    return False


def read_themes(root: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """Every file with a house style or a logo by its path from `root`, sorted, and what is wrong with them."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    unreadable: list[Problem] = []
    names: dict[str, Path] = {}
    is_there = os.path.lexists(root / THEMES)
    for name, path in _entries(THEMES, root / THEMES, unreadable) if is_there else ():
        if path.name in IGNORED_NAMES or path.name.startswith("."):
            continue
        refuse = _Refusing(name, problems)
        if _is_refused(name, path, names, refuse):
            continue
        if path.suffix not in THEME_SUFFIXES or is_folder(path):
            message = f"dit bestand wordt niet gelezen: hier horen {', '.join(THEME_SUFFIXES)}."
            problems.append(Problem(refuse.name, 0, 0, message, "Haal het weg.", is_warning=True))
            continue
        content = _bytes_of(path, refuse)
        if content is not None and path.suffix == ".css":
            text = _as_text(content, refuse)
            content = None if text is None else text.encode()
        if content is not None:
            files[name] = content
    return files, problems + unreadable


def read_text(
    path: Path, name: str, memory: Memory | None = None, *, follows_links: bool = False
) -> tuple[str | None, list[Problem]]:
    """The text of one file anywhere, or None with what is wrong with it; `name` is what to call it.

    A link is followed only where somebody named it on the command line.
    """
    problems: list[Problem] = []
    refuse = _Refusing(name, problems)
    content = _bytes_of(path, refuse, follows_links=follows_links)
    if content is None:
        return None, problems
    key = digest("text", content)
    if memory and memory.find(key) is True:
        return _as_written(content), problems
    text = _as_text(content, refuse)
    if memory and text is not None:
        memory.keep(key, True)
    return text, problems


def stamps_of(folders: Iterable[Path]) -> tuple[tuple[str, int, int, int], ...]:
    """Kind, time and size of all in folders, by which a change is seen; what is just gone is left out."""
    found = []
    for folder in map(str, folders):
        inside = (f"{above}/{name}" for above, _, names in os.walk(folder) for name in names)
        for path in (folder, *inside):
            with suppress(OSError):
                stat = os.lstat(path)  # of a text: as a Path, it takes four times as long
                is_file = path != folder  # a folder changes whenever an editor keeps something in it for a moment
                found.append((path, stat.st_mode, stat.st_mtime_ns * is_file, stat.st_size * is_file))
    return tuple(sorted(found))


@dataclass(frozen=True)
class _Refusing:
    """Says what is wrong with the file of this name."""

    name: str
    problems: list[Problem]

    def __call__(self, message: str, hint: str, line: int = 0, column: int = 0) -> None:
        self.problems.append(Problem(self.name, line, column, message, hint))


def _read_file(path: Path, name: str, problems: list[Problem], memory: Memory) -> str | None:
    """The text of one file, or None after saying what is wrong with it."""
    refuse = _Refusing(name, problems)
    if link_at(path) is not None:
        if not path.name.startswith("."):  # Emacs makes such a link beside what is being edited
            _bytes_of(path, refuse)
        return None
    if path.suffix not in READ_SUFFIXES:
        meant = ENDING_TOO_MANY.fullmatch(path.name)
        if path.suffix == ".yml":
            refuse("dit bestand wordt niet gelezen: het eindigt op .yml.", f"Noem het {path.stem}.yaml.")
        elif meant and not path.name.startswith("."):
            hint = f"Bewaar het als gewone tekst met de naam {meant.group(1).lower()}, of haal het weg."
            refuse(f'dit bestand wordt niet gelezen: het eindigt op "{path.suffix}".', hint)
        elif not path.name.startswith("."):
            ending = f'eindigt op "{path.suffix}"' if path.suffix else "heeft geen .yaml of .md aan het eind"
            message = f"dit bestand wordt niet gelezen: het {ending}."
            problems.append(Problem(name, 0, 0, message, "Haal het weg, of maak er .yaml of .md van.", is_warning=True))
        return None
    data = _bytes_of(path, refuse)
    if data is None:
        return None
    key = digest("clean", data)
    if memory.find(key) is True:
        return _as_written(data)
    text, before = _decoded(data, refuse), len(problems)
    if text is None or not _is_clean(text, name, problems):
        return None
    if len(problems) == before:
        memory.keep(key, True)
    return text


def _bytes_of(path: Path, refuse: _Refusing, *, follows_links: bool = False) -> bytes | None:
    """The bytes of one file, or None after saying why it is not read."""
    try:
        return read_bytes(path, MAXIMUM_BYTES, follows_links=follows_links)
    except UnreadableError as error:
        refuse(error.message, error.hint)
        return None


def _as_text(data: bytes, refuse: _Refusing) -> str | None:
    """Bytes as a text in which nothing is hidden that is no text at all, or None after saying what is."""
    text = _decoded(data, refuse)
    found = text and NO_TEXT.search(text)
    if text is None or not found:
        return text
    message = f"hier staat een onzichtbaar stuurteken (U+{ord(found.group()):04X})."
    refuse(message, "Typ deze regel opnieuw.", *place_of(text, found.start()))
    return None


def _decoded(data: bytes, refuse: _Refusing) -> str | None:
    """Bytes as text with ordinary ends of lines, or None after saying why they are none."""
    for mark, kind in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            refuse(f"dit bestand begint met {kind}.", "Bewaar het als UTF-8 (zonder BOM).", 1, 1)
            return None
    if b"\0" in data:
        refuse("dit bestand is geen gewone tekst (misschien UTF-16).", "Bewaar het als UTF-8 (zonder BOM).")
        return None
    try:
        return _as_written(data)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = place_of(nfc(before.decode("utf-8")), len(nfc(before.decode("utf-8"))))
        shown = data[error.start : error.start + 1].decode("cp1252", "replace")
        refuse(
            f'dit bestand is geen UTF-8; hier staat waarschijnlijk "{shown}" uit Windows-1252.',
            "Open het in uw editor en bewaar het opnieuw als UTF-8.",
            line,
            column,
        )
        return None


def _as_written(data: bytes) -> str:
    """Bytes as text with ordinary ends of lines. Raises UnicodeDecodeError where they are none."""
    return nfc(data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))


def _is_clean(text: str, name: str, problems: list[Problem]) -> bool:
    found = FORBIDDEN.search(text)
    if found:
        line, column = place_of(text, found.start())
        code = f"U+{ord(found.group()):04X}"
        is_direction = found.group() in DIRECTION_CONTROLS
        kind = "een onzichtbaar teken dat de leesrichting omkeert" if is_direction else "een onzichtbaar stuurteken"
        problems.append(Problem(name, line, column, f"hier staat {kind} ({code}).", "Typ deze regel opnieuw."))
        return False
    syntax = TEMPLATE_SYNTAX.search(text)
    if syntax:
        line, column = place_of(text, syntax.start())
        message = f'"{syntax.group()}" is sjabloontaal; de site toont het als gewone tekst.'
        problems.append(
            Problem(name, line, column, message, "Haal het weg als dat niet de bedoeling is.", is_warning=True)
        )
    return True


def nfc(text: str) -> str:
    """The text in the one form in which the same letters are the same signs; a Mac writes names in another."""
    return unicodedata.normalize("NFC", text)


def without_hard_spaces(text: str) -> str:
    """The text with ordinary spaces, and without the invisible breaks that a word processor leaves."""
    return text.translate(FROM_A_WORD_PROCESSOR)


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, both from 1, of a position in a text."""
    before = text[:index]
    return before.count("\n") + 1, index - before.rfind("\n")
