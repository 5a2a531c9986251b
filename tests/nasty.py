"""Texts that programs stumble over, for `fuzz.py`: values that look like others, and signs that mean something."""

from __future__ import annotations

NASTY = (
    *("", " ", "~", "null", "nlx", "Nederlands", "nl-BE", "NL", "zh-hant", "und", "true", "ja", "0", "-1"),
    *("1e308", "nan", "inf", "-inf", ".inf", ".nan", "1_000", "0x1f", "١٢", "٥٢.٠٤", "1e999", "1" * 310),
    *("9" * 5000, "2026-13-01", "2026-02-30", "0001-01-01", "9999-12-31", "2026-11-22T10:00:00Z", "12:30:45"),
    *("24:00-24:00", "09:00-08:00", "<<: *a", "&a [*a]", "*a", "&a b", "!!binary aGVsbG8="),
    *("!!python/object:os.system {}", "!x y", "? a", "? [a]: b", "[", "]", "{", "}", "[]", "{}", "[a, b]"),
    *("{a: b}", "|", ">", "|-\n  a\n  b", "- ", "- - -", "-", "---", "---\n---", "...", "%YAML 1.1"),
    *("%TAG ! x", "# ", "#", ": ", ":", "a: b", "'", '"', "''", '""', "'s", "\\", '"\\u0000"', '"\\ud800"'),
    *('"\\uFFFE"', '"\\x07"', '"\\U0001F600"', "\t", "\r", "\r\n", "\x85", "\u2028", "\ufeff", "\ufffe"),
    *("\uffff", "\U0001fffe", "\x00", "\x07", "\x1b", "\u202e", "\u200d", "\u0301", "e\u0301", "\ufdfa"),
    *("\U0001f600", "\ud7ff", "\ue000", "<script>", "</script>", "<!--", "-->", "<b>", "<a ", "&#0;"),
    *("&#x110000;", f"&#{'9' * 5000};", "&lt;", "&", "[nl: ", "[nl: a]", "[^", "[^a]", "[^a b]", "[a]("),
    *("[a](/b/)", "[a][b]", "[b]: /c", "![a](b)", "](", "[feiten:]", "[feiten: support]", "[feiten: x]"),
    *("[feiten: support ages]", "**", "***", "__", "`", "```", "~~~", "> ", "# a", "## a", "##### a", "==="),
    *("|a|b|\n|-|-|\n|c|d|", "    a", "1. ", "\u2022", "- a", "<https://a.nl>", "<a@b.nl>", "{{", "{%"),
    *("javascript:alert(1)", "http://a.nl", "https://", "https://a..nl/", "https://[::1"),
    *("https://a.nl:99999/", "//a.nl", "https://a.nl/a&b<c/", "mailto:a%41b@c.nl", "tel:", "/../", "/#"),
    *("/a/#b", "/", "a" * 300, "a-" * 200, "a b " * 100, "var(--a)", "var(--a, var(--b))", "var()", "url(x)"),
    *("calc(1px + 2px)", "#fff", "#12345g", "rgb(1e999 0 0)", "oklch(50% 1e999 1e999)"),
    *("lab(1e308 1e308 1e308)", "hsl(1e999 1% 1%)", "color(srgb 1 1 1)", "1e9rem", "-5px", "@import 'a';"),
    *("@media {", ":root{--a:var(--a)}", "/*", "*/", "!important", "\\61", "1px 1px", "0", "%", "1e-320"),
    *('encoding="hex"', 'encoding="utf-7"', "<!DOCTYPE a>", "<use href='#a'/>", 'viewBox="0 0 1e-320 1"'),
    *('width="inf"', 'viewBox="nan nan nan nan"', 'viewBox="0 0 0 0"', "<![CDATA[", "&a;", 'xmlns="x"'),
    *("<style>", 'class="a b"', 'viewBox="0 0 1e308 1e308"', 'viewBox="1e999 0 10 10"', "<g>", "</svg>"),
    *("%(number)s", "%(x)s", "%s", "%", "%%", 'msgid ""', 'msgstr ""', "msgstr[9]", "msgid_plural", "msgctxt"),
    *("#, fuzzy", "#~ msgid", '"nplurals=1000000000; plural=0;\\n"'),
    *('"Plural-Forms: nplurals=2; plural=n/0;\\n"', '"Plural-Forms: nplurals=2; plural=n%0;\\n"'),
    *('"PO-Revision-Date: x\\n"', '"Plural-Forms: nplurals=2; plural=((((n;\\n"'),
    *('"Content-Type: text/plain; charset=hex\\n"', '"Language: xx\\n"'),
    *('"POT-Creation-Date: 99999999999-01-01 00:00+0000\\n"', '"Plural-Forms: nplurals=x; plural=y;\\n"'),
    *("GM9999", "GM٠٠٠١", "a,b,c", '"a', 'a"b', '"a\nb"', ";", "a\tb", "a|b", "5e-324", "6711 AB", "0000"),
    *("112", "14 0318", "+31", "000 000"),
)

# What is put into a file some hundred thousand times.
TOKENS = (
    *("[nl: ", "[", "![", "](", "[a](", "[a](/b)", "[a][", "[^", "[^a", "[^a]", "<script>", "<!--", "<a ", "<"),
    *("</", "-", "- ", "*", "**", "*a ", "_", "`", "> ", "1. ", "  - a\n", "|", "|-", "|a|b|\n", "#", "## a\n"),
    *("=", "a\n===\n", "---\n", "a", "a ", "a-", "a\n", "\n", " ", "\t", "1", "9", "1,", "1 ", "0318 ", "é"),
    *("ب", "ب ", "\ufdfa", "\u0301", "\U0001f600", "&", "&a;", "&#1;", "\\", '"', "'", '""', "(", ")", "((a"),
    *("{", "}", "{a: ", "[a, ", "a: b\n", "a: \n", "- a\n", "- - ", "? ", ": ", "# a\n", "!a ", "&a ", "*a "),
    *("<<: *a\n", "%", ".", "...", "a.", "/", "/a", "@", "a@", "a@b.", "https://a.nl ", "wordt ", "wordt gea"),
    *("omdat ", ", die ", "var(--a)", "var(--a,", "--a:var(--b);", "calc(", "url(", "/*", "@media{", "a{"),
    *(".a,", ":root{--a:1}", "<g>", "<path d='M0 0'/>", "<use href='#a'/>", "x='1' ", ",", ",,", '"a",'),
    *("a,b,c,d\n", "GM0001 ", ";", 'msgid "a"\nmsgstr "b"\n\n', '"a"\n', "#, fuzzy\n", "n+", "(n", "n?", "\\n"),
    *("\u2066", "follows: v1\n", "[feiten: a]\n"),
)
