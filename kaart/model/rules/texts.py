"""Rules about texts: their languages, their sources, and what they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaart import urls
from kaart.day import Day
from kaart.languages.translations.checks import script_of
from kaart.languages.voice import is_language
from kaart.model.prose import citations_of
from kaart.problems import Problem, did_you_mean, one_for_each_cause
from kaart.schema.flyer_kinds import SCRIPTS
from kaart.schema.records import SOURCE_LANGUAGE, Text
from kaart.source.load import Content
from kaart.source.walk import records_of, sources_in, walked

MARKUP = re.compile(r"\*\*[^*\n]+\*\*|\[[^\[\]\n]+\]\([^()\s]+\)|\[\^[^\[\]\n]+\]|</?[A-Za-z][^<>\n]*>")


def languages_exist_and_dutch_is_first(content: Content, today: Day) -> Iterator[Problem]:
    """The site's languages are known to CLDR, named once, and start with the source language."""
    document = content.documents.get("content/site.yaml")
    if document is None:
        return
    codes = [language.code for language in content.site.languages]
    seen: set[str] = set()
    for index, code in enumerate(codes):
        location = ("languages", index, "code")
        if not is_language(code):
            yield document.problem(location, f'"{code}" is geen taalcode.', "Gebruik een code zoals nl, en, ar of fa.")
        if code in seen:
            yield document.problem(location, f'de taal "{code}" staat er twee keer.', "Houd er één.")
        seen.add(code)
    if codes and codes[0] != SOURCE_LANGUAGE and is_language(codes[0]):
        yield document.problem(("languages", 0, "code"), "Nederlands staat niet voorop.", "Zet nl als eerste.")


def texts_are_in_languages_of_the_site(content: Content, today: Day) -> Iterator[Problem]:
    """A translation in a language that the site does not have would never be seen."""
    if not content.is_read("content/site.yaml") or any(languages_exist_and_dutch_is_first(content, today)):
        return
    known = {language.code for language in content.site.languages}
    hint = "Zet de taal eerst in content/site.yaml, of haal deze tekst weg."

    def used() -> Iterator[tuple[str, Problem]]:
        for language in content.translations:
            yield language, Problem(urls.translations(language), 0, 0, f'de site heeft geen taal "{language}".', hint)
        for prose in (*content.pages.values(), *content.profiles.values()):
            language = prose.language
            yield language, Problem(prose.path, 0, 0, f'de site heeft geen taal "{language}".', hint)

    yield from one_for_each_cause((language, problem) for language, problem in used() if language not in known)


def flyers_can_be_set_in_each_language(content: Content, today: Day) -> Iterator[Problem]:
    """A language in letters that no font of the flyers has gets none."""
    document = content.documents.get("content/site.yaml")
    for index, language in enumerate(content.site.languages):
        if document and is_language(language.code):
            script, name = script_of(language.code)
            if script not in SCRIPTS:
                message = f'de lettertypen van de flyers hebben geen letters voor "{language.code}" ({name}).'
                hint = "In deze taal komen er geen flyers; de pagina's komen er wel."
                yield document.problem(("languages", index, "code"), message, hint, is_warning=True)


def sources_are_known(content: Content, today: Day) -> Iterator[Problem]:
    """Every fact and every citation in a long text names a source that is in the list of sources."""
    if not content.is_read("content/sources.yaml"):
        return
    known = content.documents["content/sources.yaml"].keys(())

    unknown: dict[str, list[tuple[str, int, int]]] = {}
    for document, above, record in records_of(content):
        for location, key in sources_in(content, record):
            if key not in known:
                unknown.setdefault(key, []).append((document.path, *document.place((*above, *location))))
    for prose in (*content.pages.values(), *content.profiles.values()):
        for key, line, column in citations_of(prose):
            if key not in known:
                unknown.setdefault(key, []).append((prose.path, line, column))
    for key, places in unknown.items():
        hint = did_you_mean(key, known) or "Zet de bron eerst in content/sources.yaml."
        yield from one_for_each_cause(
            (key, Problem(*place, f'de bron "{key}" bestaat niet.', hint)) for place in places
        )


def long_texts_belong_to_something(content: Content, today: Day) -> Iterator[Problem]:
    """A long text is beside a profile, and a translation is beside a Dutch text."""
    for (slug, language), prose in content.profiles.items():
        if f"initiatives/{slug}.yaml" not in content.paths and language == SOURCE_LANGUAGE:
            hint = did_you_mean(slug, content.initiatives)
            yield Problem(prose.path, 0, 0, f'er is geen profiel "{slug}.yaml" bij deze tekst.', hint)
    for texts in (content.profiles, content.pages):
        for (slug, language), prose in texts.items():
            folder = prose.path.rpartition("/")[0]
            if language != SOURCE_LANGUAGE and f"{folder}/{slug}.md" not in content.paths:
                hint = f"Schrijf eerst {slug}.md."
                yield Problem(prose.path, 0, 0, "er is geen Nederlandse tekst waar dit een vertaling van is.", hint)


def conversations_have_words_of_their_own(content: Content, today: Day) -> Iterator[Problem]:
    """Each conversation has one word in the address, which is no language: that stands there too."""
    if content.conversation is None:
        return
    document, seen = content.documents["content/conversation.yaml"], set()
    languages = {language.code for language in content.site.languages}
    for index, situation in enumerate(content.conversation.situations):
        place, key = ("situations", index, "key"), situation.key
        if key in seen:
            yield document.problem(place, f'het gesprek "{key}" staat er twee keer.', "Geef elk gesprek een eigen key.")
        elif key in languages:
            hint = "Kies een ander woord; in het adres staat ook de taal."
            yield document.problem(place, f'"{key}" is al een taal van de site.', hint)
        seen.add(key)


def short_texts_have_no_markup(content: Content, today: Day) -> Iterator[Problem]:
    """A short text is shown as it is typed, so Markdown and HTML in it would be read as signs."""
    for document, above, record in records_of(content):
        for location, value in walked(content, record):
            markup = MARKUP.search(value.nl) if isinstance(value, Text) else None
            if markup:
                message = f'"{markup.group()}" is opmaak; een korte tekst toont de tekens zoals ze er staan.'
                yield document.problem((*above, *location), message, "Schrijf het zonder opmaak.", is_warning=True)
