"""Many at the same moment: nothing acknowledged is lost, and nothing happens twice (D1, D16)."""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, update

from app.models import (
    AgreedScore,
    AnswerVersion,
    Assessment,
    AssessmentDomain,
    AuditEntry,
    Membership,
    Municipality,
    OutboxMail,
    Participation,
    Remark,
    Report,
    SignIn,
    User,
)
from app.web.clock import now
from questionnaires.catalogue import current
from tests.factories import make_answers, make_assessment
from tests.patience import PATIENCE
from tests.selection import EVERYTHING

pytestmark = pytest.mark.both

WRITERS = 32
TURNS = 3 if EVERYTHING else 2
START = {"title": "Eerste meting", "round": "baseline", "questionnaire": "iba-2", "domains": ["geld"]}
PERSON = {"name": "Nico Nieuw", "email": "nieuw@gemeente.example", "function": "adviseur", "role": "administrator"}


def together(*jobs):
    """Do all these at the same moment; what they give, in order."""
    gate = threading.Barrier(len(jobs))

    def at_once(job):
        gate.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(at_once, jobs))


def post(client, path, form):
    return client.ask(path, method="POST", data={"csrf_token": client.token, **form}).status_code


def test_a_code_that_is_used_by_twenty_at_once_opens_one_session(app, session, people):
    browsers = [app.test_client() for _ in range(20)]
    page = browsers[0].get("/inloggen").get_data(as_text=True)
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]
    browsers[0].post("/inloggen", data={"csrf_token": token, "email": people.coordinator.email})
    with browsers[0].session_transaction() as cookie:
        asked = dict(cookie)
    for browser in browsers[1:]:
        with browser.session_transaction() as cookie:
            cookie.update(asked)
    form = {"csrf_token": token, "code": re.findall(r"\d{6}", session.scalars(select(OutboxMail.text)).one())[0]}
    session.rollback()
    jobs = [lambda browser=browser: browser.post("/inloggen/code", data=form).status_code for browser in browsers]
    assert sorted(together(*jobs)) == [303, *[422] * 19]
    assert session.scalar(select(func.count()).select_from(SignIn)) == 1


def keep_saving(client, path, name, acknowledged, refused):
    """Save a text of one's own again and again, each time with the version that the last answer showed."""
    seen = "0"
    for turn in range(TURNS):
        text = f"{name}, keer {turn}"
        form = {"csrf_token": client.token, "value": str(turn), "reason": text, "seen": seen}
        response = client.ask(path, method="POST", data=form)
        if response.status_code == 303:
            acknowledged.append((int(seen) + 1, text))
            seen = str(int(seen) + 1)
        else:
            assert response.status_code == 409
            refused.append(text)
            seen = re.findall(r'name="seen"[^>]*value="(\d+)"', response.get_data(as_text=True))[0]


@pytest.mark.parametrize("place", ["/vragen/geld/A.BE", "/bespreken/geld/A.BE"])
def test_of_thirty_two_writers_nobody_overwrites_another(session, people, client_as, place):
    state = "open" if "vragen" in place else "in_review"
    path = f"/inventarisaties/{make_assessment(session, people, state=state).id}{place}"
    clients = [client_as(people.coordinator) for _ in range(WRITERS)]
    acknowledged, refused = [], []
    together(
        *(
            lambda n=number, client=client: keep_saving(client, path, f"Schrijver {n}", acknowledged, refused)
            for number, client in enumerate(clients)
        )
    )
    history = AnswerVersion if state == "open" else AgreedScore.metadata.tables["agreed_score_version"].c
    stored = session.execute(select(history.version, history.reason).order_by(history.version)).all()
    assert [tuple(row) for row in stored] == sorted(acknowledged)
    assert [version for version, _ in stored] == list(range(1, len(stored) + 1))
    assert len(acknowledged) + len(refused) == WRITERS * TURNS


def test_eight_who_save_other_answers_do_not_hinder_each_other(session, people, client_as):
    hub = f"/inventarisaties/{make_assessment(session, people).id}"
    questions = [question.id for question in current("iba").of_kind("domain")][:8]
    clients = [client_as(people.coordinator) for _ in questions]

    def save(client, question):
        return [
            post(client, f"{hub}/vragen/geld/{question}", {"value": str(turn), "seen": str(turn)}) for turn in range(5)
        ]

    jobs = [lambda c=client, q=question: save(c, q) for client, question in zip(clients, questions, strict=True)]
    assert together(*jobs) == [[303] * 5] * 8
    assert session.scalar(select(func.count()).select_from(AnswerVersion)) == 40


def test_what_was_acknowledged_before_the_review_is_in_it(session, people, client_as):
    hub = f"/inventarisaties/{make_assessment(session, people).id}"
    writer, coordinator = client_as(people.coordinator), client_as(people.coordinator)
    acknowledged, some = [], threading.Event()

    def save():
        for turn in range(200):
            if post(writer, f"{hub}/vragen/geld/A.BE", {"value": str(turn % 5), "seen": str(turn)}) != 303:
                return
            acknowledged.append(now())
            if turn == 3:
                some.set()

    def start():
        some.wait(PATIENCE)
        return post(coordinator, f"{hub}/bespreking-starten", coordinator.shown(f"{hub}/bespreking-starten"))

    assert together(save, start)[1] == 303
    started = session.scalars(select(Assessment.review_started_at)).one()
    saved = session.scalars(select(AnswerVersion.saved_at)).all()
    assert len(saved) == len(acknowledged) >= 4
    assert session.scalars(select(AnswerVersion.version).order_by(AnswerVersion.version.desc())).first() == len(saved)
    assert started is not None


def test_a_save_that_waited_meets_the_domain_as_it_is_then(session, people, client_as):
    """Somebody hands a domain in again; a save that waits for that comes too late."""
    made = make_assessment(session, people, state="in_review")
    session.execute(update(AssessmentDomain).values(sent_back_at=now(), sent_back_reason="Vul aan."))
    session.commit()
    client = client_as(people.coordinator)
    session.execute(select(Assessment.id).with_for_update())
    session.execute(update(AssessmentDomain).values(sent_back_at=None, sent_back_reason=None))
    path = f"/inventarisaties/{made.id}/vragen/geld/A.BE"
    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(post, client, path, {"value": "3", "seen": "0"})
        time.sleep(0.3)
        assert not saving.done()
        session.commit()
        assert saving.result() == 409
    assert session.scalars(select(AnswerVersion.item)).all() == []


DOUBLE = {
    # who, in which state, where, with what, and what must be there once afterwards
    "start": ("coordinator", "", "/inventarisaties/nieuw", START, select(Assessment.id)),
    "submit": ("coordinator", "open", "/controle", {}, "submit_answers"),
    "start review": ("coordinator", "open", "/bespreking-starten", {"choice": "start"}, "start_review"),
    "send back": ("adviser", "in_review", "/terugsturen", {"domains": "geld", "reason": "Vul aan."}, None),
    "resubmit": ("coordinator", "sent back", "/opnieuw-inleveren", {}, "resubmit"),
    "remark": (
        "adviser",
        "in_review",
        "/bespreken/geld/A.BE/opmerking",
        {"text": "Klopt dit?", "audience": "all"},
        select(Remark.id),
    ),
    "take over": ("adviser", "in_review", "/bespreken/geld/overnemen", {"reason": "Eens."}, select(AgreedScore.id)),
    "approve": ("adviser", "in_review", "/akkoord", {}, "approve"),
    "agree": ("coordinator", "approved", "/vaststellen", {}, select(Report.id)),
    "reopen": ("adviser", "agreed", "/heropenen", {"reason": "Er klopt iets niet."}, "reopen"),
    "municipality": (
        "administrator",
        "",
        "/beheer/gemeenten/nieuw",
        {"code": "GM0363", "name": "Amsterdam"},
        select(Municipality.id).where(Municipality.code == "GM0363"),
    ),
    "person": (
        "administrator",
        "",
        "/beheer/mensen/nieuw",
        PERSON,
        select(User.id).where(User.email == PERSON["email"]),
    ),
    "role": (
        "administrator",
        "",
        "/beheer/mensen/{reader}",
        {"role": "administrator"},
        select(Membership.id).join(Membership.user).where(Membership.role == "administrator", User.name == "Lea Zer"),
    ),
    "list": (
        "administrator",
        "",
        "/beheer/gemeenten/inlezen",
        {"text": "GM0363;Amsterdam", "confirmed": "1"},
        select(Municipality.id).where(Municipality.code == "GM0363"),
    ),
    "chances": (
        "adviser",
        "in_review",
        "/bespreken/geld/kansen",
        {"K1-value": "3", "K1-seen": "0", "ambition": "75", "ambition_seen": "0"},
        "set_ambition",
    ),
}


@pytest.mark.parametrize("who, state, path, form, once", DOUBLE.values(), ids=list(DOUBLE))
def test_a_button_that_is_pressed_twice_does_it_once(session, people, client_as, who, state, path, form, once):
    path = path.format(reader=people.reader.id)
    if state:
        assessment = make_assessment(session, people, state=state if state in ("open", "agreed") else "in_review")
        make_answers(session, session.scalars(select(Participation)).one(), {"geld/A.BE": 2})
        path = f"/inventarisaties/{assessment.id}{path}"
    if state == "sent back":
        values = {"sent_back_at": now(), "sent_back_reason": "Vul aan."}
        session.execute(update(AssessmentDomain).where(AssessmentDomain.domain == "geld").values(values))
    if state in ("approved", "agreed"):
        session.execute(update(Assessment).values(approved_at=now(), agreed_at=now() if state == "agreed" else None))
    session.commit()
    clients = [client_as(getattr(people, who)) for _ in range(2)]
    seen = clients[0].shown(path)
    statuses = sorted(together(*(lambda client=client: post(client, path, {**form, **seen}) for client in clients)))
    assert statuses[0] == 303
    assert statuses[1] in (303, 409, 422)
    query = once if once is not None else select(AuditEntry.id).where(AuditEntry.action == "send_back")
    if isinstance(once, str):
        query = select(AuditEntry.id).where(AuditEntry.action == once)
    assert len(session.scalars(query).all()) == 1
