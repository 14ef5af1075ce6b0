"""What the database holds when a test begins."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from app.doors.tokens import token_hash
from app.example.data import make_example
from app.models import (
    AgreedScore,
    Answer,
    Assessment,
    AssessmentDomain,
    AuditEntry,
    Municipality,
    Participation,
    ParticipationPart,
    User,
)
from app.reviews.approval import approve
from app.reviews.transitions import agree
from app.web.clock import now
from questionnaires.catalogue import current
from tests.browser.asking import make_asking, make_doors, make_two_roles
from tests.browser.networking import NETWORKER, make_joined
from tests.browser.planning import OWNER, make_plan
from tests.browser.second_round import make_second_rounds
from tests.browser.sharing import make_shared
from tests.factories import (
    People,
    make_agreed,
    make_answers,
    make_assessment,
    make_municipality,
    make_participation,
    make_people,
    make_user,
)
from tests.remarks import make_remark

DOMAINS = ("geld", "inclusie")
LATE = "een-geheim-van-een-ronde-die-dicht-is"


@dataclass(frozen=True)
class Example:
    """The example, with assessments in every state: the addresses of their overviews and who is who."""

    open: str
    """Of Voorbeelddorp; the other rounds are of Voorbeeldstad."""
    agreed: str
    review: str
    sent_back: str
    approved: str
    named: str
    """The adviser said what is still open."""
    asking: str
    """Where colleagues answer; then the pages of the people in it, of a proposal, and a link from a mail."""
    part_fresh: str
    part_halfway: str
    part_done: str
    part_withdrawn: str
    part_prepared: str
    part_joint: str
    proposal: str
    link: str
    closed_link: str
    """The same of a round that is in review."""
    haven: str
    """The round of Voorbeeldhaven, in review as the example shows it."""
    guarded_person: str
    """The page of somebody with a second step."""
    mails_off: str
    """The link in a mail that turns the mail of the day off."""
    trajectory: str
    """The ten months of the agreed round, and addresses of what stands in it."""
    action: str
    partner: str
    hour: str
    appointment: str
    joined: str
    """A round that takes part in the network, and one of the same municipality that does not."""
    not_joined: str
    practice: str
    """Of another municipality without its name; then one with its name, and an own one."""
    named_practice: str
    own_practice: str
    shared_action: str
    asked: str
    second: str
    """A second round of the agreed one that is open, one in review, and one that was agreed."""
    second_review: str
    compared: str
    provider: str
    organisation: str
    ended_organisation: str
    participant: str = "invuller@voorbeeldstad.example"
    """Who is half-way."""
    fresh: str = "nora@voorbeeldstad.example"
    done: str = "klaas@voorbeeldstad.example"
    withdrawn: str = "wim@voorbeeldstad.example"
    guarded: str = "gerda@stichting.example"
    owner: str = OWNER
    networker: str = NETWORKER
    both: str = "bea@gemeenten.example"
    coordinator: str = "coordinator@voorbeeldstad.example"
    village: str = "coordinator@voorbeelddorp.example"
    newcomer: str = "coordinator@nieuwstad.example"
    adviser: str = "adviseur@stichting.example"
    reader: str = "lezer@voorbeeldstad.example"
    administrator: str = "beheerder@stichting.example"


def empty_municipality(session: Session) -> People:
    """The six people, and nothing started yet."""
    return make_people(session)


def example(session: Session) -> Example:
    """The example as `make run` shows it, and rounds of Voorbeeldstad that stand still in every other state."""
    make_example(session, now())
    people = people_of_example(session)
    started = session.scalars(select(Assessment).where(Assessment.state == "open")).one()
    of_town = Assessment.municipality_id == people.municipality.id
    finished = session.scalars(select(Assessment).where(Assessment.state == "agreed", of_town)).one()
    discussed = session.scalars(select(Assessment).where(Assessment.state == "in_review")).one()
    make_second_version(session, people, finished)
    back, approved, named = (make_review(session, people) for _ in range(3))
    send_back_geld(session, people, back)
    send_back_geld(session, people, named)
    hand_in_geld(session, people, named)
    approved.approved_at, approved.approved_by = now(), people.adviser.id
    named.open_points, named.open_points_at = "Het besluit bij vraag 3.\nWie doet het?", now()
    make_conversation(session, people, back)
    late = Participation.assessment_id == named.id, Participation.role == "participant"
    session.execute(update(Participation).where(*late).values(link_hash=token_hash(LATE)))
    rounds = (started, finished, make_review(session, people), back, approved, named)
    make_two_roles(session, people)
    addresses = {**make_asking(session, people), **make_doors(session, people)}
    addresses["haven"] = f"/inventarisaties/{discussed.id}"
    addresses["closed_link"] = f"/uitnodiging/{LATE}"
    addresses |= make_plan(session, people, finished)
    addresses |= make_shared(session, people)
    addresses |= make_joined(session, people)
    addresses |= make_second_rounds(session, people, finished)
    return Example(*(f"/inventarisaties/{assessment.id}" for assessment in rounds), **addresses)


def people_of_example(session: Session) -> People:
    """The people of the example as the factories know them, with a participant and a coordinator without rounds."""
    users = {user.email: user for user in session.scalars(select(User))}
    stad, dorp, *_ = session.scalars(select(Municipality).order_by(Municipality.code))
    users[Example.participant] = make_user(session, Example.participant, "Ivo Vuller")
    nieuwstad = make_municipality(session, "GM9903", "Nieuwstad")
    make_user(session, Example.newcomer, "Nina Nieuw", "coordinator", nieuwstad)
    order = ("coordinator", "participant", "reader", "adviser", "administrator", "village")
    return People(stad, dorp, *(users[getattr(Example, role)] for role in order))


def make_second_version(session: Session, people: People, finished: Assessment) -> None:
    """What was agreed was opened again, an answer, a score and an ambition changed, and it was agreed once more."""
    told = "Er is een nieuw besluit over schulden.\nDe score moet <ook> anders."
    where = {"assessment_id": finished.id, "municipality_id": finished.municipality_id}
    noted = {"action": "reopen", "subject": str(finished.id), "reason": told}
    session.add(AuditEntry(at=now(), actor_id=people.coordinator.id, **where, **noted))
    answer = session.scalars(
        select(Answer).where(Answer.assessment_id == finished.id, Answer.item == "geld/A.BE")
    ).first()
    scores = select(AgreedScore).where(AgreedScore.assessment_id == finished.id).order_by(AgreedScore.item)
    score = session.scalars(scores).first()
    assert answer is not None and score is not None
    part = session.get_one(Participation, answer.participation_id)
    make_answers(session, part, {answer.item: 0 if answer.value != "0" else 4}, answer.version)
    other = {score.item: 4 if score.value != "4" else 0}
    make_agreed(session, finished, people.coordinator, other, score.version, reason="Het is besloten.")
    query = select(Assessment).where(Assessment.id == finished.id).execution_options(populate_existing=True)
    again = session.scalars(query.options(joinedload(Assessment.municipality), selectinload(Assessment.domains))).one()
    again.domains[0].ambition = 50
    session.flush()
    approve(session, people.adviser, again, now=now())
    agree(session, people.coordinator, again, now=now())
    session.commit()


def make_conversation(session: Session, people: People, assessment: Assessment) -> None:
    """Remarks of every kind: answered and for somebody, among advisers, done, and on the whole."""
    adviser, coordinator = people.adviser, people.coordinator
    asked = make_remark(
        session, assessment, adviser, "Welk besluit is dit?\nEn van wanneer?", assigned_to=coordinator.id
    )
    make_remark(session, assessment, coordinator, "Het raadsbesluit van mei.", parent_id=uuid.UUID(asked))
    make_remark(session, assessment, adviser, "Let op de capaciteit.", audience="advisers")
    done = {"resolved_at": now(), "resolved_by": adviser.id}
    make_remark(session, assessment, coordinator, "Is uitgezocht.", **done)
    make_remark(session, assessment, coordinator, "Wanneer spreken we af?", None, assigned_to=adviser.id)


def make_review(session: Session, people: People) -> Assessment:
    """A round in review: two people answered and disagree, something is unknown, one score is agreed."""
    assessment = make_assessment(session, people, DOMAINS, "in_review", review_started_at=now())
    asked = [question.id for question in current("iba").of_kind("domain")]
    joint = session.scalars(select(Participation).where(Participation.assessment_id == assessment.id)).one()
    values = {f"{domain}/{question}": place % 5 for domain in DOMAINS for place, question in enumerate(asked)}
    said = {**values, "geld/A.BE": 0, "geld/A.BL": "unknown"}
    # A second after each other: nobody reads fourteen questions so fast, which is a point too.
    for second, domain in enumerate(DOMAINS):
        page = {item: value for item, value in said.items() if item.startswith(domain)}
        at = now() + timedelta(seconds=second)
        make_answers(session, joint, page, saved_at=at, reason="Zo staat het in het plan.")
    colleague = make_participation(session, assessment, people.participant)
    session.add(ParticipationPart(participation_id=colleague.id, domain="geld", municipality_id=people.municipality.id))
    make_answers(session, colleague, {"geld/A.BE": 4, "geld/A.UI": 2})
    make_agreed(session, assessment, people.coordinator, {"geld/M.BE": 2})
    return assessment


def discussed(session: Session) -> People:
    """A round in review: a colleague sees everything about geld two steps higher than who answered together."""
    people = make_people(session)
    assessment = make_assessment(session, people, DOMAINS, "in_review", review_started_at=now())
    asked = [question.id for question in current("iba").of_kind("domain")]
    joint = session.scalars(select(Participation).where(Participation.assessment_id == assessment.id)).one()
    evidence = {"evidence_kind": "document", "evidence_note": "Collegeplan, bladzijde 12"}
    make_answers(session, joint, {f"{domain}/{question}": 1 for domain in DOMAINS for question in asked}, **evidence)
    colleague = make_participation(session, assessment, people.participant, function="teamleider schulden")
    session.add(ParticipationPart(participation_id=colleague.id, domain="geld", municipality_id=people.municipality.id))
    make_answers(session, colleague, {f"geld/{question}": 3 for question in asked}, **evidence)
    return people


def send_back_geld(session: Session, people: People, assessment: Assessment) -> None:
    """Geld was sent back, and one answer was changed since; a text of somebody holds what must stay text."""
    reason = "Kijk nog eens naar de vragen over middelen."
    session.execute(
        update(AssessmentDomain)
        .where(AssessmentDomain.assessment_id == assessment.id, AssessmentDomain.domain == "geld")
        .values(sent_back_at=now(), sent_back_reason=reason)
    )
    note_about_geld(session, people.adviser, assessment, "send_back", reason)
    joint = session.scalars(
        select(Participation).where(Participation.assessment_id == assessment.id, Participation.role == "coordinator")
    ).one()
    told = {"reason": "Zo staat het nu <ook> in het plan.", "confidence": "not_sure"}
    make_answers(session, joint, {"geld/A.BE": 2}, seen=1, **told)


def note_about_geld(
    session: Session, actor: User, assessment: Assessment, action: str, reason: str | None = None
) -> None:
    """The row in the trail about that domain."""
    noted = {"action": action, "subject": str(assessment.id), "new": {"domains": ["geld"]}, "reason": reason}
    where = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id}
    session.add(AuditEntry(at=now(), actor_id=actor.id, **where, **noted))
    session.commit()


def hand_in_geld(session: Session, people: People, assessment: Assessment) -> None:
    """It was handed in again: everybody who leads can see what changed."""
    here = AssessmentDomain.assessment_id == assessment.id
    session.execute(update(AssessmentDomain).where(here).values(sent_back_at=None, sent_back_reason=None))
    note_about_geld(session, people.coordinator, assessment, "resubmit")
