"""The forms of the points to talk about: which are shown, and which need no agreed score."""

from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectMultipleField
from wtforms.validators import ValidationError

from app.forms import BaseForm, ChoiceField, text_field
from app.reviews.forms.choosing import REASON, FormData, choices
from app.reviews.forms.keeping import WasField, WatchedForm
from app.texts import points


class PointFilterForm(BaseForm):
    """Which points are shown; the names are those in the address."""

    domain = ChoiceField("Domein", [], name="domein")
    level = ChoiceField("Niveau", [], name="niveau")
    settled = ChoiceField("Toon", [("", "Open punten"), ("alles", "Ook afgehandelde punten")], name="toon")


def build_filter_form(
    chosen: Mapping[str, str],
    domains: Sequence[tuple[str, str]],
    levels: Sequence[tuple[str, str]],
) -> PointFilterForm:
    """The form with what is chosen now (by the name in the address), and what there is to choose from."""
    form = PointFilterForm(MultiDict(chosen))
    for field, pairs, whole in (
        (form.domain, domains, "Alle domeinen"),
        (form.level, levels, "Alle niveaus"),
    ):
        field.choices = choices([("", whole), *pairs])
    return form


class SettleForm(WatchedForm):
    """Which points about a question, or about somebody's answers, need no agreed score, and why."""

    kinds = SelectMultipleField("Welke punten zijn besproken?", choices=[], validate_choice=False)
    note = text_field("Waarom is er geen afspraak nodig?", REASON, area=True)
    was = WasField(name="settle_was")

    @property
    def is_touched(self) -> bool:
        """Whether somebody typed a reason, which is empty at first, or chose other points."""
        return bool(self.note.data) or super().is_touched

    def validate_kinds(self, field: Field) -> None:
        """At least one, and all from the page."""
        if not field.data:
            raise ValidationError(points.KINDS_MISSING)
        if not set(field.data) <= {choice.value for choice in self.kinds.choices}:
            raise ValidationError(points.KIND_UNKNOWN)


def build_settle_form(kinds: Sequence[str], posted: FormData | None = None) -> SettleForm:
    """The form for the open points of these kinds, all of them chosen at first."""
    form = SettleForm(posted, data={"kinds": kinds})
    form.kinds.choices = choices([(kind, points.KINDS[kind]) for kind in kinds])
    if posted is None:
        form.watch()
    return form
