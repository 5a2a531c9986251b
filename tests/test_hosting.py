"""The site on real servers, with the settings that come with it, as a browser asks for it."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from zipfile import ZipFile

import brotli
import pytest
from click.testing import CliRunner
from defusedxml.ElementTree import parse

from build import main
from kaart import TEMPLATES
from kaart.day import Day
from kaart.model.site import Options, Site, read_site
from kaart.plan import plan_site
from kaart.publish.compression import LEAST_SAVED, is_compressible
from kaart.publish.unchanged import MARKER
from kaart.render.hosting import TEXT_TYPES, expiry, hosting_of, policy
from kaart.render.pages import hosting_files
from tests.browser import ROOT, TODAY, missing

pytestmark = pytest.mark.slow  # sites for each kind of server

PATHS = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"  # where Debian has nginx
SECONDS = 10
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self' https://proefdam.invalid"
)
EVERYWHERE = {
    "Content-Security-Policy": CSP,
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
REST = {"Cache-Control": "no-cache", "Cross-Origin-Resource-Policy": "same-origin"}
SHARED = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
SCRIPT = "console.log('een kaart')\n" * 60
LAID = {  # kinds of files that the small site does not have
    "embed/v1.js": SCRIPT,
    "soorten/app.webmanifest": "{}",
    **{f"soorten/groot{suffix}": "een tekst van niets\n" * 99 for suffix in TEXT_TYPES},
    "soorten/klein.json": json.dumps(["niet de moeite"] * 9),
    "soorten/flyer.pdf": "%PDF-1.7",
    "soorten/plaatje.png": "png",
    "soorten/alles.zip": "PK",
}
COPIES = {
    "embed/v1.js.gz": gzip.compress(SCRIPT.encode(), 9, mtime=0),
    "embed/v1.js.br": brotli.compress(SCRIPT.encode()),
}
TYPES = {
    "/": "text/html; charset=utf-8",
    "/proefdam/": "text/html; charset=utf-8",
    "/proefdam/index.html": "text/html; charset=utf-8",
    "/assets/site.*.css": "text/css; charset=utf-8",
    "/assets/search.*.js": "text/javascript; charset=utf-8",
    "/assets/zoeken-nl.*.json": "application/json; charset=utf-8",
    "/assets/*.svg": "image/svg+xml; charset=utf-8",
    "/assets/plaatsen.*.txt": "text/plain; charset=utf-8",
    "/robots.txt": "text/plain; charset=utf-8",
    "/sitemap.xml": "application/xml; charset=utf-8",
    "/vergelijk/vergelijking.csv": "text/csv; charset=utf-8",
    "/vergelijk/vergelijking.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "/.well-known/security.txt": "text/plain; charset=utf-8",
    "/soorten/app.webmanifest": "application/manifest+json; charset=utf-8",
    "/soorten/flyer.pdf": "application/pdf",
    "/soorten/plaatje.png": "image/png",
    "/soorten/alles.zip": "application/zip",
}
HIDDEN = (
    "/hosting/nginx.conf",
    "/hosting/",
    "/_headers",
    "/_redirects",
    "/web.config",
    "/LEES-MIJ.txt",
    f"/{MARKER}",
    "/proefdam/.geheim",
    "/proefdam/index.html.br",
    "/proefdam/index.html.gz",
)
NGINX = """
daemon off;
master_process off;
pid {own}/nginx.pid;
error_log {own}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type text/plain;
    gzip on; # as in Debian's own settings
    access_log off;
    client_body_temp_path {own}/body;
    proxy_temp_path {own}/proxy;
    fastcgi_temp_path {own}/fastcgi;
    uwsgi_temp_path {own}/uwsgi;
    scgi_temp_path {own}/scgi;
    include {site}/hosting/nginx-http.conf;
    server {{
        listen 127.0.0.1:{port};
        root {site};
        include {site}/hosting/nginx.conf;
    }}
}}
"""
CADDY = """
{{
	admin off
	auto_https off
}}
http://127.0.0.1:{port} {{
	root * {site}
	import {site}/hosting/Caddyfile
}}
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> bytes:
        """The body as it was before it was compressed."""
        match self.headers["Content-Encoding"]:
            case "gzip":
                return gzip.decompress(self.body)
            case "br":
                return bytes(brotli.decompress(self.body))
        return self.body

    def has(self, expected: dict[str, str]) -> bool:
        """True where each of these headers was sent once, with this value."""
        return {name: [value] for name, value in expected.items()} == {
            name: self.headers.get_all(name) for name in expected
        }


@dataclass(frozen=True)
class Server:
    site: Path
    port: int

    @property
    def has_copies(self) -> bool:
        """True where the site on it was built with compressed copies."""
        return any(self.site.rglob("*.br"))

    def get(self, path: str, accept: str = "", method: str = "GET", **headers: str) -> Answer:
        """What is answered to a browser that takes these encodings; a `*` in the path stands for a hash."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        sent = {"Accept-Encoding": accept, **{name.replace("_", "-"): value for name, value in headers.items()}}
        try:
            connection.request(method, self.found(path), headers=sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def found(self, path: str) -> str:
        return f"/{min(self.site.glob(path[1:])).relative_to(self.site)}" if "*" in path else path

    def file(self, path: str) -> bytes:
        return (self.site / (path[1:] + "index.html" if path.endswith("/") else self.found(path)[1:])).read_bytes()


def build(out: Path, root: Path, *options: str) -> str:
    words = ["build", "--root", root, "--out", out, "--today", TODAY, "--jobs", "1", "--no-flyers", *options]
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert 0 == done.exit_code, done.output
    return done.output


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, small_site: Path) -> Path:
    """The small site as it is built with compressed copies, only to be read."""
    folder = tmp_path_factory.mktemp("built") / "site"
    build(folder, small_site, "--precompress")
    return folder


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, small_site: Path) -> Path:
    """The small site as it is built without more, only to be read."""
    folder = tmp_path_factory.mktemp("bare") / "site"
    build(folder, small_site)
    return folder


@pytest.fixture(scope="module", params=["with copies", "without copies"])
def laid(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, built: Path, bare: Path) -> Path:
    """The small site, with more kinds of files."""
    has_copies = request.param == "with copies"
    folder = Path(shutil.copytree(built if has_copies else bare, tmp_path_factory.mktemp("laid") / "site"))
    files = {**LAID, "proefdam/.geheim": "geheim", "LEES-MIJ.txt": "lees mij", **(COPIES if has_copies else {})}
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@contextmanager
def started(program: str, settings: str, words: Callable[[Path], list[str]], site: Path, own: Path) -> Iterator[Server]:
    """A server with our settings in its own, on a free port, as the one who runs the tests."""
    path = shutil.which(program, path=PATHS)
    if path is None:
        missing(program)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    file = own / program
    file.write_text(settings.format(own=own, site=site, port=port))
    log = own / "said"
    with log.open("w") as said:
        home = {"HOME": str(own), "XDG_DATA_HOME": str(own), "XDG_CONFIG_HOME": str(own)}
        process = subprocess.Popen([path, *words(file)], stdout=said, stderr=said, env={**os.environ, **home})
    try:
        wait_for(port, process, log)
        yield Server(site, port)
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS
    while True:
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        assert process.poll() is None and time.monotonic() < until, log.read_text()
        time.sleep(0.02)


PROGRAMS: dict[str, tuple[str, Callable[[Path], list[str]]]] = {
    "nginx": (NGINX, lambda file: ["-p", str(file.parent), "-e", str(file.parent / "error.log"), "-c", str(file)]),
    "caddy": (CADDY, lambda file: ["run", "--adapter", "caddyfile", "--config", str(file)]),
}


@pytest.fixture(scope="module", params=PROGRAMS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, laid: Path) -> Iterator[Server]:
    with started(request.param, *PROGRAMS[request.param], laid, tmp_path_factory.mktemp(request.param)) as found:
        yield found


@pytest.mark.parametrize("path", ["/", "/ar/proefdam/", "/robots.txt", "/vergelijk/vergelijking.xlsx"])
def test_every_answer_has_the_headers(server: Server, path: str) -> None:
    answer = server.get(path)
    assert 200 == answer.status
    assert answer.has(EVERYWHERE | REST), answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert server.file(path) == answer.body


def test_each_kind_of_file_has_its_type_in_every_encoding(server: Server) -> None:
    for path, expected in TYPES.items():
        for accept in ("", "gzip", "br"):
            answer = server.get(path, accept)
            assert (200, [expected]) == (answer.status, answer.headers.get_all("Content-Type")), (path, accept)


@pytest.mark.parametrize("path", ["/", "/proefdam/", "/assets/site.*.css", "/assets/zoeken-nl.*.json", "/embed/v1.js"])
@pytest.mark.parametrize(
    ("accept", "copy", "without"),
    [
        ("", None, None),
        ("identity", None, None),
        ("gzip", "gzip", "gzip"),
        ("br", "br", None),
        ("gzip, deflate, br, zstd", "br", "gzip"),
        ("gzip, br;q=0", "gzip", "gzip"),
    ],
)
def test_a_browser_gets_the_smallest_that_it_takes(
    server: Server, path: str, accept: str, copy: str | None, without: str | None
) -> None:
    """The smallest is a copy where one lies beside the file, and else what the server makes of it."""
    answer = server.get(path, accept)
    expected = copy if server.has_copies else without
    assert 200 == answer.status
    assert ([expected] if expected else None) == answer.headers.get_all("Content-Encoding")
    assert ["Accept-Encoding"] == answer.headers.get_all("Vary")
    assert server.file(path) == answer.text
    assert (expected is not None) == (len(answer.body) < len(server.file(path)) / 2)


def test_every_kind_of_text_is_compressed(server: Server) -> None:
    for suffix in TEXT_TYPES:
        answer = server.get(f"/soorten/groot{suffix}", "gzip")
        assert ["gzip"] == answer.headers.get_all("Content-Encoding"), suffix
        assert server.file(f"/soorten/groot{suffix}") == answer.text


def test_what_gains_nothing_comes_as_it_is(server: Server) -> None:
    for path in ("/robots.txt", "/vergelijk/vergelijking.xlsx", "/soorten/klein.json"):
        answer = server.get(path, "gzip, br")
        assert (200, None) == (answer.status, answer.headers["Content-Encoding"])
        assert server.file(path) == answer.body


@pytest.mark.parametrize("accept", ["", "gzip", "br", "gzip, br"])
def test_what_is_the_same_is_not_sent_again(server: Server, accept: str) -> None:
    first = server.get("/proefdam/", accept)
    again = server.get("/proefdam/", accept, If_None_Match=first.headers["ETag"])
    assert (304, b"") == (again.status, again.body)
    assert again.has({"Vary": "Accept-Encoding", "Cache-Control": "no-cache"})
    assert 200 == server.get("/proefdam/", accept, If_None_Match='"anders"').status


def test_two_encodings_never_have_the_same_strong_mark(server: Server) -> None:
    """A cache may put parts of answers with the same strong mark together, which only holds for the same bytes."""
    answers = [server.get("/proefdam/", accept) for accept in ("", "gzip", "br")]
    strong: dict[str, set[bytes]] = {}
    for answer in answers:
        strong.setdefault(answer.headers["ETag"], set()).add(answer.body)
    assert [] == [mark for mark, bodies in strong.items() if not mark.startswith("W/") and len(bodies) > 1]


@pytest.mark.parametrize("accept", ["", "gzip", "br"])
def test_who_goes_on_loading_gets_the_rest_of_the_same_bytes_or_all(server: Server, accept: str) -> None:
    first = server.get("/proefdam/", accept)
    rest = server.get("/proefdam/", accept, Range="bytes=100-", If_Range=first.headers["ETag"])
    if rest.status == 206:
        assert first.headers["Content-Encoding"] == rest.headers["Content-Encoding"]
        assert first.body[100:] == rest.body
    else:
        assert (200, server.file("/proefdam/")) == (rest.status, rest.text)


def test_files_with_a_hash_are_kept_for_ever(server: Server) -> None:
    for path in ("/assets/site.*.css", "/assets/search.*.js"):
        for accept in ("", "gzip", "br"):
            answer = server.get(path, accept)
            assert answer.has(EVERYWHERE | {"Cache-Control": "public, max-age=31536000, immutable"})
            assert answer.has({"Cross-Origin-Resource-Policy": "same-origin"})


def test_other_sites_may_load_what_is_meant_for_them(server: Server) -> None:
    for accept in ("", "gzip", "br"):
        answer = server.get("/embed/v1.js", accept, Origin="https://www.proefdam.invalid")
        assert answer.has(EVERYWHERE | SHARED | {"Cache-Control": "public, max-age=86400"}), answer.headers


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/oud-proefdam/", "/proefdam/"),
        ("/en/oud-proefdam/", "/en/proefdam/"),
        ("/ar/oud-proefdam/", "/ar/proefdam/"),
        ("/wegwijzer/professionals/", "/professionals/"),
        ("/proefdam", "/proefdam/"),
        ("/en/zo-werkt-het", "/en/zo-werkt-het/"),
    ],
)
def test_an_old_address_leads_on(server: Server, old: str, new: str) -> None:
    answer = server.get(old)
    assert (301, new) == (answer.status, answer.headers["Location"])
    assert answer.has(EVERYWHERE)


@pytest.mark.parametrize("path", ["/ar/proefdam/flyers/", "/ar/proefdam/flyers/school-proefdam-ar.pdf"])
def test_flyers_that_are_gone_lead_to_what_is_known_and_others_are_shown(server: Server, path: str) -> None:
    answer = server.get(path)
    assert (302, "/ar/proefdam/") == (answer.status, answer.headers["Location"])
    assert answer.has(EVERYWHERE)
    folder = server.site / "ar/proefdam/flyers"
    folder.mkdir()
    try:
        (folder / "index.html").write_bytes(b"<!doctype html>Flyers")
        (folder / "school-proefdam-ar.pdf").write_bytes(b"<!doctype html>Flyers")
        answer = server.get(path)
        assert (200, b"<!doctype html>Flyers") == (answer.status, answer.text)
        assert ("application/pdf" if path.endswith("pdf") else TYPES["/"]) == answer.headers["Content-Type"]
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("path", ["//example.org/flyers/", "/a/b/c/flyers/", "/Ede/flyers/"])
def test_no_address_of_others_is_made_of_flyers_that_are_gone(server: Server, path: str) -> None:
    assert 404 == server.get(path).status


@pytest.mark.parametrize("path", ["/atlantis/", "/atlantis", "/assets/weg.css", "/embed/weg.js", "/assets/", *HIDDEN])
def test_what_is_not_there_and_what_is_hidden_is_answered_by_our_own_page(server: Server, path: str) -> None:
    page = (server.site / "404.html").read_bytes()
    for accept in ("", "gzip", "br"):
        answer = server.get(path, accept)
        assert (404, page) == (answer.status, answer.text)
        assert answer.has(EVERYWHERE | REST | {"Content-Type": "text/html; charset=utf-8", "Vary": "Accept-Encoding"})
        mark = server.get("/404.html", accept).headers["ETag"]
        assert (404, page) == ((again := server.get(path, accept, If_None_Match=mark)).status, again.text)
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_head_says_the_same_without_the_page(server: Server) -> None:
    for accept in ("", "gzip", "br"):
        answer, page = (server.get("/proefdam/", accept, method=method) for method in ("HEAD", "GET"))
        assert (200, b"") == (answer.status, answer.body)
        assert answer.has(EVERYWHERE | REST | {"Vary": "Accept-Encoding", "Content-Type": "text/html; charset=utf-8"})
        assert page.headers["Content-Encoding"] == answer.headers["Content-Encoding"]
        assert page.headers["ETag"] == answer.headers["ETag"]


def site_of(small_site: Path, **options: str | bool) -> Site:
    return read_site(small_site, Options(today=date.fromisoformat(TODAY), **options))[0]  # type: ignore[arg-type]


def rendered(small_site: Path) -> dict[str, str]:
    """The settings of the small site."""
    site = site_of(small_site)
    files = hosting_files(hosting_of(site, plan_site(site)[0]), ROOT / "templates")
    return {address: content.decode() for address, content in files.items()}


def rules(text: str) -> dict[str, list[str]]:
    """The lines of `_headers` below each pattern."""
    blocks = [block.splitlines() for block in re.sub(r"^#.*\n", "", text, flags=re.M).strip().split("\n\n")]
    return {first: [line.strip() for line in lines] for first, *lines in blocks}


def test_headers_for_netlify_and_cloudflare(built: Path) -> None:
    found = rules((built / "_headers").read_text("utf-8"))
    assert ["/*", "/assets/*", "/embed/*"] == list(found)
    assert {f"{name}: {value}" for name, value in (EVERYWHERE | REST).items()} == set(found["/*"])
    assert ["! Cache-Control", "Cache-Control: public, max-age=31536000, immutable"] == found["/assets/*"]
    assert {f"{name}: {value}" for name, value in SHARED.items()} < set(found["/embed/*"])
    assert [] == [line for lines in found.values() for line in lines if len(line) > 2000]


def test_redirects_for_netlify_and_cloudflare(small_site: Path) -> None:
    text = rendered(small_site)["_redirects"]
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert [
        "/wegwijzer/professionals/ /professionals/ 301!",
        "/wegwijzer/professionals/ /professionals/ 301",
        "/oud-proefdam/ /proefdam/ 301!",
        "/oud-proefdam/ /proefdam/ 301",
        "/en/wegwijzer/professionals/ /en/professionals/ 301!",
        "/en/wegwijzer/professionals/ /en/professionals/ 301",
        "/en/oud-proefdam/ /en/proefdam/ 301!",
        "/en/oud-proefdam/ /en/proefdam/ 301",
        "/ar/oud-proefdam/ /ar/proefdam/ 301!",
        "/ar/oud-proefdam/ /ar/proefdam/ 301",
        "/hosting/* /404.html 404!",
        "/LEES-MIJ.txt /404.html 404!",
    ] == lines


def test_flyers_that_held_once_lead_on_where_a_server_cannot_see_that_they_are_gone(small_site: Path) -> None:
    site, _ = read_site(small_site, Options(today=date(2027, 10, 5)))
    plan, _ = plan_site(site)
    made = hosting_files(hosting_of(site, plan), TEMPLATES)
    lines = made["_redirects"].decode().splitlines()
    assert "/voorbeeldstad/flyers/* /voorbeeldstad/ 302" in lines
    assert "/ar/voorbeeldstad/flyers/* /ar/voorbeeldstad/ 302" in lines
    assert not any("testveen" in line for line in lines), "it never had any"
    assert b'<location path="ar/voorbeeldstad/flyers">' in made["web.config"]
    assert b'destination="/ar/voorbeeldstad/" exactDestination="true" httpResponseStatus="Found"' in made["web.config"]


def test_settings_for_iis(built: Path) -> None:
    root = parse(built / "web.config").getroot()
    assert root is not None
    own = root.find("system.webServer")
    assert own is not None
    headers = {each.get("name"): each.get("value") for each in own.iterfind("httpProtocol/customHeaders/add")}
    assert EVERYWHERE | REST == headers
    compression = own.find("urlCompression")
    assert compression is not None
    assert {"doStaticCompression": "true", "doDynamicCompression": "true"} == compression.attrib
    types = {each.get("fileExtension"): each.get("mimeType") for each in own.iterfind("staticContent/mimeMap")}
    assert {"." + path.rpartition(".")[2]: kind for path, kind in TYPES.items() if "." in path} == types
    parts = {each.get("path"): each for each in root.iterfind("location")}
    merged = {"oud-proefdam", "en/oud-proefdam", "ar/oud-proefdam"}
    moved = {"wegwijzer/professionals", "en/wegwijzer/professionals"}
    assert {"assets", "embed", *merged, *moved} == parts.keys()
    redirect = parts["ar/oud-proefdam"].find("system.webServer/httpRedirect")
    assert redirect is not None
    assert ("/ar/proefdam/", "Permanent") == (redirect.get("destination"), redirect.get("httpResponseStatus"))
    error = own.find("httpErrors/error")
    assert error is not None
    assert ("404", "404.html", "File") == (error.get("statusCode"), error.get("path"), error.get("responseMode"))


def test_only_sites_of_the_municipalities_shown_may_embed(small_site: Path) -> None:
    assert CSP == policy(site_of(small_site))
    assert policy(site_of(small_site, only="proefdam")).endswith("frame-ancestors 'self' https://proefdam.invalid")
    assert policy(site_of(small_site, only="testveen")).endswith("frame-ancestors 'self'")


def test_the_invented_municipality_counts_only_where_it_is_shown(tmp_path: Path, small_site: Path) -> None:
    shutil.copytree(small_site, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "content/municipalities/voorbeeldstad.yaml").open("a", encoding="utf-8") as file:
        file.write("embed_on: [https://www.voorbeeldstad.invalid, https://proefdam.invalid]\n")
    both = "frame-ancestors 'self' https://proefdam.invalid https://www.voorbeeldstad.invalid"
    assert policy(site_of(tmp_path)).endswith(both)
    assert CSP == policy(site_of(tmp_path, with_example=False))


def test_security_txt_says_where_to_report(built: Path, tmp_path: Path, small_site: Path) -> None:
    canonical = "Preferred-Languages: nl, en\nCanonical: https://kaart.invalid/.well-known/security.txt\n"
    expires = "Expires: 2027-09-30T00:00:00Z\n"
    text = (built / ".well-known/security.txt").read_text("utf-8")
    assert f"Contact: mailto:redactie@kaart.invalid\n{expires}{canonical}" == text
    shutil.copytree(small_site, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "content/site.yaml"
    file.write_text(file.read_text("utf-8").replace("email: redactie@kaart.invalid\n", ""), "utf-8")
    about = "https://kaart.invalid/over/"
    assert f"Contact: {about}\n{expires}{canonical}" == rendered(tmp_path)[".well-known/security.txt"]
    with (tmp_path / "content/pages/over.md").open("a", encoding="utf-8") as page:
        page.write("\n## Klopt er iets niet?\n\nLaat het weten.\n")
    assert f"Contact: {about}#klopt-er-iets-niet\n" in rendered(tmp_path)[".well-known/security.txt"]
    (tmp_path / "content/pages/over.md").unlink()
    assert ".well-known/security.txt" not in rendered(tmp_path)  # nothing is invented


def test_security_txt_holds_for_three_quarters_to_a_year_and_changes_each_quarter() -> None:
    days = [date(2027, 1, 1) + timedelta(days=number) for number in range(4 * 366)]
    expiries = [expiry(Day(day)) for day in days]
    assert {(3, 31), (6, 30), (9, 30), (12, 31)} == {(each.month, each.day) for each in expiries}
    lengths = [(until - day).days for day, until in zip(days, expiries, strict=True)]
    assert (273, 364) == (min(lengths), max(lengths))
    assert expiries == sorted(expiries)


def copies(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in tree(folder).items() if name.endswith((".gz", ".br"))}


def test_every_text_that_gains_has_copies_and_nothing_else(built: Path) -> None:
    files = tree(built)
    for name, content in copies(built).items():
        source, _, kind = name.rpartition(".")
        assert files[source] == (gzip.decompress if kind == "gz" else brotli.decompress)(content)
        assert is_compressible(source)
        assert len(files[source]) - len(content) >= LEAST_SAVED
    large = [name for name, content in files.items() if is_compressible(name) and len(content) > 2000]
    assert [] == [name for name in large if not {f"{name}.gz", f"{name}.br"} <= files.keys()]


@pytest.fixture
def place(tmp_path: Path, small_site: Path, built: Path) -> Path:
    """A folder with the small site, its content and what is known of it, that a test may change."""
    shutil.copytree(small_site, tmp_path, dirs_exist_ok=True)
    shutil.copytree(built, tmp_path / "site")
    shutil.copy2(built.parent / ".site.cache", tmp_path)
    return tmp_path


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    found = {path: path.stat() for path in (folder, *folder.rglob("*"))}
    return {path.relative_to(folder).as_posix(): (stat.st_ino, stat.st_mtime_ns) for path, stat in found.items()}


def test_a_second_build_writes_nothing_and_compresses_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(place / "site", place, "--precompress")  # takes note of the times of a folder that was copied
    before = marks(place / "site"), marks(place)[".site.cache"]
    monkeypatch.setattr("kaart.publish.compression.compressed", lambda *_: pytest.fail("this was compressed already"))
    said = build(place / "site", place, "--precompress")
    assert f"0 bestanden nieuw of veranderd, 0 weggehaald, {len(tree(place / 'site')) - 1} gelijk gebleven." in said
    assert before == (marks(place / "site"), marks(place)[".site.cache"])


def test_a_change_makes_only_the_copies_of_what_changed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = place / "content/pages/privacy.md"
    file.write_text(file.read_text("utf-8") + "\nEr is iets veranderd.\n", "utf-8")
    before = tree(place / "site")
    stamps = marks(place / "site")
    build(place / "site", place, "--precompress")
    after, new = tree(place / "site"), marks(place / "site")
    changed = {name for name in after if after[name] != before.get(name)}
    assert "privacy/index.html.br" in changed
    assert changed == {name for name in after if new[name] != stamps.get(name)} - {MARKER}
    sources = {name for name in changed if is_compressible(name)}
    assert copies(place / "site").keys() & changed == {f"{name}{end}" for name in sources for end in (".gz", ".br")}
    build(place / "new", place, "--precompress")
    assert after == tree(place / "new")


def test_a_copy_that_was_lost_or_damaged_is_made_again(place: Path) -> None:
    before = tree(place / "site")
    (place / "site/index.html.br").write_bytes(b"kapot")
    (place / "site/proefdam/index.html.gz").unlink()
    (place / "site/weg.html.gz").write_bytes(b"van een pagina die er niet is")
    assert "2 bestanden nieuw of veranderd, 1 weggehaald" in build(place / "site", place, "--precompress")
    assert before == tree(place / "site")


def test_a_release_has_smaller_copies_and_the_same_pages(place: Path) -> None:
    before = tree(place / "site")
    build(place / "site", place, "--release")
    after = tree(place / "site")
    assert before.keys() <= after.keys()  # a small file may have a copy only if it is made as small as can be
    assert {name for name in after if name.endswith(".br")} >= {
        name for name in after if after[name] != before.get(name)
    }
    sizes = [sum(len(content) for name, content in of.items() if name.endswith(".br")) for of in (before, after)]
    assert sizes[1] < 0.95 * sizes[0]
    assert brotli.decompress(after["index.html.br"]) == after["index.html"]
    build(place / "site", place, "--precompress")
    assert before == tree(place / "site")


def test_copies_are_made_only_when_asked_and_go_with_the_next_build(place: Path, bare: Path) -> None:
    assert {} == copies(bare)
    before = tree(place / "site")
    said = build(place / "site", place)
    assert f"0 bestanden nieuw of veranderd, {len(before) - len(tree(bare))} weggehaald" in said
    assert {name: content for name, content in before.items() if not name.endswith((".gz", ".br"))} == tree(bare)
    assert tree(bare) == tree(place / "site")
    build(place / "site", place, "--precompress")
    assert before == tree(place / "site")


@pytest.mark.parametrize("option", ["--precompress", "--release", None])
def test_the_site_of_one_municipality_has_copies_only_when_asked(
    tmp_path: Path, small_site: Path, option: str | None
) -> None:
    """Also the one that is a ZIP beside the pages of the whole country."""
    shutil.copytree(small_site, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "content/municipalities/proefdam.yaml").open("a", encoding="utf-8") as file:
        file.write("own_site: https://steun.proefdam.invalid/\n")
    options = [option] if option else []
    build(tmp_path / "own", tmp_path, "--only", "proefdam", *options)
    assert bool(option) == bool(copies(tmp_path / "own"))
    build(tmp_path / "site", tmp_path, *options)
    zips = [*(tmp_path / "site").rglob("*.zip")]
    assert zips
    for path in zips:
        with ZipFile(path) as archive:
            assert bool(option) == any(name.endswith("index.html.br") for name in archive.namelist())
