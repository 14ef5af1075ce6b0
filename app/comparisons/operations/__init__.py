"""What people do with comparisons: freezing one together with the report of the later round."""

from app.comparisons.operations.freezing import DrawnRound, RoundDraft, draft_round, draw_round, freeze_round

__all__ = ["DrawnRound", "RoundDraft", "draft_round", "draw_round", "freeze_round"]
