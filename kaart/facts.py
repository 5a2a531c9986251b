"""Which fact holds in a municipality: the local one wins over the national one."""

from __future__ import annotations

from typing import Any

from kaart.model import Fact, Facts, Initiative, LocalOffer, Reader

TOPICS: tuple[str, ...] = tuple(Facts.model_fields)


def fact_that_holds(initiative: Initiative, offer: LocalOffer | None, topic: str) -> tuple[Fact[Any] | None, bool]:
    """The fact on a topic, and whether it is local."""
    local: Fact[Any] | None = getattr(offer.facts, topic) if offer else None
    if local is not None:
        return local, True
    return getattr(initiative.facts, topic), False


def readers_of(topic: str) -> tuple[Reader, ...]:
    """Who asks about this topic first."""
    extra: Any = Facts.model_fields[topic].json_schema_extra
    by_value = {reader.value: reader for reader in Reader}
    return tuple(by_value[value] for value in extra["readers"])


def question_of(topic: str) -> str:
    """The topic as a question in plain Dutch."""
    extra: Any = Facts.model_fields[topic].json_schema_extra
    return str(extra["question"])


def label_of(topic: str) -> str:
    """The Dutch name of the topic."""
    return str(Facts.model_fields[topic].title)
