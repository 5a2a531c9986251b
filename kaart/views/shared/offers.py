"""An initiative in a municipality in short, and the ways to the flyers and the referral card there."""

from __future__ import annotations

from dataclasses import dataclass

from kaart import urls
from kaart.languages.voice import N_, Phrase
from kaart.model.facts import fact_that_holds
from kaart.model.paper import has_flyers_of_its_own
from kaart.model.site import Locality
from kaart.schema.facts import Place
from kaart.schema.municipality import LocalOffer, RoomState, Stage
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.facts import Checked, ages_for_scripts, ages_in_words, checked_view, place_label
from kaart.views.shared.links import Link
from kaart.views.shared.made_once import made_once

OLD_OFFER = N_("Dit aanbod is niet kort geleden nagekeken.")
MENTIONS = {  # how the newest source of an offer tells it: with its year, and where it has none
    Stage.ANNOUNCED: (
        N_("In %(year)s werd aangekondigd dat %(name)s in %(place)s begint. Of dat zo is, weten we niet zeker."),
        N_("Een bron zonder datum kondigde aan dat %(name)s in %(place)s begint. Of dat zo is, weten we niet zeker."),
    ),
    Stage.RUNNING: (
        N_("In %(year)s was %(name)s actief in %(place)s. Of dat nog zo is, weten we niet zeker."),
        N_("Volgens een bron zonder datum was %(name)s actief in %(place)s. Of dat nog zo is, weten we niet zeker."),
    ),
    Stage.END_PROPOSED: (
        N_("In %(year)s is voorgesteld om met %(name)s in %(place)s te stoppen. Wat er nu is, weten we niet."),
        N_("Een bron zonder datum stelt voor om met %(name)s in %(place)s te stoppen. Wat er nu is, weten we niet."),
    ),
    Stage.ENDED: (
        N_("Volgens een bron uit %(year)s is %(name)s in %(place)s gestopt."),
        N_("Volgens een bron zonder datum is %(name)s in %(place)s gestopt."),
    ),
}


AGES = {  # the same in a few words, for a list
    Stage.ANNOUNCED: (N_("Aangekondigd in %(year)s."), N_("Aangekondigd, zonder datum.")),
    Stage.RUNNING: (N_("Genoemd in %(year)s."), N_("Genoemd in een bron zonder datum.")),
    Stage.END_PROPOSED: (N_("In %(year)s voorgesteld om te stoppen."), N_("Voorgesteld om te stoppen, zonder datum.")),
    Stage.ENDED: MENTIONS[Stage.ENDED],
}


@dataclass(frozen=True)
class OfferView:
    """An initiative in a municipality, in short.

    `mention` tells how old it is where nobody has checked it, and `age` in a few words how old or how fresh.
    """

    slug: str
    name: str
    href: str
    colour_class: str
    summary: Phrase | str
    place: Place | None
    provider: str | None
    since: int | None
    is_ended: bool
    mention: str
    age: str
    is_checked: bool
    checked: Checked
    cites: tuple[Cite, ...]
    note: Phrase | None
    room: tuple[Phrase | str, ...]
    first_step: Phrase
    website: str
    website_label: str
    place_label: str
    ages: str
    ages_words: str

    @property
    def is_told_as_of_today(self) -> bool:
        """True where somebody has checked it and it has not ended: then nothing tells of another day."""
        return self.is_checked and not self.is_ended


def offer_view(context: Context, locality: Locality, offer: LocalOffer) -> OfferView:
    """An offer, with what is known of it and how sure that is."""
    place = locality.area.slug
    key = ("offer", place, offer.initiative)
    return made_once(context, key, lambda shared: _offer_view(shared, locality, offer), place)


def _offer_view(context: Context, locality: Locality, offer: LocalOffer) -> OfferView:
    voice, site = context.voice, context.site
    initiative = site.content.initiatives[offer.initiative]
    place, ages = (fact_that_holds(initiative, offer, topic)[0] for topic in ("place", "ages"))
    year = max(site.content.sources[key].year for key in offer.source)
    names = {"name": initiative.name, "place": locality.area.name}
    checked = checked_view(context, offer.checked_on, offer.checked_by, OLD_OFFER)

    def dated(words: tuple[str, str]) -> str:
        return voice._(words[0], year=year, **names) if year else voice._(words[1], **names)

    return OfferView(
        slug=offer.initiative,
        name=initiative.name,
        href=context.href(site.offer_address(locality.area.slug, offer.initiative)),
        colour_class=f"accent-{offer.initiative}",
        summary=voice.phrase(initiative.summary),
        place=place.value if place else None,
        provider=offer.provider,
        since=offer.since if offer.stage in (Stage.RUNNING, Stage.END_PROPOSED) else None,
        is_ended=offer.has_ended,
        mention=dated(MENTIONS[offer.stage]),
        age=dated(AGES[offer.stage]) if offer.has_ended or offer.checked_on is None else checked.label,
        is_checked=offer.checked_on is not None,
        checked=checked,
        cites=context.cite(offer.source),
        note=voice.phrase(offer.note) if offer.note else None,
        room=room_in_words(context, offer),
        first_step=voice.phrase(initiative.first_step),
        website=offer.website or initiative.website,
        website_label=voice._(
            "Naar de pagina over %(name)s in %(place)s", name=initiative.name, place=locality.area.name
        )
        if offer.website
        else voice._("Naar de site van %(name)s", name=initiative.name),
        place_label=place_label(context, place.value if place else None),
        ages=ages_for_scripts(ages.value) if ages and ages.value else "",
        ages_words=ages_in_words(context, ages.value) if ages and ages.value else "",
    )


def room_in_words(context: Context, offer: LocalOffer) -> tuple[Phrase | str, ...]:
    """Whether there is room now, until the end date has passed."""
    room, voice = offer.room, context.voice
    if room is None or context.site.today.has_passed(room.until):
        return ()
    words = {
        RoomState.OPEN: voice._("Er is plek voor nieuwe gezinnen."),
        RoomState.WAITING_LIST: voice._("Er is een wachtlijst. Aanmelden kan wel."),
        RoomState.FULL: voice._("Er is nu geen plek."),
    }[room.state]
    return (words, voice.phrase(room.note)) if room.note else (words,)


NOT_CHECKED = N_(
    "Voor %(place)s is er geen nummer dat het laatste jaar is nagekeken. "
    "Neem de landelijke flyer en schrijf er uw eigen nummer op."
)
NOTHING_OFFERED = N_(
    "Wij weten nog niet wat er in %(place)s is. Neem de landelijke flyer en schrijf er uw eigen nummer op."
)


@dataclass(frozen=True)
class FlyersWay:
    """The way to flyers, and why it is not to those of the municipality itself where it has none."""

    link: Link
    why: str


def flyers_way(context: Context, locality: Locality) -> FlyersWay | None:
    """The way to the flyers of a municipality; elsewhere to those of the whole country, where it is known."""
    site, voice, place = context.site, context.voice, locality.area.name
    if has_flyers_of_its_own(site, locality):
        label = voice._("Flyers voor %(place)s, om te printen en mee te geven", place=place)
        return FlyersWay(Link(label, context.href(urls.flyers(site.municipality_address(locality.area.slug)))), "")
    label = voice._("Flyers om te printen en mee te geven")
    why = voice._(NOT_CHECKED if locality.current_offers else NOTHING_OFFERED, place=place)
    if context.has(urls.FLYERS):
        return FlyersWay(Link(label, context.href(urls.FLYERS)), why)
    if site.options.with_flyers and site.national_url:
        return FlyersWay(Link(label, site.national_url + urls.in_language(urls.FLYERS, voice.code)), why)
    return None


def refer_link(context: Context, locality: Locality) -> Link | None:
    """The way to the referral card of a municipality, in the languages of professionals."""
    address = urls.refer(context.site.municipality_address(locality.area.slug))
    if not context.has(address):
        return None
    return Link(context.voice._("Voor professionals: verwijzen in twee minuten"), context.href(address))
