"""Records of the whole site, each key once, as in `initiative.py`: settings, sources, terms, safety numbers, pages."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import (
    BeforeValidator,
    Field,
    model_validator,
)

from kaart.problems import wrong
from kaart.schema.facts import Ages
from kaart.schema.fields import (
    Days,
    Email,
    Line,
    PartialDate,
    Phone,
    SiteAddress,
    Slug,
    SourceAddress,
    WebAddress,
    Year,
    Yes,
)
from kaart.schema.records import CheckedOn, LabelledEnum, Reader, Record, SourceKeys, Text, TranslationHead, one_or_more


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
    about: Year | None = Field(
        None,
        title="gaat over",
        description="Jaar waarover de bron vertelt, als dat eerder is dan de datum: een verslag uit 2020 over 2019.",
    )
    url: SourceAddress | None = Field(
        None, title="webadres", description="Adres van de bron. Op de site staat de titel als link."
    )
    note: Text | None = Field(None, title="toelichting", description="Wat de lezer over de bron moet weten.")

    @property
    def year(self) -> int:
        """The year that it tells of; 0 where nobody knows."""
        return self.about or (int(self.date[:4]) if self.date else 0)


class Support(LabelledEnum):
    """How well the sources support a national number. What is weaker than one recent message is not on the site."""

    STRONG = "strong", "sterk"
    ONE_SOURCE = "one_source", "één bron"


class SafetyNumber(Record):
    """A national number for danger or great need, shown on every page."""

    key: Slug = Field(title="sleutel", description="Zo noemt danger.yaml dit nummer, zoals veilig-thuis.")
    name: Text = Field(title="naam", description="Naam van de dienst.")
    when: Text = Field(title="wanneer", description="Wanneer u belt, in een paar woorden.")
    phone: Phone | None = Field(None, title="telefoon", description="Het nummer.")
    website: WebAddress | None = Field(None, title="website", description="Site van de dienst.")
    cost: Text | None = Field(
        None, title="kosten", description="Wat bellen kost: Gratis. Weglaten als niemand dat zegt."
    )
    hours: Text | None = Field(None, title="tijden", description="Wanneer iemand opneemt: Dag en nacht.")
    details: Text | None = Field(None, title="bijzonderheden", description="Wat de beller nog moet weten.")
    support: Support = Field(
        Support.STRONG,
        title="onderbouwing",
        description="one_source als het op één nieuwsbericht rust; dan staat het jaar erbij. Weglaten als de dienst "
        "zelf, de overheid of meer bronnen het zeggen.",
    )
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


class SiteSettings(Record):
    """`content/site.yaml`: what holds for the whole site."""

    name: Text = Field(title="naam", description="Naam van de site.")
    short_name: Text | None = Field(
        None, title="korte naam", description="Voor boven aan de pagina op een telefoon: een of twee woorden."
    )
    tagline: Text = Field(title="ondertitel", description="Eén zin die zegt wat de site is.")
    base_url: SiteAddress = Field(title="webadres", description="Waar de site komt te staan, met https://.")
    publisher: Line = Field(title="uitgever", description="Wie de site uitgeeft.")
    email: Email | None = Field(None, title="e-mail", description="Adres voor fouten en aanvullingen.")
    answer_within_days: Days | None = Field(
        None,
        title="antwoord binnen dagen",
        description="Belofte van de redactie: binnen hoeveel dagen zij een melding nakijkt en antwoord geeft, zoals 7. "
        "Weglaten als u niets belooft. Kan alleen met email.",
    )
    leave_to: WebAddress = Field(
        title="verlaten",
        description="Waar Verlaat deze site heen gaat: een gewone pagina die niemand vreemd vindt, zoals het weer.",
    )
    languages: tuple[Language, ...] = Field(title="talen", description="Nederlands voorop.")

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        if self.answer_within_days and self.email is None:
            hint = "Zet email: erbij, met een adres dat iemand leest, of haal deze regel weg."
            raise wrong("hier staat een belofte, maar er is geen e-mailadres.", hint, "answer_within_days")
        return self


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
