"""What looks like a person gets a warning, and a desk, a role or a place does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaart.day import Day
from kaart.model.persons import MOBILE, has_first_name, is_of_a_person, person_in
from kaart.model.rules.persons import desks_are_no_persons
from kaart.source.load import Content, load
from kaart.source.read import read_folders
from tests.browser import TODAY

KNOWN = frozenset(("ede", "anna paulowna", "'s-hertogenbosch", "vries", "buurtgezinnen", "steunouder", "humanitas"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan de Vries", "Jan"),
        ("mevr. Jansen", "mevr. Jansen"),
        ("Mevrouw van der Berg", "Mevrouw van der Berg"),
        ("de heer P. Bakker, redacteur", "de heer P. Bakker"),
        ("dhr. El Amrani", "dhr. El"),
        ("Fatima (coördinator)", "Fatima"),
        ("Coördinator Fatima Yilmaz", "Fatima"),
        ("Aïsha, medewerker CJG", "Aïsha"),
        ("J. de Vries", "J. de Vries"),
        ("J.P. Jansen", "J.P. Jansen"),
        ("Jan-Willem, wijkteam Ede", "Jan-Willem"),
        ("Vraag naar Zeynep.", "Zeynep"),
    ],
)
def test_a_person_is_seen_in_any_text(text: str, expected: str) -> None:
    assert expected == person_in(text, KNOWN)
    assert person_in(text, KNOWN, is_role=True)


@pytest.mark.parametrize("text", ["jan", "jan de vries", "Onno de Bruin", "Onno van der Bruin, redacteur", "fatima"])
def test_a_person_is_seen_where_only_a_role_belongs(text: str) -> None:
    assert "" == person_in(text, KNOWN)
    assert person_in(text, KNOWN, is_role=True)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://krant.nl/karin-is-alleenstaande-moeder", True),
        ("https://krant.nl/2025/staatssecretaris-vincent-de-groot-op-bezoek", True),
        ("https://krant.nl/artikel?naam=Zeynep_Y", True),
        ("https://krant.nl/ren%C3%A9-helpt", True),
        ("https://anna.nl/", True),
        ("https://krant.nl/annaparochie/steungezinnen-gezocht", False),
        ("https://www.home-start.nl/over-home-start", False),
        ("https://krant.nl/?p=224946", False),
        ("", False),
    ],
)
def test_a_first_name_is_seen_in_a_web_address(address: str, expected: bool) -> None:
    assert expected is has_first_name(address)


@pytest.mark.parametrize(
    "text",
    [
        *("redacteur sociale kaart", "coördinator van het initiatief", "Coördinator Buurtgezinnen Ede", "Redactie"),
        *("medewerker CJG", "Gemeente Ede", "Humanitas", "Versa Welzijn", "De Kern", "LEVgroep", "JGZ Kennemerland"),
        *("Loket van de gemeente Ede", "GGD Hart voor Brabant", "Wijkteam De Brug", "Sociaal Team Wassenaar"),
        *("medewerker Stichting Anna", "Basisschool Anna Frank", "Annaschool", "Jeugdteam Sint Jan", "De Merel"),
        *("Anna Paulowna", "wijkteam Anna Paulowna", "Zorg B.V. Ede", "moedertaalspreker van het consultatiebureau"),
        *("Wethouder van Ede", "St. Jan", "Huize Maria", "Hart voor Ede"),
        *("Intern begeleider van basisschool De Voorbeeldboom", "U mag ook een bericht inspreken.", "", "112", "-"),
    ],
)
def test_a_desk_a_role_and_a_place_are_no_persons(text: str) -> None:
    assert "" == person_in(text, KNOWN)
    assert "" == person_in(text, KNOWN, is_role=True)


@pytest.mark.parametrize(
    "name",
    [
        *("jan.de.vries", "j.devries", "j.de.vries", "fatima", "Fatima", "jan-willem", "jan.jansen", "a.b.jansen"),
        *("xander.bruin", "maria", "zeynep_k", "f.yilmaz2", "onno.van.dijk"),
    ],
)
def test_a_mail_address_with_a_name_is_of_a_person(name: str) -> None:
    assert is_of_a_person(f"{name}@voorbeeld.nl", KNOWN)


@pytest.mark.parametrize(
    "name",
    [
        *("info", "contact", "jeugd", "wijkteam-noord", "aanmelden.ede", "buurtgezinnen.ede", "steenwijkerland", "ede"),
        *("toegangjeugd", "home-start", "poh-ggz", "cjg", "kcc", "klant.contact", "voor.de.jeugd", "wijkteam.de.brug"),
        *("anna.paulowna", "anna-paulowna", "s-hertogenbosch", "s.hertogenbosch", "stichting.jan", "e-mail", "14", "a"),
        *("14plus", "team+ede", "no-reply", "1.2.3"),
    ],
)
def test_a_mail_address_of_a_desk_is_of_no_person(name: str) -> None:
    assert not is_of_a_person(f"{name}@voorbeeld.nl", KNOWN)


@pytest.mark.parametrize(
    "text", ["06 12345678", "06-12345678", "bel 0612345678.", "+31 6 12 34 56 78", "0031 612345678"]
)
def test_a_mobile_number_is_seen_in_a_text(text: str) -> None:
    assert MOBILE.search(text)


@pytest.mark.parametrize("text", ["0612 345678 90", "0318 061234", "106 12345678", "06", "088 0612345"])
def test_other_digits_are_no_mobile_number(text: str) -> None:
    assert not MOBILE.search(text)


def test_the_real_content_has_no_persons_in_it(content: Content) -> None:
    assert [] == list(desks_are_no_persons(content, Day(date.fromisoformat(TODAY))))


def test_who_checked_a_translation_is_a_role_too(small_site: Path) -> None:
    texts, _ = read_folders(small_site)
    path = "content/pages/zo-werkt-het.en.md"
    review = "review:\n  by: Fatima Yilmaz\n  on: 2026-11-01\n"
    found, problems = load(
        {**texts, path: texts[path].replace("---\n", f"---\n{review}", 1)}, Day(date.fromisoformat(TODAY))
    )

    assert [] == problems
    (problem,) = desks_are_no_persons(found, Day(date.fromisoformat(TODAY)))
    assert f'{path}:3:7: let op: "Fatima" lijkt de naam van een persoon.' == str(problem).splitlines()[0]
