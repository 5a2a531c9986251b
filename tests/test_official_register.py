"""An edition of the official register beside our table: what is shown, what is written, and what is refused."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build import main
from kaart.schema.phones import national_phone
from kaart.source.official_export import ADDRESS, MAXIMUM_BYTES
from kaart.source.official_register import in_words, update_of
from kaart.source.register import FOLDER, SWITCHBOARDS, read_switchboards

ROOT = Path(__file__).parent.parent
TABLE = f"{FOLDER}/{SWITCHBOARDS}"
# In the order of the export, between columns that nobody may read.
COLUMNS = (
    *("Officiële naam", "E-mailadressen", "Telefoonnummers ", "Internetpagina's", "Einddatum", "Laatste mutatie"),
    *("Online afspraak url", "Contactformulieren", "Link naar uitgebreidere organisatiebeschrijving"),
    *("Burgemeester", "TOOi URI"),
)
PERSON, MAIL = "mevrouw Proef", "proef@proefdam.example"
NAMES = {"GM9001": "Proefdam", "GM9002": "Testveen", "GM9003": "Verzonhoek", "GM9004": "'s-Fictiehaven"}
OURS = """code,website,telefoon,datum
GM9001,https://www.proefdam.example/,14 0318,2024-03-26
GM9002,https://testveen.example/,0599 631 631,2024-03-26
GM9003,https://verzonhoek.example/,,2024-03-26
GM9004,https://fictiehaven.example/,0297 387 575,2024-03-26
"""
SAME: Mapping[str, tuple[str, str]] = {
    "GM9001": ("14 0318", "https://www.proefdam.example"),
    "GM9002": ("(0599) 63 16 31", "https://testveen.example"),
    "GM9003": ("", "https://verzonhoek.example"),
    "GM9004": ("(0297) 38 75 75", "https://fictiehaven.example"),
}
HINT = f"    Download het opnieuw van {ADDRESS}, en bewaar het niet vanuit Excel.\n"
MERGED = '    Samengegaan? Volg eerst "Als gemeenten samengaan" in content/register/README.md.\n'
QUOTE = "vanaf hier is het niet te lezen: er staat een aanhalingsteken te veel of te weinig.\n"


def row(code: str, **others: str) -> dict[str, str]:
    """A municipality in the export, as our table has it unless a column says another thing."""
    phone, website = SAME.get(code, ("", "https://nieuw.example"))
    cells = {
        "Officiële naam": f"Gemeente {NAMES.get(code, 'Nieuwdam')}",
        "E-mailadressen": f"{MAIL}, label: algemeen",
        "Telefoonnummers ": phone and f"{phone}, label: algemeen",
        "Internetpagina's": website and f"{website}, label: algemeen",
        "Laatste mutatie": "29-07-2024",
        "Burgemeester": PERSON,
        "TOOi URI": f"https://identifier.overheid.nl/tooi/id/gemeente/{code.lower()}",
    }
    names = {"phone": "Telefoonnummers ", "website": "Internetpagina's", "changed": "Laatste mutatie"}
    names |= {"ended": "Einddatum", "uri": "TOOi URI", "name": "Officiële naam"}
    return cells | {names.get(key, key): value for key, value in others.items()}


def export(*changed: dict[str, str], columns: Iterable[str] = COLUMNS, without: str = "", separator: str = ";") -> str:
    """An export of all municipalities; a row that is given takes the place of the one with its code."""
    rows = {code: row(code) for code in NAMES if code != without}
    others = []
    for each in changed:
        code = each["TOOi URI"][-6:].upper()
        if rows.get(code) == row(code):
            rows[code] = each
        else:
            others.append(each)
    lines = [dict(zip(columns, columns, strict=True)), *rows.values(), *others]
    return "".join(
        separator.join('"' + line.get(column, "").replace('"', '""') + '"' for column in columns) + "\r\n"
        for line in lines
    )


@pytest.fixture
def own(tmp_path: Path, small_site: Path) -> Path:
    """A copy of the small site with numbers that exist."""
    root = Path(shutil.copytree(small_site, tmp_path / "own"))
    (root / TABLE).write_text(OURS, "utf-8")
    return root


def update(root: Path, content: str | bytes | None, *options: str) -> Result:
    file = root.parent / "Gemeenten.csv"
    if content is not None:
        file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return CliRunner().invoke(main, ["register", "update", str(file), "--root", str(root), *options])


def rows_of(root: Path) -> dict[str, list[str]]:
    """The table as it is now: website, number and date by code."""
    lines = (root / TABLE).read_text("utf-8").splitlines()[1:]
    return {code: cells for code, *cells in csv.reader(lines)}


def said(result: Result, folder: Path) -> str:
    return result.stderr.replace(f"{folder}/", "")


def test_nothing_is_written_without_being_asked(own: Path) -> None:
    expected = {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}

    seen = update(own, export(row("GM9001", phone="14 0320, label: algemeen")))

    assert 0 == seen.exit_code
    assert "Verandert (1):\n  Proefdam: nummer 14 0318 → 14 0320\n" in seen.stdout
    assert seen.stdout.endswith(f"Er is niets geschreven. Met --write komt dit in {TABLE}.\n")
    assert expected == {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}


def test_what_appears_changes_and_stays_is_shown_and_written_in_our_order(own: Path, today: str) -> None:
    content = export(
        row("GM9001", website="https://www.proefdam-zijl.example/welkom?a=b, label: algemeen"),
        row("GM9003", phone="088-4327000, label: algemeen", changed="12-10-2024"),
        row("GM9004", phone="+31 297 387600, label: algemeen"),
    )

    seen = update(own, content, "--write")

    assert (0, "") == (seen.exit_code, seen.stderr)
    assert seen.stdout == (
        "Uitgave van 2024-10-12, 4 gemeenten.\n\n"
        "Nieuw (1):\n  Verzonhoek: nummer 088 432 7000\n\n"
        "Verandert (2):\n"
        "  Proefdam: website https://www.proefdam.example/ → https://www.proefdam-zijl.example/\n"
        "  's-Fictiehaven: nummer 0297 387 575 → 0297 387 600\n\n"
        "Gelijk: 3 websites en 2 nummers. Zonder nummer: 0.\n"
        f"Bijgewerkt: {TABLE}\n"
    )
    assert (own / TABLE).read_text("utf-8") == (
        "code,website,telefoon,datum\n"
        "GM9001,https://www.proefdam-zijl.example/,14 0318,2024-10-12\n"
        "GM9002,https://testveen.example/,0599 631 631,2024-10-12\n"
        "GM9003,https://verzonhoek.example/,088 432 7000,2024-10-12\n"
        "GM9004,https://fictiehaven.example/,0297 387 600,2024-10-12\n"
    )
    check = ["check", "--root", str(own), "--today", today, "--jobs", "1", "--no-flyers"]
    assert 0 == CliRunner().invoke(main, check).exit_code


def test_an_edition_that_says_the_same_changes_only_the_date_and_the_second_time_nothing(own: Path) -> None:
    first = update(own, export(), "--write")
    written = (own / TABLE).read_bytes()
    again = update(own, None, "--write")

    assert "Niets veranderd, behalve de datum: 2024-07-29.\n" in first.stdout
    assert OURS.replace("2024-03-26", "2024-07-29").encode() == written
    assert again.stdout.endswith(f"Niets veranderd.\nGelijk: {TABLE}\n")
    assert written == (own / TABLE).read_bytes()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14 0592, label: algemeen", "14 0592"),
        ("140592, label: algemeen", "14 0592"),
        ("088 1234567, label: storingen; 14 0592, label: algemeen", "14 0592"),
        ("14 0592, label: algemeen;088 4327000, label: algemeen", "14 0592"),
        ("14 0592, label: algemeen\n; 088 1234567, label: storingen", "14 0592"),
        ("0900-1852, label: algemeen", "0900 1852"),
        ("0485 854000, label: algemeen", "0485 854 000"),
        ("088 1234567, label: storingen", ""),
        ("14 0592", ""),
    ],
)
def test_the_general_number_is_taken_and_written_in_one_form(own: Path, typed: str, expected: str) -> None:
    seen = update(own, export(row("GM9003", phone=typed)), "--write")

    assert (0, "") == (seen.exit_code, seen.stderr)
    assert expected == rows_of(own)["GM9003"][1]


@pytest.mark.parametrize("typed", ["0140223", "(014) 013", "014 0223", "0223", "000 901 00 00", "0599 63"])
def test_a_number_that_cannot_be_dialled_stays_empty_with_a_warning(own: Path, typed: str) -> None:
    seen = update(own, export(row("GM9003", phone=f"{typed}, label: algemeen")), "--write")

    assert said(seen, own.parent) == (
        f'Gemeenten.csv:4:1: let op: "{typed}" (nummer van "Verzonhoek") kunt u niet bellen.\n'
        f"    Het blijft leeg. Kijk op de site van de gemeente, en zet het zelf in {TABLE}.\n"
    )
    assert 0 == seen.exit_code
    assert ["https://verzonhoek.example/", "", "2024-07-29"] == rows_of(own)["GM9003"]


def test_words_in_the_place_of_a_number_are_not_repeated(own: Path) -> None:
    seen = update(own, export(row("GM9003", phone=f"bel {PERSON}, label: algemeen")))

    assert 'let op: wat er staat (nummer van "Verzonhoek") kunt u niet bellen.' in seen.stderr


def test_a_number_of_ours_stays_with_its_date_where_the_register_has_one_that_cannot_be_dialled(own: Path) -> None:
    before = rows_of(own)["GM9004"]
    seen = update(own, export(row("GM9004", phone="0140297, label: algemeen")), "--write")

    assert "    Ons nummer 0297 387 575 blijft staan. " in seen.stderr
    assert before[1:] == rows_of(own)["GM9004"][1:]


@pytest.mark.parametrize("typed", ["(014) 0318", "0140318", "014 0318"])
def test_the_same_number_with_a_0_in_front_leaves_ours(own: Path, typed: str) -> None:
    seen = update(own, export(row("GM9001", phone=f"{typed}, label: algemeen")), "--write")

    assert (0, "") == (seen.exit_code, seen.stderr)
    assert ["https://www.proefdam.example/", "14 0318", "2024-07-29"] == rows_of(own)["GM9001"]


def test_what_the_register_has_no_more_stays_with_its_date(own: Path) -> None:
    content = export(row("GM9002", phone=""), row("GM9004", website=""))

    first = update(own, content, "--write")
    again = update(own, content, "--write")

    words = "verdwijnt uit het register; bij ons blijft het staan, van 2024-03-26\n"
    for seen in (first, again):
        assert (0, "") == (seen.exit_code, seen.stderr)
        assert f"Let op (2):\n  Testveen: nummer 0599 631 631 {words}" in seen.stdout
        assert f"  's-Fictiehaven: website https://fictiehaven.example/ {words}" in seen.stdout
    assert f"Gelijk: {TABLE}\n" in again.stdout
    assert ["https://testveen.example/", "0599 631 631", "2024-03-26"] == rows_of(own)["GM9002"]
    assert ["https://fictiehaven.example/", "0297 387 575", "2024-03-26"] == rows_of(own)["GM9004"]
    assert ["2024-07-29", "2024-07-29"] == [rows_of(own)[code][2] for code in ("GM9001", "GM9003")]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("http://Verzonhoek.Example, label: algemeen", "https://verzonhoek.example/"),
        ("https://www.verzonhoek.example/, label: algemeen", "https://www.verzonhoek.example/"),
        ("https://werk.example, label: vacatures; www.hoek.example, label: algemeen", "https://www.hoek.example/"),
        ("HTTP://HOEK.EXAMPLE/Pagina/, label: algemeen", "https://hoek.example/"),
    ],
)
def test_a_website_is_the_first_page_of_a_site_with_https(own: Path, typed: str, expected: str) -> None:
    seen = update(own, export(row("GM9003", website=typed)), "--write")

    assert (0, "") == (seen.exit_code, seen.stderr)
    assert expected == rows_of(own)["GM9003"][0]


def test_a_page_that_we_chose_on_the_same_site_stays(own: Path) -> None:
    (own / TABLE).write_text(OURS.replace("https://testveen.example/", "https://testveen.example/gemeente"), "utf-8")

    update(own, export(), "--write")

    assert "https://testveen.example/gemeente" == rows_of(own)["GM9002"][0]


@pytest.mark.parametrize("typed", ["ftp://hoek.example", MAIL, "https://hoek", "https://[hoek", "geen"])
def test_what_is_no_web_address_leaves_ours_with_a_warning(own: Path, typed: str) -> None:
    seen = update(own, export(row("GM9003", website=f"{typed}, label: algemeen")), "--write")

    expected = 'Gemeenten.csv:4:1: let op: bij "Verzonhoek" (Internetpagina\'s) staat geen webadres.\n'
    assert f"{expected}    Het onze blijft.\n" == said(seen, own.parent)
    assert ["https://verzonhoek.example/", "", "2024-03-26"] == rows_of(own)["GM9003"]


@pytest.mark.parametrize(
    "column", ["Online afspraak url", "Link naar uitgebreidere organisatiebeschrijving", "Contactformulieren"]
)
def test_our_site_stays_where_another_field_of_its_row_names_it(own: Path, column: str) -> None:
    others = {column: "https://formulier.example; https://WWW.proefdam.example/maak-afspraak, label: algemeen"}
    website = "https://gemeenteproefdam.example, label: algemeen"

    seen = update(own, export(row("GM9001", website=website, **others)), "--write")

    why = "Onze website blijft, want andere velden van het register noemen die ook (1): Proefdam.\n"
    assert why in seen.stdout
    assert ["https://www.proefdam.example/", "14 0318", "2024-07-29"] == rows_of(own)["GM9001"]


def test_our_site_goes_where_only_the_row_of_another_names_it(own: Path) -> None:
    others = {"Online afspraak url": "https://www.proefdam.example/afspraak"}
    website = "https://gemeenteproefdam.example, label: algemeen"

    update(own, export(row("GM9001", website=website), row("GM9002", **others)), "--write")

    assert "https://gemeenteproefdam.example/" == rows_of(own)["GM9001"][0]


def test_no_person_and_no_mail_is_shown_or_written(own: Path) -> None:
    good = update(own, export(row("GM9003", phone="0140223, label: algemeen")), "--write")
    bad = update(own, export(row("GM9003", uri="x"), row("GM9777"), row("GM9001", changed="x")))

    everything = good.output + bad.output + (own / TABLE).read_text("utf-8")
    assert (0, 1) == (good.exit_code, bad.exit_code)
    assert PERSON not in everything
    assert MAIL not in everything


@pytest.mark.parametrize(
    "columns",
    [tuple(name.strip() for name in COLUMNS), tuple(reversed(COLUMNS)), (*COLUMNS, "Iets nieuws")],
)
def test_columns_may_stand_elsewhere_without_spaces_and_with_others(own: Path, columns: tuple[str, ...]) -> None:
    changed = row("GM9003", phone="14 0592, label: algemeen")
    seen = update(own, export(changed | {"Telefoonnummers": changed["Telefoonnummers "]}, columns=columns), "--write")

    assert (0, "") == (seen.exit_code, seen.stderr)
    assert "14 0592" == rows_of(own)["GM9003"][1]


def test_an_invisible_mark_in_front_and_other_ends_of_lines_change_nothing(own: Path) -> None:
    plain = update(own, export()).stdout

    assert plain == update(own, export().encode("utf-8-sig")).stdout
    assert plain == update(own, export().replace("\r\n", "\n")).stdout
    assert plain == update(own, export().replace("\r\n", "\r")).stdout


def test_a_line_is_that_of_the_file_also_after_a_cell_of_several_lines(own: Path) -> None:
    content = export(
        row("GM9001", Burgemeester='een\r\ntwee "drie";\r\n\r\nvier'), row("GM9003", phone="0140223, label: algemeen")
    )

    assert said(update(own, content), own.parent).startswith('Gemeenten.csv:7:1: let op: "0140223"')


def test_after_a_merger_the_row_of_the_old_municipality_goes_and_the_new_one_appears(own: Path) -> None:
    areas = own / f"{FOLDER}/gemeenten.csv"
    areas.write_text(areas.read_text("utf-8").replace("GM9004,'s-Fictiehaven,", "GM9777,Nieuwdam,"), "utf-8")
    content = export(
        row("GM9004", ended="31-12-2023", changed="01-01-2024"), row("GM9777", phone="14 0592, label: algemeen")
    )

    seen = update(own, content, "--write")

    assert (0, "") == (seen.exit_code, seen.stderr)
    assert "Nieuw (2):\n  Nieuwdam: website https://nieuw.example/\n  Nieuwdam: nummer 14 0592\n" in seen.stdout
    assert "Vervalt (1):\n  GM9004: de regel, want deze code staat niet in gemeenten.csv\n" in seen.stdout
    assert ["GM9001", "GM9002", "GM9003", "GM9777"] == list(rows_of(own))


def test_a_new_municipality_needs_a_website(own: Path) -> None:
    (own / TABLE).write_text(OURS.partition("GM9004")[0], "utf-8")

    seen = update(own, export(row("GM9004", website="")), "--write")

    assert 1 == seen.exit_code
    assert "Gemeenten.csv:5:1: bij \"'s-Fictiehaven\" (Internetpagina's) staat geen webadres.\n" in seen.stderr
    assert "GM9004" not in rows_of(own)


def test_a_municipality_that_will_end_is_still_one_and_one_that_ended_is_skipped(own: Path) -> None:
    content = export(row("GM9001", ended="31-12-9998"), row("GM9777", ended="31-12-2023"))

    assert (0, "") == ((seen := update(own, content)).exit_code, seen.stderr)


REFUSED: Mapping[str, tuple[str | bytes, str]] = {
    "a column that is missing": (
        export(columns=[name for name in COLUMNS if name != "TOOi URI"]),
        f'Gemeenten.csv:1:1: deze kolom ontbreekt: "TOOi URI".\n{HINT}',
    ),
    "columns with other names": (
        export().replace('"Einddatum"', '"Eindatum"').replace('"Internetpagina\'s"', '"Internetpagina"'),
        'Gemeenten.csv:1:1: deze kolommen ontbreken: "Internetpagina\'s" (wel: "Internetpagina"), "Einddatum"'
        f' (wel: "Eindatum").\n{HINT}',
    ),
    "commas between the columns": (
        export(separator=",").replace('"', ""),
        f"Gemeenten.csv:1:1: tussen de kolommen staan komma's; het register schrijft puntkomma's.\n{HINT}",
    ),
    "quoted cells with commas between": (
        export(separator=","),
        f"Gemeenten.csv:1:1: tussen de kolommen staan komma's; het register schrijft puntkomma's.\n{HINT}",
    ),
    "Windows-1252": (
        export(row("GM9002", Burgemeester="De Coördinator")).replace("ë", "e").encode("cp1252"),
        'Gemeenten.csv:3:173: dit bestand is geen UTF-8; hier staat waarschijnlijk "ö" uit Windows-1252.\n' + HINT,
    ),
    "Windows-1252 behind an invisible mark": (
        b"\xef\xbb\xbf" + export().encode("cp1252"),
        'Gemeenten.csv:1:8: dit bestand is geen UTF-8; hier staat waarschijnlijk "ë" uit Windows-1252.\n' + HINT,
    ),
    "UTF-16": (
        export().encode("utf-16"),
        f"Gemeenten.csv: dit bestand is geen gewone tekst (misschien UTF-16).\n{HINT}",
    ),
    "nothing": ("", f"Gemeenten.csv: dit bestand is leeg.\n{HINT}"),
    "blank lines": ("\r\n\r\n", f"Gemeenten.csv: dit bestand is leeg.\n{HINT}"),
    "only the names of columns": (
        export().partition("\n")[0],
        f"Gemeenten.csv: er staat geen gemeente in.\n{HINT}",
    ),
    "one code twice": (
        export(row("GM9002", Burgemeester="een\r\ntwee"), row("GM9002", name="Gemeente Oud-Testveen")),
        f'Gemeenten.csv:7:1: "GM9002" staat er twee keer: op regel 3 en op regel 7.\n{HINT}',
    ),
    "an address without a code": (
        export(row("GM9003", uri="https://identifier.overheid.nl/tooi/id/gemeente/")),
        'Gemeenten.csv:6:1: "https://identifier.overheid.nl/tooi/id/gemeente/" (TOOi URI) eindigt niet op de code van'
        f" een gemeente.\n    Hier hoort een adres dat eindigt zoals /gm0358. {HINT.strip()}\n",
    ),
    "a date that is none": (
        export(row("GM9001", changed="31-02-2024"), row("GM9002", changed=""), row("GM9003", ended="2024-01-01")),
        "".join(
            f'Gemeenten.csv:{line}:1: "{typed}" ({column}) is geen datum.\n'
            f"    Hier hoort een datum zoals 29-07-2026. {HINT.strip()}\n"
            for line, typed, column in (
                (2, "31-02-2024", "Laatste mutatie"),
                (3, "", "Laatste mutatie"),
                (4, "2024-01-01", "Einddatum"),
            )
        ),
    ),
    "a row that is too short": (
        export() + '"Gemeente Halfdam";"x"\r\n',
        f"Gemeenten.csv:6:1: deze regel heeft 2 kolommen in plaats van 11.\n{HINT}",
    ),
    "a quote too many": (
        export(row("GM9003", Burgemeester="@")).replace('"@"', '"a"b"'),
        f"Gemeenten.csv:4:1: {QUOTE}{HINT}",
    ),
    "a quote that is never closed": (
        export().rstrip().removesuffix('"'),
        f"Gemeenten.csv:5:1: {QUOTE}{HINT}",
    ),
    "municipalities that merged": (
        export(row("GM9777"), row("GM9778", name="Gemeente Nieuwveen"), without="GM9001"),
        'Gemeenten.csv: "Proefdam" (GM9001) ontbreekt, en staat wel in content/register/gemeenten.csv.\n'
        f"{MERGED}"
        f'Gemeenten.csv:5:1: "Gemeente Nieuwdam" (GM9777) staat niet in content/register/gemeenten.csv.\n{MERGED}'
        f'Gemeenten.csv:6:1: "Gemeente Nieuwveen" (GM9778) staat niet in content/register/gemeenten.csv.\n{MERGED}',
    ),
    "a municipality that ended": (
        export(row("GM9002", ended="31-12-2023")),
        'Gemeenten.csv:3:1: "Testveen" (GM9002) is opgeheven op 2023-12-31, en staat nog in'
        f" content/register/gemeenten.csv.\n{MERGED}",
    ),
    "a register of an earlier year": (
        export(*(row(code, changed="29-07-2023") for code in NAMES), row("GM9777", changed="01-01-2023")),
        "Gemeenten.csv: dit bestand is van 2023-07-29, en onze tabel is al van 2024-03-26.\n"
        f"    Download de nieuwste: {ADDRESS}.\n",
    ),
    "several mistakes": (
        export(
            row("GM9001", changed="x"),
            row("GM9777"),
            row("GM9002", name="Een"),
            row("GM9002"),
            row("GM9888", uri="geen"),
        ),
        'Gemeenten.csv:2:1: "x" (Laatste mutatie) is geen datum.\n'
        f"    Hier hoort een datum zoals 29-07-2026. {HINT.strip()}\n"
        f'Gemeenten.csv:6:1: "Gemeente Nieuwdam" (GM9777) staat niet in content/register/gemeenten.csv.\n{MERGED}'
        f'Gemeenten.csv:7:1: "GM9002" staat er twee keer: op regel 3 en op regel 7.\n{HINT}'
        'Gemeenten.csv:8:1: "geen" (TOOi URI) eindigt niet op de code van een gemeente.\n'
        f"    Hier hoort een adres dat eindigt zoals /gm0358. {HINT.strip()}\n",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_export_that_cannot_be_used_is_refused_with_every_reason(own: Path, case: str) -> None:
    content, expected = REFUSED[case]

    seen = update(own, content, "--write")
    printed, _, ending = said(seen, own.parent).partition("\n\n")

    assert 1 == seen.exit_code
    assert expected == f"{printed}\n"
    assert ending.endswith("Er is niets geschreven.\n")
    assert "" == seen.stdout
    assert OURS == (own / TABLE).read_text("utf-8")


def test_a_day_that_has_yet_to_come_is_refused(own: Path) -> None:
    seen = update(own, export(row("GM9002", changed="31-12-9998")), "--write")

    assert 1 == seen.exit_code
    expected = "Gemeenten.csv:3:1: deze mutatie is van 9998-12-31, en vandaag is het "
    assert said(seen, own.parent).startswith(expected)
    assert "    Klopt de datum van deze computer? Download het opnieuw" in seen.stderr
    assert OURS == (own / TABLE).read_text("utf-8")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("nothing", "dit bestand is er niet."),
        ("folder", "dit is geen bestand maar een map."),
        ("pipe", "dit is geen bestand maar een pijp (FIFO)."),
        ("large", "dit bestand is te groot: 20,0 MB, hoogstens 20 MB."),
    ],
)
def test_what_is_no_file_or_too_large_is_not_read(own: Path, kind: str, expected: str) -> None:
    file = own.parent / "Gemeenten.csv"
    if kind == "folder":
        file.mkdir()
    if kind == "pipe":
        os.mkfifo(file)
    if kind == "large":
        with file.open("wb") as opened:
            opened.truncate(MAXIMUM_BYTES + 1)

    seen = update(own, None, "--write")

    assert 1 == seen.exit_code
    hint = f"    Geef het bestand dat u downloadt van {ADDRESS}.\n"
    assert said(seen, own.parent).startswith(f"Gemeenten.csv: {expected}\n{hint}")


def test_a_table_of_ours_that_cannot_be_read_is_said_first(own: Path) -> None:
    (own / TABLE).write_text(OURS.replace("2024-03-26", "gisteren", 1), "utf-8")

    seen = update(own, export(), "--write")

    assert 1 == seen.exit_code
    assert seen.stderr.startswith(f'{TABLE}:2:1: "gisteren" is geen datum.\n')


def test_a_table_of_ours_that_is_a_link_is_not_followed(own: Path) -> None:
    (own / TABLE).rename(own.parent / "elders.csv")
    (own / TABLE).symlink_to("../../../elders.csv")

    seen = update(own, export(), "--write")

    assert 1 == seen.exit_code
    assert f"{TABLE}: dit is een koppeling" in seen.stderr
    assert OURS == (own.parent / "elders.csv").read_text("utf-8")


def test_the_real_tables_are_what_an_export_made_of_them_says() -> None:
    texts = {f"{FOLDER}/{name}": (ROOT / FOLDER / name).read_text("utf-8") for name in ("gemeenten.csv", SWITCHBOARDS)}
    names, ours, problems = read_switchboards(texts)
    newest = max(each.dated for each in ours.values())
    made = {
        code: row(
            code,
            name=f"Gemeente {names[code]}",
            phone=f"{each.phone}, label: algemeen" if each.phone and each.dated == newest else "",
            website=f"{each.website}, label: algemeen",
            changed=f"{newest:%d-%m-%Y}",
        )
        for code, each in ours.items()
    }
    lines = [dict(zip(COLUMNS, COLUMNS, strict=True)), *reversed(made.values())]
    content = "\r\n".join(";".join(f'"{line.get(column, "")}"' for column in COLUMNS) for line in lines)

    update, found = update_of("Gemeenten.csv", content.encode(), names, ours, newest)

    assert [] == problems + found
    assert update is not None
    assert 342 == len(update.outcomes)
    assert texts[TABLE] == update.table
    assert in_words(update)[-1] == "Niets veranderd."
    assert all(national_phone(each.phone) == each.phone for each in ours.values() if each.phone)
