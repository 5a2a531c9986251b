"""Links: a place to go with the words for it."""

from __future__ import annotations

from collections.abc import Iterable
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


def link_to(context: Context, label: Phrase | str, address: str) -> Link | None:
    """A link to the page with this Dutch address, where it is there in this language."""
    return Link(label, context.href(address)) if context.has(address) else None


def links_to(context: Context, wanted: Iterable[tuple[Phrase | str, str]]) -> tuple[Link, ...]:
    """Of these words and Dutch addresses, a link to each page that is there in this language."""
    return tuple(link for label, address in wanted if (link := link_to(context, label, address)))


def municipality_link(context: Context, slug: str) -> Link:
    """The way to a municipality."""
    return Link(context.site.localities[slug].area.name, context.href(context.site.municipality_address(slug)))


def way_down(context: Context) -> list[Link]:
    """The way down from the list of municipalities, where the site has one."""
    if not context.has(urls.MUNICIPALITIES):
        return []
    return [Link(context.voice._("Alle gemeenten"), context.href(urls.MUNICIPALITIES))]
