"""Names that a file cannot have on every computer, so that the content and the site can be copied to any."""

from __future__ import annotations

from kaart.source.disk import shown

DEVICES = frozenset(  # what Windows takes for a device, also with an ending
    (
        *("con", "prn", "aux", "nul", "conin$", "conout$"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"),
    )
)
FORBIDDEN_LETTERS = ':*?"<>|\\'
MOST_BYTES = 200  # room for what comes before and behind it: file systems allow 255


def mistake_in(name: str) -> tuple[str, str] | None:
    """The mistake in the name of a file or folder, with advice; None where it can stand on any computer."""
    stem, dot, ending = name.partition(".")
    if any(not letter.isprintable() for letter in name):
        return f'in de naam "{shown(name)}" staat een teken dat niet te zien is.', "Typ de naam opnieuw."
    letter = next((letter for letter in name if letter in FORBIDDEN_LETTERS), None)
    if letter:
        return f"in deze naam staat {letter} en dat kan op Windows niet.", "Haal dat teken uit de naam."
    if name.endswith((".", " ")):
        kind = "punt" if name.endswith(".") else "spatie"
        return f"deze naam eindigt op een {kind} en dat kan op Windows niet.", f"Haal die {kind} weg."
    if stem.rstrip(" ").casefold() in DEVICES:
        hint = f"Kies een andere naam, zoals {stem.rstrip(' ')}-1{dot}{ending}."
        return f'op Windows is "{stem}" de naam van een apparaat en geen bestand.', hint
    if len(name.encode()) > MOST_BYTES:
        return f"deze naam is te lang: {len(name.encode())} tekens, hoogstens {MOST_BYTES}.", "Kies een kortere naam."
    return None
