"""HTTP of this feature: the overview, starting, answering and handing in."""

from app.assessments.routes import answering, handing_in, overview, starting
from app.assessments.routes.blueprint import blueprint

__all__ = ["answering", "blueprint", "handing_in", "overview", "starting"]
