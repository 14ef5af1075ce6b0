"""HTTP of this feature: the overview, starting, answering and handing in."""

from app.assessments.routes import answering, closing, handing_in, naming, overview, starting
from app.assessments.routes.blueprint import blueprint

__all__ = ["answering", "blueprint", "closing", "handing_in", "naming", "overview", "starting"]
