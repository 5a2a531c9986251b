"""Reads design tokens: the custom properties of a CSS file, as a municipality exports them from NL Design System.

What they mean for our pages is in `theme.py`. Nothing of the file gets onto the site as it is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import tinycss2
from tinycss2 import ast

from kaart.problems import Problem, first_of
from kaart.source.read import place_of

THEME_CLASS = re.compile(r"(?:[a-z0-9]+-)*theme(?:-[a-z0-9]+)*", re.IGNORECASE)  # not .utrecht-theme--wide
LOADS = re.compile(r"url|src|image|image-set|-webkit-image-set|cross-fade|element|expression|attr|env", re.IGNORECASE)
UNSAFE = re.compile(r"[\\{};<>@!]|javascript:|data:", re.IGNORECASE)
KEYWORDS = ("initial", "inherit", "unset", "revert", "revert-layer")  # there, but without a value of its own
MOST_STEPS = 40  # from one var() to the next, and from one bracket into another
LONG_NUMBER = re.compile(r"\d{100}")  # digits: Python reads no whole number of thousands of them
BRACKET = re.compile(r"[\[\](){}]")
DEEPEST = 200  # brackets in each other
MOST_CHARACTERS = 600_000
LONGEST_VALUE = 500  # characters, after all var() are filled in


@dataclass(frozen=True)
class Token:
    """A design token as it was written last. `line` and `column` count from 1."""

    name: str
    parts: Sequence[ast.Node] = field(repr=False)
    line: int
    column: int


class UnusableError(Exception):
    """Raised for a token that has a value which we do not use; the message says why, in Dutch."""


@dataclass(frozen=True)
class Tokens:
    """The tokens of a file by their name, with the two dashes."""

    path: str
    by_name: Mapping[str, Token]
    _known: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    def value(self, name: str) -> str:
        """The value with every `var()` filled in; empty where there is none.

        Raises UnusableError where it goes round in a circle, could load something, or has no end.
        """
        text = self._filled_in(self.by_name[name].parts, (name,)) if name in self.by_name else ""
        text = " ".join((text or "").split())
        if UNSAFE.search(text):
            raise UnusableError("er staan tekens in die in zo'n waarde niet kunnen")
        return "" if text.lower() in KEYWORDS else text

    def _filled_in(self, parts: Iterable[ast.Node], inside: tuple[str, ...]) -> str | None:
        """The text of a value; None where it leans on a token that is not there. `inside` are the tokens on the way."""
        if len(inside) > MOST_STEPS:
            raise UnusableError("de verwijzingen gaan te diep")
        found: list[str] = []
        length = 0
        for part in parts:
            text = self._text_of(part, inside)
            if text is None:
                return None
            found.append(text)
            length += max(1, len(text))  # what is empty takes time too
            if length > LONGEST_VALUE:
                raise UnusableError("de waarde is te lang")
        return "".join(found)

    def _text_of(self, part: ast.Node, inside: tuple[str, ...]) -> str | None:
        match part:
            case ast.Comment():
                return " "
            case ast.URLToken() | ast.ParseError():
                raise UnusableError("de waarde kan iets van een andere plek halen")
            case ast.FunctionBlock() if part.lower_name == "var":
                return self._reference(part, inside)
            case ast.FunctionBlock():
                if LOADS.fullmatch(part.name):
                    raise UnusableError("de waarde kan iets van een andere plek halen")
                body = self._filled_in(part.arguments, (*inside, "("))
                return None if body is None else f"{part.name}({body})"
            case ast.ParenthesesBlock():
                body = self._filled_in(part.content, (*inside, "("))
                return None if body is None else f"({body})"
            case ast.SquareBracketsBlock() | ast.CurlyBracketsBlock():
                raise UnusableError("er staan tekens in die in zo'n waarde niet kunnen")
        return str(part.serialize())

    def _reference(self, var: ast.FunctionBlock, inside: tuple[str, ...]) -> str | None:
        """The meaning of a `var()`: the value of its token, or else what comes after the comma."""
        arguments = [part for part in var.arguments if not isinstance(part, ast.WhitespaceToken | ast.Comment)]
        name = getattr(arguments[0], "value", "") if arguments else ""
        if name in inside:
            raise UnusableError(f'de verwijzing naar "{name}" gaat in een kring')
        if name in self.by_name:
            if name not in self._known:
                self._known[name] = self._filled_in(self.by_name[name].parts, (*inside, name))
            text = self._known[name]
            if text is not None and text.strip().lower() not in ("", *KEYWORDS):
                return text
        if len(arguments) > 1 and arguments[1] == ",":
            comma = var.arguments.index(arguments[1])
            return self._filled_in(var.arguments[comma + 1 :], (*inside, "("))
        return None


def read_tokens(path: str, css: str) -> tuple[Tokens, list[Problem]]:
    """The tokens of a CSS file, and what is wrong with it: an error where it has none, a warning at what is no CSS.

    They come from rules for `:root`, `html` or a class such as `.nijmegen-theme`. What holds only sometimes (`@media`)
    is left out, and so are rules for parts of a page.
    """
    too_much = _first_too_much(css)
    if too_much:
        return Tokens(path, {}), [Problem(path, *too_much)]
    found: dict[str, Token] = {}
    problems: list[Problem] = []
    imports: list[Problem] = []
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if isinstance(rule, ast.AtRule) and rule.lower_at_keyword == "import":
            hint = "Staan daar ook tokens in? Zet die dan zelf in dit bestand."
            message = "de site haalt met @import niets op."
            imports.append(Problem(path, rule.source_line, rule.source_column, message, hint, is_warning=True))
        if isinstance(rule, ast.ParseError):
            problems.append(_no_css(path, rule))
            continue
        if isinstance(rule, ast.QualifiedRule):
            problems += [_no_css(path, part) for part in rule.prelude if isinstance(part, ast.ParseError)]
        if isinstance(rule, ast.QualifiedRule) and _is_about_the_page(rule.prelude):
            for part in tinycss2.parse_blocks_contents(rule.content):
                if isinstance(part, ast.Declaration) and part.name.startswith("--"):
                    found[part.name] = Token(part.name, part.value, part.source_line, part.source_column)
                elif isinstance(part, ast.ParseError):
                    problems.append(_no_css(path, part))
    problems = first_of(problems)
    if found:
        return Tokens(path, found), imports + problems
    hint = "Gebruik het bestand met design tokens: regels als --utrecht-link-color: #0b5d7a; tussen :root { en }."
    if imports:
        hint = "Dit bestand haalt ze met @import uit een ander bestand. Gebruik dat bestand zelf."
    return Tokens(path, {}), [Problem(path, 0, 0, "in dit bestand staan geen design tokens.", hint)]


def _first_too_much(css: str) -> tuple[int, int, str, str] | None:
    """Where a file has more in it than any house style, on which the library hangs: line, column, message and hint."""
    if len(css) > MOST_CHARACTERS:
        message = f"dit bestand is te lang: {len(css)} tekens, hoogstens {MOST_CHARACTERS}."
        return 0, 0, message, "Vraag om een bestand met alleen de design tokens."
    long_number = LONG_NUMBER.search(css)
    if long_number:
        hint = "Haal de regel weg, of vraag om een nieuw bestand."
        return *place_of(css, long_number.start()), "hier staat een getal van te veel cijfers.", hint
    depth = 0
    for bracket in BRACKET.finditer(css):
        depth += 1 if bracket.group() in "[({" else -1
        if depth > DEEPEST:
            hint = "Sluit de haken, of vraag om een nieuw bestand."
            return *place_of(css, bracket.start()), "hier staat te veel in elkaar.", hint
    return None


def _no_css(path: str, error: ast.ParseError) -> Problem:
    hint = "De site slaat het over. Kijk of er een accolade, dubbele punt of puntkomma ontbreekt."
    return Problem(path, error.source_line, error.source_column, "hier staat iets dat geen CSS is.", hint, True)


def _is_about_the_page(prelude: Sequence[ast.Node]) -> bool:
    """True for `:root`, `html` and the class of a theme, also as one of several with commas between them."""
    return any(_names_the_page(selector) for selector in _between_commas(prelude))


def _between_commas(prelude: Sequence[ast.Node]) -> Iterator[list[ast.Node]]:
    selector: list[ast.Node] = []
    for part in prelude:
        if part == ",":
            yield selector
            selector = []
        elif not isinstance(part, ast.WhitespaceToken | ast.Comment):
            selector.append(part)
    yield selector


def _names_the_page(selector: Sequence[ast.Node]) -> bool:
    match selector:
        case [ast.IdentToken(lower_value="html")]:
            return True
        case [ast.LiteralToken(value=":"), ast.IdentToken(lower_value="root")]:
            return True
        case [ast.LiteralToken(value="."), ast.IdentToken() as name]:
            return bool(THEME_CLASS.fullmatch(name.value)) and "dark" not in name.lower_value
    return False
