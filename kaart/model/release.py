"""What a site must have before it can be put out: an address of its own, editors who can be reached, sure numbers."""

from __future__ import annotations

from collections.abc import Iterator

from kaart.model.freshness import Freshness, rate
from kaart.model.site import Site
from kaart.problems import Problem
from kaart.schema.fields import host_of, is_example_host

SETTINGS, SAFETY = "content/site.yaml", "content/safety.yaml"


def missing_for_release(site: Site) -> Iterator[Problem]:
    """Each thing that keeps the site from being put out, as an error in the file where it is to be mended.

    Of files that could not be read nothing is said: what is wrong with them is a problem of its own.
    """
    documents, content = site.content.documents, site.content
    if not (content.is_read(SETTINGS) and content.is_read(SAFETY)):
        return
    if is_example_host(host_of(site.base_url)):
        message = f'"{site.base_url}" is een voorbeeldadres. Zo kan de site niet naar buiten.'
        hint = "Vul het echte adres in, of bouw met --base-url."
        yield documents[SETTINGS].problem(("base_url",), message, hint)
    email = content.site.email
    if email is None:
        message = "er is geen e-mailadres van de redactie. Zo kan de site niet naar buiten."
        yield Problem(SETTINGS, 0, 0, message, "Zet email: erbij, met een adres dat iemand leest.")
    elif is_example_host(email.rpartition("@")[2]):
        message = f'"{email}" is een voorbeeldadres. Zo kan de site niet naar buiten.'
        yield documents[SETTINGS].problem(("email",), message, "Vul een adres in dat iemand leest.")
    for index, number in enumerate(content.safety.numbers):
        if number.phone and rate(number.checked_on, site.today) is not Freshness.FRESH:
            when = f"voor het laatst op {number.checked_on.isoformat()}" if number.checked_on else "nog nooit"
            message = f"{number.name.nl} ({number.phone}) is {when} gecontroleerd. Zo kan de site niet naar buiten."
            hint = "Kijk het na op de site van de dienst en vul checked_on in."
            yield documents[SAFETY].problem(("numbers", index, "phone"), message, hint)
