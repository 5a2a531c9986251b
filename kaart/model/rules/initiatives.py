"""Rules about the profiles, the signpost that leans on them, and the numbers for danger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kaart.day import Day
from kaart.house_style.colours import WHITE, contrast, is_legible
from kaart.model.freshness import Freshness, rate
from kaart.problems import Problem, did_you_mean
from kaart.schema.facts import Facts
from kaart.schema.site import SafetyNumber
from kaart.schema.wording import SignpostAnswer
from kaart.source.load import Content
from kaart.source.walk import walked
from kaart.urls import COMPARE_WORDS, IN_A_FRAME, RESERVED_BELOW_MUNICIPALITY


def signpost_answers_are_there_once(content: Content, today: Day) -> Iterator[Problem]:
    """Each answer of the signpost has a word of its own in the address."""
    seen: set[str] = set()
    hint = "Geef elk antwoord een eigen key."
    for location, value in walked(content, content.signpost):
        if isinstance(value, SignpostAnswer):
            if value.key in seen:
                message = f'het antwoord "{value.key}" staat er twee keer.'
                yield content.documents["content/signpost.yaml"].problem((*location, "key"), message, hint)
            seen.add(value.key)


def signpost_rules_lean_on_what_is_there(content: Content, today: Day) -> Iterator[Problem]:
    """Each answer of the signpost has one rule in each profile, which leans on a fact that the profile knows."""
    if not content.is_read("content/signpost.yaml"):
        return
    keys = [answer.key for answer in content.signpost.answers]
    asked = [answer.key for answer in content.signpost.answers if not answer.elsewhere]
    for slug, initiative in content.initiatives.items():
        document = content.documents[f"initiatives/{slug}.yaml"]
        ruled: set[str] = set()
        for index, rule in enumerate(initiative.fit):
            place = ("fit", index)
            fact = getattr(initiative.facts, rule.topic, None) if rule.topic in Facts.model_fields else None
            if rule.answer not in asked:
                message, hint = f'het antwoord "{rule.answer}" bestaat niet.', did_you_mean(rule.answer, asked)
                if rule.answer in keys:
                    message, hint = f'bij "{rule.answer}" past geen initiatief.', "Haal deze regel weg."
                yield document.problem((*place, "answer"), message, hint)
            elif rule.answer in ruled:
                message = f'het antwoord "{rule.answer}" staat hier twee keer.'
                yield document.problem((*place, "answer"), message, "Houd er één.")
            ruled.add(rule.answer)
            if rule.topic not in Facts.model_fields:
                hint = did_you_mean(rule.topic, Facts.model_fields)
                yield document.problem((*place, "topic"), f'het onderwerp "{rule.topic}" bestaat niet.', hint)
            elif fact is None or fact.unknown:
                message = f'het onderwerp "{rule.topic}" is in dit profiel niet bekend.'
                yield document.problem((*place, "topic"), message, "Noem een feit dat er wel staat.")
        missing = [key for key in asked if key not in ruled]
        if missing:
            message = f"de wegwijzer weet hier niet wat deze antwoorden betekenen: {', '.join(missing)}."
            hint = "Voeg onder fit: voor elk een regel toe, met answer, verdict, topic en because."
            yield document.problem(("fit",) if ruled else (), message, hint, of_key=True, is_warning=True)


def initiatives_leave_room_for_other_pages(content: Content, today: Day) -> Iterator[Problem]:
    """An initiative's name is part of the address of each municipality, of its frame, and of a comparison."""
    for slug in content.initiatives:
        hint = "Geef het initiatief een andere bestandsnaam."
        if slug in RESERVED_BELOW_MUNICIPALITY:
            yield Problem(f"initiatives/{slug}.yaml", 0, 0, f'"{slug}" is al een vaste pagina bij elke gemeente.', hint)
        elif slug in IN_A_FRAME:
            yield Problem(f"initiatives/{slug}.yaml", 0, 0, f'"{slug}" is al een plek op de pagina voor kaders.', hint)
        if slug in COMPARE_WORDS:
            message = f'"{slug}" is al een woord in het adres van de vergelijking.'
            yield Problem(f"initiatives/{slug}.yaml", 0, 0, message, hint)


def initiatives_answer_every_topic(content: Content, today: Day) -> Iterator[Problem]:
    """A profile says something on each topic of the comparison, if only that it is not known."""
    for slug, initiative in content.initiatives.items():
        document = content.documents[f"initiatives/{slug}.yaml"]
        for key, info in Facts.model_fields.items():
            if getattr(initiative.facts, key) is None:
                hint = f"Voeg {key}: toe. Weet niemand het, schrijf dan unknown: ja."
                yield document.problem(
                    ("facts",), f'het onderwerp "{info.title}" ontbreekt.', hint, of_key=True, is_warning=True
                )
        if not content.paths.intersection((f"initiatives/{slug}.md", f"initiatives/{slug}.nl.md")):
            hint = f"Maak initiatives/{slug}.md met het verhaal voor ouders."
            yield Problem(f"initiatives/{slug}.yaml", 0, 0, "de lange tekst ontbreekt.", hint, is_warning=True)


def colours_can_be_read_on_white(content: Content, today: Day) -> Iterator[Problem]:
    """The colour of an initiative has enough contrast with what it stands on."""
    for slug, initiative in content.initiatives.items():
        if not is_legible(initiative.colour):
            shown = f"{contrast(initiative.colour, WHITE):.1f}".replace(".", ",")
            message = f'de kleur "{initiative.colour}" is te licht: contrast {shown}, nodig is 5,0.'
            document = content.documents[f"initiatives/{slug}.yaml"]
            yield document.problem(("colour",), message, "Kies een donkerder kleur.")


def safety_numbers_are_checked(content: Content, today: Day) -> Iterator[Problem]:
    """Each number of the safety box that was ever checked, was so less than 180 days ago.

    That one was never checked stops a release (`release.py`); while a site is being made it is no news every day.
    """
    for number, problem in safety_numbers_to_check(content, today):
        if number.checked_on:
            yield replace(problem, is_warning=True)


def safety_numbers_to_check(content: Content, today: Day) -> Iterator[tuple[SafetyNumber, Problem]]:
    """Each number of the safety box that nobody checked in the last 180 days, and the problem that this is."""
    for index, number in enumerate(content.safety.numbers):
        if number.phone and rate(number.checked_on, today) is not Freshness.FRESH:
            document = content.documents["content/safety.yaml"]
            when = f"voor het laatst op {number.checked_on.isoformat()}" if number.checked_on else "nog nooit"
            message = f"{number.name.nl} ({number.phone}) is {when} gecontroleerd."
            hint = "Kijk het na op de site van de dienst en vul checked_on in."
            yield number, document.problem(("numbers", index, "phone"), message, hint)
