"""Names by which people look for a place and that are in no list of places: of elsewhere, and in other languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Mapping

from kaart.problems import Problem, first_of
from kaart.source.register import problem_in, rows_of

ELSEWHERE = "buiten-de-kaart.csv"
IN_LANGUAGES = "namen-in-andere-talen.csv"
LATIN, CYRILLIC, ARABIC = "LATIN", "CYRILLIC", "ARABIC"  # as Unicode begins the names of their letters
LETTERS = {LATIN: "Latijnse", CYRILLIC: "Cyrillische", ARABIC: "Arabische"}
SCRIPT_OF = {
    **dict.fromkeys(("ar", "fa"), ARABIC),
    **dict.fromkeys(("ru", "uk"), CYRILLIC),
    **dict.fromkeys(("en", "fr", "pl", "tr"), LATIN),
}


def read_names_elsewhere(texts: Mapping[str, str]) -> tuple[dict[str, str], list[Problem]]:
    """Names of places that people may type and that the map is not about, each with its country."""
    found: dict[str, str] = {}
    twice: list[Problem] = []
    for line, row in rows_of(ELSEWHERE, texts, []):  # what is wrong with a row, read_register says
        if row["naam"] in found:
            twice.append(problem_in(ELSEWHERE, line, f'"{row["naam"]}" staat er twee keer.'))
        found[row["naam"]] = row["land"]
    return found, twice


def read_names_in_languages(
    texts: Mapping[str, str], slugs: Container[str]
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """What municipalities and their larger places are called in other languages, each name once, by the slug."""
    found: dict[str, dict[str, None]] = {}
    seen: set[tuple[str, ...]] = set()
    problems: list[Problem] = []
    for line, row in rows_of(IN_LANGUAGES, texts, []):  # what is wrong with a row as such, read_register says
        mistake = _mistake(row["slug"], row["taal"], row["naam"], slugs)
        if not mistake and tuple(row.values()) in seen:
            mistake = f'"{row["naam"]}" staat er twee keer.', "Houd er één."
        if mistake:
            problems.append(problem_in(IN_LANGUAGES, line, *mistake))
        seen.add(tuple(row.values()))
        found.setdefault(row["slug"], {})[row["naam"]] = None
    return {slug: tuple(names) for slug, names in found.items()}, first_of(problems)


def _mistake(slug: str, language: str, name: str, slugs: Container[str]) -> tuple[str, str] | None:
    """What is wrong with a name, and what to do."""
    if slug not in slugs:
        return f'"{slug}" staat niet in gemeenten.csv.', "Schrijf de slug van de gemeente waar de plaats in ligt."
    script = SCRIPT_OF.get(language)
    if script is None:
        return f'"{language}" is geen taal van deze tabel.', f"Kies uit {', '.join(sorted(SCRIPT_OF))}."
    strange = next((letter for letter in name if letter.isalpha() and not _is_of(script, letter)), None)
    if strange or not any(letter.isalpha() for letter in name):
        shown = f': de "{strange}"' if strange else ""
        return (
            f'"{name}" ({language}) staat niet in {LETTERS[script]} letters{shown}.',
            "Schrijf de naam zoals lezers van die taal hem schrijven.",
        )
    return None


def _is_of(script: str, letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(script)
