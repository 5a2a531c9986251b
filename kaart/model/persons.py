"""Finds traces of a person where a desk or a role belongs: a name, or the mail address of one.

It is a guess for a warning, so it rather misses a person than suspects a desk. What is named in the content itself
(places, initiatives, publishers) is never a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from itertools import zip_longest
from urllib.parse import unquote

NAMES = """
aad aafke aart abdel abdullah adriaan agnes ahmad ahmed aisha alex alexander ali alice alie alina amber amina amir
amira andre andrea andries angela anja anna anne anneke annelies annemarie annemieke annet annie anouk ans anton
antoon arie arjan arjen arnold astrid ayse ayşe barbara bart bea beatrijs bert bianca bram brigitte britt carina
carla carlijn carolien caroline catharina cees chantal charlotte chris christa christiaan christina claudia coby
connie cor corine corrie daan daniel danielle daniëlle david dennis derya diana dick dirk dorien eline elisabeth
elise ellen elly elma els emine emma emre eric erica erik erwin esther eva evelien evelyne evert fatih fatima fatma
femke ferdinand floris frank frans frederik frits geert gemma george gerard gerda gerrie gerrit gert gijs giovanni
greet greetje guus hamid hanna hannah hanneke hans harm harmen harrie harry hasan hassan hatice heleen helena helga
hendrik henk henny henriëtte herman hetty hilde huib hüseyin ibrahim ilse ina ineke inge ingrid irene irma isabel
ivo jaap jack jacob jacqueline jan janneke janny jantje jasmijn jasper jeanette jelle jennifer jeroen jesse jessica
joanna jochem joep johan johanna johannes john joke jolanda jolien joost jop joris josé jozef joëlle judith julia
jurgen jurre karel karim karin katarzyna kees kelly kevin khadija khalid kim klaas koen koos laila lars laura lena
leo leonie leyla lia lianne lidia lieke lies liesbeth linda lisa lisanne loes lotte lucas ludo luuk maaike maarten
maartje malika manon marc marcel marga margot margreet maria marianne marieke marijke marina marinus marion marit
mariëlle marja marjan marjolein marleen marloes martijn martin martine mary maureen maurits mehmet melanie merel
meryem michael michel michiel mieke miranda mireille mirjam mohamed mohammed moniek monique mustafa myrthe nadia
nancy natalia natascha nathalie nel nico nicole niek niels nienke nina noa nora oksana olena olga omar oscar paul
paula pauline peter petra pien piet pieter pim quinten rachel rachid ramon rebecca reinier renate renske rené rianne
rick rik rita rob robert robin roel roland romy ronald ruben rudolf ruud saar sabine said samantha samira sander
sandra sanne sara sarah saskia sebastiaan sevda sharon sietse silvia simon simone sjaak sjoerd sonja sophie stefan
stefanie sten steven stijn susan susanne suzanne svetlana sylvia tanja tatjana teun thea theo thijs thomas thomasz
tim timo tineke tjeerd tom tomasz tonnie trudy truus vera veronique victor vincent wendy wessel wilhelmina willeke
willem wilma wim wouter xander yasmin yasmina yusuf yvette yvonne zahra zehra zeynep özlem
"""  # that many people in the Netherlands have, and that mean nothing else
DESKS = """
aanmeld aanvra administr advies algemeen apothe arts balie begeleid beheer bestuur bibliothe bureau buro buurt
centrum cjg client clinic cliënt college communic consul contact coord coörd dorp famil fonds gemeente gezin gezond
ggd ggz groep hallo hello helpdesk home hospi huis huiz hulp info inloop intake jeugd kantoor kcc kerk kind klacht
klant kliniek laan landelijk leer loket lyceum maatjes mail medewerk meld moeder netwerk office onderst opvang
opvoed ouder park plan plein plus poh post praktijk preven project punt receptie redact regio samen school secret
service sint sociaal sociale spreekuur start steun sticht straat support team thuis toegang veilig verenig verlosk
verpleeg vertrouw verwijs vraag vragen vrijwil vrouw vvn welkom welzijn werk wijk wmo zieken zorg
"""  # parts of words for a desk, a role or an organisation
DESK_WORDS = tuple(DESKS.split())
BETWEEN = frozenset(("van", "de", "den", "der", "ter", "ten", "te", "el", "al", "ben", "von", "la", "le"))
CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
SMALL = rf"(?:(?:{'|'.join(sorted(BETWEEN))}) )"
NAME = rf"(?P<name>{SMALL}*{CAPITAL}[\w'’-]+)"
TITLED = re.compile(
    rf"\b(?:[Mm]evr\.?|[Mm]evrouw|[Mm]w\.?|[Dd]hr\.?|[Dd]e heer|[Mm]eneer|[Jj]uf) (?:{CAPITAL}\. ?)*{NAME}"
)
WITH_PARTICLE = re.compile(
    rf"(?P<name>(?!De |Het |In |Hart ){CAPITAL}\w+ {SMALL}+(?P<last>{CAPITAL}[\w'’-]+))(?=$| ?[,(;])"
)
INITIALS = re.compile(rf"(?<![\w.])(?!B\.V|N\.V)(?:{CAPITAL}\. ?){{1,2}}(?!De\b|Het\b){NAME}")
MOBILE = re.compile(r"(?<![0-9])(?:06|(?:\+|00)31 ?(?:\(0\))? ?6)(?:[ -]?[0-9]){8}(?![ -]?[0-9])")
MAIL = re.compile(r"(?<![\w.!#$%&'*+/=?^`{|}~-])[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LETTERS = re.compile(r"[^\W\d_]+")
ROLE = re.compile(
    r"coord|coörd|medewerk|redact|begeleid|arts|consul|verpleeg|werker|beheer|bestuur|vrijwil|moeder|ouder|vrouw", re.I
)
PARTS = re.compile(r"[,:;()/–]|(?<=\w{3})\. ")
LONGEST_NAME = 5  # words


def person_in(text: str, known: Collection[str], is_role: bool = False) -> str:
    """The part of a text that looks like a person; nothing where there is none. `known` are names in lower case.

    Where only a role belongs, a first name in small letters is one too, and so is `Xander de Bruin`.
    """
    found = TITLED.search(text) or INITIALS.search(text)
    of_a_place = WITH_PARTICLE.match(text) if is_role and not found else None
    if of_a_place and of_a_place["last"].lower() not in known:
        found = of_a_place
    if found and not _is_desk(found["name"]):
        return found.group()
    for part in PARTS.split(text):
        before, is_named_after = "", False
        words = _unknown_words(WORD.findall(part), known)
        for word, after in zip_longest(words, words[1:], fillvalue=""):
            if _is_first_name(word) and (is_role or word[0].isupper()):
                is_title = before.lower() in ("de", "het")
                is_named_after |= is_title or _is_place_of_work(before) or _is_place_of_work(after)  # all of the name
                if not is_named_after:
                    return word
            else:
                is_named_after = False
            before = word
    return ""


def is_of_a_person(address: str, known: Collection[str]) -> bool:
    """True for a mail address that looks like that of one person: `j.devries@`, `jan.de.vries@`, `fatima@`."""
    local = address.partition("@")[0].lower()
    words = [word for word in re.split(r"[._+-]", local) if word and not word.isdigit()]
    joined = (" ".join(words), "-".join(words), "'" + "-".join(words))
    if not words or any(map(_is_desk, words)) or any(name in known for name in joined):
        return False
    has_initials = len(words) > 1 and len(words[0]) == 1 and len(words[-1]) > 2
    return has_initials or _is_first_name(words[0]) or any(word in BETWEEN for word in words[1:-1])


def has_first_name(address: str) -> bool:
    """True for a web address that has a first name among its words; a guess that rather suspects too much.

    No other word tells: `interview-met-de-vries` may be about a place. Who reads the address knows.
    """
    return any(map(_is_first_name, LETTERS.findall(unquote(address))))


def _unknown_words(words: Sequence[str], known: Collection[str]) -> list[str]:
    """The words of a text, with nothing in place of those that make up a known name."""
    left = list(words)
    for length in range(LONGEST_NAME, 0, -1):
        for start in range(len(left) - length + 1):
            if " ".join(left[start : start + length]).lower() in known:
                left[start : start + length] = [""] * length
    return left


def _plain(word: str) -> str:
    """A word in small letters without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(char))


def _is_first_name(word: str) -> bool:
    return bool(word) and all(part in FIRST_NAMES for part in _plain(word).split("-"))


def _is_desk(word: str) -> bool:
    return any(part in word.lower() for part in DESK_WORDS)


def _is_place_of_work(word: str) -> bool:
    """True beside a name that is not of a person: `Stichting Anna`, `Sint Jan`; false for a role."""
    return word.lower() in ("st", "sint") or (_is_desk(word) and not ROLE.search(word))


FIRST_NAMES = frozenset(map(_plain, NAMES.split()))
