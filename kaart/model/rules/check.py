"""Rules that need more than one record. Each is one function, named as the sentence that must be true."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from kaart import urls
from kaart.day import Day
from kaart.model.rules.danger import (
    danger_is_said_in_words,
    dangers_name_known_numbers,
    kinds_of_danger_are_there_once,
    signpost_answers_name_known_dangers,
)
from kaart.model.rules.initiatives import (
    colours_can_be_read_on_white,
    initiatives_answer_every_topic,
    initiatives_leave_room_for_other_pages,
    safety_numbers_are_checked,
    signpost_answers_are_there_once,
    signpost_rules_lean_on_what_is_there,
)
from kaart.model.rules.municipalities import (
    closings_are_soon_and_apart,
    contacts_name_known_terms,
    contacts_speak_languages_that_exist,
    example_values_are_only_in_the_example,
    merged_municipalities_point_to_one_in_the_register,
    municipalities_are_in_the_register,
    offers_name_known_initiatives,
    rooms_end_soon_but_not_yet,
)
from kaart.model.rules.persons import desks_are_no_persons, known_names
from kaart.model.rules.texts import (
    conversations_have_words_of_their_own,
    flyers_can_be_set_in_each_language,
    languages_exist_and_dutch_is_first,
    long_texts_belong_to_something,
    short_texts_have_no_markup,
    sources_are_known,
    texts_are_in_languages_of_the_site,
)
from kaart.problems import MOST_OF_ONE_CAUSE, Problem, first_of
from kaart.source.load import Content
from kaart.source.memory import Memory, digest

Rule = Callable[[Content, Day], Iterable[Problem]]


@dataclass(frozen=True)
class Right:
    """The municipalities in which the rules find nothing, by the digests of their files; true from day to day."""

    files: frozenset[bytes] = frozenset()
    since: date = date.min
    until: date = date.max


def check_rules(content: Content, today: Day, memory: Memory | None = None) -> list[Problem]:
    """Every problem that the rules find; a municipality that was right is not looked through again."""
    memory = memory or Memory()
    key = digest("right", *_seen_besides(content))
    known = memory.find(key)
    right = known if isinstance(known, Right) and today.is_within(known.since, known.until) else Right()
    digests = {slug: content.digests.get(urls.file_of_municipality(slug), b"") for slug in content.municipalities}
    rest = {
        slug: each
        for slug, each in content.municipalities.items()
        if each.example or digests[slug] not in right.files  # the names of the example are known everywhere
    }
    asked = today.again()
    found = [first_of(rule(replace(content, municipalities=rest), asked)) for rule in RULES_OF_EACH_RECORD]
    today.add(asked)
    problems = list(chain.from_iterable(found))
    if all(problem.is_warning for problem in problems) and all(len(each) < MOST_OF_ONE_CAUSE for each in found):
        wrong = {problem.path for problem in problems}
        files = frozenset(made for slug, made in digests.items() if urls.file_of_municipality(slug) not in wrong)
        now = Right(files, max(right.since, asked.since), min(right.until, asked.until))
        if now != known:
            memory.keep(key, now)
    return problems + [problem for rule in RULES for problem in first_of(rule(content, today))]


def _seen_besides(content: Content) -> Iterable[str]:
    """All that the rules of each record see besides a municipality."""
    for name in ("sources", "terms"):
        path = f"content/{name}.yaml"
        yield "\n".join((path, *content.documents[path].keys(()))) if content.is_read(path) else ""
    yield from sorted(known_names(content))


RULES_OF_EACH_RECORD: tuple[Rule, ...] = (  # what they find in one does not depend on the others
    sources_are_known,
    contacts_name_known_terms,
    contacts_speak_languages_that_exist,
    example_values_are_only_in_the_example,
    rooms_end_soon_but_not_yet,
    closings_are_soon_and_apart,
    desks_are_no_persons,
    short_texts_have_no_markup,
)
RULES: tuple[Rule, ...] = (
    languages_exist_and_dutch_is_first,
    flyers_can_be_set_in_each_language,
    texts_are_in_languages_of_the_site,
    signpost_answers_are_there_once,
    signpost_rules_lean_on_what_is_there,
    offers_name_known_initiatives,
    municipalities_are_in_the_register,
    merged_municipalities_point_to_one_in_the_register,
    initiatives_leave_room_for_other_pages,
    initiatives_answer_every_topic,
    long_texts_belong_to_something,
    colours_can_be_read_on_white,
    safety_numbers_are_checked,
    kinds_of_danger_are_there_once,
    dangers_name_known_numbers,
    signpost_answers_name_known_dangers,
    danger_is_said_in_words,
    conversations_have_words_of_their_own,
)
