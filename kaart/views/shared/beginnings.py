"""How a family begins with an initiative: the last row of a comparison, and in a municipality the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kaart.languages.voice import Phrase
from kaart.model.contacts import whom_to_call
from kaart.model.site import Locality
from kaart.schema.records import Reader
from kaart.views.shared.cells import Column
from kaart.views.shared.citations import sources_in_words
from kaart.views.shared.contacts import ContactView, contact_view
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.links import Link
from kaart.views.shared.offers import offer_view


@dataclass(frozen=True)
class HowToStart:
    """How a family begins with an initiative: whom to call, or the first step, and how sure it is that it is there.

    There is a first step where there is no number to call. `mention` says who named the offer where nobody has checked
    it; it is empty for the whole country.
    """

    slug: str
    name: str
    contact: ContactView | None
    ways: tuple[Link, ...]
    foot: tuple[str, ...]
    first_step: Phrase | None
    room: tuple[Phrase | str, ...]
    note: Phrase | None
    mention: str
    mention_cites: tuple[Cite, ...]
    links: tuple[Link, ...]

    @property
    def source_numbers(self) -> tuple[str, ...]:
        """The numbers of all sources that this leans on."""
        return tuple(cite.number for cite in (*(self.contact.cites if self.contact else ()), *self.mention_cites))


def beginning(context: Context, column: Column, locality: Locality | None) -> HowToStart:
    """How a family begins; the name above the column leads to all that is known."""
    voice = context.voice
    offer = offer_view(context, locality, column.offer) if locality and column.offer else None
    calls = whom_to_call(locality, Reader.PARENT, context.site.today, column.slug)
    website = (column.offer.website if column.offer else None) or column.initiative.website
    can_call = bool(calls and calls[0].contact.phone)
    shown = contact_view(context, calls[0].contact, calls[0].initiative) if calls else None
    is_unsure = offer is not None and not offer.is_checked
    return HowToStart(
        slug=column.slug,
        name=column.initiative.name,
        contact=shown,
        ways=tuple(_ways(context, shown)) if shown else (),
        foot=(*sources_in_words(context, shown.cites), shown.checked.label) if shown else (),
        first_step=None if can_call else voice.phrase(column.initiative.first_step),
        room=offer.room if offer else (),
        note=offer.note if offer else None,
        mention=offer.mention if offer and is_unsure else "",
        mention_cites=offer.cites if offer and is_unsure else (),
        links=() if can_call else (Link(voice._("Naar de site van %(name)s", name=column.initiative.name), website),),
    )


def _ways(context: Context, contact: ContactView) -> Iterator[Link]:
    """How to reach a desk: by phone and mail, or else by its site and at its door."""
    if contact.phone:
        yield Link(contact.phone, contact.phone_href or "")
    if contact.email:
        yield Link(contact.email, contact.email_href or "")
    if contact.website and not contact.phone:
        yield Link(context.voice._("Website van %(name)s", name=contact.name), contact.website)
    if contact.address and not contact.phone:
        yield Link(", ".join(contact.address), "")
