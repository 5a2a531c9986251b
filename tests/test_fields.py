"""Single values as people type them: what is taken, how it is shown then, and what is said of the rest."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import phonenumbers
import pytest
from pydantic import TypeAdapter, ValidationError
from selectolax.lexbor import LexborHTMLParser

from kaart.model.prose import render_prose
from kaart.schema import fields
from kaart.schema.fields import mail_link
from kaart.schema.municipality import Closing, OpeningHours
from kaart.schema.phones import is_mobile, phone_link
from kaart.source.load import Prose

KNOWN_SHORT = ("112", "113", "144", "116000", "116006", "116111", "116117", "116123")


def taken(kind: Any, typed: str) -> Any:
    return TypeAdapter(kind).validate_python(typed)


def refused(kind: Any, typed: Any) -> tuple[str, str]:
    """What is said of a value, and the hint."""
    with pytest.raises(ValidationError) as caught:
        taken(kind, typed)
    (error,) = caught.value.errors()
    return error["ctx"]["message"], error["ctx"]["hint"]


PHONES = (  # as typed, as shown, as dialled
    ("14 0318", "14 0318", "140318"),
    ("140318", "14 0318", "140318"),
    ("14-0318", "14 0318", "140318"),
    ("+31 14 0318", "14 0318", "140318"),
    ("14 020", "14 020", "14020"),
    ("0800 2000", "0800 2000", "08002000"),
    ("0800-2000", "0800 2000", "08002000"),
    ("+31 800 2000", "0800 2000", "08002000"),
    ("0800-0113", "0800 0113", "08000113"),
    ("0800 020 05 00", "0800 0200500", "08000200500"),
    ("0900 1234", "0900 1234", "09001234"),
    ("0906-1234567", "0906 1234567", "09061234567"),
    ("0909 1234", "0909 1234", "09091234"),
    ("112", "112", "112"),
    ("113", "113", "113"),
    ("116 111", "116 111", "116111"),
    ("116111", "116 111", "116111"),
    ("116-000", "116 000", "116000"),
    ("116 006", "116 006", "116006"),
    ("116 117", "116 117", "116117"),
    ("116 123", "116 123", "116123"),
    ("0318 55 55 55", "0318 55 55 55", "+31-318-555-555"),
    ("0318-555555", "0318-555555", "+31-318-555-555"),
    ("0318555555", "0318 555 555", "+31-318-555-555"),
    ("(0318) 555 555", "0318 555 555", "+31-318-555-555"),
    ("0318/555555", "0318 555 555", "+31-318-555-555"),
    ("0318.555.555", "0318 555 555", "+31-318-555-555"),
    ("+31 318 555555", "0318 555 555", "+31-318-555-555"),
    ("+31 (0)318 55 55 55", "0318 555 555", "+31-318-555-555"),
    ("0031 318 555555", "0318 555 555", "+31-318-555-555"),
    ("0318\u00a0555\u202f555", "0318 555 555", "+31-318-555-555"),
    ("0318‑555555", "0318-555555", "+31-318-555-555"),
    ("0318 – 555555", "0318 555 555", "+31-318-555-555"),
    ("06 12345678", "06 12345678", "+31-6-12345678"),
    ("088 0767 000", "088 0767 000", "+31-88-076-7000"),
    ("+32 2 555 12 12", "+32 2 555 12 12", "+32-2-555-12-12"),
    ("0032 2 555 12 12", "+32 2 555 12 12", "+32-2-555-12-12"),
    ("000 000 00 01", "000 000 00 01", "0000000001"),
)


@pytest.mark.parametrize(("typed", "shown", "dialled"), PHONES)
def test_a_number_is_shown_as_people_write_it_and_dialled_as_it_exists(typed: str, shown: str, dialled: str) -> None:
    assert shown == taken(fields.Phone, typed)
    assert f"tel:{dialled}" == phone_link(shown)
    assert shown == taken(fields.Phone, shown)


@pytest.mark.parametrize(
    "typed",
    ["115", "199", "911", "100", "116 999", "116 112", "14 0319", "14 099", "14 318", "1850", "3000", "0318 12"],
)
def test_a_number_that_does_not_exist_is_refused(typed: str) -> None:
    message, _ = refused(fields.Phone, typed)

    assert re.fullmatch(rf'"{typed}" is geen (nummer dat bestaat|geldig telefoonnummer)\.', message)


@pytest.mark.parametrize(
    "typed",
    [
        *("0318 555555 of 0318 555556", "0318 555555 / 0318 555556", "0318 555555, 0318 555556"),
        *("0318 555555 0318 555556", "0800 2000 en 116 111", "112|113"),
    ],
)
def test_two_numbers_are_refused_with_what_to_do_with_the_other(typed: str) -> None:
    message, hint = refused(fields.Phone, typed)

    assert f'"{typed}" is meer dan één nummer.' == message
    assert hint.startswith("Houd er één.")


@pytest.mark.parametrize(
    ("typed", "alone"),
    [
        ("0318 555555 tst. 12", "0318 555555"),
        ("14 0164, keuze 1", "14 0164"),
        ("0800 2000 (gratis)", "0800 2000"),
        ("tel: 0318 555555", "0318 555555"),
        ("0318 555555/56", "0318 555555"),
        ("0318 555555 x12", "0318 555555"),
    ],
)
def test_what_stands_beside_a_number_is_left_out_in_the_hint(typed: str, alone: str) -> None:
    assert refused(fields.Phone, typed)[1].startswith(f"Schrijf alleen {alone}. ")


@pytest.mark.parametrize(
    "typed", ["0800-HELP", "bel het loket", "+", "000", "0" * 200, "1" * 400, "+31", "٫", "(((((", "0800 CALL NU"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert "geen geldig telefoonnummer" in refused(fields.Phone, typed)[0]


@pytest.mark.parametrize(
    ("phone", "expected"), [("06 12345678", True), ("06-12345678", True), ("0318 555555", False), ("112", False)]
)
def test_a_number_of_one_pocket_is_known(phone: str, expected: bool) -> None:
    assert expected is is_mobile(phone)


OTHER_DIGITS = (
    (fields.Phone, "٠٣١٨ ٥٥٥٥٥٥", "0318 555555"),
    (fields.Phone, "０３１８ ５５５５５５", "0318 555555"),
    (fields.Age, "١٢", "12"),
    (fields.Age, "²", "2"),
    (fields.Count, "๓", "3"),
    (fields.Euros, "۱۲", "12"),
    (fields.Months, "१२", "12"),
    (fields.HalfDaysAWeek, "２", "2"),
    (fields.PregnancyWeek, "٢٨", "28"),
    (fields.Year, "٢٠١٩", "2019"),
    (fields.Day, "٢٠٢٦-٠١-٠١", "2026-01-01"),
    (fields.PastDay, "２０２６-01-01", "2026-01-01"),
    (fields.PartialDate, "２０２２", "2022"),
    (fields.CbsCode, "GM٠٢٢٨", "GM0228"),
    (fields.Latitude, "٥٢.٠٤", "52.04"),
    (fields.Longitude, "５.2", "5.2"),
    (fields.Postcode, "٦٧١١ AB", "6711 AB"),
)


@pytest.mark.parametrize(("kind", "typed", "plain"), OTHER_DIGITS)
def test_digits_of_other_scripts_are_refused_with_the_plain_ones(kind: Any, typed: str, plain: str) -> None:
    assert (f'"{typed}" heeft andere cijfers dan 0 tot en met 9.', f"Schrijf {plain}.") == refused(kind, typed)


@pytest.mark.parametrize(
    ("typed", "digits"), [("1_000", "1000"), ("1.000", "1000"), ("1 000", "1000"), ("1_2", "12"), ("12.500", "12500")]
)
def test_a_number_in_groups_is_refused_with_the_digits(typed: str, digits: str) -> None:
    assert refused(fields.Count, typed)[1].endswith(f" in cijfers: {digits}.")


@pytest.mark.parametrize("typed", ["5_2.0", "52.0_4", "nan", "inf", "1e2", "52,04", "52." + "0" * 40])
def test_a_position_is_written_in_plain_digits(typed: str) -> None:
    assert f'"{typed}" is geen breedtegraad.' == refused(fields.Latitude, typed)[0]


@pytest.mark.parametrize(
    "typed",
    [
        *("6711 AB", "6711  AB", "6711AB", "6711 ab", "6711-AB", "6711 - ab", "NL-6711 AB", "NL6711AB", "nl 6711 ab"),
        *("6711\u00a0AB", "6711\u202fAB", "6711–AB"),
    ],
)
def test_a_postcode_is_taken_however_it_was_pasted(typed: str) -> None:
    assert "6711 AB" == taken(fields.Postcode, typed)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("6711 AB Ede", "Schrijf alleen 6711 AB. De plaats hoort bij city."),
        ("6711ab, Ede", "Schrijf alleen 6711 AB. De plaats hoort bij city."),
        ("6711 АВ", "Typ de twee letters opnieuw, op een gewoon toetsenbord: ze komen uit een ander alfabet."),
        ("6711 ABC", "Schrijf vier cijfers, een spatie en twee letters: 6711 AB."),
        ("0123 AB", "Schrijf vier cijfers, een spatie en twee letters: 6711 AB."),
        ("6711", "Schrijf vier cijfers, een spatie en twee letters: 6711 AB."),
    ],
)
def test_what_is_no_postcode_is_refused(typed: str, hint: str) -> None:
    assert hint == refused(fields.Postcode, typed)[1]


@pytest.mark.parametrize(
    "typed", ["09:00-17:00", "00:00-24:00", "09:00-12:30, 13:30-17:00", "00:00-03:00, 22:00-24:00"]
)
def test_hours_are_taken_as_they_are(typed: str) -> None:
    assert typed == OpeningHours(friday=typed).friday


HOURS = (
    ("9:00-17:00", "Schrijf 09:00-17:00."),
    ("09.00 - 17.00 uur", "Schrijf 09:00-17:00."),
    ("09:00–17:00", "Schrijf 09:00-17:00."),
    ("9-17", "Schrijf 09:00-17:00."),
    ("9-5", "Schrijf 09:00-17:00."),
    ("9 tot 5", "Schrijf 09:00-17:00."),
    ("van 9 tot 17 uur", "Schrijf 09:00-17:00."),
    ("9u-17u", "Schrijf 09:00-17:00."),
    ("0900-1730", "Schrijf 09:00-17:30."),
    ("09:00-12:00 en 13:00-17:00", "Schrijf 09:00-12:00, 13:00-17:00."),
    ("13:00-17:00, 09:00-12:00", "Schrijf 09:00-12:00, 13:00-17:00."),
    ("09:00-13:00, 12:00-17:00", "Schrijf 09:00-17:00."),
    ("24 uur per dag", "Schrijf 00:00-24:00."),
    ("de hele dag open", "Schrijf 00:00-24:00."),
    ("17:00-00:00", "Schrijf 17:00-24:00."),
    ("22:00-03:00", "Is het 's nachts open? Schrijf sunday: 22:00-24:00, en zet vooraan bij monday: 00:00-03:00."),
    ("22-3", "Is het 's nachts open? Schrijf sunday: 22:00-24:00, en zet vooraan bij monday: 00:00-03:00."),
    (
        "09:00-12:00, 22:00-03:00",
        "Is het 's nachts open? Schrijf sunday: 09:00-12:00, 22:00-24:00, en zet vooraan bij monday: 00:00-03:00.",
    ),
    ("24:00-03:00", "Haal deze regel weg, en zet vooraan bij monday: 00:00-03:00."),
    ("09:00-09:00", "De hele dag open? Schrijf 00:00-24:00. De hele dag dicht? Haal de regel weg."),
    ("op afspraak", "Haal deze regel weg, en schrijf bij het contact: by_appointment: ja."),
    ("9-12 (op afspraak)", "Schrijf sunday: 09:00-12:00, en schrijf bij het contact: by_appointment: ja."),
    ("gesloten", "Haal deze regel weg: een dag die er niet staat, is dicht."),
    ("25:00-26:00", "Schrijf 09:00-17:00, of 09:00-12:00, 13:00-17:00."),
    ("spreekuur", "Schrijf 09:00-17:00, of 09:00-12:00, 13:00-17:00."),
    ("09:00", "Schrijf 09:00-17:00, of 09:00-12:00, 13:00-17:00."),
)


@pytest.mark.parametrize(("typed", "hint"), HOURS)
def test_other_hours_are_refused_with_the_value_to_copy(typed: str, hint: str) -> None:
    with pytest.raises(ValidationError) as caught:
        OpeningHours(sunday=typed)
    (error,) = caught.value.errors()

    assert hint == error["ctx"]["hint"]
    for value in re.findall(r"\d\d:\d\d-\d\d:\d\d(?:, \d\d:\d\d-\d\d:\d\d)*", hint):
        assert value == OpeningHours(sunday=value).sunday


def test_days_on_which_a_desk_is_closed_are_in_order() -> None:
    assert date(2026, 12, 24) == Closing.model_validate({"from": "2026-12-24", "until": "2026-12-24"}).first_day
    with pytest.raises(ValidationError, match="staat verkeerd om"):
        Closing.model_validate({"from": "2027-01-03", "until": "2026-12-24"})


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("info@voorbeeld.nl", "mailto:info@voorbeeld.nl"),
        ("jeugd&gezin?@voorbeeld.nl", "mailto:jeugd%26gezin%3F@voorbeeld.nl"),
        ("a%41b@voorbeeld.nl", "mailto:a%2541b@voorbeeld.nl"),
        ("a/b=c#d@voorbeeld.nl", "mailto:a%2Fb%3Dc%23d@voorbeeld.nl"),
        ("team+ede@voorbeeld.nl", "mailto:team+ede@voorbeeld.nl"),
    ],
)
def test_a_mail_address_is_encoded(address: str, expected: str) -> None:
    assert address == taken(fields.Email, address)
    assert expected == mail_link(address)


def test_the_subject_of_a_mail_is_encoded() -> None:
    assert "mailto:a@b.nl?subject=Een%20%26%20twee%3F%20%2F%C3%A9" == mail_link("a@b.nl", "Een & twee? /é")


LINKS = (  # as typed in Markdown, and where it leads
    ("[bel](tel:+31-140318)", "tel:140318"),
    ("[bel](tel:0800-2000)", "tel:08002000"),
    ("[bel](tel:0800%202000)", "tel:08002000"),
    ("[bel](tel:0318555555)", "tel:+31-318-555-555"),
    ("[bel](tel:116111)", "tel:116111"),
    ("<jeugd&gezin?@voorbeeld.nl>", "mailto:jeugd%26gezin%3F@voorbeeld.nl"),
    ("<a%41b@voorbeeld.nl>", "mailto:a%2541b@voorbeeld.nl"),
    ("[mail](mailto:a%41b@voorbeeld.nl)", "mailto:aAb@voorbeeld.nl"),
    ("[mail](mailto:jeugd&gezin?@voorbeeld.nl)", "mailto:jeugd%26gezin%3F@voorbeeld.nl"),
    ("[mail](mailto:info@voorbeeld.nl?subject=Een%20vraag&body=Hallo)", None),
)


@pytest.mark.parametrize(("typed", "expected"), LINKS)
def test_a_link_in_a_long_text_reaches_the_phone_or_the_desk(typed: str, expected: str | None) -> None:
    html, problems = render_prose(Prose("over.md", "over", "nl", typed), ())
    (link,) = LexborHTMLParser(html.html).css("a")

    assert [] == problems
    assert (expected or typed.partition("(")[2].removesuffix(")")) == link.attributes["href"]


def can_be_dialled(digits: str) -> bool:
    """True for what a phone in the Netherlands can dial; numbers that exist only here have no +31."""
    digits = digits.replace("-", "")
    if not digits.startswith("+"):
        is_local = re.fullmatch(r"140[0-9]{2,3}|0(?:800|90[069])[0-9]{4,7}|000[0-9]{1,9}", digits)
        return digits in KNOWN_SHORT or is_local is not None
    number = phonenumbers.parse(digits)
    return phonenumbers.is_valid_number(number) and not re.match(r"\+31(?:14|800|90|11[0-9]{1,4}$)", digits)


@pytest.mark.parametrize("digits", ["+31-140318", "+31-800-2000", "+31-112", "115", "140", "+31-116111", "0318555555"])
def test_what_nobody_can_dial_is_told_apart(digits: str) -> None:
    assert not can_be_dialled(digits)


def numbers_in(folder: Path) -> set[str]:
    """Where every phone link of a site leads."""
    pages = (file.read_text("utf-8") for file in sorted(folder.rglob("*.html")))
    return {number for page in pages for number in re.findall(r'href="tel:([^"]*)"', page)}


def test_every_number_of_the_small_site_can_be_dialled(translated_folder: Path) -> None:
    numbers = numbers_in(translated_folder)

    assert {"112", "08002000", "0000000001"} <= numbers
    assert [] == [number for number in numbers if not can_be_dialled(number)]


def test_every_number_of_the_real_site_can_be_dialled(dutch_site: Path) -> None:
    numbers = numbers_in(dutch_site)

    assert {"112", "113", "08002000", "08000432", "+31-88-076-7000", "+31-35-623-1100"} <= numbers
    assert [] == [number for number in numbers if not can_be_dialled(number)]
