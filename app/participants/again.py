"""The colleagues of the earlier round: who takes part again, with the questions that they had."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.doors.addresses import leads_nowhere
from app.models import Assessment, Membership, Participation, ParticipationPart, Removal, User
from app.participants.adding import level_title
from app.participants.leaving import with_member
from app.participants.team import (
    PARTICIPANTS,
    PEOPLE,
    Cell,
    Cells,
    Member,
    NewPerson,
    Team,
    add_people,
    blueprint,
    cells_of,
    fingerprint,
    give_cells,
    items_of,
    keep_general,
    load_team,
    mail_states,
    own_cells,
    require_open,
    write_questions,
)
from app.state.asked import domains_of, name_of, parts_of, questionnaire_of, questions_for
from app.state.rounds import load_earlier, shared_domains
from app.state.situation import advisers_of
from app.texts import again as texts
from app.texts import words
from app.texts.participants import ALREADY_ADDED
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, FormData
from questionnaires.model import GENERAL


class Between:
    """What two rounds have in common, to give somebody in the later one what they had in the earlier one."""

    def __init__(self, earlier: Assessment, team: Team) -> None:
        self.earlier, self.team = earlier, team
        self.then: Cells = cells_of(parts_of(earlier))
        self.now: Cells = cells_of(team.parts)
        self.shared = frozenset(shared_domains(earlier, team.assessment)) | {GENERAL}
        self.names = {domain.id: domain.short for domain in domains_of(earlier)} | {GENERAL: words.GENERAL}

    @cached_property
    def items(self) -> frozenset[str]:
        """The items of this round that were asked in the earlier one too."""
        asked = {f"{cell[0]}/{question.id}" for cell, questions in self.then.items() for question in questions}
        return frozenset(item for item in self._now if item in asked and item.partition("/")[0] in self.shared)

    @cached_property
    def _now(self) -> frozenset[str]:
        return frozenset(f"{cell[0]}/{question.id}" for cell, questions in self.now.items() for question in questions)

    def has(self, row: ParticipationPart) -> bool:
        """Whether the single question of a row is asked in this round about the same domain."""
        return row.domain in self.shared and f"{row.domain}/{row.question}" in self._now


@dataclass(frozen=True, slots=True, eq=False)
class Returning:
    """Somebody who took part in the earlier round, and can take part again."""

    participation: Participation
    """Of then."""
    between: Between
    why_not: str
    """Why this person is not proposed; empty when they are."""
    withdrawn_here: bool

    @property
    def id(self) -> str:
        """The id of the participation of then, as forms hold it."""
        return str(self.participation.id)

    @property
    def name(self) -> str:
        return name_of(self.participation)

    @property
    def level(self) -> str | None:
        """Where this person works, when this version knows that level."""
        known = {level.id for level in questionnaire_of(self.between.team.assessment).levels}
        return self.participation.level if self.participation.level in known else None

    @property
    def level_title(self) -> str:
        return level_title(self.between.earlier, self.participation.level) or ""

    @property
    def everything(self) -> bool:
        return self.participation.everything

    @property
    def _had(self) -> frozenset[Cell]:
        return frozenset() if self.everything else own_cells(self.participation, self.between.then)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of then that there are in this round."""
        return tuple(sorted(cell for cell in self._had if cell[0] in self.between.shared and cell in self.between.now))

    @property
    def single(self) -> dict[str, frozenset[str]]:
        """Which questions are theirs now, for each domain in which they were given or gave away single ones."""
        rows = [row for row in self._single_rows if self.between.has(row)]
        found: dict[str, set[str]] = {}
        for domain in {row.domain for row in rows}:
            own = [self.between.now[cell] for cell in self.cells if cell[0] == domain]
            found[domain] = {question.id for questions in own for question in questions}
        for row in sorted(rows, key=lambda row: row.given_away):
            (found[row.domain].discard if row.given_away else found[row.domain].add)(row.question)
        return {domain: frozenset(questions) for domain, questions in found.items()}

    @property
    def _single_rows(self) -> list[ParticipationPart]:
        return [] if self.everything else [row for row in self.participation.parts if row.question]

    @property
    def in_words(self) -> str:
        """What this person answered then."""
        if self.everything:
            return texts.EVERYTHING
        by_level: dict[str, list[str]] = defaultdict(list)
        for domain, level in self.between.then:
            if (domain, level) in self._had and domain != GENERAL:
                by_level[level_title(self.between.earlier, level) or level].append(self.between.names[domain])
        general = words.GENERAL if (GENERAL, "") in self._had else ""
        away = sum(row.given_away for row in self._single_rows)
        return texts.division(list(by_level.items()), general, len(self._single_rows) - away, away)

    @property
    def gone(self) -> str:
        """What of it is not asked in this round, in words."""
        lost = [cell for cell in self.between.then if cell in self._had and cell not in self.cells]
        domains = dict.fromkeys(domain for domain, _ in lost if domain not in self.between.shared)
        parts = [self.between.names[domain] for domain in domains]
        levels = [(domain, level) for domain, level in lost if domain not in domains]
        parts += [
            f"{self.between.names[domain]} ({level_title(self.between.earlier, level)})" for domain, level in levels
        ]
        away = [row for row in self._single_rows if not row.given_away and not self.between.has(row)]
        said = texts.gone(parts, len(away))
        nothing = not self.everything and not self.cells and not any(self.single.values())
        return " ".join(filter(None, [said, texts.STILL_NONE if nothing else ""]))


@dataclass(frozen=True, slots=True)
class Again:
    """Everybody of the earlier round, for the coordinator of this one."""

    team: Team
    earlier: Assessment
    between: Between
    joint: Participation
    """The joint part of then."""
    offered: tuple[Returning, ...]
    """Who is not in this round now."""
    here: tuple[Returning, ...]
    """Who is."""
    about_coordinator: str
    """That somebody who answers at the joint part now was a colleague then."""

    @property
    def proposed(self) -> list[str]:
        """The ids of those who are ticked at first."""
        return [one.id for one in self.offered if not one.why_not]

    @property
    def fingerprint(self) -> str:
        """Changes when somebody is withdrawn from this round."""
        return fingerprint(sorted(str(member.id) for member in self.team.ended))

    @property
    def nobody(self) -> str:
        title, here = self.earlier.title, len(self.here)
        if self.about_coordinator and not here:
            return texts.NOBODY_ELSE
        return texts.everybody_here(title, here) if here else texts.only_together(title)

    @property
    def given_away(self) -> frozenset[str]:
        """The items of this round that were not answered together in the earlier one."""
        together = items_of(questions_for(self.joint, self.earlier))
        return self.between.items - together


def load_again(session: Session, user: User, team: Team) -> Again:
    """The colleagues of the earlier round; 404 for a first round. Five statements, whatever their number."""
    earlier = load_earlier(session, team.assessment) or abort(404)
    people = session.scalars(PEOPLE, {"assessment_id": earlier.id}).unique().all()
    colleagues = [one for one in people if one.role == "participant" and not leads_nowhere(one.user.email)]
    between, leading = Between(earlier, team), {user.id, team.joint.user_id}
    advising = advisers_of(session, team.assessment)
    reasons = dict(_reasons(session, colleagues))
    here = {member.participation.user_id for member in team.members}
    ended = {member.participation.user_id for member in team.ended}
    was_colleague = {one.user_id for one in colleagues} & leading
    here_leads = texts.YOU_TOOK_PART if user.id in was_colleague else texts.COORDINATOR_TOOK_PART
    offered = [
        Returning(one, between, texts.WITHDRAWN_HERE if one.user_id in ended else why, one.user_id in ended)
        for one, why in ((one, reasons.get(str(one.id), "")) for one in colleagues)
        if one.user_id not in leading and one.user_id not in advising
    ]
    return Again(
        team=team,
        earlier=earlier,
        between=between,
        joint=next(one for one in people if one.role == "coordinator"),
        offered=tuple(one for one in offered if one.participation.user_id not in here),
        here=tuple(one for one in offered if one.participation.user_id in here),
        about_coordinator=here_leads if was_colleague else "",
    )


def _reasons(session: Session, colleagues: Sequence[Participation]) -> Iterator[tuple[str, str]]:
    """Why somebody is not proposed, by the id of the participation of then."""
    states = mail_states(session, [one.id for one in colleagues if one.ended_at is None])
    successors = {one.replaces_id: name_of(one) for one in colleagues if one.replaces_id}
    for one in colleagues:
        if one.id in successors:
            yield str(one.id), texts.replaced_then(successors[one.id])
        elif one.ended_at is not None:
            yield str(one.id), texts.WITHDRAWN_THEN
        elif one.id in states and states[one.id].state == "failed":
            yield str(one.id), texts.UNREACHABLE


def count_missing(session: Session, user: User, team: Team) -> int:
    """How many of who took part to the end of the earlier round never came into this one; no statement for a first."""
    if team.assessment.earlier_id is None or not team.open:
        return 0
    known = {user.id, team.joint.user_id, *(member.participation.user_id for member in team.everybody)}
    advising = select(Membership.user_id).where(
        Membership.municipality_id == team.assessment.municipality_id,
        Membership.role == "adviser",
        Membership.ended_at.is_(None),
    )
    query = select(func.count()).where(
        Participation.assessment_id == team.assessment.earlier_id,
        Participation.role == "participant",
        Participation.ended_at.is_(None),
        Participation.user_id.not_in(known),
        Participation.user_id.not_in(select(Removal.user_id).where(Removal.done_at.is_not(None))),
        Participation.user_id.not_in(advising),
    )
    return session.scalars(query).one()


def bring_back(session: Session, actor: User, again: Again, chosen: Sequence[Returning], *, now: datetime) -> None:
    """Let these people take part again, who are not in this round now; nothing is mailed yet.

    Who was withdrawn from this round comes back with the questions that they had in it. What colleagues alone
    answered in the earlier round is again theirs alone, as far as they are here and nobody answered it yet.
    """
    with_own = {
        member.participation.user_id
        for member in again.team.ended
        if member.participation.everything or member.participation.parts
    }
    people = [
        NewPerson(one.name, one.participation.user.email, one.participation.function or "", one.level, one.cells)
        for one in chosen
    ]
    added = add_people(session, actor, again.team, people, now=now)
    fresh = [pair for pair in zip(added, chosen, strict=True) if pair[0].user_id not in with_own]
    team = again.team
    for participation, one in zip(added, chosen, strict=True):
        set_committed_value(participation, "user", one.participation.user)
        team = with_member(team, Member(participation, questions_for(participation, team.assessment), 0))
    whole = {participation: () for participation, one in fresh if one.everything}
    give_cells(session, actor, team, whole, everything=True, now=now)
    _give_single(session, actor, again, fresh, now)
    _give_away(session, actor, again, added, now)
    keep_general(session, actor, team, now=now)


def _give_single(
    session: Session, actor: User, again: Again, fresh: Sequence[tuple[Participation, Returning]], now: datetime
) -> None:
    """The questions that somebody was given or gave away one by one."""
    given = {}
    for participation, one in fresh:
        for domain, questions in one.single.items():
            write_questions(session, participation, domain, questions, again.between.now)
        items = [f"{domain}/{question}" for domain, questions in one.single.items() for question in questions]
        if items:
            given[str(participation.id)] = sorted(items)
    if given:
        record(session, actor, "give_questions_again", again.team.assessment, now=now, new=given)


def _give_away(session: Session, actor: User, again: Again, added: Sequence[Participation], now: datetime) -> None:
    """Take out of the joint part what these people answer and what was not in it in the earlier round."""
    team = again.team
    theirs = {item for one in added for part in questions_for(one, team.assessment) for item in part.items}
    together = items_of(team.joint_questions)
    lost = (theirs & together & again.given_away) - team.answered.get(team.joint.id, frozenset())
    for domain in sorted({item.partition("/")[0] for item in lost}):
        kept = {item.partition("/")[2] for item in together - lost if item.startswith(f"{domain}/")}
        write_questions(session, team.joint, domain, kept, again.between.now)
    if lost:
        record(session, actor, "give_away_again", team.joint, now=now, new=sorted(lost))


class AgainForm(BaseForm):
    """Who takes part again, and who was withdrawn from this round when the page was made."""

    allowed: frozenset[str]
    """The ids that may be chosen: also of who came in the meantime, so that two clicks are no mistake."""

    people = SelectMultipleField("Wie doen er weer mee?", choices=[], validate_choice=False)
    seen = HiddenField()

    def validate_people(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(texts.NOBODY_CHOSEN)
        if not set(field.data) <= self.allowed:
            raise ValidationError(texts.UNKNOWN)


def build_again_form(again: Again, posted: FormData | None) -> AgainForm:
    """The form with everybody ticked who is proposed, or with what was posted."""
    form = AgainForm(posted, data={"people": again.proposed, "seen": again.fingerprint})
    form.allowed = frozenset(one.id for one in (*again.offered, *again.here))
    form.people.choices = [SelectChoice(one.id, Markup("<bdi>{}</bdi>").format(one.name)) for one in again.offered]
    return form


def about(one: Returning) -> Markup:
    """What stands below the name of somebody: what they do, what they answered, and why they are not ticked."""
    who = ", ".join(filter(None, [one.participation.function, one.level_title.lower()]))
    lines = [f"{who}. " if who else "", one.in_words, one.gone, one.why_not]
    return Markup("<br>").join(Markup("<bdi>{}</bdi>").format(line) for line in lines if line)


@blueprint.route(f"{PARTICIPANTS}/opnieuw", methods=["GET", "POST"])
def add_again(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Choose who of the earlier round takes part again; nobody is mailed yet."""
    again = load_again(db.session, current_user, require_open(load_team(assessment_id)))
    posted = request.method == "POST"
    form = build_again_form(again, request.form if posted else None)
    if not posted:
        return _page(again, form)
    if not form.validate():
        return _page(again, form), 422
    chosen = [one for one in again.offered if one.id in form.people.data]
    meanwhile = [one.name for one in chosen if one.withdrawn_here]
    if meanwhile and form.seen.data != again.fingerprint:
        form.seen.data = again.fingerprint
        return _page(again, form, texts.changed_meanwhile(meanwhile)), 409
    if chosen:
        bring_back(db.session, current_user, again, chosen, now=now())
        flash(texts.added_again([one.name for one in chosen]), "success")
    else:
        # The same click again, or somebody else was quicker.
        flash(ALREADY_ADDED, "info")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


def _page(again: Again, form: AgainForm, changed: str = "") -> str:
    return render_template(
        "participants/again.html",
        again=again,
        team=again.team,
        form=form,
        about={one.id: about(one) for one in again.offered},
        changed=changed,
        page_has_errors=bool(changed or form.errors),
        texts=texts,
    )
