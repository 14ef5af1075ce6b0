"""Plans for the tests of the plan of action and the overview."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from app.plan.document import (
    ChosenWhy,
    DomainChoice,
    DomainNow,
    NotNow,
    Plan,
    PlannedAction,
    PlannedMeeting,
    PlannedPartner,
    ReportVersion,
)
from app.state.steps import STEP_IDS, Dates, proposed_dates
from questionnaires.model import Domain
from scoring.engine import score
from tests.unit.reports.examples import HOSTILE, LONG, make_round
from tests.unit.scoring.samples import QUESTIONNAIRE

DAY = date(2026, 11, 24)
START = date(2026, 3, 2)
DOMAINS = ("geld", "werk_inkomen", "gezondheid", "wonen")
LONG_NAME = "Domein met een heel erg lange eigen naam over van alles en nog wat in de gemeente"[:80]
LONG_TITLE = (
    "Een actie met een lange titel waarin staat wat er gebeurt, met wie, en voor welke inwoners van de wijk " * 2
)[:120]
NOT_NOW = "Dat kan pas als er een nieuwe begroting is."
WORD = "onafgebroken" * 10
"""120 characters without a space."""


def domains(names: Sequence[str] = DOMAINS, title: str | None = None) -> dict[str, DomainNow]:
    """Domains with the result of one person who answered differently each time; under one name where it is given."""
    made = make_round(names, value=2)
    answers = tuple(replace(answer, value=(2 * n + n // 14) % 5) for n, answer in enumerate(made.answers))
    made = replace(made, answers=answers)
    results = score(QUESTIONNAIRE, made).domains
    renamed = {name: title for name in names if title}
    chosen = QUESTIONNAIRE.chosen_domains(names, {}, renamed)
    return {domain.id: DomainNow(domain, results[domain.id]) for domain in chosen}


def question(domain: Domain, number: int) -> Any:
    """One of the questions about a domain."""
    asked = QUESTIONNAIRE.questions_in(domain)
    return asked[number % len(asked)]


def bank_actions(found: dict[str, DomainNow], count: int, each: Sequence[str]) -> tuple[PlannedAction, ...]:
    """As many actions of the bank about each of these domains, in every state and on other days."""
    states = ("running", "planned", "proposed", "done")
    made = []
    for domain in each:
        about = found[domain].domain
        asked = QUESTIONNAIRE.questions_in(about)
        bank = [action for one in asked for action in QUESTIONNAIRE.actions_in(about, one.id)]
        for number, action in enumerate((bank * 3)[:count]):
            ends = DAY + timedelta(days=20 * number - 15)
            state = states[number % len(states)]
            made.append(
                PlannedAction(
                    domain=domain,
                    title=action.title,
                    text=action.text,
                    owner=action.who,
                    partners=("Bibliotheek Voorbeeldstad",) if number % 2 else (),
                    partners_text=action.partners,
                    starts_on=ends - timedelta(days=60),
                    ends_on=ends,
                    done_when=action.done_when,
                    effort=action.effort,
                    hours=8 + number,
                    question=next(one for one in asked if one.id == action.question),
                    value=1,
                    expected=3,
                    state=state,
                    done_on=ends if state == "done" else None,
                )
            )
    return tuple(made)


def plan(text: str = "", count: int = 2, **changed: Any) -> Plan:
    """A normal plan of three domains; `text` stands everywhere where people type, `count` actions in each domain."""
    found = changed.pop("domains", None) or domains()
    chosen = tuple(found)[:3]
    planned = proposed_dates(START)
    ended = {step: planned[step].end for step in STEP_IDS[:2]}
    steps = {
        step: Dates(planned[step], planned[step].start if step in ended else None, ended.get(step)) for step in STEP_IDS
    }
    steps["actions"] = Dates(planned["actions"], planned["actions"].start, None)
    about = found[chosen[0]].domain
    known: dict[str, Any] = {
        "municipality": "Voorbeeldstad",
        "inventory": "Nulmeting 2026",
        "day": DAY,
        "questionnaire": QUESTIONNAIRE,
        "report": ReportVersion(1, date(2026, 5, 4)),
        "choice": choice(tuple(found), text),
        "domains": found,
        "actions": (*bank_actions(found, count, chosen), *more_actions(about, text)),
        "not_now": (NotNow(chosen[0], question(about, 5).short_name, text or NOT_NOW),),
        "partners": partners(chosen, text),
        "steps": steps,
        "hours": 70,
        "minutes": {"inventory": 1230, "priorities": 90, "actions": 45},
        "meetings": (
            PlannedMeeting(
                date(2026, 12, 3), time(9, 30), "meeting", text[:80] or "Voortgang", text[:200] or "Stadhuis"
            ),
            PlannedMeeting(date(2027, 1, 14), None, "decision", "Raadscommissie", ""),
        ),
    }
    return Plan(**known | changed)


def choice(names: Sequence[str], text: str = "") -> DomainChoice:
    """Three domains, of which the last was not proposed, and an ambassador."""
    reasons = (
        "Veel inwoners met schulden kunnen hun brieven niet lezen.",
        "Het nieuwe beleidsplan begint.",
        "De huisartsen vragen erom.",
    )
    return DomainChoice(
        report_number=1,
        decided_by=text[:80] or "het college",
        day=date(2026, 5, 21),
        note=text,
        proposed=(names[0], names[1], names[3]) if len(names) > 3 else tuple(names[:3]),
        domains=tuple(ChosenWhy(name, text or reason) for name, reason in zip(names[:3], reasons, strict=False)),
        ambassadors=tuple(ChosenWhy(name, text or "Vertel hoe het je lukte.") for name in names[3:]),
    )


def partners(chosen: Sequence[str], text: str = "") -> tuple[PlannedPartner, ...]:
    """Two organisations, none of which contributes to the last domain."""
    return (
        PlannedPartner(
            text[:120] or "Bibliotheek Voorbeeldstad",
            "library",
            "teamleider educatie",
            (chosen[0],),
            text or "Elke maand een spreekuur.",
        ),
        PlannedPartner("Taalhuis", "language", "", tuple(chosen[:2]), ""),
    )


def more_actions(about: Domain, text: str) -> tuple[PlannedAction, ...]:
    """Something to find out, and something that was stopped."""
    return (
        PlannedAction(
            domain=about.id,
            title=text[:120] or "Vraag na hoeveel mensen een cursus volgen",
            text=text or "Vraag het aan het Taalhuis.",
            owner=text[:80],
            partners_text=text,
            question=question(about, 3),
            find_out=True,
            done_when=text,
            source=text[:200],
        ),
        PlannedAction(
            about.id,
            text[:120] or "Folder",
            "Maak een folder.",
            "communicatie",
            state="stopped",
            stop_reason=text or "Er is geen geld voor.",
        ),
    )


def many(length: int = 12) -> Plan:
    """Many actions about three domains with long names; the longest titles."""
    made = plan(domains=domains(title=LONG_NAME), count=length)
    titles = (LONG_TITLE, WORD)
    return replace(made, actions=tuple(replace(action, title=titles[n % 2]) for n, action in enumerate(made.actions)))


PLANS = {
    "normal": plan(),
    "large": plan(count=12),
    "long names": many(),
    "long texts": plan(LONG, count=1),
    "hostile": plan(HOSTILE),
    "right to left": plan("שירותי רווחה 👪 خدمات"),
    "nothing yet": plan(
        report=None,
        choice=None,
        actions=(),
        not_now=(),
        partners=(),
        minutes={},
        meetings=(),
        domains={name: DomainNow(each.domain, None) for name, each in domains().items()},
    ),
}
