"""Rules about danger: its numbers, its words, and what its patterns lean on."""

from __future__ import annotations

from collections.abc import Iterator

from kaart.day import Day
from kaart.languages.voice import is_language
from kaart.problems import Problem, did_you_mean
from kaart.schema.danger import DangerWords, groups_in
from kaart.source.load import Content
from kaart.source.yaml_source import Document, Location

ANSWERS = "content/danger.yaml"
SAFETY = "content/safety.yaml"
SIGNPOST = "content/signpost.yaml"
LANGUAGE_HINT = "Noem het bestand naar een taal, zoals nl.yaml of ar.yaml."


def dangers_name_known_numbers(content: Content, today: Day) -> Iterator[Problem]:
    """The number of a danger is one of the safety box, and what is to be called can be."""
    if not (content.is_read(ANSWERS) and content.is_read(SAFETY)):
        return
    document = content.documents[ANSWERS]
    known = {number.key: number for number in content.safety.numbers}
    for index, kind in enumerate(content.danger.kinds):
        named: list[tuple[Location, str, bool]] = [(("first",), kind.first, True)]
        named += [(("second",), kind.second, True)] if kind.second else []
        named += [(("others", at), key, False) for at, key in enumerate(kind.others)]
        for place, key, is_called in named:
            location = ("kinds", index, *place)
            if key not in known:
                hint = did_you_mean(key, known) or "Zet het nummer eerst in content/safety.yaml."
                yield document.problem(location, f'het nummer "{key}" bestaat niet.', hint)
            elif is_called and not known[key].phone:
                message = f'"{key}" heeft geen telefoonnummer.'
                yield document.problem(location, message, "Kies een nummer dat iemand meteen kan bellen.")


def kinds_of_danger_are_there_once(content: Content, today: Day) -> Iterator[Problem]:
    """Two kinds with one key would be one to the search; so would two numbers of the safety box."""
    for path, name, keys in (
        (ANSWERS, "kinds", [kind.key for kind in content.danger.kinds]),
        (SAFETY, "numbers", [number.key for number in content.safety.numbers]),
    ):
        for index, key in enumerate(keys):
            if key in keys[:index] and content.is_read(path):
                document = content.documents[path]
                yield document.problem((name, index, "key"), f'"{key}" staat er twee keer.', "Houd er één.")


def signpost_answers_name_known_dangers(content: Content, today: Day) -> Iterator[Problem]:
    """An answer of the signpost that is a danger has the number of a kind that is there."""
    if not (content.is_read(ANSWERS) and content.is_read(SIGNPOST)):
        return
    known = [kind.key for kind in content.danger.kinds]
    for name, answers in (("help", content.signpost.help), ("care", content.signpost.care)):
        for index, answer in enumerate(answers):
            if answer.danger and answer.danger not in known:
                hint = did_you_mean(answer.danger, known) or "Zet de soort eerst in content/danger.yaml."
                message = f'het gevaar "{answer.danger}" bestaat niet.'
                yield content.documents[SIGNPOST].problem((name, index, "danger"), message, hint)


def danger_is_said_in_words(content: Content, today: Day) -> Iterator[Problem]:
    """The words of danger are of a language, and name kinds and groups that are there."""
    for code, words in content.danger_words.items():
        path = f"content/danger/{code}.yaml"
        if not is_language(code):
            yield Problem(path, 0, 0, f'"{code}" is geen taalcode.', LANGUAGE_HINT)
        document = content.documents[path]
        yield from _unknown_kinds(content, document, words)
        yield from _unknown_groups(document, words)
        yield from _fillers_in_patterns(document, words)


def _unknown_kinds(content: Content, document: Document, words: DangerWords) -> Iterator[Problem]:
    known = [kind.key for kind in content.danger.kinds]
    for index, each in enumerate(words.says):
        if each.kind not in known and content.is_read(ANSWERS):
            hint = did_you_mean(each.kind, known) or "Zet de soort eerst in content/danger.yaml."
            yield document.problem(("says", index, "kind"), f'het gevaar "{each.kind}" bestaat niet.', hint)


def _unknown_groups(document: Document, words: DangerWords) -> Iterator[Problem]:
    """Groups that are not there; and a group leans only on those above it, so that none goes round in a circle."""
    above: list[str] = []
    for index, group in enumerate(words.groups):
        if group.name in above:
            yield document.problem(
                ("groups", index, "name"), f'de groep "{group.name}" staat er twee keer.', "Houd er één."
            )
        for at, pattern in enumerate(group.words):
            yield from _unknown(document, ("groups", index, "words", at), pattern, above, " boven deze groep")
        above.append(group.name)
    for location, pattern in _patterns(words):
        yield from _unknown(document, location, pattern, above, " in dit bestand")


def _unknown(document: Document, location: Location, pattern: str, known: list[str], where: str) -> Iterator[Problem]:
    for name in groups_in(pattern):
        if name not in known:
            hint = did_you_mean(name, known) or "Zet de groep met haar woorden onder groups:."
            yield document.problem(location, f'de groep "{name}" staat niet{where}.', hint)


def _fillers_in_patterns(document: Document, words: DangerWords) -> Iterator[Problem]:
    """A word that is taken out of what is typed cannot be found in it."""
    fillers = {word.lower() for word in words.fillers}
    patterns = [*_patterns(words)]
    patterns += [
        (("groups", index, "words", at), pattern)
        for index, group in enumerate(words.groups)
        for at, pattern in enumerate(group.words)
    ]
    for location, pattern in patterns:
        for part in pattern.split():
            if part.lower() in fillers:
                message = f'"{part}" staat bij fillers: een patroon met dit woord past nooit.'
                yield document.problem(location, message, "Haal het woord hier weg, of daar.")


def _patterns(words: DangerWords) -> Iterator[tuple[Location, str]]:
    for at, pattern in enumerate(words.harmless):
        yield ("harmless", at), pattern
    for index, each in enumerate(words.says):
        for name, patterns in (("sure", each.sure), ("unsure", each.unsure)):
            for at, pattern in enumerate(patterns):
                yield ("says", index, name, at), pattern
