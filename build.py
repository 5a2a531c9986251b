#!/usr/bin/env python3
"""The command line of the sociale kaart, and the only file that prints and reads the clock."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from datetime import date

from kaart.publish.unchanged import Question, Remembered, question_of

BEGUN = time.perf_counter()
QUESTION: Question | None = None  # the build that the command line asks for


def _is_said_again(question: Question) -> bool:
    """True where nothing has changed since the last build, so that all there is to do is to say what it said."""
    answer = question.answer()
    if answer is None:
        return False
    lines, counted = answer
    try:
        for line, is_warning in lines:
            print(line, file=sys.stderr if is_warning else sys.stdout)
        spent = f"{time.perf_counter() - BEGUN:.2f} seconden"
        print(f"Klaar in {spent}: er is niets veranderd; {counted}.", flush=True)
    except OSError:  # the build that follows says why
        return False
    return True


if __name__ == "__main__":  # before all that takes time to load
    QUESTION = question_of(sys.argv[1:], os.path.dirname(os.path.realpath(__file__)), date.today().toordinal())  # noqa: PTH120
    if QUESTION and _is_said_again(QUESTION):
        sys.exit(0)

import logging  # noqa: E402
import re  # noqa: E402
import subprocess  # noqa: E402
from collections.abc import Iterable, Sequence  # noqa: E402
from contextlib import suppress  # noqa: E402
from functools import partial  # noqa: E402
from importlib.util import find_spec  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import TYPE_CHECKING, Any, NoReturn  # noqa: E402

ROOT = Path(__file__).resolve().parent
ENVIRONMENTS = (ROOT / ".venv/bin/python", ROOT / ".venv/Scripts/python.exe")
PACKAGES = (
    *("babel", "brotli", "click", "defusedxml", "filelock", "jinja2", "livereload", "markdown", "nh3", "phonenumbers"),
    *("pikepdf", "pydantic", "segno", "selectolax", "tinycss2", "typst", "wordfreq", "xlsxwriter", "yaml"),
)

if not all(map(find_spec, PACKAGES)):
    # An editor typed `python build.py`: go on in the environment that `make site` made.
    own = next((path for path in ENVIRONMENTS if path.exists()), None)
    if own is None or Path(sys.prefix) == own.parent.parent:
        sys.exit("De pakketten ontbreken. Typ eerst: make site")
    sys.exit(subprocess.run([own, __file__, *sys.argv[1:]]).returncode)

import click  # noqa: E402 - only now it is sure to be there

from kaart.problems import ContentError, Problem, did_you_mean  # noqa: E402

if TYPE_CHECKING:
    from kaart.model.plain import Reading
    from kaart.model.site import Options, Site
    from kaart.plan import Page

DEFAULT_COMMAND = "build"
SITE_FOLDER = "site"
LOCAL_ADDRESS = re.compile(r"http://(?:localhost|127\.0\.0\.1)(?::\d{1,5})?(?:/[\w.~-]+)*/*", re.ASCII)


class DefaultGroup(click.Group):
    """A group whose default command may be left out."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts the default command in front where none is given."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            raise click.UsageError(f'Het commando "{args[0]}" bestaat niet. {did_you_mean(args[0], self.commands)}')
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = [DEFAULT_COMMAND, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; problems in the content end it with exit code 1."""
        try:
            return super().invoke(ctx)
        except ContentError as error:
            _stop(error.problems)


class Word(click.ParamType[str]):
    """A name on the command line, in the Unicode form that everything is read in."""

    name = "naam"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, or a message in Dutch."""
        from kaart.source.disk import shown
        from kaart.source.read import FORBIDDEN, nfc

        if FORBIDDEN.search(value) or not set("\n\t").isdisjoint(value):
            self.fail(f'in "{shown(value)}" staat een teken dat niet te zien is. Typ het opnieuw.', param, ctx)
        return nfc(value)


class Day(click.ParamType[date]):
    """A date on the command line."""

    name = "datum"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a message in Dutch."""
        if isinstance(value, date):
            return value
        try:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):  # Python takes weeks and 20260331 too
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is geen datum. Schrijf jaar-maand-dag: 2026-03-31.', param, ctx)


class Number(click.IntRange):
    """A whole number on the command line."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a message in Dutch."""
        try:
            if not str(value).isascii() or "_" in str(value):  # Python would take these as numbers
                self.fail(value, param, ctx)
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(f'"{value}" is geen getal van {self.min} tot en met {self.max}.', param, ctx)


class Place(click.Path):
    """The path of a file or folder on the command line. Whether it can be read or written is found out later."""

    def __init__(self, **options: Any) -> None:
        super().__init__(readable=False, path_type=Path, **options)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, or a message in Dutch."""
        from kaart.source.disk import shown

        try:
            super().convert(value, param, ctx)
        except click.BadParameter:
            kind = "geen bestand" if self.file_okay else "geen map"
            what = kind if os.path.lexists(value) else "er niet"
            self.fail(f'"{shown(str(value))}" is {what}.', param, ctx)
        return Path(value)


class WebAddress(click.ParamType[str]):
    """The address of a site on the command line."""

    name = "adres"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address with a slash at its end, or a message in Dutch."""
        from pydantic_core import PydanticCustomError

        from kaart.schema.fields import site_address

        if LOCAL_ADDRESS.fullmatch(str(value)):
            return str(value).rstrip("/") + "/"
        try:
            return site_address(str(value))
        except PydanticCustomError as error:
            said = error.context or {}
            self.fail(f"{said['message']} {said['hint']}", param, ctx)


root_option = click.option(
    "--root",
    type=Place(exists=True, file_okay=False),
    default=ROOT,
    show_default="deze map",
    help="Map met content/ en initiatives/.",
)

base_url_option = click.option(
    "--base-url",
    type=WebAddress(),
    help="Webadres van de site, in plaats van dat in content/site.yaml.",
)
today_option = click.option(
    "--today",
    type=Day(),
    default=date.today,
    show_default="vandaag",
    help="Reken met deze dag, zodat een build te herhalen is.",
)
print_shop_option = click.option(
    "--print-shop",
    "for_print_shop",
    is_flag=True,
    help="Maak de flyers voor een drukker: 3 mm afloop en snijtekens.",
)


def content_options(command: Any) -> Any:
    """The options that decide what the site holds."""
    for option in reversed(
        (
            click.option(
                "--only", metavar="GEMEENTE", type=Word(), help="Maak de site van één gemeente, om zelf te plaatsen."
            ),
            click.option("--strict", is_flag=True, help="Stop ook bij waarschuwingen."),
            base_url_option,
            today_option,
            click.option("--drafts", is_flag=True, help="Neem pagina's met draft: ja mee."),
            click.option("--no-example", is_flag=True, help="Laat de verzonnen gemeente weg."),
            click.option("--no-flyers", is_flag=True, help="Maak geen flyers."),
            print_shop_option,
            click.option(
                "--jobs",
                type=Number(1, 64),
                default=os.cpu_count() or 1,
                show_default="aantal processoren",
                help="Aantal processen.",
            ),
            root_option,
        )
    ):
        command = option(command)
    return command


@click.group(cls=DefaultGroup, context_settings={"help_option_names": ["--help"], "max_content_width": 100})
def main() -> None:
    """Maakt van de profielen en contacten een website: de sociale kaart.

    Zonder commando wordt gebouwd. Elk commando heeft --help.
    """


@main.command()
@content_options
@click.option(
    "--out",
    type=Place(),
    default=Path(SITE_FOLDER),
    show_default=True,
    help="Map voor de site.",
)
@click.option(
    "--precompress", is_flag=True, help="Zet naast elke tekst een kleine kopie, zodat de server niets hoeft te doen."
)
@click.option(
    "--release",
    is_flag=True,
    help="Om uit te brengen: stopt als daar iets voor ontbreekt, en maakt de kleinste kopieën. Dat duurt minuten.",
)
def build(out: Path, **options: Any) -> None:
    """Bouw de hele site."""
    _make(out=out, **options)


@main.command()
@content_options
@click.option("--release", is_flag=True, help="Kijk ook of er iets ontbreekt om de site uit te brengen.")
def check(**options: Any) -> None:
    """Controleer alles zonder iets te schrijven; van de pagina's alleen de Nederlandse, en elke landelijke flyer."""
    _make(out=None, **options)


@main.command()
@content_options
@click.option("--port", type=Number(1, 65535), default=8000, show_default=True, help="Poort op deze computer.")
def serve(port: int, root: Path, **options: Any) -> None:
    """Bekijk de site op deze computer; elke wijziging is meteen te zien."""
    from livereload import Server

    from kaart.serve import WATCHED, Preview

    address = f"http://127.0.0.1:{port}/"
    server = Server(Preview(root, _site_options(**(options | {"base_url": address}))))
    for folder in {*(root / name for name in WATCHED), ROOT / "templates"}:
        if folder.exists():
            server.watch(str(folder))
    logging.disable(logging.ERROR)  # what the server writes for programmers, in English
    click.echo(f"De site staat op {address} (stoppen: Ctrl+C).")
    try:
        server.serve(host="127.0.0.1", port=port, debug=False)
    except OSError as error:
        click.echo(f"Poort {port} is niet vrij ({error.strerror}). Kies een andere met --port.", err=True)
        sys.exit(2)


@main.group()
def new() -> None:
    """Maak een nieuw bestand dat u alleen nog hoeft in te vullen."""


@new.command("initiative")
@click.argument("name", metavar="NAAM", type=Word())
@root_option
def new_initiative(name: str, root: Path) -> None:
    """Begin het profiel van een initiatief."""
    from kaart.guide import initiative_skeleton
    from kaart.schema.fields import slug_of
    from kaart.source.names import mistake_in

    slug = slug_of(name)
    if not slug:
        hint = "Geef een naam met letters of cijfers."
        _stop([Problem("new", 0, 0, f'"{name}" kan geen webadres worden.', hint)])
    mistake = mistake_in(f"{slug}.yaml")
    if mistake:
        _stop([Problem("new", 0, 0, f'"{name}" kan geen bestand worden: {mistake[0]}', mistake[1])])
    _write_new(root, initiative_skeleton(name))


@new.command("municipality")
@click.argument("name", metavar="NAAM", type=Word())
@root_option
def new_municipality(name: str, root: Path) -> None:
    """Begin het bestand van een gemeente uit het register."""
    from kaart.guide import find_area, municipality_skeleton
    from kaart.source.read import read_folders
    from kaart.source.register import read_register

    areas, problems = read_register(read_folders(root)[0])
    area = find_area(name, areas)
    if isinstance(area, Problem):
        _stop([*problems, area])
    else:
        _write_new(root, municipality_skeleton(area))


def _write_new(root: Path, files: dict[str, str]) -> None:
    """Writes new files; one that exists already is never overwritten."""
    existing = [name for name in files if os.path.lexists(root / name)]
    if existing:
        _stop(Problem(name, 0, 0, "dit bestand is er al.", "Open het en vul het aan.") for name in existing)
    _refuse_links(root, files)
    for name, text in files.items():
        _write(root / name, text, name)
        click.echo(f"Nieuw: {name}")
    click.echo("Vul het in en controleer met: python build.py check")


def _refuse_links(root: Path, names: Iterable[str]) -> None:
    """Stops where a file would be written through a link, which may lead out of `root`."""
    from kaart.source.disk import first_link

    found = {first_link(root, name) for name in names} - {None}
    hint = "Zet het bestand of de map zelf hier neer, of haal de koppeling weg."
    if found:
        _stop(Problem(str(name), 0, 0, "dit is een koppeling; die volgt build.py niet.", hint) for name in found)


def _write(path: Path, text: str, name: str) -> None:
    """Writes a file as a whole, or stops with what keeps it from being written; what was there stays then."""
    from kaart.source.disk import said, write_whole

    try:
        write_whole(path, text.encode())
    except OSError as error:
        why, hint = said(error)
        raise ContentError([Problem(name, 0, 0, f"dit bestand kan niet worden geschreven: {why}.", hint)]) from error


@main.command()
@click.argument("municipalities", nargs=-1, required=True, metavar="GEMEENTE...", type=Word())
@click.option("--out", type=Place(), required=True, metavar="MAP", help="Lege of nieuwe map voor de flyers.")
@base_url_option
@today_option
@print_shop_option
@root_option
def flyers(municipalities: tuple[str, ...], out: Path, root: Path, **options: Any) -> None:
    """Maak de flyers van GEMEENTE, ook als daar nog niemand is nagekeken; dan staat er PROEF op."""
    from dataclasses import replace

    from kaart.guide import find_area
    from kaart.model.site import Options, read_site
    from kaart.plan import plan_site
    from kaart.publish.output import refuse_places
    from kaart.publish.sets import in_the_way, make_sets, refuse_folder, write_sets
    from kaart.source.disk import shown
    from kaart.source.read import FOLDERS

    refuse_folder(out)
    made_from = [*(root / name for name in FOLDERS), ROOT / "templates", ROOT / "kaart"]
    refuse_places(out, made_from, Path.cwd(), "map met flyers")
    asked = Options(**options)
    site, problems = read_site(root, asked)
    areas = {slug: locality.area for slug, locality in site.localities.items()}
    merged = {slug: site.localities[target].area for slug, target in site.moved.items()}
    found = [find_area(name, areas, merged, "flyers") for name in municipalities]
    problems += [each for each in found if isinstance(each, Problem)]
    slugs = tuple(dict.fromkeys(each.slug for each in found if not isinstance(each, Problem)))
    problems += in_the_way(site, slugs)
    site = replace(site, options=replace(asked, proofs_for=slugs))
    plan, lost = plan_site(site)
    problems += lost
    if any(not problem.is_warning for problem in problems):
        _stop([problem for problem in problems if not problem.is_warning])
    sets = make_sets(site, plan, slugs)
    write_sets(out, sets)
    for each in sets:
        click.echo(each.in_words)
    click.echo(f"U vindt ze in {shown(str(out))}.")


@main.command()
@root_option
def schema(root: Path) -> None:
    """Werk de JSON Schema's voor editors bij, en de tabellen in content/README.md."""
    from kaart.guide import guide_files
    from kaart.source.read import read_text

    files = guide_files(root)
    _refuse_links(root, files)
    for name, text in files.items():
        if read_text(root / name, name)[0] == text:
            click.echo(f"Gelijk: {name}")
            continue
        _write(root / name, text, name)
        click.echo(f"Bijgewerkt: {name}")


@main.command()
@click.argument("file", metavar="BESTAND", type=Place())
@click.option(
    "--out",
    type=Place(dir_okay=False),
    default=Path("huisstijl.html"),
    show_default=True,
    help="Bestand voor het voorbeeld.",
)
def theme(file: Path, out: Path) -> None:
    """Laat zien wat de site van een huisstijl overneemt: een CSS-bestand met design tokens van NL Design System."""
    from kaart.house_style.theme import read_theme
    from kaart.render.theme_preview import in_words, is_preview, preview
    from kaart.source.disk import shown
    from kaart.source.read import read_text

    name, out_name = shown(str(file)), shown(str(out))
    css, problems = read_text(file, name, follows_links=True)
    if css is None:
        _stop(problems)
    made, found = read_theme(name, css)
    if any(not problem.is_warning for problem in found):
        _stop(found)
    if os.path.lexists(out) and not is_preview(read_text(out, out_name)[0] or ""):
        hint = "Kies met --out een andere naam. Is dit een ouder voorbeeld? Haal het dan weg."
        _stop([Problem(out_name, 0, 0, "dit bestand is er al, en het is geen voorbeeld van build.py theme.", hint)])
    _write(out, preview(made, shown(file.name), ROOT / "templates"), out_name)
    _show(problem for problem in found if not problem.message.startswith("--"))  # in_words says the others
    click.echo("\n".join(in_words(made)))
    click.echo(f"{len(made.css.encode())} bytes op de site. Bekijk het voorbeeld: {out_name}")


@main.group()
def register() -> None:
    """Houd de tabellen in content/register/ bij."""


@register.command("update")
@click.argument("file", metavar="BESTAND", type=Place())
@click.option("--write", is_flag=True, help="Schrijf de wijzigingen; zonder deze optie wordt niets veranderd.")
@root_option
def register_update(file: Path, write: bool, root: Path) -> None:
    """Leg de export van het Register van Overheidsorganisaties naast onze websites en nummers van gemeenten."""
    from kaart.source.disk import UnreadableError, read_bytes, shown
    from kaart.source.official_export import ADDRESS, MAXIMUM_BYTES
    from kaart.source.official_register import in_words, update_of
    from kaart.source.read import read_folders
    from kaart.source.register import FOLDER, SWITCHBOARDS, read_switchboards

    export, name = shown(str(file)), f"{FOLDER}/{SWITCHBOARDS}"
    texts, unreadable = read_folders(root)
    names, ours, problems = read_switchboards(texts)
    errors = [problem for problem in unreadable or problems if not problem.is_warning]
    if errors:
        _stop(errors)
    try:
        content = read_bytes(file, MAXIMUM_BYTES, follows_links=True)
    except UnreadableError as error:
        _stop([Problem(export, 0, 0, error.message, f"Geef het bestand dat u downloadt van {ADDRESS}.")])
    update, found = update_of(export, content, names, ours, date.today())
    if update is None:
        _stop(problems + found)
    _show(problems + found)
    click.echo("\n".join(in_words(update)))
    if update.table == texts[name]:
        click.echo(f"Gelijk: {name}")
    elif write:
        _refuse_links(root, [name])
        _write(root / name, update.table, name)
        click.echo(f"Bijgewerkt: {name}")
    else:
        click.echo(f"Er is niets geschreven. Met --write komt dit in {name}.")


@main.group()
def translations() -> None:
    """Houd de vertalingen bij: knoppen en koppen (templates/locale/) en teksten (content/translations/)."""


@translations.command("update")
@click.argument("languages", nargs=-1, metavar="[TAAL]...", type=Word())
@root_option
def translations_update(languages: tuple[str, ...], root: Path) -> None:
    """Zet nieuwe Nederlandse woorden en teksten bij de talen van de site, of bij TAAL; wat vertaald is, blijft."""
    from kaart.day import Day as Today
    from kaart.languages.translations.pairs import updated_file
    from kaart.languages.updating import updated
    from kaart.languages.voice import is_language
    from kaart.languages.words import DOMAIN_FILE, read_words
    from kaart.schema.records import SOURCE_LANGUAGE
    from kaart.source.load import load
    from kaart.source.read import read_folders
    from kaart.urls import translations as file_of

    texts, problems = read_folders(root)
    content, found = load(texts, Today(date.today()))
    problems = [problem for problem in problems + found if not problem.is_warning]
    if problems:
        _stop(problems)
    for language in languages or (each.code for each in content.site.languages if each.code != SOURCE_LANGUAGE):
        if not is_language(language):
            hint = "Gebruik een code zoals en, ar of fa."
            _stop([Problem("translations", 0, 0, f'"{language}" is geen taalcode.', hint)])
        mistakes = [each for each in read_words(language, ROOT / "templates/locale")[1] if not each.is_warning]
        if mistakes:
            _stop(mistakes)
        catalogue = Path("templates/locale") / language / DOMAIN_FILE
        _refuse_links(ROOT, [catalogue.as_posix()])
        _refuse_links(root, [file_of(language)])
        written = {
            ROOT / catalogue: updated(ROOT, language),
            root / file_of(language): updated_file(content, language),
        }
        for path, text in written.items():
            name = path.relative_to(ROOT if path.is_relative_to(ROOT) else root).as_posix()
            _write(path, text, name)
            click.echo(f"Bijgewerkt: {name}")


@translations.command("status")
@root_option
def translations_status(root: Path) -> None:
    """Laat per taal zien wat er nog te vertalen is, en hoeveel pagina's klaar zijn."""
    from kaart.languages.translations.progress import work_left
    from kaart.languages.updating import status
    from kaart.model.site import Options, read_site
    from kaart.plan import plan_site
    from kaart.publish.build import progress_of_translation
    from kaart.publish.output import beside
    from kaart.schema.records import SOURCE_LANGUAGE
    from kaart.source.memory import Memory

    memory = Memory.read(beside(root / SITE_FOLDER, "memory"))
    site, problems = read_site(root, Options(today=date.today()), memory)
    plan, found = plan_site(site)
    errors = [problem for problem in problems + found if not problem.is_warning]
    if errors:
        _stop(errors)
    with click.progressbar(length=len(plan.pages), label="Pagina's", file=sys.stderr) as bar:
        progress = progress_of_translation(site, plan, root / SITE_FOLDER, os.cpu_count() or 1, bar.update)
    dutch = site.voices[SOURCE_LANGUAGE]
    for code in site.voices:
        if code == SOURCE_LANGUAGE:
            continue
        words, work, pages = status(ROOT, code), work_left(site.content, code), progress[code]
        lines = (
            f"{dutch.name_of(code)} ({code})",
            f"  knoppen en koppen: {words.total - words.missing} van {words.total} vertaald, "
            f"{words.fuzzy} onzeker, {words.obsolete} vervallen",
            f"  korte teksten: {work.short}",
            f"  lange teksten: {work.long}",
            f"  pagina's: {pages['complete']} van {pages['pages']} helemaal vertaald, {pages['fallen_back']} deels "
            f"in het Nederlands, {pages['outdated']} verouderd, {pages['unchecked']} niet nagekeken",
            *(f"    {place}" for place in work.places),
        )
        click.echo("\n".join(lines))


def _progress_bar(pages: Sequence[Page]) -> Any:
    """A bar that counts pages and flyers, where there is a screen to show it on; else one line."""
    is_terminal, flyers = sys.stderr.isatty(), sum(len(page.flyers) for page in pages)
    label = "Pagina's en flyers" if flyers else "Pagina's"
    if not is_terminal:
        click.echo(f"{len(pages)} pagina's{f' en {flyers} flyers' if flyers else ''} maken.", err=True)
    return click.progressbar(length=len(pages) + flyers, label=label, file=sys.stderr, hidden=not is_terminal)


def _site_options(
    today: date,
    base_url: str | None,
    only: str | None,
    drafts: bool,
    no_example: bool,
    no_flyers: bool,
    for_print_shop: bool,
    **_of_the_command: Any,
) -> Options:
    """The options of a command that are about the site; those about the command itself are left."""
    from kaart.model.site import Options

    return Options(
        today=today,
        base_url=base_url,
        only=only,
        with_example=not no_example,
        with_drafts=drafts,
        with_flyers=not no_flyers,
        for_print_shop=for_print_shop,
    )


def _make(**options: Any) -> None:
    gc.disable()  # until all is there that stays: looking for garbage in it takes a tenth of a short build
    try:
        _make_site(**options)
    finally:
        gc.unfreeze()
        gc.enable()


def _make_site(
    out: Path | None,
    root: Path,
    strict: bool,
    jobs: int,
    precompress: bool = False,
    release: bool = False,
    **options: Any,
) -> None:
    started = BEGUN if QUESTION else time.perf_counter()
    from kaart.model.release import missing_for_release
    from kaart.model.site import read_site
    from kaart.plan import plan_site
    from kaart.publish.build import check as check_pages
    from kaart.publish.build import publish
    from kaart.publish.compression import BROTLI_QUALITY, RELEASE_QUALITY
    from kaart.publish.output import beside, refuse_places, undisturbed
    from kaart.schema.records import SOURCE_LANGUAGE
    from kaart.source.disk import shown
    from kaart.source.memory import Memory
    from kaart.source.read import FOLDERS

    if out is not None:
        refuse_places(out, [*(root / name for name in FOLDERS), ROOT / "templates", ROOT / "kaart"], Path.cwd())
    quality = RELEASE_QUALITY if release else BROTLI_QUALITY if precompress else None
    steps = [("starten", time.perf_counter())]
    memory = Memory.read(beside(out or root / SITE_FOLDER, "memory"))
    site, problems = read_site(root, _site_options(**options), memory)
    steps.append(("lezen", time.perf_counter()))
    plan, found = plan_site(site)
    problems += found
    lacking = list(missing_for_release(site))
    if release:
        stopped = {(each.path, each.line) for each in lacking}
        problems = [each for each in problems if (each.path, each.line) not in stopped] + lacking
    if any(not problem.is_warning or strict for problem in problems):
        _stop(problems, strict)
    steps.append(("plannen", time.perf_counter()))
    # Where all initiatives stand side by side, their number decides what fits, in every language.
    pages = plan.pages if out else [page for page in plan.pages if page.language == SOURCE_LANGUAGE or page.is_of_all]
    summary = _summary(site, len(pages))
    only = f" --only {site.options.only}" if site.options.only else ""
    start = shown(str((out or root) / "index.html"))
    start = f"Bekijk de site met: python build.py serve{only}. De start is {start}."
    gc.freeze()
    gc.enable()
    try:
        with _progress_bar(pages) as bar:
            if out is None:
                check_pages(site, plan, pages, root / SITE_FOLDER, jobs, bar.update)
            else:
                said = partial(_said_again, problems, summary, start)
                remembered = Remembered(QUESTION, said, _counted(problems)) if QUESTION else None
                written = publish(site, plan, out, jobs, bar.update, quality, memory, remembered)
                click.get_current_context().with_resource(undisturbed())
    except ContentError as error:
        _stop([*problems, *error.problems])
    steps.append(("maken", time.perf_counter()))
    readings: Sequence[Reading] = ()
    if out is None:
        from kaart.model.plain import check_plain

        found, readings = check_plain(site.content)
        problems += found
        if any(not problem.is_warning or strict for problem in found):
            _stop(problems, strict)
        steps.append(("taal", time.perf_counter()))
    _show(problems)
    click.echo(summary)
    if out is None:
        click.echo("De moeilijkste teksten (leesgemak van Douma; 100 is heel makkelijk):")
        for each in readings:
            counts = f"{each.words_a_sentence:.1f} woorden per zin".replace(".", ",")
            warnings = _number(each.warnings, "waarschuwing", "waarschuwingen")
            click.echo(f"  {each.ease:3.0f}  {each.path} ({counts}, {warnings})")
        click.echo("Alles is nagekeken; er is niets geschreven.")
        if lacking:
            things = _number(len(lacking), "ding", "dingen")
            click.echo(f"Voordat de site naar buiten kan: nog {things}. Zie python build.py check --release.")
    else:
        click.echo(_written(written.changed, written.removed, written.same))
        click.echo(start)
    spent = [
        f"{name} {later - earlier:.2f}"
        for (_, earlier), (name, later) in zip([("", started), *steps], steps, strict=False)
    ]
    click.echo(f"Klaar in {time.perf_counter() - started:.2f} seconden ({', '.join(spent)}); {_counted(problems)}.")


def _summary(site: Site, pages: int) -> str:
    """The size of the site in one line."""
    real = [locality for locality in site.real_localities() if site.options.only in (None, locality.area.slug)]
    offers = [offer for locality in real for offer in locality.current_offers]
    unchecked = sum(1 for offer in offers if offer.checked_on is None)
    return (
        f"{pages} pagina's, {_number(len(site.content.initiatives), 'initiatief', 'initiatieven')}, "
        f"{_number(len(real), 'gemeente', 'gemeenten')}, "
        f"{len(offers)} keer aanbod ({unchecked} niet gecontroleerd), {len(site.uses)} bronnen."
    )


def _written(changed: int, removed: int, same: int) -> str:
    return f"{changed} bestanden nieuw of veranderd, {removed} weggehaald, {same} gelijk gebleven."


def _said_again(problems: Iterable[Problem], summary: str, start: str, files: int) -> list[tuple[str, bool]]:
    """The lines of a build that changes nothing on a site of so many files, with whether each is a warning."""
    warnings = [(str(problem), True) for problem in _in_order(problems)]
    return [*warnings, *((line, False) for line in (summary, _written(0, 0, files), start))]


def _number(count: int, singular: str, plural: str) -> str:
    return f"{count} {singular if count == 1 else plural}"


def _counted(problems: Iterable[Problem]) -> str:
    return _number(len({problem for problem in problems if problem.is_warning}), "waarschuwing", "waarschuwingen")


def _show(problems: Iterable[Problem]) -> None:
    for problem in _in_order(problems):
        click.echo(str(problem), err=True)


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, warnings first."""
    return sorted(set(problems), key=lambda problem: (not problem.is_warning, problem))


def _stop(problems: Iterable[Problem], strict: bool = False) -> NoReturn:
    """Shows every problem, warnings first, says that nothing was written, and ends with exit code 1."""
    found = sorted(set(problems))
    _show(found)
    errors = sum(1 for problem in found if not problem.is_warning)
    counts = f"1 fout en {_counted(found)}" if errors == 1 else f"{errors} fouten en {_counted(found)}"
    strictly = " Met --strict stopt de build ook bij waarschuwingen." if strict and not errors else ""
    click.echo(f"\n{counts}. Er is niets geschreven.{strictly}", err=True)
    sys.exit(1)


def in_dutch(error: click.ClickException) -> str:
    """A mistake in the command itself, in words for editors."""
    match error:
        case click.NoSuchOption():
            near = f" Bedoelt u {error.possibilities[0]}?" if error.possibilities else ""
            return f"De optie {error.option_name} bestaat niet.{near}"
        case click.MissingParameter():
            name = error.param.opts[0] if isinstance(error.param, click.Option) else error.param and error.param.metavar
            return f"Hier ontbreekt {(name or 'iets').rstrip('.')}."
        case click.BadParameter() if error.param:
            return f"De waarde van {error.param.opts[0]} klopt niet: {error.message}"
        case click.UsageError(message=str(message)) if message.startswith("Got unexpected extra"):
            return f"Achter het commando staat te veel: {message[message.find('(') + 1 : -1]}."
        case click.UsageError(message=str(message)) if message.startswith("No such command"):
            return f"Dit commando bestaat niet: {message.removeprefix('No such command ').strip('.')}."
        case click.BadOptionUsage():
            return f"Bij de optie {error.option_name} hoort een waarde, of juist niet."
    return error.format_message()


def run() -> None:
    """Runs the command line, and ends with its exit code."""
    try:
        main(standalone_mode=False)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done and said: Ctrl-C while Python ends is no failure
    except click.ClickException as error:
        click.echo(f"{in_dutch(error)}\nZie python build.py --help.", err=True)
        sys.exit(2)
    except click.Abort:
        click.echo("Gestopt. De oude site staat er nog.", err=True)
        sys.exit(130)
    except OSError as error:
        _stop_at(error)


def _stop_at(error: OSError) -> NoReturn:
    """Says what the file system refused, where no command knows better, and ends with exit code 1."""
    from kaart.source.disk import said, shown

    (why, hint), name = said(error), shown(os.fsdecode(error.filename)) if error.filename else "build.py"
    sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - Python would write to a full one once more at the end
    with suppress(OSError):
        click.echo(f"{name}: {why}.\n    {hint}", err=True)
    sys.exit(1)


if __name__ == "__main__":
    run()
