"""A municipality as the signpost tells it, as a small file beside its page: whom to call there, and the offers.

The signpost of each language asks for it when a visitor has chosen where to look. Its words are in that language, ready
to be shown; all that is the same everywhere stands in the signpost itself.
"""

from __future__ import annotations

import json
from dataclasses import replace

from kaart.languages.voice import Phrase
from kaart.model.contacts import goes_before, whom_to_call
from kaart.schema.facts import Place
from kaart.schema.records import Reader
from kaart.views.municipality import MunicipalityView
from kaart.views.shared.contacts import ContactView
from kaart.views.shared.context import Context
from kaart.views.shared.next_step import NextStep, way_in_of
from kaart.views.shared.offers import OfferView
from kaart.views.shared.slots import ROOT
from kaart.views.signpost import place_word

Value = object  # of JSON


def summary(context: Context, view: MunicipalityView) -> bytes:
    """The file, as JSON; what is empty is left out."""
    own = replace(context, voice=context.voice.for_a_page(), cited={})  # the page itself does not show all of it
    locality = context.site.localities[context.page.slug]
    style = context.site.style_of(locality.area.slug)
    found = {
        "name": view.name,
        "example": locality.is_example,
        "theme": context.root + style.theme_address if style and style.theme_address else None,
        "next": _next_step(context, view.next_step),
        "offers": {offer.slug: _offer(own, offer) for offer in view.offers},
    }
    return json.dumps(_filled(found), ensure_ascii=False, separators=(",", ":")).encode()


def _filled(values: dict[str, Value]) -> dict[str, Value]:
    """The values that are not empty."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {}, False)}


def _words(text: Phrase | str | None) -> Value:
    """A text; with its language where that is not the one of the page."""
    if isinstance(text, Phrase) and text.language:
        return {"text": text.text, "lang": text.language, "dir": text.direction}
    return None if text is None else str(text)


def _offer(context: Context, offer: OfferView) -> dict[str, Value]:
    locality = context.site.localities[context.page.slug]
    step = way_in_of(context, locality, (offer,), offer.slug).next_step
    today = context.site.today
    own, desk = (whom_to_call(locality, Reader.PARENT, today, slug)[:1] for slug in (offer.slug, ""))
    is_elsewhere = bool(desk) and desk[0].initiative not in ("", offer.slug)  # the number is that of another initiative
    has_own = is_elsewhere or (bool(own) and goes_before(own[0], desk[0] if desk else None))
    return _filled(
        {
            "name": offer.name,
            "href": offer.href.replace(ROOT, context.root),  # it may be shared with other pages
            "place": place_word(offer.place) if isinstance(offer.place, Place) else None,
            "place_words": offer.place_label,
            "ages": offer.ages,
            "ages_words": offer.ages_words,
            "status": _status(context, offer),
            "next": _next_step(context, step) if has_own else None,
        }
    )


def _status(context: Context, offer: OfferView) -> str:
    """Whose it is, since when, and how sure that is."""
    voice = context.voice
    said = (
        voice._("Van: %(provider)s.", provider=offer.provider) if offer.provider else "",
        voice._("Sinds %(year)s.", year=offer.since) if offer.since else "",
        offer.checked.label if offer.is_checked else offer.mention,
    )
    return " ".join(filter(None, said))


def _next_step(context: Context, step: NextStep) -> dict[str, Value]:
    return _filled(
        {
            "lead": step.lead,
            "desks": [_contact(context, desk) for desk in step.desks],
            "beside": step.beside,
            "offers": [
                {
                    "initiative": offer.slug,
                    "name": offer.name,
                    "step": _words(offer.first_step),
                    "href": offer.website,
                    "label": offer.website_label,
                }
                for offer in step.offers
            ],
        }
    )


def _contact(context: Context, desk: ContactView) -> dict[str, Value]:
    voice = context.voice
    return _filled(
        {
            "name": desk.name,
            "kind": _words(desk.kind),
            "phone": desk.phone,
            "phone_href": desk.phone_href,
            "general": desk.general,
            "when": voice._("Alleen op afspraak") if desk.is_by_appointment else None,
            "closed": [[each.days, _words(each.note)] for each in desk.closed],
            "note": _words(desk.note),
            "email": desk.email,
            "email_href": desk.email_href,
            "website": desk.website,
            "address": ", ".join(desk.address),
            "hours": [list(pair) for pair in desk.hours],
            "languages": voice._("Spreekt: %(languages)s", languages=desk.languages) if desk.languages else None,
            "checked": desk.checked.label,
            "mark": desk.checked.mark,
        }
    )
