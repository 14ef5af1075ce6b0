"""The form with which a coordinator chooses who of the earlier round takes part again."""

from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.forms import BaseForm
from app.participants.queries.again import Again
from app.participants.queries.returning import Returning
from app.texts import again as texts


class AgainForm(BaseForm):
    """Who takes part again, and who was withdrawn from this round when the page was made."""

    allowed: frozenset[str]
    """The ids that may be chosen: also of who came in the meantime, so that two clicks are no mistake."""

    people = SelectMultipleField("Wie doen er weer mee?", choices=[], validate_choice=False)
    seen = HiddenField()

    def validate_people(self, field: Field) -> None:
        """At least one of those who took part."""
        if not field.data:
            raise ValidationError(texts.NOBODY_CHOSEN)
        if not set(field.data) <= self.allowed:
            raise ValidationError(texts.UNKNOWN)


def build_again_form(again: Again, posted: MultiDict[str, str] | None) -> AgainForm:
    """The form with everybody ticked who is proposed, or with what was posted."""
    form = AgainForm(posted, data={"people": again.proposed, "seen": again.fingerprint})
    form.allowed = frozenset(one.id for one in (*again.offered, *again.here))
    form.people.choices = [SelectChoice(one.id, Markup("<bdi>{}</bdi>").format(one.name)) for one in again.offered]
    return form


def about(one: Returning) -> Markup:
    """What stands below the name of somebody: what they do, what they answered, and why they are not ticked."""
    who = ", ".join(filter(None, [one.participation.function, one.level_title.lower()]))
    lines = [f"{who}. " if who else "", one.in_words, one.gone, one.why_not]
    return Markup("<br>").join(Markup("<bdi>{}</bdi>").format(line) for line in lines if line)
