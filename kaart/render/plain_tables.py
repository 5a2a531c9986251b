"""Tables as text: a CSV file that every program reads, and in which nothing computes.

A visitor's own choice is cut from the same file in the browser, by `take-along.js`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import StringIO

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MONTH = (
    "(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mrt|maart|mar(?:ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?"
    "|aug(?:ustus|ust)?|sept?(?:ember)?|(?:okt|oct)(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# A line with a digit that has no words but a month, or the letters that numbers have: 3/4, 0-4, 14 0318, 1E5, € 5.
COMPUTED = re.compile(rf"(?=.*\d)(?:[\d\W_]|(?<![^\W\d_])(?:{MONTH}|e|am|pm|eur|euro)(?![^\W\d_]))+", re.IGNORECASE)


def plain_tables(*tables: Sequence[Sequence[str | int]], days: frozenset[str] = frozenset()) -> bytes:
    """Tables below each other, for Excel in the Netherlands: UTF-8 with BOM, semicolons, nothing that computes.

    `days` are the texts in them that are a day or a month, in the language of the page.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow(())
        for row in table:
            writer.writerow(_defused(value, days) for value in row)
    return text.getvalue().encode("utf-8-sig")


def _defused(value: str | int, days: frozenset[str]) -> str | int:
    """A text that a spreadsheet will take for neither a formula nor a number or a date.

    Excel reads quoted text too: of "april 2019" it makes apr-19, and of "0318 123" a number. Square brackets keep it a
    text in every program and language, and people and machines can read what is in them. An apostrophe in front would
    be shown, round brackets make a number negative, and ="..." or a sign that nobody sees is in the way of machines.
    """
    if not isinstance(value, str):
        return value
    if value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return f"[{value}]" if value and (value in days or COMPUTED.fullmatch(value)) else value
