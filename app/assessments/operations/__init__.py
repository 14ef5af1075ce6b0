"""What people do with an inventory before it is discussed: start it, answer, hand in, start the review."""

from app.assessments.operations.answering import save_answers
from app.assessments.operations.changing import save_changes
from app.assessments.operations.closing import save_closing_texts
from app.assessments.operations.handing_in import start_review, submit_answers
from app.assessments.operations.looking_back import choose_looking_back, save_back_answers
from app.assessments.operations.naming import show_name
from app.assessments.operations.starting import start_assessment

__all__ = [
    "choose_looking_back",
    "save_answers",
    "save_back_answers",
    "save_changes",
    "save_closing_texts",
    "show_name",
    "start_assessment",
    "start_review",
    "submit_answers",
]
