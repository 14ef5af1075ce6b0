"""Every form about an inventory after the approval: it is closed, changes nothing that is covered, or ends it."""

from typing import NamedTuple
from urllib.parse import urljoin

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload, selectinload

from app.models import (
    AgreedScore,
    Answer,
    Assessment,
    AssessmentDomain,
    ClosingText,
    Municipality,
    Proposal,
)
from app.reports.stored import load_rows
from app.reviews.approval import covered_hash
from app.web.clock import now
from tests.factories import make_agreed, make_answers, make_assessment, make_participation
from tests.meetings import begun
from tests.remarks import make_remark
from tests.rounds import joint_of, look_back_at, make_agreed_long_ago

ROLES = ("coordinator", "adviser", "participant")
CLOSED, BESIDE, ENDS = "closed", "beside", "ends"
SAID = {"text": "Klopt dit?", "audience": "all"}
SOMEBODY = {"name": "Nora", "email": "nora@voorbeeldstad.example", "function": "teamleider"}
FORMS = {
    "assessments.answer_domain": (CLOSED, "vragen/geld", {"A.BE-value": "4", "A.BE-seen": "1"}),
    "assessments.answer_question": (CLOSED, "vragen/geld/A.BE", {"value": "4", "seen": "1"}),
    "assessments.check_answers": (CLOSED, "controle", {}),
    "assessments.keep_draft": (CLOSED, "vragen/geld/A.BE/concept", {"value": "4", "seen": "1"}),
    "assessments.post_choose_looking_back": (CLOSED, "terugkijken/domeinen", {"domains": "geld"}),
    "assessments.show_closing": (CLOSED, "vragen/geld/slotvragen", {"goes_well": "Veel.", "goes_well-seen": "0"}),
    "assessments.look_back": (CLOSED, "terugkijken/geld", {"A.BE-value": "1", "A.BE-seen": "0"}),
    "assessments.post_show_name": (BESIDE, "mijn-naam", {"shows_name": "yes"}),
    "assessments.tell_change": (CLOSED, "vragen/geld/A.BE/veranderd", {"changed": "no", "seen": "1"}),
    "assessments.tell_changes": (CLOSED, "veranderd/geld", {"A.BE-changed": "no", "A.BE-seen": "1"}),
    "meetings.end": (BESIDE, "bespreken/samen/afronden", {"version": "1"}),
    "meetings.join": (BESIDE, "bespreken/samen/mee", {}),
    "meetings.leave": (BESIDE, "bespreken/samen/naar", {"to": "aanwezig"}),
    "meetings.move": (BESIDE, "bespreken/samen/verder", {"to": "geld/A.BL", "version": "1"}),
    "meetings.restart": (BESIDE, "bespreken/samen/klok", {"version": "1"}),
    "meetings.save_present": (BESIDE, "bespreken/samen/aanwezig", {"present": "wethouder", "version": "1"}),
    "meetings.save_score": (
        CLOSED,
        "bespreken/samen/score",
        {"item": "geld/A.BE", "value": "4", "reason": "Zo.", "seen": "1"},
    ),
    "meetings.start": (CLOSED, "bespreken/samen", {"which": "points", "minutes": "5"}),
    "participants.add_again": (CLOSED, "deelnemers/opnieuw", {}),
    "participants.add_people": (CLOSED, "deelnemers/plakken", {"text": "Nora; nora@voorbeeldstad.example"}),
    "participants.add_person": (CLOSED, "deelnemers/nieuw", SOMEBODY),
    "participants.decide": (CLOSED, "deelnemers/voorstellen/{proposal}", {"decision": "decline"}),
    "participants.divide": (CLOSED, "deelnemers/verdelen/geld", {}),
    "participants.invite": (CLOSED, "deelnemers/uitnodigen", {}),
    "participants.person": (CLOSED, "deelnemers/{part}", {**SOMEBODY, "level": "UI"}),
    "participants.propose": (CLOSED, "vragen/geld/collega", {**SOMEBODY, "reason": "Weet meer."}),
    "participants.post_start_review": (BESIDE, "bespreking-starten", {"choice": "start"}),
    "participants.remind": (CLOSED, "deelnemers/herinneren", {}),
    "participants.post_replace": (CLOSED, "deelnemers/{part}/vervangen", SOMEBODY),
    "participants.post_set_deadline": (CLOSED, "deelnemers/deadline", {"deadline": "2027-01-01"}),
    "participants.thank": (CLOSED, "deelnemers/bedanken", {}),
    "participants.withdraw": (CLOSED, "deelnemers/{part}/intrekken", {}),
    "network.join": (CLOSED, "/netwerk/meedoen/{assessment}", {}),
    "network.stop": (CLOSED, "/netwerk/meedoen/{assessment}/stoppen", {}),
    "reports.post_fill_in": (BESIDE, "rapport/invullen", {"moment_owner": "griffier"}),
    "reviews.post_agree": (BESIDE, "vaststellen", {}),
    "reviews.answer_remark": (BESIDE, "opmerkingen/{remark}/antwoord", {"{remark}-text": "Ja."}),
    "reviews.post_approve": (BESIDE, "akkoord", {}),
    "reviews.change_remark": (BESIDE, "opmerkingen/{remark}", {"{remark}-action": "resolve", "{remark}-was": ""}),
    "reviews.keep_draft": (CLOSED, "bespreken/geld/A.BE/concept", {"value": "4", "reason": "Toch."}),
    "reviews.post_finish_open_points": (CLOSED, "nog-open/gedaan", {"seen": ""}),
    "reviews.post_name_open_points": (CLOSED, "nog-open", {"text": "Nog iets."}),
    "reviews.remark": (BESIDE, "bespreken/geld/A.BE/opmerking", SAID),
    "reviews.remark_on_whole": (BESIDE, "bespreken/opmerkingen", SAID),
    "reviews.post_reopen": (CLOSED, "heropenen", {"reason": "Zomaar."}),
    "reviews.resubmit": (CLOSED, "opnieuw-inleveren", {}),
    "reviews.save_all_chances": (
        CLOSED,
        "bespreken/geld/kansen",
        {"K1-value": "4", "K1-seen": "0", "ambition": "75", "ambition_seen": "0"},
    ),
    "reviews.save_item": (
        CLOSED,
        "bespreken/geld/A.BE",
        {"value": "4", "reason": "Toch.", "dissent": "X", "seen": "1"},
    ),
    "reviews.say_all_changes": (CLOSED, "bespreken/geld/veranderd", {"A.BE-changed": "no", "A.BE-seen": "1"}),
    "reviews.say_change": (CLOSED, "bespreken/geld/A.BE/veranderd", {"changed": "no", "seen": "1"}),
    "reviews.send_back": (ENDS, "terugsturen", {"domains": "geld", "reason": "Kijk nog eens."}),
    "reviews.settle_point": (CLOSED, "bespreken/punten/afgehandeld", {"subject": "geld/A.BE", "note": "Besproken."}),
    "reviews.take_over": (CLOSED, "bespreken/geld/overnemen", {"reason": "Zo."}),
    "trajectories.start": (BESIDE, "traject", {"started_on": "2026-12-04"}),
    "trajectories.choose_domains": (
        CLOSED,
        "prioriteren",
        {"geld-begin": "y", "geld-reason": "Zo.", "decided_by": "het college", "seen": "0"},
    ),
}
"""(what it does to an approval, address, form) of every endpoint to which something about an inventory is sent."""


CHANGES = {
    "answer": update(Answer).where(Answer.item == "geld/A.UI").values(value="4"),
    "reason of an answer": update(Answer).where(Answer.item == "geld/A.UI").values(reason="Anders."),
    "score": update(AgreedScore).values(value="4"),
    "reason of a score": update(AgreedScore).values(reason="Anders."),
    "real change": update(AgreedScore).values(changed="no"),
    "what really changed": update(AgreedScore).values(changed_what="Er is een plan."),
    "dissent": update(AgreedScore).values(dissent="Blijft bij 1."),
    "withdrawn": update(AgreedScore).values(value=""),
    "closing text": update(ClosingText).values(text="Anders."),
    "no closing text": update(ClosingText).values(text=""),
    "ambition": update(AssessmentDomain).where(AssessmentDomain.domain == "geld").values(ambition=75),
}
"""What no form does while there is an approval."""


class Found(NamedTuple):
    approved: bool
    covers: bool


def make_everything(session, people):
    """Everything that could change: answers of two, an agreed score, a colleague, a meeting and a remark."""
    again = {"round": "evaluation", "earlier_id": make_agreed_long_ago(session, people).id}
    made = make_assessment(session, people, state="in_review", **again)
    look_back_at(session, made, "geld")
    part = make_participation(session, made, people.participant, everything=True)
    joint = joint_of(session, made)
    make_answers(session, joint, {"geld/A.BE": 2, "geld/A.UI": 1})
    make_answers(session, part, {"geld/A.BE": 1})
    make_agreed(session, made, people.coordinator, {"geld/A.BE": 2})
    begun(session, made, people.adviser)
    shared = {"assessment_id": made.id, "municipality_id": made.municipality_id, "participation_id": part.id}
    said = {"item": "geld/goes_well", "text": "De schuldhulp.", "version": 1, "saved_at": now()}
    session.add(ClosingText(**said, **shared, saved_by=people.participant.id))
    proposal = Proposal(**shared, domain="geld", question="A.BL", name="Kees Kenner", created_at=now())
    session.add(proposal)
    session.flush()
    ids = {
        "assessment": str(made.id),
        "part": str(part.id),
        "proposal": str(proposal.id),
        "remark": make_remark(session, made, people.coordinator),
    }
    session.commit()
    return f"/inventarisaties/{made.id}", ids


@pytest.fixture
def made(session, people, once):
    """The same, put back for each test: the address of the inventory, and ids."""
    return once(lambda: make_everything(session, people))


def read(session):
    """Whether there is an approval, and whether it is for what is there."""
    whole = select(Assessment).options(selectinload(Assessment.domains), joinedload(Assessment.municipality))
    query = whole.where(Assessment.round == "evaluation").execution_options(populate_existing=True)
    row = session.scalars(query).one()
    covered = covered_hash(session, row, load_rows(session, row)) == row.approved_hash
    found = Found(row.approved_at is not None, covered)
    session.rollback()
    return found


@pytest.mark.parametrize("endpoint", sorted(FORMS))
def test_nothing_slips_past_an_approval(session, people, client_as, made, endpoint):
    hub, ids = made
    effect, path, form = FORMS[endpoint]
    client_as(people.adviser).post(f"{hub}/akkoord")
    assert read(session) == (True, True)
    statuses = set()
    for role in ROLES:
        client = client_as(getattr(people, role))
        address = urljoin(f"{hub}/", path.format(**ids))
        data = {"csrf_token": client.token, **{name.format(**ids): value for name, value in form.items()}}
        data |= client.shown(address)
        statuses.add(client.ask(address, method="POST", data=data).status_code)
        if effect != ENDS:
            assert read(session) == (True, True), role
    # Closed means refused for its moment, not for what the form lacks.
    assert (409 in statuses and 303 not in statuses) if effect == CLOSED else 303 in statuses, statuses
    assert effect != ENDS or read(session) == (False, False)


def test_no_form_about_an_inventory_is_forgotten(app):
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    assert {rule.endpoint for rule in rules if "assessment_id" in rule.arguments} == set(FORMS)


@pytest.mark.parametrize("what", CHANGES)
def test_what_an_approval_covers(session, people, client_as, made, what):
    hub, _ = made
    client_as(people.adviser).post(f"{hub}/akkoord")
    session.execute(CHANGES[what])
    session.commit()
    assert read(session) == (True, False)
    overview = client_as(people.coordinator).get(f"{hub}/bespreken").text
    assert "Na het akkoord is er iets veranderd" in overview
    page = client_as(people.coordinator).post(f"{hub}/vaststellen", status=409)
    assert "Daarom is het akkoord vervallen" in page.text
    for person in (people.coordinator, people.adviser):
        page = client_as(person).get(f"{hub}/bespreken")
        assert "omdat er daarna iets is veranderd" in page.text
    page = client_as(people.coordinator).post(f"{hub}/vaststellen", status=409)
    assert "omdat er daarna iets is veranderd" in page.text


def test_the_name_of_a_municipality_is_not_covered(session, people, client_as, made):
    hub, _ = made
    client_as(people.adviser).post(f"{hub}/akkoord")
    session.execute(update(Municipality).values(name=Municipality.name + " aan Zee"))
    session.commit()
    assert read(session) == (True, True)
