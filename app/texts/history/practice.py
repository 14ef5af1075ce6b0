"""What the history tells of sharing actions with other municipalities."""

from typing import Any

from app.texts.history.telling import Entry, Fact, Telling, Told, worded
from app.texts.practice import LABELS, NAME_HIDDEN, NAME_SHOWN, OWN_DOMAIN, STATES
from app.texts.trajectories import EFFORTS

SAID = ("title", "experience", "shows_name")
"""What is told of an action that is shared for the first time, or no longer."""


def _titled(entry: Entry) -> str:
    title = worded(entry.new_of("title") or entry.old_of("title"))
    return f"de actie ‘{title}’" if title else "een actie"


def _facts(entry: Entry, names: tuple[str, ...]) -> tuple[Fact, ...]:
    return tuple(fact for name in names for fact in _fact(entry, name))


def _fact(entry: Entry, name: str) -> tuple[Fact, ...]:
    return entry.fact(LABELS[name], name, lambda value: _words(name, value))


def _words(name: str, value: Any) -> str:
    if name == "shows_name":
        return NAME_SHOWN if value is True else NAME_HIDDEN
    words = {"effort": EFFORTS, "state": STATES}
    return words[name].get(str(value), str(value)) if name in words else str(value)


def _shared(entry: Entry) -> Told:
    return Told(f"deelde {_titled(entry)} met andere gemeenten.", facts=_facts(entry, SAID[1:]))


def _changed(entry: Entry) -> Told:
    names = tuple(name for name in LABELS if name not in ("domain", "question") and _has(entry, name))
    facts = _facts(entry, names) + _about(entry)
    return Told(f"veranderde wat de gemeente deelt over {_titled(entry)}.", facts=facts)


def _about(entry: Entry) -> tuple[Fact, ...]:
    """The domain and the question, by how this inventory calls them."""
    domain = entry.fact(LABELS["domain"], "domain", entry.names.domain) if _has(entry, "domain") else ()
    named = tuple(Fact(fact.label, fact.old or OWN_DOMAIN, fact.new or OWN_DOMAIN) for fact in domain)
    return named + (entry.fact(LABELS["question"], "question") if _has(entry, "question") else ())


def _has(entry: Entry, name: str) -> bool:
    return isinstance(entry.old, dict) and name in entry.old


def _withdrawn(entry: Entry) -> Told:
    return Told(f"deelt {_titled(entry)} niet meer met andere gemeenten.")


PRACTICE: dict[str, Telling] = {
    "share_practice": _shared,
    "change_practice": _changed,
    "withdraw_practice": _withdrawn,
}
"""By the name of the action."""
