"""The inventories of a municipality in the leak tests: one in each state, with every kind of text in it."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.models import (
    Assessment,
    AssessmentDomain,
    Attendee,
    AuditEntry,
    BackAnswer,
    BackAnswerVersion,
    ClosingText,
    ClosingTextVersion,
    HeldForm,
    Participation,
    ParticipationPart,
    Proposal,
    Remark,
    ReviewDraft,
    SettledPoint,
    TypedDraft,
)
from app.web.clock import now, today
from tests.factories import People, make_agreed, make_answers, make_assessment, make_participation
from tests.guards.leaks.people import COLLEAGUES, Crowd
from tests.meetings import begun

DOMAINS = ("geld", "inclusie", "eigen_1")
ASKED = ("geld", "eigen_1")
"""The domains about which colleagues answer the questions for beleid."""
ANSWERS = {"halfway": ("geld/A.BL",), "done": ("geld/A.BL", "geld/M.BL", "eigen_1/A.BL"), "withdrawn": ("geld/M.BL",)}
"""What colleagues have answered."""


@dataclass(frozen=True)
class Inventory:
    """One inventory in the making."""

    crowd: Crowd
    place: str
    state: str
    row: Assessment

    @property
    def session(self) -> Session:
        """The session of the crowd."""
        return self.crowd.session

    @property
    def shared(self) -> dict[str, uuid.UUID]:
        """What every row of it has."""
        return {"assessment_id": self.row.id, "municipality_id": self.row.municipality_id}

    def key(self, name: str) -> str:
        """Somebody of this municipality, or who is in both."""
        return name if name in self.crowd.users else f"{name} {self.place}"

    def text(self, kind: str, owner: str = "") -> str:
        """A text of this inventory."""
        return self.crowd.text(kind, self.place, self.state, self.key(owner) if owner else "")

    def user_id(self, name: str) -> uuid.UUID:
        """The id of one of them."""
        return self.crowd.users[self.key(name)].id


def make_inventory(crowd: Crowd, place: str, state: str) -> tuple[Inventory, dict[str, object]]:
    """An inventory that is open, or else in review with everything agreed; and the ids for its addresses. Committed."""
    made = Inventory(crowd, place, state, _assessment(crowd, place, state))
    parts = {name: _part(made, name) for name in (*COLLEAGUES, *(["both"] if place == "stad" else []))}
    joint = crowd.session.scalars(
        select(Participation).where(Participation.assessment_id == made.row.id, Participation.everything)
    ).one()
    # The same item as colleagues answer, so that it has a spread.
    make_answers(crowd.session, joint, {"geld/A.BL": 4, "geld/K1": 2}, reason=made.text("answer given together"))
    for name, items in ANSWERS.items():
        _answer(made, parts[name], name, items)
    _type(made, joint, "coordinator")
    _type(made, parts["halfway"], "halfway")
    _type_in_review(made, "adviser")
    proposal = _propose(made, parts["halfway"])
    remark = _remark(made)
    if state != "open":
        _agree_scores(made)
        _settle(made)
    meeting = _meet(made, parts["done"])
    crowd.session.commit()
    ids = {"assessment": made.row.id, "participation": parts["halfway"].id, "proposal": proposal.id, "meeting": meeting}
    ids["remark"] = remark
    return made, {f"{name}_id": found for name, found in ids.items()}


def _assessment(crowd: Crowd, place: str, state: str) -> Assessment:
    coordinator = crowd.users[f"coordinator {place}"]
    where = crowd.municipalities[place]
    return make_assessment(
        crowd.session,
        People(where, where, *[coordinator] * 6),
        DOMAINS,
        "open" if state == "open" else "in_review",
        {domain: crowd.text("name of a domain", place, state) for domain in DOMAINS[1:]},
        title=crowd.text("title of the inventory", place, state),
        invitation_line=crowd.text("line to all", place, state),
        deadline=today() + timedelta(days=20),
        review_started_at=None if state == "open" else now(),
        open_points=None if state == "open" else crowd.text("open points", place, state),
        open_points_at=None if state == "open" else now(),
    )


def _part(made: Inventory, name: str) -> Participation:
    ended = {"ended_at": now()} if name == "withdrawn" else {}
    named = {"shows_name": True} if name == "done" else {}
    invited = {"invited_at": None, "state": "invited"} if name == "uninvited" else {}
    part = make_participation(
        made.session,
        made.row,
        made.crowd.users[made.key(name)],
        name=made.text("name by consent" if named else "name of a colleague", name),
        function=made.text("function of a colleague", name),
        personal_line=made.text("line to a colleague", name),
        **ended,
        **invited,
        **named,
    )
    for domain in ASKED:
        row = {"participation_id": part.id, "municipality_id": part.municipality_id}
        made.session.add(ParticipationPart(**row, domain=domain, level="beleid"))
    made.session.flush()
    return part


def _answer(made: Inventory, part: Participation, name: str, items: Sequence[str]) -> None:
    make_answers(made.session, part, dict.fromkeys(items, 1), reason=made.text("older answer of a colleague", name))
    newest = {
        "reason": made.text("answer of a colleague", name),
        "evidence_kind": "document",
        "evidence_note": made.text("answer of a colleague", name),
        "evidence_link": f"https://{made.text('link of a colleague', name).split()[0]}.example/",
    }
    if made.state == "open":
        # The only one that becomes a second round.
        newest |= {"changed": "yes", "changed_what": made.text("what really changed", name)}
    make_answers(made.session, part, dict.fromkeys(items, 3), seen=1, **newest)
    written = {
        **made.shared,
        "participation_id": part.id,
        "item": "geld/goes_well",
        "text": made.text("closing text", name),
        "version": 1,
        "saved_at": now(),
        "saved_by": part.user_id,
    }
    made.session.add_all([ClosingText(**written), ClosingTextVersion(**written)])
    back = {name: value for name, value in written.items() if name not in ("item", "text")}
    # It holds no text, so nothing of it can be recognised: the tests of blindness change it.
    for table in (BackAnswer, BackAnswerVersion):
        made.session.add_all(table(**back, item=item, value="1") for item in items)


def _type(made: Inventory, part: Participation, name: str) -> None:
    """What somebody typed and did not save: not even who answers with them sees it."""
    fields = json.dumps({"value": "2", "reason": made.text("draft", name)})
    version, user_id = uuid.uuid4(), made.user_id(name)
    kept = {"participation_id": part.id, "user_id": user_id, "item": "geld/A.BL", "fields": fields, "version": version}
    made.session.add(TypedDraft(**made.shared, **kept, seen=2, saved_at=now()))


def _type_in_review(made: Inventory, name: str) -> None:
    """What somebody typed about a question in the review and did not save: nobody who talks with them sees it."""
    fields = json.dumps([["text", made.text("draft", name)], ["audience", "all"]])
    kept = {"user_id": made.user_id(name), "item": "geld/A.BL", "fields": fields, "version": uuid.uuid4()}
    made.session.add(ReviewDraft(**made.shared, **kept, saved_at=now()))


def _propose(made: Inventory, part: Participation) -> Proposal:
    """One that waits for the coordinator, and one that was answered; the first."""
    decided = {"decision": "declined", "decided_at": now(), "decided_by": made.user_id("coordinator")}
    rows = [
        Proposal(
            **made.shared,
            participation_id=part.id,
            domain="geld",
            question="A.BL",
            name=made.text("name in a proposal", "halfway"),
            email=f"{made.text('name in a proposal', 'halfway').split()[0].lower()}@{made.place}.example",
            reason=made.text("reason of a proposal", "halfway"),
            created_at=now(),
            **more,
        )
        for more in ({}, {**decided, "answer": made.text("reason of a proposal", "halfway")})
    ]
    made.session.add_all(rows)
    made.session.flush()
    return rows[0]


def _remark(made: Inventory) -> uuid.UUID:
    """Remarks with answers, for all and among advisers; the id of the first."""
    ids = []
    for item, kind in (
        ("geld/A.BL", "remark on a question"),
        ("geld/A.BE", "remark to all"),
        (None, "remark on the whole"),
    ):
        for audience, text in (("all", kind), ("advisers", "remark among advisers")):
            one, answer = (_one_remark(made, item, audience, text) for _ in range(2))
            one.assigned_to = made.user_id("adviser")
            made.session.add(one)
            made.session.flush()
            answer.parent_id = one.id
            ids.append(one.id)
            made.session.add(answer)
    entry = {"at": now(), "actor_id": made.user_id("adviser"), "action": "send_back", "subject": "geld"}
    if made.state == "review":
        entry["new"] = {"domains": ["geld"]}
    made.session.add(AuditEntry(**made.shared, **entry, reason=made.text("reason in the audit trail")))
    held = {"user_id": made.user_id("halfway"), "path": f"/inventarisaties/{made.row.id}", "created_at": now()}
    fields = f'[["reason", "{made.crowd.text("held form", made.place, "", made.key("halfway"))}"]]'
    made.session.add(HeldForm(**held, key_hash=uuid.uuid4().hex, fields=fields, expires_at=now() + timedelta(days=2)))
    return ids[0]


def _one_remark(made: Inventory, item: str | None, audience: str, kind: str) -> Remark:
    author = made.user_id("adviser")
    values = {"author_id": author, "audience": audience, "text": made.text(kind), "created_at": now()}
    return Remark(**made.shared, item=item, **values)


def _agree_scores(made: Inventory) -> None:
    who = made.crowd.users[made.key("coordinator")]
    score = {"reason": made.text("agreed score"), "dissent": made.text("agreed score")}
    make_agreed(made.session, made.row, who, {"geld/A.BL": 2, "geld/A.BE": 3}, **score)
    if made.state == "review":
        here = AssessmentDomain.assessment_id == made.row.id, AssessmentDomain.domain == "geld"
        back = {"sent_back_at": now(), "sent_back_reason": made.text("reason to send back")}
        made.session.execute(update(AssessmentDomain).where(*here).values(back))


def _settle(made: Inventory) -> None:
    """What nobody knows was talked about, and stays as it is."""
    point = {"kind": "unknown", "subject": "geld/M.UI", "note": made.text("why a point was settled")}
    made.session.add(SettledPoint(**made.shared, **point, settled_at=now(), settled_by=made.user_id("adviser")))


def _meet(made: Inventory, part: Participation) -> uuid.UUID:
    """A meeting: in the review it goes on, afterwards it has ended; its id. While colleagues answer there is none."""
    if made.state == "open":
        return uuid.uuid4()
    # Not about the domain that was sent back: of that one a meeting shows no answers.
    make_answers(made.session, part, {"eigen_1/C.BL": 2}, reason=made.text("answer told in a meeting", "done"))
    present = made.text("who was in a meeting")
    goes_on = {"item": "eigen_1/C.BL", "item_since": now()} if made.state == "review" else {"ended_at": now()}
    adviser = made.crowd.users[made.key("adviser")]
    meeting = begun(made.session, made.row, adviser, ("eigen_1/C.BL", "geld/A.BE"), present=present, **goes_on).id
    score = {"reason": made.text("score agreed in a meeting"), "dissent": made.text("score agreed in a meeting")}
    make_agreed(made.session, made.row, adviser, {"eigen_1/C.BL": 1}, **score, present=present, meeting_id=meeting)
    came = {"meeting_id": meeting, "user_id": made.user_id("done"), "municipality_id": made.row.municipality_id}
    made.session.add(Attendee(**came, function=made.text("who joined a meeting", "done"), joined_at=now()))
    return meeting
