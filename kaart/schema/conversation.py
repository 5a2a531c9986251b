"""What a professional says to a parent, and what professionals agree on with each other: each key once, as elsewhere.

The sentences to a parent are translated into every language, so that both can read them on one card.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from kaart.schema.fields import Slug
from kaart.schema.records import ProfessionalText, Record, SourceKeys, Text, one_or_more

Lines = Annotated[tuple[ProfessionalText, ...], BeforeValidator(one_or_more, json_schema_input_type=str | list[str])]


class Advice(Record):
    """What a professional does or leaves; without a source it is our own advice."""

    text: ProfessionalText = Field(title="tekst", description="Eén of twee zinnen voor de professional.")
    source: SourceKeys = ()


class Situation(Record):
    """A moment at which a professional can raise it, with sentences to say to the parent."""

    key: Slug = Field(title="sleutel", description="Het woord in het webadres, zoals school. Verander het niet meer.")
    title: ProfessionalText = Field(title="titel", description="Waar of met wie het gesprek is, in een paar woorden.")
    notice: ProfessionalText = Field(title="wat u merkt", description="Wat een professional dan ziet of hoort.")
    say: tuple[Text, ...] = Field(
        title="zinnen", description="Wat u tegen de ouder zegt. Deze zinnen staan op de kaart, in elke taal."
    )
    advice: tuple[Advice, ...] = Field(title="let op", description="Wat u doet of laat. Dit staat niet op de kaart.")


class Conversation(Record):
    """`content/conversation.yaml`: the sentences of /gesprek-beginnen/, and of the card that is read together."""

    opening: Text = Field(title="begin", description="Boven aan elke kaart: lees dit samen.")
    situations: tuple[Situation, ...] = Field(title="situaties", description="In de volgorde van de pagina.")
    assurances: tuple[Text, ...] = Field(
        title="geruststelling", description="Op elke kaart: wat een ouder moet weten. Alleen wat altijd waar is."
    )
    consent: Text = Field(title="toestemming", description="De vraag of u een naam en nummer mag doorgeven.")
    replies: tuple[Text, ...] = Field(title="antwoorden", description="Wat de ouder kan aanwijzen, ook: nee.")


class Agreement(Record):
    """Something that coordinator and professional agree on, with boxes to tick and lines to write on."""

    ask: ProfessionalText = Field(title="vraag", description="Waarover u het eens moet worden, als vraag.")
    choices: Lines = Field((), title="keuzes", description="Lijst van antwoorden met een hokje ervoor. Mag weg.")
    blanks: Lines = Field(
        (), title="lijnen", description="Lijst: het woord voor elke lijn om op te schrijven, zoals Datum. Mag weg."
    )
    source: SourceKeys = ()


class Together(Record):
    """`content/together.yaml`: the sheet of /samen-optrekken/, to fill in by hand or on the screen."""

    head: Lines = Field(title="kop", description="Lijnen boven aan het blad, zoals Datum.")
    agreements: tuple[Agreement, ...] = Field(title="afspraken", description="In de volgorde van het blad.")
