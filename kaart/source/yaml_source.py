"""The only module that reads YAML: composes a file into nodes with places, and plain values with text scalars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from kaart.problems import Problem, first_of
from kaart.source.read import FORBIDDEN, HARD_SPACES, nfc, place_of, without_hard_spaces
from kaart.source.yaml_messages import EXPLANATIONS

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a PyYAML without libyaml: slower, same result
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

Location = Sequence[str | int]
MAXIMUM_DEPTH = 50
MOST_PARTS = 100_000  # values, keys, and begins and ends of blocks in one file
LONGEST_TEXT = 2_000  # characters of one value
ALIAS_SAID = -1  # beside the ids of nodes: one file, one problem about aliases
STARTS_OF_A_LEVEL = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
ENDS_OF_A_LEVEL = (yaml.MappingEndEvent, yaml.SequenceEndEvent)

SAY_WHERE_IT_BEGAN = ("found unexpected end of stream", "did not find expected ',' or", "could not find expected ':'")
KEY_ALONE = re.compile(r" *(- )?[\w-]+")
GLUED_DASH = re.compile(r"^ *-(?=[a-z_]+:(?:\s|$))", re.MULTILINE)
HARD_SPACE = re.compile(rf"^[ -]*+(?:\w[\w-]*+:)?[{HARD_SPACES}]", re.MULTILINE)
OPENING_APOSTROPHE = re.compile(r"""(?:: |- ) *('[stnkmrSTNKMR]) """)
LONE_SIGN = re.compile(r"[-?]\s*(?:#.*)?")
CUT_OFF = re.compile(r"[ \t]+(?=#[^\s#])")
CUT_OFF_HALFWAY = re.compile(r"[^\"'#]*[^\"'#\s]([ \t]+)#[^\s#]")
EMPTY_BUT_FOR_A_NOTE = re.compile(r"\s*+:\s*+#\S")
CUT_OFF_SAID = ("alles na het # valt weg, want dat is een aantekening.", "Zet de hele tekst tussen aanhalingstekens.")
QUOTE_AT_THE_END = 'Zet aan het eind van de tekst nog een ".'
NOT_A_SCALAR_TAG = re.compile(r"!(?!!)|tag:yaml\.org,2002:python")
SLIPS = (  # what is found before the file is composed, because its message would be about something else
    (re.compile(r"^ *\t", re.MULTILINE), "hier staat een tab.", "Gebruik spaties om in te springen: twee per niveau."),
    (HARD_SPACE, "hier staat een harde spatie (uit Word).", "Typ een gewone spatie."),
    (GLUED_DASH, "na dit streepje ontbreekt een spatie.", "Schrijf een streepje, een spatie en dan de sleutel."),
)


Parsed = tuple[yaml.Node, Any]  # a file as the library sees it, with the place of each part, and its plain value


@dataclass(frozen=True)
class Document:
    """One YAML file that is right: the keys at its top, its plain value and the place of each part of it.

    A file that comes from memory is parsed again only when a place or a value in it is asked for.
    """

    path: str
    text: str = field(repr=False)
    top: tuple[str, ...]
    line_offset: int = 0
    _pairs: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def parsed(self) -> Parsed:
        """The file parsed."""
        root = yaml.compose(self.text, Loader=Loader)
        assert root  # or there would be no document
        return root, YamlReader.of(self.path, self.text, self.line_offset).plain(root)

    @property
    def value(self) -> Any:
        """The plain value of the file: texts in lists and in blocks of keys."""
        return self.parsed[1]

    def place(self, location: Location, of_key: bool = False) -> tuple[int, int]:
        """Line and column of a value, or of its key; of the nearest part above it that exists."""
        node: yaml.Node = self.parsed[0]
        mark = node.start_mark
        for depth, step in enumerate(location):
            is_last = depth == len(location) - 1
            if isinstance(node, yaml.MappingNode):
                pair = self._pairs_of(node).get(str(step))
                if pair is None:
                    break
                node = pair[1]
                mark = pair[0].start_mark if is_last and of_key else node.start_mark
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
            else:
                break
        return mark.line + 1 + self.line_offset, mark.column + 1

    def _pairs_of(self, node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """The first key node and value node of each key in a block; kept, because a large block is asked often."""
        if id(node) not in self._pairs:
            pairs = reversed([pair for pair in node.value if isinstance(pair[0], yaml.ScalarNode)])
            self._pairs[id(node)] = {key.value: (key, value) for key, value in pairs}
        return self._pairs[id(node)]

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
        if not location:
            return self.top
        value = self.value
        for step in location:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return ()
        return tuple(value) if isinstance(value, dict) else ()


def compose(
    path: str, text: str, line_offset: int = 0, if_empty: str = "Vul het in of haal het weg."
) -> tuple[Document | None, list[Problem]]:
    """A file as a document, or the problems that keep it from being one; the top must be a block of keys."""
    slips = [
        Problem(path, line + line_offset, column, message, hint)
        for pattern, message, hint in SLIPS
        if (found := pattern.search(text))
        for line, column in [place_of(text, found.end() - 1)]
    ]
    if slips:
        return None, slips
    try:
        too_much = _first_too_much(text)
        if too_much:
            line, column, message, hint = too_much
            return None, [Problem(path, line + line_offset, column, message, hint)]
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        return None, [_explain(path, text, error, line_offset)]
    except yaml.YAMLError:  # a sign that YAML does not know at all, of which the library says only the byte
        hint = "Typ de tekst opnieuw, zonder vreemde tekens."
        return None, [Problem(path, 0, 0, "in dit bestand staat een teken dat niet te lezen is.", hint)]
    if root is None:
        return None, [Problem(path, 0, 0, "dit bestand is leeg.", if_empty)]
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
    reading = YamlReader.of(path, text, line_offset)
    value = reading.plain(root)
    if not all(problem.is_warning for problem in reading.problems):
        return None, first_of(reading.problems)
    document = Document(path, text, tuple(value), line_offset)
    vars(document)["parsed"] = (root, value)  # as it would find it itself
    return document, first_of(reading.problems)


def _first_too_much(text: str) -> tuple[int, int, str, str] | None:
    """Where a file nests deeper or has more in it than any of ours: line, column, message and hint.

    Checked first, because composing such a file exhausts the stack or the memory.
    """
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=Loader), start=1):
        depth += isinstance(event, STARTS_OF_A_LEVEL) - isinstance(event, ENDS_OF_A_LEVEL)
        message = hint = ""
        if depth > MAXIMUM_DEPTH:
            hint = "Schrijf het platter; zo veel blokken in elkaar kent dit bestand niet."
            message = "hier staan te veel niveaus in elkaar."
        elif count > MOST_PARTS:
            message = f"dit bestand heeft te veel losse waarden: meer dan {MOST_PARTS}."
            hint = "Haal weg wat hier niet hoort, of splits het."
        elif isinstance(event, yaml.ScalarEvent) and len(event.value) > LONGEST_TEXT:
            message = f"deze tekst is te lang: {len(event.value)} tekens, hoogstens {LONGEST_TEXT}."
            hint = "Maak hem korter. Een lange tekst hoort in een .md-bestand."
        if message and event.start_mark:
            return event.start_mark.line + 1, event.start_mark.column + 1, message, hint
    return None


@dataclass
class YamlReader:
    """A file whose nodes become plain values, with the problems met on the way."""

    path: str
    lines: Sequence[str]
    line_offset: int
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, path: str, text: str, line_offset: int) -> YamlReader:
        """A reader of this text."""
        return cls(path, (text + "\n\n").split("\n"), line_offset)

    def say(self, mark: yaml.Mark, message: str, hint: str) -> None:
        """Notes a problem at a mark of the parser."""
        line = mark.line + 1 + self.line_offset
        self.problems.append(Problem(self.path, line, mark.column + 1, message, hint))

    def plain(self, node: yaml.Node) -> Any:
        """The value with every scalar as text; aliases, tags, doubled keys and empty values are problems."""
        if id(node) in self.seen:
            if ALIAS_SAID not in self.seen:
                hint = "Schrijf de tekst uit, of zet een waarde die met * of & begint tussen aanhalingstekens."
                self.say(node.start_mark, "dit stuk wordt met & en * herhaald; dat mag hier niet.", hint)
            self.seen.add(ALIAS_SAID)
            return None
        self.seen.add(id(node))
        if NOT_A_SCALAR_TAG.match(node.tag):
            hint = "Zet de waarde tussen aanhalingstekens."
            self.say(node.start_mark, f'"{node.tag}" heeft in YAML een eigen betekenis.', hint)
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._text(node)
        if isinstance(node, yaml.SequenceNode):
            return self._list(node)
        assert isinstance(node, yaml.MappingNode)
        return self._block(node)

    def _text(self, node: yaml.ScalarNode) -> str:
        node.value = nfc(without_hard_spaces(node.value))
        hidden = FORBIDDEN.search(node.value)
        if hidden:
            message = f"hier staat een onzichtbaar teken (U+{ord(hidden.group()):04X})."
            self.say(node.start_mark, message, "Typ deze regel opnieuw, zonder \\u of \\x.")
        end = node.end_mark
        cut_off = CUT_OFF.match(self.lines[end.line], end.column)
        if node.value and not node.style and cut_off:
            line, column = end.line + 1 + self.line_offset, cut_off.end() + 1
            self.problems.append(Problem(self.path, line, column, *CUT_OFF_SAID, is_warning=True))
        return str(node.value)

    def _list(self, node: yaml.SequenceNode) -> list[Any]:
        if not node.value:
            self.say(node.start_mark, "deze lijst is leeg.", "Vul hem in of haal de sleutel weg.")
        for item in node.value:
            if _is_empty(item):
                self.say(item.start_mark, "dit punt van de lijst is leeg.", "Vul het in of haal het streepje weg.")
        return [self.plain(item) for item in node.value]

    def _block(self, node: yaml.MappingNode) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                hint = "Schrijf sleutel: waarde, zonder vraagteken of haken ervoor."
                self.say(key_node.start_mark, "hier hoort een sleutel.", hint)
                continue
            key = key_node.value = self._text(key_node).strip()
            if key in values:
                self.say(key_node.start_mark, f'"{key}" staat hier twee keer.', "Houd één van de twee.")
                continue
            if _is_empty(value_node):
                hint = "Vul een waarde in, of haal de regel weg als de sleutel niet verplicht is."
                if EMPTY_BUT_FOR_A_NOTE.match(self.lines[key_node.end_mark.line], key_node.end_mark.column):
                    hint = "Begint de waarde met #? Zet hem dan tussen aanhalingstekens."
                self.say(key_node.start_mark, f'"{key}" is leeg.', hint)
            values[key] = self.plain(value_node)
        return values


def _is_empty(node: yaml.Node) -> bool:
    """True for a value of which nothing was typed; what looks like a tag is something."""
    return isinstance(node, yaml.ScalarNode) and not node.value.strip() and not NOT_A_SCALAR_TAG.match(node.tag)


def _explain(path: str, text: str, error: yaml.MarkedYAMLError, line_offset: int) -> Problem:
    """An error of the YAML library in the words of an author."""
    said = f"{error.context or ''} {error.problem or ''}".strip()
    marks = (
        (error.context_mark, error.problem_mark)
        if any(part in said for part in SAY_WHERE_IT_BEGAN)
        else (error.problem_mark, error.context_mark)
    )
    mark = marks[0] or marks[1]
    if mark:
        slip = _slip((text + "\n\n").split("\n"), mark, max(each.line for each in marks if each), said)
        if slip:
            line, column, message, hint = slip
            return Problem(path, line + line_offset, column, message, hint)
    line, column = (mark.line + 1 + line_offset, mark.column + 1) if mark else (1, 1)
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


def _slip(lines: Sequence[str], mark: yaml.Mark, last: int, said: str) -> tuple[int, int, str, str] | None:
    """A slip of an author that the library sees as something else: line, column, message and hint."""
    line, rest = lines[mark.line], lines[mark.line][mark.column :]
    if "mapping values are not allowed" in said and KEY_ALONE.fullmatch(line[: mark.column]):
        hint = "Zet sleutels van hetzelfde blok precies onder elkaar, met na elke dubbele punt een spatie."
        return mark.line + 1, 1, "deze regel past niet onder de regel erboven.", hint
    if "are not allowed in this context" in said and LONE_SIGN.fullmatch(rest):
        hint = "Weet u het niet? Haal de regel weg."
        return mark.line + 1, mark.column + 1, f'hier staat alleen "{rest.split()[0]}".', hint
    for number, each in enumerate(lines[: last + 1]):
        opening = OPENING_APOSTROPHE.search(each)
        if opening:
            message = f'"{opening.group(1)}" begint met een enkel aanhalingsteken; de tekst loopt daardoor door.'
            hint = 'Zet dubbele aanhalingstekens om de hele tekst: "\'s Middags open".'
            return number + 1, opening.start(1) + 1, message, hint
    if "found unexpected end of stream" in said:
        hint = "Zet dubbele aanhalingstekens om de hele tekst." if rest[0] == "'" else QUOTE_AT_THE_END
        return mark.line + 1, mark.column + 1, f"het aanhalingsteken {rest[0]} is niet gesloten.", hint
    cut_off = CUT_OFF_HALFWAY.match(lines[mark.line - 1]) if mark.line else None
    if cut_off:
        return mark.line, cut_off.end(1) + 1, *CUT_OFF_SAID
    return None
