"""Opening hours of a day, as authors write them: `09:00-12:30, 13:30-17:00`.

What is written in another way is refused with the right value, ready to copy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kaart.problems import wrong

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MIDNIGHT, END_OF_DAY = "00:00", "24:00"
BETWEEN_PARTS = re.compile(r" ?[,;+&] ?| en ")
BETWEEN_TIMES = re.compile(r" ?(?:[-‐‑‒–—−~]| tot en met | tot | t/m ) ?")
TIME = re.compile(r"([0-9]{1,2})(?:[:.]?([0-5][0-9]))?(?: ?(?:uur|u\.?|h\.?))?")
BY_APPOINTMENT = re.compile(r"\b(?:op |volgens |na |alleen )?afspraak\b", re.IGNORECASE)
CLOSED = re.compile(r"gesloten|dicht|closed|niet open|geen", re.IGNORECASE)
ALL_DAY = re.compile(r"(?:de )?hele dag|24 uur(?: per dag)?|24/7|dag en nacht|altijd", re.IGNORECASE)
APPOINTMENT_ADVICE = "schrijf bij het contact: by_appointment: ja"
Span = tuple[str, str]


def read_hours(text: str, day: str) -> str:
    """The hours of a day (`monday`), or what to write instead."""
    spans = _spans(text)
    if spans is None:
        raise _no_times(text, day)
    _refuse_what_cannot_be(spans, day)
    plain = _written(spans)
    if plain != text:
        raise wrong(f'"{text}" is niet hoe een openingstijd hier wordt geschreven.', f"Schrijf {plain}.")
    return text


def refuse_words_for_hours(text: str) -> None:
    """Refuses words where the hours of a week belong, with the key in which they can be said."""
    if BY_APPOINTMENT.search(text):
        raise wrong(f'"{text}" is geen lijst van dagen.', f"Haal hours weg, en {APPOINTMENT_ADVICE}.")


def _spans(text: str) -> list[Span] | None:
    """The times in a text, however they are written; None where it says something else."""
    spans = []
    for part in BETWEEN_PARTS.split(" ".join(text.lower().split())):
        times = [TIME.fullmatch(each.strip()) for each in BETWEEN_TIMES.split(part.removeprefix("van "))]
        if len(times) != 2 or not times[0] or not times[1]:
            return None
        (opens, first), (closes, last) = times[0].groups(), times[1].groups()
        is_by_the_clock = not (first or last) and int(closes) < int(opens) <= 12  # from 9 to 5
        spans.append((_time(opens, first), _time(str(int(closes) + 12) if is_by_the_clock else closes, last)))
    return spans if all(time <= END_OF_DAY for span in spans for time in span) else None


def _time(hour: str, minutes: str | None) -> str:
    return f"{int(hour):02}:{minutes or '00'}"


def _written(spans: Sequence[Span]) -> str:
    return ", ".join(f"{opens}-{closes}" for opens, closes in spans)


def _no_times(text: str, day: str) -> Exception:
    if BY_APPOINTMENT.search(text):
        rest = _spans(BY_APPOINTMENT.sub("", text).strip(" ,;()"))
        hint = f"Schrijf {day}: {_written(rest)}, en {APPOINTMENT_ADVICE}." if rest else ""
        return wrong(f'"{text}" is geen openingstijd.', hint or f"Haal deze regel weg, en {APPOINTMENT_ADVICE}.")
    if CLOSED.fullmatch(text):
        return wrong(f'"{text}" is geen openingstijd.', "Haal deze regel weg: een dag die er niet staat, is dicht.")
    if ALL_DAY.fullmatch(text.lower().removesuffix(" open")):
        return wrong(f'"{text}" is geen openingstijd.', f"Schrijf {MIDNIGHT}-{END_OF_DAY}.")
    return wrong(f'"{text}" is geen openingstijd.', "Schrijf 09:00-17:00, of 09:00-12:00, 13:00-17:00.")


def _refuse_what_cannot_be(spans: Sequence[Span], day: str) -> None:
    """Refuses a part that closes before it opens, and parts that are not in order."""
    next_day = WEEKDAYS[(WEEKDAYS.index(day) + 1) % len(WEEKDAYS)]
    for index, (opens, closes) in enumerate(spans):
        if opens < closes:
            continue
        part, others = f"{opens}-{closes}", [*spans[:index], *spans[index + 1 :]]
        if opens == END_OF_DAY > closes:
            own = f"Schrijf {day}: {_written(others)}, en zet" if others else "Haal deze regel weg, en zet"
            hint = f"{own} vooraan bij {next_day}: {MIDNIGHT}-{closes}."
            raise wrong(f'"{part}" begint om middernacht; dat is de volgende dag.', hint)
        if opens == closes:
            hint = f"De hele dag open? Schrijf {MIDNIGHT}-{END_OF_DAY}. De hele dag dicht? Haal de regel weg."
            raise wrong(f'"{part}" opent en sluit op dezelfde tijd.', hint)
        own = _written(_merged([*others, (opens, END_OF_DAY)]))
        if closes == MIDNIGHT:
            raise wrong(f'"{part}" sluit om middernacht; dat heet hier {END_OF_DAY}.', f"Schrijf {own}.")
        hint = f"Is het 's nachts open? Schrijf {day}: {own}, en zet vooraan bij {next_day}: {MIDNIGHT}-{closes}."
        raise wrong(f'"{part}" loopt door na middernacht; dat is de volgende dag.', hint)
    for (_, before), (opens, closes) in pairwise(spans):
        if opens < before:
            message = f'"{opens}-{closes}" begint voor {before}, als het deel ervoor sluit.'
            raise wrong(message, f"Schrijf {_written(_merged(spans))}.")


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The parts of a day in order; those that overlap as one."""
    merged: list[Span] = []
    for opens, closes in sorted(spans):
        if merged and opens < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(closes, merged[-1][1]))
        else:
            merged.append((opens, closes))
    return merged
