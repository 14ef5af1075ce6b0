"""All tables."""

from app.models.answers import (
    CONFIDENCES,
    EVIDENCE_KINDS,
    VALUES,
    AgreedScore,
    AgreedScoreVersion,
    Answer,
    AnswerVersion,
)
from app.models.assessments import Assessment, AssessmentDomain, Participation, ParticipationPart
from app.models.base import Base
from app.models.people import ROLES, HeldForm, LoginCode, Membership, Municipality, SignIn, User
from app.models.records import AuditEntry, OutboxMail, Remark, Rendering, Report

__all__ = [
    "CONFIDENCES",
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
    "HeldForm",
    "LoginCode",
    "Membership",
    "Municipality",
    "OutboxMail",
    "Participation",
    "ParticipationPart",
    "Remark",
    "Rendering",
    "Report",
    "SignIn",
    "User",
]
