"""A profile in `initiatives/<slug>.yaml`, each key once, with its Dutch label, its help and its kind of value.

The validation, the key tables in the handbook of editors and the JSON Schema all come from this declaration.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from kaart.problems import wrong
from kaart.schema.facts import Facts, ProfessionalFact
from kaart.schema.fields import (
    Colour,
    Line,
    SiteAddress,
    Slug,
    Yes,
)
from kaart.schema.records import LabelledEnum, Record, SourceKeys, Text


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


class Verdict(LabelledEnum):
    """The meaning of an answer in the signpost for an initiative."""

    FITS = "fits", "past"
    CAUTION = "caution", "let op"
    NO = "no", "past niet"


class FitRule(Record):
    """The meaning of one answer in the signpost for this initiative, and the fact that says so."""

    answer: Slug = Field(title="antwoord", description="key van een antwoord in content/signpost.yaml, zoals rust.")
    verdict: Verdict = Field(title="oordeel", description="fits (past), caution (past, let op) of no (past niet).")
    topic: Line = Field(title="onderwerp", description="Het feit waar dit op steunt, zoals support of not_for.")
    because: Text = Field(title="want", description="De reden in één zin, zoals een ouder het leest.")


class Weekday(LabelledEnum):
    """A day of the week."""

    MONDAY = "monday", "maandag"
    TUESDAY = "tuesday", "dinsdag"
    WEDNESDAY = "wednesday", "woensdag"
    THURSDAY = "thursday", "donderdag"
    FRIDAY = "friday", "vrijdag"
    SATURDAY = "saturday", "zaterdag"
    SUNDAY = "sunday", "zondag"


class PartOfDay(LabelledEnum):
    """A part of a day."""

    MORNING = "morning", "ochtend"
    AFTERNOON = "afternoon", "middag"
    EVENING = "evening", "avond"


class Moments(Record):
    """Each of these parts of the day on each of these days, as an example of a week draws it, and the same in words."""

    days: tuple[Weekday, ...] = Field(title="dagen", description="Een lijst: [wednesday] (woensdag).")
    parts: tuple[PartOfDay, ...] = Field(
        title="delen van de dag", description="Een lijst uit morning (ochtend), afternoon (middag) en evening (avond)."
    )
    text: Text = Field(title="tekst", description="Hetzelfde in één of twee zinnen, zoals een ouder het leest.")

    @property
    def cells(self) -> frozenset[tuple[Weekday, PartOfDay]]:
        """The parts of days."""
        return frozenset((day, part) for day in self.days for part in self.parts)

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        for key, words in (("days", self.days), ("parts", self.parts)):
            twice = next((word for word in words if words.count(word) > 1), None)
            if twice:
                raise wrong(f'"{twice}" ({twice.label}) staat hier twee keer.', "Haal er één weg.", key)
        return self


class Week(Record):
    """An example of a week with the support, which is drawn: what most families have, and what some have."""

    often: Moments = Field(title="vaak", description="Wat bij de meeste gezinnen zo gaat.")
    sometimes: Moments | None = Field(None, title="soms", description="Wat soms zo gaat. Weglaten als dat er niet is.")
    source: SourceKeys

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> Self:
        both = self.often.cells & self.sometimes.cells if self.sometimes else ()
        if both:
            day, part = min(both)
            raise wrong(
                f"{day.label} ({part.label}) staat bij often en bij sometimes.",
                "Kies: vaak (often) of soms (sometimes).",
                "sometimes",
            )
        return self


class ReferralSheet(Record):
    """How to refer a family, on one sheet for professionals: read in two minutes. What no source says is unknown."""

    fits: ProfessionalFact = Field(title="voor wie", description="Lijst: wat een verwijzer ziet of hoort.")
    not_for: ProfessionalFact = Field(
        title="niet voor", description="Lijst: te licht, te zwaar, en waar iemand dan terechtkan."
    )
    coordinator: ProfessionalFact = Field(title="wat de coördinator doet", description="Lijst van korte zinnen.")
    coordinator_limits: ProfessionalFact = Field(
        title="wat de coördinator niet doet", description="Lijst van korte zinnen: wat u niet mag verwachten."
    )
    beside: ProfessionalFact = Field(
        title="naast andere hulp", description="Lijst: hoe de steun naast andere hulp gaat."
    )
    lead: ProfessionalFact = Field(
        title="wie houdt de regie", description="Lijst: wie de regie houdt, en hoe u dat afspreekt."
    )
    waiting: ProfessionalFact = Field(
        title="wachten", description="Lijst: hoe lang een gezin wacht, of hoe u dat hoort."
    )
    after: ProfessionalFact = Field(
        title="daarna", description="Lijst: wat er na de aanmelding gebeurt, en wat u daarvan hoort."
    )


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
    week: Week | None = Field(
        None,
        title="week",
        description="Een voorbeeld van een week, dat getekend wordt. Volg de feiten frequency en support; "
        "weglaten als die geen week dragen.",
    )
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
    referral_sheet: ReferralSheet | None = Field(
        None,
        title="verwijsblad",
        description="Voor professionals: de pagina Verwijzen in twee minuten. Weglaten als die er niet hoeft te zijn.",
    )
    evidence: tuple[Finding, ...] = Field(title="onderzoek", description="Wat onderzoek laat zien, met bron.")
    reach: tuple[Finding, ...] = Field(title="bereik", description="Hoeveel gemeenten of gezinnen, met het jaar.")
    history: tuple[Finding, ...] = Field((), title="geschiedenis", description="Wanneer en waar het begon.")
    not_to_confuse: tuple[Finding, ...] = Field(
        (), title="niet verwarren met", description="Initiatieven met een naam die erop lijkt."
    )
