"""Looking back: after the questions of now, in their words, saved apart, never lost, and never required."""

import pytest
from sqlalchemy import select, update

from app.models import AgreedScore, Answer, Assessment, AssessmentDomain, HeldForm, ParticipationPart
from app.web.clock import now, today
from questionnaires.catalogue import current
from tests.factories import make_answers, make_assessment
from tests.integration.test_accounts_held_forms import end_everywhere, sign_in
from tests.looking_back import ASKED, FORM, OWN, back_versions, make_looking_back, stored_back
from tests.rounds import joint_of, look_back_at, make_values


@pytest.fixture
def evaluation(session, people):
    return make_looking_back(session, people)


@pytest.fixture
def hub(evaluation):
    return f"/inventarisaties/{evaluation.id}"


@pytest.fixture
def page(hub):
    return f"{hub}/terugkijken/geld"


def test_asks_the_own_questions_that_asked_the_same_then(people, client_as, page):
    shown = client_as(people.participant).get(page)
    assert shown.h1.endswith("Terugkijken: Geldzaken")
    asked = {name.removesuffix("-seen") for name in shown.fields if name.endswith("-seen")}
    # The meaning of M.BL is another one in version 2, and the others are somebody else's.
    assert asked == set(ASKED) and set(OWN) - asked == {"M.BL"}
    # The moment of agreeing, in the Netherlands.
    assert "Denk terug aan april 2026." in shown.text
    domain = next(one for one in current("iba").domains if one.id == "geld")
    for question in current("iba").questions_in(domain):
        if question.id in ASKED:
            assert question.text in shown.text and all(option in shown.text for option in question.options)
    assert "Weet ik niet" in shown.text and "Sla over" in shown.text
    assert "Niet van toepassing" not in shown.text


def test_saves_with_versions_and_goes_back_to_the_check(session, people, client_as, hub, page):
    participant = client_as(people.participant)
    shown = participant.follow(participant.post(page, {**FORM, "A.BL-value": "unknown"}))
    assert shown.h1.endswith("Controleer je antwoorden") and "is opgeslagen" in shown.text
    assert stored_back(session) == {f"geld/{q}": ("unknown" if q == "A.BL" else "1", 1) for q in ASKED}
    assert back_versions(session) == sorted((item, value, 1) for item, (value, _) in stored_back(session).items())
    again = participant.get(page)
    assert again.fields["A.BL-value"] == "unknown" and again.fields["A.BL-seen"] == "1"
    shown = participant.follow(
        participant.post(page, {**again.fields, "next": "hub", "A.BL-value": "", f"{ASKED[1]}-value": "4"})
    )
    assert stored_back(session)["geld/A.BL"] == ("", 2) and stored_back(session)[f"geld/{ASKED[1]}"] == ("4", 2)
    assert len(back_versions(session)) == len(ASKED) + 2
    assert "A.BL-value" not in participant.get(page).fields
    assert shown.response.request.path == hub


def test_nothing_of_now_or_then_is_on_the_page_or_changes(session, people, client_as, evaluation, page):
    before = session.execute(select(Answer.item, Answer.value, Answer.version)).all()
    session.commit()
    participant = client_as(people.participant)
    shown = participant.get(page)
    # Nothing is chosen yet: neither the answer of now (3) nor the one of then (1).
    assert not [name for name in shown.fields if name.endswith("-value")]
    participant.post(page, FORM)
    assert session.execute(select(Answer.item, Answer.value, Answer.version)).all() == before
    scores = session.execute(select(AgreedScore.value).where(AgreedScore.assessment_id == evaluation.earlier_id))
    assert {row.value for row in scores} == {"1"}


def test_leaving_everything_out_saves_nothing(session, people, client_as, page):
    participant = client_as(people.participant)
    participant.post(page, {f"{question}-seen": "0" for question in ASKED})
    participant.post(page, {**FORM, **{f"{question}-value": "" for question in ASKED}})
    assert stored_back(session) == {} and back_versions(session) == []


def test_who_answers_together_looks_back_on_everything(session, people, client_as, evaluation, page):
    coordinator = client_as(people.coordinator)
    shown = coordinator.get(page, status=409)
    assert shown.h1.endswith("Eerst de vragen van nu") and "Beantwoord eerst alle vragen over Geldzaken" in shown.text
    make_answers(session, joint_of(session, evaluation), make_values(2, 3, ("geld",)))
    asked = {name.removesuffix("-seen") for name in coordinator.get(page).fields if name.endswith("-seen")}
    assert asked == {one.id for one in current("iba").of_kind("domain")} - {"M.BL"}
    coordinator.post(page, {"A.BE-value": "2", "A.BE-seen": "0"})
    assert stored_back(session) == {"geld/A.BE": ("2", 1)}


def test_the_questions_of_now_come_first_and_what_was_chosen_is_shown(
    session, people, client_as, evaluation, hub, page
):
    last = update(Answer).where(Answer.item == f"geld/{OWN[-1]}", Answer.assessment_id == evaluation.id)
    session.execute(last.values(item="geld/A.UI"))
    session.commit()
    participant = client_as(people.participant)
    shown = participant.get(page, status=409)
    assert f"{hub}/vragen/geld/{OWN[-1]}" in shown.links
    shown = participant.post(page, FORM, status=409)
    assert "Dit koos je bij het terugkijken" in shown.text and f"{hub}/vragen/geld/{OWN[-1]}" in shown.links
    domain = next(one for one in current("iba").domains if one.id == "geld")
    question = next(one for one in current("iba").questions_in(domain) if one.id == ASKED[0])
    assert question.text in shown.text and question.options[1] in shown.text
    assert stored_back(session) == {}


def test_a_domain_that_was_not_chosen_is_said_and_nothing_is_lost(session, people, client_as, evaluation, page):
    look_back_at(session, evaluation)
    participant = client_as(people.participant)
    assert "niet gekozen voor terugkijken bij Geldzaken" in participant.get(page, status=409).text
    shown = participant.post(page, FORM, status=409)
    assert "Je keuzes zijn niet opgeslagen" in shown.h1 and "Dit koos je" in shown.text
    assert stored_back(session) == {}


def test_of_two_tabs_both_values_are_shown_and_saving_again_is_a_choice(session, people, client_as, page):
    participant = client_as(people.participant)
    first, second = ASKED[0], ASKED[1]
    participant.post(page, FORM)
    participant.post(page, {f"{second}-value": "2", f"{second}-seen": "1"})
    late = {f"{first}-value": "4", f"{first}-seen": "0", f"{second}-value": "", f"{second}-seen": "1"}
    shown = participant.post(page, late, status=409)
    assert shown.title.startswith("Fout: ")
    for words in ("Nu opgeslagen", "Jij koos", "Je sloeg deze vraag over."):
        assert words in shown.text
    assert shown.text.count("Nu opgeslagen") == 2
    assert (shown.fields[f"{first}-value"], shown.fields[f"{first}-seen"]) == ("4", "1")
    assert shown.fields[f"{second}-seen"] == "2"
    assert stored_back(session)[f"geld/{first}"] == ("1", 1) and stored_back(session)[f"geld/{second}"] == ("2", 2)
    participant.post(page, {**shown.fields, f"{second}-value": ""})
    assert stored_back(session)[f"geld/{first}"] == ("4", 2) and stored_back(session)[f"geld/{second}"] == ("", 3)


def test_what_was_left_alone_gives_way_to_a_newer_value(session, people, client_as, page):
    participant = client_as(people.participant)
    participant.post(page, {"A.BL-value": "1", "A.BL-seen": "0"})
    participant.post(page, {"A.BL-value": "2", "A.BL-seen": "1"})
    participant.post(page, {"A.BL-value": "1", "A.BL-seen": "1", f"{ASKED[1]}-value": "3"})
    assert stored_back(session) == {"geld/A.BL": ("2", 2), f"geld/{ASKED[1]}": ("3", 1)}
    participant.post(page, {"A.BL-value": "4", "A.BL-seen": "9"}, status=409)


def test_what_is_no_answer_is_refused_in_dutch_and_the_rest_is_kept(session, people, client_as, page):
    for value in ("5", "-1", "not_applicable", "x" * 500):
        typed = {**FORM, "A.BL-value": value}
        shown = client_as(people.participant).post(page, typed, status=422)
        assert "Kies een van de antwoorden." in shown.text
        assert shown.fields[f"{ASKED[1]}-value"] == "1" and "A.BL-value" not in shown.fields
    assert stored_back(session) == {}


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"state": "in_review"}, "De bespreking is begonnen."),
        ({"state": "agreed"}, "is vastgesteld"),
        ({"deadline": today().replace(year=2020)}, "De laatste dag om te antwoorden is voorbij."),
    ],
)
def test_too_late_is_refused_with_what_was_chosen(session, people, client_as, evaluation, page, columns, sentence):
    session.execute(update(Assessment).where(Assessment.id == evaluation.id).values(**columns))
    session.commit()
    participant = client_as(people.participant)
    shown = participant.post(page, FORM, status=409)
    assert sentence in shown.text and "Dit koos je" in shown.text
    assert [link for link in shown.links if link.startswith(f"mailto:{people.coordinator.email}")]
    assert stored_back(session) == {}
    assert participant.follow(participant.client.get(page)).h1.endswith("Controleer je antwoorden")


def test_a_domain_that_was_sent_back_can_be_looked_back_at_again(session, people, client_as, evaluation, hub, page):
    session.execute(update(Assessment).where(Assessment.id == evaluation.id).values(state="in_review"))
    back = {"sent_back_at": now(), "sent_back_reason": "Nog eens."}
    session.execute(update(AssessmentDomain).where(AssessmentDomain.domain == "geld").values(**back))
    session.commit()
    participant = client_as(people.participant)
    assert page in participant.get(f"{hub}/controle").links
    participant.post(page, FORM)
    assert len(stored_back(session)) == len(ASKED)


def test_who_may_not(session, people, client_as, hub, page):
    for domain in ("inclusie", "algemeen", "wonen"):
        client_as(people.participant).get(f"{hub}/terugkijken/{domain}", status=404)
        client_as(people.participant).post(f"{hub}/terugkijken/{domain}", FORM, status=404)
    client_as(people.coordinator).get(f"{hub}/terugkijken/algemeen", status=404)
    for person, status in ((people.adviser, 403), (people.other, 404), (people.administrator, 404)):
        client_as(person).get(page, status=status)
        client_as(person).post(page, FORM, status=status)
    assert stored_back(session) == {}


def test_a_first_round_has_nothing_to_look_back_at(session, people, client_as):
    hub = f"/inventarisaties/{make_assessment(session, people).id}"
    client_as(people.coordinator).get(f"{hub}/terugkijken/geld", status=404)
    assert "erugkijken" not in client_as(people.coordinator).get(hub).text


def test_who_answers_only_what_changed_meaning_is_asked_nothing(session, people, client_as, evaluation, hub, page):
    session.execute(update(ParticipationPart).values(level="", question="M.BL"))
    session.commit()
    client_as(people.participant).get(page, status=404)
    assert "erugkijken" not in client_as(people.participant).get(f"{hub}/controle").text


def test_nothing_is_lost_when_the_session_has_ended(session, people, client_as, page):
    client = client_as(None)
    sign_in(client, session, people.participant)
    end_everywhere(session)
    client.post(page, FORM)
    assert stored_back(session) == {} and len(session.scalars(select(HeldForm)).all()) == 1
    session.commit()
    shown = sign_in(client, session, people.participant)
    client.post(page, {name: value for name, value in shown.fields.items() if name != "csrf_token"})
    assert len(stored_back(session)) == len(ASKED)
