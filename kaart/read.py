"""Reads the folders of authors as text, and refuses what cannot be trusted as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kaart.problems import Problem

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
FORBIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{DIRECTION_CONTROLS}\ufeff\u2028\u2029\ue000-\uf8ff]")
TEMPLATE_SYNTAX = re.compile(r"\{\{|\{%|\{#")


def read_folders(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """The text of every file of authors by its path from `root` (with /), sorted, and what is wrong with them."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if (
                (path.is_dir() and not path.is_symlink())
                or path.name in IGNORED_NAMES
                or path.parent.name in IGNORED_FOLDERS
            ):
                continue
            text = _read_file(path, name, root, problems)
            if text is not None:
                texts[name] = text
    return texts, problems


def read_themes(root: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """Every file with a house style or a logo by its path from `root`, sorted, and what is wrong with them."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in sorted((root / THEMES).glob("*")):
        if path.name in IGNORED_NAMES or path.name.startswith("."):
            continue
        refuse = _Refusing(path.relative_to(root).as_posix(), problems)
        if path.suffix not in THEME_SUFFIXES or path.is_dir():
            message = f"dit bestand wordt niet gelezen: hier horen {', '.join(THEME_SUFFIXES)}."
            problems.append(Problem(refuse.name, 0, 0, message, "Haal het weg.", is_warning=True))
            continue
        content = _bytes_of(path, root, refuse)
        if content is not None and (path.suffix != ".css" or _decoded(content, refuse) is not None):
            files[refuse.name] = content
    return files, problems


def read_theme_file(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """The text of one CSS file anywhere, or None with what is wrong with it; `name` is what to call it."""
    problems: list[Problem] = []
    refuse = _Refusing(name, problems)
    if not path.is_file():
        refuse("dit bestand is er niet.", "Kijk de naam en de map na.")
        return None, problems
    content = _bytes_of(path.resolve(), path.resolve().parent, refuse)
    return (None if content is None else _decoded(content, refuse)), problems


@dataclass(frozen=True)
class _Refusing:
    """Says what is wrong with the file of this name."""

    name: str
    problems: list[Problem]

    def __call__(self, message: str, hint: str, line: int = 0, column: int = 0) -> None:
        self.problems.append(Problem(self.name, line, column, message, hint))


def _read_file(path: Path, name: str, root: Path, problems: list[Problem]) -> str | None:
    """The text of one file, or None after saying what is wrong with it."""
    refuse = _Refusing(name, problems)
    if _leads_out(path, root, refuse):
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
    data = _bytes_of(path, root, refuse)
    text = None if data is None else _decoded(data, refuse)
    return text if text is not None and _is_clean(text, name, problems) else None


def _leads_out(path: Path, root: Path, refuse: _Refusing) -> bool:
    leads_out = not path.resolve().is_relative_to(root.resolve())
    if leads_out:
        refuse("dit is een koppeling naar een plek buiten de map.", "Zet het bestand zelf in de map.")
    return leads_out


def _bytes_of(path: Path, root: Path, refuse: _Refusing) -> bytes | None:
    """What is in one file, or None after saying why it is not read."""
    if _leads_out(path, root, refuse):
        return None
    if not path.exists():
        refuse("deze koppeling wijst nergens naar.", "Haal hem weg of zet het bestand terug.")
        return None
    if path.stat().st_size > MAXIMUM_BYTES:
        size = f"{path.stat().st_size / 1_000_000:.1f}".replace(".", ",")
        refuse(
            f"dit bestand is te groot: {size} MB, hoogstens 1 MB.",
            "Haal weg wat hier niet hoort, of splits het.",
        )
        return None
    return path.read_bytes()


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
        return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        shown = data[error.start : error.start + 1].decode("cp1252", "replace")
        refuse(
            f'dit bestand is geen UTF-8; hier staat waarschijnlijk "{shown}" uit Windows-1252.',
            "Open het in uw editor en bewaar het opnieuw als UTF-8.",
            line,
            column,
        )
        return None


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


def without_hard_spaces(text: str) -> str:
    """The text with ordinary spaces, and without the invisible breaks that a word processor leaves."""
    return text.translate(FROM_A_WORD_PROCESSOR)


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, both from 1, of a position in a text."""
    before = text[:index]
    return before.count("\n") + 1, index - before.rfind("\n")
