"""Which columns hold something about people: the privacy page, the export, the removal and a guard all read this.

A number, a moment, a key and a text that is too short for a name say nothing by themselves: what they tell goes with
the row that they are in. Every other column stands here, or the tests fail. What each kind is, why and how long it is
kept, and what becomes of it, stands in `app.texts.personal`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import JSON, Column, LargeBinary, String

SHORTEST = 80
"""Texts of fewer characters are ids, choices and hashes; whatever people can type in has room for at least this."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a table holds about people. Columns are named with spaces between them."""

    kind: str
    """One of `app.texts.personal.KINDS`."""
    of: str = ""
    """The columns with the person (or, of mails and codes, the address) that a row is about."""
    names: str = ""
    """What somebody is called and their address: replaced when that person is removed."""
    texts: str = ""
    """What people type or we write to them: when somebody is removed, their name and address are taken out of it."""
    kept: str = ""
    """What stays as it is for as long as the row is there: what is frozen, and secrets."""
    shown: str = ""
    """What the export shows of a row, beside `names` and what people typed."""
    goes: bool = False
    """Whether the rows of somebody who is removed are deleted."""
    for_administrators: bool = False
    """Whether an administrator may see it of somebody else: never an answer or a text."""

    @property
    def exported(self) -> list[str]:
        """The columns that somebody gets to see of their own rows, in order."""
        texts = self.texts if self.kind == "words" else ""
        return f"{self.names} {self.shown} {texts}".split()


SCORED = "reason evidence_note evidence_link changed_what"
SHOWN_SCORE = "item value evidence_kind"

HOLDINGS: Mapping[str, Holding] = {
    # Who people are, and where they take part.
    "user": Holding("person", "id", names="name email function", shown="created_at", for_administrators=True),
    "membership": Holding(
        "person",
        "user_id",
        texts="handover_note",
        shown="role municipality_id created_at ended_at",
        for_administrators=True,
    ),
    "participation": Holding(
        "person",
        "user_id",
        names="name function",
        texts="personal_line",
        shown="assessment_id role level invited_at submitted_at ended_at",
    ),
    "proposal": Holding(
        "colleague", "participation_id", names="name email", texts="reason answer", shown="assessment_id created_at"
    ),
    # What they say.
    "answer": Holding("words", "saved_by", texts=SCORED, shown=f"assessment_id {SHOWN_SCORE} confidence saved_at"),
    "answer_version": Holding("words", "saved_by", texts=SCORED),
    "agreed_score": Holding(
        "words", "saved_by", texts=f"{SCORED} dissent present", shown=f"assessment_id {SHOWN_SCORE} saved_at"
    ),
    "agreed_score_version": Holding("words", "saved_by", texts=f"{SCORED} dissent present"),
    "closing_text": Holding("words", "saved_by", texts="text", shown="assessment_id item saved_at"),
    "closing_text_version": Holding("words", "saved_by", texts="text"),
    "back_answer": Holding("words", "saved_by", shown="assessment_id item value saved_at"),
    "back_answer_version": Holding("words", "saved_by"),
    "remark": Holding("words", "author_id", texts="text", shown="assessment_id item audience created_at"),
    "settled_point": Holding("words", "settled_by", texts="note", shown="assessment_id settled_at", kept="subject"),
    "meeting": Holding("words", "started_by", texts="present", shown="assessment_id started_at"),
    "attendee": Holding("words", "user_id", texts="function", shown="joined_at"),
    "contact": Holding("words", "adviser_id", texts="note", shown="municipality_id day"),
    "assessment": Holding("words", "created_by", texts="title invitation_line open_points", shown="created_at"),
    "assessment_domain": Holding("words", texts="title sent_back_reason"),
    # The ten months, and what municipalities share about them.
    "trajectory": Holding("words", "created_by", shown="assessment_id created_at"),
    "priority_choice": Holding(
        "words", "chosen_by", texts="decided_by note", kept="proposal", shown="assessment_id chosen_at"
    ),
    "chosen_domain": Holding("words", texts="reason"),
    "hour_entry": Holding("words", "created_by", texts="who note", shown="day minutes"),
    "appointment": Holding("words", "created_by", texts="title place note", shown="day"),
    "improvement_action": Holding(
        "words",
        "owner_id created_by",
        texts="title text owner partners_text done_when stop_reason source",
        shown="municipality_id",
    ),
    "action_note": Holding("words", "author_id", texts="text", shown="created_at"),
    "no_action": Holding("words", "decided_by", texts="reason", shown="decided_at"),
    "partner": Holding("words", "created_by", texts="organisation contact agreements", shown="created_at"),
    "shared_practice": Holding(
        "words", "shared_by", texts="title text partners done_when experience hidden_reason", shown="shared_at"
    ),
    "practice_question": Holding("words", "asked_by", texts="text answer", shown="asked_at"),
    "network_consent": Holding("trail", "given_by", shown="given_at withdrawn_at"),
    # What is kept to account for it.
    "report": Holding("report", "agreed_by", kept="interchange", shown="assessment_id number agreed_at"),
    "rendering": Holding("report", kept="content"),
    "due_file": Holding("report", kept="sheets"),
    "alderman_filling": Holding(
        "words",
        "saved_by",
        texts="source assignment_owner means_owner means_amount moment_owner",
        shown="assessment_id saved_at",
    ),
    "audit_entry": Holding("trail", "actor_id", texts="old new reason", kept="subject", shown="at action"),
    "removal": Holding("trail", "user_id", shown="asked_at", for_administrators=True),
    # Coming in.
    "login_code": Holding("signing_in", "email", names="email", shown="created_at", goes=True, for_administrators=True),
    "sign_in": Holding("signing_in", "user_id", shown="created_at ended_at", goes=True, for_administrators=True),
    "second_factor": Holding("proof", "user_id", kept="secret", shown="created_at", goes=True, for_administrators=True),
    "recovery_code": Holding("proof", "user_id", shown="created_at used_at", goes=True, for_administrators=True),
    "identity": Holding(
        "proof", "user_id", kept="tenant subject", shown="created_at", goes=True, for_administrators=True
    ),
    "account_change": Holding(
        "changes",
        "user_id",
        names="email",
        texts="note",
        shown="role municipality_id asked_at ended_at",
        goes=True,
        for_administrators=True,
    ),
    "rate_count": Holding("tries"),
    # What is on its way.
    "outbox_mail": Holding(
        "mails",
        "recipient",
        names="recipient reply_to",
        texts="subject text html calendar",
        shown="subject created_at",
        goes=True,
    ),
    "held_form": Holding("held", "user_id", texts="path fields", shown="path created_at", goes=True),
    "draft": Holding("drafts", "user_id", texts="fields", shown="assessment_id item fields saved_at", goes=True),
    "review_draft": Holding("drafts", "user_id", texts="fields", shown="assessment_id item fields saved_at", goes=True),
    "sent_reminder": Holding("reminders", "user_id", kept="subject", shown="due", goes=True),
    "digest_day": Holding("reminders", "user_id", shown="day", goes=True),
    "muted_mail": Holding("reminders", "user_id", shown="kind created_at", goes=True),
    "calendar_feed": Holding("reminders", "user_id", shown="created_at revoked_at", goes=True),
}

NOBODY: Mapping[str, str] = {
    "municipality": "name",
    "identity_provider": "name issuer tenant client_id client_secret",
    "network_cohort": "inner",
    "network_figure": "counted",
    "network_state": "closed_filters told places",
}
"""Columns with room for a name that are about no person: those of municipalities and organisations, and counts."""


def has_room(column: Column[object]) -> bool:
    """Whether a name or an address would fit in a column."""
    kind = column.type
    if isinstance(kind, JSON | LargeBinary):
        return True
    return isinstance(kind, String) and (kind.length is None or kind.length >= SHORTEST)
