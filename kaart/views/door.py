"""The ways in for who refers a family: in which municipality, then what authors wrote for schools, GPs, or all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kaart import urls
from kaart.views.national import ProseView, prose
from kaart.views.shared.context import Context
from kaart.views.shared.frames import Frame
from kaart.views.shared.links import Link

CONVERSATION_AT = {urls.SCHOOLS: "#school", urls.GPS: "#huisarts"}  # the situations there


@dataclass(frozen=True)
class DoorView(ProseView):
    """A long text, and above it the field for the place, or the one municipality that the site is about."""

    only: Link | None
    asks: bool
    more: tuple[Link, ...]


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
    return frame, DoorView(text.blocks, text.parts, text.is_fallback, text.headings, link, asks, tuple(_more(context)))


def _more(context: Context) -> Iterator[Link]:
    """Where the conversation, the agreements and the paper are; the conversation opens at the place of this door."""
    voice, address = context.voice, urls.prose(context.page.slug)
    place = CONVERSATION_AT.get(address, "")
    wanted = (
        (voice._("Het gesprek beginnen"), urls.CONVERSATION, place),
        (voice._("Samen optrekken"), urls.TOGETHER, ""),
        (voice._("Flyers om mee te geven"), urls.FLYERS, ""),
    )
    for label, target, anchor in wanted:
        if context.has(target):
            yield Link(label, context.href(target) + anchor)
