"""HTTP of the list of municipalities: looking, adding one, taking over a list."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import CombinedMultiDict, FileStorage

from app.administration.entrance import blueprint, settings
from app.administration.forms import ListForm, MunicipalityForm
from app.administration.look import (
    MOST_FIRST,
    MOST_PLACES,
    failed_mails,
    health,
    load_places,
    organisations,
    roles_held,
    waiting_for_administrator,
)
from app.administration.municipality_file import (
    KnownCodeError,
    KnownPlace,
    ListChanges,
    ListedMunicipality,
    MunicipalityFileError,
    PlanChangedError,
    add_municipality,
    decoded,
    import_municipalities,
    parse_municipalities,
    planned,
)
from app.administration.people import all_municipalities, found_people, known_by_code, successors
from app.doors.door import cleaned
from app.saving.held_forms import held_keys
from app.state.places import SIZE_CLASSES, size_class
from app.texts import administration as merging
from app.texts.administration import CHANGED_MEANWHILE, NO_LIST, TWO_LISTS, counted_municipalities, known_code
from app.web.clock import now, today
from app.web.extensions import db

MOST_PROBLEMS = 200
"""How many problems one page shows; a file of another kind has one for every line."""


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """What waits for an administrator, every municipality, whom a search finds, and how mails and tasks go."""
    search, example = request.args.get("zoek", "").strip()[:80], settings().example
    places = load_places(db.session, today())
    failed = [] if example else failed_mails(db.session)
    waiting = waiting_for_administrator(db.session, places, failed)
    found = [place for place in places if place.has(search)]
    people = found_people(db.session, search)[:MOST_PLACES] if search else ()
    page = {"waiting": waiting[:MOST_FIRST], "places": found[:MOST_PLACES], "more": max(0, len(found) - MOST_PLACES)}
    page |= {
        "search": search,
        "people": people,
        "roles": roles_held(db.session),
        "organisations": organisations(db.session),
    }
    page |= {"title": merging.waits(len(waiting), len(places)), "texts": merging, "held": held_keys()}
    page |= {"health": health(db.session, len(failed), example=example, now=now())}
    return render_template("administration/overview.html", total=len(found), **page)


@blueprint.get("/gemeenten")
def list_municipalities() -> ResponseReturnValue:
    """The municipalities, all or searched."""
    search = request.args.get("zoek", "").strip()[:80]
    found = all_municipalities(db.session, search)
    page = {"successors": successors(db.session), "texts": merging, "today": today()}
    return render_template("administration/municipalities.html", found=found, search=search, **page)


@blueprint.route("/gemeenten/nieuw", methods=["GET", "POST"])
def new_municipality() -> ResponseReturnValue:
    """Add one municipality."""
    form = MunicipalityForm(request.form)
    if request.method != "POST":
        return render_template("administration/municipality.html", form=form)
    if not form.validate():
        return render_template("administration/municipality.html", form=form), 422
    try:
        place = KnownPlace(size_class(form.inhabitants.data or "") or "", form.province.data or "")
        add_municipality(db.session, current_user, form.code.data, form.name.data, place, now=now())
    except KnownCodeError as error:
        form.code.errors = [known_code(error.name)]
        return render_template("administration/municipality.html", form=form), 422
    flash(f"{form.name.data} is toegevoegd.", "success")
    db.session.commit()
    return redirect(url_for("administration.list_municipalities"), 303)


@blueprint.route("/gemeenten/inlezen", methods=["GET", "POST"])
def import_list() -> ResponseReturnValue:
    """Take over a list: first a preview, and only when that is confirmed everything at once."""
    form = ListForm(CombinedMultiDict([request.form, request.files]))
    if request.method != "POST":
        return render_template("administration/import.html", form=form, problems=(), total=0)
    try:
        lines = parse_municipalities(posted_list(form))
    except MunicipalityFileError as error:
        problems = error.problems
        form.text.data = cleaned(form.text.data or "")
        form.text.errors = [problems[0]]
        shown = problems[:MOST_PROBLEMS]
        return render_template("administration/import.html", form=form, problems=shown, total=len(problems)), 422
    plan = planned(lines, known_by_code(db.session))
    if not form.confirmed.data:
        return preview(lines, plan)
    try:
        import_municipalities(db.session, current_user, plan, now=now())
    except PlanChangedError:
        return preview(lines, planned(lines, known_by_code(db.session)), CHANGED_MEANWHILE), 409
    flash(f"De lijst is verwerkt: {counted_municipalities(plan.changes)} toegevoegd of aangepast.", "success")
    db.session.commit()
    return redirect(url_for("administration.list_municipalities"), 303)


def posted_list(form: ListForm) -> str:
    """The text of the file or what was pasted. Raises MunicipalityFileError."""
    file = form.file.data
    data = file.read() if isinstance(file, FileStorage) and file.filename else b""
    pasted: str = form.text.data or ""
    if data and pasted.strip():
        raise MunicipalityFileError([TWO_LISTS])
    if not data and not pasted.strip():
        raise MunicipalityFileError([NO_LIST])
    return decoded(data) if data else pasted


def preview(lines: tuple[ListedMunicipality, ...], plan: ListChanges, warning: str = "") -> str:
    """What would change; the page carries the lines themselves, so that what is confirmed is what was seen."""
    return render_template(
        "administration/preview.html", plan=plan, text=written(lines), warning=warning, sizes=SIZE_CLASSES
    )


def written(lines: tuple[ListedMunicipality, ...]) -> str:
    """The lines as a list that can be read again."""
    names = ((line, line.name.replace('"', '""')) for line in lines)
    rows = (f'{line.code};"{name}";{line.size_class};{line.province}' for line, name in names)
    return "\n".join(("Gemeentecode;Gemeentenaam;Grootteklasse;Provincie", *rows))
