"""Rules that need more than one record. Each is one function, named as the sentence that must be true."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from kaart import urls
from kaart.colours import WHITE, contrast, is_legible
from kaart.fields import host_of, is_example_host
from kaart.flyers import SCRIPTS
from kaart.freshness import Freshness, rate
from kaart.languages import is_language
from kaart.load import Content
from kaart.model import Contact, Facts, Municipality
from kaart.persons import MAIL, MOBILE, is_of_a_person, person_in
from kaart.phones import is_example_phone, is_mobile
from kaart.problems import Problem, did_you_mean, first_of, one_for_each_cause
from kaart.prose import citations_of
from kaart.records import SOURCE_LANGUAGE, Review, Text
from kaart.translations import script_of
from kaart.urls import COMPARE_WORDS, RESERVED_BELOW_MUNICIPALITY
from kaart.walk import records_of, sources_in, walk
from kaart.wording import SignpostAnswer
from kaart.yaml_source import Document, Location

LONGEST_ROOM_DAYS = 366
LONGEST_CLOSING_DAYS = 92
PERSON_ADVICE = "Schrijf de functie, zoals coördinator. Een naam op het web gaat nooit meer weg."
MAIL_ADVICE = "Vraag om een adres van het loket, zoals info@. Dat blijft werken als iemand weggaat."
MOBILE_ADVICE = "Vraag om het nummer van het loket. Dat blijft werken als iemand weggaat."
MARKUP = re.compile(r"\*\*[^*\n]+\*\*|\[[^\[\]\n]+\]\([^()\s]+\)|\[\^[^\[\]\n]+\]|</?[A-Za-z][^<>\n]*>")
Rule = Callable[[Content, date], Iterable[Problem]]


def check_rules(content: Content, today: date) -> list[Problem]:
    """Every problem that the rules find."""
    return [problem for rule in RULES for problem in first_of(rule(content, today))]


def _municipalities(content: Content) -> Iterator[tuple[str, Municipality, Document]]:
    for slug, municipality in content.municipalities.items():
        yield slug, municipality, content.documents[f"content/municipalities/{slug}.yaml"]


def languages_exist_and_dutch_is_first(content: Content, today: date) -> Iterator[Problem]:
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


def texts_are_in_languages_of_the_site(content: Content, today: date) -> Iterator[Problem]:
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


def flyers_can_be_set_in_each_language(content: Content, today: date) -> Iterator[Problem]:
    """A language in letters that no font of the flyers has gets none."""
    document = content.documents.get("content/site.yaml")
    for index, language in enumerate(content.site.languages):
        if document and is_language(language.code):
            script, name = script_of(language.code)
            if script not in SCRIPTS:
                message = f'de lettertypen van de flyers hebben geen letters voor "{language.code}" ({name}).'
                hint = "In deze taal komen er geen flyers; de pagina's komen er wel."
                yield document.problem(("languages", index, "code"), message, hint, is_warning=True)


def sources_are_known(content: Content, today: date) -> Iterator[Problem]:
    """Every fact and every citation in a long text names a source that is in the list of sources."""
    if not content.is_read("content/sources.yaml"):
        return
    known = content.documents["content/sources.yaml"].keys(())

    def named() -> Iterator[tuple[str, tuple[str, int, int]]]:
        for document, above, record in records_of(content):
            for location, key in sources_in(record):
                yield key, (document.path, *document.place((*above, *location)))
        for prose in (*content.pages.values(), *content.profiles.values()):
            for key, line, column in citations_of(prose):
                yield key, (prose.path, line, column)

    unknown: dict[str, list[tuple[str, int, int]]] = {}
    for key, place in named():
        if key not in known:
            unknown.setdefault(key, []).append(place)
    for key, places in unknown.items():
        hint = did_you_mean(key, known) or "Zet de bron eerst in content/sources.yaml."
        yield from one_for_each_cause(
            (key, Problem(*place, f'de bron "{key}" bestaat niet.', hint)) for place in places
        )


def contacts_name_known_terms(content: Content, today: date) -> Iterator[Problem]:
    """The kind of each contact, and of whom the signpost sends to, is explained in the terms."""
    if not content.is_read("content/terms.yaml"):
        return
    known = content.documents["content/terms.yaml"].keys(())

    def named() -> Iterator[tuple[str, Document, Location]]:
        for _, municipality, document in _municipalities(content):
            for location, value in walk(municipality):
                if isinstance(value, Contact):
                    yield value.kind, document, (*location, "kind")
        for location, value in walk(content.signpost):
            if isinstance(value, SignpostAnswer):
                for index, term in enumerate(value.terms):
                    yield term, content.documents["content/signpost.yaml"], (*location, "terms", index)

    for term, document, location in named():
        if term not in known:
            yield document.problem(location, f'de soort "{term}" bestaat niet.', did_you_mean(term, known))


def signpost_answers_are_there_once(content: Content, today: date) -> Iterator[Problem]:
    """Each answer of the signpost has a word of its own in the address."""
    seen: set[str] = set()
    hint = "Geef elk antwoord een eigen key."
    for location, value in walk(content.signpost):
        if isinstance(value, SignpostAnswer):
            if value.key in seen:
                message = f'het antwoord "{value.key}" staat er twee keer.'
                yield content.documents["content/signpost.yaml"].problem((*location, "key"), message, hint)
            seen.add(value.key)


def signpost_rules_lean_on_what_is_there(content: Content, today: date) -> Iterator[Problem]:
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


def offers_name_known_initiatives(content: Content, today: date) -> Iterator[Problem]:
    """An offer is of an initiative with a profile, and each initiative is offered once in a municipality."""
    profiles = (path for path in content.paths if path.startswith("initiatives/") and path.endswith(".yaml"))
    known = sorted(path.removeprefix("initiatives/").removesuffix(".yaml") for path in profiles)
    unknown: dict[str, list[tuple[Document, Location]]] = {}
    for _, municipality, document in _municipalities(content):
        seen: set[str] = set()
        for index, offer in enumerate(municipality.offers):
            location = ("offers", index, "initiative")
            if offer.initiative not in known:
                unknown.setdefault(offer.initiative, []).append((document, location))
            if offer.initiative in seen:
                message = f'"{offer.initiative}" staat hier twee keer.'
                yield document.problem(location, message, "Maak er één aanbod van.")
            seen.add(offer.initiative)
    for slug, places in unknown.items():
        message, hint = f'het initiatief "{slug}" bestaat niet.', did_you_mean(slug, known)
        yield from one_for_each_cause((slug, document.problem(place, message, hint)) for document, place in places)


def municipalities_are_in_the_register(content: Content, today: date) -> Iterator[Problem]:
    """A file about a municipality has the code and the name of one municipality in the register."""
    if not content.areas:
        return
    by_code = {area.code: area for area in content.areas.values()}
    for slug, municipality, document in _municipalities(content):
        code = municipality.cbs_code
        if code is None:
            if slug in content.areas:
                hint = "Gebruik een andere bestandsnaam, of vul de cbs_code in."
                yield document.problem(
                    (), f'"{slug}" is een echte gemeente en kan geen voorbeeld of oude gemeente zijn.', hint
                )
            continue
        location = ("cbs_code",)
        own, named = content.areas.get(slug), by_code.get(code)
        if named is None:
            hint = f"Bij {slug}.yaml hoort {own.code}." if own else "Zoek hem op in content/register/gemeenten.csv."
            yield document.problem(location, f'"{code}" is geen gemeente in het register.', hint)
        elif named.slug != slug:
            hint = f"Noem het bestand {named.slug}.yaml, of kijk de code na."
            if own:
                hint = (
                    f"Bij {slug}.yaml hoort {own.code}. Gaat het over {named.name}? Zet het dan in {named.slug}.yaml."
                )
            message = f'"{code}" is {named.name}, maar dit bestand heet {slug}.yaml.'
            yield document.problem(location, message, hint)


def merged_municipalities_point_to_one_in_the_register(content: Content, today: date) -> Iterator[Problem]:
    """The page of a municipality that has merged leads to the page of the new one."""
    for _, municipality, document in _municipalities(content):
        target = municipality.merged_into
        if target and content.areas and target not in content.areas:
            yield document.problem(
                ("merged_into",), f'de gemeente "{target}" bestaat niet.', did_you_mean(target, content.areas)
            )


def example_values_are_only_in_the_example(content: Content, today: date) -> Iterator[Problem]:
    """Invented numbers and addresses stay in the invented municipality, and it has no real ones."""
    for _, municipality, document in _municipalities(content):
        is_example = municipality.example is not None
        for location, value in walk(municipality):
            if not location or not isinstance(value, str):
                continue
            match location[-1]:
                case "phone":
                    is_invented = is_example_phone(value)
                case "email" | "website":
                    is_invented = is_example_host(host_of(value))
                case _:
                    continue
            if is_invented and not is_example:
                yield document.problem(
                    location, f'"{value}" is verzonnen.', "Vul een echt adres of nummer in, of haal het weg."
                )
            if is_example and not is_invented:
                hint = "Gebruik een nummer dat met 000 begint, of een adres op voorbeeldstad.example."
                yield document.problem(
                    location, f'"{value}" kan echt van iemand zijn; dit is de voorbeeldgemeente.', hint
                )


def initiatives_leave_room_for_other_pages(content: Content, today: date) -> Iterator[Problem]:
    """An initiative's name is part of an address below each municipality, and a word in that of a comparison."""
    for slug in content.initiatives:
        hint = "Geef het initiatief een andere bestandsnaam."
        if slug in RESERVED_BELOW_MUNICIPALITY:
            yield Problem(f"initiatives/{slug}.yaml", 0, 0, f'"{slug}" is al een vaste pagina bij elke gemeente.', hint)
        if slug in COMPARE_WORDS:
            message = f'"{slug}" is al een woord in het adres van de vergelijking.'
            yield Problem(f"initiatives/{slug}.yaml", 0, 0, message, hint)


def initiatives_answer_every_topic(content: Content, today: date) -> Iterator[Problem]:
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


def long_texts_belong_to_something(content: Content, today: date) -> Iterator[Problem]:
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


def rooms_end_soon_but_not_yet(content: Content, today: date) -> Iterator[Problem]:
    """Room for new families is shown until its end date, then asked again; what is said holds for a year at most."""
    for _, municipality, document in _municipalities(content):
        for index, offer in enumerate(municipality.offers):
            if offer.room is None:
                continue
            until = offer.room.until
            if until < today:
                message = f"dit gold tot en met {until.isoformat()}; de site laat het niet meer zien."
                hint = "Vraag het na en pas de datum aan."
            elif (until - today).days > LONGEST_ROOM_DAYS:
                message = f'"{until.isoformat()}" is meer dan een jaar vooruit.'
                hint = "Kies de dag waarop u het weer navraagt, over een paar maanden."
            else:
                continue
            yield document.problem(("offers", index, "room", "until"), message, hint, is_warning=True)


def closings_are_soon_and_apart(content: Content, today: date) -> Iterator[Problem]:
    """The days on which a desk is closed are still to come, within a year, not for months, and said once."""
    for _, municipality, document in _municipalities(content):
        for location, value in walk(municipality):
            for index, closing in enumerate(value.closed if isinstance(value, Contact) else ()):
                place = (*location, "closed", index)
                first, until = closing.first_day, closing.until
                for other in value.closed[:index]:
                    if first <= other.until and other.first_day <= until:
                        message = f"deze dagen vallen samen met die van {other.first_day} tot en met {other.until}."
                        hint = (
                            "Maak er één van:\n"
                            f"- from: {min(first, other.first_day)}\n  until: {max(until, other.until)}"
                        )
                        yield document.problem((*place, "from"), message, hint)
                if until < today:
                    message = f"dit was tot en met {until}; de site laat het niet meer zien."
                    yield document.problem(
                        (*place, "until"), message, "Haal het weg, of vul de volgende keer in.", is_warning=True
                    )
                elif (first - today).days > LONGEST_ROOM_DAYS:
                    message, hint = f'"{first}" is meer dan een jaar vooruit.', "Kijk het jaar na."
                    yield document.problem((*place, "from"), message, hint, is_warning=True)
                elif (until - first).days >= LONGEST_CLOSING_DAYS:
                    message = f"dit is {(until - first).days + 1} dagen; zo lang is een loket zelden dicht."
                    hint = "Kijk de dagen na. Is het echt zo lang dicht? Haal het contact dan weg."
                    yield document.problem((*place, "until"), message, hint, is_warning=True)


def desks_are_no_persons(content: Content, today: date) -> Iterator[Problem]:
    """Nothing that is reached, said or checked leads to one person: what is on the web once, is there for good."""
    known = _known_names(content)
    for document, location, value in _values_about_people(content):
        text = value.nl if isinstance(value, Text) else value
        for message, hint in _traces_of_a_person(str(location[-1]), text, known):
            yield document.problem(location, message, hint, is_warning=True)


def _traces_of_a_person(key: str, text: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """What in a value leads to one person: what is there, and what to do."""
    mobile, mail, person = "", "", ""
    if key == "phone":
        mobile = text if is_mobile(text) else ""
    elif key == "email":
        mail = text if is_of_a_person(text, known) else ""
    else:
        found = MOBILE.search(text)
        mobile = found.group() if found else ""
        mail = next((each for each in MAIL.findall(text) if is_of_a_person(each, known)), "")
        person = person_in(MAIL.sub("", text), known, is_role=key in ("checked_by", "by"))
    if mobile:
        yield f'"{mobile}" is een mobiel nummer, vaak van één persoon.', MOBILE_ADVICE
    if mail:
        yield f'"{mail}" lijkt het adres van één persoon.', MAIL_ADVICE
    if person:
        yield f'"{person}" lijkt de naam van een persoon.', PERSON_ADVICE


def _values_about_people(content: Content) -> Iterator[tuple[Document, Location, str | Text]]:
    """Every text about a municipality, every mail address, and who checked a translation."""
    texts = ("name", "provider", "phone", "email")
    for _, municipality, document in _municipalities(content):
        for location, value in walk(municipality):
            if isinstance(value, Text) or (
                isinstance(value, str) and location[-1] in texts and location[-2:] != ("example", "name")
            ):
                yield document, location, value
    if content.is_read("content/site.yaml") and content.site.email:
        yield content.documents["content/site.yaml"], ("email",), content.site.email
    for language, translations in content.translations.items():
        for location, value in walk(translations):
            if isinstance(value, Review):
                yield content.documents[urls.translations(language)], (*location, "by"), value.by
    for prose in (*content.pages.values(), *content.profiles.values()):
        if prose.path in content.documents and prose.translated.review:
            yield content.documents[prose.path], ("review", "by"), prose.translated.review.by


def _known_names(content: Content) -> frozenset[str]:
    """The names in the content that are of no person, in lower case."""
    names = {name for area in content.areas.values() for name in (area.name, *area.places)}
    for municipality in content.municipalities.values():
        names.update((municipality.example.name, *municipality.example.places) if municipality.example else ())
    names.update(initiative.name for initiative in content.initiatives.values())
    names.update(source.publisher for source in content.sources.values())
    names.update(term.label.nl for term in content.terms.values())
    return frozenset(name.lower() for name in names)


def short_texts_have_no_markup(content: Content, today: date) -> Iterator[Problem]:
    """A short text is shown as it is typed, so Markdown and HTML in it would be read as signs."""
    for document, above, record in records_of(content):
        for location, value in walk(record):
            markup = MARKUP.search(value.nl) if isinstance(value, Text) else None
            if markup:
                message = f'"{markup.group()}" is opmaak; een korte tekst toont de tekens zoals ze er staan.'
                yield document.problem((*above, *location), message, "Schrijf het zonder opmaak.", is_warning=True)


def colours_can_be_read_on_white(content: Content, today: date) -> Iterator[Problem]:
    """The colour of an initiative has enough contrast with what it stands on."""
    for slug, initiative in content.initiatives.items():
        if not is_legible(initiative.colour):
            shown = f"{contrast(initiative.colour, WHITE):.1f}".replace(".", ",")
            message = f'de kleur "{initiative.colour}" is te licht: contrast {shown}, nodig is 5,0.'
            document = content.documents[f"initiatives/{slug}.yaml"]
            yield document.problem(("colour",), message, "Kies een donkerder kleur.")


def safety_numbers_are_checked(content: Content, today: date) -> Iterator[Problem]:
    """Each number of the safety box was checked less than 180 days ago."""
    for index, number in enumerate(content.safety.numbers):
        if number.phone and rate(number.checked_on, today) is not Freshness.FRESH:
            document = content.documents["content/safety.yaml"]
            when = f"voor het laatst op {number.checked_on.isoformat()}" if number.checked_on else "nog nooit"
            hint = "Kijk het na op de site van de dienst en vul checked_on in."
            yield document.problem(
                ("numbers", index, "phone"),
                f"{number.name.nl} ({number.phone}) is {when} gecontroleerd.",
                hint,
                is_warning=True,
            )


def contacts_speak_languages_that_exist(content: Content, today: date) -> Iterator[Problem]:
    """The languages of a contact are codes that CLDR knows, so that each can be named in every language."""
    for _, municipality, document in _municipalities(content):
        for location, value in walk(municipality):
            for index, code in enumerate(value.languages if isinstance(value, Contact) else ()):
                if not is_language(code):
                    place = (*location, "languages", index)
                    yield document.problem(
                        place, f'"{code}" is geen taalcode.', "Gebruik een code zoals nl, en, ar of fa."
                    )


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
