"""Where flyers are: the one rule for pages, frames, the search and the plan.

Paper stays where it lies, so a municipality has flyers of its own only where its file names someone whom parents can
call or write to, and somebody looked at that less than a year ago. Elsewhere the flyers of the whole country serve,
which lead to the page where the number stands once it is known.
"""

from __future__ import annotations

from datetime import timedelta

from kaart.day import Day
from kaart.model.contacts import known_contacts
from kaart.model.freshness import AGING_DAYS
from kaart.model.site import Locality, Site
from kaart.schema.municipality import Contact
from kaart.schema.records import Reader


def has_flyers(site: Site) -> bool:
    """True where the site has a page of flyers: of the whole country, or of the municipality that it is about."""
    only = site.options.only
    return site.options.with_flyers if only is None else has_flyers_of_its_own(site, site.localities[only])


def has_flyers_of_its_own(site: Site, locality: Locality) -> bool:
    """True where something is offered in a municipality, and paper can be trusted to say whom parents turn to."""
    if not (site.options.with_flyers and locality.current_offers):
        return False
    return any(_can_be_printed(contact, site.today) for contact in known_contacts(locality))


def _can_be_printed(contact: Contact, today: Day) -> bool:
    """True for a contact of parents with a phone number or mail, that was checked less than 365 days ago."""
    if Reader.PARENT not in contact.readers or not (contact.phone or contact.email) or contact.checked_on is None:
        return False
    return not today.has_come(contact.checked_on + timedelta(days=AGING_DAYS))
