"""HTTP of the plan of action, as page and files."""

import io
import uuid

from flask import render_template, send_file
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import require_role, trajectory_for
from app.clock import today
from app.extensions import db
from app.file_names import file_name
from app.models import Trajectory
from app.reports.document.booklet import Booklet
from app.reports.docx.rendering import render_booklet_docx
from app.reports.drawing import drawn_file
from app.trajectories.document.around import SIGNING
from app.trajectories.document.model import Plan
from app.trajectories.document.plan import plan_of_action
from app.trajectories.document.printing import render_plan
from app.trajectories.queries.plan import load_plan
from app.trajectories.routes.entrance import LEADERS, TRAJECTORY, blueprint, leads

READERS = (*LEADERS, "reader")
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def load_for_reading(trajectory_id: uuid.UUID) -> tuple[Trajectory, Plan]:
    """The trajectory and all that is planned, for who leads it or reads along: else 404 or 403."""
    trajectory = trajectory_for(current_user, trajectory_id)
    require_role(current_user, trajectory, *READERS)
    return trajectory, load_plan(db.session, trajectory, today())


def show_booklet(template: str, trajectory: Trajectory, plan: Plan, booklet: Booklet) -> str:
    """A booklet as a page; on paper only is what asks for a pen."""
    sections = [section for section in booklet.sections if section.id != SIGNING]
    known = {"trajectory": trajectory, "plan": plan, "booklet": booklet, "sections": sections}
    return render_template(template, leading=leads(trajectory), **known)


def send_booklet(content: bytes, media: str, ending: str, title: str, plan: Plan) -> ResponseReturnValue:
    """A file with the name of what it is, the municipality and the inventory."""
    name = file_name(title, plan.municipality, plan.inventory)
    return send_file(io.BytesIO(content), media, download_name=f"{name}.{ending}")


@blueprint.get(f"{TRAJECTORY}/plan")
def plan(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """To read; while there is nothing yet it says what to do first."""
    trajectory, found = load_for_reading(trajectory_id)
    return show_booklet("trajectories/plan.html", trajectory, found, plan_of_action(found))


@blueprint.get(f"{TRAJECTORY}/plan.pdf")
def plan_pdf(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """To print and to sign. Also of an empty plan: each part then says what is still to do."""
    _, found = load_for_reading(trajectory_id)
    booklet = plan_of_action(found)
    return send_booklet(drawn_file(lambda: render_plan(booklet)), PDF, "pdf", booklet.title, found)


@blueprint.get(f"{TRAJECTORY}/plan.docx")
def plan_docx(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """To take over in a text of one's own."""
    _, found = load_for_reading(trajectory_id)
    booklet = plan_of_action(found)
    return send_booklet(drawn_file(lambda: render_booklet_docx(booklet)), WORD, "docx", booklet.title, found)
