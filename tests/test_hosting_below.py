"""Our folders below a path of the site of a municipality, on real servers: all else there stays as it was."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from defusedxml.ElementTree import parse

from kaart.publish.unchanged import MARKER
from tests.browser import ROOT, missing
from tests.test_hosting import CSP, EVERYWHERE, PROGRAMS, REST, Server, build, rules, started

HOST = "https://www.proefdam.invalid"
OWN = "/gezin/"  # the folder of one municipality
WHOLE = "/zorg/sociale-kaart.v2/"  # the whole map, below a path of two parts
READ_ME = "LEES-MIJ.txt"
HTTPS = "Strict-Transport-Security"
BELOW = {name: value for name, value in EVERYWHERE.items() if name != HTTPS} | REST
THEIRS = {HTTPS: "max-age=63072000; includeSubDomains; preload", "X-Gemeente": "Proefdam"}
OF_THE_HOST = {
    "index.html": "<title>Gemeente Proefdam</title>",
    "weg.html": "<title>Niet gevonden bij Proefdam</title>",
    "stijl.css": "body { color: black }",
    "gezinnen/index.html": "<title>Iets anders</title>",
    "hosting/prijzen.html": "<title>Hosting bij Proefdam</title>",
    READ_ME: "van Proefdam",
    "assets/logo.svg": "<svg/>",
    ".well-known/security.txt": "Contact: mailto:ict@proefdam.invalid",
    "robots.txt": "User-agent: *",
}
PRIVATE = ("hosting/", "hosting/nginx.conf", "_headers", "_redirects", "web.config", READ_ME, MARKER, ".git/x")
NGINX = """
daemon off;
master_process off;
pid {own}/nginx.pid;
error_log {own}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    gzip on;
    access_log off;
    client_body_temp_path {own}/body;
    proxy_temp_path {own}/proxy;
    fastcgi_temp_path {own}/fastcgi;
    uwsgi_temp_path {own}/uwsgi;
    scgi_temp_path {own}/scgi;
    include {site}/gezin/hosting/nginx-http.conf;
    include {site}/zorg/sociale-kaart.v2/hosting/nginx-http.conf;
    server {{
        listen 127.0.0.1:{port};
        root {site};
        index index.html;
        error_page 404 /weg.html;
        add_header Strict-Transport-Security "max-age=63072000; includeSubDomains; preload" always;
        add_header X-Gemeente "Proefdam" always;
        include {site}/gezin/hosting/nginx.conf;
        include {site}/zorg/sociale-kaart.v2/hosting/nginx.conf;
        location ~ \\.(css|html|js)$ {{
            expires 1h;
        }}
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
	header {{
		Strict-Transport-Security "max-age=63072000; includeSubDomains; preload"
		X-Gemeente "Proefdam"
	}}
	import {site}/gezin/hosting/Caddyfile
	import {site}/zorg/sociale-kaart.v2/hosting/Caddyfile
	file_server
	handle_errors {{
		rewrite * /weg.html
		file_server
	}}
}}
"""
SETTINGS = {"nginx": NGINX, "caddy": CADDY}


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory, small_site: Path) -> Path:
    """What the server of Proefdam has: its own site, and two of our folders."""
    folder = tmp_path_factory.mktemp("below") / "www"
    build(folder / OWN[1:], small_site, "--only", "proefdam", "--base-url", f"{HOST}{OWN}", "--precompress")
    build(folder / WHOLE[1:], small_site, "--base-url", f"{HOST}{WHOLE}")
    for name, text in {**OF_THE_HOST, "gezin/.git/x": "geheim", f"{WHOLE}.git/x": "geheim"}.items():
        file = folder / name.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module", params=PROGRAMS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, host: Path) -> Iterator[Server]:
    words = PROGRAMS[request.param][1]
    with started(request.param, SETTINGS[request.param], words, host, tmp_path_factory.mktemp(request.param)) as found:
        yield found


@pytest.mark.parametrize("path", [name.removesuffix("index.html") for name in OF_THE_HOST])
def test_the_rest_of_the_host_stays_as_it_was(server: Server, path: str) -> None:
    answer = server.get(f"/{path}")
    assert (200, server.file(f"/{path}")) == (answer.status, answer.body)
    assert answer.has(THEIRS)
    assert set() == {*BELOW} - {"Cache-Control"} & {*answer.headers}
    lost = server.get("/gezin-weg/")
    assert b"Niet gevonden bij Proefdam" in lost.body
    assert lost.has(THEIRS)


@pytest.mark.parametrize("path", [OWN, f"{OWN}proefgezin/", f"{OWN}ar/", WHOLE, f"{WHOLE}proefdam/"])
def test_our_pages_have_our_headers_and_say_nothing_of_https(server: Server, path: str) -> None:
    for accept in ("", "gzip", "br"):
        answer = server.get(path, accept)
        assert (200, server.file(path)) == (answer.status, answer.text)
        assert answer.has(BELOW | {"Content-Type": "text/html; charset=utf-8", "Vary": "Accept-Encoding"})
        assert answer.headers.get(HTTPS) in (None, THEIRS[HTTPS])  # what the host itself says, or nothing


def test_each_part_of_our_folders_has_its_own_headers(server: Server) -> None:
    for folder, expected in ((OWN, "br"), (WHOLE, "gzip")):  # the second has no copies
        answer = server.get(f"{folder}assets/site.*.css", "gzip, br")
        assert (200, expected) == (answer.status, answer.headers["Content-Encoding"])
        assert answer.has({"Cache-Control": "public, max-age=31536000, immutable"})
    script = server.get(f"{WHOLE}embed/v1.js", "gzip")
    assert script.has({"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=86400"})


@pytest.mark.parametrize("folder", [OWN, WHOLE])
@pytest.mark.parametrize("name", ["atlantis/", "atlantis", "assets/weg.css", "assets/", "index.html.br", *PRIVATE])
def test_what_is_not_there_and_what_is_private_gets_our_own_page(server: Server, folder: str, name: str) -> None:
    page = (server.site / folder[1:] / "404.html").read_bytes()
    for accept in ("", "gzip", "br"):
        answer = server.get(folder + name, accept)
        assert (404, page) == (answer.status, answer.text)
        assert answer.has(BELOW | {"Content-Type": "text/html; charset=utf-8"})
    assert f'href="{folder}assets/'.encode() in page


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OWN.removesuffix("/"), OWN),
        (WHOLE.removesuffix("/"), WHOLE),
        (f"{OWN}proefgezin", f"{OWN}proefgezin/"),
        (f"{WHOLE}oud-proefdam/", f"{WHOLE}proefdam/"),
        (f"{WHOLE}ar/oud-proefdam/", f"{WHOLE}ar/proefdam/"),
    ],
)
def test_an_old_address_leads_on_below_the_path(server: Server, old: str, new: str) -> None:
    answer = server.get(old)
    assert (301, new) == (answer.status, answer.headers["Location"])


def test_the_files_for_other_servers_name_the_path(host: Path) -> None:
    found = rules((host / WHOLE[1:] / "_headers").read_text("utf-8"))
    assert [f"{WHOLE}{part}*" for part in ("", "assets/", "embed/")] == list(found)
    assert {f"{name}: {value}" for name, value in BELOW.items()} == set(found[f"{WHOLE}*"])
    lines = (host / WHOLE[1:] / "_redirects").read_text("utf-8").splitlines()
    moved = [line for line in lines if not line.startswith("#")]
    assert f"{WHOLE}oud-proefdam/ {WHOLE}proefdam/ 301" in moved
    assert f"{WHOLE}* {WHOLE}404.html 404" == moved[-1]
    assert [] == [line for line in moved if not re.fullmatch(rf"{WHOLE}\S* {WHOLE}\S+ \d+!?", line)]
    root = parse(host / WHOLE[1:] / "web.config").getroot()
    assert root is not None
    assert f"{WHOLE}proefdam/" in {each.get("destination") for each in root.iter("httpRedirect")}
    added = [each.get("name") for each in root.iterfind("system.webServer/httpProtocol/customHeaders/add")]
    removed = [each.get("name") for each in root.iterfind("system.webServer/httpProtocol/customHeaders/remove")]
    assert added == removed  # the same name twice stops IIS, and the host may have it already
    hidden = {each.get("segment") for each in root.iter("add")} - {None}
    assert {"hosting", "_headers", "_redirects", READ_ME} == hidden


def test_what_belongs_at_the_root_of_a_host_is_not_pretended_below_a_path(host: Path) -> None:
    for folder in (OWN, WHOLE):
        assert not (host / folder[1:] / ".well-known/security.txt").exists()
        assert f"<loc>{HOST}{folder}</loc>" in (host / folder[1:] / "sitemap.xml").read_text("utf-8")
    read_me = (host / f"gezin/{READ_ME}").read_text("utf-8")
    assert (
        f"Alleen die van uw hele site telt. Zet daarin deze regel:\n     Sitemap: {HOST}{OWN}sitemap.xml\n" in read_me
    )
    assert ".well-known/security.txt. Die van uw hele site geldt ook voor deze map." in read_me


def test_a_municipality_says_https_for_its_own_host_and_not_for_its_subdomains(
    tmp_path: Path, small_site: Path
) -> None:
    build(tmp_path / "site", small_site, "--only", "proefdam", "--base-url", "https://steun.proefdam.invalid/")
    found = rules((tmp_path / "site/_headers").read_text("utf-8"))["/*"]
    assert f"{HTTPS}: max-age=31536000" in found
    assert f"Content-Security-Policy: {CSP}" in found
    assert (tmp_path / "site/.well-known/security.txt").exists()


def written_for_nginx(text: str) -> str:
    """The settings that a text gives as an example: from the first `include` up to the end of the server."""
    found = re.search(r"^ +include .*?^ +}", text, re.DOTALL | re.MULTILINE)
    assert found
    return found.group()


def certificate(folder: Path) -> str:
    """A key and a certificate that only this machine believes, as lines for nginx."""
    openssl = shutil.which("openssl") or missing("openssl")
    key, own = folder / "key.pem", folder / "own.pem"
    words = ["req", "-x509", "-newkey", "ed25519", "-nodes", "-subj", "/CN=localhost", "-keyout", key, "-out", own]
    subprocess.run([openssl, *map(str, words)], check=True, capture_output=True)
    return f"ssl_certificate {own}; ssl_certificate_key {key};"


@pytest.mark.parametrize("text", [f"gezin/{READ_ME}", "README.md"])
def test_the_settings_written_down_for_nginx_start_and_speak_http2(host: Path, tmp_path: Path, text: str) -> None:
    is_ours = text == "README.md"
    written = written_for_nginx(((ROOT if is_ours else host) / text).read_text("utf-8"))
    written = re.sub(
        r"(?<=\S) {2,}\S.*$", "", written, flags=re.MULTILINE
    )  # what stands beside it is for Caddy, or says why
    settings = re.sub(r"ssl_certificate(_key)? \.\.\.;", "", written).replace("{", "{{").replace("}", "}}")
    settings = settings.replace("/srv/kaart", str(host / WHOLE[1:] if is_ours else host))
    settings = settings.replace("root ", f"{certificate(tmp_path)} root ").replace("443", "127.0.0.1:{port}", 1)
    head = NGINX[: NGINX.index("    include {site}")]
    with started("nginx", f"{head}{settings}\n}}}}", PROGRAMS["nginx"][1], host, tmp_path) as server:
        context = ssl.create_default_context(cafile=str(tmp_path / "own.pem"))
        context.set_alpn_protocols(["h2", "http/1.1"])
        plain = socket.create_connection(("127.0.0.1", server.port))
        with context.wrap_socket(plain, server_hostname="localhost") as secret:
            assert "h2" == secret.selected_alpn_protocol()
