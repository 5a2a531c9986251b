"""Whom to call: the one rule for every page, frame, flyer and file. Values in, values out; the words are elsewhere.

Only this module reads for whom a contact is, when the contact of an offer was checked, and which one goes first.

Who may be named:

- Only a contact for this reader. One for parents and professionals is for both; one for professionals never stands
  where parents read, also not where there is no other. Then a family gets the way without a contact: the sign-up of
  the initiative itself, and people it knows.
- The desks of the municipality, and the contacts of its offers; of one offer where the page is about one initiative.
  An offer that has ended has no contact any more.
- For volunteers the contacts that name them. Else those for parents: of the one initiative that is there, or the desks
  of the municipality, as no initiative goes before another.

Who goes first:

1. The contact of the offer before a desk, where it is about one initiative and for professionals, who know what they
   refer to. A family that does not know yet may call a desk just as well.
2. One that was checked in the last year before one that was not, so that nobody is sent to a number of years ago.
3. A number before mail, mail before a site, a site before a door: whoever calls has an answer at once.
4. The one that was checked lately before the one of half a year ago.
5. As the editors wrote them: desks first, then offers by the name of their initiative.

A contact of an offer without a day of its own was checked with its offer. Its own day wins, also if it is older: that
is what was said of the number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from kaart.day import Day
from kaart.model.freshness import AGING_DAYS, Freshness, rate
from kaart.model.site import Locality
from kaart.schema.municipality import Contact, LocalOffer
from kaart.schema.records import Reader

WAYS = ("phone", "email", "website", "address")  # a contact has one of these at least; the best first
AGES = tuple(Freshness)  # the freshest first


@dataclass(frozen=True)
class Call:
    """A contact that a reader can turn to, and why it stands where it does: whose it is, how fresh, by which way.

    `initiative` is that of the offer whose contact it is; of a desk of the municipality it is empty.
    """

    contact: Contact
    initiative: str
    freshness: Freshness
    way: str

    @property
    def is_of_offer(self) -> bool:
        """True of the contact of an offer, false of a desk."""
        return bool(self.initiative)

    @property
    def is_sure(self) -> bool:
        """True where it was checked in the last year."""
        return self.freshness is not Freshness.STALE


def whom_to_call(locality: Locality | None, reader: Reader, today: Day, initiative: str = "") -> tuple[Call, ...]:
    """The contacts for a reader in a municipality, the one to call first in front; nobody for the whole country.

    With an initiative it is about that one only. The rule stands in words at the top of this module.
    """
    if locality is None:
        return ()
    found = list(_calls(locality, reader, today, initiative))
    if reader is Reader.VOLUNTEER and not found:
        return _for_volunteers_besides(locality, today)
    offer_first = bool(initiative) or reader is Reader.PROFESSIONAL
    return tuple(sorted(found, key=lambda call: _place_of(call, offer_first)))


def goes_before(own: Call, desk: Call | None) -> bool:
    """True where one offer may fit, and the desk of the municipality is another contact than that of the offer, and has
    nothing that this one lacks: a telephone number, or a check in the last year.
    """
    if desk is None:
        return True
    is_better = (desk.contact.phone and not own.contact.phone) or (desk.is_sure and not own.is_sure)
    return not is_better and own.contact != desk.contact


def only_for_professionals(locality: Locality, today: Day, initiative: str = "") -> tuple[Call, ...]:
    """The contacts that stand apart, under a heading of their own, on pages that families read too.

    With an initiative only the contact of that offer; the desks stand on the page of the municipality.
    """
    calls = whom_to_call(locality, Reader.PROFESSIONAL, today, initiative)
    return tuple(
        call for call in calls if Reader.PARENT not in call.contact.readers and (call.is_of_offer or not initiative)
    )


def known_contacts(locality: Locality) -> tuple[Contact, ...]:
    """Every contact in a municipality, for whom it may be: the desks, then those of the offers, each with its day."""
    return tuple(contact for contact, _ in _known(locality, ""))


def has_somebody_for_paper(locality: Locality, today: Day) -> bool:
    """True where a municipality has somebody for parents whom paper can name, which stays where it lies."""
    return any(is_sure_on_paper(call.contact, today) for call in _calls(locality, Reader.PARENT, today, ""))


def had_somebody_for_paper(locality: Locality) -> bool:
    """True where somebody for parents was checked once, so that paper could name them, however long ago."""
    contacts = (contact for contact in known_contacts(locality) if Reader.PARENT in contact.readers)
    return any(contact.checked_on and (contact.phone or contact.email) for contact in contacts)


def is_sure_on_paper(contact: Contact, today: Day) -> bool:
    """True of a phone number or mail that was checked less than 365 days ago: a day stricter than a page."""
    if contact.checked_on is None or not (contact.phone or contact.email):
        return False
    return not today.has_come(contact.checked_on + timedelta(days=AGING_DAYS))


def _known(locality: Locality, initiative: str) -> Iterator[tuple[Contact, str]]:
    """Each contact as it was written, and the initiative of its offer; the same desk of two offers is there once."""
    desks = locality.municipality.contacts if locality.municipality else ()
    offers = [offer for offer in locality.current_offers if initiative in ("", offer.initiative)]
    own = {contact: offer.initiative for offer in reversed(offers) if (contact := _contact_of(offer))}
    yield from (dict.fromkeys(desks, "") | dict(reversed(own.items()))).items()


def _contact_of(offer: LocalOffer) -> Contact | None:
    """The contact of an offer, with the day and the role of its own check, or else those of the offer."""
    contact = offer.contact
    if contact is None or contact.checked_on:
        return contact
    return contact.model_copy(update={"checked_on": offer.checked_on, "checked_by": offer.checked_by})


def _calls(locality: Locality, reader: Reader, today: Day, initiative: str) -> Iterator[Call]:
    for contact, of in _known(locality, initiative):
        if reader in contact.readers:
            way = next(way for way in WAYS if getattr(contact, way))
            yield Call(contact, of, rate(contact.checked_on, today), way)


def _for_volunteers_besides(locality: Locality, today: Day) -> tuple[Call, ...]:
    """Whom volunteers can turn to where no contact names them."""
    if len(locality.current_offers) == 1:
        return whom_to_call(locality, Reader.PARENT, today, locality.current_offers[0].initiative)
    return tuple(call for call in whom_to_call(locality, Reader.PARENT, today) if not call.is_of_offer)


def _place_of(call: Call, offer_first: bool) -> tuple[bool, bool, int, int]:
    """The key that sorts contacts: points 1 to 4 of the rule. Who is the same in all stays in the order of point 5."""
    is_behind_the_offer = offer_first and not call.is_of_offer
    return is_behind_the_offer, not call.is_sure, WAYS.index(call.way), AGES.index(call.freshness)
