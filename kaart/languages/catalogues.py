"""The catalogues of interface words, as Babel reads them: every mistake in them, and the words ready for use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, PoFileParser

from kaart.languages.translations.checks import script_mistake
from kaart.problems import ContentError, Problem, first_of, one_for_each_cause

LINE = re.compile(r"""#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?"(?:[^"\\]|\\.)*"|""")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
OPENING, CLOSING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"  # of a direction
LANGUAGE_DATA = "Not a translation"  # in the comment of a list that each language makes for itself


def parsed(language: str, name: str, text: str) -> Catalog:
    """The messages of a catalogue. Raises ContentError with the first mistake that keeps it from being one."""
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if not LINE.fullmatch(line.strip()):  # the library would take what it can make of it
            hint = 'Schrijf het woord tussen aanhalingstekens, en \\" voor een aanhalingsteken erin.'
            raise ContentError([Problem(name, number, 1, f'deze catalogus is niet te lezen: "{line}".', hint)])
    hint = "Herstel de regel, of zet het bestand terug uit de vorige versie."
    try:
        return read_catalog(lines, language)
    except PoFileError as error:
        message = f"deze catalogus is niet te lezen: {error}."
        raise ContentError([Problem(name, error.lineno, 1, message, hint)]) from error
    except (ValueError, LookupError, AttributeError, TypeError) as error:  # where its lines are out of order
        raise ContentError([Problem(name, 0, 0, "deze catalogus is niet te lezen.", hint)]) from error


def compiled(language: str, name: str, text: str) -> tuple[bytes, bool, tuple[Problem, ...]]:
    """A catalogue in the binary form of gettext, whether no Dutch word is left in it, and its mistakes.

    Raises ContentError with the first mistake that keeps it from being one.
    """
    catalog = parsed(language, name, text)
    messages = [message for message in catalog if message.id]
    problems = first_of(
        one_for_each_cause(
            (cause, Problem(name, message.lineno or 0, 1, mistake, hint))
            for message in messages
            for cause, mistake, hint in _mistakes(message, language)
        )
    )
    unsure = sum(1 for message in messages if message.fuzzy or not all(forms_of(message.string)))
    if unsure:
        hint = f"Zie python build.py translations status; open templates/locale/{language} in een vertaalprogramma."
        message = f"{unsure} van de {len(messages)} woorden zijn nog niet vertaald."
        problems.append(Problem(name, 0, 0, message, hint, is_warning=True))
    written = BytesIO()
    write_mo(written, catalog)
    return written.getvalue(), not unsure, tuple(problems)


class _Catalog(Catalog):
    """A catalogue whose plurals follow from its language, whatever the head of its file says of them."""

    mime_headers = property(Catalog.mime_headers.fget, lambda self, headers: None)


def read_catalog(lines: Iterable[str], language: str) -> Catalog:
    """The catalogue in the lines of its file; what is no line of a catalogue is an error of the library."""
    catalog = _Catalog(locale=Locale.parse(language, sep="-"), charset="utf-8")
    PoFileParser(catalog, abort_invalid=True).parse(lines)
    return catalog


def forms_of(text: Any) -> tuple[str, ...]:
    """The forms of a message or its translation: one, or as many as there are plurals."""
    return tuple(form or "" for form in (text if isinstance(text, tuple | list) else (text,)))


def _mistakes(message: Message, language: str) -> Iterator[tuple[str, str, str]]:
    """The certain mistakes in a translated message: its cause, what is there, and what to do.

    What `update` guessed from a message that looks like it is shown to nobody until somebody has looked at it.
    """
    if message.fuzzy:
        return
    dutch = forms_of(message.id)
    wanted = [Counter(PLACEHOLDER.findall(form)) for form in dutch]
    is_data = any(LANGUAGE_DATA in comment for comment in message.auto_comments)
    for form in filter(None, forms_of(message.string)):
        found = Counter(PLACEHOLDER.findall(form))
        if found not in wanted and not (len(dutch) > 1 and found == wanted[0] - Counter(["%(number)s"])):
            for lost in (wanted[-1] - found) or (found - wanted[-1]):
                what = "ontbreekt" if lost in wanted[-1] else "staat niet in het Nederlands"
                yield f"{message.lineno}", f'"{lost}" {what}: "{form}".', f'Het Nederlands is "{dutch[-1]}".'
        depth = 0
        for sign in form:
            depth += (sign in OPENING) - (sign in CLOSING)
            if depth < 0:
                break
        if depth:
            yield (
                "direction",
                f'in "{form}" zijn tekens voor de leesrichting niet gesloten.',
                "Typ de vertaling opnieuw.",
            )
        mistake = None if is_data else script_mistake(" ".join(dutch), PLACEHOLDER.sub("", form), language)
        if mistake:
            yield "script", mistake, f'Het Nederlands is "{dutch[-1]}".'
