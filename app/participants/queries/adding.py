"""What adding people depends on: who is here already, and what fits those who come."""

from collections.abc import Sequence

from app.asked import domains_of, questionnaire_of
from app.extensions import db
from app.models import Assessment, User
from app.participants.queries.cells import Cell
from app.participants.queries.pasted import PastedPerson
from app.participants.queries.suggestions import level_of, suggested_parts
from app.participants.queries.team import Team
from app.situation import advisers_of
from app.texts import participants as texts


def known_addresses(team: Team, user: User) -> dict[str, str]:
    """The addresses that cannot be added, each with why: yourself, coordinator, adviser or here.

    Only of people who have a part here: whether an address is known elsewhere makes no difference.
    """
    here = dict.fromkeys((member.email for member in team.members), "here")
    advisers = dict.fromkeys(advisers_of(db.session, team.assessment).values(), "adviser")
    return {**here, **advisers, team.joint.user.email: "coordinator", user.email: "yourself"}


def are_here(team: Team, people: Sequence[PastedPerson]) -> bool:
    """Whether all of these people take part already under these names: somebody pressed a button twice."""
    names = {member.email: (member.name, member.function) for member in team.members}
    return all(names.get(person.email) == (person.name, person.function) for person in people)


def suggested_level(typed: str | None, function: str) -> str | None:
    """The level that was named, else the one that the function tells."""
    return typed or level_of(function)


def suggested_cells(assessment: Assessment, function: str, level: str | None) -> tuple[Cell, ...]:
    """The cells to begin with for somebody with this function at this level."""
    return suggested_parts(function, level, domains_of(assessment))


def division_in_words(assessment: Assessment, cells: Sequence[Cell], level: str | None) -> str:
    """Suggested cells as people read them."""
    domains = domains_of(assessment)
    chosen = {domain for domain, _ in cells}
    names = [domain.short for domain in domains if domain.id in chosen]
    return texts.division(names, len(domains), level_title(assessment, level))


def level_title(assessment: Assessment, level: str | None) -> str | None:
    """How a level is called in this questionnaire."""
    titles = {one.id: one.title for one in questionnaire_of(assessment).levels}
    return titles.get(level or "")
