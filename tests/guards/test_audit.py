"""What is done is written down: every action has a sentence, and a change without a row is found."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.models import Municipality, User
from app.texts.history import INSIDE, OUTSIDE, OWN_KINDS
from app.trail.events import record
from app.trail.telling import Entry
from app.web.clock import now
from tests.audited import UnrecordedError, check_recorded, watched
from tests.factories import People
from tests.golden.trail import kept
from tests.guards.sources import python_files, relative

RECORDING = {"record", "_record", "_say"}
"""The functions that are given an action; those that begin with _ are of one module."""
RECORDS = {"Record", "HourLines"}
"""What declares how the trail names what is done with it, in these keywords."""
NAMED = ("added", "changed", "ended")
WRAPPERS = {
    "app/participants/mails.py": "passes on the action of whoever sends",
    "app/reviews/people.py": "passes on the action of whoever moves a review on",
    "app/reviews/remarks.py": "passes on the action of whoever says something",
    "app/saving/records.py": "passes on what a record is named",
    "app/accounts/account.py": "passes on whether a change was confirmed or stopped",
    "app/administration/waiting.py": "has a function of this name for one action",
    "app/network/practice.py": "passes on whether something was hidden or is shown again",
    "app/plan/owners.py": "passes on how an owner was asked, or is asked no more",
}
"""Where the action of a call is a variable, and why."""
DYNAMIC = {
    "{}_second_step": ("set_up", "renew", "remove", "reset"),
}
"""What stands for the {} in an action that is put together."""
EVENTS = {**INSIDE.all, **OUTSIDE.all}


class Nobody:
    """Names that are not known any more."""

    def item(self, item: str) -> str:
        return f"‘{item}’"

    def domain(self, domain: str) -> str:
        return domain

    def cell(self, cell: str) -> str:
        return cell

    def person(self, person: str) -> str:
        return f"collega{person[:0]}"


def recorded() -> Iterator[tuple[str, str]]:
    """(file, action) of everything that the source records."""
    for path in python_files("app"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in RECORDING:
                yield from ((relative(path), action) for action in _actions(path, node))
            if isinstance(node, ast.Call) and _name(node.func) in RECORDS:
                named = (keyword.value for keyword in node.keywords if keyword.arg in NAMED)
                yield from ((relative(path), ast.literal_eval(action)) for action in named)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _actions(path: Path, call: ast.Call) -> Iterator[str]:
    """The texts among the first four arguments that can be an action; a call without one must be a wrapper."""
    found = False
    for argument in call.args[:4]:
        for node in _alternatives(argument):
            if isinstance(node, ast.JoinedStr):
                found = True
                yield from _put_together(node)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found = True
                yield node.value
        if found:
            return
    assert relative(path) in WRAPPERS, f"{relative(path)}:{call.lineno}: which action is this?"


def _alternatives(argument: ast.expr) -> list[ast.expr]:
    return (
        [*_alternatives(argument.body), *_alternatives(argument.orelse)]
        if isinstance(argument, ast.IfExp)
        else [argument]
    )


def _put_together(text: ast.JoinedStr) -> list[str]:
    form = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in text.values)
    assert form in DYNAMIC, f"say in DYNAMIC what {form} can be"
    return [form.format(word) for word in DYNAMIC[form]]


def test_every_action_that_is_recorded_is_an_event_with_an_example_and_every_event_is_recorded() -> None:
    actions = {action: path for path, action in recorded()}
    assert len(actions) > 40
    unknown = {action: path for action, path in actions.items() if action not in EVENTS}
    assert (unknown, sorted(EVENTS.keys() - actions.keys())) == ({}, [])
    examples = {row["action"] for rows in kept().values() for row in rows}
    assert (sorted(actions.keys() - examples), sorted(examples - actions.keys())) == ([], [])


def test_every_kind_can_be_chosen() -> None:
    assert set(OWN_KINDS) <= set(INSIDE.kinds) and not INSIDE.all.keys() & OUTSIDE.all.keys()
    assert INSIDE.other in INSIDE.kinds and OUTSIDE.other in OUTSIDE.kinds


def test_what_is_changed_without_a_word_is_found(session: Session, people: People) -> None:
    renamed = update(Municipality).values(name="Elders")
    with watched() as changed:
        session.execute(renamed)
        session.rollback()
        session.execute(renamed.where(Municipality.code == "nergens"))
        session.execute(update(User).where(User.email == "niemand").values(name="X").returning(User.id)).all()
        session.commit()
    assert changed == set()
    with watched() as changed:
        session.execute(renamed)
        session.commit()
    with pytest.raises(UnrecordedError, match="municipality"):
        check_recorded("/", changed)
    with watched() as changed:
        session.execute(update(Municipality).values(name="Nog elders").returning(Municipality.id)).all()
        record(session, None, "change", "x", now=now())
        session.commit()
    check_recorded("/", changed)
    assert changed == {"municipality", "audit_entry"}


PLAIN = st.none() | st.booleans() | st.integers() | st.text()
ANYTHING = (
    PLAIN
    | st.lists(PLAIN | st.dictionaries(st.text(), PLAIN))
    | st.dictionaries(
        st.sampled_from(
            ["domains", "changed", "kinds", "items", "agreed", "discussed", "level", "deadline", "user", "role"]
        ),
        PLAIN | st.lists(PLAIN),
    )
)


@pytest.mark.parametrize("tell", [INSIDE.told, OUTSIDE.told])
@given(st.sampled_from(sorted(EVENTS)) | st.text(), st.text(), ANYTHING, ANYTHING, st.none() | st.text())
def test_whatever_an_old_row_holds_it_is_told(tell, action, subject, old, new, reason) -> None:
    told = tell(Entry(action, subject, old, new, reason, Nobody()))
    assert told.sentence("de coördinator").startswith("De coördinator ")
    assert all(fact.label for fact in told.facts)
