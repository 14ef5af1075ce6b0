"""What people do in a review: agree scores, answer about chances, remark, and move the assessment on."""

from app.reviews.operations.approval import approval_covers, approval_holds, let_approval_fall_away
from app.reviews.operations.chances import save_chances, set_ambition
from app.reviews.operations.changed import say_changes
from app.reviews.operations.points import open_points_again, settle_points
from app.reviews.operations.remarks import (
    add_remark,
    answer_remark,
    assign_remark,
    reopen_remark,
    resolve_remark,
)
from app.reviews.operations.scores import agree_score, take_over_answers
from app.reviews.operations.sending_back import resubmit_domains, send_back_domains
from app.reviews.operations.transitions import (
    agree,
    approve,
    finish_open_points,
    name_open_points,
    open_points_version,
    reopen,
    withdraw_approval,
)

__all__ = [
    "add_remark",
    "agree",
    "agree_score",
    "answer_remark",
    "approval_covers",
    "approval_holds",
    "approve",
    "assign_remark",
    "finish_open_points",
    "let_approval_fall_away",
    "name_open_points",
    "open_points_again",
    "open_points_version",
    "reopen",
    "reopen_remark",
    "resolve_remark",
    "resubmit_domains",
    "save_chances",
    "say_changes",
    "send_back_domains",
    "set_ambition",
    "settle_points",
    "take_over_answers",
    "withdraw_approval",
]
