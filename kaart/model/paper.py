"""Where flyers are, whom they name and until when they hold: the one rule for the plan, pages, frames and the search.

Paper stays where it lies, so a municipality has flyers of its own only where something is offered, and its file names
someone whom parents can call or write to, checked less than a year ago. They hold until that check is a year old; the
next build drops them. Elsewhere the flyers of the whole country serve: there is room on them for a number, and they
lead to the page where one stands once it is known.

An editor can ask for the flyers of a municipality before that (`build.py flyers`): these are proofs, and say so.
"""

from __future__ import annotations

from datetime import date, timedelta

from kaart.day import Day
from kaart.model.contacts import Call, has_somebody_for_paper, is_sure_on_paper, whom_to_call
from kaart.model.freshness import AGING_DAYS
from kaart.model.site import Locality, Site
from kaart.schema.records import Reader, Text
from kaart.source.walk import walk

MOST_NAMED = 6  # on the card for professionals; other flyers have room for one


def has_flyers(site: Site) -> bool:
    """True where the site has a page of flyers: of the whole country, or of the municipality that it is about."""
    only = site.options.only
    return site.options.with_flyers if only is None else has_flyers_of_its_own(site, site.localities[only])


def has_flyers_of_its_own(site: Site, locality: Locality) -> bool:
    """True where a municipality has a page of flyers."""
    if locality.area.slug in site.options.proofs_for:
        return site.options.with_flyers
    is_made = site.options.with_flyers and bool(locality.current_offers)
    return is_made and has_somebody_for_paper(locality, site.today)


def named_on_paper(locality: Locality | None, reader: Reader, today: Day) -> tuple[Call, ...]:
    """Whom a flyer for a reader names: only who was checked less than a year ago; on a proof, who would be asked.

    Where several initiatives are offered, a desk of the municipality goes before the contact of one of them.
    """
    if locality is None:
        return ()
    calls = whom_to_call(locality, reader, today)
    if has_somebody_for_paper(locality, today):
        calls = tuple(call for call in calls if is_sure_on_paper(call.contact, today))
    if len(locality.current_offers) > 1:  # a card is not about one of them: a desk knows what fits
        calls = tuple(dict.fromkeys([*[call for call in calls if not call.is_of_offer][:1], *calls]))
    return calls[: MOST_NAMED if reader is Reader.PROFESSIONAL else 1]


def is_read_by_a_native_speaker(site: Site, language: str) -> bool:
    """True where all words on flyers in a language were checked by who speaks it from home; of Dutch always."""
    voice = site.voices[language].for_a_page()
    for _, value in walk(site.content.flyers):
        if isinstance(value, Text):
            voice.phrase(value)
    return not voice.state.is_unchecked


def valid_until(locality: Locality, today: Day, reader: Reader = Reader.PARENT) -> date | None:
    """The day from which a flyer of a municipality holds no more: a year after the oldest check of whom it names.

    Where it names nobody it holds as long as that for parents does; a proof holds on no day at all.
    """
    if not has_somebody_for_paper(locality, today):
        return None
    calls = named_on_paper(locality, reader, today) or named_on_paper(locality, Reader.PARENT, today)
    return min(call.contact.checked_on for call in calls if call.contact.checked_on) + timedelta(days=AGING_DAYS)
