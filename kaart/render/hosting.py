"""Headers and types that a server sends along with the files of the site: one table, for every kind of server.

The templates in `templates/hosting/` write it down as each server reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from kaart import urls
from kaart.day import Day
from kaart.model.contacts import had_somebody_for_paper
from kaart.model.paper import has_flyers_of_its_own
from kaart.model.site import Site
from kaart.plan import Kind, Plan
from kaart.schema.fields import mail_link
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.views.shared.frames import REPORTS

MOST_DAYS_VALID = 364  # RFC 9116 asks for less than a year
PRIVATE = ("_headers", "_redirects", "web.config", urls.READ_ME)  # beside `hosting/`: for those who run the server
LEAST_COMPRESSED = 1024  # bytes; a shorter text travels in one packet anyway
TEXT_TYPES = {  # by the end of an address; all are UTF-8, and become smaller when they are compressed
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".webmanifest": "application/manifest+json",
}
OTHER_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
HTTPS = "Strict-Transport-Security"
HEADERS = {
    HTTPS: "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",  # for browsers that do not know frame-ancestors, which wins in all others
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "frame-src": "'self'",  # the page for municipalities shows in a frame what they can put on their own site
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}


@dataclass(frozen=True)
class HeaderZone:
    """A part of the site: how its addresses begin, how long browsers keep it, and whether other sites may load it."""

    prefix: str
    cache: str
    is_shared: bool = False

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers that are not the same everywhere; an empty one is not sent."""
        return {
            "Cache-Control": self.cache,
            "Cross-Origin-Resource-Policy": "cross-origin" if self.is_shared else "same-origin",
            "Access-Control-Allow-Origin": "*" if self.is_shared else "",
        }


ASKED_AGAIN = "no-cache"  # kept, and asked for again each time: an answer without a body if it is still the same
AREAS = (
    HeaderZone(urls.ASSETS, "public, max-age=31536000, immutable"),  # a name there changes with its bytes
    HeaderZone(urls.SCRIPTS_FOR_OTHERS, "public, max-age=86400", is_shared=True),  # other sites name addresses there
)
DEFAULT_ZONE = HeaderZone("", ASKED_AGAIN)


@dataclass(frozen=True)
class Hosting:
    """All that the settings of a server are made of.

    `redirects` are from an old address to the one of now; `lapsed` are those for as long as a municipality has no
    flyers of its own any more, for servers that cannot find that out themselves. `municipality` is the one that the
    site is about; none for the whole country.
    """

    headers: Mapping[str, str]
    redirects: Mapping[str, str]
    lapsed: Mapping[str, str]
    contact: str | None
    base_url: str
    expires: date
    municipality: str
    national_url: str | None

    @property
    def path(self) -> str:
        """Where on its host the site stands: `/`, or below a path, as in `/gezin/`."""
        return urlsplit(self.base_url).path

    @property
    def host(self) -> str:
        """The name of the host, as a server is told it."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def is_below(self) -> bool:
        """True where the rest of the host belongs to another site, which our settings leave alone."""
        return self.path != "/"

    @property
    def path_pattern(self) -> str:
        """The path in a regular expression."""
        return re.escape(self.path)

    @property
    def variable(self) -> str:
        """How the variables of nginx begin: one server can hold several sites, each below a path of its own.

        It is short, because nginx takes no names of more than some 45 letters.
        """
        return f"kaart_{sha256(self.path.encode()).hexdigest()[:6]}" if self.is_below else "kaart"

    @property
    def everywhere(self) -> Mapping[str, str]:
        """All headers as they are where no part of the site has its own."""
        return {**self.headers, **{name: value for name, value in DEFAULT_ZONE.headers.items() if value}}

    @property
    def elsewhere(self) -> Mapping[str, Mapping[str, str]]:
        """The differences in each part of the site, by how its addresses begin."""
        rest = DEFAULT_ZONE.headers.items()
        return {
            area.prefix: {name: area.headers[name] for name, value in rest if area.headers[name] != value}
            for area in AREAS
        }

    @property
    def text_types(self) -> Mapping[str, str]:
        """The types of texts, with their character set, by the end of the address."""
        return {suffix: f"{kind}; charset=utf-8" for suffix, kind in TEXT_TYPES.items()}

    @property
    def types(self) -> Mapping[str, str]:
        """The type of every file by the end of its address."""
        return {**self.text_types, **OTHER_TYPES}

    @property
    def files(self) -> Mapping[str, str]:
        """The template of each file by its address."""
        files = {
            f"{urls.HOSTING}nginx.conf": "nginx.conf",
            f"{urls.HOSTING}nginx-http.conf": "nginx-http.conf",
            f"{urls.HOSTING}Caddyfile": "Caddyfile",
            "_headers": "headers",
            "_redirects": "redirects",
            "web.config": "web.config",
        }
        files |= {urls.SECURITY: "security.txt"} if self.contact and not self.is_below else {}
        return files | ({urls.READ_ME: urls.READ_ME} if self.municipality else {})


def expiry(today: Day) -> date:
    """Until when `security.txt` holds: the end of a quarter, so that it changes only four times a year."""
    quarters = ((3, 31), (6, 30), (9, 30), (12, 31))
    ends = (date(year, month, day) for year in (today.year, today.year + 1) for month, day in quarters)
    return max(end for end in ends if today.has_come(end - timedelta(days=MOST_DAYS_VALID)))


def hosting_of(site: Site, plan: Plan) -> Hosting:
    """The settings for a server of the site."""
    return Hosting(
        headers={"Content-Security-Policy": policy(site), **_headers(site)},
        redirects={
            page.path: urls.in_language(page.canonical, page.language) for page in plan.pages if page.kind is Kind.MOVED
        },
        lapsed=dict(_lapsed(site)),
        contact=_contact(site, plan),
        base_url=site.base_url,
        expires=expiry(site.today),
        municipality=site.localities[site.options.only].area.name if site.options.only else "",
        national_url=site.national_url,
    )


def _lapsed(site: Site) -> Iterator[tuple[str, str]]:
    """The way from flyers that held once to the page that says what is known."""
    for slug, locality in site.localities.items() if site.options.with_flyers else ():
        is_here = site.options.only in (None, slug)
        if is_here and had_somebody_for_paper(locality) and not has_flyers_of_its_own(site, locality):
            address = site.municipality_address(slug)
            for code in site.voices:
                yield urls.in_language(urls.flyers(address), code), urls.in_language(address, code)


def _headers(site: Site) -> Mapping[str, str]:
    """The headers that are the same for every site, but for https.

    A browser keeps that for a whole host, and the last answer wins: below a path it is for the owner of the host to
    say, and the site of one municipality says nothing of the subdomains of that municipality.
    """
    if urlsplit(site.base_url).path != "/":
        return {name: value for name, value in HEADERS.items() if name != HTTPS}
    return HEADERS | ({HTTPS: "max-age=31536000"} if site.options.only else {})


def policy(site: Site) -> str:
    """The Content-Security-Policy, the same for every page: two that both hold would shut out the embedded page."""
    only = site.options.only
    shown = [each.municipality for slug, each in site.localities.items() if only in (None, slug)]
    origins = sorted({origin for municipality in shown if municipality for origin in municipality.embed_on})
    rules = POLICY | {"frame-ancestors": " ".join((POLICY["frame-ancestors"], *origins))}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _contact(site: Site, plan: Plan) -> str | None:
    """Where someone can report a hole; nothing where the site names no address and has no page about itself."""
    if site.content.site.email:
        return mail_link(site.content.site.email)
    about = site.pages.get((urls.ABOUT.removesuffix("/"), SOURCE_LANGUAGE))
    if not (about and plan.has(urls.ABOUT, SOURCE_LANGUAGE)):
        return None
    return f"{site.base_url}{urls.ABOUT}" + (f"#{REPORTS}" if REPORTS in dict(about.headings) else "")
