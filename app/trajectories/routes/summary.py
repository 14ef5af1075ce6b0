"""HTTP of the ten months on one page, as page and file."""

import uuid

from flask.typing import ResponseReturnValue

from app.reports.drawing import drawn_file
from app.trajectories.document.printing import render_one_page
from app.trajectories.document.summary import summary as one_page
from app.trajectories.routes.entrance import TRAJECTORY, blueprint
from app.trajectories.routes.plan import PDF, load_for_reading, send_booklet, show_booklet


@blueprint.get(f"{TRAJECTORY}/overzicht")
def summary(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """To read."""
    trajectory, plan = load_for_reading(trajectory_id)
    return show_booklet("trajectories/summary.html", trajectory, plan, one_page(plan))


@blueprint.get(f"{TRAJECTORY}/overzicht.pdf")
def summary_pdf(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """To hand out: always one page."""
    _, plan = load_for_reading(trajectory_id)
    booklet = one_page(plan)
    return send_booklet(drawn_file(lambda: render_one_page(booklet)), PDF, "pdf", booklet.title, plan)
