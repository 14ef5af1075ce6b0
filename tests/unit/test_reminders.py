"""What is due for whom on a day, and how the mail says it."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.participants import deadline as automatic
from app.plan import reminders as due
from app.plan.reminders import MORNING, Dated, Kind, ToldPerson, TrailRow, digests, moment_of, without
from app.post.letters import render_html, render_text
from app.texts.mails.plan import DigestLine, DueThing, digest
from app.web.formatting import HERE

TODAY = date(2027, 3, 10)
CHOOSING = "https://samenhang.example/account/mails"
NOW = datetime(2027, 3, 10, 9, tzinfo=HERE)
LONG_AGO = datetime(2026, 12, 1, tzinfo=UTC)
CORA = ToldPerson(uuid.UUID(int=1), "cora@voorbeeldstad.example", "Cora Dinator")
OMAR = ToldPerson(uuid.UUID(int=2), "omar@voorbeeldstad.example", "Omar Naar")
ACTION = uuid.UUID(int=9)
TRAJECTORY = uuid.UUID(int=7)


def dated(days: int = 0, kind: Kind = "action", since: datetime = LONG_AGO, title: str = "Actie") -> Dated:
    """Something so many days from now."""
    key = f"step/{TRAJECTORY.hex}/{title}" if kind == "step" else f"{kind}/{ACTION.hex}"
    due = TODAY + timedelta(days=days)
    return Dated(kind, key, title, due, None, since, TRAJECTORY, uuid.UUID(int=8), "Voorbeeldstad")


def moments(*found: Dated, changes: Sequence[TrailRow] = (), now: datetime = NOW) -> list[str]:
    """What the coordinator is told."""
    told = digests([(CORA, one) for one in found], changes, now)
    return [line.moment for line in told.get(CORA, ())]


@pytest.mark.parametrize(
    ("days", "moment"),
    [(8, None), (7, "week"), (3, "week"), (1, "week"), (0, "day"), (-1, "overdue"), (-14, "overdue"), (-15, None)],
)
def test_there_are_three_moments(days: int, moment: str | None) -> None:
    assert moments(dated(days)) == ([moment] if moment else [])


def test_an_appointment_that_has_been_is_not_late() -> None:
    assert moments(dated(0, "appointment")) == ["day"]
    assert moments(dated(-1, "appointment")) == []


def test_a_change_is_held_against_what_it_is_about_only(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [uuid.UUID(int=number) for number in range(100)]
    found = [replace(dated(), key=f"action/{one.hex}") for one in ids]
    day = {"ends_on": TODAY.isoformat()}
    changes = [TrailRow(str(one), NOW, None, day) for one in ids[:50]] + [TrailRow("iets anders", NOW, None, day)] * 100
    seen: list[object] = []
    part = due._part
    monkeypatch.setattr(due, "_part", lambda values, one: seen.append(values) or part(values, one))
    # What got its day this morning waits until tomorrow.
    assert moments(*found, changes=changes) == ["day"] * 50
    assert seen == [day, None] * 50


@given(st.integers(-400, 400))
def test_a_moment_never_comes_back(days: int) -> None:
    due = TODAY + timedelta(days=days)
    told = [moment_of("step", due, TODAY + timedelta(days=later)) for later in range(-800, 800)]
    assert [one for one, before in zip(told, [None, *told], strict=False) if one and one != before] == [
        "week",
        "day",
        "overdue",
    ]


def test_a_day_that_was_over_before_it_was_written_down_is_not_told() -> None:
    made = NOW - timedelta(days=2)
    assert moments(dated(-3, since=made)) == []
    # On the day itself, in the evening: it is over now.
    assert moments(dated(-2, since=made)) == ["overdue"]


def test_what_is_being_typed_waits_until_tomorrow() -> None:
    this_morning = NOW.replace(hour=8, minute=30)
    assert moments(dated(3, since=this_morning)) == []
    assert moments(dated(3, since=this_morning), now=NOW + timedelta(days=1)) == ["week"]
    assert moments(dated(3, since=this_morning.replace(hour=7))) == ["week"]


def moved(about: uuid.UUID, old: object, new: object, days_ago: int = 1) -> TrailRow:
    """A row of the audit trail."""
    return TrailRow(str(about), NOW - timedelta(days=days_ago), old, new)


def test_a_day_that_was_moved_into_the_past_is_not_told() -> None:
    late = dated(-3)
    before, after = {"ends_on": "2027-06-01"}, {"ends_on": late.due.isoformat()}
    assert moments(late, changes=[moved(ACTION, before, after)]) == []
    # Another action, another value, or moved when the day was still to come.
    for change in (
        moved(uuid.UUID(int=10), before, after),
        moved(ACTION, {"title": "a", **after}, {"title": "b", **after}),
        moved(ACTION, after, before),
        moved(ACTION, before, after, days_ago=4),
        moved(ACTION, None, None),
    ):
        assert moments(late, changes=[change]) == ["overdue"]


def test_steps_are_moved_together_and_looked_at_one_by_one() -> None:
    step = dated(-3, "step", title="actions")
    day = step.due.isoformat()
    here, there = {"actions": {"planned_end": day}}, {"partners": {"planned_end": day}}
    assert moments(step, changes=[moved(TRAJECTORY, {}, here)]) == []
    assert moments(step, changes=[moved(TRAJECTORY, there, here | there)]) == []
    assert moments(step, changes=[moved(TRAJECTORY, {}, there)]) == ["overdue"]


def test_each_gets_their_own_lines_in_order_and_once() -> None:
    first, second, third = dated(-1), dated(0, title="Nu"), dated(5, "appointment", title="Overleg")
    other = replace(first, owned=True)
    told = digests([(CORA, third), (CORA, first), (CORA, second), (CORA, third), (OMAR, other)], [], NOW)
    assert [line.moment for line in told[CORA]] == ["overdue", "day", "week"]
    assert [line.dated for line in told[OMAR]] == [other]
    assert list(without(told, {CORA.email})) == [OMAR]


def test_it_is_the_same_hour_as_for_other_reminders() -> None:
    assert MORNING == automatic.MORNING


def line(moment: str, kind: str = "action", days: int = 0, owned: bool = False, at: time | None = None) -> DigestLine:
    """One line of a mail."""
    title = "priorities" if kind == "step" else "Praat met de wethouder"
    about = DueThing(kind, title, "Voorbeeldstad", owned)
    return DigestLine(moment, about, TODAY + timedelta(days=days), at, f"https://samenhang.example/{kind}/{days}")


def test_a_mail_says_what_when_and_where_in_both_forms() -> None:
    lines = [line("overdue", days=-1), line("day", "appointment", at=time(14)), line("week", "step", 7)]
    letter = digest("Cora Dinator", lines, TODAY, CHOOSING, "hulp@voorbeeld.example")
    assert letter.subject == "Voorbeeldstad: je hebt 3 herinneringen"
    text, html = render_text(letter), render_html(letter)
    for said in (
        "Actie ‘Praat met de wethouder’, Voorbeeldstad",
        "De laatste dag was dinsdag 9 maart 2027.",
        "Dat is vandaag om 14.00 uur.",
        "Stap ‘Prioriteren’, Voorbeeldstad",
        "De laatste dag is over 7 dagen: woensdag 17 maart 2027.",
        "https://samenhang.example/step/7",
        CHOOSING,
        "hulp@voorbeeld.example",
    ):
        assert said in text
        assert said in html
    order = [text.index(head) for head in ("is voorbij:", "Dit is vandaag:", "Dit komt eraan:")]
    assert order == sorted(order)
    assert "Wordt het traject afgesloten" in text
    assert "Doet iemand anders deze actie" not in text


@pytest.mark.parametrize(
    ("one", "subject", "said"),
    [
        (
            line("week", days=1),
            "Voorbeeldstad: Actie ‘Praat met de wethouder’, binnen een week",
            "De laatste dag is morgen: ",
        ),
        (line("day"), "Voorbeeldstad: Actie ‘Praat met de wethouder’, vandaag", "Vandaag is de laatste dag."),
        (line("overdue", "step"), "Voorbeeldstad: Stap ‘Prioriteren’, de laatste dag is voorbij", "De laatste dag was"),
        (
            line("week", "appointment", 2),
            "Voorbeeldstad: Afspraak ‘Praat met de wethouder’, binnen een week",
            "Dat is over 2 dagen, op vrijdag 12 maart 2027.",
        ),
    ],
)
def test_a_mail_with_one_line_has_it_in_its_subject(one: DigestLine, subject: str, said: str) -> None:
    letter = digest("Cora", [one], TODAY, CHOOSING, "hulp@voorbeeld.example")
    assert letter.subject == subject
    text = render_text(letter)
    assert said in text
    assert ("Is een stap of een actie klaar?" in text) == (one.about.kind != "appointment")


def test_an_owner_reads_how_to_sign_in_and_how_it_stops() -> None:
    text = render_text(digest("", [line("day", owned=True)], TODAY, CHOOSING, "hulp@voorbeeld.example"))
    assert text.startswith("Hallo,\n")
    assert "Zo log je in" in text
    assert "Doet iemand anders deze actie" in text
    assert "Wordt het traject afgesloten" not in text


def test_a_title_is_no_markup_and_no_line_of_its_own() -> None:
    hostile = DueThing("action", "<b>x</b>\n- https://kwaad.example", "Stad\n<i>", False)
    letter = digest(
        "A\nB", [DigestLine("day", hostile, TODAY, None, "https://samenhang.example/")], TODAY, CHOOSING, "h@v.example"
    )
    assert "\n- https://kwaad" not in render_text(letter)
    assert "<b>" not in render_html(letter) and "<i>" not in render_html(letter)
