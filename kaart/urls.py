"""The only place where addresses are made: from the root of the site, without a leading slash."""

from __future__ import annotations

from hashlib import sha256

from kaart.schema.records import SOURCE_LANGUAGE, Reader

HOME = ""
COMPARE = "vergelijk/"
INITIATIVES = "initiatieven/"
MUNICIPALITIES = "gemeenten/"
PLACES = "plaatsen/"
SEARCH = "zoeken/"
SIGNPOST = "wegwijzer/"
SIGNPOST_PROFESSIONAL = "wegwijzer/professionals/"  # where the questions for professionals were
REFERRERS = "wie-kan-helpen/"
SOURCES = "bronnen/"
GLOSSARY = "woordenlijst/"
STATE = "stand/"
FLYERS = "flyers/"
REFER_WORD = "verwijzen/"
PLACE_FIELD = "woonplaats"  # on the start page, where printed codes lead to
EMBED = "insluiten/"
EMBED_SIGNPOST = f"{EMBED}{SIGNPOST}"
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
HOW_IT_WORKS = "zo-werkt-het/"
PROFESSIONALS = "professionals/"
SCHOOLS = "scholen/"
GPS = "huisartsen/"
DOORS = (PROFESSIONALS, SCHOOLS, GPS)  # the ways in for those who refer: first which municipality
CONVERSATION = "gesprek-beginnen/"
TOGETHER = "samen-optrekken/"
REFER_WORD = "verwijzen/"
FOR_MUNICIPALITIES = "voor-gemeenten/"
EMBED_GUIDE = f"{FOR_MUNICIPALITIES}{EMBED}"
VOLUNTEERS = "vrijwilliger-worden/"
ABOUT = "over/"
PRIVACY = "privacy/"
ACCESSIBILITY = "toegankelijkheid/"
ALIKE = "overeenkomsten-en-verschillen/"
ASSETS = "assets/"
SAFETY = "nummers-bij-gevaar"  # on the page of sources
CONTACTS_WORD = "contacten"
SUMMARY = "wegwijzer.json"
REFERRAL_RULES = "regels.json"
SCRIPTS_FOR_OTHERS = "embed/"
EMBED_SCRIPT = f"{SCRIPTS_FOR_OTHERS}v1.js"  # its digest stands in pages of others: neither ever changes
HOSTING = "hosting/"
FOLDERS = (ASSETS, SCRIPTS_FOR_OTHERS, HOSTING)  # with headers of their own, so without a page of authors
SECURITY = ".well-known/security.txt"
READ_ME = "LEES-MIJ.txt"  # for who puts the folder of a municipality on a server
FIXED_PROSE = (HOW_IT_WORKS, *DOORS, FOR_MUNICIPALITIES, VOLUNTEERS, ABOUT, PRIVACY, ACCESSIBILITY, ALIKE)
RESERVED_BELOW_MUNICIPALITY = ("insluiten", "flyers", "vergelijk", "verwijzen")
IN_A_FRAME = (  # what has a place of its own on a page for frames, as each initiative has
    *(CONTACTS_WORD, "nu-doen", "aanbod", "kort", "meer-contacten"),
    *("voor-professionals", "buurt", "flyers", "veilig"),
)
READER_WORDS = {Reader.PARENT: "ouder", Reader.PROFESSIONAL: "professional", Reader.MUNICIPALITY: "gemeente"}
DIFFERENCES_WORD = "verschillen"
COMPARE_WORDS = (*READER_WORDS.values(), DIFFERENCES_WORD)  # after the # of a comparison, beside initiatives


def asset(name: str, content: bytes) -> str:
    """A file whose address changes with its bytes, so that browsers may keep it for ever."""
    stem, _, suffix = name.rpartition(".")
    return f"{ASSETS}{stem}.{sha256(content).hexdigest()[:10]}.{suffix}"


def municipality(slug: str) -> str:
    """The page of a municipality."""
    return f"{slug}/"


def offer(municipality_slug: str, initiative_slug: str) -> str:
    """The page of an initiative in a municipality."""
    return f"{municipality_slug}/{initiative_slug}/"


def initiative(slug: str) -> str:
    """The national page of an initiative."""
    return f"{INITIATIVES}{slug}/"


def pair(one: str, other: str) -> str:
    """The comparison of two initiatives, in this order."""
    return f"{COMPARE}{one}-{other}/"


def local_compare(municipality_address: str) -> str:
    """The comparison of the initiatives in a municipality, below its page."""
    return f"{municipality_address}{COMPARE}"


def refer(municipality_address: str) -> str:
    """The referral card of a municipality, below its page."""
    return f"{municipality_address}{REFER_WORD}"


def refer_to_initiative(slug: str) -> str:
    """How to refer to an initiative, below its national page."""
    return f"{initiative(slug)}{REFER_WORD}"


def flyers(municipality_address: str) -> str:
    """The flyers of a municipality, below its page."""
    return f"{municipality_address}{FLYERS}"


def flyer(flyers_address: str, word: str, slug: str, suffix: str) -> str:
    """A flyer beside its page, with a name that still says what it is in a folder of downloads: `school-ede.pdf`."""
    return f"{flyers_address}{'-'.join(filter(None, (word, slug)))}.{suffix}"


def embed(municipality_address: str) -> str:
    """The page of a municipality for a frame on another site; the part that it shows stands after its #."""
    return f"{municipality_address}{EMBED}"


def summary(municipality_address: str) -> str:
    """The file with what the signpost says of a municipality, beside its page: `ede/wegwijzer.json`."""
    return f"{municipality_address}{SUMMARY}"


def referral_rules(address: str) -> str:
    """The file with the rules of every initiative for referral cards, beside the page of professionals."""
    return f"{address}{REFERRAL_RULES}"


def answer_of_place(municipality_slug: str) -> str:
    """The municipality as the signpost keeps it after the # of its address."""
    return f"waar={municipality_slug}"


def folder(municipality_slug: str) -> str:
    """The site of a municipality by itself, as one file: `ede/insluiten/ede.zip`."""
    return f"{embed(municipality(municipality_slug))}{municipality_slug}.zip"


def spreadsheet(compare_address: str, suffix: str) -> str:
    """The file with what a comparison shows, beside its page: `ede/vergelijk/vergelijking-ede.csv`."""
    about = [part for part in compare_address.split("/") if part and f"{part}/" != COMPARE]
    return f"{compare_address}{'-'.join(['vergelijking', *about])}.{suffix}"


def term(key: str) -> str:
    """The explanation of a kind of contact."""
    return f"{REFERRERS}#{key}"


def word(key: str) -> str:
    """The explanation of a word."""
    return f"{GLOSSARY}#{key}"


def prose(slug: str) -> str:
    """A page of content/pages."""
    return f"{slug}/"


def translations(language: str) -> str:
    """The file with the short texts in a language, beside the content."""
    return f"content/translations/{language}.yaml"


def file_of_municipality(slug: str) -> str:
    """The file of authors about a municipality."""
    return f"content/municipalities/{slug}.yaml"


def of_file(path: str) -> str | None:
    """The address that a file of authors gives, by its path; None where it gives none."""
    folder, _, name = path.rpartition("/")
    slug, _, suffix = name.partition(".")
    match folder, suffix:
        case "initiatives", "yaml":
            return initiative(slug)
        case "content/pages", "md":
            return prose(slug)
        case "content/municipalities", "yaml":
            return municipality(slug)
    return None


def beside(address: str) -> str:
    """An address seen from another file in the same folder."""
    return f"./{address.rpartition('/')[2]}"


def in_language(address: str, language: str) -> str:
    """The same page in a language: Dutch is at the root, the others have a prefix."""
    return address if language == SOURCE_LANGUAGE else f"{language}/{address}"


def root_from(address: str) -> str:
    """The way from a page back to the root of the site, such as `../../`."""
    return "../" * address.count("/") or "./"


def file_of(address: str) -> str:
    """The file that holds an address: a folder's is its index.html."""
    return f"{address}index.html" if address.endswith("/") or not address else address
