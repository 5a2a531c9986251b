"""A file in `content/municipalities/`, each key once, as in `initiative.py`: contacts, offers, and how it looks."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    Field,
    ValidationInfo,
    model_validator,
)

from kaart.problems import wrong
from kaart.schema.facts import Facts
from kaart.schema.fields import (
    CbsCode,
    Day,
    Email,
    Hours,
    Latitude,
    Line,
    LogoFile,
    Longitude,
    Origin,
    PastDay,
    Phone,
    Postcode,
    SiteAddress,
    Slug,
    ThemeFile,
    WebAddress,
    Year,
    Yes,
)
from kaart.schema.hours import refuse_words_for_hours
from kaart.schema.records import LabelledEnum, Reader, Record, SourceKeys, Text, one_or_more

OTHER_DAYS = re.compile(r"feest|vakantie|kerst|zomer|holiday|uitzondering|gesloten|closed", re.IGNORECASE)


def _checked_by_needs_a_day(record: Contact | LocalOffer) -> None:
    if record.checked_by and not record.checked_on:
        hint = "Vul ook checked_on in, of haal checked_by weg."
        raise wrong("hier staat wie het controleerde, maar niet wanneer.", hint, "checked_by")


class RoomState(LabelledEnum):
    """Whether new families can join."""

    OPEN = "open", "plek"
    WAITING_LIST = "waiting_list", "wachtlijst"
    FULL = "full", "vol"


class Stage(LabelledEnum):
    """How far an offer is, as its sources tell it."""

    ANNOUNCED = "announced", "aangekondigd"
    RUNNING = "running", "loopt"
    END_PROPOSED = "end_proposed", "stoppen voorgesteld"
    ENDED = "ended", "gestopt"


class Address(Record):
    """A visiting address."""

    street: Line = Field(title="straat", description="Straat en huisnummer.")
    postcode: Postcode = Field(title="postcode", description="Vier cijfers en twee letters.")
    city: Line = Field(title="plaats", description="Plaatsnaam.")


class OpeningHours(Record):
    """Opening hours per day; a day that is not named is closed."""

    monday: Hours | None = Field(None, title="maandag", description="Zoals 09:00-17:00.")
    tuesday: Hours | None = Field(None, title="dinsdag", description="Zoals 09:00-17:00.")
    wednesday: Hours | None = Field(None, title="woensdag", description="Zoals 09:00-17:00.")
    thursday: Hours | None = Field(None, title="donderdag", description="Zoals 09:00-17:00.")
    friday: Hours | None = Field(None, title="vrijdag", description="Zoals 09:00-17:00.")
    saturday: Hours | None = Field(None, title="zaterdag", description="Zoals 09:00-17:00.")
    sunday: Hours | None = Field(None, title="zondag", description="Zoals 09:00-17:00.")

    @model_validator(mode="before")
    @classmethod
    def _are_of_each_week(cls, value: Any) -> Any:
        if isinstance(value, str):
            refuse_words_for_hours(value)
        for key in value if isinstance(value, dict) else ():
            if OTHER_DAYS.search(key):
                hint = "Schrijf bij het contact onder closed: from, until en een note. Hier staan alleen vaste dagen."
                raise wrong(f'"{key}" is geen dag van de week.', hint, key)
        return value


class Closing(Record):
    """Days on which a desk is closed, such as a holiday: shown from two weeks before until the last of them."""

    first_day: Day = Field(alias="from", title="vanaf", description="Eerste dag dat het loket dicht is: 2026-12-24.")
    until: Day = Field(
        title="tot en met", description="Laatste dag dat het dicht is. Eén dag dicht? Twee keer die dag."
    )
    note: Text | None = Field(None, title="toelichting", description="Waarom, of wie er dan wel bereikbaar is.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until < self.first_day:
            message = f"deze sluiting staat verkeerd om: van {self.first_day} tot en met {self.until}."
            raise wrong(message, "Zet de eerste dag bij from en de laatste bij until.", "until")
        return self


class Contact(Record):
    """A desk or role that can be reached. Never a person's own number or mail."""

    kind: Slug = Field(title="soort", description="Sleutel uit content/terms.yaml, zoals coordinator of cjg.")
    name: Line = Field(title="naam", description="Naam van het loket of de functie.")
    readers: Annotated[
        tuple[Reader, ...], BeforeValidator(one_or_more, json_schema_input_type=Reader | list[Reader])
    ] = Field(
        (Reader.PARENT, Reader.PROFESSIONAL),
        title="voor wie",
        description="parent (ouder), professional, of allebei: [parent, professional]. Weglaten is allebei. "
        "Een contact voor alleen professionals komt nooit tussen wat ouders lezen.",
    )
    phone: Phone | None = Field(None, title="telefoon", description="Nummer van het loket.")
    email: Email | None = Field(None, title="e-mail", description="Adres van het loket, niet van een persoon.")
    website: WebAddress | None = Field(None, title="website", description="Begint met https://.")
    address: Address | None = Field(None, title="adres", description="Bezoekadres.")
    hours: OpeningHours | None = Field(None, title="openingstijden", description="Per dag.")
    by_appointment: Yes = Field(
        False, title="op afspraak", description="ja als u eerst een afspraak maakt. Hoe dat gaat, staat in note."
    )
    closed: tuple[Closing, ...] = Field(
        (), title="gesloten", description="Vakantie of feestdagen. De site toont ze vanaf twee weken ervoor."
    )
    languages: Annotated[tuple[Line, ...], BeforeValidator(one_or_more, json_schema_input_type=str | list[str])] = (
        Field((), title="talen", description="Taalcodes van wie opneemt: nl, en, ar, tr, uk, pl, fr, fa.")
    )
    general: Yes = Field(
        False,
        title="algemeen nummer",
        description="ja als dit van de hele organisatie is. De site zegt dat dan, en naar welk initiatief u vraagt.",
    )
    note: Text | None = Field(None, title="toelichting", description="Wat de beller moet weten.")
    source: SourceKeys = ()
    checked_on: PastDay | None = Field(
        None,
        title="gecontroleerd op",
        description="Dag waarop iemand dit contact heeft nagevraagd. Laat u het bij een aanbod weg, dan geldt de dag "
        "van het aanbod. Staat er hier een dag, dan geldt die, ook als hij ouder is.",
    )
    checked_by: Text | None = Field(
        None,
        title="gecontroleerd door",
        description="Functie, geen naam van een persoon. Hoort bij de dag die hier staat.",
    )

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not (self.phone or self.email or self.website or self.address):
            raise wrong(
                f'"{self.name}" is nergens te bereiken.',
                "Vul phone, email, website of address in, of haal het contact weg.",
            )
        _checked_by_needs_a_day(self)
        return self


class Room(Record):
    """Whether new families can join now, until a day after which it is no longer shown."""

    state: RoomState = Field(title="stand", description="open, waiting_list of full.")
    until: Day = Field(title="geldig tot en met", description="Na deze dag laat de site het niet meer zien.")
    note: Text | None = Field(None, title="toelichting", description="Bijvoorbeeld hoe lang wachten duurt.")


class LocalOffer(Record):
    """An initiative in a municipality: who does it there, and what differs from the national profile."""

    initiative: Slug = Field(title="initiatief", description="Bestandsnaam uit initiatives/, zonder .yaml.")
    provider: Line | None = Field(None, title="uitvoerder", description="Organisatie die het ter plekke doet.")
    since: Year | None = Field(None, title="sinds", description="Jaar van de start.")
    stage: Stage = Field(
        Stage.RUNNING,
        title="hoe ver",
        description="announced als de bron alleen de start aankondigt, end_proposed als stoppen is voorgesteld, "
        "ended als het is gestopt. Weglaten als het er volgens de bron is.",
    )
    website: WebAddress | None = Field(None, title="website", description="Lokale pagina.")
    contact: Contact | None = Field(None, title="contact", description="De coördinator of het loket van dit aanbod.")
    room: Room | None = Field(None, title="plek voor nieuwe gezinnen", description="Met een einddatum.")
    facts: Facts = Field(default_factory=Facts, title="feiten", description="Alleen wat hier anders is dan landelijk.")
    note: Text | None = Field(None, title="toelichting", description="Wat een bezoeker erover moet weten.")
    source: SourceKeys
    checked_on: PastDay | None = Field(
        None,
        title="gecontroleerd op",
        description="Dag waarop iemand het aanbod met het contact heeft nagevraagd. Weglaten als niemand dat deed.",
    )
    checked_by: Text | None = Field(None, title="gecontroleerd door", description="Functie, geen naam van een persoon.")

    @property
    def has_ended(self) -> bool:
        """True where a source says that it is there no more."""
        return self.stage is Stage.ENDED

    @model_validator(mode="after")
    def _room_only_while_it_runs(self) -> Self:
        if self.has_ended and self.room:
            hint = "Haal room weg, of haal stage weg als het aanbod er nog is."
            raise wrong("bij een aanbod dat is gestopt, hoort geen plek voor gezinnen.", hint, "room")
        _checked_by_needs_a_day(self)
        return self


class Position(Record):
    """A place on earth, in degrees (WGS 84)."""

    lat: Latitude = Field(title="breedtegraad", description="Graden, met een punt: 52.0402.")
    lon: Longitude = Field(title="lengtegraad", description="Graden, met een punt: 5.6649.")


class ExamplePlace(Record):
    """The register's part of a municipality, written out for the invented one."""

    name: Line = Field(title="naam", description="Naam van de verzonnen gemeente.")
    province: Line = Field(title="provincie", description="Provincie.")
    position: Position = Field(title="ligging", description="Lat en lon in Nederland.")
    places: tuple[Line, ...] = Field(title="plaatsen", description="Plaatsen in de gemeente.")


class Municipality(Record):
    """`content/municipalities/<slug>.yaml`: what is known of a municipality beyond the register."""

    cbs_code: CbsCode | None = Field(None, title="gemeentecode", description="Code van het CBS, zoals GM0228.")
    example: ExamplePlace | None = Field(
        None, title="voorbeeld", description="Alleen voor de verzonnen gemeente; vervangt cbs_code."
    )
    merged_into: Slug | None = Field(
        None,
        title="opgegaan in",
        description="Slug van de nieuwe gemeente; de oude pagina verwijst dan door.",
    )
    name: Line | None = Field(None, title="naam", description="Alleen bij merged_into: de oude naam.")
    website: WebAddress | None = Field(None, title="website", description="Site van de gemeente.")
    intro: Text | None = Field(None, title="inleiding", description="Eén of twee zinnen over steun in deze gemeente.")
    offers: tuple[LocalOffer, ...] = Field((), title="aanbod", description="De initiatieven in deze gemeente.")
    contacts: tuple[Contact, ...] = Field((), title="contacten", description="Loketten waar een gezin terecht kan.")
    embed_on: Annotated[
        tuple[Origin, ...], BeforeValidator(one_or_more, json_schema_input_type=Origin | list[Origin])
    ] = Field(
        (),
        title="insluiten op",
        description="Sites die onze pagina van deze gemeente mogen tonen: https://www.voorbeeld.nl. "
        "Schrijf elk subdomein apart, zonder pad en zonder *.",
    )
    own_site: SiteAddress | None = Field(
        None,
        title="eigen site",
        description="Adres waarop de gemeente de map van haar eigen kaart plaatst. Dan staat die als ZIP klaar.",
    )
    theme: ThemeFile | None = Field(
        None,
        title="huisstijl",
        description="CSS-bestand met design tokens van NL Design System, in content/themes/: voorbeeldstad.css.",
    )
    logo: LogoFile | None = Field(
        None, title="logo", description="SVG of PNG in content/themes/, hoogstens 100 kB: voorbeeldstad.svg."
    )

    @model_validator(mode="after")
    def _real_or_example(self, info: ValidationInfo) -> Self:
        if self.merged_into and self.name and not (self.cbs_code or self.example or self.offers or self.contacts):
            return self
        if self.merged_into and not self.name:
            raise wrong('"name" (naam) ontbreekt.', "Voeg name: toe, met de oude naam van de gemeente.")
        if self.merged_into or self.name:
            raise wrong(
                "een gemeente die is opgegaan in een andere heeft alleen merged_into en name.",
                "Zet aanbod en contacten in het bestand van de nieuwe gemeente.",
            )
        if (self.cbs_code is None) is (self.example is None):
            raise wrong(
                "hier hoort een cbs_code (of example, voor de verzonnen gemeente).",
                f"Vul cbs_code in: {(info.context or {}).get('cbs_code') or 'GM0228'}.",
            )
        return self
