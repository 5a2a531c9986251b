"""The rules of every initiative as a small file beside the page of professionals, made once for all referral cards.

A card has the rules for who is offered in its municipality in its own tables; refer.js asks here for the others.
"""

from __future__ import annotations

import json
from dataclasses import replace

from kaart import urls
from kaart.views.shared.context import Context
from kaart.views.shared.initiatives import initiative_card
from kaart.views.signpost import reasons_of


def rules_file(context: Context) -> bytes:
    """The file, as JSON. Addresses in it are seen from the page of professionals."""
    own = replace(context, voice=context.voice.for_a_page(), cited={}, shared=None)  # the page shows none of it
    found = {}

    def seen(address: str) -> str:
        return f"{own.root}{urls.in_language(address, own.page.language)}"

    for slug, record in own.site.content.initiatives.items():
        card, sheet = initiative_card(own, slug), urls.refer_to_initiative(slug)
        found[slug] = {
            "name": card.name,
            "href": seen(urls.initiative(slug)),
            "site": record.website,
            **({"how": str(own.voice.phrase(record.referral[0]))} if record.referral else {}),
            **({"sheet": seen(sheet)} if own.has(sheet) else {}),
            "reasons": [
                {
                    "question": reason.question,
                    "answer": reason.answer,
                    "verdict": reason.verdict,
                    "text": str(reason.text),
                    **({"ages": reason.ages} if reason.ages else {}),
                }
                for reason in reasons_of(own, slug, record)
            ],
        }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
