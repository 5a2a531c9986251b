"""Pages for a frame on other sites, and the page where a municipality finds the code for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kaart import urls
from kaart.languages.voice import N_
from kaart.model.site import Locality
from kaart.schema.fields import mail_link
from kaart.schema.flyer_kinds import FlyerKind
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.views.local import Near, NextStep, near_of, way_in_of
from kaart.views.shared.answers import FlyerRow, offers_title, row_of
from kaart.views.shared.cells import Column
from kaart.views.shared.context import Context
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.links import Link, municipality_link
from kaart.views.shared.parts import ContactView, OfferView, flyers_link, offer_view
from kaart.views.signpost import SignpostView, signpost

TITLE = N_("Steun voor gezinnen in %(place)s")
SHORT_TOPICS = ("place", "ages", "frequency", "family_cost")
FIXED_HEIGHT = 900  # pixels of a frame that cannot grow: what does not fit scrolls inside it
SANDBOX = (  # a flyer is a download, and a page in a new tab is no part of the frame any more
    "allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-popups-to-escape-sandbox "
    "allow-top-navigation-by-user-activation"
)
LINK_CODE = Markup('<a href="{page}" lang="{language}">{title}</a>')
FRAME_CODE = (
    Markup(
        '<iframe class="sociale-kaart" src="{embed}" title="{title}" lang="{language}"\n'
        '  width="100%" height="{height}" loading="lazy" referrerpolicy="no-referrer"\n'
        '  sandbox="{sandbox}"></iframe>\n<p>'
    )
    + LINK_CODE
    + Markup("</p>")
)
SCRIPT_CODE = Markup('<script src="{script}"\n  integrity="{integrity}"\n  crossorigin="anonymous" defer></script>')
CODES = {  # what can be copied
    "folder": Markup("python build.py build --only {slug} --out {slug}/"),
    "link": LINK_CODE,
    "frame": FRAME_CODE,
    "growing": Markup("\n").join((FRAME_CODE, SCRIPT_CODE)),
}


@dataclass(frozen=True)
class EmbedView:
    """A municipality in a frame. `names` are the heads of the rows of the comparison in short."""

    place: Link
    next_step: NextStep
    signpost: Link | None
    offers_title: str
    offers: tuple[OfferView, ...]
    names: tuple[str, ...]
    rows: tuple[FlyerRow, ...]
    compare_href: str | None
    near: tuple[Near, ...]
    contacts: tuple[ContactView, ...]
    professional_contacts: tuple[ContactView, ...]
    flyers: tuple[Link, ...]
    flyers_link: Link | None
    how_href: str


def embed(context: Context) -> tuple[Frame, EmbedView]:
    """All of a municipality, its contacts, or one of its initiatives."""
    site, voice, page = context.site, context.voice, context.page
    locality = site.localities[page.slug]
    place = locality.area.name
    chosen = [each for each in locality.current_offers if page.initiative in ("", each.initiative)]
    offers = tuple(offer_view(context, locality, each) for each in chosen)
    way_in = way_in_of(context, locality, offers, page.initiative)
    is_all = not page.part
    compared = locality.current_offers if is_all and len(locality.current_offers) > 1 else ()
    records = site.content.initiatives
    columns = [Column(each.initiative, records[each.initiative], each) for each in compared]
    local_compare = urls.local_compare(site.municipality_address(page.slug))
    view = EmbedView(
        place=municipality_link(context, page.slug),
        next_step=way_in.next_step,
        signpost=_signpost(context) if is_all else None,
        offers_title=offers_title(context, locality) if is_all and offers else "",
        offers=offers if is_all or page.initiative else (),
        names=tuple(column.initiative.name for column in columns),
        rows=tuple(row_of(context, topic, columns) for topic in SHORT_TOPICS) if columns else (),
        compare_href=context.href(local_compare) if compared else None,
        near=near_of(context, locality) if is_all and len(offers) < 2 else (),
        contacts=way_in.contacts,
        professional_contacts=way_in.professional_contacts,
        flyers=tuple(_flyers(context)) if is_all else (),
        flyers_link=flyers_link(context, locality) if is_all else None,
        how_href=context.how_href(),
    )
    if page.initiative:
        title = voice._("%(initiative)s in %(place)s", initiative=offers[0].name, place=place)
    elif page.part:
        title = voice._("Wie u in %(place)s kunt bellen", place=place)
    else:
        title = voice._(TITLE, place=place)
    return frame_of(context, title, title, is_example=locality.is_example), view


def _signpost(context: Context) -> Link:
    """The way to the questions about what fits: inside the frame, or where nothing is offered on a whole page."""
    address = urls.embed(context.site.municipality_address(context.page.slug), urls.SIGNPOST_PART)
    label = context.voice._("Wat past bij ons?")
    return Link(label, context.href(address if context.has(address) else urls.SIGNPOST))


def _flyers(context: Context) -> Iterator[Link]:
    """The flyers of the municipality in the language of the page."""
    address = urls.flyers(context.site.municipality_address(context.page.slug))
    words = context.site.content.flyers
    for kind in FlyerKind:
        flyer = context.plan.flyers.get((address, context.page.language, kind))
        if flyer:
            yield Link(context.voice.phrase(getattr(words, kind.value).name), context.root + flyer.pdf)


@dataclass(frozen=True)
class EmbedSignpostView:
    """The signpost in a frame, with the way back to the rest of the municipality and out to the whole page.

    The label of `whole` is what its address says of the municipality.
    """

    signpost: SignpostView
    place: Link
    back: Link
    whole: Link


def embed_signpost(context: Context) -> tuple[Frame, EmbedSignpostView]:
    """The questions about what fits, for one municipality."""
    site, voice, page = context.site, context.voice, context.page
    address = site.municipality_address(page.slug)
    _, shown = signpost(context)
    place = municipality_link(context, page.slug)
    chosen = f"waar={page.slug}"
    view = EmbedSignpostView(
        signpost=shown,
        place=place,
        back=Link(voice._("Alles in %(place)s", place=place.label), context.href(urls.embed(address))),
        whole=Link(chosen, context.href(urls.SIGNPOST)),
    )
    title = voice._("Wat past bij ons?")
    return frame_of(context, title, title, is_example=site.localities[page.slug].is_example), view


@dataclass(frozen=True)
class EmbedTarget:
    """A municipality that can be shown: its name, the initiatives there, the sites that may show it, and its ZIP."""

    slug: str
    name: str
    initiatives: tuple[str, ...]
    hosts: tuple[str, ...]
    folder: str


@dataclass(frozen=True)
class Code:
    """A text to copy: that for the choice that is shown first, and the same with the names of what changes."""

    key: str
    text: str
    pattern: str


@dataclass(frozen=True)
class EmbedGuideView:
    """The ways to show a municipality, with the codes for `shown`, and what can be chosen."""

    choices: tuple[EmbedTarget, ...]
    shown: EmbedTarget
    parts: tuple[tuple[str, str], ...]
    initiatives: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    titles: Mapping[str, str]
    codes: Mapping[str, Code]
    base_url: str
    preview_href: str
    municipalities_href: str
    accessibility_href: str
    editors_href: str


def embed_guide(context: Context) -> tuple[Frame, EmbedGuideView]:
    """Where a municipality chooses what it shows, and copies the code."""
    site, voice = context.site, context.voice
    choices = tuple(_choice(context, slug, locality) for slug, locality in site.localities.items())
    shown = next((each for each in choices if site.localities[each.slug].is_example), choices[0])
    titles = {code: each._(TITLE, place="{place}") for code, each in site.voices.items()}
    view = EmbedGuideView(
        choices=choices,
        shown=shown,
        parts=(
            ("", voice._("Alles van de gemeente")),
            (urls.CONTACTS_WORD, voice._("Alleen wie u kunt bellen")),
            (urls.SIGNPOST_PART, voice._("Alleen de vragen: wat past bij ons?")),
        ),
        initiatives=tuple((slug, each.name) for slug, each in site.content.initiatives.items()),
        languages=tuple((code, each.own_name) for code, each in site.voices.items()),
        titles=titles,
        codes={code.key: code for code in _codes(context, shown, titles[SOURCE_LANGUAGE])},
        base_url=site.base_url,
        preview_href=context.href(urls.embed(site.municipality_address(shown.slug)), SOURCE_LANGUAGE),
        municipalities_href=context.href(urls.MUNICIPALITIES),
        accessibility_href=context.href(urls.ACCESSIBILITY),
        editors_href=mail_link(email) if (email := site.content.site.email) else context.href(urls.FOR_MUNICIPALITIES),
    )
    description = voice._("Kies uw gemeente en kopieer wat u nodig heeft. Zonder cookies, en in uw eigen huisstijl.")
    crumbs = [Link(voice._("Voor gemeenten"), context.href(urls.FOR_MUNICIPALITIES))]
    return frame_of(context, voice._("Onze pagina in uw site"), description, crumbs, voice._("Insluiten")), view


def _choice(context: Context, slug: str, locality: Locality) -> EmbedTarget:
    record = locality.municipality
    folder = context.plan.folders.get(slug)
    return EmbedTarget(
        slug=slug,
        name=locality.area.name,
        initiatives=tuple(each.initiative for each in locality.current_offers),
        hosts=record.embed_on if record else (),
        folder=context.root + folder if folder else "",
    )


def _codes(context: Context, shown: EmbedTarget, title: str) -> Iterator[Code]:
    """Each code that can be copied. It has no style or script inside, which a strict site would refuse."""
    base_url, address = context.site.base_url, context.site.municipality_address(shown.slug)
    values = {
        "slug": shown.slug,
        "page": base_url + address,
        "embed": base_url + urls.embed(address),
        "title": title.replace("{place}", shown.name),
        "language": SOURCE_LANGUAGE,
    }
    fixed = {
        "height": FIXED_HEIGHT,
        "sandbox": SANDBOX,
        "script": base_url + urls.EMBED_SCRIPT,
        "integrity": context.script_integrity,
    }
    names = {name: f"{{{name}}}" for name in values}  # embed-guide.js fills them in
    for key, code in CODES.items():
        text, pattern = code.format(**values, **fixed), code.format(**names, **fixed)
        yield Code(key, str(text), str(pattern))  # on this page they are words, no HTML
