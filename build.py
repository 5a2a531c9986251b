#!/usr/bin/env python3
"""The command line of the sociale kaart, and the only file that prints and reads the clock."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from kaart.problems import ContentError, Problem

ROOT = Path(__file__).parent
DEFAULT_COMMAND = "build"


class DefaultGroup(click.Group):
    """A group whose default command may be left out."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = [DEFAULT_COMMAND, *args]
        return super().parse_args(ctx, args)


class Day(click.ParamType):
    """A date on the command line."""

    name = "datum"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is geen datum. Schrijf jaar-maand-dag: 2026-03-31.', param, ctx)


class WebAddress(click.ParamType):
    """The address of a site on the command line."""

    name = "adres"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not str(value).startswith(("https://", "http://localhost", "http://127.0.0.1")):
            self.fail(f'"{value}" is geen adres van een site. Schrijf het als https://www.voorbeeld.nl/.', param, ctx)
        return str(value).rstrip("/") + "/"


def content_options(command: Any) -> Any:
    """The options that decide what the site holds."""
    for option in reversed(
        (
            click.option("--only", metavar="GEMEENTE", help="Maak de site van één gemeente, om zelf te plaatsen."),
            click.option("--strict", is_flag=True, help="Stop ook bij waarschuwingen."),
            click.option("--base-url", type=WebAddress(), help="Webadres van de site, in plaats van dat in content/site.yaml."),
            click.option("--today", type=Day(), default=date.today, show_default="vandaag", help="Reken met deze dag, zodat een build te herhalen is."),
            click.option("--drafts", is_flag=True, help="Neem pagina's met draft: ja mee."),
            click.option("--no-example", is_flag=True, help="Laat de verzonnen gemeente weg."),
            click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default="aantal processoren", help="Aantal processen."),
            click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT, show_default="deze map", help="Map met content/ en initiatives/."),
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
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("site"), show_default=True, help="Map voor de site.")
def build(out: Path, **options: Any) -> None:
    """Bouw de hele site."""
    _make(out=out, **options)


@main.command()
@content_options
def check(**options: Any) -> None:
    """Controleer alles zonder iets te schrijven."""
    _make(out=None, **options)


def _make(out: Path | None, root: Path, only: str | None, strict: bool, base_url: str | None, today: date, drafts: bool, no_example: bool, jobs: int) -> None:
    started = time.perf_counter()
    from kaart.plan import plan_site
    from kaart.publish import publish
    from kaart.site import Options, read_site

    options = Options(today=today, base_url=base_url, only=only, with_example=not no_example, with_drafts=drafts)
    steps = [("starten", time.perf_counter())]
    site, problems = read_site(root, options)
    steps.append(("lezen", time.perf_counter()))
    if site is None:
        _stop(problems)
    plan, found = plan_site(site)
    problems += found
    if any(not problem.is_warning or strict for problem in problems):
        _stop(problems, strict)
    steps.append(("plannen", time.perf_counter()))
    try:
        with click.progressbar(length=len(plan.pages), label="Pagina's", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
            written = publish(site, plan, out, jobs, bar.update)
    except ContentError as error:
        _stop([*problems, *error.problems])
    steps.append(("maken", time.perf_counter()))
    _show(problems)
    real = list(site.real_localities())
    offers = [offer for locality in real for offer in locality.current_offers]
    unchecked = sum(1 for offer in offers if offer.checked_on is None)
    click.echo(
        f"{len(plan.pages)} pagina's, {len(site.content.initiatives)} initiatieven, {len(real)} gemeenten, "
        f"{len(offers)} keer aanbod ({unchecked} niet gecontroleerd), {len(site.uses)} bronnen."
    )
    if out is None:
        click.echo("Alles is nagekeken; er is niets geschreven.")
    else:
        click.echo(f"{written.changed} bestanden nieuw of veranderd, {written.removed} weggehaald, {written.same} gelijk gebleven.")
        click.echo(f"Bekijk de site met: python build.py serve. De start is {out / 'index.html'}.")
    spent = [f"{name} {later - earlier:.2f}" for (_, earlier), (name, later) in zip([("", started), *steps], steps, strict=False)]
    click.echo(f"Klaar in {time.perf_counter() - started:.2f} seconden ({', '.join(spent)}); {_counted(problems)}.")


def _counted(problems: Iterable[Problem]) -> str:
    count = len({problem for problem in problems if problem.is_warning})
    return "1 waarschuwing" if count == 1 else f"{count} waarschuwingen"


def _show(problems: Iterable[Problem]) -> None:
    for problem in sorted(set(problems)):
        click.echo(str(problem), err=True)


def _stop(problems: Iterable[Problem], strict: bool = False) -> Any:
    """Shows every problem, says that nothing was written, and ends with exit code 1."""
    found = sorted(set(problems))
    _show(found)
    errors = sum(1 for problem in found if not problem.is_warning)
    counts = f"1 fout en {_counted(found)}" if errors == 1 else f"{errors} fouten en {_counted(found)}"
    strictly = " Met --strict stopt de build ook bij waarschuwingen." if strict and not errors else ""
    click.echo(f"\n{counts}. Er is niets geschreven.{strictly}", err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
