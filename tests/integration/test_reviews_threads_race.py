"""Two people, or two clicks, at a remark at the same moment."""

import pytest

from tests.factories import make_assessment
from tests.integration.test_security_races import post, together
from tests.remarks import audited, fields, mails_about_remarks, make_remark, remarks

pytestmark = pytest.mark.both


@pytest.fixture
def remark(session, people):
    """The address of a remark in a review."""
    made = make_assessment(session, people, state="in_review")
    hub = f"/inventarisaties/{made.id}"
    return f"{hub}/opmerkingen/{make_remark(session, made, people.adviser)}"


def at_once(clients, path, form):
    """What two get who post the same at the same moment."""
    return sorted(together(*(lambda client=client: post(client, path, form) for client in clients)))


@pytest.mark.parametrize(
    ("path", "form", "done"),
    [
        ("/antwoord", {"text": "Ja."}, "answer_remark"),
        ("", {"action": "resolve"}, "resolve_remark"),
        ("", {"action": "assign", "addressee": "{adviser}", "seen": ""}, "assign_remark"),
    ],
)
def test_a_button_that_is_pressed_twice_does_it_once(session, people, client_as, remark, path, form, done):
    form = fields(remark[-36:], **{name: value.format(adviser=people.adviser.id) for name, value in form.items()})
    clients = [client_as(people.coordinator) for _ in range(2)]
    assert at_once(clients, remark + path, form) == [303, 303]
    assert [entry[0] for entry in audited(session)] == [done]
    assert len(mails_about_remarks(session)) == (1 if done == "assign_remark" else 0)
    assert len(remarks(session)) == (2 if done == "answer_remark" else 1)


def test_of_two_who_give_it_to_somebody_else_one_hears_of_the_other(session, people, client_as, remark):
    choices = [str(people.adviser.id), str(people.coordinator.id)]
    forms = [fields(remark[-36:], action="assign", addressee=chosen, seen="") for chosen in choices]
    asked = [(client_as(people.coordinator), form) for form in forms]
    statuses = together(*(lambda one=one: post(one[0], remark, one[1]) for one in asked))
    assert sorted(statuses) == [303, 409]
    assert str(remarks(session)[0].assigned_to) == choices[statuses.index(303)]


def test_an_answer_and_finishing_at_once_lose_nothing(session, people, client_as, remark):
    """Whichever comes first: the answer is there, and a remark that was finished before it is open again."""
    first, second = client_as(people.coordinator), client_as(people.adviser)
    statuses = together(
        lambda: post(first, f"{remark}/antwoord", fields(remark[-36:], text="Ja.")),
        lambda: post(second, remark, fields(remark[-36:], action="resolve")),
    )
    assert list(statuses) == [303, 303]
    actions = [entry[0] for entry in audited(session)]
    assert "answer_remark" in actions and "resolve_remark" in actions
    assert (remarks(session)[0].resolved_at is None) == ("reopen_remark" in actions)
