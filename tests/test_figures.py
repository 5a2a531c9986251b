"""Every figure in the Dutch content stands in `figures.csv` with a source that its own sentence cites.

A figure is written there in one form: in lower case, number words as digits, with the word behind it and the rhythm:
`14 gezinnen`, `0 tot 23 jaar`, `2 keer per jaar`, `€ 3.150`, `70 procent`, `september 2022`, `2 derde`. "Een" counts
only before a unit such as dagdeel. A year or month of a source that the sentence cites is no figure, and neither is a
phone number. With `-` for a source, `about` says why the figure needs none. Words before a figure, such as "bijna", are
not held.

What a text leans on: the `source` of its record, or of the one around it; the footnotes of its sentence and of the rest
of its paragraph; for a list also the paragraph above, for a table the one below; for a summary all sources of the
profile, and for an answer of the search those of the pages it leads to.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from kaart.schema.facts import Facts, Place
from kaart.source.load import Content
from kaart.source.walk import sources_in, walk
from tests.figures import GUIDE, MONTHS, Sentence, about, figures, in_words, sentences

LIST = Path(__file__).with_name("figures.csv")
OF_PROFILE = re.compile(r"jaar|maand|week|weken|dag|uur|keer|€")
NOT_OF_FAMILIES = ("minimum_cooperation", "minimum_matches")
NOT_IN_FACTS = {  # how often one looks back, which only the steps say, and what befell one family
    ("initiatives/buurtgezinnen.yaml", "2 keer per jaar"),
    ("initiatives/steunouder.yaml", "2 keer per jaar"),
    ("initiatives/home-start.yaml", "3 keer"),
    ("initiatives/buurtgezinnen.md", "1 weekend"),
    ("initiatives/samen-oplopen.md", "1 jaar"),
    ("initiatives/steunouder.md", "1 dagdeel"),
}

Rows = dict[tuple[str, str], str]


def _is_free(facts: Facts) -> bool:
    return bool(facts.family_cost and facts.family_cost.value and facts.family_cost.value.max == 0)


def _is_at(place: Place) -> Callable[[Facts], bool]:
    return lambda facts: facts.place is not None and facts.place.value is place


VOLUNTEERS_HOME = _is_at(Place.VOLUNTEER_HOME)
PHRASES: dict[str, Callable[[Facts], bool]] = {  # what prose says, and what must be true of the profile
    r"\bgratis\b(?! oppas)|(?:betaalt|kost) u niets": _is_free,
    r"bij u thuis|naar u toe": _is_at(Place.FAMILY_HOME),
    r"naar de vrijwilliger|bij een gezin\b": VOLUNTEERS_HOME,
    r"\bvog\b": lambda facts: "VOG" in str(facts.supporters),
    r"zelf (?:aan|melden)": lambda facts: "zelf" in str(facts.sign_up and facts.sign_up.short),
}
TO_VOLUNTEERS = PHRASES | {
    r"bij u thuis|naar u toe": VOLUNTEERS_HOME,
    r"bij het gezin\b": _is_at(Place.FAMILY_HOME),
}


def listed() -> Rows:
    """What the list allows: what each row is about, by its figure and its source."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {(row["figure"], row["source"]): row["about"] for row in csv.DictReader(file)}


def unsourced(content: Content, said: Iterable[Sentence], rows: Rows) -> tuple[list[str], Rows]:
    """What to tell of each figure without a row for one of its sources, and the rows that were of no use."""
    phones = {number.phone for number in content.safety.numbers}
    messages, unused = [], dict(rows)
    for sentence in said:
        for figure in set(figures(sentence.text)) - phones - _dates(content, sentence.sources):
            found = {(figure, key) for key in sentence.sources} & rows.keys() or {(figure, "-")} & rows.keys()
            unused = {row: about for row, about in unused.items() if row not in found}
            if not found:
                cited = ", ".join(sorted(sentence.sources)) or "no source"
                messages.append(
                    f'{sentence.path}: "{figure}" in "{sentence.text}" leans on {cited}. Look it up there. If it is '
                    "right, add a row to tests/figures.csv; if not, mend the text, or cite the source that has it."
                )
    return messages, unused


def _dates(content: Content, keys: Iterable[str]) -> set[str]:
    """Years and months of these sources, by which a text says when something was written."""
    sources = [content.sources[key] for key in keys if key in content.sources]
    dates = [source.date for source in sources if source.date]
    months = {f"{MONTHS.split('|')[int(date[5:7]) - 1]} {date[:4]}" for date in dates if len(date) > 4}
    return {str(source.year) for source in sources} | {date[:4] for date in dates} | months


def unfounded(content: Content, said: Iterable[Sentence], rows: Rows) -> list[str]:
    """What prose says of an initiative, and neither its profile nor a source that the facts do not use."""
    of_facts = {slug: _figures_in(initiative.facts) for slug, initiative in content.initiatives.items()}
    of_steps = {slug: _figures_in(initiative.steps) for slug, initiative in content.initiatives.items()}
    messages = []
    for sentence in said:
        for slug in sentence.about if sentence.is_prose else ():
            initiative = content.initiatives[slug]
            phrases = TO_VOLUNTEERS if sentence.to_volunteers else PHRASES
            facts, text = initiative.facts, sentence.text.lower()
            wrong = [words for words, holds in phrases.items() if re.search(words, text) and not holds(facts)]
            own = sentence.sources - {key for _, key in sources_in(content, facts)}
            known = of_facts[slug] | (of_steps[slug] if sentence.path.endswith(".md") else set())
            for figure in figures(text) if len(sentence.about) == 1 else ():
                allowed = (sentence.path, figure) in NOT_IN_FACTS or any((figure, key) in rows for key in own)
                if OF_PROFILE.search(figure) and _bare(figure) not in known and not allowed:
                    wrong.append(figure)
            messages += [
                f'{sentence.path}: "{each}" in "{sentence.text}" does not follow from the facts of {initiative.name}. '
                "Mend the text or the profile."
                for each in wrong
            ]
    return messages


def _figures_in(part: object) -> set[str]:
    said = [text for place, value in walk(part) if place[:1] not in NOT_OF_FAMILIES for text in in_words(place, value)]
    return {_bare(figure) for text in said for figure in figures(text)}


def _bare(figure: str) -> str:
    """A length without the rhythm: 40 weken per jaar is 40 weken."""
    return figure if " keer" in figure else re.sub(r" per \w+$", "", figure)


def test_every_figure_is_listed_with_a_source_of_its_sentence(content: Content) -> None:
    messages, unused = unsourced(content, sentences(content), listed())
    assert [] == messages
    assert {} == unused, "no sentence needs these rows of tests/figures.csv any more; take them out"


def test_the_list_is_in_order_and_names_known_sources(content: Content) -> None:
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row) for row in csv.reader(file)][1:]
    assert sorted(set(rows)) == rows
    assert set() == {source for _, source, _ in rows} - content.sources.keys() - {"-"}
    assert [] == [row for row in rows if not row[2]]


def test_prose_says_of_an_initiative_what_its_profile_says(content: Content) -> None:
    assert [] == unfounded(content, sentences(content), listed())


def test_a_mistake_in_a_figure_is_found(content: Content) -> None:
    rows, said = listed(), sentences(content)
    right = next(each for each in said if "leidde 70 procent tot" in each.text)
    invented = right._replace(text=right.text.replace("70", "drieënzeventig"))
    elsewhere = right._replace(sources=frozenset({"scp-handreiking-2025"}))
    assert [] == unsourced(content, [right], rows)[0]
    assert '"73 procent" in' in unsourced(content, [invented], rows)[0][0]
    assert "leans on scp-handreiking-2025" in unsourced(content, [elsewhere], rows)[0][0]
    del rows["70 procent", "steunouder-onderzoek-2019"]
    assert 2 == len(unsourced(content, said, rows)[0])
    assert {("8 olifanten", "-"): ""} == unsourced(content, said, listed() | {("8 olifanten", "-"): ""})[1]


def test_prose_that_contradicts_a_profile_is_found(content: Content) -> None:
    said = ("Home-Start duurt twee jaar.", "Steunouder is gratis.", "Bij Meeleefgezin meldt u zich zelf aan.")
    texts = [Sentence("x.md", text, frozenset({GUIDE}), about(content, text, ""), True) for text in said]
    assert 3 == len(unfounded(content, texts, listed()))
