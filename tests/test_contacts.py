"""Whom to call: the rule over a table of cases, and then every output of a site, which names the same contact first."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kaart import urls
from kaart.day import Day
from kaart.guide import municipality_skeleton
from kaart.model.contacts import known_contacts, only_for_professionals, whom_to_call
from kaart.model.site import Locality
from kaart.schema.flyer_kinds import DUTCH_WORDS, READERS, FlyerKind
from kaart.schema.municipality import Municipality
from kaart.schema.records import Reader
from kaart.source.register import Area
from kaart.views.signpost import SKIPPED
from tests.browser import ROOT, TODAY, build_site, pdf_tool, served

DAY = date.fromisoformat(TODAY)
AREA = Area("GM9999", "Proefplaats", "proefplaats", "Utrecht", 52.0, 5.0)
FRESH, MUTED, STALE = 30, 300, 500  # days ago
PARENT, PROFESSIONAL = ("parent",), ("professional",)
BOTH = PARENT + PROFESSIONAL


def days_ago(days: int | None) -> dict[str, str]:
    return {} if days is None else {"checked_on": (DAY - timedelta(days)).isoformat()}


def contact(
    name: str, readers: Sequence[str] = BOTH, days: int | None = FRESH, way: str = "phone", kind: str = "gemeente"
) -> dict[str, Any]:
    """A contact that is reached in one way, checked so many days ago; its name tells its number."""
    number = f"000 {sum(map(ord, name)):04} {len(name):02}"
    ways = {
        "phone": number,
        "email": f"{name.lower()}@voorbeeld.example",
        "website": f"https://{name.lower()}.example/",
        "address": {"street": f"{name}straat 1", "postcode": "0000 AA", "city": "Proefplaats"},
    }
    return {"kind": kind, "name": name, "readers": list(readers), way: ways[way], **days_ago(days)}


def offer(
    initiative: str, own: Mapping[str, Any] | None = None, days: int | None = None, **more: str
) -> dict[str, Any]:
    """An offer, checked so many days ago, perhaps with a contact of its own."""
    found: dict[str, Any] = {"initiative": initiative, "source": "proefgids", **days_ago(days), **more}
    return found | ({"contact": dict(own)} if own else {})


def place(offers: Sequence[Mapping[str, Any]] = (), desks: Sequence[Mapping[str, Any]] = ()) -> Locality:
    record = {"cbs_code": "GM9999", "offers": list(offers), "contacts": list(desks)}
    context = {"today": Day(DAY), "cbs_code": "GM9999"}
    return Locality(AREA, Municipality.model_validate(record, context=context))


def names(locality: Locality, reader: Reader = Reader.PARENT, initiative: str = "") -> list[str]:
    return [call.contact.name for call in whom_to_call(locality, reader, Day(DAY), initiative)]


CASES: Mapping[str, tuple[Locality, Reader, str, list[str]]] = {
    "nobody is known": (place(), Reader.PARENT, "", []),
    "the only desk": (place([], [contact("Loket")]), Reader.PARENT, "", ["Loket"]),
    "a contact without readers is for both": (
        place([], [{key: value for key, value in contact("Loket").items() if key != "readers"}]),
        Reader.PROFESSIONAL,
        "",
        ["Loket"],
    ),
    "for parents only": (
        place([], [contact("Ouders", PARENT), contact("Verwijzers", PROFESSIONAL)]),
        Reader.PARENT,
        "",
        ["Ouders"],
    ),
    "for professionals only": (
        place([], [contact("Ouders", PARENT), contact("Verwijzers", PROFESSIONAL)]),
        Reader.PROFESSIONAL,
        "",
        ["Verwijzers"],
    ),
    "all are for professionals": (
        place([offer("a", contact("Eigen", PROFESSIONAL))], [contact("Loket", PROFESSIONAL)]),
        Reader.PARENT,
        "a",
        [],
    ),
    "that of the offer is for professionals": (
        place([offer("a", contact("Eigen", PROFESSIONAL))], [contact("Loket", PARENT, STALE)]),
        Reader.PARENT,
        "a",
        ["Loket"],
    ),
    "about one initiative its own goes first, also if it is older": (
        place([offer("a", contact("Eigen", days=STALE))], [contact("Loket")]),
        Reader.PARENT,
        "a",
        ["Eigen", "Loket"],
    ),
    "about one initiative nobody of another": (
        place([offer("a", contact("Eigen")), offer("b", contact("Ander"))]),
        Reader.PARENT,
        "a",
        ["Eigen"],
    ),
    "in a municipality a desk goes first where all else is the same": (
        place([offer("a", contact("Eigen"))], [contact("Loket")]),
        Reader.PARENT,
        "",
        ["Loket", "Eigen"],
    ),
    "in a municipality a fresh coordinator goes before a stale desk": (
        place([offer("a", contact("Eigen"))], [contact("Loket", days=STALE)]),
        Reader.PARENT,
        "",
        ["Eigen", "Loket"],
    ),
    "for professionals the coordinators go first": (
        place([offer("b", contact("Eigen B", days=STALE)), offer("a", contact("Eigen A"))], [contact("Loket")]),
        Reader.PROFESSIONAL,
        "",
        ["Eigen A", "Eigen B", "Loket"],
    ),
    "the fresher one": (
        place(
            [],
            [
                contact("Nooit", days=None),
                contact("Oud", days=STALE),
                contact("Half", days=MUTED),
                contact("Vers", days=FRESH),
            ],
        ),
        Reader.PARENT,
        "",
        ["Vers", "Half", "Nooit", "Oud"],
    ),
    "a number, mail, a site, a door": (
        place([], [contact(way, way=way) for way in ("address", "website", "email", "phone")]),
        Reader.PARENT,
        "",
        ["phone", "email", "website", "address"],
    ),
    "a number of half a year ago goes before fresh mail": (
        place([], [contact("Mail", way="email"), contact("Bellen", days=MUTED)]),
        Reader.PARENT,
        "",
        ["Bellen", "Mail"],
    ),
    "fresh mail goes before a number that nobody checked": (
        place([], [contact("Bellen", days=None), contact("Mail", way="email")]),
        Reader.PARENT,
        "",
        ["Mail", "Bellen"],
    ),
    "that of an offer that has ended is gone": (
        place([offer("a", contact("Eigen"), stage="ended")], [contact("Loket")]),
        Reader.PARENT,
        "a",
        ["Loket"],
    ),
    "the same desk of two offers is there once": (
        place([offer("a", contact("Welzijn")), offer("b", contact("Welzijn"))]),
        Reader.PROFESSIONAL,
        "",
        ["Welzijn"],
    ),
    "the day of the offer counts where the contact has none": (
        place([offer("a", contact("Eigen", days=None), FRESH)], [contact("Loket", days=MUTED)]),
        Reader.PARENT,
        "",
        ["Eigen", "Loket"],
    ),
    "its own day wins, also if it is older": (
        place([offer("a", contact("Eigen", days=STALE), FRESH)], [contact("Loket", days=MUTED)]),
        Reader.PARENT,
        "",
        ["Loket", "Eigen"],
    ),
    "for volunteers those that name them": (
        place([offer("a", contact("Eigen", ("volunteer",)))], [contact("Loket")]),
        Reader.VOLUNTEER,
        "",
        ["Eigen"],
    ),
    "for volunteers that of the one initiative": (
        place([offer("a", contact("Eigen"))], [contact("Loket")]),
        Reader.VOLUNTEER,
        "",
        ["Eigen", "Loket"],
    ),
    "for volunteers a desk, where there are two initiatives": (
        place([offer("a", contact("Eigen")), offer("b")], [contact("Loket", days=STALE)]),
        Reader.VOLUNTEER,
        "",
        ["Loket"],
    ),
    "for volunteers nobody who is for professionals": (
        place([offer("a", contact("Eigen", PROFESSIONAL))], [contact("Loket", PROFESSIONAL)]),
        Reader.VOLUNTEER,
        "",
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_rule_says_whom_to_call(case: str) -> None:
    locality, reader, initiative, expected = CASES[case]

    assert expected == names(locality, reader, initiative)


def test_for_the_whole_country_there_is_nobody() -> None:
    assert () == whom_to_call(None, Reader.PARENT, Day(DAY))


def test_each_call_says_why_it_stands_there() -> None:
    locality = place([offer("a", contact("Eigen", days=None), MUTED)], [contact("Loket", days=None, way="email")])

    seen = [
        (each.is_of_offer, each.freshness.value, each.way) for each in whom_to_call(locality, Reader.PARENT, Day(DAY))
    ]

    assert [(True, "aging", "phone"), (False, "stale", "email")] == seen


def test_a_contact_has_the_day_and_the_role_of_its_offer_or_both_of_its_own() -> None:
    role = {"checked_by": "coördinator"}
    without, own = contact("Zonder", days=None), contact("Eigen", days=MUTED)
    locality = place(
        [offer("a", without, FRESH, **role), offer("b", own, FRESH, **role)], [contact("Loket", days=None)]
    )

    seen = [(each.name, each.checked_on, each.checked_by and each.checked_by.nl) for each in known_contacts(locality)]

    day = {days: DAY - timedelta(days) for days in (FRESH, MUTED)}
    assert [("Loket", None, None), ("Zonder", day[FRESH], "coördinator"), ("Eigen", day[MUTED], None)] == seen


def test_apart_stand_only_those_that_are_not_for_parents() -> None:
    desks = [contact("Samen"), contact("Apart", PROFESSIONAL), contact("Vrijwilligers", ("volunteer",))]
    locality = place([offer("a", contact("Eigen", PROFESSIONAL)), offer("b", contact("Ander"))], desks)

    assert ["Eigen", "Apart"] == [each.contact.name for each in only_for_professionals(locality, Day(DAY))]
    assert ["Eigen"] == [each.contact.name for each in only_for_professionals(locality, Day(DAY), "a")]
    assert () == only_for_professionals(locality, Day(DAY), "b")


PASSED_BY = re.compile(
    r"\.readers\b|municipality\.contacts|place\.contacts|record\.contacts|offer\.contact\b|key=.*\brate\("
)


def test_the_first_example_of_the_handbook_has_a_contact_that_was_checked() -> None:
    example = (ROOT / "content/README.md").read_text("utf-8").partition("```yaml\n")[2].partition("```")[0]
    record = Municipality.model_validate(yaml.load(example, Loader=yaml.BaseLoader), context={"today": Day(DAY)})

    checked = record.offers[0].checked_on

    assert checked and record.offers[0].contact and not record.offers[0].contact.checked_on
    assert [checked] == [each.checked_on for each in known_contacts(Locality(AREA, record))]


def test_a_new_file_says_whose_day_a_contact_has() -> None:
    text = municipality_skeleton(AREA)["content/municipalities/proefplaats.yaml"]

    assert 2 == text.count("Laat u het bij een aanbod weg, dan geldt de dag van het aanbod.")


def test_no_other_module_chooses_between_contacts() -> None:
    program = ROOT / "kaart"
    files = {path.relative_to(program).as_posix(): path.read_text("utf-8") for path in program.rglob("*.py")}
    found = {(name, hit) for name, text in files.items() for hit in PASSED_BY.findall(text)}

    languages = ("source/load.py", ".readers")  # for whom a language is
    own = {("model/contacts.py", hit) for hit in (".readers", "municipality.contacts", "offer.contact")}
    assert own | {languages} == found


# From here on a site with a municipality for each case, of which every file is read.


@dataclass(frozen=True)
class Case:
    """A municipality: its offers and desks, whom a family calls first there, and about each initiative."""

    offers: Sequence[Mapping[str, Any]]
    desks: Sequence[Mapping[str, Any]]
    first: str
    about: Mapping[str, str]
    apart: Sequence[str] = ()
    gone: Sequence[str] = ()
    own_site: bool = False


SITE: Mapping[str, Case] = {
    "ouders": Case(
        [offer("proefgezin"), offer("thuisproef")],
        [contact("Ouderloket", PARENT)],
        "Ouderloket",
        {"proefgezin": "Ouderloket", "thuisproef": "Ouderloket"},
    ),
    "verwijzers": Case(
        [offer("proefgezin", contact("Verwijscoach", PROFESSIONAL)), offer("thuisproef")],
        [contact("Verwijsloket", PROFESSIONAL)],
        "",
        {"proefgezin": "", "thuisproef": ""},
        apart=["Verwijscoach", "Verwijsloket"],
    ),
    "allebei": Case(
        [offer("proefgezin", contact("Samencoach")), offer("thuisproef")],
        [contact("Artsenlijn", PROFESSIONAL), contact("Samenloket")],
        "Samenloket",
        {"proefgezin": "Samencoach", "thuisproef": "Samenloket"},
        apart=["Artsenlijn"],
    ),
    "gemengd": Case(
        [offer("proefgezin", contact("Consultlijn", PROFESSIONAL)), offer("thuisproef")],
        [contact("Burgerloket", PARENT, STALE)],
        "Burgerloket",
        {"proefgezin": "Burgerloket", "thuisproef": "Burgerloket"},
        apart=["Consultlijn"],
        own_site=True,
    ),
    "verouderd": Case(
        [offer("proefgezin"), offer("thuisproef", contact("Verscoach", days=None), FRESH)],
        [contact("Oudloket", BOTH, STALE)],
        "Verscoach",
        {"proefgezin": "Oudloket", "thuisproef": "Verscoach"},
    ),
    "zonder-telefoon": Case(
        [offer("proefgezin", contact("Mailcoach", way="email")), offer("thuisproef")],
        [contact("Siteloket", way="website")],
        "Mailcoach",
        {"proefgezin": "Mailcoach", "thuisproef": "Siteloket"},
    ),
    "gestopt": Case(
        [offer("proefgezin", contact("Stopcoach"), FRESH, stage="ended"), offer("thuisproef")],
        [contact("Blijfloket", PARENT)],
        "Blijfloket",
        {"proefgezin": "Blijfloket", "thuisproef": "Blijfloket"},
        gone=["Stopcoach"],
    ),
}
WRITTEN = {
    each["name"]: each
    for case in SITE.values()
    for each in (*case.desks, *(offer["contact"] for offer in case.offers if "contact" in offer))
}
WITHOUT_FLYERS = ("verwijzers", "gemengd")  # no contact for parents, or one of years ago
NEVER_FOR_PARENTS = [name for case in SITE.values() for name in (*case.apart, *case.gone)]
BARE = re.compile(r"[\s\u00a0\u2009\u202a-\u202e\u2066-\u2069]|<wbr>")


@pytest.fixture(scope="module")
def site(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in three languages with its flyers, and a municipality for each case."""
    root = shutil.copytree(small_site, tmp_path_factory.mktemp("contacts") / "root")
    for number, (slug, case) in enumerate(SITE.items()):
        example = {
            "name": slug.capitalize(),
            "province": "Utrecht",
            "position": {"lat": f"52.{number + 10}", "lon": "5.1"},
            "places": [slug.capitalize()],
        }
        record: dict[str, Any] = {"example": example, "offers": case.offers, "contacts": case.desks}
        if case.own_site:
            record["own_site"] = f"https://{slug}.example/"
        file = root / f"content/municipalities/{slug}.yaml"
        file.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    real = root / "content/municipalities/testveen.yaml"
    website = {"website": "https://www.rijksoverheid.nl/loket"}
    known = {"Zoekloket": BOTH, "Artsloket": PROFESSIONAL}
    desks = [contact(name, readers, way="website") | website for name, readers in known.items()]
    coach = json.dumps(contact("Dagcoach", days=None, way="website") | website)  # has the day of its offer
    day = days_ago(FRESH)["checked_on"]
    own = f"    checked_on: {day}\n    contact: {coach}\n"
    real.write_text(f"{real.read_text('utf-8')}{own}contacts: {json.dumps(desks)}\n", "utf-8")
    return build_site(root.parent / "site", root)


def text_of(html: str) -> str:
    """A page without what stands apart under the heading for professionals."""
    tree = LexborHTMLParser(html)
    for section in tree.css(".for-professionals"):
        section.decompose()
    return tree.html or ""


def files_in(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """What people can read in a file, and in the files in it."""
    if name.endswith((".zip", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from files_in(f"{name}/{member}", archive.read(member))
    elif name.endswith(".html"):
        yield name, text_of(content.decode())
    elif name.endswith((".csv", ".json", ".txt", ".xml", ".svg", ".js", ".css", ".conf")):
        yield name, content.decode("utf-8-sig")


@pytest.fixture(scope="module")
def outputs(site: Path) -> Mapping[str, str]:
    """Every file that parents can read, without white space."""
    found: dict[str, str] = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if name.endswith(".pdf"):
            found[name] = pdf_tool("pdftotext", "-layout", path, "-")
        else:
            found |= dict(files_in(name, path.read_bytes()))
    return {name: BARE.sub("", text) for name, text in found.items()}


def is_for_professionals(name: str) -> bool:
    words = [DUTCH_WORDS[kind] for kind, reader in READERS.items() if reader is Reader.PROFESSIONAL]
    return Path(name).name.startswith(tuple(words)) or f"/{urls.REFER_WORD}" in f"/{name}"


def signs_of(name: str) -> list[str]:
    """The name of a contact, and its number or mail."""
    return [
        BARE.sub("", str(WRITTEN[name][key])) for key in ("name", "phone", "email", "website") if key in WRITTEN[name]
    ]


def test_what_is_for_professionals_or_gone_stands_nowhere_where_parents_read(outputs: Mapping[str, str]) -> None:
    read = {name: text for name, text in outputs.items() if not is_for_professionals(name)}
    assert {"html", "csv", "json", "txt", "pdf"} <= {name.rpartition(".")[2] for name in read}
    assert any(name.endswith("wegwijzer.json") and "Samenloket" in text for name, text in read.items())
    assert any(".xlsx/" in name for name in read) and any(".zip/" in name and ".html" in name for name in read)

    signs = [sign for name in NEVER_FOR_PARENTS for sign in signs_of(name)]
    assert [] == [(name, sign) for name, text in read.items() for sign in signs if sign in text]
    assert any(sign in text for name, text in read.items() for sign in signs_of("Burgerloket"))


def test_a_contact_that_is_gone_is_not_for_professionals_either(outputs: Mapping[str, str]) -> None:
    gone = [sign for case in SITE.values() for name in case.gone for sign in signs_of(name)]

    assert [] == [(name, sign) for name, text in outputs.items() for sign in gone if sign in text]


def tree_of(site: Path, address: str) -> LexborHTMLParser:
    """A page as it is shown: of a page for frames the part that the address names, or the whole."""
    folder, _, part = address.partition("#")
    tree = LexborHTMLParser((site / folder / "index.html").read_text("utf-8"))
    shown = f"of-{part}" if part else "in-all"
    assert not part or tree.css(f".embed__choice#{part}")
    for node in [node for node in tree.css(".embed__part") if shown not in (node.attributes["class"] or "").split()]:
        node.decompose()
    return tree


def said_in(node: LexborNode, selector: str) -> str:
    """The text of the first part of a page that fits; nothing where there is none."""
    found = node.css_first(selector)
    return found.text(strip=True) if found else ""


def apart_in(site: Path, address: str) -> list[str]:
    return [name.text(strip=True) for name in tree_of(site, address).css(".for-professionals .contact__name")]


@pytest.mark.parametrize("slug", SITE)
def test_professionals_find_theirs_under_a_heading_of_its_own(
    slug: str, site: Path, outputs: Mapping[str, str]
) -> None:
    for part in ("", "insluiten/", "insluiten/#contacten"):
        for language in ("", "en/"):
            assert list(SITE[slug].apart) == apart_in(site, f"{language}{slug}/{part}")
        assert [] == apart_in(site, f"ar/{slug}/{part}")  # which is for parents only
    card = outputs.get(f"{slug}/flyers/verwijskaart-{slug}.pdf", "")
    assert (slug not in WITHOUT_FLYERS) is bool(card)
    named = SITE[slug].apart if card else []
    assert [] == [name for name in named if not all(sign in card for sign in signs_of(name))]
    assert [] == [name for name in WRITTEN if WRITTEN[name]["readers"] == ["parent"] and name in card]


def first_in(site: Path, address: str) -> str:
    """Who is named first on a page."""
    button = said_in(tree_of(site, address).css("body")[0], ".next .button--lamp")
    return next((name for name in WRITTEN if name in button), "")


def first_of(lines: Sequence[str]) -> str:
    return lines[0] if lines and lines[0] in WRITTEN else ""


def columns_of(path: Path) -> Iterator[Sequence[str]]:
    """For each initiative the lines about how to begin, of a CSV or an XLSX file."""
    if path.suffix == ".csv":
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True), delimiter=";"))
    else:
        rows = [[str(cell or "") for cell in row] for row in openpyxl.load_workbook(path).worksheets[1].values]
    begin = next(row for row in rows if row and row[0] == "contact en aanmelding")
    yield from (cell.split("\n") for cell in begin[3:])


@pytest.mark.parametrize("slug", SITE)
def test_all_pages_frames_and_files_name_the_same_one_first(slug: str, site: Path) -> None:
    case = SITE[slug]
    for language in ("", "en/", "ar/"):
        for part in ("", "insluiten/", "insluiten/#contacten"):
            assert case.first == first_in(site, f"{language}{slug}/{part}"), (language, part)
        for initiative, first in case.about.items():
            assert first == first_in(site, f"{language}{slug}/{initiative}/")
            if initiative in current(case):
                assert first == first_in(site, f"{language}{slug}/insluiten/#{initiative}")
        if len(current(case)) < 2:
            continue
        cells = tree_of(site, f"{language}{slug}/vergelijk/").css("#begin td[data-initiative]")
        lines = {cell.attributes["data-initiative"]: [said_in(cell, "p")] for cell in cells}
        expected = {initiative: case.about[initiative] for initiative in current(case)}
        assert expected == {initiative: first_of(said) for initiative, said in lines.items()}
    for suffix in ("csv", "xlsx") if len(current(case)) > 1 else ():
        file = next((site / slug / "vergelijk").glob(f"*.{suffix}"))
        assert list(expected.values()) == [first_of(lines) for lines in columns_of(file)]


def current(case: Case) -> list[str]:
    return [each["initiative"] for each in case.offers if each.get("stage") != "ended"]


@pytest.mark.parametrize("slug", SITE)
def test_the_flyers_name_that_one_and_nobody_else(slug: str, outputs: Mapping[str, str]) -> None:
    case = SITE[slug]
    if slug in WITHOUT_FLYERS:
        assert [] == [name for name in outputs if f"{slug}/flyers/" in name]
        return
    for kind in FlyerKind:
        if kind in READERS:
            continue
        for language in ("nl", "en"):
            path = f"{slug}/flyers/{DUTCH_WORDS[kind]}-{slug}.pdf"
            text = outputs[path if language == "nl" else f"en/{path.removesuffix('.pdf')}-en.pdf"]
            assert [case.first] * bool(case.first) == [name for name in WRITTEN if name in text], (kind, language)
            assert all(sign in text for sign in (signs_of(case.first) if case.first else ())), (kind, language)


def test_where_all_contacts_are_for_professionals_parents_get_the_way_without(site: Path) -> None:
    for address in ("verwijzers/", "verwijzers/proefgezin/", "verwijzers/insluiten/"):
        step = tree_of(site, address).css_first(".next")
        assert step
        assert step.css("a.button--lamp[href^='https://']")
        assert not step.css(".phone")


def test_without_a_number_there_is_mail_and_then_the_sign_up_and_nobody_is_told_to_call_first(site: Path) -> None:
    page = tree_of(site, "zonder-telefoon/")
    step = page.css_first(".next")
    assert step
    said = " ".join(step.text(separator=" ").split())
    assert "mailcoach@voorbeeld.example" in BARE.sub("", step.html or "")
    assert page.css(".ground__more a, .offers a.row") and page.css("[aria-labelledby=kent] li")
    assert ("Bel gerust" not in said) and ("niet kort geleden" not in said)


def test_checked_on_of_an_offer_reaches_the_number_on_each_page_and_flyer(
    site: Path, outputs: Mapping[str, str]
) -> None:
    day = "gecontroleerd op 23 oktober 2026"
    for address in ("verouderd/", "verouderd/thuisproef/", "verouderd/insluiten/", "verouderd/insluiten/#thuisproef"):
        mark = tree_of(site, address).css_first(".next .checked--fresh")
        assert mark and day == mark.text(strip=True), address
    assert "Nagekeken23-10-2026,geldigtot23-10-2027" in outputs["verouderd/flyers/school-verouderd.pdf"]
    assert day.replace(" ", "") in outputs["verouderd/flyers/verwijskaart-verouderd.pdf"]


def test_the_state_of_the_map_counts_a_contact_by_the_day_of_its_offer(site: Path) -> None:
    rows = [[cell.text(strip=True) for cell in row.css("th, td")] for row in tree_of(site, "stand/").css("tr")]

    assert ["Contacten", "4", "1", "0"] in rows  # of real municipalities; the muted one is in Proefdam


def test_a_contact_with_only_a_number_has_no_empty_part_to_open(site: Path) -> None:
    assert tree_of(site, "allebei/").css(".for-professionals .contact")
    assert [] == tree_of(site, "allebei/").css(".for-professionals details")


def test_the_search_file_has_only_desks_for_parents(site: Path) -> None:
    for file in sorted(site.rglob("zoeken-*.json")):
        text = file.read_text("utf-8")
        assert "Zoekloket" in text and "Artsloket" not in text


def test_the_signpost_names_the_same_one(site: Path, page: Page) -> None:
    with served(site) as address:
        for slug, expected in (("allebei", ["Samenloket"]), ("verwijzers", [])):
            page.goto("about:blank")
            skipped = "&".join(f"{name}={SKIPPED}" for name in ("leeftijd", "plek", "helpt", "hulp"))
            page.goto(f"{address}wegwijzer/#waar={slug}&{skipped}")
            page.wait_for_selector(".outcome__place .next", state="attached")
            shown = page.eval_on_selector_all(
                ".outcome__place .contact__name", "all => all.map(each => each.textContent)"
            )
            assert expected == shown, slug


@pytest.mark.parametrize("slug", SITE)
def test_the_referral_card_names_whom_professionals_call_and_nobody_for_parents_alone(slug: str, site: Path) -> None:
    desks = [desk.text(strip=True) for desk in tree_of(site, f"{slug}/verwijzen/").css(".desks > li > .button")]
    named = [name for desk in desks for name in WRITTEN if name in desk]

    assert set(SITE[slug].apart) <= set(named)
    assert [] == [name for name in named if WRITTEN[name]["readers"] == ["parent"]]
