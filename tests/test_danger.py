"""Danger as data: the sentences of `danger.csv` with their number, and the words that the search knows them by.

What the search makes of each sentence is seen in a browser, in `test_browser_danger.py`.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

from kaart.model.site import Site
from kaart.schema.danger import DangerWords
from kaart.search.danger import danger_files

HERE = Path(__file__).parent
LEAST = {"nl": 120, "en": 25, "ar": 25, "tr": 25, "uk": 25, "pl": 25, "fr": 25, "fa": 25}
MOST_BYTES = 25_000  # of the words of one language, before they are compressed


def rows(name: str) -> list[dict[str, str]]:
    """The sentences of a table."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


DANGER, HARMLESS = rows("danger.csv"), rows("harmless.csv")


def patterns_of(words: DangerWords) -> set[str]:
    """All that the search knows of a language, as it is written."""
    said = {pattern for each in words.says for pattern in (*each.sure, *each.unsure)}
    return said | {word for group in words.groups for word in group.words}


def test_there_are_many_sentences_in_each_language_and_of_each_kind(real: Site) -> None:
    count = Counter(row["language"] for row in DANGER)

    assert {} == {language: count[language] for language, least in LEAST.items() if count[language] < least}
    assert {kind.key for kind in real.content.danger.kinds} == {row["kind"] for row in DANGER}
    assert len(HARMLESS) >= 80
    assert LEAST.keys() == {row["language"] for row in HARMLESS}
    assert len(DANGER) == len({row["says"] for row in DANGER})


def test_each_sentence_has_the_number_of_its_kind(real: Site) -> None:
    phones = {number.key: number.phone for number in real.content.safety.numbers}
    first = {kind.key: phones[kind.first] for kind in real.content.danger.kinds}

    assert [] == [row for row in DANGER if first[row["kind"]] != row["number"]]


def test_a_third_of_the_sentences_stands_in_no_pattern(real: Site) -> None:
    held = [row for row in DANGER if row["held"]]
    known = {code: patterns_of(words) for code, words in real.content.danger_words.items()}
    dutch = {sign for kind in real.content.danger.kinds for sign in kind.signs.nl}

    assert len(held) >= len(DANGER) / 3
    assert [] == [row["says"] for row in held if row["says"].lower() in known[row["language"]] | dutch]


def test_no_answer_has_digits_or_names_a_volunteer(real: Site) -> None:
    """Numbers stand in safety.yaml alone; who is in danger is sent to nobody else."""
    for kind in real.content.danger.kinds:
        said = " ".join(text.nl for text in (kind.heading, kind.text, kind.question) if text)
        assert not any(sign.isdigit() for sign in said), said
        assert "vrijwillig" not in said.lower()
        assert not any(each.name.lower() in said.lower() for each in real.content.initiatives.values())


def test_guilt_is_only_spoken_of_where_someone_else_did_it(real: Site) -> None:
    guilt = {kind.key for kind in real.content.danger.kinds if "schuld" in kind.heading.nl}

    assert {"geweld", "seksueel"} == guilt


def test_the_words_are_small(real: Site) -> None:
    files = danger_files(real)

    assert set(LEAST) == {name.removeprefix("gevaar-").removesuffix(".json") for name in files}
    assert {} == {name: len(content) for name, content in files.items() if len(content) > MOST_BYTES}
    assert "Bel dit nummer." == json.loads(files["gevaar-nl.json"])["call"]
