"""Starting an inventory: a first one, or one that is held against an earlier round."""

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NoReturn

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload
from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.assessments.work import blueprint
from app.doors.access import places_as
from app.doors.mergers import part_of_today
from app.models import Assessment, AssessmentDomain, Municipality, Participation, Trajectory, TrajectoryStep, User
from app.saving.typed import refuse
from app.state.asked import domains_of, questionnaire_of
from app.state.last_day import YEAR, check_last_day, move_last_day, proposed_last_day
from app.state.rounds import has_ended, round_numbers
from app.state.steps import MONTHS, Planned, months_later
from app.texts import assessments as texts
from app.texts import words
from app.texts.participants import DAY_UNREADABLE
from app.texts.words import round_label
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.formatting import HERE
from app.web.forms import BaseForm, ChoiceField, DayField, FormData, required, selectable, text_field, typed_day
from questionnaires.catalogue import current, questionnaire
from questionnaires.changes import classes_between
from questionnaires.model import OWN_DOMAINS, Questionnaire


def startable_by(user: User, today: date) -> list[Municipality]:
    """Those for which this coordinator can start a round: not those that became part of another one."""
    return [municipality for municipality in places_as(user, "coordinator") if not has_ended(municipality, today)]


def latest_agreed(municipality: Municipality) -> Assessment | None:
    return db.session.scalars(
        select(Assessment)
        .where(Assessment.municipality_id == municipality.id, Assessment.state == "agreed")
        .order_by(Assessment.agreed_at.desc())
        .limit(1)
    ).first()


LENGTH = 80
"""Characters of a title."""


@dataclass(frozen=True, slots=True)
class StartingDomain:
    """A domain that somebody chose, and its name when it is not the one in the questionnaire."""

    id: str
    title: str | None


class StartForm(BaseForm):
    """What every version asks at the start; `start_form` adds the names of its domains.

    What it depends on is set when it is made: `today`, the proposed title for each round that it can be held against
    (by its id; for a first one by nothing), and the own domains of then, their ids by their names.
    """

    asked: Questionnaire
    today: date
    titles: Mapping[str, str]
    own_ids: Mapping[str, str]
    earlier_names: Mapping[str, str]
    """The other names of domains then, by their ids: they stand in the form without being typed."""
    typed_beginnings = ("name_",)

    municipality = HiddenField("Gemeente")
    round = ChoiceField("Wat voor meting is dit?", list(words.ROUNDS.items()), message=texts.EVALUATION_TOO_EARLY)
    earlier = ChoiceField("Naast welke ronde leggen we de vervolgmeting?", [], message=texts.EARLIER_UNKNOWN)
    title = text_field("Naam van de inventarisatie", LENGTH, required(texts.TITLE_MISSING))
    questionnaire = ChoiceField("Vragenlijst", [], message=texts.QUESTIONNAIRE_UNKNOWN)
    domains = SelectMultipleField("Welke domeinen doen mee?", choices=[], validate_choice=False)
    deadline = DayField("Laatste dag voor je collega’s om te antwoorden", message=DAY_UNREADABLE)

    def validate_round(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(texts.ROUND_MISSING)

    def validate_earlier(self, field: Field) -> None:
        if self.round.data == "evaluation" and not field.data:
            raise ValidationError(texts.EARLIER_UNKNOWN)

    def validate_title(self, field: Field) -> None:
        """A name that we proposed for another choice says the wrong thing."""
        fitting = self.titles.get((self.earlier.data or "none") if self.round.data == "evaluation" else "")
        if fitting and field.data != fitting and field.data in self.titles.values():
            raise ValidationError(texts.title_of_another(fitting))

    def validate_deadline(self, field: Field) -> None:
        """A day that is still to come, or none yet."""
        if field.data:
            check_last_day(field.value, self.today)

    def validate_questionnaire(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(texts.QUESTIONNAIRE_UNKNOWN)

    def validate_domains(self, field: Field) -> None:
        """At least one domain, all of them from the list."""
        if not set(field.data or ()) <= {domain.id for domain in self.asked.domains}:
            raise ValidationError(texts.DOMAIN_UNKNOWN)
        if not self.chosen:
            raise ValidationError(texts.DOMAINS_MISSING)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and then that no two domains have the same name, and that no name is for nothing."""
        right: bool = super().validate(extra_validators)
        return all([self._names_differ(), self._names_are_used(), right])

    def _names_are_used(self) -> bool:
        """Whether every new name belongs to a domain that was chosen: what somebody typed is not passed over."""
        passed_over = [
            (domain, field)
            for domain, field in zip(self.asked.domains, self.renames, strict=True)
            if domain.id not in (self.domains.data or ())
            and field.data not in (None, "", domain.title, self.earlier_names.get(domain.id))
        ]
        for domain, field in passed_over:
            field.errors = [*field.errors, texts.name_unused(domain.title)]
        return not passed_over

    def _names_differ(self) -> bool:
        seen: set[str] = set()
        for field, domain in self._chosen():
            title = (domain.title or self.asked.domain(domain.id).title).casefold()
            if title in seen:
                field.errors = [*field.errors, texts.TITLE_TWICE]
            seen.add(title)
        return len(seen) == len(self.chosen)

    @property
    def has_errors_in_fold(self) -> bool:
        """Whether something is wrong with a field that is folded, where it must be seen."""
        return bool(set(self.errors) - {"domains", "round", "earlier", "municipality"})

    @property
    def held_against(self) -> str | None:
        """The id of the round that this one is held against; None for a first one."""
        return self.earlier.data if self.round.data == "evaluation" else None

    @property
    def last_day(self) -> date | None:
        day: date | None = self.deadline.value
        return day

    def name_field(self, domain_id: str) -> Any:
        return self[f"name_{domain_id}"]

    @property
    def renames(self) -> list[Any]:
        """The fields with other names for the domains of the questionnaire."""
        return [self.name_field(domain.id) for domain in self.asked.domains]

    @property
    def own_domains(self) -> list[Any]:
        return [self.name_field(domain_id) for domain_id in OWN_DOMAINS]

    @property
    def chosen(self) -> list[StartingDomain]:
        """The domains in their order: those of the questionnaire, then the municipality's own."""
        return [domain for _, domain in self._chosen()]

    def _chosen(self) -> Iterator[tuple[Any, StartingDomain]]:
        """Each chosen domain with the field in which its name is typed."""
        for domain in self.asked.domains:
            if domain.id in (self.domains.data or ()):
                field = self.name_field(domain.id)
                yield (
                    field,
                    StartingDomain(domain.id, field.data if field.data and field.data != domain.title else None),
                )
        own = [field for field in self.own_domains if field.data]
        yield from (
            (field, StartingDomain(id_, field.data)) for field, id_ in zip(own, self._own_ids(own), strict=True)
        )

    def _own_ids(self, fields: Sequence[Any]) -> list[str]:
        """The ids of own domains: by its name one of then stays what it is, and others take what is left in order."""
        kept: list[str | None] = []
        for field in fields:
            known = self.own_ids.get(field.data)
            kept.append(None if known in kept else known)
        free = (id_ for id_ in OWN_DOMAINS if id_ not in kept)
        return [id_ or next(free) for id_ in kept]


@lru_cache(maxsize=8)
def start_form(questionnaire_id: str, version: int) -> type[StartForm]:
    """The form for one version of the questionnaire, made once."""
    asked = questionnaire(questionnaire_id, version)
    names = {f"name_{domain.id}": text_field(f"Andere naam voor ‘{domain.title}’", LENGTH) for domain in asked.domains}
    own = {f"name_{id_}": text_field(f"Eigen domein {n}", LENGTH) for n, id_ in enumerate(OWN_DOMAINS, start=1)}
    return type("StartForm", (StartForm,), {"asked": asked, **names, **own})


WEEKS = timedelta(weeks=3)
"""How long colleagues get to answer, unless somebody chooses another day."""


@dataclass(frozen=True, slots=True)
class EarlierRound:
    """An agreed round that a new one can be held against."""

    assessment: Assessment
    number: int
    """How many rounds came before it."""
    colleagues: int
    """How many colleagues took part, those who were withdrawn included."""
    planned: Planned | None
    """When its trajectory is evaluated."""
    goes_on: str
    """The title of a round that is held against it already and not agreed yet; nothing without one."""

    @property
    def id(self) -> str:
        """Its id, as a form holds it."""
        return str(self.assessment.id)

    @property
    def domains(self) -> tuple[StartingDomain, ...]:
        """Its domains with the names they had there, in order."""
        return tuple(StartingDomain(row.domain, row.title) for row in self.assessment.domains)

    @property
    def label(self) -> str:
        return round_label(self.number)

    @property
    def agreed_on(self) -> date:
        agreed = self.assessment.agreed_at or self.assessment.created_at
        return agreed.astimezone(HERE).date()

    @property
    def line(self) -> str:
        names = [domain.short for domain in domains_of(self.assessment)]
        about = texts.about_round(self.label, self.agreed_on, self.assessment.questionnaire_version, names)
        return f"{about} {texts.goes_on(self.goes_on)}" if self.goes_on else about

    def gone(self, asked: Questionnaire) -> list[str]:
        """The names of its domains that this version does not have any more."""
        known = {domain.id for domain in asked.domains} | set(OWN_DOMAINS)
        return [domain.title for domain in domains_of(self.assessment) if domain.id not in known]

    def changes(self, asked: Questionnaire) -> list[str]:
        """What became of the questions since, in words; nothing when it was on the same version."""
        before = questionnaire_of(self.assessment)
        return [] if before.version == asked.version else list(_changes(asked.id, before.version, asked.version))

    def ten_months(self, today: date) -> str:
        """When ten months have passed since, in words."""
        return texts.ten_months(self.label, self.number == 0, months_later(self.agreed_on, MONTHS), today)

    def last_day(self, today: date) -> tuple[date, str]:
        """The last day for colleagues that fits, and why: three weeks from when evaluating begins, or from today."""
        if self.planned is None or self.planned.end <= today:
            return today + WEEKS, texts.FROM_TODAY
        day = min(max(self.planned.start, today) + WEEKS, self.planned.end)
        if day > today + YEAR:
            return today + WEEKS, texts.FROM_TODAY
        return day, texts.from_plan(self.planned.start, self.planned.end)


@dataclass(frozen=True, slots=True)
class Rounds:
    """The rounds of a municipality, as far as a new one depends on them."""

    offered: tuple[EarlierRound, ...]
    """Those that are agreed now, the latest first."""
    others: Mapping[str, Assessment]
    """The rest, by id."""
    titles: frozenset[str]
    """Of all of them."""

    @property
    def reopened(self) -> list[str]:
        """The titles of those that were agreed and are not any more."""
        return [one.title for one in self.others.values() if one.agreed_at is not None]

    def offers(self, wanted: str | None) -> EarlierRound | None:
        """The one with this id, as a form or an address names it; None when it is not offered."""
        return next((one for one in self.offered if one.id == wanted), None)

    def knows(self, wanted: str) -> bool:
        """Whether there is a round with this id in the municipality."""
        return self.offers(wanted) is not None or wanted in self.others


def load_rounds(session: Session, municipality: Municipality, *, held: bool = False) -> Rounds:
    """The rounds of a municipality; `held`: none of those that are agreed is reopened until the commit."""
    query = select(Assessment).where(Assessment.municipality_id == municipality.id)
    query = query.options(selectinload(Assessment.domains)).order_by(Assessment.created_at, Assessment.id)
    if held:
        query = query.with_for_update(read=True, of=Assessment).execution_options(populate_existing=True)
    found = session.scalars(query).all()
    colleagues, planned = _colleagues(session, municipality.id), _planned(session, municipality.id)
    numbers = round_numbers({one.id: one.earlier_id for one in found})
    busy = {one.earlier_id: one.title for one in found if one.state != "agreed"}
    agreed = [one for one in found if one.state == "agreed"]
    offered = [
        EarlierRound(one, numbers[one.id], colleagues.get(one.id, 0), planned.get(one.id), busy.get(one.id, ""))
        for one in sorted(agreed, key=lambda one: (one.agreed_at is not None, one.agreed_at), reverse=True)
    ]
    others = {str(one.id): one for one in found if one.state != "agreed"}
    return Rounds(tuple(offered), others, frozenset(one.title for one in found))


def _colleagues(session: Session, municipality_id: uuid.UUID) -> Mapping[uuid.UUID, int]:
    query = (
        select(Participation.assessment_id, func.count().label("colleagues"))
        .where(Participation.municipality_id == municipality_id, Participation.role == "participant")
        .group_by(Participation.assessment_id)
    )
    return {row.assessment_id: row.colleagues for row in session.execute(query)}


def _planned(session: Session, municipality_id: uuid.UUID) -> Mapping[uuid.UUID, Planned]:
    query = (
        select(Trajectory.assessment_id, TrajectoryStep.planned_start, TrajectoryStep.planned_end)
        .join(TrajectoryStep, TrajectoryStep.trajectory_id == Trajectory.id)
        .where(Trajectory.municipality_id == municipality_id, Trajectory.ended_at.is_(None))
        .where(TrajectoryStep.step == "evaluation")
    )
    return {assessment_id: Planned(start, end) for assessment_id, start, end in session.execute(query)}


@lru_cache(maxsize=64)
def _changes(questionnaire_id: str, before: int, after: int) -> Sequence[str]:
    old, new = questionnaire(questionnaire_id, before), questionnaire(questionnaire_id, after)
    found: Counter[Any] = Counter(classes_between(old, new).values())
    steps = (questionnaire(questionnaire_id, number) for number in range(before + 1, after + 1))
    led = {id_ for one in steps for row in one.changes if row.kind == "question" and row.old for id_ in row.new}
    return texts.version_lines(
        reworded=found["grammar"] + found["reworded"] + found["moved"],
        changed=found["meaning_changed"],
        regrouped=found["merged"] + found["split"],
        retired=found["retired"],
        added=sum(not old.has_question(one.id) and one.id not in led for one in new.questions),
    )


@dataclass(frozen=True, slots=True)
class StartProposer:
    """What decides what is proposed: the version that is asked now, the rounds there are, and today."""

    asked: Questionnaire
    rounds: Rounds
    today: date

    @property
    def titles(self) -> Mapping[str, str]:
        """A name for each choice, by the id of the round that it is held against; of a first round by nothing."""
        numbers = {"": 0} | {one.id: one.number + 1 for one in self.rounds.offered}
        taken = self.rounds.titles
        return {key: texts.proposed_title(number, self.today.year, taken) for key, number in numbers.items()}

    def days(self) -> set[str]:
        """The last days that are proposed, for a first round or with any of the others, as they are typed."""
        days = [proposed_last_day(self.today), *(one.last_day(self.today)[0] for one in self.rounds.offered)]
        return {typed_day(day) for day in days}


def build_start_form(
    proposer: StartProposer, posted: FormData | None, data: Mapping[str, Any] | None = None
) -> StartForm:
    """A form to start with, holding what was `posted` or these data; agreed rounds make an evaluation possible."""
    asked, offered = proposer.asked, proposer.rounds.offered
    form = start_form(asked.id, asked.version)(posted, data=data)
    rounds = words.ROUNDS.items() if offered else [("baseline", words.ROUNDS["baseline"])]
    form.round.choices = selectable(rounds)
    form.questionnaire.choices = [SelectChoice(f"{asked.id}-{asked.version}", f"{asked.title}, versie {asked.version}")]
    form.domains.choices = [SelectChoice(domain.id, domain.title) for domain in asked.domains]
    form.earlier.choices = [SelectChoice(one.id, one.assessment.title) for one in offered]
    _hold_against(form, proposer.rounds)
    form.today, form.titles = proposer.today, proposer.titles
    earlier = proposer.rounds.offers(form.held_against)
    named = {one.id: one.title for one in earlier.domains if one.title} if earlier else {}
    form.own_ids = {title: id_ for id_, title in named.items() if id_ in OWN_DOMAINS}
    form.earlier_names = named
    return form


def _hold_against(form: StartForm, rounds: Rounds) -> None:
    """The round that was agreed last, unless another one was chosen; a first round has none."""
    gone = rounds.others.get(form.earlier.data or "")
    if gone is not None:
        form.earlier.message = texts.not_agreed(gone.title)
    if rounds.reopened and not rounds.offered:
        form.round.message = texts.reopened(rounds.reopened)
    if not form.earlier.data or (form.round.data != "evaluation" and rounds.offers(form.earlier.data) is None):
        form.earlier.data = rounds.offered[0].id if rounds.offered else None


def first_values(proposer: StartProposer, earlier: EarlierRound | None) -> dict[str, Any]:
    """What the form holds when it is opened: what was in the earlier round; of a first one no domain is chosen."""
    asked = proposer.asked
    chosen = earlier.domains if earlier else ()
    known = {domain.id for domain in asked.domains}
    return {
        "title": proposer.titles[earlier.id if earlier else ""],
        "round": "evaluation" if earlier else "baseline",
        "earlier": earlier.id if earlier else None,
        "questionnaire": f"{asked.id}-{asked.version}",
        "domains": [domain.id for domain in chosen if domain.id in known],
        "deadline": typed_day(earlier.last_day(proposer.today)[0] if earlier else proposed_last_day(proposer.today)),
        **{f"name_{domain.id}": domain.title for domain in chosen if domain.title},
    }


def proposed_again(proposer: StartProposer, form: StartForm, earlier: EarlierRound) -> StartForm:
    """The same form with what is proposed with another round; a name and a last day that were typed stay."""
    data = first_values(proposer, earlier)
    if form.title.data and form.title.data not in proposer.titles.values():
        data["title"] = form.title.data
    if form.deadline.data not in proposer.days():
        data["deadline"] = form.deadline.data
    return build_start_form(proposer, None, data)


TWICE = timedelta(minutes=2)
"""Within this time the same start is the same click."""


def start_assessment(
    session: Session,
    actor: User,
    municipality: Municipality,
    asked: Questionnaire,
    domains: Sequence[StartingDomain],
    *,
    title: str,
    earlier: Assessment | None,
    last_day: date | None = None,
    now: datetime,
) -> uuid.UUID:
    """Start a round of a municipality, an evaluation when it has an `earlier` one; the id of the assessment.

    `last_day` is for colleagues, and can be set later on too. The same start again within two minutes gives the
    assessment that is there already.
    """
    # Two clicks at the same moment wait for each other here.
    session.execute(select(Municipality.id).where(Municipality.id == municipality.id).with_for_update())
    same = _started_just_now(session, actor, municipality, title, earlier, now)
    if same is not None:
        return same
    assessment = Assessment(
        id=uuid.uuid4(),
        municipality_id=municipality.id,
        questionnaire_id=asked.id,
        questionnaire_version=asked.version,
        round="evaluation" if earlier else "baseline",
        earlier_id=earlier.id if earlier else None,
        title=title,
        created_at=now,
        created_by=actor.id,
    )
    session.add(assessment)
    session.flush()
    for position, domain in enumerate(domains):
        row = AssessmentDomain(assessment_id=assessment.id, municipality_id=municipality.id, domain=domain.id)
        row.position, row.title = position, domain.title
        session.add(row)
    joint = Participation(
        assessment_id=assessment.id,
        municipality_id=municipality.id,
        user_id=actor.id,
        role="coordinator",
        level="beleid",
        everything=True,
        state="started",
        created_at=now,
        invited_at=now,
    )
    session.add(joint)
    names = {domain.id: domain.title for domain in domains}
    record(session, actor, "start_assessment", assessment, now=now, new=names)
    if last_day is not None:
        _set_last_day(session, actor, assessment, last_day, now)
    return assessment.id


def _set_last_day(session: Session, actor: User, assessment: Assessment, day: date, now: datetime) -> None:
    """Nobody was invited yet, so nobody has to be told."""
    days = assessment.reminder_days
    move_last_day(assessment, day, now.astimezone(HERE).date())
    old, new = ({"deadline": one, "reminder_days": days} for one in (None, day))
    record(session, actor, "set_deadline", assessment, now=now, old=old, new=new)


def _started_just_now(
    session: Session, actor: User, municipality: Municipality, title: str, earlier: Assessment | None, now: datetime
) -> uuid.UUID | None:
    return session.scalar(
        select(Assessment.id).where(
            Assessment.municipality_id == municipality.id,
            Assessment.created_by == actor.id,
            Assessment.title == title,
            Assessment.earlier_id == earlier.id if earlier else Assessment.earlier_id.is_(None),
            Assessment.created_at > now - TWICE,
        )
    )


@blueprint.route("/inventarisaties/nieuw", methods=["GET", "POST"])
def post_start_assessment() -> ResponseReturnValue:
    """Choose the round and the domains; with several municipalities first for which one."""
    own = places_as(current_user, "coordinator") or abort(403)
    offered = startable_by(current_user, today())
    municipality = _chosen_municipality(own, offered)
    if municipality is None:
        return render_template("assessments/choose_municipality.html", municipalities=offered)
    if has_ended(municipality, today()):
        _refuse_merged(municipality)
    rounds = load_rounds(db.session, municipality, held=request.method == "POST")
    wanted = request.form.get("earlier") or request.args.get("eerder")
    if wanted and not rounds.knows(wanted):
        abort(404)
    proposer = StartProposer(current("iba"), rounds, today())
    if request.method != "POST":
        return _page(proposer, municipality, _first_form(proposer))
    form = build_start_form(proposer, request.form)
    earlier = rounds.offers(form.held_against)
    if request.form.get("action") == "propose" and (another := rounds.offers(form.earlier.data)):
        return _page(proposer, municipality, proposed_again(proposer, form, another))
    if not form.validate():
        if not rounds.offered and form.earlier.errors:
            # The round that was chosen is no longer agreed, and there is no other one: only the first kind is left.
            form.earlier.errors, form.round.errors = (), [texts.EVALUATION_TOO_EARLY]
        return _page(proposer, municipality, form), 422
    return _start(proposer, municipality, form, earlier)


def _start(
    proposer: StartProposer, municipality: Municipality, form: StartForm, earlier: EarlierRound | None
) -> ResponseReturnValue:
    """Start it, and go on with who takes part again."""
    started = start_assessment(
        db.session,
        current_user,
        municipality,
        proposer.asked,
        form.chosen,
        title=form.title.data,
        earlier=earlier.assessment if earlier else None,
        last_day=form.last_day,
        now=now(),
    )
    if earlier and not earlier.colleagues:
        flash(texts.only_together(earlier.assessment.title), "success")
    db.session.commit()
    onward = "participants.add_again" if earlier and earlier.colleagues else "assessments.hub"
    return redirect(url_for(onward, assessment_id=started), 303)


def _first_form(proposer: StartProposer) -> StartForm:
    """What is proposed: with the round that was asked for, or with the one that was agreed last."""
    offered = proposer.rounds.offered
    earlier = proposer.rounds.offers(request.args.get("eerder")) or (offered[0] if offered else None)
    return build_start_form(proposer, None, first_values(proposer, earlier))


def _page(proposer: StartProposer, municipality: Municipality, form: StartForm) -> str:
    rounds = proposer.rounds
    wanted = rounds.others.get(request.args.get("eerder", ""))
    return render_template(
        "assessments/start.html",
        form=form,
        asked=proposer.asked,
        municipality=municipality,
        rounds=rounds,
        earlier=rounds.offers(form.earlier.data) or (rounds.offered[0] if rounds.offered else None),
        not_agreed=texts.not_agreed(wanted.title, has_others=bool(rounds.offered)) if wanted else "",
        today=today(),
        texts=texts,
    )


def _chosen_municipality(own: Sequence[Municipality], offered: Sequence[Municipality]) -> Municipality | None:
    """The one that was asked for, or the only one that is left to choose; 404 for one of somebody else."""
    wanted = request.values.get("municipality") or request.args.get("gemeente")
    if not wanted:
        # Without any the first one says why.
        return (offered or own)[0] if len(offered) < 2 else None
    found = [municipality for municipality in own if str(municipality.id) == wanted]
    return found[0] if found else abort(404)


def _refuse_merged(municipality: Municipality) -> NoReturn:
    """Stop with the page that says of which municipality this one is a part now."""
    into = part_of_today(db.session, municipality, today())
    name = into.name if into else None
    refuse(texts.merged(municipality.name, name), ("Naar de inventarisaties", url_for("assessments.list_assessments")))
