"""What a version touches, told on the command line before it is published and after."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.cli import main
from app.factory import build_app
from app.models import ImprovementAction, Report
from app.operation.impact import load_impact
from app.texts.impact import NO_DATABASE, OWN_DOMAIN
from app.web.clock import now
from app.web.extensions import db
from questionnaires import catalogue
from questionnaires.catalogue import questionnaire
from scoring.comparison.impact import ActionImpact
from scoring.engine import RULES
from scoring.interchange import build_interchange, render_json
from tests.factories import People, make_answers, make_assessment, make_people
from tests.integration.test_assessments_statements import statements
from tests.rounds import (
    assessment_data,
    joint_of,
    make_agreed_evaluation,
    make_agreed_long_ago,
    make_baseline,
    make_evaluation,
    whole_round,
)
from tests.trajectories import make_action, make_trajectory

SECOND = questionnaire("iba", 2)
TITLES = {"eigen_1": "Veiligheid", "geld": "Armoede"}


def run(*words: object) -> Result:
    """One command."""
    return CliRunner().invoke(main, [str(word) for word in words])


def test_running_rounds_stay_and_agreed_ones_are_compared(session: Session, people: People) -> None:
    before = make_agreed_long_ago(session, people)
    make_evaluation(session, people, before)
    make_assessment(session, people, ("geld",), questionnaire_version=1, title="Loopt nog")
    make_assessment(session, people, ("geld",), "in_review", questionnaire_version=2)
    session.commit()
    found = load_impact(session, SECOND, catalogue.ROOT)
    assert [(one.where.title, one.state, one.where.version) for one in found.running] == [("Loopt nog", "open", 1)]
    (compared,) = found.compared
    where = compared.where
    assert (where.code, where.municipality, where.title) == ("GM9901", "Voorbeeldstad", "Nulmeting")
    # Two domains with 14 questions and twelve general ones: M.BL of each and G07 mean something else, G12 is gone.
    assert (compared.impact.accounting["total"], compared.impact.comparable) == (40, 36)
    assert compared.impact.not_comparable == ()


def test_the_newest_report_counts_and_not_what_is_typed_since(session: Session, people: People) -> None:
    values = {f"geld/{one}": "unknown" for one in ("C.BE", "C.BL")}
    before = make_baseline(session, people, values)
    make_agreed_evaluation(session, people, before)
    found = load_impact(session, SECOND, catalogue.ROOT)
    assert [one.impact.not_comparable for one in found.compared] == [(("geld", "middelen"),)]


def make_acting(session: Session, people: People) -> None:
    """Actions about what changes and about what does not, in ten months on version 1."""
    trajectory = make_trajectory(session, make_agreed_long_ago(session, people), people.coordinator)
    for position, title, domain, item, bank in (
        (1, "Regel de overdracht", "algemeen", "algemeen/G12", "ACT38"),
        (2, "Zet het in contracten", "geld", "geld/M.BL", None),
        (3, "Praat met het bestuur", "geld", "geld/A.BE", "ACT01"),
        (4, "Iets eigens", "inclusie", None, None),
    ):
        place = {"domain": domain, "item": item, "bank_id": bank, "position": position}
        make_action(session, trajectory, people.coordinator, title=title, **place)
    session.commit()


def test_actions_of_questions_and_examples_that_change(session: Session, people: People) -> None:
    make_acting(session, people)
    found = load_impact(session, SECOND, catalogue.ROOT)
    assert {one.title: one.impact for one in found.actions} == {
        "Regel de overdracht": ActionImpact("retired", "moved"),
        "Zet het in contracten": ActionImpact("meaning_changed", None),
    }
    assert found.untouched_actions == 2


def test_ten_months_that_were_closed_are_left_out(session: Session, people: People) -> None:
    before = make_agreed_long_ago(session, people)
    trajectory = make_trajectory(session, before, people.coordinator)
    trajectory.ended_at = now()
    make_action(session, trajectory, people.coordinator, item="geld/M.BL")
    session.commit()
    found = load_impact(session, SECOND, catalogue.ROOT)
    assert (found.actions, found.untouched_actions) == ((), 0)


def test_three_statements_whatever_the_number_of_rounds(session: Session, people: People) -> None:
    make_acting(session, people)
    for _ in range(2):
        with statements() as sent:
            load_impact(session, SECOND, catalogue.ROOT)
        assert len(sent) == 3
        make_assessment(session, people, ("geld",), questionnaire_version=1, title="Nog een")
        session.execute(update(ImprovementAction).values(state="running"))
        session.commit()


# The command


@pytest.fixture
def world(commands: Path) -> None:
    """A database with a round of each kind, and actions."""
    with build_app().app_context():
        people = make_people(db.session)
        make_acting(db.session, people)
        make_assessment(db.session, people, ("geld", "eigen_1"), "open", titles=TITLES, questionnaire_version=1)
        db.session.commit()
        db.engine.dispose()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Our questionnaires where a version can be added."""
    root = tmp_path / "questionnaires"
    shutil.copytree(catalogue.ROOT / "files", root / "files")
    shutil.copy(catalogue.ROOT / "published.toml", root)
    return root


def test_it_reads_as_sentences(world: None) -> None:
    told = run("impact", "iba", 2)
    assert (told.exit_code, told.stderr) == (0, "")
    lines = told.stdout.splitlines()
    assert lines[0] == "Wat versie 2 van iba raakt. Ze is gepubliceerd."
    assert "1 inventarisatie loopt. Ze blijft op haar versie:" in lines
    assert any(line.endswith("invullen, versie 1") for line in lines)
    assert "Met 1 vastgestelde ronde kan een volgende ronde worden vergeleken:" in lines
    assert any(line.startswith("  Beantwoorde vragen: 40. Met dezelfde betekenis: 36. Per soort: ") for line in lines)
    assert "  Alles wat nu te vergelijken is, blijft dat." in lines
    assert "vraag algemeen/G12 is vervallen en voorbeeld ACT38 staat op een andere plaats" in told.stdout
    assert "‘Zet het in contracten’ (" in told.stdout and "vraag geld/M.BL heeft een andere betekenis" in told.stdout
    assert "2 van de 4 acties in lopende trajecten horen bij iets dat verandert." in told.stdout


def test_own_and_renamed_domains_and_what_is_lost_are_named(commands: Path) -> None:
    with build_app().app_context():
        people = make_people(db.session)
        at = {"agreed_at": now(), "questionnaire_version": 1}
        made = make_assessment(db.session, people, ("geld", "eigen_1"), "agreed", titles=TITLES, **at)
        asked = [one.id for one in questionnaire("iba", 1).of_kind("domain") if one.id not in ("C.BE", "C.BL")]
        said = {f"{domain}/{one}": 2 for domain in TITLES for one in asked}
        make_answers(db.session, joint_of(db.session, made), said)
        frozen = render_json(build_interchange(assessment_data(db.session, whole_round(db.session, made))))
        ids = {"assessment_id": made.id, "municipality_id": made.municipality_id, "agreed_by": people.coordinator.id}
        db.session.add(Report(**ids, number=1, agreed_at=now(), rules=RULES, interchange=frozen.decode()))
        db.session.commit()
        db.engine.dispose()
    lines = run("impact", "iba", 2).stdout.splitlines()
    for domain in ("Armoede", "Veiligheid"):
        assert f"  Niet meer te vergelijken bij {domain}: middelen." in lines
    assert f"  Eigen: Veiligheid. {OWN_DOMAIN}" in lines
    assert "  Onder een andere naam: Geldzaken, armoede en schulden heet Armoede." in lines
    (compared,) = json.loads(run("impact", "iba", 2, "--json").stdout)["comparisons"]
    assert (compared["own_domains"], compared["renamed"]) == ({"eigen_1": "Veiligheid"}, {"geld": "Armoede"})
    assert {one["domain"] for one in compared["not_comparable"]} == {"geld", "eigen_1"}


def test_it_comes_as_data(world: None) -> None:
    document = json.loads(run("impact", "iba", 2, "--json").stdout)
    assert list(document) == ["questionnaire", "running", "comparisons", "actions", "untouched_actions"]
    assert document["questionnaire"] == {"id": "iba", "version": 2, "published": True}
    assert [(one["municipality"]["code"], one["version"], one["state"]) for one in document["running"]] == [
        ("GM9901", 1, "open")
    ]
    (compared,) = document["comparisons"]
    assert compared["comparable"] == 36 and compared["accounting"]["retired"] == 1
    assert [(one["item"], one["question"], one["bank"]) for one in document["actions"]] == [
        ("algemeen/G12", "retired", "moved"),
        ("geld/M.BL", "meaning_changed", None),
    ]


def test_where_nothing_is_nothing_is_touched(commands: Path) -> None:
    told = run("impact", "iba", 2).stdout
    assert "Er lopen geen inventarisaties op een eerdere versie." in told
    assert "Er zijn geen vastgestelde rondes op een eerdere versie." in told
    assert "Er lopen geen trajecten met acties op een eerdere versie." in told


def test_a_version_that_was_only_begun(world: None, root: Path) -> None:
    """Version 3 takes a domain out, and with it an action, before anybody publishes it."""
    assert run("new-version", "iba", "--root", root).exit_code == 0
    folder = root / "files/iba/3"
    domains = folder / "domains.toml"
    parts = domains.read_text("utf-8").split("[[domains]]\n")
    domains.write_text("[[domains]]\n".join(part for part in parts if 'id = "geld"' not in part), "utf-8")
    refused = run("impact", "iba", 3, "--root", root)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "iba/3/changes.toml: domein geld: is weg in versie 3, maar staat niet in de tabel" in refused.stderr
    assert run("new-version", "iba", "--root", root).stdout == "Regels erbij in changes.toml: 1.\n"
    told = run("impact", "iba", 3, "--root", root)
    assert told.exit_code == 0, told.stderr
    assert "Ze is nog niet gepubliceerd." in told.stdout
    assert "  Vervallen: Geldzaken, armoede en schulden." in told.stdout
    assert "het domein geld is vervallen" in told.stdout


REFUSED = [
    (("iba", 1), "iba/1: dit is de eerste versie. Er is niets dat ze kan raken\n"),
    (("iba", 0), "iba/0: deze versie is nog niet begonnen\n"),
    (("iba", 3), "iba/3: deze versie is nog niet begonnen\n"),
    (("iba", 4), "iba/4: na versie 2 kan alleen versie 3 komen\n"),
    (("anders", 2), "anders: deze vragenlijst bestaat niet\n"),
]


@pytest.mark.parametrize(("asked", "message"), REFUSED)
def test_what_is_no_next_version_is_refused(asked: tuple[str, int], message: str) -> None:
    done = run("impact", *asked)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", message)


def test_a_later_version_with_mistakes_stands_in_nobodys_way(commands: Path, root: Path) -> None:
    run("new-version", "iba", "--root", root)
    (root / "files/iba/3/actions.toml").write_text("actions = 1\n", "utf-8")
    assert run("impact", "iba", 2, "--root", root).exit_code == 0
    refused = run("impact", "iba", 3, "--root", root)
    assert (refused.exit_code, refused.stderr) == (2, "iba/3/actions.toml: actions: moet een lijst zijn\n")


def test_a_database_without_tables_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENHANG_DATABASE_URL", f"sqlite:///{tmp_path}/empty.db")
    assert (done := run("impact", "iba", 2)).exit_code == 2 and done.stderr == f"{NO_DATABASE}\n"
