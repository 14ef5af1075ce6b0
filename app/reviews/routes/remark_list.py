"""The page of all remarks: what it shows, as its address says."""

import uuid
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask_login import current_user

from app.models import Assessment
from app.remarks import Thread
from app.reviews.forms import FormData
from app.reviews.queries.remarks import RemarkList, domain_choices, places
from app.reviews.routes.keeping import kept_of
from app.reviews.routes.threads import Failed, talk_on
from app.texts.remarks import EMPTY, SHOWN, WHOLE


def list_page(
    assessment: Assessment, failed: Failed | None = None, left: FormData | None = None, *, stays: bool = False
) -> str:
    """The remarks that are asked for, a page at a time; one where something was not saved is always there.

    `left` is what was posted and not saved; `stays` says that something else was saved.
    """
    talk = talk_on(assessment, failed=failed, left=left)
    domains = domain_choices(assessment)
    wanted = _wanted(domains)
    listed = RemarkList(assessment, current_user.id, talk.threads, **wanted)
    kept = [thread for thread in talk.threads if talk.unfolds(thread) and thread not in listed.on_page]
    threads, items = (*kept, *listed.on_page), places(assessment)
    return render_template(
        "reviews/all_remarks.html",
        assessment=assessment,
        talk=talk,
        listed=listed,
        threads=threads,
        domains=domains,
        places={thread.id: _place(assessment, thread, items) for thread in threads},
        names=SHOWN,
        empty=EMPTY[listed.shown],
        address=lambda **other: address_of_list(assessment.id, **other),
        onward=_query(),
        kept_here=kept_of(left, (), stays=stays),
        page_has_errors=failed is not None,
    )


def _place(assessment: Assessment, thread: Thread, items: dict[str, tuple[str, str]]) -> tuple[str, str | None]:
    """What a remark is about, and where that is; the whole inventory is nowhere in particular."""
    if thread.item not in items:
        return WHOLE, None
    domain, question_id = thread.item.split("/")
    where = url_for("reviews.item", assessment_id=assessment.id, domain=domain, question_id=question_id)
    return ": ".join(items[thread.item]), f"{where}#opmerking-{thread.id}"


def address_of_list(assessment_id: uuid.UUID, **other: Any) -> str:
    """The address of the list as it is shown now, with something else in it."""
    asked = {name: request.args.get(name) for name in ("toon", "domein", "pagina")}
    return url_for("reviews.all_remarks", assessment_id=assessment_id, **{**asked, **other})


def _wanted(domains: list[tuple[str, str]]) -> dict[str, Any]:
    """What the address asks for; what makes no sense is left out."""
    shown, domain, page = (request.args.get(name, "") for name in ("toon", "domein", "pagina"))
    return {
        "shown": shown if shown in SHOWN else "open",
        "domain": domain if domain in dict(domains) else "",
        "page": max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1,
    }


def _query() -> str:
    """What forms on the list have behind their address, so that people come back to the list as it was."""
    asked = {name: request.args[name] for name in ("toon", "domein", "pagina") if request.args.get(name)}
    return urlencode({"terug": "lijst", **asked})
