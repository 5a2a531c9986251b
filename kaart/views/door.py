"""The ways in for who refers a family: in which municipality, then what authors wrote for schools, GPs, or all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kaart import urls
from kaart.views.national import ProseView, prose
from kaart.views.shared.context import Context
from kaart.views.shared.frames import Frame
from kaart.views.shared.links import Link, link_to, links_to

SITUATIONS = {urls.SCHOOLS: "school", urls.GPS: "huisarts"}  # of the conversation


@dataclass(frozen=True)
class DoorView(ProseView):
    """A long text, and above it the field for the place, or the one municipality that the site is about."""

    only: Link | None
    asks: bool
    more: tuple[Link, ...]
    sheets: tuple[Link, ...]


def door(context: Context) -> tuple[Frame, DoorView]:
    """A way in for professionals."""
    frame, text = prose(context)
    only = context.site.options.only
    link = None
    if only:
        name = context.site.localities[only].area.name
        address = urls.refer(context.site.municipality_address(only))
        link = Link(context.voice._("Een gezin verwijzen in %(place)s", place=name), context.href(address))
    asks = only is None and context.has(urls.MUNICIPALITIES)
    ways = (_more(context), _sheets(context))
    return frame, DoorView(text.blocks, text.parts, text.is_fallback, text.headings, link, asks, *ways)


def _sheets(context: Context) -> tuple[Link, ...]:
    """How one refers to each initiative, on a sheet of its own."""
    initiatives = context.site.content.initiatives.items()
    return links_to(context, ((each.name, urls.refer_to_initiative(slug)) for slug, each in initiatives))


def _more(context: Context) -> tuple[Link, ...]:
    """Where the conversation, the agreements and the paper are; the conversation opens at the place of this door."""
    voice, content = context.voice, context.site.content
    situation = SITUATIONS.get(urls.prose(context.page.slug))
    is_known = content.conversation and situation in {each.key for each in content.conversation.situations}
    talk = link_to(context, voice._("Het gesprek beginnen"), urls.CONVERSATION)
    if talk and is_known:
        talk = replace(talk, href=f"{talk.href}#{situation}")
    others = ((voice._("Samen optrekken"), urls.TOGETHER), (voice._("Flyers om mee te geven"), urls.FLYERS))
    return (*filter(None, (talk,)), *links_to(context, others))
