"""What is shared in the leak tests: by the village without its name, by a third municipality with it, and questions."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.models import ImprovementAction, SharedPractice
from app.web.clock import now
from tests.factories import make_municipality
from tests.guards.leaks.people import Crowd
from tests.practice import make_practice, make_question


def make_sharing(crowd: Crowd, action_ids: Sequence[object]) -> dict[str, object]:
    """All of it, about these actions of the village; the ids for addresses. Committed."""
    session, by = crowd.session, crowd.users["coordinator dorp"]
    found = session.scalars(select(ImprovementAction).where(ImprovementAction.id.in_(action_ids))).all()
    hidden = _share(crowd, found[0], "shared practice", "dorp")
    gone = _share(crowd, found[1], "withdrawn practice", "dorp", withdrawn_at=now(), withdrawn_by=by.id)
    name = crowd.texts.mark("municipality that shows its name", "elders")
    why = crowd.text("hidden practice", "dorp")
    hiding = {"hidden_at": now(), "hidden_by": crowd.users["administrator"].id, "hidden_reason": why}
    _share(crowd, found[3], "hidden practice", "dorp", **hiding)
    third = make_municipality(session, "GM9907", name)
    _share(crowd, found[2], "shared practice", "elders", municipality_id=third.id, shows_name=True)
    told = crowd.text("question about a practice", "stad"), crowd.text("question about a practice", "stad")
    asked, _ = (_ask(crowd, practice, text) for practice, text in zip((hidden, gone), told, strict=True))
    return {"practice_id": hidden.id, "asked_id": asked.id}


def _share(crowd: Crowd, action: ImprovementAction, kind: str, place: str, **columns: Any) -> SharedPractice:
    fields = ("title", "text", "partners", "done_when", "experience")
    texts = {field: crowd.text(kind, place) for field in fields}
    return make_practice(crowd.session, action, crowd.users["coordinator dorp"], **texts, **columns)


def _ask(crowd: Crowd, practice: SharedPractice, text: str) -> Any:
    answer = {"answered_at": now(), "answered_by": crowd.users["adviser dorp"].id}
    asked, asker = crowd.municipalities["stad"], crowd.users["coordinator stad"]
    said = crowd.text("question about a practice", "stad")
    return make_question(crowd.session, practice, asked, asker, text=text, answer=said, **answer)
