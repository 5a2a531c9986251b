"""Rules about municipalities: the register, their contacts and their offers."""

from __future__ import annotations

from collections.abc import Iterator

from kaart.day import Day
from kaart.languages.voice import is_language
from kaart.problems import Problem, did_you_mean, one_for_each_cause
from kaart.schema.fields import host_of, is_example_host
from kaart.schema.municipality import Contact, Municipality
from kaart.schema.phones import is_example_phone
from kaart.schema.wording import SignpostAnswer
from kaart.source.load import Content
from kaart.source.walk import walked
from kaart.source.yaml_source import Document, Location

LONGEST_ROOM_DAYS = 366
LONGEST_CLOSING_DAYS = 92


def each_municipality(content: Content) -> Iterator[tuple[str, Municipality, Document]]:
    """Every file of a municipality: its slug, its record, and its document."""
    for slug, municipality in content.municipalities.items():
        yield slug, municipality, content.documents[f"content/municipalities/{slug}.yaml"]


def contacts_name_known_terms(content: Content, today: Day) -> Iterator[Problem]:
    """The kind of each contact, and of whom the signpost sends to, is explained in the terms."""
    if not content.is_read("content/terms.yaml"):
        return
    known = content.documents["content/terms.yaml"].keys(())

    def named() -> Iterator[tuple[str, Document, Location]]:
        for _, municipality, document in each_municipality(content):
            for location, value in walked(content, municipality):
                if isinstance(value, Contact):
                    yield value.kind, document, (*location, "kind")
        for location, value in walked(content, content.signpost):
            if isinstance(value, SignpostAnswer):
                for index, term in enumerate(value.terms):
                    yield term, content.documents["content/signpost.yaml"], (*location, "terms", index)

    for term, document, location in named():
        if term not in known:
            yield document.problem(location, f'de soort "{term}" bestaat niet.', did_you_mean(term, known))


def offers_name_known_initiatives(content: Content, today: Day) -> Iterator[Problem]:
    """An offer is of an initiative with a profile, and each initiative is offered once in a municipality."""
    profiles = (path for path in content.paths if path.startswith("initiatives/") and path.endswith(".yaml"))
    known = sorted(path.removeprefix("initiatives/").removesuffix(".yaml") for path in profiles)
    unknown: dict[str, list[tuple[Document, Location]]] = {}
    for _, municipality, document in each_municipality(content):
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


def municipalities_are_in_the_register(content: Content, today: Day) -> Iterator[Problem]:
    """A file about a municipality has the code and the name of one municipality in the register."""
    if not content.areas:
        return
    by_code = {area.code: area for area in content.areas.values()}
    for slug, municipality, document in each_municipality(content):
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


def merged_municipalities_point_to_one_in_the_register(content: Content, today: Day) -> Iterator[Problem]:
    """The page of a municipality that has merged leads to the page of the new one."""
    for _, municipality, document in each_municipality(content):
        target = municipality.merged_into
        if target and content.areas and target not in content.areas:
            yield document.problem(
                ("merged_into",), f'de gemeente "{target}" bestaat niet.', did_you_mean(target, content.areas)
            )


def example_values_are_only_in_the_example(content: Content, today: Day) -> Iterator[Problem]:
    """Invented numbers and addresses stay in the invented municipality, and it has no real ones."""
    for _, municipality, document in each_municipality(content):
        is_example = municipality.example is not None
        for location, value in walked(content, municipality):
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


def rooms_end_soon_but_not_yet(content: Content, today: Day) -> Iterator[Problem]:
    """Room for new families is shown until its end date, then asked again; what is said holds for a year at most."""
    for _, municipality, document in each_municipality(content):
        for index, offer in enumerate(municipality.offers):
            if offer.room is None:
                continue
            until = offer.room.until
            if today.has_passed(until):
                message = f"dit gold tot en met {until.isoformat()}; de site laat het niet meer zien."
                hint = "Vraag het na en pas de datum aan."
            elif today.is_more_than(LONGEST_ROOM_DAYS, until):
                message = f'"{until.isoformat()}" is meer dan een jaar vooruit.'
                hint = "Kies de dag waarop u het weer navraagt, over een paar maanden."
            else:
                continue
            yield document.problem(("offers", index, "room", "until"), message, hint, is_warning=True)


def closings_are_soon_and_apart(content: Content, today: Day) -> Iterator[Problem]:
    """The days on which a desk is closed are still to come, within a year, not for months, and said once."""
    for _, municipality, document in each_municipality(content):
        for location, value in walked(content, municipality):
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
                if today.has_passed(until):
                    message = f"dit was tot en met {until}; de site laat het niet meer zien."
                    yield document.problem(
                        (*place, "until"), message, "Haal het weg, of vul de volgende keer in.", is_warning=True
                    )
                elif today.is_more_than(LONGEST_ROOM_DAYS, first):
                    message, hint = f'"{first}" is meer dan een jaar vooruit.', "Kijk het jaar na."
                    yield document.problem((*place, "from"), message, hint, is_warning=True)
                elif (until - first).days >= LONGEST_CLOSING_DAYS:
                    message = f"dit is {(until - first).days + 1} dagen; zo lang is een loket zelden dicht."
                    hint = "Kijk de dagen na. Is het echt zo lang dicht? Haal het contact dan weg."
                    yield document.problem((*place, "until"), message, hint, is_warning=True)


def contacts_speak_languages_that_exist(content: Content, today: Day) -> Iterator[Problem]:
    """The languages of a contact are codes that CLDR knows, so that each can be named in every language."""
    for _, municipality, document in each_municipality(content):
        for location, value in walked(content, municipality):
            for index, code in enumerate(value.languages if isinstance(value, Contact) else ()):
                if not is_language(code):
                    place = (*location, "languages", index)
                    yield document.problem(
                        place, f'"{code}" is geen taalcode.', "Gebruik een code zoals nl, en, ar of fa."
                    )
