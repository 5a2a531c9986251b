"""Links: a place to go with the words for it."""

from __future__ import annotations

from dataclasses import dataclass

from kaart import urls
from kaart.languages.voice import Phrase
from kaart.views.shared.context import Context


@dataclass(frozen=True)
class Link:
    """A place to go, with the words for it."""

    label: Phrase | str
    href: str
    is_current: bool = False


def municipality_link(context: Context, slug: str) -> Link:
    """The way to a municipality."""
    return Link(context.site.localities[slug].area.name, context.href(context.site.municipality_address(slug)))


def way_down(context: Context) -> list[Link]:
    """The way down from the list of municipalities, where the site has one."""
    if not context.has(urls.MUNICIPALITIES):
        return []
    return [Link(context.voice._("Alle gemeenten"), context.href(urls.MUNICIPALITIES))]
