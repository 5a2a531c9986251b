"""The languages of the site: words of the interface and of the content, dates and numbers from CLDR (Babel)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from gettext import NullTranslations
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_day_names
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit
from markupsafe import Markup, escape

from kaart.schema.hours import WEEKDAYS
from kaart.schema.records import SOURCE_LANGUAGE, Text

COMMON_NAMES = {("nl", "tr"): "Hollandaca"}  # what people say, where CLDR has another word
CLDR_LOCALES = {"en": "en-GB"}  # dates and lists as people in Europe write them
GROUPS = re.compile(r"(?<!\d)\+?\d++(?:[ –-]\d++)+")  # of digits: a phone number, or the like
FRENCH_SPACE = re.compile(r" (?=[:;?!»])|(?<=«) ")
COMMA = re.compile(r"[,،]")
END_OF_LANGUAGE = Markup("</span>")
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")  # also a folder, and a part of an address


def N_(message: str) -> str:
    """Marks a message for the catalogues that is translated later."""
    return message


@dataclass(frozen=True)
class Phrase:
    """A piece of content in a page; `language` is set where it is not the page's own, as a fallback."""

    text: str
    language: str | None = None
    direction: str | None = None

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        if self.language is None:
            return str(escape(self.text))
        return _start_of_language(self.language, self.direction) + self.text + END_OF_LANGUAGE


@dataclass(frozen=True, kw_only=True)
class Translated:
    """How far a text in another language can be trusted: whether it follows an older Dutch, and whether it was read."""

    is_outdated: bool = False
    is_checked: bool = True


@dataclass(frozen=True)
class Translation(Translated):
    """A short text in another language."""

    text: str


@dataclass
class TranslationStatus:
    """The state of the translation of a page, as it was met while the page was made."""

    is_fallen_back: bool = False
    is_outdated: bool = False
    is_unchecked: bool = False

    def meet(self, translation: Translated) -> None:
        """Takes in a translation that the page shows."""
        self.is_outdated |= translation.is_outdated
        self.is_unchecked |= not translation.is_checked

    def add(self, other: TranslationStatus) -> None:
        """Takes over what another part of the page has met."""
        self.is_fallen_back |= other.is_fallen_back
        self.is_outdated |= other.is_outdated
        self.is_unchecked |= other.is_unchecked

    @property
    def is_complete(self) -> bool:
        """True where all of the page is in its language, and follows the Dutch of today."""
        return not (self.is_fallen_back or self.is_outdated)


@dataclass(frozen=True)
class Voice:
    """How the site speaks in one language. `memory` has the texts of the content by their Dutch."""

    code: str
    translations: NullTranslations
    memory: Mapping[str, Translation] = field(default_factory=dict, repr=False)
    start: TranslationStatus = field(
        default_factory=TranslationStatus
    )  # of every page: how far the words of the interface are
    state: TranslationStatus = field(default_factory=TranslationStatus)

    def for_a_page(self) -> Voice:
        """The same voice, which remembers what this page meets."""
        return replace(self, state=replace(self.start))

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return _direction(self.code)

    @property
    def own_name(self) -> str:
        """The name of the language in itself."""
        return _own_name(self.code)

    def name_of(self, code: str) -> str:
        """The name of another language in this one."""
        return _language_name(code, self.code)

    def gettext(self, message: str) -> str:
        """The translation of an interface word, or the Dutch."""
        return self.translations.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The translation with the plural form of this language."""
        return self.translations.ngettext(singular, plural, number)

    def _(self, message: str, **values: object) -> str:
        """A translated interface text with its values filled in, each apart from the direction of the text."""
        return self.gettext(message) % self._isolated(values) if values else self.gettext(message)

    def counted(self, singular: str, plural: str, number: int, **values: object) -> str:
        """A translated text that counts: `%(number)s` is the number, written as in this language."""
        return self.ngettext(singular, plural, number) % (self._isolated(values) | {"number": self.number(number)})

    def _isolated(self, values: dict[str, object]) -> dict[str, object]:
        return {name: self.apart(value) for name, value in values.items()}

    def apart(self, value: object) -> object:
        """A Latin name or a number with a direction of its own, in a language from right to left (U+2068, U+2069)."""
        return value if self.direction == "ltr" else f"\u2068{value}\u2069"

    def phrase(self, text: Text) -> Phrase:
        """A text of the content in this language, or the Dutch marked as such."""
        if self.code == SOURCE_LANGUAGE:
            return Phrase(text.nl)
        found = self.memory.get(text.nl)
        if found is None:
            self.state.is_fallen_back = True
            return Phrase(text.nl, SOURCE_LANGUAGE, "ltr")
        self.state.meet(found)
        return Phrase(self.typeset(found.text))

    def typeset(self, text: str) -> str:
        """A text as it is set in this language: phone numbers in order from right to left (U+2066, U+2069), and in
        French no line that begins with a sign such as a question mark.
        """
        if self.code == "fr":
            return FRENCH_SPACE.sub("\u00a0", text)
        return text if self.direction == "ltr" else GROUPS.sub("\u2066\\g<0>\u2069", text)

    def words(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words of people in this language for these Dutch words; none where nobody has written it."""
        if self.code == SOURCE_LANGUAGE:
            return words
        found = self.memory.get(said(words))
        return tuple(filter(None, map(str.strip, COMMA.split(found.text)))) if found else ()

    def dutch(self, text: str) -> Phrase:
        """A name or text that exists only in Dutch."""
        return Phrase(text) if self.code == SOURCE_LANGUAGE else Phrase(text, SOURCE_LANGUAGE, "ltr")

    def number(self, number: float) -> str:
        """A number with the separators of this language."""
        return _number(number, self.code)

    def euros(self, low: int, high: int) -> str:
        """An amount, or a range of amounts, in whole euros."""
        shown = [_euros(amount, self.code) for amount in (low, high)]
        return shown[0] if low == high else self._("%(low)s tot %(high)s", low=shown[0], high=shown[1])

    def kilometres(self, kilometres: float) -> str:
        """A distance in whole kilometres."""
        return _kilometres(round(kilometres), self.code)

    def day(self, day: date) -> str:
        """A date in full."""
        return _date_in_words(day, "long", self.code)

    def partial_date(self, text: str | None) -> str:
        """The date of a source: a year, a month or a day; none is said so."""
        if text is None:
            return self._("zonder datum")
        if len(text) == 4:
            return text
        if len(text) == 7:
            return _date_in_words(date.fromisoformat(text + "-01"), "LLLL y", self.code)
        return self.day(date.fromisoformat(text))

    def weekday(self, key: str) -> str:
        """The name of a day by its English key."""
        return _weekdays(self.code)[WEEKDAYS.index(key)]

    def short_weekday(self, key: str) -> str:
        """The name of a day as short as it stands above a calendar: a letter where that is of one day only."""
        letters = _weekdays(self.code, "narrow")
        short = letters if len(set(letters)) == len(letters) else _weekdays(self.code, "short")
        return short[WEEKDAYS.index(key)]

    def join(self, words: Iterable[str]) -> str:
        """`a, b en c` in this language."""
        return _joined(tuple(str(self.apart(word)) for word in words), self.code)


def said(words: Iterable[str]) -> str:
    """Words as people say or type them, as the one text under which its translation is kept."""
    return ", ".join(words)


@lru_cache
def _start_of_language(language: str, direction: str | None) -> Markup:
    return Markup('<span lang="{}" dir="{}">').format(language, direction)


@lru_cache
def _locale(code: str) -> Locale:
    return Locale.parse(CLDR_LOCALES.get(code, code), sep="-")


@lru_cache
def _direction(code: str) -> str:
    return str(_locale(code).text_direction)


@lru_cache
def is_language(code: str) -> bool:
    """True for the codes that CLDR knows, as they are written in an address."""
    if not LANGUAGE_CODE.fullmatch(code):
        return False
    try:
        Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


@lru_cache(maxsize=4096)
def _date_in_words(day: date, form: str, code: str) -> str:
    return str(format_date(day, form, locale=_locale(code)))


@lru_cache(maxsize=4096)
def _euros(amount: int, code: str) -> str:
    locale = _locale(code)
    whole = locale.currency_formats["standard"].pattern.replace(".00", "").replace("¤", "€")
    return str(format_currency(amount, "EUR", format=whole, locale=locale, currency_digits=False))


@lru_cache
def _weekdays(code: str, width: Literal["wide", "short", "narrow"] = "wide") -> tuple[str, ...]:
    names = get_day_names(width, locale=_locale(code))
    return tuple(str(names[index]) for index in range(len(WEEKDAYS)))


@lru_cache(maxsize=4096)
def _language_name(code: str, in_code: str) -> str:
    return COMMON_NAMES.get((code, in_code)) or str(Locale.parse(code, sep="-").get_display_name(_locale(in_code)))


@lru_cache
def _own_name(code: str) -> str:
    return str(Locale.parse(code, sep="-").get_display_name(_locale(code))).capitalize()


@lru_cache(maxsize=4096)
def _number(number: float, code: str) -> str:
    return str(format_decimal(number, locale=_locale(code)))


@lru_cache(maxsize=4096)
def _kilometres(kilometres: int, code: str) -> str:
    return str(format_unit(kilometres, "length-kilometer", "short", locale=_locale(code)))


@lru_cache(maxsize=4096)
def _joined(words: tuple[str, ...], code: str) -> str:
    return str(format_list(words, locale=_locale(code)))
