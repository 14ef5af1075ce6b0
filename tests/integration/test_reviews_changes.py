"""What changed since domains were sent back: on the page stands what the history holds, and nothing else."""

import random

import pytest
from sqlalchemy import insert, select

from app.models import AnswerVersion, AuditEntry, ClosingTextVersion, Participation
from app.texts.words import SPECIAL
from app.web.clock import now
from questionnaires.catalogue import current
from tests.factories import make_answers, make_assessment, make_participation
from tests.integration.test_assessments_statements import statements

GELD = current("iba").chosen_domains(["geld"])[0]
ASKED = {f"geld/{question.id}": question for question in current("iba").questions_in(GELD, "domain")}
QUESTIONS = [question.id for question in current("iba").of_kind("domain")]
FIELDS = ("value", "reason", "evidence_note", "confidence")
LABELS = dict(zip(FIELDS, ("Antwoord", "Toelichting", "Waar het bewijs staat", "Hoe zeker"), strict=True))
SURE = {None: "", "sure": "Zeker", "not_sure": "Niet zeker"}


@pytest.fixture
def assessment(session, people):
    """A review of Geldzaken and Inclusie with the joint answers and those of a colleague."""
    made = make_assessment(session, people, state="in_review")
    joint = session.scalars(select(Participation)).one()
    part = make_participation(session, made, people.participant, everything=True, function="teamleider schulden")
    make_answers(session, joint, {"geld/A.BE": 2, "geld/A.BL": 1, "inclusie/A.BE": 4}, reason="Er is geen geld.")
    make_answers(session, part, {"geld/A.BE": 0, "geld/A.UI": "unknown", "inclusie/A.BE": 1})
    return made


@pytest.fixture
def hub(assessment):
    """Where it is."""
    return f"/inventarisaties/{assessment.id}"


def send_back(client, hub, *domains):
    client.post(f"{hub}/terugsturen", {"domains": list(domains), "reason": "Kijk naar het geld."})


def shown(page):
    """{(text of the question, who, label): (was, is now)}, as the page says it."""
    found, question = {}, ""
    for element in page.all("main")[0].iter():
        if element.tag == "h3":
            question = "".join(element.itertext())
        if element.tag == "li" and list(element.iter("dl")):
            who = "".join(next(element.iter("bdi")).itertext())
            for line in next(element.iter("dl")):
                label, was, now_ = ("".join(cell.itertext()) for cell in line)
                found[question, who, label] = (was.removeprefix("Was: "), now_.removeprefix("Is nu: "))
    return found


def marked(page, tag):
    return ["".join(element.itertext()) for element in page.all(tag)]


def test_shows_what_two_people_changed_and_nothing_else(people, client_as, hub):
    adviser, coordinator, colleague = (client_as(getattr(people, n)) for n in ("adviser", "coordinator", "participant"))
    send_back(adviser, hub, "geld")
    coordinator.post(f"{hub}/vragen/geld/A.BE", {"value": "2", "reason": "Er is nu wel geld.", "seen": "1"})
    colleague.post(f"{hub}/vragen/geld/A.UI", {"value": "1", "seen": "1"})
    coordinator.post(f"{hub}/opnieuw-inleveren")
    page = adviser.get(f"{hub}/bespreken/veranderd")
    found = shown(page)
    assert [who for _, who, _ in found] == ["functie van Cora Dinator, beleid", "teamleider schulden, beleid"]
    assert [label for _, _, label in found] == ["Toelichting", "Antwoord"]
    new = f"1. {ASKED['geld/A.UI'].options[1]}"
    assert list(found.values()) == [("Er is geen geld.", "Er is nu wel geld."), ("Weet ik niet", new)]
    assert marked(page, "del") == ["geen", "Weet ik niet"]
    assert marked(page, "ins") == ["nu wel", new]
    assert "2 antwoorden bij 2 vragen zijn veranderd." in page.text
    assert "De andere 2 antwoorden in wat toen is teruggestuurd, zijn hetzelfde gebleven." in page.text
    assert (
        "Kijk naar het geld." in page.text
        and "Ivo" not in page.text
        and "Cora" not in page.text.replace("functie van Cora", "")
    )


def test_before_handing_in_again_it_tells_nothing(people, client_as, hub):
    adviser, coordinator, colleague = (client_as(getattr(people, n)) for n in ("adviser", "coordinator", "participant"))
    send_back(adviser, hub, "geld")
    assert f"{hub}/bespreken/veranderd" not in adviser.get(f"{hub}/bespreken").links
    before = adviser.get(f"{hub}/bespreken/veranderd")
    assert "Nog niet. Daarna zie je per vraag wat er is veranderd." in before.text and before.all("h2") == []
    colleague.post(f"{hub}/vragen/geld/A.UI", {"value": "1", "seen": "1"})
    colleague.post(f"{hub}/vragen/geld/slotvragen", {"goes_well": "Het spreekuur.", "problem": "", "who_helps": ""})
    assert adviser.get(f"{hub}/bespreken/veranderd").text == before.text
    coordinator.post(f"{hub}/opnieuw-inleveren")
    assert len(shown(adviser.get(f"{hub}/bespreken/veranderd"))) == 2


def test_who_changes_it_back_has_changed_nothing(people, client_as, hub):
    adviser, coordinator, colleague = (client_as(getattr(people, n)) for n in ("adviser", "coordinator", "participant"))
    send_back(adviser, hub, "geld")
    for seen, value in enumerate(("1", "unknown"), 1):
        colleague.post(f"{hub}/vragen/geld/A.UI", {"value": value, "seen": str(seen)})
    coordinator.post(f"{hub}/opnieuw-inleveren")
    page = adviser.get(f"{hub}/bespreken/veranderd")
    assert "Er is niets veranderd." in page.text and "De andere 4 antwoorden" in page.text and shown(page) == {}


def test_an_earlier_time_is_shown_as_it_was_then(people, client_as, hub):
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    for turn, value in enumerate(("3", "4")):
        send_back(adviser, hub, *(("geld",), ("geld", "inclusie"))[turn])
        coordinator.post(f"{hub}/vragen/geld/A.BE", {"value": value, "reason": "Er is geen geld.", "seen": turn + 1})
        coordinator.post(f"{hub}/opnieuw-inleveren")
    page = adviser.get(f"{hub}/bespreken/veranderd")
    assert [was[0] + now_[0] for was, now_ in shown(page).values()] == ["34"]
    assert f"{hub}/bespreken/veranderd?keer=1" in page.links
    page = adviser.get(f"{hub}/bespreken/veranderd?keer=1")
    assert [was[0] + now_[0] for was, now_ in shown(page).values()] == ["23"]
    assert "Hier is niets veranderd." not in page.text and len(page.all("h2")) == 2
    for odd in ("keer=99", "keer=x", "keer="):
        assert [was[0] for was, _ in shown(adviser.get(f"{hub}/bespreken/veranderd?{odd}")).values()] == ["3"]


def test_closing_texts_are_part_of_it(people, client_as, hub):
    adviser, coordinator, colleague = (client_as(getattr(people, n)) for n in ("adviser", "coordinator", "participant"))
    send_back(adviser, hub, "geld")
    colleague.post(f"{hub}/vragen/geld/slotvragen", {"goes_well": "Het spreekuur.", "problem": "", "who_helps": ""})
    told = coordinator.follow(coordinator.post(f"{hub}/opnieuw-inleveren"))
    assert "Opnieuw ingeleverd. 1 tekst bij de laatste vragen is veranderd." in told.text
    page = adviser.get(f"{hub}/bespreken/veranderd")
    (key,) = shown(page)
    assert key[0].startswith("Wat gaat er goed binnen") and shown(page)[key] == ("nog niets ingevuld", "Het spreekuur.")
    assert "1 tekst bij de laatste vragen is veranderd." in page.text


def test_texts_of_people_stay_text(people, client_as, hub):
    adviser, coordinator, colleague = (client_as(getattr(people, n)) for n in ("adviser", "coordinator", "participant"))
    send_back(adviser, hub, "geld")
    hostile = "<script>alert(1)</script> </ins><del>&lt;b&gt; {{ 7*7 }}"
    colleague.post(f"{hub}/vragen/geld/A.BE", {"value": "0", "reason": hostile, "seen": "1"})
    colleague.post(f"{hub}/vragen/geld/A.BE", {"value": "0", "reason": hostile, "seen": "1"}, status=303)
    coordinator.post(f"{hub}/opnieuw-inleveren")
    page = adviser.get(f"{hub}/bespreken/veranderd")
    assert [now_ for _, now_ in shown(page).values()] == [hostile]
    assert marked(page, "ins") == [hostile] and marked(page, "del") == []
    scripts = [script for main in page.all("main") for script in main.iter("script")]
    assert scripts == []


def from_history(session, assessment, domain):
    """What the page must show, straight from every version and the moments of the audit trail."""
    moments = {entry.action: entry.at for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.at))}
    rows = session.scalars(select(AnswerVersion).order_by(AnswerVersion.version)).all()
    people = {part.id: part.function for part in session.scalars(select(Participation))}
    before, after = {}, {}
    for row in rows:
        if row.item.startswith(f"{domain}/"):
            for at, kept in ((moments["send_back"], before), (moments["resubmit"], after)):
                if row.saved_at <= at:
                    kept[row.participation_id, row.item] = row
    session.commit()
    found = {}
    for (part, item), new in after.items():
        question = ASKED[item]
        for name in FIELDS:
            was, now_ = said(before.get((part, item)), name, question), said(new, name, question)
            if was != now_:
                nothing = "niets ingevuld" if (part, item) in before else "nog niets ingevuld"
                found[question.text, people[part], LABELS[name]] = (was or nothing, now_ or "niets meer")
    return found


def said(row, name, question):
    value = getattr(row, name, None)
    if name == "value" and value is not None:
        return f"{value}. {question.options[int(value)]}" if value.isdecimal() else SPECIAL[value]
    return SURE[value] if name == "confidence" else value or ""


@pytest.mark.parametrize("seed", range(3))
def test_the_page_equals_the_history(session, people, client_as, seed):
    chosen = random.Random(seed)
    made = make_assessment(session, people, state="in_review")
    parts = [session.scalars(select(Participation)).one(), make_participation(session, made, people.participant)]
    for part, function in zip(parts, ("de eerste", "de tweede"), strict=True):
        part.function, part.level = function, None
    session.commit()
    seen = [{}, {}]

    def save(times):
        for _ in range(times):
            place = chosen.randrange(2)
            item = f"{chosen.choice(['geld', 'inclusie'])}/{chosen.choice(QUESTIONS[:6])}"
            value = chosen.choice(["0", "1", "2", "unknown", "not_applicable"])
            told = {name: chosen.choice([None, "Een.", "Twee, of <meer>."]) for name in ("reason", "evidence_note")}
            sure = chosen.choice([None, "sure", "not_sure"])
            at = seen[place].get(item, 0)
            make_answers(session, parts[place], {item: value}, seen=at, confidence=sure, **told)
            seen[place][item] = at + 1

    save(20)
    send_back(client_as(people.adviser), f"/inventarisaties/{made.id}", "geld")
    save(25)
    client_as(people.coordinator).post(f"/inventarisaties/{made.id}/opnieuw-inleveren")
    save(10)
    page = client_as(people.adviser).get(f"/inventarisaties/{made.id}/bespreken/veranderd")
    expected = from_history(session, made, "geld")
    assert len(expected) > 5
    assert shown(page) == expected


def test_what_was_sent_back_before_all_was_noted(session, people, client_as, assessment, hub):
    """Rows of the audit trail are never written again: older ones lack what is noted now."""
    shared = {"assessment_id": assessment.id, "municipality_id": people.municipality.id}
    joint, part = session.scalars(select(Participation).order_by(Participation.role)).all()
    before = {str(joint.id): {"geld/A.BE": 1, "geld/A.BL": 1}, str(part.id): {"geld/A.BE": 1, "geld/A.UI": 1}}

    def note(action, **new):
        entry = {"at": now(), "actor_id": people.adviser.id, "action": action, "subject": "x", "reason": "Oud."}
        session.add(AuditEntry(**shared, **entry, new={"domains": ["geld"], **new}))
        session.commit()

    note("send_back", versions=before)
    make_answers(session, joint, {"geld/A.BE": 3}, seen=1, reason="Er is geen geld.")
    text = {"item": "geld/problem", "text": "Geen tijd.", "version": 1, "saved_at": now()}
    who = {"participation_id": joint.id, "saved_by": people.coordinator.id}
    session.execute(insert(ClosingTextVersion).values(**shared, **text, **who))
    note("resubmit", changed=["geld/A.BE"])
    make_answers(session, joint, {"geld/A.BE": 4}, seen=2, reason="Later.")
    found = shown(client_as(people.adviser).get(f"{hub}/bespreken/veranderd"))
    assert [(label, was[0], now_[0]) for (_, _, label), (was, now_) in found.items()] == [
        ("Antwoord", "2", "3"),
        ("Tekst", "n", "G"),
    ]


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 200), ("participant", 403), ("reader", 404), ("administrator", 404), ("other", 404)],
)
def test_only_for_who_leads_the_review(people, client_as, assessment, hub, who, status):
    page = client_as(getattr(people, who)).get(f"{hub}/bespreken/veranderd", status=status)
    assert ("Er is nog niets teruggestuurd" in page.text) == (status == 200)


@pytest.mark.parametrize("many", [1, 10])
def test_takes_few_statements(session, people, client_as, assessment, hub, many):
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    adviser = client_as(people.adviser)
    send_back(adviser, hub, "geld", "inclusie")
    make_answers(session, joint, {f"inclusie/{question}": 1 for question in QUESTIONS[-many:]})
    client_as(people.coordinator).post(f"{hub}/opnieuw-inleveren")
    with statements() as sent:
        adviser.get(f"{hub}/bespreken/veranderd")
    assert len(sent) <= 11, sent
