"""A profile in `initiatives/<slug>.yaml`, each key once, with its Dutch label, its help and its kind of value.

The validation, the key tables in the handbook of editors and the JSON Schema all come from this declaration.
"""

from __future__ import annotations

from pydantic import (
    Field,
)

from kaart.schema.facts import Facts
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
