"""The signpost: at most five questions, and for each initiative what an answer means and which fact says so.

The page holds every reason in words. The script only shows those that belong to what a visitor chose; without it they
stand in tables. Fit is never a rank: the order is that of the initiatives' names.

Answers stand in the address behind the #, `waar=ede&leeftijd=0-4,7-12&plek=elders&helpt=rust&hulp=weet-niet`. The
first question that is not in it is asked; where all of them are, the outcome is shown. So a way in with one answer
begins with a question, and a link that somebody shares opens at the outcome.
"""

from __future__ import annotations

from dataclasses import dataclass

from kaart import urls
from kaart.languages.voice import N_, Phrase
from kaart.model.facts import fact_that_holds
from kaart.schema.facts import Place, label_of
from kaart.schema.initiative import Initiative, Verdict
from kaart.schema.municipality import LocalOffer
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.schema.wording import SignpostAnswer
from kaart.views.reference import TermView, terms_view
from kaart.views.search import DangerView, danger_view
from kaart.views.shared.context import Context
from kaart.views.shared.facts import ages_for_scripts, ages_in_a_sentence, value_lines
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.initiatives import InitiativeCard, initiative_card
from kaart.views.shared.links import Link, municipality_link
from kaart.views.shared.next_step import SENTENCE

PEOPLE = ("verloskundige", "consultatiebureau", "jgz-school", "huisarts", "wijkteam", "cjg", "gemeente")
QUESTIONS = {  # the word in the address, and what a parent is asked
    "waar": N_("Waar woont u?"),
    "leeftijd": N_("Hoe oud zijn uw kinderen?"),
    "plek": N_("Mag uw kind naar een ander gezin, of komt er liever iemand bij u?"),
    "helpt": N_("Wat past het best bij hoe het nu gaat?"),
    "hulp": N_("Is er al hulp van een hulpverlener?"),
}
EXPECTING = "op-komst"
AGE_GROUPS = (  # they end where the ages of the initiatives do, so that a group fits or not as a whole
    (0, 4, N_("baby of peuter")),
    (5, 6, N_("kleuter")),
    (7, 12, N_("basisschool")),
    (13, 17, N_("tiener")),
    (18, 23, N_("net volwassen")),
)
UNSAID = "-"  # stands for no answer: then it is said whom an initiative is for
SKIPPED = "weet-niet"  # in the address, where a question was asked and skipped


@dataclass(frozen=True)
class AnswerOption:
    """An answer that can be chosen; `value` is its word in the address.

    `note` says the same in a word, and `child` names the child in a sentence, for an age.
    """

    value: str
    label: Phrase | str
    note: str = ""
    child: str = ""


@dataclass(frozen=True)
class Question:
    """A question with its answers; `hint` says how many may be chosen, where it is more than one."""

    name: str
    text: str
    choices: tuple[AnswerOption, ...]
    hint: str = ""


@dataclass(frozen=True)
class Reason:
    """The meaning of an answer for an initiative, and the fact that says so, with the way to where it stands.

    `answer` is the word in the address; for ages it is empty and `ages` tells when the reason holds.
    """

    question: str
    answer: str
    verdict: str
    text: Phrase | str
    topic: str
    href: str
    ages: str = ""


@dataclass(frozen=True)
class Fit:
    """An initiative with all its reasons."""

    card: InitiativeCard
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class AnswerRow:
    """An answer in the table without scripts: which initiatives fit, and of which there is something to know."""

    label: Phrase | str
    fits: tuple[tuple[InitiativeCard, Reason], ...]
    others: tuple[tuple[InitiativeCard, Reason], ...]
    elsewhere: Elsewhere | None


@dataclass(frozen=True)
class Elsewhere:
    """An answer that no initiative fits: what helps then, and who; in danger the number to call."""

    value: str
    label: Phrase | str
    text: Phrase
    people: tuple[TermView, ...]
    danger: DangerView | None


@dataclass(frozen=True)
class SignpostView:
    """The signpost. In `say` the name of a municipality comes in place of {place}."""

    other_door: Link | None
    questions: tuple[Question, ...]
    skip: str
    fits: tuple[Fit, ...]
    elsewhere: tuple[Elsewhere, ...]
    tables: tuple[tuple[str, tuple[AnswerRow, ...]], ...]
    people: tuple[tuple[TermView, str], ...]
    how_href: str
    municipalities_href: str | None
    only: Link | None
    referrers_href: str
    privacy_href: str | None
    say: str
    say_in_dutch: str


def signpost(context: Context) -> tuple[Frame, SignpostView]:
    """The signpost of parents; professionals have the same answers on a referral card, see `refer.py`."""
    site, voice = context.site, context.voice
    fits = tuple(
        Fit(initiative_card(context, slug), tuple(reasons_of(context, slug, record)))
        for slug, record in site.content.initiatives.items()
    )
    only = site.options.only
    questions = _questions(context)
    elsewhere = tuple(_elsewhere(context, answer) for answer in site.content.signpost.help if answer.elsewhere)
    view = SignpostView(
        other_door=_other_door(context),
        questions=questions,
        skip=voice._("Dat weet ik niet"),
        fits=fits,
        elsewhere=elsewhere,
        tables=tuple(_tables(questions, fits, elsewhere, voice._("Dat verschilt per initiatief"))),
        people=tuple(
            (term, ages_for_scripts(ages) if (ages := site.content.terms[term.key].ages) else "")
            for term in terms_view(context, PEOPLE)
        ),
        how_href=context.how_href(),
        municipalities_href=context.href(urls.MUNICIPALITIES) if context.has(urls.MUNICIPALITIES) else None,
        only=municipality_link(context, only) if only else None,
        referrers_href=context.href(urls.REFERRERS),
        privacy_href=context.href(urls.PRIVACY) if context.has(urls.PRIVACY) else None,
        say=voice._(SENTENCE, place="{place}"),
        say_in_dutch="" if context.page.language == SOURCE_LANGUAGE else SENTENCE % {"place": "{place}"},
    )
    description = voice._("Enkele korte vragen. U mag elke vraag overslaan, en niemand ziet wat u kiest.")
    return frame_of(context, voice._("Wat past bij ons?"), description), view


def _other_door(context: Context) -> Link | None:
    """The way in for professionals, where this language has it. The answers go along."""
    if not context.has(urls.PROFESSIONALS):
        return None
    return Link(context.voice._("Bent u professional?"), context.href(urls.PROFESSIONALS))


def _questions(context: Context) -> tuple[Question, ...]:
    voice, answers = context.voice, context.site.content.signpost

    def said(answer: SignpostAnswer) -> AnswerOption:
        return AnswerOption(answer.key, voice.phrase(answer.label))

    places = {
        Place.VOLUNTEER_HOME: voice._("Mijn kind mag naar een ander gezin"),
        Place.FAMILY_HOME: voice._("Er komt liever iemand bij ons"),
    }
    choices = {
        "waar": (),
        "leeftijd": _age_choices(context),
        "plek": tuple(AnswerOption(place_word(place), words) for place, words in places.items()),
        "helpt": tuple(said(answer) for answer in answers.help),
        "hulp": tuple(said(answer) for answer in answers.care),
    }
    hints = {"leeftijd": voice._("U mag meer dan één leeftijd kiezen.")}
    return tuple(
        Question(name, voice._(text), choices[name], hints.get(name, ""))
        for name, text in QUESTIONS.items()
        if not (name == "waar" and context.site.options.only)
    )


def place_word(place: Place) -> str:
    """The word in the address for where the support is."""
    return "elders" if place is Place.VOLUNTEER_HOME else "thuis"


def _age_choices(context: Context) -> tuple[AnswerOption, ...]:
    """Expecting, and the ages in groups."""
    voice = context.voice
    expecting = AnswerOption(
        EXPECTING, voice._("Op komst"), voice._("nog in de buik"), voice._("de baby die op komst is")
    )
    groups = []
    for youngest, oldest, note in AGE_GROUPS:
        ages = voice._("%(min)s–%(max)s jaar", min=youngest, max=oldest)
        groups.append(
            AnswerOption(f"{youngest}-{oldest}", ages, voice._(note), voice._("uw kind van %(ages)s", ages=ages))
        )
    return (expecting, *groups)


def way_in(context: Context, answer: str) -> str | None:
    """The way into the signpost with this answer to what would help given; None where it is no answer any more."""
    known = {each.key for each in context.site.content.signpost.help} | {SKIPPED}
    return f"{context.href(urls.SIGNPOST)}#helpt={answer}" if answer in known else None


def reasons_of(context: Context, slug: str, record: Initiative, offer: LocalOffer | None = None) -> list[Reason]:
    """Every reason of an initiative: from its ages and its place, which may differ in an offer, and the rules of its
    profile.
    """
    reasons: list[Reason] = []

    def add(question: str, answer: str, verdict: str, text: Phrase | str, topic: str, ages: str = "") -> None:
        href = context.href(urls.initiative(slug)) + f"#{topic}"
        reasons.append(Reason(question, answer, verdict, text, context.voice._(label_of(topic)), href, ages))

    voice = context.voice
    ages, place = (fact_that_holds(record, offer, topic)[0] for topic in ("ages", "place"))
    if ages and ages.value:
        text = ages_in_a_sentence(context, ages.value)
        add("leeftijd", "", Verdict.FITS, text, "ages", ages_for_scripts(ages.value))
    else:
        add("leeftijd", "", Verdict.CAUTION, voice._("Voor welke leeftijd het is, is niet bekend."), "ages")
    for choice in Place:
        if place and place.value:
            verdict = Verdict.FITS if place.value is choice else Verdict.NO
            add("plek", place_word(choice), verdict, value_lines(context, place.value, "place")[0], "place")
        else:
            add("plek", place_word(choice), Verdict.CAUTION, voice._("Waar de steun is, is niet bekend."), "place")
    whom = record.facts.for_whom
    if whom and whom.value:
        add("helpt", UNSAID, Verdict.FITS, voice.phrase(whom.value[0]), "for_whom")
    rules = {rule.answer: rule for rule in record.fit}
    signpost = context.site.content.signpost
    for question, answers in (("helpt", signpost.help), ("hulp", signpost.care)):
        for answer in answers:
            rule = rules.get(answer.key)
            if rule:
                add(question, answer.key, rule.verdict, voice.phrase(rule.because), rule.topic)
            elif not answer.elsewhere:
                text = voice._("Of dit past, weten we niet. Vraag het na.")
                add(question, answer.key, Verdict.CAUTION, text, "for_whom")
    return reasons


def _elsewhere(context: Context, answer: SignpostAnswer) -> Elsewhere:
    voice = context.voice
    assert answer.elsewhere
    people = terms_view(context, answer.terms)
    kind = next((each for each in context.site.content.danger.kinds if each.key == answer.danger), None)
    danger = danger_view(context, kind) if kind else None
    return Elsewhere(answer.key, voice.phrase(answer.label), voice.phrase(answer.elsewhere), people, danger)


def _tables(
    questions: tuple[Question, ...], fits: tuple[Fit, ...], elsewhere: tuple[Elsewhere, ...], differs: str
) -> list[tuple[str, tuple[AnswerRow, ...]]]:
    """The same rules, an answer a row, for each question that the initiatives answer differently."""
    ways = {each.value: each for each in elsewhere}
    tables = []
    for question in questions:
        rows = []
        choices = (AnswerOption("", differs),) if question.name == "leeftijd" else question.choices
        for choice in choices:
            found = [
                (fit.card, reason)
                for fit in fits
                for reason in fit.reasons
                if (reason.question, reason.answer) == (question.name, choice.value)
            ]
            good = tuple(pair for pair in found if pair[1].verdict == Verdict.FITS)
            rest = tuple(pair for pair in found if pair[1].verdict != Verdict.FITS)
            if found or choice.value in ways:
                rows.append(AnswerRow(choice.label, good, rest, ways.get(choice.value)))
        if rows:
            tables.append((question.text, tuple(rows)))
    return tables
