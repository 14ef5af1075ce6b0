"""All tables."""

from app.models.answers import (
    CONFIDENCES,
    EVIDENCE_KINDS,
    VALUES,
    AgreedScore,
    AgreedScoreVersion,
    Answer,
    AnswerVersion,
    ClosingText,
    ClosingTextVersion,
)
from app.models.assessments import Assessment, AssessmentDomain, Participation, ParticipationPart, Proposal
from app.models.base import Base
from app.models.conversation import CONTACT_KINDS, Contact, Meeting, MeetingItem, SettledPoint
from app.models.doors import Identity, IdentityProvider, LoginCode, RateCount, RecoveryCode, SecondFactor, SignIn
from app.models.people import ROLES, HeldForm, Membership, Municipality, User
from app.models.records import AuditEntry, OutboxMail, Remark, Rendering, Report

__all__ = [
    "CONFIDENCES",
    "CONTACT_KINDS",
    "EVIDENCE_KINDS",
    "ROLES",
    "VALUES",
    "AgreedScore",
    "AgreedScoreVersion",
    "Answer",
    "AnswerVersion",
    "Assessment",
    "AssessmentDomain",
    "AuditEntry",
    "Base",
    "ClosingText",
    "ClosingTextVersion",
    "Contact",
    "HeldForm",
    "Identity",
    "IdentityProvider",
    "LoginCode",
    "Meeting",
    "MeetingItem",
    "Membership",
    "Municipality",
    "OutboxMail",
    "Participation",
    "ParticipationPart",
    "Proposal",
    "RateCount",
    "RecoveryCode",
    "Remark",
    "Rendering",
    "Report",
    "SecondFactor",
    "SettledPoint",
    "SignIn",
    "User",
]
