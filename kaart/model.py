"""What can be written in the YAML files: each key once, with its Dutch label, its help and its kind of value.

The validation, the key tables in the editors' handbook and the JSON Schema all come from this declaration.
What records are made of is in `records.py`; what is there for finding and understanding in `wording.py`.
Rules that need more than one record are in `rules.py`.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import (
    BeforeValidator,
    Field,
    ValidationInfo,
    model_validator,
)

from kaart.fields import (
    Age,
    CbsCode,
    Colour,
    Count,
    Day,
    Email,
    Euros,
    HalfDaysAWeek,
    Hours,
    Latitude,
    Line,
    LogoFile,
    Longitude,
    Months,
    Origin,
    PartialDate,
    PastDay,
    Phone,
    Postcode,
    PregnancyWeek,
    SiteAddress,
    Slug,
    SourceAddress,
    ThemeFile,
    WebAddress,
    Year,
    Yes,
)
from kaart.hours import refuse_words_for_hours
from kaart.problems import wrong
from kaart.records import CheckedOn, Choice, Record, SourceKeys, Text, TranslationHead, one_or_more

OTHER_DAYS = re.compile(r"feest|vakantie|kerst|zomer|holiday|uitzondering|gesloten|closed", re.IGNORECASE)


def _checked_by_needs_a_day(record: Contact | LocalOffer) -> None:
    if record.checked_by and not record.checked_on:
        hint = "Vul ook checked_on in, of haal checked_by weg."
        raise wrong("hier staat wie het controleerde, maar niet wanneer.", hint, "checked_by")


class Place(Choice):
    """Where the support happens."""

    FAMILY_HOME = "family_home", "thuis bij het gezin"
    VOLUNTEER_HOME = "volunteer_home", "thuis bij de vrijwilliger"


class RoomState(Choice):
    """Whether new families can join."""

    OPEN = "open", "plek"
    WAITING_LIST = "waiting_list", "wachtlijst"
    FULL = "full", "vol"


class Reader(Choice):
    """Who a topic, a page or a contact is for."""

    PARENT = "parent", "ouder"
    PROFESSIONAL = "professional", "professional"
    MUNICIPALITY = "municipality", "gemeente"
    VOLUNTEER = "volunteer", "vrijwilliger"


def _check_order(span: Ages | EuroRange | HalfDays, what: str, smallest: str, largest: str) -> None:
    if span.min > span.max:
        message = f"{what} staan verkeerd om: van {span.min} tot en met {span.max}."
        raise wrong(message, f"Zet {smallest} bij min en {largest} bij max.")


class Ages(Record):
    """Ages of the children, in years."""

    written_as = "min: 0 en max: 12, in hele jaren"

    min: Age = Field(title="vanaf", description="Jongste leeftijd, in jaren.")
    max: Age = Field(title="tot en met", description="Oudste leeftijd, in jaren.")
    from_pregnancy_week: PregnancyWeek | None = Field(
        None,
        title="vanaf week zwangerschap",
        description="Als een bron de week noemt; during_pregnancy is dan niet nodig.",
    )
    during_pregnancy: Yes = Field(
        False,
        title="ook in de zwangerschap",
        description="ja als het al voor de geboorte kan, zonder dat een bron de week noemt.",
    )
    varies: Yes = Field(False, title="verschilt per gemeente", description="ja als de leeftijd per gemeente anders is.")

    @property
    def includes_pregnancy(self) -> bool:
        """True where support can begin before the child is born."""
        return self.during_pregnancy or self.from_pregnancy_week is not None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check_order(self, "de leeftijden", "de jongste leeftijd", "de oudste")
        return self


class EuroRange(Record):
    """An amount in euro, or from one amount to another."""

    written_as = "min: 2000 en max: 2500, in hele euro's"

    min: Euros = Field(title="laagste bedrag", description="In hele euro's.")
    max: Euros = Field(title="hoogste bedrag", description="In hele euro's; gelijk aan het laagste bij één bedrag.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check_order(self, "de bedragen", "het laagste bedrag", "het hoogste")
        return self


Value = TypeVar("Value")


class Fact(Record, Generic[Value]):
    """A value with where it comes from and when it was checked; `unknown: ja` where no source has it."""

    value: Value | None = Field(None, title="waarde", description="Wat er geldt.")
    short: Text | None = Field(
        None,
        title="in het kort",
        description="De kern in een paar woorden, zonder hoofdletter en punt; de vergelijking zet die voorop. "
        "Gebruik dezelfde woorden waar het bij een ander hetzelfde is. Alleen bij tekst.",
    )
    unknown: Yes = Field(False, title="niet bekend", description="ja als geen bron dit noemt; laat value dan weg.")
    source: SourceKeys = ()
    checked_on: CheckedOn = None
    note: Text | None = Field(
        None,
        title="toelichting",
        description="Wat de lezer erbij moet weten, ook als bronnen elkaar tegenspreken.",
    )

    @model_validator(mode="after")
    def _value_or_unknown(self) -> Self:
        if (self.value is None) is not self.unknown:
            raise wrong(
                "hier hoort een value, of unknown: ja. Niet allebei en niet geen van beide.",
                "Schrijf value: ... met een source. Weet niemand het, schrijf dan alleen unknown: ja.",
            )
        if not self.unknown and not self.source:
            raise wrong("dit feit heeft geen bron.", "Voeg source: toe met een sleutel uit content/sources.yaml.")
        if self.short and not isinstance(self.value, Text | tuple):
            raise wrong("hier is de waarde zelf al kort.", "Haal short weg; alleen een tekst heeft dat nodig.", "short")
        return self


class HalfDays(Record):
    """Half-days a week, from one number to another."""

    written_as = "min: 1 en max: 2"

    min: HalfDaysAWeek = Field(title="minst", description="Dagdelen per week. Een hele dag telt als twee.")
    max: HalfDaysAWeek = Field(title="meest", description="Dagdelen per week; gelijk aan min bij één aantal.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check_order(self, "de dagdelen", "het kleinste aantal", "het grootste")
        return self


class FrequencyFact(Fact[Text]):
    """How often there is support: in words, and in half-days a week where a source counts them."""

    half_days: HalfDays | None = Field(
        None, title="dagdelen per week", description="In cijfers, als een bron ze telt: min en max."
    )


class DurationFact(Fact[Text]):
    """How long a match lasts: in words, and in months where a source counts them."""

    months: Months | None = Field(
        None, title="maanden", description="Hoe lang een begeleide koppeling hoogstens of gemiddeld duurt, in cijfers."
    )


def topic(label: str, question: str, reader: Reader, description: str) -> Any:
    """A row of the comparison: its label, the question it answers in plain words, and who is the first to ask it."""
    extra: dict[str, Any] = {"question": question, "reader": reader.value}
    return Field(None, title=label, description=description, json_schema_extra=extra)


class Facts(Record):
    """The topics on which initiatives are compared, in the fixed order of the table.

    A parent asks the first six, a professional the four after them too, a municipality all.
    """

    support: Fact[tuple[Text, ...]] | None = topic(
        "aard van de steun", "Wat doet de vrijwilliger?", Reader.PARENT, "Lijst van korte zinnen."
    )
    place: Fact[Place] | None = topic(
        "waar is de steun",
        "Bij u thuis, of ergens anders?",
        Reader.PARENT,
        "family_home (thuis bij het gezin) of volunteer_home.",
    )
    for_whom: Fact[tuple[Text, ...]] | None = topic(
        "voor wie wel", "Voor wie is het?", Reader.PARENT, "Lijst van korte zinnen."
    )
    ages: Fact[Ages] | None = topic(
        "leeftijd kinderen",
        "Hoe oud zijn de kinderen?",
        Reader.PARENT,
        "Jongste en oudste leeftijd, in cijfers: min en max.",
    )
    frequency: FrequencyFact | None = topic("hoe vaak", "Hoe vaak is er steun?", Reader.PARENT, "Hoe vaak er steun is.")
    family_cost: Fact[EuroRange] | None = topic(
        "kosten voor het gezin", "Wat kost het u?", Reader.PARENT, "In euro; gratis is 0 en 0."
    )
    not_for: Fact[tuple[Text, ...]] | None = topic(
        "voor wie niet",
        "Wat is het niet?",
        Reader.PROFESSIONAL,
        "Lijst: wat het niet is, en wanneer iets anders beter past.",
    )
    expectations: Fact[tuple[Text, ...]] | None = topic(
        "wat een gezin kan verwachten", "Wat kunt u verwachten?", Reader.PROFESSIONAL, "Lijst van korte zinnen."
    )
    sign_up: Fact[tuple[Text, ...]] | None = topic(
        "aanmelding", "Hoe meldt u zich aan?", Reader.PROFESSIONAL, "Wie aanmeldt en hoe."
    )
    professional_care: Fact[tuple[Text, ...]] | None = topic(
        "samenwerking met beroepsmatige zorg",
        "Kan het naast andere hulp?",
        Reader.PROFESSIONAL,
        "Hoe zij samenwerken.",
    )
    match_length: DurationFact | None = topic(
        "duur van de koppeling",
        "Hoe lang duurt het?",
        Reader.MUNICIPALITY,
        "Hoe lang gezin en vrijwilliger bij elkaar horen.",
    )
    supporters: Fact[tuple[Text, ...]] | None = topic(
        "steunfiguren en hun training",
        "Wie zijn de vrijwilligers?",
        Reader.MUNICIPALITY,
        "Wie zij zijn en welke training zij krijgen.",
    )
    coordinator: Fact[tuple[Text, ...]] | None = topic(
        "betaalde coördinator", "Wie begeleidt?", Reader.MUNICIPALITY, "Wie dat is en wat zij doet."
    )
    funding: Fact[Text] | None = topic("financiering", "Wie betaalt het?", Reader.MUNICIPALITY, "Wie betaalt.")
    yearly_cost: Fact[EuroRange] | None = topic(
        "jaarlijkse kosten",
        "Wat kost een koppeling per jaar?",
        Reader.MUNICIPALITY,
        "Per koppeling per jaar, in euro, ongeveer.",
    )
    minimum_cooperation: Fact[Months] | None = topic(
        "minimale duur samenwerking met de gemeente",
        "Hoe lang verbindt een gemeente zich minstens?",
        Reader.MUNICIPALITY,
        "In maanden.",
    )
    minimum_matches: Fact[Count] | None = topic(
        "minimaal aantal koppelingen eerste jaar",
        "Hoeveel koppelingen minstens in het eerste jaar?",
        Reader.MUNICIPALITY,
        "Een aantal.",
    )
    quality: Fact[tuple[Text, ...]] | None = topic(
        "kwaliteitsborging",
        "Hoe is de kwaliteit geregeld?",
        Reader.MUNICIPALITY,
        "Wie de kwaliteit bewaakt, en vermeldingen.",
    )


class Step(Record):
    """One step that a parent goes through."""

    title: Text = Field(title="titel", description="De stap in een paar woorden.")
    text: Text = Field(title="tekst", description="Wat er gebeurt, in één of twee zinnen.")
    source: SourceKeys = ()


class Finding(Record):
    """A result of research, or a figure, with its source."""

    text: Text = Field(title="tekst", description="De bevinding in eigen woorden, met het jaar.")
    source: SourceKeys
    note: Text | None = Field(None, title="toelichting", description="Wat de lezer erbij moet weten.")


class Organisation(Record):
    """Who owns the way of working."""

    name: Line = Field(title="naam", description="Naam van de organisatie.")
    text: Text | None = Field(None, title="tekst", description="Wat voor organisatie het is.")
    source: SourceKeys = ()


class Verdict(Choice):
    """What an answer in the signpost means for an initiative."""

    FITS = "fits", "past"
    CAUTION = "caution", "let op"
    NO = "no", "past niet"


class FitRule(Record):
    """What one answer in the signpost means for this initiative, and the fact that says so."""

    answer: Slug = Field(title="antwoord", description="key van een antwoord in content/signpost.yaml, zoals rust.")
    verdict: Verdict = Field(title="oordeel", description="fits (past), caution (past, let op) of no (past niet).")
    topic: Line = Field(title="onderwerp", description="Het feit waar dit op steunt, zoals support of not_for.")
    because: Text = Field(title="want", description="De reden in één zin, zoals een ouder het leest.")


class Initiative(Record):
    """A profile in `initiatives/<slug>.yaml`; the long text for parents is beside it in `<slug>.md`."""

    name: Line = Field(title="naam", description="Naam zoals het initiatief die zelf schrijft.")
    in_collective: Yes = Field(
        title="lid van het Collectief", description="ja als het in de wegwijzer van het Collectief staat."
    )
    owner: Organisation = Field(title="eigenaar", description="De landelijke organisatie.")
    website: SiteAddress = Field(title="website", description="Landelijke website.")
    colour: Colour = Field(title="kleur", description="Accentkleur op deze site, tussen aanhalingstekens.")
    summary: Text = Field(title="samenvatting", description="Eén zin: wie doet wat voor wie.")
    fits: Text = Field(title="past bij", description="Eén zin die begint met wat een ouder herkent.")
    first_step: Text = Field(title="eerste stap", description="Wat een ouder als eerste doet, in één of twee zinnen.")
    facts: Facts = Field(title="feiten", description="De onderwerpen van de vergelijking.")
    fit: tuple[FitRule, ...] = Field(
        (), title="wegwijzer", description="Voor elk antwoord in content/signpost.yaml: past het, en waarom."
    )
    steps: tuple[Step, ...] = Field(title="stappen", description="Wat een ouder meemaakt, van bellen tot afscheid.")
    referral: tuple[Text, ...] = Field(
        title="verwijzen", description="Voor professionals: hoe verwijzen werkt, in korte zinnen."
    )
    referral_source: SourceKeys = Field(
        (), title="bron van verwijzen", description="Sleutel(s) uit content/sources.yaml."
    )
    evidence: tuple[Finding, ...] = Field(title="onderzoek", description="Wat onderzoek laat zien, met bron.")
    reach: tuple[Finding, ...] = Field(title="bereik", description="Hoeveel gemeenten of gezinnen, met het jaar.")
    history: tuple[Finding, ...] = Field((), title="geschiedenis", description="Wanneer en waar het begon.")
    not_to_confuse: tuple[Finding, ...] = Field(
        (), title="niet verwarren met", description="Initiatieven met een naam die erop lijkt."
    )


class Term(Record):
    """A kind of person or desk that can refer a family, with a plain explanation."""

    label: Text = Field(title="naam", description="Hoe mensen het noemen.")
    explanation: Text = Field(title="uitleg", description="Wat het is en doet, in gewone woorden.")
    reach: Text = Field(title="bereiken", description="Hoe u er komt.")
    ages: Ages | None = Field(None, title="leeftijd", description="Als het alleen voor kinderen van een leeftijd is.")
    source: SourceKeys


class Source(Record):
    """A document or page that facts come from."""

    title: Line = Field(title="titel", description="Titel van het stuk, zonder namen van personen.")
    publisher: Line = Field(title="uitgever", description="Wie het uitgaf.")
    date: PartialDate | None = Field(
        None,
        title="datum",
        description="Jaar, maand of dag van de bron. Weglaten als de bron geen datum noemt.",
    )
    url: SourceAddress | None = Field(
        None, title="webadres", description="Adres van de bron. Op de site staat de titel als link."
    )
    note: Text | None = Field(None, title="toelichting", description="Wat de lezer over de bron moet weten.")


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
    ended: Yes = Field(False, title="gestopt", description="ja als de bron zegt dat het aanbod is gestopt.")
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

    @model_validator(mode="after")
    def _room_only_while_it_runs(self) -> Self:
        if self.ended and self.room:
            hint = "Haal room weg, of haal ended weg als het aanbod er nog is."
            raise wrong("bij een aanbod dat is gestopt, hoort geen plek voor gezinnen.", hint, "room")
        _checked_by_needs_a_day(self)
        return self


class Position(Record):
    """A place on earth, in degrees (WGS 84)."""

    lat: Latitude = Field(title="breedtegraad", description="Graden, met een punt: 52.0402.")
    lon: Longitude = Field(title="lengtegraad", description="Graden, met een punt: 5.6649.")


class ExamplePlace(Record):
    """What the register says of a real municipality, written out for the invented one."""

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


class SafetyNumber(Record):
    """A national number for danger or great need, shown on every page."""

    name: Text = Field(title="naam", description="Naam van de dienst.")
    when: Text = Field(title="wanneer", description="Wanneer u belt, in een paar woorden.")
    phone: Phone | None = Field(None, title="telefoon", description="Het nummer.")
    website: WebAddress | None = Field(None, title="website", description="Site van de dienst.")
    details: Text | None = Field(None, title="bijzonderheden", description="Kosten en tijden.")
    source: SourceKeys
    checked_on: CheckedOn = None


class Safety(Record):
    """`content/safety.yaml`: the safety box."""

    numbers: tuple[SafetyNumber, ...] = Field(title="nummers", description="In de volgorde van de site.")


class Language(Record):
    """A language the site is published in."""

    code: Line = Field(title="taalcode", description="Zoals nl, en of ar.")
    readers: Annotated[
        tuple[Reader, ...], BeforeValidator(one_or_more, json_schema_input_type=Reader | list[Reader])
    ] = Field(tuple(Reader), title="voor wie", description="Voor wie er pagina's zijn: parent. Weglaten voor iedereen.")


class Site(Record):
    """`content/site.yaml`: what holds for the whole site."""

    name: Text = Field(title="naam", description="Naam van de site.")
    tagline: Text = Field(title="ondertitel", description="Eén zin die zegt wat de site is.")
    base_url: SiteAddress = Field(title="webadres", description="Waar de site komt te staan, met https://.")
    publisher: Line = Field(title="uitgever", description="Wie de site uitgeeft.")
    email: Email | None = Field(None, title="e-mail", description="Adres voor fouten en aanvullingen.")
    languages: tuple[Language, ...] = Field(title="talen", description="Nederlands voorop.")


class PageHead(TranslationHead):
    """The lines between `---` at the top of `content/pages/<slug>.md`."""

    title: Line = Field(title="titel", description="Titel van de pagina.")
    description: Line = Field(title="beschrijving", description="Eén zin voor zoekmachines en de kop van de pagina.")
    reader: Reader | None = Field(
        None, title="voor wie", description="parent, professional, municipality of volunteer."
    )
    national_only: Yes = Field(
        False, title="alleen landelijk", description="ja laat de pagina weg uit de site van één gemeente (--only)."
    )
    draft: Yes = Field(False, title="concept", description="ja houdt de pagina van de site, behalve met --drafts.")
