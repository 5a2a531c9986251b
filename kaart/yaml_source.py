"""The only module that knows YAML: composes a file into nodes with places, and plain values with text scalars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from kaart.problems import Problem
from kaart.read import FORBIDDEN, place_of

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a PyYAML without libyaml: slower, same result
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

Location = Sequence[str | int]
MAXIMUM_DEPTH = 50
ALIAS_SAID = -1  # beside the ids of nodes: one file, one problem about aliases
STARTS_OF_A_LEVEL = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
ENDS_OF_A_LEVEL = (yaml.MappingEndEvent, yaml.SequenceEndEvent)

EXPLANATIONS = (
    (
        "mapping values are not allowed",
        "hier staat een dubbele punt te veel.",
        'Zet de hele tekst tussen aanhalingstekens: "Let op: dit".',
    ),
    (
        "could not find expected ':'",
        "hier ontbreekt een dubbele punt.",
        "Schrijf sleutel: waarde, met een spatie na de dubbele punt.",
    ),
    (
        "found unexpected end of stream",
        "een aanhalingsteken is niet gesloten.",
        'Zet aan het eind van de tekst nog een ".',
    ),
    (
        "expected <block end>",
        "de inspringing klopt niet.",
        "Zet sleutels van hetzelfde blok precies onder elkaar, met spaties.",
    ),
    (
        "did not find expected key",
        "de inspringing klopt niet, of een aanhalingsteken staat verkeerd.",
        "Zet sleutels onder elkaar; begint een tekst met een aanhalingsteken, dan staat de hele tekst ertussen.",
    ),
    (
        "did not find expected '-' indicator",
        "de lijst loopt niet goed door.",
        "Begin elk punt van de lijst met een streepje, precies onder elkaar.",
    ),
    (
        "found character that cannot start any token",
        "met dit teken mag een waarde niet beginnen.",
        "Zet de waarde tussen aanhalingstekens.",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "een * of & heeft in YAML een eigen betekenis.",
        "Zet de waarde tussen aanhalingstekens.",
    ),
    ("found undefined alias", "een * heeft in YAML een eigen betekenis.", "Zet de waarde tussen aanhalingstekens."),
    (
        "found unknown escape character",
        "een \\ tussen dubbele aanhalingstekens heeft een eigen betekenis.",
        "Gebruik enkele aanhalingstekens.",
    ),
    ("block sequence entries are not allowed", "hier mag geen streepje staan.", "Begin een lijst op een nieuwe regel."),
    (
        "did not find expected ',' or",
        "een [ of { is niet gesloten.",
        "Sluit hem met ] of }, of zet de tekst tussen aanhalingstekens.",
    ),
    ("expected a single document", "er staan losse streepjes (---) in het bestand.", "Haal de regel met --- weg."),
)
SAY_WHERE_IT_BEGAN = ("found unexpected end of stream", "did not find expected ',' or", "could not find expected ':'")
KEY_ALONE = re.compile(r" *(- )?[\w-]+")
NOT_A_SCALAR_TAG = re.compile(r"!(?!!)|tag:yaml\.org,2002:python")


@dataclass(frozen=True)
class Document:
    """One YAML file: its plain value and the place of each part of it."""

    path: str
    value: Any
    root: yaml.Node | None
    line_offset: int = 0

    def place(self, location: Location, of_key: bool = False) -> tuple[int, int]:
        """Line and column of a value, or of its key; of the nearest part above it that exists."""
        node, mark = self.root, self.root.start_mark if self.root else None
        for depth, step in enumerate(location):
            is_last = depth == len(location) - 1
            if isinstance(node, yaml.MappingNode):
                pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
                if pair is None:
                    break
                node = pair[1]
                mark = pair[0].start_mark if is_last and of_key else node.start_mark
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
            else:
                break
        return (mark.line + 1 + self.line_offset, mark.column + 1) if mark else (1, 1)

    def problem(
        self,
        location: Location,
        message: str,
        hint: str = "",
        *,
        of_key: bool = False,
        is_warning: bool = False,
    ) -> Problem:
        """A problem at the place of a value or key."""
        return Problem(self.path, *self.place(location, of_key), message, hint, is_warning)

    def keys(self, location: Location) -> tuple[str, ...]:
        """The keys typed in the block at this location."""
        value = self.value
        for step in location:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return ()
        return tuple(value) if isinstance(value, dict) else ()


def compose(path: str, text: str, line_offset: int = 0) -> tuple[Document | None, list[Problem]]:
    """A file as a document, or the problems that keep it from being one; the top must be a block of keys."""
    problems: list[Problem] = []
    tab = re.search(r"^ *\t", text, re.MULTILINE)
    if tab:
        line, column = place_of(text, tab.end() - 1)
        hint = "Gebruik spaties om in te springen: twee per niveau."
        return None, [Problem(path, line + line_offset, column, "hier staat een tab.", hint)]
    try:
        deep = _first_too_deep(text)
        if deep:
            hint = "Schrijf het platter; zo veel blokken in elkaar kent dit bestand niet."
            return None, [Problem(path, deep[0] + line_offset, deep[1], "hier staan te veel niveaus in elkaar.", hint)]
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        return None, [_explain(path, text, error, line_offset)]
    if root is None:
        return None, [Problem(path, 0, 0, "dit bestand is leeg.", "Vul het in of haal het weg.")]
    if not isinstance(root, yaml.MappingNode):
        kind = "een lijst" if isinstance(root, yaml.SequenceNode) else "losse tekst"
        problem = Problem(
            path,
            root.start_mark.line + 1 + line_offset,
            root.start_mark.column + 1,
            f"hier staat {kind}, maar er horen sleutels.",
            "Schrijf regels als name: Buurtgezinnen.",
        )
        return None, [problem]
    value = _plain(root, path, line_offset, problems, set())
    return (None, problems) if problems else (Document(path, value, root, line_offset), [])


def _first_too_deep(text: str) -> tuple[int, int] | None:
    """Where a file nests deeper than any of ours; checked first, because composing such a file exhausts the stack."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, STARTS_OF_A_LEVEL) - isinstance(event, ENDS_OF_A_LEVEL)
        if depth > MAXIMUM_DEPTH and event.start_mark:
            return event.start_mark.line + 1, event.start_mark.column + 1
    return None


def _plain(node: yaml.Node, path: str, line_offset: int, problems: list[Problem], seen: set[int]) -> Any:
    """The value of a node with every scalar as text; aliases, tags, doubled keys and empty values are problems."""

    def refuse(at: yaml.Node, message: str, hint: str) -> None:
        problems.append(Problem(path, at.start_mark.line + 1 + line_offset, at.start_mark.column + 1, message, hint))

    if id(node) in seen:
        if ALIAS_SAID not in seen:
            hint = "Schrijf de tekst uit, of zet een waarde die met * of & begint tussen aanhalingstekens."
            refuse(node, "dit stuk wordt met & en * herhaald; dat mag hier niet.", hint)
        seen.add(ALIAS_SAID)
        return None
    seen.add(id(node))
    if NOT_A_SCALAR_TAG.match(node.tag):
        refuse(node, f'"{node.tag}" heeft in YAML een eigen betekenis.', "Zet de waarde tussen aanhalingstekens.")
        return None
    if isinstance(node, yaml.ScalarNode):
        hidden = FORBIDDEN.search(node.value)
        if hidden:
            refuse(
                node,
                f"hier staat een onzichtbaar teken (U+{ord(hidden.group()):04X}).",
                "Typ deze regel opnieuw, zonder \\u of \\x.",
            )
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        if not node.value:
            refuse(node, "deze lijst is leeg.", "Vul hem in of haal de sleutel weg.")
        for item in node.value:
            if isinstance(item, yaml.ScalarNode) and not item.value:
                refuse(item, "dit punt van de lijst is leeg.", "Vul het in of haal het streepje weg.")
        return [_plain(item, path, line_offset, problems, seen) for item in node.value]
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            refuse(key_node, "hier hoort een sleutel.", "Schrijf sleutel: waarde, zonder vraagteken of haken ervoor.")
            continue
        key = str(key_node.value)
        if key in values:
            refuse(key_node, f'"{key}" staat hier twee keer.', "Houd één van de twee.")
            continue
        if isinstance(value_node, yaml.ScalarNode) and not value_node.value.strip():
            hint = (
                "Vul een waarde in of haal de hele regel weg.\n"
                "Begint de waarde met #? Zet hem dan tussen aanhalingstekens."
            )
            refuse(key_node, f'"{key}" is leeg.', hint)
        values[key] = _plain(value_node, path, line_offset, problems, seen)
    return values


def _explain(path: str, text: str, error: yaml.MarkedYAMLError, line_offset: int) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}".strip()
    marks = (
        (error.context_mark, error.problem_mark)
        if any(part in said for part in SAY_WHERE_IT_BEGAN)
        else (error.problem_mark, error.context_mark)
    )
    mark = marks[0] or marks[1]
    line, column = (mark.line + 1 + line_offset, mark.column + 1) if mark else (1, 1)
    if (
        mark
        and "mapping values are not allowed" in said
        and KEY_ALONE.fullmatch(text.splitlines()[mark.line][: mark.column])
    ):
        hint = "Zet sleutels van hetzelfde blok precies onder elkaar, met na elke dubbele punt een spatie."
        return Problem(path, line, 1, "deze regel past niet onder de regel erboven.", hint)
    for english, message, hint in EXPLANATIONS:
        if english in said:
            return Problem(path, line, column, message, hint)
    return Problem(
        path,
        line,
        column,
        f"dit is geen geldige YAML ({said}).",
        "Vergelijk de regel met een bestand dat goed is.",
    )
