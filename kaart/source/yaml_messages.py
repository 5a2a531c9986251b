"""Messages of the YAML parser, and ours in their place: part of its words, then what is there and what to do."""

from __future__ import annotations

EXPLANATIONS = (
    (
        "mapping values are not allowed",
        "hier staat een dubbele punt te veel.",
        'Zet de hele tekst tussen aanhalingstekens: "Let op: dit".',
    ),
    (
        "could not find expected ':'",
        "hier ontbreekt een dubbele punt.",
        "Schrijf sleutel: waarde, met een spatie na de dubbele punt.",
    ),
    (
        "expected <block end>",
        "de inspringing klopt niet.",
        "Zet sleutels van hetzelfde blok precies onder elkaar, met spaties.",
    ),
    (
        "did not find expected key",
        "de inspringing klopt niet, of een aanhalingsteken staat verkeerd.",
        "Zet sleutels onder elkaar; begint een tekst met een aanhalingsteken, dan staat de hele tekst ertussen.",
    ),
    (
        "did not find expected '-' indicator",
        "de lijst loopt niet goed door.",
        "Begin elk punt van de lijst met een streepje, precies onder elkaar.",
    ),
    (
        "found character that cannot start any token",
        "met dit teken mag een waarde niet beginnen.",
        "Zet de waarde tussen aanhalingstekens.",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "een * of & heeft in YAML een eigen betekenis.",
        "Zet de waarde tussen aanhalingstekens.",
    ),
    ("found undefined alias", "een * heeft in YAML een eigen betekenis.", "Zet de waarde tussen aanhalingstekens."),
    (
        "invalid Unicode character escape code",
        "hier staat een \\u met een teken dat niet bestaat.",
        "Typ het teken zelf, zonder \\u.",
    ),
    (
        "did not find expected hexdecimal number",
        "na \\x, \\u of \\U horen cijfers en de letters a tot en met f.",
        "Typ het teken zelf, zonder \\x of \\u.",
    ),
    (
        "found unknown escape character",
        "een \\ tussen dubbele aanhalingstekens heeft een eigen betekenis.",
        "Gebruik enkele aanhalingstekens.",
    ),
    ("block sequence entries are not allowed", "hier mag geen streepje staan.", "Begin een lijst op een nieuwe regel."),
    (
        "did not find expected ',' or",
        "een [ of { is niet gesloten.",
        "Sluit hem met ] of }, of zet de tekst tussen aanhalingstekens.",
    ),
    (
        "mapping keys are not allowed",
        "met een vraagteken mag een waarde niet beginnen.",
        "Zet de waarde tussen aanhalingstekens. Weet u het niet? Haal de regel weg.",
    ),
    (
        "while scanning a block scalar",
        "met > of | mag een waarde niet beginnen.",
        "Zet de waarde tussen aanhalingstekens.",
    ),
    (
        "while scanning a plain scalar found unexpected ':'",
        "hier staat een dubbele punt te veel.",
        "Zet de tekst tussen aanhalingstekens.",
    ),
    (
        "did not find expected node content",
        "hier staat een teken dat er niet hoort.",
        "Haal het weg, of zet de waarde tussen aanhalingstekens.",
    ),
    ("while scanning a directive", "een regel mag niet met % beginnen.", "Zet de waarde tussen aanhalingstekens."),
    ("while scanning a tag", "een ! heeft in YAML een eigen betekenis.", "Zet de waarde tussen aanhalingstekens."),
    ("expected a single document", "er staan losse streepjes (---) in het bestand.", "Haal de regel met --- weg."),
)
