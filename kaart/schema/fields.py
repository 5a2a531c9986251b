"""The kinds of single values that authors write: each checks one value and says in Dutch what is wrong.

Scalars arrive as the text that was typed, so a field decides itself what `no`, `0363` or `2025-02-30` means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from ipaddress import ip_address
from typing import Annotated, Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from kaart.day import Day as Today
from kaart.problems import wrong
from kaart.schema.hours import read_hours
from kaart.schema.phones import read_phone

MAXIMUM_AGE_YEARS = 27
SLUG_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
PAGE_ADDRESS = re.compile(rf"/(?:{SLUG_PATTERN}/)*(?:#{SLUG_PATTERN})?")
HOST_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
LONGEST_HOST = 253
HOST = re.compile(rf"(?=.{{1,{LONGEST_HOST}}}\Z)(?:{HOST_LABEL}\.)+(?!\d+\Z){HOST_LABEL}")
NOT_IN_ADDRESS = re.compile(r"[^A-Za-z0-9_/?#\[\]@!$&'()*+,;=:.~%-]")  # RFC 3986
STEP_IN_PATH = re.compile(r"/(?:\.|%2e){1,2}(?=/|\Z)", re.IGNORECASE)
SITE_PATH = re.compile(r"(?:/[\w.~-]+)*/*", re.ASCII)
PLACEHOLDER = re.compile(r"[?.…–—-]+|onbekend|niet bekend|n\.?v\.?t\.?|tbd|x{3,}|todo", re.IGNORECASE)
THOUSANDS = re.compile(r"[0-9]{1,3}(?:[._ ][0-9]{3})+|[0-9]+(?:_+[0-9]+)+")
POSTCODE = re.compile(
    r"(?:NL[ -]*)?([1-9][0-9]{3}|0000)[ \u00a0\u202f\u2010-\u2014-]*([A-Z]{2})(?![A-Z])", re.IGNORECASE | re.ASCII
)
MAIL_ADDRESS = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
MAIL_SIGNS = "!$'*+"  # that mean nothing in a mailto: address
FIRST_CHECK = date(2010, 1, 1)  # an earlier day is a slip of the finger
EXAMPLE_HOSTS = ("example", "example.com", "example.net", "example.org")
PRIVATE_ENDINGS = ("arpa", "internal", "invalid", "lan", "local", "localhost", "test")  # RFC 6761, 6762 and 8375
NETHERLANDS_LATITUDES = (50.7, 53.7)
NETHERLANDS_LONGITUDES = (3.2, 7.3)


def slug_of(name: str) -> str:
    """A name as part of an address: `Súdwest-Fryslân` becomes `sudwest-fryslan`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        kind = "een lijst" if isinstance(value, list | tuple) else "een blok met sleutels"
        raise wrong(f"hier staat {kind}, maar er hoort één waarde.", "Schrijf één waarde achter de dubbele punt.")
    text = value.strip()
    if PLACEHOLDER.fullmatch(text):
        raise wrong(f'"{text}" zegt niets.', "Weet u het niet? Haal de regel weg.")
    return text


def _numerals(value: Any) -> str:
    """A text in which each digit is one of 0 to 9: Python counts those of other scripts as digits too."""
    text = _text(value)
    plain = "".join(char if char.isascii() else str(unicodedata.digit(char, char)) for char in text)
    if plain != text:
        raise wrong(f'"{text}" heeft andere cijfers dan 0 tot en met 9.', f"Schrijf {plain}.")
    return text


def _slug(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(SLUG_PATTERN, text):
        hint = "Gebruik kleine letters, cijfers en streepjes: samen-oplopen."
        raise wrong(f'"{text}" is geen korte naam.', f"Schrijf {slug_of(text)}." if slug_of(text) else hint)
    return text


def _day(value: Any, info: ValidationInfo) -> date:
    if isinstance(value, date):
        return value
    text = _numerals(value)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise wrong(f'"{text}" is geen datum.', "Schrijf jaar-maand-dag: 2026-03-31.")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise wrong(f'"{text}" bestaat niet op de kalender.', "Kijk de dag en de maand na.") from None
    return day


def _has_come(day: date, info: ValidationInfo) -> bool:
    """True on a day and after it; also where nobody knows which day it is."""
    today: Today | None = (info.context or {}).get("today")
    return today is None or today.has_come(day)


def _past_day(value: Any, info: ValidationInfo) -> date:
    day = _day(value, info)
    if not _has_come(day, info):
        raise wrong(
            f'"{day.isoformat()}" ligt in de toekomst.',
            "Vul de dag in waarop iemand het echt heeft nagekeken.",
        )
    if day < FIRST_CHECK:
        raise wrong(f'"{day.isoformat()}" is te lang geleden; deze site is van later.', "Kijk het jaar na.")
    return day


def _partial_date(value: Any, info: ValidationInfo) -> str:
    text = _numerals(value)
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        raise wrong(
            f'"{text}" is geen datum van een bron.',
            "Schrijf een jaar, maand of dag: 2022, 2022-03 of 2022-03-31.",
        )
    try:
        day = date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        raise wrong(f'"{text}" bestaat niet op de kalender.', "Kijk de dag en de maand na.") from None
    if not _has_come(day, info):
        raise wrong(f'"{text}" ligt in de toekomst.', "Vul de datum van de bron in.")
    return text


def _number(value: Any, unit: str, low: int, high: int) -> int:
    text = _numerals(value) if not isinstance(value, int) else str(value)
    if not re.fullmatch(r"[0-9]{1,9}", text):
        digits = re.sub(r"[._ ]", "", text) if THOUSANDS.fullmatch(text) else "12"
        raise wrong(f'"{text}" is geen heel getal.', f"Schrijf alleen het aantal {unit}, in cijfers: {digits}.")
    if not low <= int(text) <= high:
        raise wrong(f'"{text}" kan niet: {low} tot en met {high} {unit}.', "Kijk het getal na.")
    return int(text)


def _age(value: Any) -> int:
    return _number(value, "jaar", 0, MAXIMUM_AGE_YEARS)


def _year(value: Any, info: ValidationInfo) -> int:
    text = _numerals(value)
    is_year = re.fullmatch(r"[0-9]{4}", text) and int(text) >= 1900
    if not is_year or not _has_come(date(int(text), 1, 1), info):
        today: Today | None = (info.context or {}).get("today")
        last = today.year if today else 2100
        raise wrong(
            f'"{text}" is geen jaartal van 1900 tot en met {last}.', "Schrijf alleen het jaar, in cijfers: 2019."
        )
    return int(text)


def _count(value: Any) -> int:
    return _number(value, "stuks", 0, 1_000_000)


def _euros(value: Any) -> int:
    return _number(value, "euro", 0, 1_000_000)


def _months(value: Any) -> int:
    return _number(value, "maanden", 0, 600)


def _half_days_a_week(value: Any) -> int:
    return _number(value, "dagdelen per week", 1, 14)


def _days(value: Any) -> int:
    return _number(value, "dagen", 1, 366)


def _pregnancy_week(value: Any) -> int:
    return _number(value, "weken", 1, 42)


def _yes(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = _text(value).lower()
    if text not in {"ja", "nee", "true", "false", "yes", "no"}:
        raise wrong(f'"{text}" is geen ja of nee.', "Schrijf ja of nee.")
    return text in {"ja", "true", "yes"}


def _phone(value: Any) -> str:
    return read_phone(_numerals(value))


def _email(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(MAIL_ADDRESS, text):
        raise wrong(
            f'"{text}" is geen e-mailadres.',
            "Schrijf het als info@voorbeeld.nl, liefst van een loket en niet van een persoon.",
        )
    return text


def mail_link(address: str, subject: str = "", lines: Iterable[str] = ()) -> str:
    """The `mailto:` address of a checked e-mail address (RFC 6068): each sign that means something in it is encoded.

    So no name can end the subject or add a line to the head of the mail. `lines` are filled in as its text.
    """
    name, _, host = address.rpartition("@")
    filled_in = {"subject": subject, "body": "\r\n".join(lines)}
    fields = "&".join(f"{key}={quote(value, safe='')}" for key, value in filled_in.items() if value)
    return f"mailto:{quote(name, safe=MAIL_SIGNS)}@{host}" + (f"?{fields}" if fields else "")


def host_of(address: str) -> str:
    """The host of a web or e-mail address, in lower case."""
    return (urlsplit(address).hostname or address.rpartition("@")[2]).lower()


def is_example_host(host: str) -> bool:
    """True for the domains that are kept free for examples (RFC 2606)."""
    return any(host == example or host.endswith("." + example) for example in EXAMPLE_HOSTS)


def is_public_host(host: str) -> bool:
    """False for what only works on one computer or in one building, and for what is kept free or never exists."""
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and host.rpartition(".")[2] not in PRIVATE_ENDINGS and not is_example_host(host)


def _on_a_site(value: Any, schemes: tuple[str, ...]) -> tuple[str, SplitResult]:
    """An address of which all is right up to the path, and its parts."""
    text = _text(value)
    parts: SplitResult | None = None
    try:
        parts = urlsplit(text)
        port = parts.port  # reading it checks it
    except ValueError:
        parts = port = None
    if parts and parts.scheme == "http" and schemes == ("https",):
        raise wrong(f'"{text}" begint met http.', "Gebruik https://; alleen een bron mag een oud http-adres hebben.")
    if not parts or parts.scheme not in schemes or not parts.hostname:
        raise wrong(f'"{text}" is geen webadres dat mag.', "Schrijf het hele adres: https://www.voorbeeld.nl/pagina.")
    if port is not None or parts.netloc.endswith(":"):
        raise wrong(f'"{text}" heeft een poort (:{port or ""}).', "Laat de dubbele punt met het getal weg.")
    if "@" in parts.netloc:
        raise wrong(f'"{text}" bevat een naam of wachtwoord.', "Laat het deel voor de @ weg.")
    _refuse_host(text, parts.hostname)
    return text, parts


def _address(value: Any, schemes: tuple[str, ...]) -> str:
    text, parts = _on_a_site(value, schemes)
    _refuse_signs(text, parts.path)
    return text


def _refuse_host(address: str, host: str) -> None:
    """Raises where no site can have this name: its parts are letters, digits and hyphens, with dots in between."""
    if HOST.fullmatch(host):
        return
    message = f'in "{address}" is "{host}" geen naam van een site.'
    hint = "Kijk hem na: letters, cijfers en streepjes, met steeds één punt ertussen, zoals www.voorbeeld.nl."
    try:
        plain = host[:LONGEST_HOST].encode("idna").decode()
        if not host.isascii() and HOST.fullmatch(plain) and plain.encode().decode("idna") == host:
            message = f'in "{address}" heeft de naam "{host}" letters buiten a tot en met z.'
            hint = f"Schrijf hem zoals computers hem kennen: {plain}."
    except UnicodeError:
        pass
    raise wrong(message, hint)


def _refuse_signs(address: str, path: str) -> None:
    """Raises where something in an address is read in another way by one browser than by the next."""
    if sign := NOT_IN_ADDRESS.search(address):
        shown = "een spatie" if sign.group().isspace() else f"het teken {sign.group()}"
        encoded = NOT_IN_ADDRESS.sub(lambda match: quote(match.group()), address)
        raise wrong(f'in "{address}" staat {shown}; dat kan niet in een webadres.', f"Schrijf {encoded}.")
    if part := re.search(r"%(?![0-9A-Fa-f]{2}).{0,2}", address):
        hint = "Kopieer het adres uit de adresbalk van uw browser. Een los procentteken is %25."
        raise wrong(f'in "{address}" klopt "{part.group()}" niet.', hint)
    if STEP_IN_PATH.search(path):
        hint = f"Schrijf waar het uitkomt: {urljoin(address, re.sub('%2e', '.', path, flags=re.IGNORECASE))}."
        raise wrong(f'in "{address}" staat een stap met puntjes.', hint)


def web_address(value: Any) -> str:
    """The address of a page, with https."""
    return _address(value, ("https",))


def _source_address(value: Any) -> str:
    return _address(value, ("https", "http"))


def site_address(value: Any) -> str:
    """The address of a whole site, with a slash at its end."""
    text, parts = _on_a_site(value, ("https",))
    if parts.query or parts.fragment or text.endswith(("?", "#")):
        raise wrong(f'"{text}" heeft een ? of # te veel.', "Schrijf het adres van de site: https://www.voorbeeld.nl/.")
    if not SITE_PATH.fullmatch(parts.path):
        hint = "Gebruik alleen letters, cijfers, punten en streepjes: https://www.voorbeeld.nl/gezin/."
        raise wrong(f'"{parts.path}" kan niet in het adres van een site.', hint)
    _refuse_signs(text, parts.path)
    return text.rstrip("/") + "/"


def _origin(value: Any) -> str:
    text = _text(value)
    if "*" in text:
        raise wrong(f'"{text}" heeft een *; zo mag elke site onze pagina tonen.', "Schrijf elk adres voluit.")
    parts = urlsplit(web_address(text))
    if (parts.path, parts.query, parts.fragment) not in (("", "", ""), ("/", "", "")):
        hint = f"Schrijf alleen https://{parts.hostname}."
        raise wrong(f'"{text}" is een pagina; hier hoort alleen het begin van het adres.', hint)
    return f"https://{parts.hostname}"


def _page_address(value: Any) -> str:
    text = _text(value)
    if not PAGE_ADDRESS.fullmatch(text):
        raise wrong(
            f'"{text}" is geen adres van een pagina van deze site.',
            "Schrijf het vanaf de start, met een / voor en achter: /initiatieven/steunouder/.",
        )
    return text


def _colour(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise wrong(f'"{text}" is geen kleur.', 'Schrijf tussen aanhalingstekens een # en zes tekens: "#1f6f5c".')
    return text.lower()


def _theme_file(value: Any) -> str:
    text = _text(value)
    if text.startswith("#") or re.fullmatch(rf"{SLUG_PATTERN}\.css", text) is None:
        hint = "Schrijf de naam van een CSS-bestand in content/themes/: voorbeeldstad.css."
        if text.startswith("#"):
            hint = f"Maak content/themes/naam.css met :root {{ --utrecht-link-color: {text}; }} en noem hier naam.css."
        raise wrong(f'"{text}" is geen bestand met een huisstijl.', hint)
    return text


def _logo_file(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(rf"{SLUG_PATTERN}\.(svg|png)", text):
        hint = "Schrijf de naam van een SVG of PNG in content/themes/: voorbeeldstad.svg."
        raise wrong(f'"{text}" is geen bestand met een logo.', hint)
    return text


def _cbs_code(value: Any, info: ValidationInfo) -> str:
    text, own = _numerals(value), (info.context or {}).get("cbs_code")
    if not re.fullmatch(r"GM[0-9]{4}", text):
        hint = f"Vul {own} in." if own else "Schrijf GM en vier cijfers: GM0228."
        raise wrong(f'"{text}" is geen gemeentecode van het CBS.', hint)
    return text


def _between(value: Any, low: float, high: float, what: str) -> float:
    text = _numerals(value) if not isinstance(value, float) else str(value)
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,15})?", text):
        raise wrong(f'"{text}" is geen {what}.', "Schrijf graden met een punt: 52.0402.")
    if not low <= float(text) <= high:
        raise wrong(
            f'"{text}" ligt buiten Nederland ({what} van {low} tot {high}).',
            "Kijk het getal na; misschien zijn lat en lon verwisseld.",
        )
    return float(text)


def _latitude(value: Any) -> float:
    return _between(value, *NETHERLANDS_LATITUDES, "breedtegraad")


def _longitude(value: Any) -> float:
    return _between(value, *NETHERLANDS_LONGITUDES, "lengtegraad")


def _postcode(value: Any) -> str:
    text = _numerals(value)
    match = POSTCODE.match(text)
    if not match or match.end() < len(text):
        hint = "Schrijf vier cijfers, een spatie en twee letters: 6711 AB."
        if match and re.match(r"[ ,]", text[match.end() :]):
            hint = f"Schrijf alleen {match[1]} {match[2].upper()}. De plaats hoort bij city."
        elif re.fullmatch(r"[1-9][0-9]{3}[ -]*[^\W\d_]{2}", text) and not text[-2:].isascii():
            hint = "Typ de twee letters opnieuw, op een gewoon toetsenbord: ze komen uit een ander alfabet."
        raise wrong(f'"{text}" is geen postcode.', hint)
    return f"{match[1]} {match[2].upper()}"


def _hours(value: Any, info: ValidationInfo) -> str:
    return read_hours(_numerals(value), info.field_name or "")


def _as(json_schema: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema(json_schema, mode="validation")


_DATE_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}

Line = Annotated[str, BeforeValidator(_text), _as({"type": "string"})]
Slug = Annotated[str, BeforeValidator(_slug), _as({"type": "string", "pattern": f"^{SLUG_PATTERN}$"})]
Day = Annotated[date, BeforeValidator(_day), _as(_DATE_SCHEMA)]
PastDay = Annotated[date, BeforeValidator(_past_day), _as(_DATE_SCHEMA)]
PartialDate = Annotated[
    str,
    BeforeValidator(_partial_date),
    _as({"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
Age = Annotated[int, BeforeValidator(_age), _as({"type": "integer", "minimum": 0, "maximum": MAXIMUM_AGE_YEARS})]
Year = Annotated[int, BeforeValidator(_year), _as({"type": "integer", "minimum": 1900})]
Count = Annotated[int, BeforeValidator(_count), _as({"type": "integer", "minimum": 0})]
Euros = Annotated[int, BeforeValidator(_euros), _as({"type": "integer", "minimum": 0})]
Months = Annotated[int, BeforeValidator(_months), _as({"type": "integer", "minimum": 0})]
HalfDaysAWeek = Annotated[
    int, BeforeValidator(_half_days_a_week), _as({"type": "integer", "minimum": 1, "maximum": 14})
]
Days = Annotated[int, BeforeValidator(_days), _as({"type": "integer", "minimum": 1, "maximum": 366})]
PregnancyWeek = Annotated[int, BeforeValidator(_pregnancy_week), _as({"type": "integer", "minimum": 1, "maximum": 42})]
Yes = Annotated[bool, BeforeValidator(_yes), _as({"enum": ["ja", "nee", True, False]})]
Phone = Annotated[str, BeforeValidator(_phone), _as({"type": "string"})]
Email = Annotated[str, BeforeValidator(_email), _as({"type": "string", "format": "email"})]
WebAddress = Annotated[str, BeforeValidator(web_address), _as({"type": "string", "pattern": "^https://"})]
SourceAddress = Annotated[str, BeforeValidator(_source_address), _as({"type": "string", "pattern": "^https?://"})]
SiteAddress = Annotated[str, BeforeValidator(site_address), _as({"type": "string", "pattern": "^https://"})]
Origin = Annotated[str, BeforeValidator(_origin), _as({"type": "string", "pattern": r"^https://[^/*]+/?$"})]
PageAddress = Annotated[str, BeforeValidator(_page_address), _as({"type": "string", "pattern": "^/"})]
Colour = Annotated[str, BeforeValidator(_colour), _as({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"})]
ThemeFile = Annotated[str, BeforeValidator(_theme_file), _as({"type": "string", "pattern": r"^[a-z0-9-]+\.css$"})]
LogoFile = Annotated[str, BeforeValidator(_logo_file), _as({"type": "string", "pattern": r"^[a-z0-9-]+\.(svg|png)$"})]
CbsCode = Annotated[str, BeforeValidator(_cbs_code), _as({"type": "string", "pattern": r"^GM\d{4}$"})]
Latitude = Annotated[float, BeforeValidator(_latitude), _as({"type": "number"})]
Longitude = Annotated[float, BeforeValidator(_longitude), _as({"type": "number"})]
Postcode = Annotated[str, BeforeValidator(_postcode), _as({"type": "string"})]
Hours = Annotated[str, BeforeValidator(_hours), _as({"type": "string", "pattern": r"^\d\d:\d\d-\d\d:\d\d"})]
