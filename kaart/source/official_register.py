"""What an edition of the official register of government organisations changes in our own table.

Values go in, a new table or problems come out: `source/official_export.py` reads the edition, `source/register.py` our
tables; `build.py` shows what is new and writes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from kaart.problems import Problem, first_of
from kaart.schema.fields import host_of, web_address
from kaart.schema.phones import TYPED, national_phone
from kaart.source.official_export import ADDRESS, AGAIN, SITES, Entry, read_export
from kaart.source.register import COLUMNS, FOLDER, SWITCHBOARDS, Switchboard

NEWEST = f"Download de nieuwste: {ADDRESS}."
MERGED = f'Samengegaan? Volg eerst "Als gemeenten samengaan" in {FOLDER}/README.md.'
BY_HAND = f"Kijk op de site van de gemeente, en zet het zelf in {FOLDER}/{SWITCHBOARDS}."


@dataclass(frozen=True)
class Outcome:
    """What a municipality had and has from now on; `gone` are the words for what only our table still knows."""

    code: str
    name: str
    old: Switchboard | None
    new: Switchboard
    gone: tuple[str, ...] = ()
    has_site_of_other_fields: bool = False


@dataclass(frozen=True)
class Update:
    """An edition of the export laid beside our table: every municipality in our order, and codes that leave it."""

    dated: date
    outcomes: tuple[Outcome, ...]
    dropped: tuple[str, ...]

    @property
    def table(self) -> str:
        """The text of the new table."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS[SWITCHBOARDS])
        for each in self.outcomes:
            writer.writerow((each.code, each.new.website, each.new.phone, each.new.dated.isoformat()))
        return text.getvalue()


def update_of(
    file: str, content: bytes, names: Mapping[str, str], ours: Mapping[str, Switchboard], today: date
) -> tuple[Update | None, list[Problem]]:
    """What an export makes of our table, or None with every reason why it cannot be used.

    `names` has the municipalities by their code, in the order of the table; `file` is what to call the export.
    """
    entries, problems = read_export(file, content)
    is_whole = not problems
    wrong_day = _wrong_day(file, entries, ours, today) if entries else None
    problems += [wrong_day] if wrong_day else _members(file, entries, names, today, is_whole)
    if problems:
        return None, first_of(problems)
    living = {entry.code: entry for entry in entries if not entry.is_over(today)}
    dated = max(entry.changed for entry in entries)
    outcomes = [_outcome(file, living[code], name, ours.get(code), dated, problems) for code, name in names.items()]
    if any(not problem.is_warning for problem in problems):
        return None, problems
    return Update(dated, tuple(outcomes), tuple(code for code in ours if code not in names)), problems


def in_words(update: Update) -> list[str]:
    """What appears, changes and goes, in lines to read; how much stays the same."""
    outcomes = update.outcomes
    appears = [f"{each.name}: {words}" for each in outcomes for words in _new_in(each)]
    changes = [f"{each.name}: {words}" for each in outcomes for words in _changed_in(each)]
    goes = [
        *(f"{each.name}: nummer {each.old.phone}" for each in outcomes if each.old and _loses_phone(each)),
        *(f"{code}: de regel, want deze code staat niet in gemeenten.csv" for code in update.dropped),
    ]
    stays = [
        f"{each.name}: {words} verdwijnt uit het register; bij ons blijft het staan, van {each.new.dated}"
        for each in outcomes
        for words in each.gone
    ]
    lines = [f"Uitgave van {update.dated}, {len(outcomes)} gemeenten."]
    for heading, found in (("Nieuw", appears), ("Verandert", changes), ("Vervalt", goes), ("Let op", stays)):
        if found:
            lines += ["", f"{heading} ({len(found)}):", *(f"  {line}" for line in found)]
    others = [each.name for each in outcomes if each.has_site_of_other_fields]
    if others:
        why = "andere velden van het register noemen die ook"
        lines += ["", f"Onze website blijft, want {why} ({len(others)}): {', '.join(others)}."]
    pairs = [(each.old, each.new) for each in outcomes if each.old]
    sites = sum(old.website == new.website for old, new in pairs)
    phones = sum(old.phone == new.phone != "" for old, new in pairs)
    empty = sum(not each.new.phone for each in outcomes)
    lines += ["", f"Gelijk: {sites} websites en {phones} nummers. Zonder nummer: {empty}."]
    if not (appears or changes or goes):
        is_dated = any(each.old and each.old.dated != each.new.dated for each in outcomes)
        lines.append(f"Niets veranderd, behalve de datum: {update.dated}." if is_dated else "Niets veranderd.")
    return lines


def _wrong_day(file: str, entries: list[Entry], ours: Mapping[str, Switchboard], today: date) -> Problem | None:
    """An edition is of the newest day in it: no day that has yet to come, and none before that of our table."""
    newest = max(entries, key=lambda entry: entry.changed)
    before = max((each.dated for each in ours.values()), default=date.min)
    if newest.changed > today:
        hint = f"Klopt de datum van deze computer? {AGAIN}"
        return Problem(file, newest.line, 1, f"deze mutatie is van {newest.changed}, en vandaag is het {today}.", hint)
    if newest.changed < before:
        message = f"dit bestand is van {newest.changed}, en onze tabel is al van {before}."
        return Problem(file, 0, 0, message, NEWEST)
    return None


def _members(
    file: str, entries: Iterable[Entry], names: Mapping[str, str], today: date, is_whole: bool
) -> Iterator[Problem]:
    """Municipalities that stand in the export twice, or only there, or (where all of it could be read) only with us."""
    living: dict[str, Entry] = {}
    ended: dict[str, Entry] = {}
    for entry in entries:
        if entry.is_over(today):
            ended[entry.code] = entry
        elif entry.code in living:
            message = f'"{entry.code}" staat er twee keer: op regel {living[entry.code].line} en op regel {entry.line}.'
            yield Problem(file, entry.line, 1, message, AGAIN)
        else:
            living[entry.code] = entry
            if entry.code not in names:
                message = f'"{entry.name}" ({entry.code}) staat niet in {FOLDER}/gemeenten.csv.'
                yield Problem(file, entry.line, 1, message, MERGED)
    for code, name in names.items():
        if code in living:
            continue
        if code in ended:
            message = f'"{name}" ({code}) is opgeheven op {ended[code].ended}, en staat nog in {FOLDER}/gemeenten.csv.'
            yield Problem(file, ended[code].line, 1, message, MERGED)
        elif is_whole:
            message = f'"{name}" ({code}) ontbreekt, en staat wel in {FOLDER}/gemeenten.csv.'
            yield Problem(file, 0, 0, message, MERGED)


def _outcome(
    file: str, entry: Entry, name: str, old: Switchboard | None, dated: date, problems: list[Problem]
) -> Outcome:
    """What a municipality has from now on. What the register has no more stays, and its row keeps its date."""
    phone, is_registered = _phone(file, entry, name, old, problems)
    website = _home_page(entry.website)
    has_no_site = not website and old is None
    if not website and (entry.website or has_no_site):
        message = f'bij "{name}" ({SITES}) staat geen webadres.'
        hint = f"Zet de regel met de website zelf in {FOLDER}/{SWITCHBOARDS}." if has_no_site else "Het onze blijft."
        problems.append(Problem(file, entry.line, 1, message, hint, is_warning=not has_no_site))
    if old is None:
        return Outcome(entry.code, name, None, Switchboard(website, phone, dated))
    gone = []
    if old.phone and not entry.phone:
        gone.append(f"nummer {old.phone}")
    if not website:
        gone.append(f"website {old.website}")
    ours = host_of(old.website)
    is_same = not website or host_of(website) == ours
    has_site_of_other_fields = not is_same and ours in entry.other_hosts
    new = Switchboard(
        old.website if is_same or has_site_of_other_fields else website,
        phone,
        dated if is_registered and not gone else old.dated,
    )
    return Outcome(entry.code, name, old, new, tuple(gone), has_site_of_other_fields)


def _phone(file: str, entry: Entry, name: str, old: Switchboard | None, problems: list[Problem]) -> tuple[str, bool]:
    """The number in one form, and whether the register has it now: ours stays where it has none that can be dialled."""
    ours = old.phone if old else ""
    if not entry.phone:
        return ours, not ours
    number = national_phone(entry.phone)
    if number:
        return number, True
    if ours and _digits(entry.phone).removeprefix("0") == _digits(ours):
        return ours, True
    typed = f'"{entry.phone}"' if TYPED.fullmatch(entry.phone) else "wat er staat"
    becomes = f"Ons nummer {ours} blijft staan." if ours else "Het blijft leeg."
    problem = Problem(file, entry.line, 1, f'{typed} (nummer van "{name}") kunt u niet bellen.', f"{becomes} {BY_HAND}")
    problems.append(replace(problem, is_warning=True))
    return ours, not ours


def _digits(phone: str) -> str:
    return re.sub(r"[^0-9]", "", phone)


def _home_page(typed: str) -> str:
    """The first page of the site of an address, with https; empty for what is no web address."""
    address = typed if "://" in typed else f"https://{typed}"
    try:
        parts = urlsplit(address)
        is_site = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
        return web_address(f"https://{parts.hostname}/") if is_site else ""
    except ValueError:
        return ""


def _new_in(outcome: Outcome) -> Iterator[str]:
    """The words for what we did not have yet."""
    if outcome.old is None:
        yield f"website {outcome.new.website}"
    if outcome.new.phone and not (outcome.old and outcome.old.phone):
        yield f"nummer {outcome.new.phone}"


def _changed_in(outcome: Outcome) -> Iterator[str]:
    """The words for what is another than it was."""
    old, new = outcome.old, outcome.new
    if old and old.website != new.website:
        yield f"website {old.website} → {new.website}"
    if old and old.phone and new.phone and old.phone != new.phone:
        yield f"nummer {old.phone} → {new.phone}"


def _loses_phone(outcome: Outcome) -> bool:
    return bool(outcome.old and outcome.old.phone and not outcome.new.phone)
