"""Stand-ins for files: no test takes one for a file, and one is another one exactly where the file is."""

import datetime
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.comparisons.contents import FORMS as COMPARED
from app.comparisons.contents import make_comparison
from app.models import Rendering
from app.reports.contents import FORMS_OF, make_contents
from app.reports.document.material import OwnWords, ReportContext
from questionnaires.catalogue import questionnaire
from tests import selection
from tests.comparing import place_of, round_after
from tests.rounds import close_round, make_agreed_long_ago
from tests.standins import (
    MARK,
    REAL,
    STAND_INS,
    Refusing,
    StandInError,
    drawn_by,
    drawn_for,
    kept_name,
    reports,
    rounds,
)
from tests.unit.comparisons.materials import ACTIONS, make_material
from tests.unit.reports.examples import make_round

BEGINS = {"pdf": b"%PDF-1.7", "docx": b"PK", "xlsx": b"PK"}
REAL_ANYWAY = ("/rapport.csv", "/rapport.json", "/rapport.txt", "/vergelijking.json")
FILES = [*(f"/rapport.{form}" for form in BEGINS), *(f"/vergelijking.{form}" for form in BEGINS)]


@pytest.fixture
def second(session, people):
    """A second round in review."""
    return round_after(session, people, make_agreed_long_ago(session, people))


@pytest.fixture
def hub(session, people, second):
    """Where the round is, agreed while files are drawn as this test says."""
    close_round(session, people, second)
    session.commit()
    return place_of(second).removesuffix("/vergelijking")


def test_a_test_that_is_not_about_files_draws_none(session, hub):
    """Unless this is the long form."""
    content = session.scalars(select(Rendering.content).where(Rendering.form.in_(BEGINS))).all()
    assert len(content) == 8 + 3
    assert {one.startswith(MARK) for one in content} == {not selection.EVERYTHING}
    assert kept_name("world") == ("world.report.comparison" if selection.EVERYTHING else "world")


@pytest.mark.files
def test_a_test_about_files_reads_them(people, client_as, hub):
    coordinator = client_as(people.coordinator)
    for path in FILES:
        assert coordinator.ask(hub + path).data.startswith(BEGINS[path.rpartition(".")[2]]), path
    assert kept_name("world") == "world.report.comparison"


@pytest.mark.files("comparison")
def test_a_test_may_read_those_of_one_kind_only(session, hub):
    """Unless this is the long form."""
    content = session.execute(select(Rendering.kind, Rendering.content).where(Rendering.form.in_(BEGINS))).all()
    drawn = {kind == "comparison" for kind, file in content if not file.startswith(MARK)}
    assert drawn == ({True, False} if selection.EVERYTHING else {True})
    assert kept_name("world") == ("world.report.comparison" if selection.EVERYTHING else "world.comparison")


def test_in_the_long_form_every_test_draws_them(request, monkeypatch):
    monkeypatch.setattr(selection, "EVERYTHING", True)
    with drawn_for(request.node):
        assert kept_name("world") == "world.report.comparison"


def test_a_stand_in_is_never_sent(session, people, client_as, second):
    with drawn_by(STAND_INS):
        close_round(session, people, second)
    session.commit()
    hub, coordinator = place_of(second).removesuffix("/vergelijking"), client_as(people.coordinator)
    for path in FILES:
        with pytest.raises(StandInError, match="needs the mark `files`"):
            coordinator.ask(hub + path)
    assert Refusing.caught == [hub + path for path in FILES]
    Refusing.caught.clear()
    for path in REAL_ANYWAY:
        assert coordinator.ask(hub + path).status_code == 200


def test_a_preview_is_drawn_for_real(people, client_as, second):
    for path in (place_of(second), place_of(second).replace("vergelijking", "rapport")):
        for form, begin in BEGINS.items():
            assert client_as(people.adviser).ask(f"{path}.{form}").data.startswith(begin)


def test_an_error_that_a_server_keeps_to_itself_fails_the_test(request):
    with pytest.raises(AssertionError, match=r"/rapport\.pdf is a stand-in for a file"), drawn_for(request.node):
        Refusing.caught.append("/rapport.pdf")
    assert not Refusing.caught


WORDS = OwnWords("geld", "A.BE", "adviseur", "Eigen woorden")
CONTEXT = ReportContext(title="Eerste meting", date=datetime.date(2026, 11, 24), document_id="1")
CHANGES = {
    "nothing": {},
    "id": {"document_id": "2"},
    "own words": {"own_words": (WORDS,)},
    "day": {"date": datetime.date(2026, 11, 25)},
}


def forms_of_report(render, **changes):
    """Every file of a report of one domain."""
    contents = make_contents(questionnaire("iba", 1), make_round(reason="Zo is het."), replace(CONTEXT, **changes))
    return {(kind, form): render(contents, kind, form) for kind in FORMS_OF for form in FORMS_OF[kind]}


def changed(made, before):
    """The files that are not what they were."""
    return {place for place in before if made[place] != before[place]}


def test_it_is_another_one_where_the_file_of_a_report_is():
    files, stand_ins = (
        {name: forms_of_report(make[reports], **CHANGES[name]) for name in CHANGES} for make in (REAL, STAND_INS)
    )
    assert len(set(stand_ins["nothing"].values())) == len(stand_ins["nothing"])
    for name in CHANGES:
        assert changed(stand_ins[name], stand_ins["nothing"]) == changed(files[name], files["nothing"]), name
    # Own words are in one edition only, and yet every PDF gets another id.
    own = {("adviser", "docx"), ("adviser", "pdf"), ("alderman", "pdf"), ("full", "pdf")}
    assert changed(files["own words"], files["nothing"]) == own


def test_it_is_another_one_where_the_file_of_a_comparison_is():
    material = make_material(make_round(value=1), make_round(value=3))
    for other in (material, replace(material, actions=ACTIONS[:1])):
        pair = make_comparison(material), make_comparison(other)
        for form in COMPARED:
            file, stand_in = ([make[rounds](each, form) for each in pair] for make in (REAL, STAND_INS))
            assert (file[0] == file[1]) == (stand_in[0] == stand_in[1]) == (other is material), form
