"""What a site must have before it can be put out: an address of its own, editors who can be reached, sure numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kaart.model.rules.initiatives import safety_numbers_to_check
from kaart.model.site import Site
from kaart.problems import Problem
from kaart.schema.fields import host_of, is_example_host

SETTINGS, SAFETY = "content/site.yaml", "content/safety.yaml"
NOT_YET = "Zo kan de site niet naar buiten."


def missing_for_release(site: Site) -> Iterator[Problem]:
    """Each thing that keeps the site from being put out, as an error in the file where it is to be mended.

    Of files that could not be read nothing is said: what is wrong with them is a problem of its own.
    """
    documents, content = site.content.documents, site.content
    if not (content.is_read(SETTINGS) and content.is_read(SAFETY)):
        return
    if is_example_host(host_of(site.base_url)):
        message = f'"{site.base_url}" is een voorbeeldadres. {NOT_YET}'
        hint = "Vul het echte adres in, of bouw met --base-url."
        yield documents[SETTINGS].problem(("base_url",), message, hint)
    email = content.site.email
    if email is None:
        message = f"er is geen e-mailadres van de redactie. {NOT_YET}"
        yield Problem(SETTINGS, 0, 0, message, "Zet email: erbij, met een adres dat iemand leest.")
    elif is_example_host(email.rpartition("@")[2]):
        message = f'"{email}" is een voorbeeldadres. {NOT_YET}'
        yield documents[SETTINGS].problem(("email",), message, "Vul een adres in dat iemand leest.")
    for _, problem in safety_numbers_to_check(content, site.today):
        yield replace(problem, message=f"{problem.message} {NOT_YET}")
