"""The forms of shared actions: sharing one, copying one, asking about one, and the answer."""

from collections.abc import Iterable, Mapping

from werkzeug.datastructures import MultiDict
from wtforms import Field, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.forms import BaseForm, ChoiceField, one_line, required, text_field
from app.models import ImprovementAction, Municipality, SharedPractice, Trajectory
from app.network.operations.practice import Told, told_of
from app.network.queries.practice_words import domain_titles, is_general, question_texts
from app.network.queries.sharing import proposed, stamp
from app.texts import practice as texts
from app.texts.trajectories import EFFORTS
from questionnaires.model import GENERAL


class PracticeForm(BaseForm):
    """What others read of an action; every text is the municipality's own."""

    title = text_field("Wat deden jullie?", 120, required(texts.TITLE_MISSING), one_line)
    experience = text_field(
        "Hoe ging het?",
        500,
        required(texts.EXPERIENCE_MISSING),
        area=True,
        description="Vertel in twee zinnen hoe het ging. Wat werkte, en wat zou je anders doen?",
    )
    domain = ChoiceField("Domein", [], message=texts.DOMAIN_UNKNOWN)
    question = ChoiceField("Welk antwoord moest hierdoor omhoog?", [], message=texts.QUESTION_UNKNOWN)
    text = text_field("Wat houdt de actie in?", 4000, area=True)
    partners_text = text_field("Met wie?", 500, one_line, description="Functies en soorten organisaties, geen namen.")
    done_when = text_field("Waaraan zie je dat het klaar is?", 1000, area=True)
    effort = ChoiceField(
        "Hoeveel moeite kost het?", [("", texts.NO_EFFORT), *EFFORTS.items()], message=texts.EFFORT_UNKNOWN
    )
    shows_name = ChoiceField(
        "Zien anderen de naam van je gemeente?",
        list(texts.SHOWS_NAME.items()),
        message=texts.NAME_MISSING,
        validators=[required(texts.NAME_MISSING)],
    )
    seen = StringField()

    def validate_question(self, field: Field) -> None:
        """A question about the whole municipality belongs to the general part, and another one to a domain."""
        if field.data and is_general(field.data) != (self.domain.data == GENERAL):
            raise ValidationError(texts.QUESTION_GENERAL if is_general(field.data) else texts.QUESTION_OF_DOMAIN)

    @property
    def told(self) -> Told:
        """What others will read, once the form is valid."""
        return Told(
            title=self.title.data or "",
            domain=self.domain.data or "",
            question=self.question.data or "",
            text=self.text.data or "",
            partners=self.partners_text.data or "",
            done_when=self.done_when.data or "",
            effort=self.effort.data or None,
            experience=self.experience.data or "",
            shows_name=self.shows_name.data == "yes",
        )


def build_practice_form(
    action: ImprovementAction, there: SharedPractice | None, posted: MultiDict[str, str] | None
) -> PracticeForm:
    """The form with what was posted, else with what is shared, else with what the action says."""
    form = PracticeForm(posted, data={**(_stored(there) if there else proposed(action)), "seen": stamp(there)})
    form.domain.choices = _choices({"": texts.OWN_DOMAIN, **domain_titles()})
    form.question.choices = _choices({"": texts.NO_QUESTION, **question_texts()})
    return form


def _stored(there: SharedPractice) -> dict[str, str]:
    told = told_of(there).plain
    return {**told, "partners_text": told["partners"], "shows_name": "yes" if there.shows_name else "no"}


class CopyForm(BaseForm):
    """In which plan a shared action comes, and about which domain."""

    trajectory = ChoiceField(
        "In welk plan?", [], message=texts.TRAJECTORY_MISSING, validators=[required(texts.TRAJECTORY_MISSING)]
    )
    domain = ChoiceField("Bij welk domein hoort de actie?", [], message=texts.DOMAIN_MISSING)
    without = StringField()
    """Not empty: without the question, about which nothing would be done."""


def build_copy_form(trajectories: Iterable[Trajectory], posted: MultiDict[str, str] | None) -> CopyForm:
    """The form for who makes these plans."""
    own = list(trajectories)
    form = CopyForm(posted, data={"trajectory": str(own[0].id)} if len(own) == 1 else None)
    titles = {str(one.id): f"{one.municipality.name}: {one.assessment.title}" for one in own}
    form.trajectory.choices = _choices(titles if len(own) == 1 else {"": "Kies een plan", **titles})
    return form


def offer_domains(form: CopyForm, domains: Mapping[str, str]) -> None:
    """Let somebody choose out of the domains of the plan."""
    form.domain.choices = _choices({"": "Kies een domein", **domains})


class QuestionForm(BaseForm):
    """A question about a shared action."""

    municipality = ChoiceField(
        "Namens welke gemeente vraag je dit?",
        [],
        message=texts.MUNICIPALITY_MISSING,
        validators=[required(texts.MUNICIPALITY_MISSING)],
    )
    text = text_field("Wat wil je weten?", 5000, required(texts.QUESTION_MISSING), area=True)


def build_question_form(municipalities: Iterable[Municipality], posted: MultiDict[str, str] | None) -> QuestionForm:
    """The form for who coordinates these municipalities."""
    own = list(municipalities)
    form = QuestionForm(posted, data={"municipality": str(own[0].id)} if len(own) == 1 else None)
    names = {str(one.id): one.name for one in own}
    form.municipality.choices = _choices(names if len(own) == 1 else {"": "Kies een gemeente", **names})
    return form


class AnswerForm(BaseForm):
    """The answer that an adviser brings."""

    answer = text_field("Het antwoord", 5000, required(texts.ANSWER_MISSING), area=True)
    seen = StringField()


def _choices(titles: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in titles.items()]
