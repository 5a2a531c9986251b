"""Facts on the topics of the comparison: which one holds in a municipality, and when two say the same."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from kaart.schema.facts import Fact
from kaart.schema.initiative import Initiative
from kaart.schema.municipality import LocalOffer
from kaart.schema.records import Text


def fact_that_holds(initiative: Initiative, offer: LocalOffer | None, topic: str) -> tuple[Fact[Any] | None, bool]:
    """The fact on a topic, and whether it is local: the local one wins over the national one."""
    local: Fact[Any] | None = getattr(offer.facts, topic) if offer else None
    if local is not None:
        return local, True
    return getattr(initiative.facts, topic), False


class Agreement(StrEnum):
    """The relation between the facts on one topic."""

    SAME = "same"
    DIFFERENT = "different"
    PARTLY_UNKNOWN = "partly_unknown"


def kinds_of(facts: Sequence[Fact[Any] | None]) -> tuple[int, ...]:
    """For each fact a number: the same for facts that say the same, 0 where nothing is known.

    A text says the same as another if its core (`short`) does; without a core, if it has the same Dutch words.
    """
    seen: dict[object, int] = {}
    return tuple(
        0 if fact is None or fact.value is None else seen.setdefault(_core(fact), len(seen) + 1) for fact in facts
    )


def _core(fact: Fact[Any]) -> object:
    match fact.short or fact.value:
        case Text() as text:
            return text.nl
        case tuple() as texts:
            return tuple(text.nl for text in texts)
        case other:
            return other


def agreement_of(kinds: Sequence[int]) -> Agreement:
    """Whether facts with these kinds are the same; what is not known may differ."""
    if len(set(kinds) - {0}) > 1:
        return Agreement.DIFFERENT
    return Agreement.PARTLY_UNKNOWN if 0 in kinds else Agreement.SAME
