"""The page of a municipality, and the way on for one that has merged."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kaart import urls
from kaart.languages.voice import Phrase
from kaart.model.site import Locality
from kaart.source.register import ranges_of
from kaart.views.reference import TermView, terms_view
from kaart.views.shared.contacts import ContactView, switchboard_view
from kaart.views.shared.context import Context
from kaart.views.shared.explanations import explain
from kaart.views.shared.frames import Frame, LogoView, frame_of, logo_of
from kaart.views.shared.initiatives import InitiativeCard, initiative_cards
from kaart.views.shared.links import Link, municipality_link, way_down
from kaart.views.shared.made_once import made_once
from kaart.views.shared.next_step import DrawnStep, Near, NextStep, after_the_call, near_of, way_in_of
from kaart.views.shared.offers import FlyersWay, OfferView, flyers_way, offer_view, refer_link

SHORT_WORD, LONG_WORD, LONG_NAME = 7, 10, 14  # letters
LOGO_SIZE = (144, 56)  # of a logo above the title, in pixels
ACCESS_TERMS = ("gemeente", "wijkteam", "cjg")


@dataclass(frozen=True)
class MunicipalityView:
    """A municipality: one next step, what is offered, who else can help."""

    name: str
    name_size: str
    before_name: str
    province: str
    logo: LogoView | None
    intro: Phrase | None
    website: str | None
    next_step: NextStep
    after_the_call: tuple[DrawnStep, ...]
    offers_title: str
    offers: tuple[OfferView, ...]
    is_listed: bool  # the offers stand in a list, below a card that is not about one of them
    ended: tuple[OfferView, ...]
    contacts: tuple[ContactView, ...]
    professional_contacts: tuple[ContactView, ...]
    desks: tuple[ContactView, ...]
    switchboard: ContactView | None
    near: tuple[Near, ...]
    shows_near: bool
    initiatives: tuple[InitiativeCard, ...]
    access: tuple[TermView, ...]
    places: tuple[str, ...]
    postcodes: str
    how_href: str
    referrers_href: str
    refer: Link | None
    flyers: FlyersWay | None
    local_compare: Link | None
    compare_href: str


def municipality(context: Context) -> tuple[Frame, MunicipalityView]:
    """The page of a municipality."""
    site, voice = context.site, context.voice
    locality = site.localities[context.page.slug]
    record = locality.municipality
    views = (offer_view(context, locality, offer) for offer in locality.current_offers)
    offers = tuple(replace(view, summary=explain(context, view.summary)) for view in views)
    all_checked = all(offer.is_checked for offer in offers)
    ended = tuple(offer_view(context, locality, offer) for offer in locality.offers if offer.has_ended)
    area = locality.area
    way_in = way_in_of(context, locality, offers)
    switchboard = next((desk for desk in way_in.contacts if desk == switchboard_view(context, area)), None)
    shows_near = len(offers) < 2 and not site.options.only
    view = MunicipalityView(
        name=area.name,
        name_size=_size_of(area.name),
        before_name=voice._("Steun voor gezinnen in"),
        province=area.province,
        logo=None if site.options.only else logo_of(context, area.slug, LOGO_SIZE),
        intro=voice.phrase(record.intro) if record and record.intro else None,
        website=_website(locality),
        next_step=way_in.next_step,
        after_the_call=after_the_call(context),
        offers_title=voice._("Wat er in %(place)s is", place=area.name)
        if all_checked
        else voice._("Wat we in %(place)s vonden", place=area.name),
        offers=offers,
        is_listed=bool(offers) and not way_in.next_step.card.colour_class,
        ended=ended,
        contacts=tuple(desk for desk in way_in.contacts if desk is not switchboard),
        desks=way_in.next_step.desks[1:],
        switchboard=switchboard,
        professional_contacts=way_in.professional_contacts,
        near=near_of(context, locality) if shows_near else (),
        shows_near=shows_near,
        initiatives=() if offers else initiative_cards(context),
        access=() if offers else made_once(context, ("access",), lambda shared: terms_view(shared, ACCESS_TERMS)),
        places=area.places,
        postcodes=_ranges(area.postcodes),
        how_href=context.how_href(),
        referrers_href=context.href(urls.REFERRERS),
        refer=refer_link(context, locality),
        flyers=flyers_way(context, locality),
        local_compare=_local_compare(context, locality),
        compare_href=context.href(urls.COMPARE),
    )
    title = voice._("Steun voor gezinnen in %(place)s", place=area.name)
    if offers:
        names = voice.join(offer.name for offer in offers)
        description = voice._(
            "Vrijwillige steun voor gezinnen in %(place)s: %(names)s. Wie u kunt bellen en wat er gebeurt.",
            place=area.name,
            names=names,
        )
    else:
        description = voice._("Hoe u in %(place)s steun voor uw gezin vindt, en wie daarbij helpt.", place=area.name)
    crumbs = way_down(context)
    return frame_of(context, title, description, crumbs, area.name, locality.is_example), view


def _size_of(name: str) -> str:
    """The class for a name that would not fit beside its house: by its longest word, or all of it."""
    longest = max(map(len, name.split()))
    if longest > LONG_WORD or len(name) > LONG_NAME:
        return "is-long"
    return "is-middle" if longest > SHORT_WORD else ""


def _website(locality: Locality) -> str | None:
    """The site of a municipality: as its file has it, or else as the register has it."""
    own = locality.municipality.website if locality.municipality else None
    return own or (locality.area.switchboard.website if locality.area.switchboard else None)


def _local_compare(context: Context, locality: Locality) -> Link | None:
    """The way to all facts of what is offered in a municipality, side by side."""
    if len(locality.current_offers) < 2:
        return None
    address = urls.local_compare(context.site.municipality_address(locality.area.slug))
    return Link(context.voice._("Zet ze naast elkaar, met contact en aanmelding"), context.href(address))


def _ranges(postcodes: tuple[int, ...]) -> str:
    """Postcodes in short: `6710–6718, 6721`."""
    return ", ".join(str(low) if low == high else f"{low}–{high}" for low, high in ranges_of(postcodes))


@dataclass(frozen=True)
class MovedView:
    """The page of a municipality that has gone into another, or of what stands at another address now."""

    target: Link
    keeps_answers: bool


def moved(context: Context) -> tuple[Frame, MovedView]:
    """The way on from an old address, which printed flyers and links of others may still carry."""
    site, voice, page = context.site, context.voice, context.page
    if page.slug not in site.moved:
        view = MovedView(Link(voice._("Voor professionals"), context.href(page.canonical)), keeps_answers=True)
        title = voice._("Wat past bij dit gezin?")
        return frame_of(context, title, voice._("Deze vragen staan nu op een andere pagina.")), view
    target = site.moved[page.slug]
    old_name = site.content.municipalities[page.slug].name or page.slug
    view = MovedView(municipality_link(context, target), keeps_answers=False)
    description = voice._("%(old)s hoort nu bij %(new)s.", old=old_name, new=view.target.label)
    return frame_of(context, old_name, description), view
