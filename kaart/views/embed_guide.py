"""The page where a municipality finds the code to show its own page on its site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kaart import urls
from kaart.languages.voice import N_
from kaart.model.contacts import whom_to_call
from kaart.model.site import Locality
from kaart.schema.fields import mail_link
from kaart.schema.records import SOURCE_LANGUAGE, Reader
from kaart.views.shared.context import Context
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.links import Link

TITLE = N_("Steun voor gezinnen in %(place)s")
SIGNPOST_WORD = urls.SIGNPOST.rstrip("/")  # of the frame with questions, on the page for municipalities
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
class EmbedTarget:
    """A municipality that can be shown: its name, the initiatives there, whether a parent can reach somebody, the sites
    that may show it, and its ZIP.
    """

    slug: str
    name: str
    initiatives: tuple[str, ...]
    has_contacts: bool
    hosts: tuple[str, ...]
    folder: str


@dataclass(frozen=True)
class Code:
    """A text to copy: that for the choice that is shown first, and the same with the names of what changes."""

    key: str
    text: str
    pattern: str


@dataclass(frozen=True)
class PartChoice:
    """A part that can be chosen: its word, its words for people, and its address with {slug} for the municipality.

    `where` says which municipalities have it: an initiative, `contacts`, or each.
    """

    word: str
    label: str
    address: str
    where: str = ""


@dataclass(frozen=True)
class EmbedGuideView:
    """The ways to show a municipality, with the codes for `shown`, and what can be chosen."""

    choices: tuple[EmbedTarget, ...]
    shown: EmbedTarget
    parts: tuple[PartChoice, ...]
    initiatives: tuple[PartChoice, ...]
    languages: tuple[tuple[str, str], ...]
    titles: Mapping[str, str]
    codes: Mapping[str, Code]
    base_url: str
    preview_href: str
    municipalities_href: str
    accessibility_href: str
    editors_href: str | None


def embed_guide(context: Context) -> tuple[Frame, EmbedGuideView]:
    """Where a municipality chooses what it shows, and copies the code."""
    site, voice = context.site, context.voice
    choices = tuple(_choice(context, slug, locality) for slug, locality in site.localities.items())
    shown = next((each for each in choices if site.localities[each.slug].is_example), choices[0])
    titles = {code: each._(TITLE, place="{place}") for code, each in site.voices.items()}
    own = urls.embed(urls.municipality("{slug}"))
    questions = f"{urls.EMBED_SIGNPOST}#{urls.answer_of_place('{slug}')}"
    view = EmbedGuideView(
        choices=choices,
        shown=shown,
        parts=(
            PartChoice("", voice._("Alles van de gemeente"), own),
            PartChoice(
                urls.CONTACTS_WORD, voice._("Alleen wie u kunt bellen"), f"{own}#{urls.CONTACTS_WORD}", "contacts"
            ),
            PartChoice(SIGNPOST_WORD, voice._("Alleen de vragen: wat past bij ons?"), questions),
        ),
        initiatives=tuple(
            PartChoice(slug, each.name, f"{own}#{slug}", slug) for slug, each in site.content.initiatives.items()
        ),
        languages=tuple((code, each.own_name) for code, each in site.voices.items()),
        titles=titles,
        codes={code.key: code for code in _codes(context, shown, titles[SOURCE_LANGUAGE])},
        base_url=site.base_url,
        preview_href=context.href(urls.embed(site.municipality_address(shown.slug)), SOURCE_LANGUAGE),
        municipalities_href=context.href(urls.MUNICIPALITIES),
        accessibility_href=context.href(urls.ACCESSIBILITY),
        editors_href=mail_link(email) if (email := site.content.site.email) else None,
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
        has_contacts=bool(
            locality.area.switchboard
            or locality.current_offers
            or whom_to_call(locality, Reader.PARENT, context.site.today)
        ),
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
