"""Records for finding and understanding, each key once, as in `initiative.py`.

Everyday words and real questions for the search, the answers of the signpost, the word list, and stiff words with
plainer ones.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from kaart.problems import wrong
from kaart.schema.fields import Line, PageAddress, Slug, Yes
from kaart.schema.records import (
    LANGUAGE_CODE,
    SOURCE_LANGUAGE,
    Record,
    Review,
    Sayings,
    SourceKeys,
    Text,
    one_or_more,
)

PageAddresses = Annotated[tuple[PageAddress, ...], BeforeValidator(one_or_more, json_schema_input_type=str | list[str])]


class EverydayWords(Record):
    """People's own words, and the page that answers them: one entry of `content/synonyms.yaml`."""

    words: Sayings = Field(title="woorden", description="Lijst: wat mensen typen, zoals oppas of ik trek het niet.")
    answer: Text = Field(title="antwoord", description="Wat de site er meteen bij zegt, in één of twee zinnen.")
    pages: PageAddresses = Field(
        title="pagina's", description="Adressen op deze site, de beste voorop: [/initiatieven/steunouder/]."
    )
    careful: Yes = Field(
        False,
        title="voorzichtig",
        description="ja als deze pagina's kunnen laten schrikken: zij komen alleen bij deze woorden, of bij hun kop.",
    )


class SearchQuestion(Record):
    """A real question, and the pages of which one must be among the first three that the search finds, or no answer."""

    ask: Line = Field(title="vraag", description="Wat iemand typt, zoals het getypt wordt.")
    language: Line = Field(
        SOURCE_LANGUAGE, title="taal", description="De taal van de site waarop iemand dit typt. Weglaten als het nl is."
    )
    pages: PageAddresses = Field(
        (), title="pagina's", description="Een van deze adressen hoort bij de eerste drie: [/initiatieven/steunouder/]."
    )
    first: Yes = Field(False, title="voorop", description="ja als een van deze pagina's de eerste moet zijn.")
    none: Yes = Field(
        False, title="geen", description="ja als hierop geen antwoord hoort te komen, zoals op pizza bestellen."
    )

    @field_validator("language")
    @classmethod
    def _is_a_language(cls, value: str) -> str:
        if not LANGUAGE_CODE.fullmatch(value):
            raise wrong(f'"{value}" is geen taalcode.', "Schrijf de code van een taal van de site, zoals tr.")
        return value

    @model_validator(mode="after")
    def _has_pages_or_none(self) -> Self:
        if self.none and self.pages:
            raise wrong(
                "hier staan pagina's, en ook dat er geen antwoord hoort te komen.",
                "Laat none weg, of de pagina's.",
                "none",
            )
        if not self.none and not self.pages:
            raise wrong(
                "hier staat geen pagina die het zoeken moet vinden.",
                "Voeg pages: toe, of none: ja als er geen antwoord hoort te komen.",
                "ask",
            )
        return self


class SearchQuestions(Record):
    """`content/questions.yaml`: what the search is measured with. The list grows with what people report."""

    questions: tuple[SearchQuestion, ...] = Field(title="vragen", description="In willekeurige volgorde.")


class GlossaryEntry(Record):
    """A word that a parent may not know, with what it means: one entry of `content/glossary.yaml`."""

    word: Line = Field(title="woord", description="Het woord zoals het op de site staat.")
    forms: Annotated[tuple[Line, ...], BeforeValidator(one_or_more, json_schema_input_type=str | list[str])] = Field(
        (), title="vormen", description="Andere vormen, zoals het meervoud: [steungezinnen]."
    )
    explanation: Text = Field(title="uitleg", description="Wat het betekent, in één of twee zinnen.")

    @property
    def every_form(self) -> tuple[str, ...]:
        """The word and its other forms."""
        return (self.word, *self.forms)


class TranslatedText(Record):
    """A short text with its translation. The Dutch is the version that the translation follows."""

    nl: Line = Field(title="Nederlands", description="De tekst zoals hij in het andere bestand staat.")
    was: Line | None = Field(
        None,
        title="was",
        description="Het oudere Nederlands dat de vertaling volgt; haal het weg als zij weer klopt.",
    )
    text: Line | None = Field(
        None, title="vertaling", description="Weglaten als er nog geen is; dan staat er Nederlands."
    )


class TranslatedFile(Record):
    """The translations of the texts in one file, or in one folder of small ones."""

    file: Line = Field(title="bestand", description="Waar het Nederlands staat, zoals initiatives/steunouder.yaml.")
    review: Review | None = Field(
        None, title="nagekeken", description="Wie deze teksten heeft nagekeken. Weglaten als niemand dat deed."
    )
    texts: tuple[TranslatedText, ...] = Field((), title="teksten", description="In de volgorde van het bestand.")
    unused: tuple[TranslatedText, ...] = Field(
        (), title="vervallen", description="Vertalingen van teksten die er niet meer zijn; ze worden bewaard."
    )


class Translations(Record):
    """`content/translations/<taal>.yaml`: the short texts in another language."""

    interface: Review | None = Field(
        None, title="knoppen en koppen", description="Wie de woorden in templates/locale heeft nagekeken."
    )
    files: tuple[TranslatedFile, ...] = Field((), title="bestanden", description="Eén blok voor elk bestand.")


class PlainWord(Record):
    """A stiff word, and what to write instead."""

    stiff: Line = Field(title="stijf", description="Het woord of de woorden, in kleine letters.")
    plain: Line = Field(title="gewoon", description="Wat u beter schrijft.")


class PlainWords(Record):
    """`content/plain.yaml`: words of offices, with plainer ones; `check` warns of them."""

    words: tuple[PlainWord, ...] = Field(title="woorden", description="Stijve woorden met een gewoon woord ernaast.")


class SignpostAnswer(Record):
    """An answer that a visitor of the signpost can give. Where no initiative fits it, `elsewhere` says what does."""

    key: Slug = Field(title="sleutel", description="Het woord in het webadres, zoals rust. Verander het niet meer.")
    label: Text = Field(title="voor ouders", description="Het antwoord zoals een ouder het zegt.")
    professional: Text = Field(title="voor professionals", description="Hetzelfde, zoals een professional het zegt.")
    choose: Text | None = Field(
        None,
        title="kies als",
        description="Hetzelfde als bijzin na Kies ... als, zoals u even rust wilt. De vergelijking zegt dit van een "
        "initiatief dat hierbij past, naast een dat hier niet bij past.",
    )
    elsewhere: Text | None = Field(
        None, title="elders", description="Alleen als geen initiatief hierbij past: wat een ouder dan kan doen."
    )
    refer: Text | None = Field(
        None, title="verwijzen", description="Alleen bij elsewhere: wat een professional dan doet, op de verwijskaart."
    )
    say: Text | None = Field(
        None, title="zeg dit", description="Wat een professional bij dit antwoord tegen de ouder kan zeggen."
    )
    private: Yes = Field(
        False, title="privé", description="ja als het over gezondheid gaat: dan komt het niet in het bericht."
    )
    terms: Annotated[tuple[Slug, ...], BeforeValidator(one_or_more, json_schema_input_type=Slug | list[Slug])] = Field(
        (), title="wie", description="Bij wie een ouder terecht kan: sleutels uit content/terms.yaml."
    )
    danger: Slug | None = Field(
        None,
        title="gevaar",
        description="Sleutel van de soort uit content/danger.yaml: haar kop en nummers staan dan groot bovenaan.",
    )

    @model_validator(mode="after")
    def _elsewhere_is_with_someone(self) -> Self:
        if self.elsewhere and not self.terms:
            raise wrong(
                "hier staat wat een ouder kan doen, maar niet bij wie.",
                "Voeg terms: toe, met een sleutel uit content/terms.yaml.",
                "elsewhere",
            )
        if self.elsewhere and not self.refer:
            raise wrong(
                "hier staat wat een ouder leest, maar niet wat een professional leest.",
                "Voeg refer: toe: wat een professional doet, op de verwijskaart.",
                "elsewhere",
            )
        if self.refer and not self.elsewhere:
            raise wrong(
                "hier staat wat een professional doet, maar niet wat een ouder leest.",
                "Voeg elsewhere: toe: wat een ouder dan kan doen.",
                "refer",
            )
        if self.danger and not self.elsewhere:
            raise wrong(
                "hier staat een soort gevaar, maar niet wat een ouder dan kan doen.",
                "Voeg elsewhere: toe. Bij gevaar past geen vrijwilliger.",
                "danger",
            )
        return self


class Advice(Record):
    """A sentence for a professional, with its source where it is not our own."""

    text: Text = Field(title="tekst", description="Eén of twee korte zinnen.")
    source: SourceKeys = ()


Advices = tuple[Advice, ...]


class ReferralWords(Record):
    """What stands on every referral card, whatever the answers are."""

    watch: Advices = Field(title="let op", description="Wat bij elk gezin geldt, zoals te zware problemen.")
    say: tuple[Text, ...] = Field(title="zeg dit", description="Zinnen die bij elk gezin passen.")
    consent: Advices = Field(title="toestemming", description="Wat u over toestemming moet weten.")
    pass_on: Advices = Field(title="geef door", description="Wat de coördinator nodig heeft.")
    keep_back: Advices = Field(title="geef niet door", description="Wat de ouder zelf vertelt, of wat niemand aangaat.")
    look_back: Advices = Field(title="kijk terug", description="Wat u na zes weken vraagt.")
    declined: Advices = Field(title="de ouder zegt nee", description="Wat u dan doet.")


class Signpost(Record):
    """`content/signpost.yaml`: the answers that are rules, of the questions what would help and who helps already."""

    referral: ReferralWords | None = Field(
        None, title="verwijskaart", description="Wat op elke verwijskaart voor professionals staat."
    )
    help: tuple[SignpostAnswer, ...] = Field(title="wat helpt", description="Antwoorden op: wat zou het meest helpen?")
    care: tuple[SignpostAnswer, ...] = Field(title="andere hulp", description="Antwoorden op: is er al hulp?")

    @property
    def answers(self) -> tuple[SignpostAnswer, ...]:
        """All answers."""
        return (*self.help, *self.care)
