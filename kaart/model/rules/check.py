"""Rules that need more than one record. Each is one function, named as the sentence that must be true."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kaart.day import Day
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
from kaart.model.rules.persons import desks_are_no_persons
from kaart.model.rules.texts import (
    flyers_can_be_set_in_each_language,
    languages_exist_and_dutch_is_first,
    long_texts_belong_to_something,
    short_texts_have_no_markup,
    sources_are_known,
    texts_are_in_languages_of_the_site,
)
from kaart.problems import Problem, first_of
from kaart.source.load import Content

Rule = Callable[[Content, Day], Iterable[Problem]]


def check_rules(content: Content, today: Day) -> list[Problem]:
    """Every problem that the rules find."""
    return [problem for rule in RULES for problem in first_of(rule(content, today))]


RULES: tuple[Rule, ...] = (
    languages_exist_and_dutch_is_first,
    flyers_can_be_set_in_each_language,
    texts_are_in_languages_of_the_site,
    sources_are_known,
    contacts_name_known_terms,
    contacts_speak_languages_that_exist,
    signpost_answers_are_there_once,
    signpost_rules_lean_on_what_is_there,
    offers_name_known_initiatives,
    municipalities_are_in_the_register,
    merged_municipalities_point_to_one_in_the_register,
    example_values_are_only_in_the_example,
    initiatives_leave_room_for_other_pages,
    initiatives_answer_every_topic,
    long_texts_belong_to_something,
    rooms_end_soon_but_not_yet,
    closings_are_soon_and_apart,
    desks_are_no_persons,
    short_texts_have_no_markup,
    colours_can_be_read_on_white,
    safety_numbers_are_checked,
)
