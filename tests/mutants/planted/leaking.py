"""What only shows in the texts that somebody finds, or in a state that comes after a round was open."""

from tests.mutants.fault import Fault

LEAKS = "tests/guards/test_leaks.py"
STATES = ("tests/guards/test_access_states.py", "-k", "sqlite-agreed")

MIXED = (LEAKS, "-k", "sqlite-coordinator and not before")
"""Ids of another inventory under an own one."""
JOINING = ("tests/integration/meetings/test_joining.py",)
FOLLOWING = ("tests/integration/meetings/test_following.py",)

FAULTS: tuple[Fault, ...] = (
    Fault(
        "action of every municipality",
        "tenant",
        "app/doors/access.py",
        "        .where(owns if owned else leads)\n",
        '        .where(owns if owned else ImprovementAction.id == bindparam("action_id"))\n',
        (LEAKS, "-k", "sqlite-coordinator and not before"),
    ),
    Fault(
        "picture of the joint answers for who has an own part",
        "blind",
        "app/assessments/picture.py",
        ' and shown.role == "coordinator"\n',
        "\n",
        ("tests/integration/test_assessments_domain_done.py", "-k", "own_part"),
    ),
    Fault(
        "history of who leads for who takes part",
        "blind",
        "app/history/scope.py",
        "    if roles_in(user, assessment.municipality_id) & set(LEADERS):\n",
        "    if roles_in(user, assessment.municipality_id) & set(LEADERS) or participation_of(user, assessment):\n",
        (LEAKS, "-k", "sqlite-done"),
    ),
    Fault(
        "preview for readers of what was opened again",
        "blind",
        "app/web/publication.py",
        '    if reports and (assessment.state == "agreed" or not roles & set(LEADERS)):\n'
        "        return reports[0]\n"
        "    # A reader without a frozen report: there is nothing for them yet.\n"
        "    return None if roles & set(LEADERS) else abort(404)\n",
        '    return reports[0] if reports and assessment.state == "agreed" else None\n',
        (LEAKS, "-k", "sqlite-reader"),
    ),
    Fault(
        "changes of answers for readers once it is agreed",
        "authorisation",
        "app/reviews/sending_back.py",
        "    require_role(current_user, assessment, *LEADERS)\n",
        '    require_role(current_user, assessment, *LEADERS, "reader")\n',
        STATES,
    ),
    Fault(
        "meetings for readers once it is agreed",
        "authorisation",
        "app/meetings/running.py",
        "    if not leads and not _takes_part(assessment):\n        abort(403)\n",
        "",
        STATES,
    ),
    Fault(
        "merged municipality reads as who leads there",
        "tenant",
        "app/doors/access.py",
        '(found, frozenset({"reader"}))',
        '(found, frozenset({"coordinator"}))',
        ("tests/guards/test_leaks_merged.py", "-k", "sqlite-reader"),
    ),
    Fault(
        "remark of another inventory",
        "tenant",
        "app/reviews/remarks.py",
        "Remark.id == remark_id, Remark.assessment_id == assessment.id, Remark.parent_id",
        "Remark.id == remark_id, Remark.parent_id",
        MIXED,
    ),
    Fault(
        "meeting of another inventory",
        "tenant",
        "app/meetings/ending.py",
        "    mine = Meeting.id == meeting_id, Meeting.assessment_id == assessment_id\n",
        "    mine = (Meeting.id == meeting_id,)\n",
        MIXED,
    ),
    Fault(
        "code of a meeting of somebody else",
        "authorisation",
        "app/meetings/joining.py",
        "Assessment.state == State.IN_REVIEW, or_(leads, invited))",
        "Assessment.state == State.IN_REVIEW)",
        JOINING,
    ),
    Fault(
        "code of a meeting for who takes part no more",
        "authorisation",
        "app/meetings/attendees.py",
        "return (Participation.user_id == user_id, *INVITED)",
        "return (Participation.user_id == user_id, *INVITED[:2])",
        JOINING,
    ),
    Fault(
        "code of a meeting that is not discussed any more",
        "authorisation",
        "app/meetings/joining.py",
        "Meeting.ended_at.is_(None), Assessment.state == State.IN_REVIEW, ",
        "Meeting.ended_at.is_(None), ",
        JOINING,
    ),
    Fault(
        "stand of a meeting for who only reads",
        "authorisation",
        "app/meetings/running.py",
        "    if not leads and not is_taking_part:\n        abort(403)\n",
        "",
        FOLLOWING,
    ),
    Fault(
        "answer of who leads marked on the big screen",
        "blind",
        "app/meetings/following.py",
        "load_board(db.session, assessment, item, None if attendance.leads else current_user)",
        "load_board(db.session, assessment, item, current_user)",
        FOLLOWING,
    ),
    Fault(
        "answers on the screens while they are given again",
        "blind",
        "app/meetings/following.py",
        "    is_blind = is_answered_again(assessment, item)\n",
        "    is_blind = False\n",
        FOLLOWING,
    ),
    Fault(
        "codes of a meeting tried without end",
        "authorisation",
        "app/meetings/joining.py",
        "    count_try(session, WRONG_CODES, str(user.id), secret, now=now)\n",
        "",
        JOINING,
    ),
    Fault(
        "code of a meeting that lasts",
        "used twice",
        "app/meetings/joining.py",
        "f'{meeting_id} {day}'",
        "f'{meeting_id}'",
        JOINING,
    ),
    Fault(
        "meeting that says to everybody that it goes on",
        "authorisation",
        "app/accounts/people.py",
        '    .where(Participation.user_id == User.id, Participation.role == "participant")\n',
        '    .where(Participation.role == "participant")\n',
        JOINING,
    ),
    Fault(
        "meeting that says to readers that it goes on",
        "authorisation",
        "app/accounts/people.py",
        "    Membership.role.in_(LEADERS),\n    Membership.ended_at.is_(None),\n",
        "    Membership.ended_at.is_(None),\n",
        JOINING,
    ),
    Fault(
        "hours or appointment of another trajectory by its address",
        "tenant",
        "app/saving/records.py",
        "filter_by(id=row_id, trajectory_id=trajectory.id)",
        "filter_by(id=row_id)",
        MIXED,
    ),
)
