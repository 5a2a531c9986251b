"""Facts, each a value with its source, and the topics on which initiatives are compared.

A topic is declared once: its label, the question it answers in plain Dutch, and the reader who is the first to ask it.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Generic, Self, TypeVar

from pydantic import (
    Field,
    model_validator,
)

from kaart.problems import wrong
from kaart.schema.fields import (
    Age,
    Count,
    Euros,
    HalfDaysAWeek,
    Months,
    PregnancyWeek,
    Yes,
)
from kaart.schema.records import CheckedOn, LabelledEnum, ProfessionalText, Reader, Record, SourceKeys, Text


class Place(LabelledEnum):
    """Where the support happens."""

    FAMILY_HOME = "family_home", "thuis bij het gezin"
    VOLUNTEER_HOME = "volunteer_home", "thuis bij de vrijwilliger"


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
    youngest_child: Yes = Field(
        False,
        title="jongste kind",
        description="ja als minstens één kind zo oud moet zijn. Oudere broers en zussen horen er dan bij.",
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


ListFact = Fact[tuple[Text, ...]]
ProfessionalFact = Fact[tuple[ProfessionalText, ...]]
PlaceFact = Fact[Place]
AgesFact = Fact[Ages]
EurosFact = Fact[EuroRange]
TextFact = Fact[Text]
MonthsFact = Fact[Months]
CountFact = Fact[Count]
KINDS_OF_FACTS = (
    "ListFact",
    "ProfessionalFact",
    "PlaceFact",
    "AgesFact",
    "EurosFact",
    "TextFact",
    "MonthsFact",
    "CountFact",
)
for _name in KINDS_OF_FACTS:  # by which a fact can be written to a file and read from it
    globals()[_name].__qualname__ = _name


class FrequencyFact(TextFact):
    """How often there is support: in words, and in half-days a week where a source counts them."""

    half_days: HalfDays | None = Field(
        None, title="dagdelen per week", description="In cijfers, als een bron ze telt: min en max."
    )


class DurationFact(TextFact):
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

    A parent asks the first five, which the comparison says in a few words beside how to begin; a professional the five
    after them too, and a municipality all.
    """

    place: PlaceFact | None = topic(
        "waar is de steun",
        "Bij u thuis, of ergens anders?",
        Reader.PARENT,
        "family_home (thuis bij het gezin) of volunteer_home.",
    )
    ages: AgesFact | None = topic(
        "leeftijd kinderen",
        "Hoe oud zijn de kinderen?",
        Reader.PARENT,
        "Jongste en oudste leeftijd, in cijfers: min en max.",
    )
    frequency: FrequencyFact | None = topic("hoe vaak", "Hoe vaak is er steun?", Reader.PARENT, "Hoe vaak er steun is.")
    match_length: DurationFact | None = topic(
        "duur van de koppeling",
        "Hoe lang duurt het?",
        Reader.PARENT,
        "Hoe lang gezin en vrijwilliger bij elkaar horen.",
    )
    family_cost: EurosFact | None = topic(
        "kosten voor het gezin", "Wat kost het u?", Reader.PARENT, "In euro; gratis is 0 en 0."
    )
    sign_up: ListFact | None = topic("aanmelding", "Hoe meldt u zich aan?", Reader.PROFESSIONAL, "Wie aanmeldt en hoe.")
    support: ListFact | None = topic(
        "aard van de steun", "Wat doet de vrijwilliger?", Reader.PROFESSIONAL, "Lijst van korte zinnen."
    )
    for_whom: ListFact | None = topic(
        "voor wie wel", "Voor wie is het?", Reader.PROFESSIONAL, "Lijst van korte zinnen."
    )
    not_for: ListFact | None = topic(
        "voor wie niet",
        "Wat is het niet?",
        Reader.PROFESSIONAL,
        "Lijst: wat het niet is, en wanneer iets anders beter past.",
    )
    professional_care: ListFact | None = topic(
        "samenwerking met beroepsmatige zorg",
        "Kan het naast andere hulp?",
        Reader.PROFESSIONAL,
        "Hoe zij samenwerken.",
    )
    expectations: ListFact | None = topic(
        "wat een gezin kan verwachten", "Wat kunt u verwachten?", Reader.MUNICIPALITY, "Lijst van korte zinnen."
    )
    supporters: ListFact | None = topic(
        "steunfiguren en hun training",
        "Wie zijn de vrijwilligers?",
        Reader.MUNICIPALITY,
        "Wie zij zijn en welke training zij krijgen.",
    )
    coordinator: ListFact | None = topic(
        "betaalde coördinator", "Wie begeleidt?", Reader.MUNICIPALITY, "Wie dat is en wat zij doet."
    )
    funding: TextFact | None = topic("financiering", "Wie betaalt het?", Reader.MUNICIPALITY, "Wie betaalt.")
    yearly_cost: EurosFact | None = topic(
        "kosten per jaar voor de gemeente",
        "Wat kost een koppeling de gemeente per jaar?",
        Reader.MUNICIPALITY,
        "Per koppeling per jaar, in euro, ongeveer.",
    )
    minimum_cooperation: MonthsFact | None = topic(
        "minimale duur samenwerking met de gemeente",
        "Hoe lang verbindt een gemeente zich minstens?",
        Reader.MUNICIPALITY,
        "In maanden.",
    )
    minimum_matches: CountFact | None = topic(
        "minimaal aantal koppelingen eerste jaar",
        "Hoeveel koppelingen minstens in het eerste jaar?",
        Reader.MUNICIPALITY,
        "Een aantal.",
    )
    quality: ListFact | None = topic(
        "kwaliteitsborging",
        "Hoe is de kwaliteit geregeld?",
        Reader.MUNICIPALITY,
        "Wie de kwaliteit bewaakt, en vermeldingen.",
    )


TOPICS: tuple[str, ...] = tuple(Facts.model_fields)


READERS = (Reader.PARENT, Reader.PROFESSIONAL, Reader.MUNICIPALITY)  # each asks what the ones before ask, and more


@cache
def topics_of(reader: Reader) -> tuple[str, ...]:
    """The topics that this reader is the first to ask about."""
    return tuple(topic for topic in TOPICS if _extra(topic)["reader"] == reader.value)


@cache
def question_of(topic: str) -> str:
    """The topic as a question in plain Dutch."""
    return str(_extra(topic)["question"])


def label_of(topic: str) -> str:
    """The Dutch name of the topic."""
    return str(Facts.model_fields[topic].title)


def _extra(topic: str) -> dict[str, Any]:
    extra: Any = Facts.model_fields[topic].json_schema_extra
    return dict(extra)
