"""The scripts of components: where each import leads on disk, and their text as visitors load it.

On disk a script names another by its path, as editors, type checkers and browsers expect. On the site all lie in one
folder, under names that change with their bytes.
"""

from __future__ import annotations

import os.path
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from kaart.problems import ContentError, Problem

LATER = "import("
IMPORT = re.compile(r"\b(from |import |import\()'([^'\n]+)'")
# Lines that are only a comment, and types within a line: they are for who reads the code, not for who visits the site.
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/[ \t]*)\n|/\*\* @type (?:(?!\*/).)*\*/ ?", re.M | re.S)
WRITE_THE_PATH = "Schrijf het pad vanaf de map van dit script, zoals het op schijf staat: '../words/words.js'."


@dataclass(frozen=True)
class Script:
    """A script without its comments. `imports` are the names of the scripts it imports, by the path that it says.

    Of these it asks for those `later` only when it needs them.
    """

    name: str
    text: str
    imports: Mapping[str, str]
    later: frozenset[str] = frozenset()

    def naming(self, address_of: Callable[[str], str]) -> str:
        """The text in which each import says the address of a script instead of its path."""
        return IMPORT.sub(lambda found: f"{found[1]}'{address_of(self.imports[found[2]])}'", self.text)


def read_scripts(templates: Path) -> Mapping[str, Script]:
    """The scripts of all components by name; what a script imports comes before it.

    Raises ContentError where an import leads to no script of a component, and where two scripts have the same name.
    """
    paths = {path: path.read_text("utf-8") for path in sorted((templates / "components").rglob("*.js"))}
    problems: list[Problem] = []
    scripts: dict[str, Script] = {}
    path_of: dict[str, Path] = {}
    for path, text in paths.items():
        imports: dict[str, str] = {}
        bare = COMMENT.sub("", text)
        for written in dict.fromkeys(found[2] for found in IMPORT.finditer(bare)):
            target = Path(os.path.normpath(path.parent / written))
            if written.startswith(".") and target in paths:
                imports[written] = target.name
            else:
                problems.append(_unknown_import(templates, path, text, written, paths))
        if path.name in scripts:
            problems.append(_same_name(templates, path, path_of[path.name]))
        at_once = {found[2] for found in IMPORT.finditer(bare) if found[1] != LATER}
        later = frozenset(name for written, name in imports.items() if written not in at_once)
        scripts[path.name] = Script(path.name, bare, imports, later)
        path_of[path.name] = path
    try:
        order = tuple(
            TopologicalSorter({name: script.imports.values() for name, script in scripts.items()}).static_order()
        )
    except CycleError as error:
        order = ()
        problems.append(_circle(templates, path_of[error.args[1][0]], error.args[1]))
    if problems:
        raise ContentError(problems)
    return {name: scripts[name] for name in order}


def all_imports(name: str, scripts: Mapping[str, Script]) -> tuple[str, ...]:
    """The names of all scripts that a browser needs for this one to begin, each once."""

    def needed(script: Script) -> Iterator[str]:
        for imported in script.imports.values():
            if imported not in script.later:
                yield imported
                yield from needed(scripts[imported])

    return tuple(sorted(set(needed(scripts[name]))))


def _unknown_import(templates: Path, path: Path, text: str, written: str, known: Mapping[Path, str]) -> Problem:
    start = next(found.start(2) for found in IMPORT.finditer(text) if found[2] == written)
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    same_name = [other for other in known if other.name == Path(written).name]
    hint = WRITE_THE_PATH
    if same_name:
        hint = f"Bedoelt u '{_relative(same_name[0], path.parent)}'?"
    elif (path.parent / written).is_file():
        hint = "Een script mag alleen scripts uit templates/components/ importeren: alleen die staan op de site."
    message = f'de import "{written}" leidt naar geen script van een component.'
    return Problem(_named(templates, path), line, column, message, hint)


def _same_name(templates: Path, path: Path, other: Path) -> Problem:
    message = f'er is nog een script met de naam "{path.name}": {_named(templates, other)}.'
    return Problem(
        _named(templates, path), 0, 0, message, "Geef een van beide een andere naam: op de site staan ze in één map."
    )


def _circle(templates: Path, path: Path, names: list[str]) -> Problem:
    message = f"deze scripts importeren elkaar in een kring: {', '.join(reversed(names))}."
    return Problem(_named(templates, path), 0, 0, message, "Zet wat ze allebei nodig hebben in een eigen script.")


def _named(templates: Path, path: Path) -> str:
    return path.relative_to(templates.parent).as_posix()


def _relative(path: Path, folder: Path) -> str:
    way = Path(os.path.relpath(path, folder)).as_posix()
    return way if way.startswith(".") else f"./{way}"
