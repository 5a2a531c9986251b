"""Telephone numbers: which exist, how people write them, and what a phone in the Netherlands dials for them.

The numbering plan is that of libphonenumber. Numbers such as 14 0318, 0800 2000 and 116 111 exist only inside the
country: with +31 in front they reach nobody.
"""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

from kaart.problems import wrong

HOME, COUNTRY_CODE = "NL", 31
EXISTS_TOO = frozenset(("113", "144", "116117"))  # in use here, and not among the short numbers of the library
NOT_OURS = "911"
EXAMPLE_PHONE = re.compile(r"000(?: ?[0-9]){1,9}")
TYPED = re.compile(r"\+?[0-9 ().-]*(?:/[0-9 ().-]*)?")
GROUPED = re.compile(r"0[1-9][0-9]*(?:[ -][0-9]+)+")
FIRST_NUMBER = re.compile(r"[+(]?[0-9][0-9 ().-]*")
BETWEEN_NUMBERS = re.compile(r"[;,/|]|\b(?:of|en|or|and)\b", re.IGNORECASE)
DASHES = str.maketrans("\u00a0\u202f\u2010\u2011\u2012\u2013\u2014\u2212", "  ------")
LIKE_A_SHORT_NUMBER = re.compile(r"1[0-9]{2}|116[0-9]{3}|140[0-9]{2,3}|911")
ONLY_HERE = (PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST)
LONGEST_TYPED = 100  # letters; what is longer is a text
ADVICE = "Schrijf het nummer met spaties, zoals 0318 55 55 55, 14 0318 of 0800 2000."


def is_example_phone(phone: str) -> bool:
    """True for numbers that no network gives out: they start with 000."""
    return EXAMPLE_PHONE.fullmatch(phone) is not None


def is_mobile(phone: str) -> bool:
    """True for a Dutch 06-number, which rings in one pocket."""
    number = _number(phone)
    return number is not None and phonenumbers.number_type(number) == PhoneNumberType.MOBILE


def read_phone(text: str) -> str:
    """A number as people write it: `116 111`, `14 0318`, `0318 55 55 55`; what is no number that exists is refused."""
    if len(text) > LONGEST_TYPED:
        raise wrong(f'"{text}" is geen geldig telefoonnummer.', ADVICE)
    shown = shown_phone(text)
    if shown:
        return shown
    parts = [part.strip() for part in BETWEEN_NUMBERS.split(text) if part.strip()]
    if (len(parts) > 1 and all(map(shown_phone, parts))) or _is_two(text):
        hint = "Houd er één. Zet het andere in een toelichting, of maak er een tweede contact van."
        raise wrong(f'"{text}" is meer dan één nummer.', hint)
    first = FIRST_NUMBER.search(text.translate(DASHES))
    alone = shown_phone(first.group().strip(" (.-")) if first else None
    if alone:
        hint = f"Schrijf alleen {alone}. Een toestel, een keuze of de prijs kan in een toelichting."
        raise wrong(f'"{text}" is meer dan een telefoonnummer.', hint)
    if LIKE_A_SHORT_NUMBER.fullmatch(re.sub(r"[ -]", "", text)):
        hint = "Korte nummers zijn er weinig: 112, 113, 116 111, en 14 met het kengetal van de gemeente, zoals 14 0318."
        raise wrong(f'"{text}" is geen nummer dat bestaat.', hint)
    raise wrong(f'"{text}" is geen geldig telefoonnummer.', ADVICE)


@lru_cache(maxsize=4096)
def phone_link(phone: str) -> str:
    """The `tel:` address of a checked number: with +31 where it can be dialled from abroad as well."""
    if is_example_phone(phone) or _short(phone):
        return f"tel:{phone.replace(' ', '')}"
    number = phonenumbers.parse(phone, HOME)
    if _is_only_here(number):
        return f"tel:{phonenumbers.format_number_for_mobile_dialing(number, HOME, with_formatting=False)}"
    return phonenumbers.format_number(number, PhoneNumberFormat.RFC3966)


def shown_phone(text: str) -> str | None:
    """A number as people write it; None for what is no number."""
    text = " ".join(text.translate(DASHES).split())
    if is_example_phone(text):
        return text
    short = _short(text)
    if short:
        return short
    number = _number(text)
    if number is None:
        return None
    if number.country_code != COUNTRY_CODE:
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    if GROUPED.fullmatch(text) and not _is_only_here(number):
        return text
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)


def national_phone(text: str) -> str | None:
    """A number in the groups of the numbering plan, whatever groups it was typed in; None for what nobody can dial.

    A municipality has 14 and its area code: with a 0 in front, as in (014) 013, that is another number.
    """
    phone = shown_phone(text)
    if phone is None or is_example_phone(phone) or re.sub(r"[^0-9]", "", text).startswith("014"):
        return None
    if _short(phone) or phone.startswith("+"):
        return phone
    return phonenumbers.format_number(phonenumbers.parse(phone, HOME), PhoneNumberFormat.NATIONAL)


def _short(text: str) -> str | None:
    """A number of three or six digits that exists, in groups of three."""
    digits = re.sub(r"[ -]", "", text)
    if not re.fullmatch(r"[0-9]{3}|[0-9]{6}", digits) or digits == NOT_OURS:
        return None
    number = PhoneNumber(country_code=COUNTRY_CODE, national_number=int(digits))
    is_free = phonenumbers.is_valid_short_number_for_region(number, HOME) and (
        phonenumbers.expected_cost_for_region(number, HOME) == phonenumbers.ShortNumberCost.TOLL_FREE
    )
    return f"{digits[:3]} {digits[3:]}".strip() if is_free or digits in EXISTS_TOO else None


@lru_cache(maxsize=4_096)  # the same number is checked, then looked at again by rules and views
def _number(text: str) -> PhoneNumber | None:
    """A number that can exist, of this country or another."""
    if not TYPED.fullmatch(text):
        return None
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) and _has_an_area(number) else None


def _has_an_area(number: PhoneNumber) -> bool:
    """False for 14 with what is no area code: a number of a municipality has the code of its landlines."""
    digits = str(number.national_number)
    if number.country_code != COUNTRY_CODE or not digits.startswith("140"):
        return True
    landline = PhoneNumber(country_code=COUNTRY_CODE, national_number=int(digits[3:].ljust(9, "5")))
    return len(digits) > 6 or phonenumbers.number_type(landline) == PhoneNumberType.FIXED_LINE


def _is_only_here(number: PhoneNumber) -> bool:
    """True for numbers that exist only inside the country: 14, 0800, 0900, 0906 and 0909."""
    if number.country_code != COUNTRY_CODE:
        return False
    return phonenumbers.number_type(number) in ONLY_HERE or not phonenumbers.can_be_internationally_dialled(number)


def _is_two(text: str) -> bool:
    """True for two numbers with nothing but a space between them."""
    groups = text.split()
    return any(
        shown_phone(" ".join(groups[:at])) and shown_phone(" ".join(groups[at:])) for at in range(1, len(groups))
    )
