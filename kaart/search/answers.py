"""The answers of everyday words, with the numbers of the safety box in them as links: nobody should have to seek one.

An answer names a number ("bel dan 113") or who has it ("de Luisterlijn"); the number itself stands in `safety.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kaart.languages.voice import Phrase, Voice
from kaart.model.site import Site
from kaart.schema.phones import phone_link
from kaart.schema.wording import EverydayWords

Piece = tuple[Phrase, str]  # words, and where they lead; most lead nowhere


def pieces_of(site: Site, voice: Voice, record: EverydayWords) -> tuple[Piece, ...]:
    """An answer in pieces: words, and each number with its `tel:` address."""
    answer = voice.phrase(record.answer)
    text = answer.text
    numbers = [(number, number.phone) for number in site.content.safety.numbers if number.phone]
    for number, phone in numbers:
        names = {voice.phrase(number.name).text, number.name.nl}
        if not _is_said(phone, text):
            text = re.sub(
                rf"\b({'|'.join(map(re.escape, sorted(names)))})\b", rf"\1 ({phone})", text, count=1, flags=re.I
            )
    links = {phone: phone_link(phone) for _, phone in numbers}
    return tuple((replace(answer, text=words), links.get(words, "")) for words in _split(text, list(links)))


def _is_said(phone: str, text: str) -> bool:
    return re.search(rf"(?<!\d){re.escape(phone)}(?!\d)", text) is not None


def _split(text: str, phones: list[str]) -> Iterator[str]:
    """The text with each of the numbers by itself."""
    any_phone = "|".join(map(re.escape, phones))
    yield from filter(None, re.split(rf"(?<!\d)({any_phone})(?!\d)", text) if phones else [text])
