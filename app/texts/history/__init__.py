"""The history in Dutch: a sentence for everything that the application records."""

from app.texts.history.answers import REASON, WHY, agreed_told, answer_told, back_told, closing_told, remark_told
from app.texts.history.kinds import ACTIONS_BY_KIND, KINDS, OTHER, action_told, kind_of
from app.texts.history.outside import OUTSIDE_BY_KIND, OUTSIDE_KINDS, OUTSIDE_OTHER, outside_kind_of, outside_told
from app.trail.telling import BY_ITSELF, Entry, Names, Told, ToldFact

__all__ = [
    "ACTIONS_BY_KIND",
    "BY_ITSELF",
    "KINDS",
    "OTHER",
    "OUTSIDE_BY_KIND",
    "OUTSIDE_KINDS",
    "OUTSIDE_OTHER",
    "REASON",
    "WHY",
    "Entry",
    "Names",
    "Told",
    "ToldFact",
    "action_told",
    "agreed_told",
    "answer_told",
    "back_told",
    "closing_told",
    "kind_of",
    "outside_kind_of",
    "outside_told",
    "remark_told",
]
