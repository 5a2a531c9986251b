"""Words on the flyers, in `content/flyers.yaml`: each key once, as in `initiative.py`.

Offers, contacts and dates, which differ from place to place, are added by `flyers/contents.py`.
"""

from __future__ import annotations

from pydantic import Field

from kaart.schema.initiative import Weekday
from kaart.schema.records import ProfessionalText, Record, SourceKeys, Text


class FlyerWords(Record):
    """The words that stand on flyers of every kind."""

    call: Text = Field(title="bel", description="Voor een telefoonnummer.")
    mail: Text = Field(title="mail", description="Voor een e-mailadres, waar geen nummer is.")
    name: Text = Field(title="naam", description="Boven het vak voor de naam van wie opneemt.")
    place: Text = Field(title="plaats", description="Boven het vak voor de plaats.")
    number_aloud: Text = Field(title="nummer, voorgelezen", description="Wat een schermlezer zegt bij dat vak.")
    name_aloud: Text = Field(title="naam, voorgelezen", description="Wat een schermlezer zegt bij dat vak.")
    place_aloud: Text = Field(title="plaats, voorgelezen", description="Wat een schermlezer zegt bij dat vak.")
    example: Text = Field(title="bijvoorbeeld", description="Boven het beeld: niet elk initiatief doet dit.")
    say: Text = Field(title="zeg", description="Voor de zin die een ouder kan zeggen.")
    near: Text = Field(title="dichtbij", description="Onder de QR-code, die leidt naar wat er dichtbij is.")
    no_number: Text = Field(title="geen nummer", description="Onder een vak waar niemand een nummer invulde.")
    other_language: Text = Field(
        title="andere taal",
        description="Waar wie opneemt de taal van de flyer niet spreekt. Noem in een vertaling de taal.",
    )
    danger: Text = Field(title="gevaar", description="Voor de nummers bij gevaar.")
    checked: Text = Field(title="nagekeken", description="Voor de dag waarop het contact is nagekeken.")
    valid_until: Text = Field(title="geldig tot", description="Voor de dag waarop de flyer niet meer geldt.")
    sender: Text = Field(title="van", description="Voor wie de flyer maakt.")


class FlyerPicture(Record):
    """A moment with a family: what the drawing shows, in words."""

    text: Text = Field(title="beeld", description="Eén zin die een moment laat zien, met een dag.")
    also: Text = Field(title="erbij", description="Een korte zin erachter, op flyers voor het hele land.")
    alt: Text = Field(title="tekening", description="Wat er op de tekening staat, voor wie haar niet ziet.")
    day: Weekday = Field(title="dag", description="De dag in de zin, die in de week oplicht: wednesday of woensdag.")
    source: SourceKeys = ()


class FlyerPictures(Record):
    """The two pictures: a flyer has the one that fits what is offered."""

    away: FlyerPicture = Field(title="elders", description="Het kind is bij een vrijwilliger thuis.")
    home: FlyerPicture = Field(title="thuis", description="De vrijwilliger komt bij het gezin thuis.")


class Reassurances(Record):
    """What takes away a worry, in at most three words each: a flyer has three of them."""

    decide: Text = Field(title="beslissen", description="De ouder beslist zelf.")
    meet: Text = Field(title="kennismaken", description="Eerst leert men elkaar kennen.")
    beside: Text = Field(title="ernaast", description="Het kan naast andere hulp.")
    free: Text = Field(title="gratis", description="Waar van al het aanbod bekend is dat het gratis is.")
    source: SourceKeys = ()


class FlyerTexts(Record):
    """The words that every kind of flyer has."""

    name: Text = Field(title="naam", description="Hoe de flyer heet in de lijst op de site.")
    title: Text = Field(title="titel", description="De grote woorden bovenaan: één zin die men herkent.")


class FlyerPoint(Record):
    """A short text with a heading."""

    title: ProfessionalText = Field(title="kop", description="Een paar woorden.")
    text: ProfessionalText = Field(title="tekst", description="Eén tot drie korte zinnen.")


class FlyerList(Record):
    """A few short lines with a heading."""

    title: ProfessionalText = Field(title="kop", description="Een paar woorden.")
    lines: tuple[ProfessionalText, ...] = Field(title="regels", description="Twee tot vier korte zinnen.")


class ReferralCard(FlyerTexts):
    """The words of the card for professionals. What fits whom is in the profiles and in `content/signpost.yaml`."""

    lead: ProfessionalText = Field(title="inleiding", description="Eén zin onder de titel.")
    fit: ProfessionalText = Field(title="wat past", description="Kop boven de tabel met wat past.")
    raising: FlyerList = Field(title="zeggen", description="Zinnen waarmee een gesprek kan beginnen.")
    fear: ProfessionalText = Field(title="vrees", description="Waar een ouder bang voor kan zijn, en wat waar is.")
    consent: FlyerList = Field(title="toestemming", description="De vraag, wat u doorgeeft en wat niet.")
    calling: FlyerList = Field(title="bellen", description="Stappen, in volgorde.")
    refusal: FlyerPoint = Field(title="nee", description="Wat u doet als een ouder niet wil.")
    message: FlyerPoint = Field(title="bericht", description="Een bericht om over te nemen, zonder gegevens.")
    message_note: ProfessionalText = Field(title="bij het bericht", description="Wat er niet in een bericht hoort.")
    beside: FlyerList = Field(title="naast hulp", description="Hoe het samengaat met andere hulp.")
    later: ProfessionalText = Field(title="terugkijken", description="Kop boven de vakken voor later.")
    agreed: ProfessionalText = Field(title="afspraak", description="Boven het vak voor wat u afspreekt.")
    when: ProfessionalText = Field(title="wanneer", description="Boven het vak voor de dag waarop u terugkijkt.")
    who: ProfessionalText = Field(title="wie", description="Boven het vak voor uw eigen naam en nummer.")
    numbers: ProfessionalText = Field(title="nummers", description="Voor de dag waarop de nummers zijn nagekeken.")
    only_numbers: ProfessionalText = Field(
        title="alleen nummers", description="Waar de nummers zijn nagekeken, en wat er verder staat niet kort geleden."
    )
    parents_words: ProfessionalText = Field(title="voor ouders", description="Boven de tabel, die u tegen ouders zegt.")
    more: ProfessionalText = Field(title="meer", description="Voor het adres met alle contacten.")
    source: SourceKeys = ()


class VolunteerFlyer(FlyerTexts):
    """The words of the flyer that looks for volunteers."""

    picture: ProfessionalText = Field(title="beeld", description="Eén zin die een moment laat zien, met een dag.")
    day: Weekday = Field(title="dag", description="De dag in de zin, die in de week oplicht.")
    gives: FlyerList = Field(title="wat het geeft", description="Wat een vrijwilliger ervoor terugkrijgt.")
    asks: FlyerList = Field(title="wat er gevraagd wordt", description="VOG, training en tijd.")
    where: ProfessionalText = Field(title="waar", description="Kop boven de initiatieven.")
    say: ProfessionalText = Field(title="zin", description="Wat iemand kan zeggen die belt.")
    near: ProfessionalText = Field(title="bij de code", description="Onder de QR-code.")
    source: SourceKeys = ()


class Flyers(Record):
    """`content/flyers.yaml`: the words of each kind of flyer."""

    words: FlyerWords = Field(title="woorden", description="Wat op elke flyer staat.")
    say: Text = Field(title="zin voor aan de telefoon", description="Wat een ouder kan zeggen, zonder plaatsnaam.")
    pictures: FlyerPictures = Field(title="beelden", description="Wat een gezin meemaakt.")
    reassurances: Reassurances = Field(title="geruststelling", description="Drie korte beloften per flyer.")
    school: FlyerTexts = Field(title="school", description="Voor ouders, via school.")
    gp: FlyerTexts = Field(title="huisarts", description="Voor ouders, via huisarts en consultatiebureau.")
    poster: FlyerTexts = Field(title="poster", description="Met strookjes om af te scheuren.")
    card: FlyerTexts = Field(title="kaartje", description="Voor op de balie.")
    referral: ReferralCard = Field(title="verwijskaart", description="Voor professionals.")
    volunteers: VolunteerFlyer = Field(title="vrijwilligers", description="Voor wie wil helpen.")
