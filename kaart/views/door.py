"""The ways in for who refers a family: in which municipality, then what authors wrote for schools, GPs, or all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kaart import urls
from kaart.views.national import ProseView, prose
from kaart.views.shared.context import Context
from kaart.views.shared.frames import Frame
from kaart.views.shared.links import Link

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
    ways = (tuple(_more(context)), tuple(_sheets(context)))
    return frame, DoorView(text.blocks, text.parts, text.is_fallback, text.headings, link, asks, *ways)


def _sheets(context: Context) -> Iterator[Link]:
    """How one refers to each initiative, on a sheet of its own."""
    for slug, initiative in context.site.content.initiatives.items():
        address = urls.refer_to_initiative(slug)
        if context.has(address):
            yield Link(initiative.name, context.href(address))


def _more(context: Context) -> Iterator[Link]:
    """Where the conversation, the agreements and the paper are; the conversation opens at the place of this door."""
    voice, content = context.voice, context.site.content
    situation = SITUATIONS.get(urls.prose(context.page.slug))
    is_known = content.conversation and situation in {each.key for each in content.conversation.situations}
    wanted = (
        (voice._("Het gesprek beginnen"), urls.CONVERSATION, f"#{situation}" if is_known else ""),
        (voice._("Samen optrekken"), urls.TOGETHER, ""),
        (voice._("Flyers om mee te geven"), urls.FLYERS, ""),
    )
    for label, target, anchor in wanted:
        if context.has(target):
            yield Link(label, context.href(target) + anchor)
