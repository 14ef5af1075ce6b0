"""What somebody typed and did not save: found again by them alone, on any page and device, and never an answer."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from app.assessments.drafts import keep_drafts, load_written
from app.models import Answer, Assessment, AssessmentDomain, AuditEntry, Participation, TypedDraft
from app.operation.tasks import remove_ended
from app.saving.versioned import StaleSaveError, Typed
from app.web.clock import now
from tests.factories import make_answers, make_assessment, make_participation, make_user
from tests.integration.test_assessments_statements import statements

TYPED = {
    "value": "",
    "reason": "Dit typte ik <b>nog</b>.\r\nEn dit.",
    "evidence_kind": "",
    "evidence_note": "Beleidsplan",
    "evidence_link": "halverwege",
    "seen": "0",
    "draft": "",
}
TEXT = "Dit typte ik <b>nog</b>.\nEn dit."
AGAIN = "typte, staat er weer."
MOST = 6


@pytest.fixture
def inventory(session, people):
    """An inventory with a colleague who answers about Geldzaken."""
    made = make_assessment(session, people)
    part = make_participation(session, made, people.participant, everything=True)
    session.commit()
    return made, part


@pytest.fixture
def address(inventory):
    """Where the first question about Geldzaken is."""
    return f"/inventarisaties/{inventory[0].id}/vragen/geld/A.BE"


@pytest.fixture
def colleague(people, client_as):
    return client_as(people.participant)


def keep(client, address, data, status=200):
    """Send what is being typed, as the script of the page does; what is said, and the versions known from then on."""
    response = client.ask(f"{address}/concept", method="POST", data={"csrf_token": client.token, **data})
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_json()


def drafts(session):
    found = [(one.item, one.seen) for one in session.scalars(select(TypedDraft).order_by(TypedDraft.item))]
    session.commit()
    return found


def answers(session):
    found = [(one.item, one.value, one.reason) for one in session.scalars(select(Answer).order_by(Answer.item))]
    session.commit()
    return found


def fold(page):
    return next(one for one in page.all("details") if one.get("class") == "fold")


def test_what_is_typed_is_kept_and_found_on_another_device(session, people, client_as, colleague, address):
    told = keep(colleague, address, TYPED)
    assert told["said"].startswith("Concept bewaard om ") and told["said"].endswith("Nog niet opgeslagen.")
    page = client_as(people.participant).get(address)
    assert page.fields["reason"] == TEXT
    assert (page.fields["evidence_note"], page.fields["evidence_link"]) == ("Beleidsplan", "halverwege")
    assert AGAIN in page.text and fold(page).get("open") is not None
    assert page.fields["draft"] == told["known"].strip() and page.fields["seen"] == "0"
    assert answers(session) == []
    assert session.scalars(select(AuditEntry).where(AuditEntry.actor_id == people.participant.id)).all() == []


def test_nobody_else_finds_it(session, people, client_as, colleague, address):
    joiner = make_user(
        session, "tweede@voorbeeldstad.example", "Tweede Coordinator", "coordinator", people.municipality
    )
    session.commit()
    keep(colleague, address, TYPED)
    first = client_as(people.coordinator)
    keep(first, address, TYPED | {"reason": "Van de eerste coördinator."})
    second = client_as(joiner).get(address)
    assert second.fields["reason"] == "" and AGAIN not in second.text
    assert first.get(address).fields["reason"].strip() == "Van de eerste coördinator."
    assert colleague.get(address).fields["reason"] == TEXT


def test_saving_makes_it_an_answer_and_nothing_waits(session, colleague, address):
    known = keep(colleague, address, TYPED)["known"]
    page = colleague.get(address)
    saved = page.form(address) | {"value": "2", "evidence_link": "", "evidence_kind": "document"}
    assert saved["draft"] in known
    colleague.post(address, saved)
    assert drafts(session) == []
    assert answers(session) == [("geld/A.BE", "2", TEXT)]
    assert AGAIN not in colleague.get(address).text


def test_the_overview_and_the_check_say_where_something_waits(colleague, address):
    hub = address.removesuffix("/vragen/geld/A.BE")
    keep(colleague, address, TYPED)
    for page in (colleague.get(f"{hub}/controle"), colleague.get(hub)):
        assert "1 tekst is nog niet opgeslagen: Geldzaken, vraag 1" in page.text
        assert address in page.links
    keep(colleague, address.replace("A.BE", "M.BL"), TYPED)
    assert "2 teksten zijn nog niet opgeslagen:" in colleague.get(f"{hub}/controle").text


def test_a_question_that_is_passed_keeps_what_was_typed(session, colleague, address):
    passed = colleague.post(address, TYPED | {"next": "skip"})
    assert passed.headers["Location"] == address.replace("A.BE", "A.BL")
    assert colleague.get(address).fields["reason"] == TEXT
    assert answers(session) == []


def test_passing_without_typing_keeps_nothing(session, colleague, address):
    colleague.post(address, {"seen": "0", "next": "skip"})
    assert drafts(session) == []


def test_passing_beside_an_answer_leaves_the_answer(session, colleague, inventory, address):
    make_answers(session, inventory[1], {"geld/A.BE": 3}, reason="Zo staat het er.")
    colleague.post(address, {"value": "3", "reason": "Nu beter.", "seen": "1", "next": "skip"})
    assert answers(session) == [("geld/A.BE", "3", "Zo staat het er.")]
    assert colleague.get(address).fields["reason"].strip() == "Nu beter."


@pytest.mark.parametrize("name", ["reason", "evidence_note"])
def test_what_is_too_long_is_not_kept_and_still_stands_there(session, colleague, address, name):
    long = TYPED | {name: "a" * 5001}
    assert "Gebruik hier maximaal" in keep(colleague, address, long, 422)["said"]
    page = colleague.post(address, long | {"next": "skip"}, status=422)
    assert page.fields[name].strip() == long[name] and "Kies een antwoord" not in page.text
    assert drafts(session) == []


def test_what_cannot_be_shown_is_left_out(session, colleague, address):
    strange = "Met \0 en \x85 en ﷐ erin"
    keep(colleague, address, TYPED | {"reason": strange, "value": "nooit", "seen": "99999999999"})
    assert colleague.get(address).fields["reason"].strip() == "Met  en  en  erin"
    assert drafts(session) == [("geld/A.BE", 0)]
    for fields in ({}, {"seen": "0"}, TYPED | {"draft": "onzin " * 400}, TYPED | {"version": "x", "discard": "x"}):
        keep(colleague, address.replace("A.BE", "A.BL"), fields)


def test_it_can_be_thrown_away(session, colleague, address):
    keep(colleague, address, TYPED)
    page = colleague.get(address)
    gone = colleague.post(address, page.form(address) | {"discard": "A.BE"})
    assert gone.headers["Location"] == address
    page = colleague.get(address)
    assert page.fields["reason"] == "" and AGAIN not in page.text
    assert drafts(session) == []


def test_typing_back_what_is_saved_leaves_nothing(session, colleague, inventory, address):
    make_answers(session, inventory[1], {"geld/A.BE": 3}, reason="Zo.")
    known = keep(colleague, address, {"value": "3", "reason": "Zo en zo.", "seen": "1", "draft": ""})["known"]
    keep(colleague, address, {"value": "3", "reason": "Zo.", "seen": "1", "draft": known})
    assert drafts(session) == []


def test_another_window_never_writes_over_what_is_newer(session, colleague, address):
    first = keep(colleague, address, TYPED | {"reason": "Eerste venster."})["known"]
    told = keep(colleague, address, TYPED | {"reason": "Tweede venster."}, 409)
    assert "ook iets in een ander venster" in told["said"]
    assert colleague.get(address).fields["reason"].strip() == "Eerste venster."
    # The same words are no conflict: who typed them in both windows goes on in either.
    same = keep(colleague, address, TYPED | {"reason": "Eerste venster."})["known"]
    keep(colleague, address, TYPED | {"reason": "Eerste venster, verder.", "draft": same})
    keep(colleague, address, TYPED | {"reason": "En nu te laat.", "draft": first}, 409)
    assert colleague.get(address).fields["reason"].strip() == "Eerste venster, verder."


def test_an_answer_that_got_lost_is_no_other_window(colleague, address):
    made = uuid4()
    keep(colleague, address, TYPED | {"reason": "Onderweg.", "version": str(made)})
    keep(colleague, address, TYPED | {"reason": "Onderweg, verder.", "draft": f" {made}", "version": str(uuid4())})
    assert colleague.get(address).fields["reason"].strip() == "Onderweg, verder."


def test_passing_in_an_older_window_shows_both_texts(session, colleague, address):
    keep(colleague, address, TYPED | {"reason": "Eerste venster."})
    page = colleague.post(address, TYPED | {"reason": "Tweede venster.", "next": "skip"}, status=409)
    assert "Eerste venster." in page.text and page.fields["reason"].strip() == "Tweede venster."
    assert address in page.links
    colleague.post(address, page.form(address) | {"next": "skip"})
    assert colleague.get(address).fields["reason"].strip() == "Tweede venster."


def test_saving_in_an_older_window_leaves_what_is_newer(session, colleague, address):
    keep(colleague, address, TYPED | {"reason": "Eerste venster."})
    colleague.post(address, {"value": "1", "reason": "Tweede venster.", "seen": "0", "draft": ""})
    assert answers(session) == [("geld/A.BE", "1", "Tweede venster.")]
    page = colleague.get(address)
    assert page.fields["reason"].strip() == "Eerste venster."
    assert page.title.startswith("Fout: ") and "Er is intussen een ander antwoord opgeslagen" in page.text
    for heading, text in (("Nu opgeslagen", "Tweede venster."), ("Jij typte", "Eerste venster.")):
        assert f"{heading} " in page.text and text in page.text
    # Typing on does not hide the answer that was saved meanwhile.
    keep(colleague, address, page.form(address) | {"reason": "Eerste venster, verder."})
    page = colleague.get(address)
    assert "Tweede venster." in page.text and page.fields["seen"] == "1"
    colleague.post(address, page.form(address) | {"discard": "A.BE"})
    page = colleague.get(address)
    assert page.fields["reason"].strip() == "Tweede venster." and not page.title.startswith("Fout: ")


def test_both_texts_can_become_one_answer(session, colleague, address):
    keep(colleague, address, TYPED | {"reason": "Eerste venster."})
    colleague.post(address, {"value": "1", "reason": "Tweede venster.", "seen": "0", "draft": ""})
    page = colleague.get(address)
    mine = page.form(address) | {"value": "1", "reason": "Samen.", "evidence_note": "", "evidence_link": ""}
    colleague.post(address, mine)
    assert answers(session) == [("geld/A.BE", "1", "Samen.")]
    assert drafts(session) == []


def test_a_save_that_is_refused_keeps_the_draft(session, colleague, inventory, address):
    keep(colleague, address, TYPED)
    page = colleague.get(address)
    colleague.post(address, page.form(address) | {"value": "2"}, status=422)
    make_answers(session, inventory[1], {"geld/A.BE": 1})
    wrong = page.form(address) | {"value": "2", "evidence_link": "", "evidence_kind": "document"}
    conflict = colleague.post(address, wrong, status=409)
    assert drafts(session) == [("geld/A.BE", 0)]
    colleague.post(address, conflict.form(address) | {"discard": "A.BE"})
    assert drafts(session) == [] and colleague.get(address).fields["value"] == "1"


def test_the_page_of_a_whole_domain_keeps_each_question(session, colleague, address):
    domain = address.removesuffix("/A.BE")
    keep(colleague, domain, {"A.BE-reason": "Bij vraag een.", "A.BE-seen": "0"})
    keep(colleague, domain, {"M.BL-reason": "Bij een andere.", "M.BL-value": "2", "M.BL-seen": "0"})
    page = colleague.get(domain)
    assert page.fields["A.BE-reason"].strip() == "Bij vraag een." and page.fields["M.BL-value"] == "2"
    assert len([one for one in page.all("details") if one.get("class") == "fold" and one.get("open") is not None]) == 2
    assert page.text.count(AGAIN) == 2
    assert colleague.get(address).fields["reason"].strip() == "Bij vraag een."
    colleague.post(domain, page.form(domain) | {"A.BE-value": "1"})
    assert [item for item, *_ in answers(session)] == ["geld/A.BE", "geld/M.BL"]
    assert drafts(session) == []


def test_throwing_one_away_keeps_what_was_typed_at_the_others(session, colleague, inventory, address):
    domain = address.removesuffix("/A.BE")
    make_answers(session, inventory[1], {"geld/A.BL": 2}, reason="Zo.")
    page = colleague.get(domain)
    # Another window saves a newer answer, of which this page knows nothing.
    make_answers(session, inventory[1], {"geld/A.BL": 3}, 1, reason="Nieuwer.")
    keep(colleague, domain, {"A.BE-reason": "Weg ermee.", "A.BE-seen": "0"})
    page.form(domain)
    form = page.form(domain) | {"M.BL-reason": "Dit blijft.", "discard": "A.BE"}
    form["draft"] = colleague.get(domain).fields["draft"]
    colleague.post(domain, form)
    assert drafts(session) == [("geld/M.BL", 0)]
    assert colleague.get(domain).fields["M.BL-reason"].strip() == "Dit blijft."


def test_the_page_of_a_whole_domain_loses_no_evidence(session, colleague, address):
    domain = address.removesuffix("/A.BE")
    keep(colleague, address, TYPED | {"evidence_link": ""})
    page = colleague.get(domain)
    keep(colleague, domain, {"A.BE-reason": "Verder.", "A.BE-seen": "0", "draft": page.fields["draft"]})
    assert colleague.get(address).fields["evidence_note"] == "Beleidsplan"
    page = colleague.get(domain)
    colleague.post(domain, page.form(domain) | {"A.BE-value": "1"})
    assert answers(session) == [("geld/A.BE", "1", "Verder.")]
    page = colleague.get(address)
    assert page.fields["evidence_note"] == "Beleidsplan" and AGAIN in page.text
    assert not page.title.startswith("Fout: ")


def test_nothing_is_kept_once_answers_are_closed_and_what_was_can_be_read(session, colleague, address):
    keep(colleague, address, TYPED)
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    told = keep(colleague, address, TYPED | {"reason": "Te laat."}, 409)
    assert told["said"].startswith("Nog niet opgeslagen. ")
    check = colleague.follow(colleague.ask(address))
    assert "1 tekst is nog niet opgeslagen" in check.text and "Dit typte ik <b>nog</b>." in check.text
    assert "Te laat." not in check.text


def test_only_a_domain_that_was_sent_back_is_kept(session, colleague, address):
    session.execute(update(Assessment).values(state="in_review"))
    back = update(AssessmentDomain).where(AssessmentDomain.domain == "geld")
    session.execute(back.values(sent_back_at=now(), sent_back_reason="Kijk nog eens."))
    session.commit()
    keep(colleague, address, TYPED)
    keep(colleague, address.replace("geld", "inclusie"), TYPED, 409)
    assert drafts(session) == [("geld/A.BE", 0)]


def test_a_session_that_ended_keeps_nothing_and_says_nothing(session, people, client_as, address):
    stranger = client_as(None)
    response = stranger.ask(f"{address}/concept", method="POST", data=TYPED)
    assert response.status_code in (302, 303) and "/inloggen" in response.headers["Location"]
    with stranger.client.session_transaction() as cookie:
        assert "_flashes" not in cookie and "held" not in cookie
    assert drafts(session) == []


def test_questions_that_are_not_theirs_and_forgery(session, people, client_as, colleague, address):
    keep(colleague, address.replace("geld/A.BE", "geld/Z.ZZ"), TYPED, 404)
    for person, status in ((people.other, 404), (people.adviser, 403), (people.reader, 404)):
        response = client_as(person).ask(
            f"{address}/concept", method="POST", data=TYPED | {"csrf_token": client_as(person).token}
        )
        assert response.status_code in (status, 400)
    assert colleague.ask(f"{address}/concept", method="POST", data=TYPED).status_code == 400
    assert drafts(session) == []


def test_drafts_take_few_statements(session, colleague, address):
    hub, domain = address.removesuffix("/vragen/geld/A.BE"), address.removesuffix("/A.BE")
    with statements() as sent:
        known = keep(colleague, address, TYPED)["known"]
    assert len(sent) <= MOST - 1, sent
    with statements() as sent:
        keep(colleague, address, TYPED | {"reason": "Verder.", "draft": known})
    assert len(sent) <= MOST - 1, sent
    for page in (address, domain, f"{hub}/controle"):
        with statements() as sent:
            colleague.get(page)
        assert len(sent) <= MOST, (page, sent)
    page = colleague.get(address).form(address) | {"value": "1", "evidence_note": "", "evidence_link": ""}
    with statements() as sent:
        colleague.post(address, page)
    # One more than a save of what was never kept: what waited is gone in the same transaction.
    assert len(sent) <= MOST + 1, sent
    assert drafts(session) == []


def test_what_nobody_saved_goes_after_a_while(app, session, colleague, address):
    keep(colleague, address, TYPED)
    keep(colleague, address.replace("A.BE", "A.BL"), TYPED)
    session.execute(
        update(TypedDraft).where(TypedDraft.item == "geld/A.BE").values(saved_at=now() - timedelta(days=91))
    )
    session.commit()
    remove_ended(session, app.config["SETTINGS"], now=now())
    session.commit()
    assert drafts(session) == [("geld/A.BL", 0)]


def test_it_is_among_the_own_data(colleague, address):
    keep(colleague, address, TYPED)
    page = colleague.get("/account/gegevens")
    assert "Wat je typte en nog niet opsloeg" in page.text and "Beleidsplan" in page.text


def test_what_was_kept_between_reading_and_writing_is_not_written_over(session, people, inventory):
    part, me = inventory[1], people.participant
    written = load_written(session, part.id, me.id)

    def keep_typed(reason):
        typed = [Typed("geld/A.BE", {"reason": reason}, 0)]
        keep_drafts(session, me, part, typed, written, (), uuid4(), now=now())

    keep_typed("Eerst.")
    with pytest.raises(StaleSaveError):
        keep_typed("Daarna.")
    assert load_written(session, part.id, me.id).drafts["geld/A.BE"].fields == {"reason": "Eerst."}


@pytest.mark.both
def test_of_many_windows_at_once_one_is_kept_and_the_others_know(app, session, people, client_as, address):
    clients = [client_as(people.participant) for _ in range(6)]
    told = [None] * len(clients)

    def type_in(number):
        data = TYPED | {"csrf_token": clients[number].token, "reason": f"Venster {number}."}
        told[number] = clients[number].ask(f"{address}/concept", method="POST", data=data).status_code

    windows = [threading.Thread(target=type_in, args=(number,)) for number in range(len(clients))]
    for one in windows:
        one.start()
    for one in windows:
        one.join()
    assert sorted(told) == [200] + [409] * (len(clients) - 1)
    kept = client_as(people.participant).get(address).fields["reason"].strip()
    assert kept == f"Venster {told.index(200)}."


def test_everything_of_a_part_that_has_ended_is_out_of_reach(session, colleague, inventory, address):
    keep(colleague, address, TYPED)
    session.execute(update(Participation).where(Participation.id == inventory[1].id).values(ended_at=now()))
    session.commit()
    keep(colleague, address, TYPED | {"reason": "Anders."}, 404)
