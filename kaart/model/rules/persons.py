"""The rule that nothing leads to one person: what is on the web once, is there for good."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kaart import urls
from kaart.day import Day
from kaart.model.persons import MAIL, MOBILE, is_of_a_person, person_in
from kaart.model.rules.municipalities import each_municipality
from kaart.problems import Problem
from kaart.schema.phones import is_mobile
from kaart.schema.records import Text
from kaart.source.load import Content
from kaart.source.walk import walked
from kaart.source.yaml_source import Document, Location

PERSON_ADVICE = "Schrijf de functie, zoals coördinator. Een naam op het web gaat nooit meer weg."
MAIL_ADVICE = "Vraag om een adres van het loket, zoals info@. Dat blijft werken als iemand weggaat."
MOBILE_ADVICE = "Vraag om het nummer van het loket. Dat blijft werken als iemand weggaat."


def desks_are_no_persons(content: Content, today: Day) -> Iterator[Problem]:
    """Nothing that is reached, said or checked leads to one person: what is on the web once, is there for good."""
    known = known_names(content)
    for document, location, value in _values_about_people(content):
        text = value.nl if isinstance(value, Text) else value
        for message, hint in _traces_of_a_person(str(location[-1]), text, known):
            yield document.problem(location, message, hint, is_warning=True)


def _traces_of_a_person(key: str, text: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """The parts of a value that lead to one person: each as it stands there, with advice."""
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
    for _, municipality, document in each_municipality(content):
        for location, value in walked(content, municipality):
            if isinstance(value, Text) or (
                isinstance(value, str) and location[-1] in texts and location[-2:] != ("example", "name")
            ):
                yield document, location, value
    if content.is_read("content/site.yaml") and content.site.email:
        yield content.documents["content/site.yaml"], ("email",), content.site.email
    for language, translations in content.translations.items():
        reviews = {("interface",): translations.interface} | {
            ("files", number, "review"): file.review for number, file in enumerate(translations.files)
        }
        for location, review in reviews.items():
            if review:
                yield content.documents[urls.translations(language)], (*location, "by"), review.by
    for prose in (*content.pages.values(), *content.profiles.values()):
        if prose.path in content.documents and prose.translated.review:
            yield content.documents[prose.path], ("review", "by"), prose.translated.review.by


def known_names(content: Content) -> frozenset[str]:
    """The names in the content that are of no person, in lower case."""
    names = {name for area in content.areas.values() for name in (area.name, *area.places)}
    for municipality in content.municipalities.values():
        names.update((municipality.example.name, *municipality.example.places) if municipality.example else ())
    names.update(initiative.name for initiative in content.initiatives.values())
    names.update(source.publisher for source in content.sources.values())
    names.update(term.label.nl for term in content.terms.values())
    return frozenset(name.lower() for name in names)
