"""Words on the flyers, in `content/flyers.yaml`: each key once, as in `initiative.py`.

Offers, contacts and dates, which differ from place to place, are added by `flyers/contents.py`.
"""

from __future__ import annotations

from pydantic import Field

from kaart.schema.records import Record, SourceKeys, Text

IS_NOT = Field(title="wat het niet is", description="Wat een gezin hier niet moet verwachten.")


class FlyerPoint(Record):
    """A short text with a heading."""

    title: Text = Field(title="kop", description="Een paar woorden.")
    text: Text = Field(title="tekst", description="Eén tot drie korte zinnen.")
    source: SourceKeys = ()


class FlyerTexts(Record):
    """The words that every kind of flyer has."""

    name: Text = Field(title="naam", description="Hoe de flyer heet in de lijst op de site.")
    title: Text = Field(title="titel", description="De grote woorden bovenaan.")
    lead: Text = Field(title="inleiding", description="Eén of twee zinnen onder de titel.")


class FlyerNotice(FlyerTexts):
    """The words of a sheet with little room: the poster, the card and the comparison."""

    is_not: Text = IS_NOT
    source: SourceKeys = ()


class ParentFlyer(FlyerTexts):
    """The words of a flyer that a professional hands to a parent."""

    points: tuple[FlyerPoint, ...] = Field(title="punten", description="Drie of vier korte teksten met een kop.")
    is_not: FlyerPoint = IS_NOT


class ReferralCard(FlyerTexts):
    """The words of the card for professionals. What fits whom is in the profiles and in `content/signpost.yaml`."""

    referring: tuple[FlyerPoint, ...] = Field(title="verwijzen", description="Stappen, in volgorde.")
    raising_advice: Text = Field(title="raad voor het gesprek", description="Hoe u er tegen een ouder over begint.")
    raising: tuple[Text, ...] = Field(title="zinnen voor het gesprek", description="Wat u tegen een ouder kunt zeggen.")
    telling: tuple[Text, ...] = Field(title="uitleg aan de ouder", description="Wat een ouder moet weten.")
    is_not: FlyerPoint = IS_NOT
    source: SourceKeys = ()


class VolunteerFlyer(FlyerTexts):
    """The words of the flyer that looks for volunteers."""

    gives: tuple[FlyerPoint, ...] = Field(title="wat het geeft", description="Wat een vrijwilliger ervoor terugkrijgt.")
    asks: tuple[FlyerPoint, ...] = Field(title="wat er gevraagd wordt", description="VOG, training en tijd.")
    is_not: FlyerPoint = IS_NOT


class Flyers(Record):
    """`content/flyers.yaml`: the words of each kind of flyer."""

    say: Text = Field(title="zin voor aan de telefoon", description="Wat een ouder kan zeggen, zonder plaatsnaam.")
    school: ParentFlyer = Field(title="school", description="Voor ouders, via school.")
    gp: ParentFlyer = Field(title="huisarts", description="Voor ouders, via huisarts en consultatiebureau.")
    referral: ReferralCard = Field(title="verwijskaart", description="Voor professionals.")
    volunteers: VolunteerFlyer = Field(title="vrijwilligers", description="Voor wie wil helpen.")
    poster: FlyerNotice = Field(title="poster", description="Met strookjes om af te scheuren.")
    card: FlyerNotice = Field(title="kaartje", description="Voor op de balie.")
    comparison: FlyerNotice = Field(title="vergelijking", description="De tabel op één blad.")
