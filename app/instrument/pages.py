"""The questionnaire to read, before or beside answering it, and which parts of it somebody wants on paper."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField

from app.instrument.changes import changes_page
from app.texts import questionnaire_versions as texts
from app.texts import words
from app.web.forms import BaseForm, selectable
from questionnaires.catalogue import published, questionnaire
from questionnaires.model import GENERAL, Questionnaire


class PartsForm(BaseForm):
    """A domain or more, or the general questions; the file itself refuses what is not in the questionnaire."""

    domein = SelectMultipleField("Van welke onderdelen?")


def build_parts_form(asked: Questionnaire) -> PartsForm:
    """The parts of this questionnaire to choose from."""
    form = PartsForm()
    parts = [(domain.id, domain.title) for domain in asked.domains]
    form.domein.choices = selectable([*parts, (GENERAL, words.GENERAL)])
    return form


blueprint = Blueprint("instrument", __name__, template_folder="templates")


def published_version(questionnaire_id: str, version: int) -> Questionnaire:
    """The published version, or 404."""
    if (questionnaire_id, version) not in published():
        abort(404)
    return questionnaire(questionnaire_id, version)


@blueprint.get("/vragenlijsten/<questionnaire_id>/<int:version>")
def read(questionnaire_id: str, version: int) -> ResponseReturnValue:
    """All that is asked in general, and which domains there are."""
    chosen = published_version(questionnaire_id, version)
    return render_template(
        "instrument/questionnaire.html",
        questionnaire=chosen,
        form=build_parts_form(chosen),
        versions=published_versions(questionnaire_id),
    )


def published_versions(questionnaire_id: str) -> list[int]:
    """The numbers of the published versions of one questionnaire, newest first."""
    return sorted((number for known_id, number in published() if known_id == questionnaire_id), reverse=True)


@blueprint.get("/vragenlijsten/<questionnaire_id>/<int:version>/wijzigingen")
def changes(questionnaire_id: str, version: int) -> ResponseReturnValue:
    """What differs from the version before, text by text, and what that means for comparing."""
    chosen = published_version(questionnaire_id, version)
    page = changes_page(questionnaire(questionnaire_id, version - 1), chosen) if version > 1 else None
    return render_template(
        "instrument/changes.html",
        questionnaire=chosen,
        page=page,
        texts=texts,
        versions=published_versions(questionnaire_id),
    )


@blueprint.get("/vragenlijsten/<questionnaire_id>/<int:version>/<domain_id>")
def read_domain(questionnaire_id: str, version: int, domain_id: str) -> ResponseReturnValue:
    """The questions about one domain, in its own words."""
    chosen = published_version(questionnaire_id, version)
    found = [domain for domain in chosen.domains if domain.id == domain_id]
    if not found:
        abort(404)
    questions = chosen.questions_in(found[0])
    opportunities = chosen.questions_in(found[0], "opportunity")
    return render_template(
        "instrument/domain.html",
        questionnaire=chosen,
        domain=found[0],
        questions=questions,
        opportunities=opportunities,
    )
