"""The forms of the review: agreed scores, chance questions, ambition, points, remarks and reasons."""

from app.reviews.forms.changed import ChangingForms, build_changing_form, build_gone_form, typed_texts
from app.reviews.forms.choosing import FormData
from app.reviews.forms.keeping import WatchedForm, without
from app.reviews.forms.points import PointFilterForm, SettleForm, build_filter_form, build_settle_form
from app.reviews.forms.remarks import (
    AnswerForm,
    ChangeForm,
    RemarkForm,
    build_answer_form,
    build_change_form,
    build_remark_form,
)
from app.reviews.forms.scores import (
    WITHDRAWN,
    AgreedScoreForm,
    AmbitionForm,
    ChanceForm,
    TakeOverForm,
    build_agreed_form,
    build_chance_form,
)
from app.reviews.forms.transitions import OpenPointsForm, ReopenForm, SendBackForm, build_send_back_form

__all__ = [
    "WITHDRAWN",
    "AgreedScoreForm",
    "AmbitionForm",
    "AnswerForm",
    "ChanceForm",
    "ChangeForm",
    "ChangingForms",
    "FormData",
    "OpenPointsForm",
    "PointFilterForm",
    "RemarkForm",
    "ReopenForm",
    "SendBackForm",
    "SettleForm",
    "TakeOverForm",
    "WatchedForm",
    "build_agreed_form",
    "build_answer_form",
    "build_chance_form",
    "build_change_form",
    "build_changing_form",
    "build_filter_form",
    "build_gone_form",
    "build_remark_form",
    "build_send_back_form",
    "build_settle_form",
    "typed_texts",
    "without",
]
