"""Every endpoint x role x (own, other, ended), with real requests: an endpoint without a row fails.

What a cell means, and who the people of the columns are, stands in tests/guards/doors.py.
"""

import pytest
from flask import Flask

from tests.guards.doors import Access, Doors

# The cells: own, other, ended, administrator. Four words are for coordinator, adviser, participant and reader.
PUBLIC = Access("yes", "yes", "yes", "yes", nobody="yes")
SIGNED_IN = Access("yes", "yes", "yes", "yes")
ADMINISTRATOR = Access("403", "403", "403", "yes")
COORDINATORS = Access("yes 403 403 403", "yes 403 403 403", "403", "403")
# About one inventory: whoever has nothing to do with it does not learn that it exists.
ANSWERING = Access("yes 403 yes 404")
READING = Access("yes yes yes 404")
TALKING = Access("yes yes 403 404")
COORDINATING = Access("yes 403 403 404")
ADVISING = Access("403 yes 403 404")
# For who advises any municipality; and one municipality for who advises that one.
ADVISERS = Access("403 yes 403 403", "403 yes 403 403", "403", "403")
THEIR_ADVISERS = Access("403 yes 403 403", "403 404 403 403", "403", "403")
# Open to all, but the organisation of this row is nowhere, and nobody comes back who never went there.
FAILED = Access("502", "502", "502", "502", nobody="502")
NEVER_WENT = Access("400", "400", "400", "400", nobody="400")
NO_SUCH_LINK = Access("404", "404", "404", "404", nobody="404")
NOT_THEIRS = Access("404")
# There is no version of a report yet.
NOTHING_AGREED = Access("404 404 403 404")

# About one trajectory or action: who leads it, and no reader.
LEADING = Access("yes yes 404 403", "404 404 404 404")
# About one action: who leads it; its owner tries the doors of others in the leak tests.
ACTING = Access("yes yes 404 404", "404 404 404 404")
# The plan and the overview, which a reader reads too.
PLANNED = Access("yes yes 404 yes", "404 404 404 404")
# Whoever has none sees a page that says so.
TABLE: dict[tuple[str, str], Access] = {
    ("GET", "trajectories.list_trajectories"): SIGNED_IN,
    ("GET", "trajectories.list_boards"): SIGNED_IN,
    ("GET", "trajectories.show_trajectory"): LEADING,
    ("GET", "trajectories.consider_starting"): TALKING,
    ("POST", "trajectories.start"): TALKING,
    ("GET", "trajectories.edit_steps"): LEADING,
    ("POST", "trajectories.save_steps"): LEADING,
    ("GET", "trajectories.consider_closing"): LEADING,
    ("POST", "trajectories.close"): LEADING,
    ("POST", "trajectories.reopen"): LEADING,
    ("GET", "trajectories.show_hours"): LEADING,
    ("POST", "trajectories.add_hours"): LEADING,
    ("GET", "trajectories.hours_table"): LEADING,
    ("GET", "trajectories.edit_hours"): LEADING,
    ("POST", "trajectories.change_hours"): LEADING,
    ("POST", "trajectories.remove_hours"): LEADING,
    ("GET", "trajectories.edit_target"): LEADING,
    ("POST", "trajectories.change_target"): LEADING,
    ("GET", "trajectories.show_feed"): LEADING,
    ("POST", "trajectories.renew_feed"): LEADING,
    ("POST", "trajectories.end_feed"): LEADING,
    ("GET", "trajectories.feed_file"): NO_SUCH_LINK,
    ("GET", "trajectories.list_appointments"): LEADING,
    ("GET", "trajectories.new_appointment"): LEADING,
    ("POST", "trajectories.add_appointment"): LEADING,
    ("GET", "trajectories.show_appointment"): LEADING,
    ("POST", "trajectories.change_appointment"): LEADING,
    ("POST", "trajectories.cancel_appointment"): LEADING,
    ("GET", "trajectories.plan"): PLANNED,
    ("GET", "trajectories.plan_pdf"): PLANNED,
    ("GET", "trajectories.plan_docx"): PLANNED,
    ("GET", "trajectories.summary"): PLANNED,
    ("GET", "trajectories.summary_pdf"): PLANNED,
    ("GET", "trajectories.board"): LEADING,
    ("GET", "trajectories.show_action"): ACTING,
    ("POST", "trajectories.move_card"): ACTING,
    ("POST", "trajectories.report_progress"): ACTING,
    ("GET", "trajectories.show_owner"): ACTING,
    ("POST", "trajectories.ask_action_owner"): ACTING,
    ("POST", "trajectories.take_action_owner_away"): ACTING,
    ("GET", "trajectories.list_own_actions"): SIGNED_IN,
    # For the owner alone: who leads has other pages.
    ("GET", "trajectories.show_own_action"): NOT_THEIRS,
    ("POST", "trajectories.report_own_action"): NOT_THEIRS,
    ("GET", "trajectories.list_partners"): LEADING,
    ("GET", "trajectories.new_partner"): LEADING,
    ("POST", "trajectories.new_partner"): LEADING,
    ("GET", "trajectories.show_partner"): LEADING,
    ("GET", "trajectories.edit_partner"): LEADING,
    ("POST", "trajectories.edit_partner"): LEADING,
    ("POST", "trajectories.stop_partner"): LEADING,
    ("POST", "trajectories.resume_partner"): LEADING,
    ("POST", "trajectories.link_partner_actions"): LEADING,
    ("GET", "trajectories.invite_partner"): LEADING,
    ("GET", "trajectories.show_priorities"): TALKING,
    ("POST", "trajectories.choose_domains"): TALKING,
    ("GET", "static"): PUBLIC,
    ("GET", "accounts.sign_in"): PUBLIC,
    ("POST", "accounts.sign_in"): PUBLIC,
    # Nobody gave an address yet, so there is no code to enter.
    ("GET", "accounts.enter_code"): SIGNED_IN,
    ("POST", "accounts.enter_code"): SIGNED_IN,
    ("GET", "accounts.show_held_forms"): SIGNED_IN,
    ("GET", "accounts.work_account"): FAILED,
    ("GET", "accounts.work_account_return"): NEVER_WENT,
    # Without a work account that was just shown, the way on is the sign-in page.
    ("GET", "accounts.work_account_confirm"): SIGNED_IN,
    ("POST", "accounts.work_account_confirm"): SIGNED_IN,
    ("GET", "accounts.link_work_account"): SIGNED_IN,
    ("POST", "accounts.link_work_account"): SIGNED_IN,
    ("POST", "accounts.unlink_work_account"): NOT_THEIRS,
    ("GET", "accounts.invitation"): NO_SUCH_LINK,
    ("GET", "accounts.owned_action"): NO_SUCH_LINK,
    # Nobody has proven an address here, so there is no second step to take.
    ("GET", "accounts.second_step"): SIGNED_IN,
    ("POST", "accounts.second_step"): SIGNED_IN,
    ("GET", "accounts.set_up_second_step"): SIGNED_IN,
    ("POST", "accounts.set_up_second_step"): SIGNED_IN,
    ("GET", "accounts.account"): SIGNED_IN,
    ("GET", "accounts.recovery_codes"): SIGNED_IN,
    ("POST", "accounts.recovery_codes"): SIGNED_IN,
    ("GET", "accounts.new_recovery_codes"): SIGNED_IN,
    ("POST", "accounts.new_recovery_codes"): SIGNED_IN,
    ("GET", "accounts.remove_second_step"): SIGNED_IN,
    ("POST", "accounts.remove_second_step"): SIGNED_IN,
    # Everybody ends at the sign-in page.
    ("POST", "accounts.end_everywhere"): Access("in", "in", "in", "in"),
    ("POST", "accounts.sign_out"): Access("in", "in", "in", "in"),
    ("GET", "pages.start"): SIGNED_IN,
    ("POST", "pages.choose_municipality"): SIGNED_IN,
    ("GET", "pages.about"): PUBLIC,
    ("GET", "pages.accessibility"): PUBLIC,
    ("GET", "pages.help_page"): PUBLIC,
    ("GET", "pages.privacy"): PUBLIC,
    ("GET", "pages.security_txt"): PUBLIC,
    ("GET", "operation.health"): PUBLIC,
    ("GET", "example.mailbox"): PUBLIC,
    ("GET", "instrument.read"): SIGNED_IN,
    ("GET", "instrument.read_domain"): SIGNED_IN,
    ("GET", "paper.questionnaire_file"): SIGNED_IN,
    # Their own questions are for colleagues too, but in this row they are somebody else's.
    ("GET", "paper.colleague_file"): COORDINATING,
    ("GET", "paper.own_answers_file"): ANSWERING,
    ("GET", "administration.overview"): ADMINISTRATOR,
    ("GET", "administration.list_municipalities"): ADMINISTRATOR,
    ("GET", "administration.new_municipality"): ADMINISTRATOR,
    ("POST", "administration.new_municipality"): ADMINISTRATOR,
    ("GET", "administration.import_list"): ADMINISTRATOR,
    ("POST", "administration.import_list"): ADMINISTRATOR,
    ("GET", "administration.list_people"): ADMINISTRATOR,
    ("GET", "administration.new_person"): ADMINISTRATOR,
    ("POST", "administration.new_person"): ADMINISTRATOR,
    ("GET", "administration.show_person"): ADMINISTRATOR,
    ("POST", "administration.show_person"): ADMINISTRATOR,
    ("GET", "administration.edit_person"): ADMINISTRATOR,
    ("POST", "administration.edit_person"): ADMINISTRATOR,
    ("GET", "administration.reset_second_step"): ADMINISTRATOR,
    ("POST", "administration.reset_second_step"): ADMINISTRATOR,
    ("GET", "administration.end_membership"): ADMINISTRATOR,
    ("POST", "administration.end_membership"): ADMINISTRATOR,
    ("GET", "administration.list_providers"): ADMINISTRATOR,
    ("GET", "administration.new_provider"): ADMINISTRATOR,
    ("POST", "administration.new_provider"): ADMINISTRATOR,
    ("GET", "administration.edit_provider"): ADMINISTRATOR,
    ("POST", "administration.edit_provider"): ADMINISTRATOR,
    ("GET", "administration.end_provider"): ADMINISTRATOR,
    ("POST", "administration.end_provider"): ADMINISTRATOR,
    ("GET", "assessments.list_assessments"): SIGNED_IN,
    ("GET", "assessments.start_assessment"): COORDINATORS,
    ("POST", "assessments.start_assessment"): COORDINATORS,
    ("GET", "assessments.hub"): READING,
    ("GET", "assessments.answer_domain"): ANSWERING,
    ("POST", "assessments.answer_domain"): ANSWERING,
    ("GET", "assessments.answer_question"): ANSWERING,
    ("POST", "assessments.answer_question"): ANSWERING,
    ("GET", "assessments.closing_questions"): ANSWERING,
    ("POST", "assessments.closing_questions"): ANSWERING,
    ("GET", "assessments.check_answers"): ANSWERING,
    ("POST", "assessments.check_answers"): ANSWERING,
    ("GET", "assessments.submitted"): ANSWERING,
    ("POST", "assessments.start_review"): COORDINATING,
    ("GET", "assessments.show_name"): Access("403 403 yes 404"),
    ("POST", "assessments.show_name"): Access("403 403 yes 404"),
    ("GET", "participants.overview"): COORDINATING,
    ("GET", "participants.add_person"): COORDINATING,
    ("POST", "participants.add_person"): COORDINATING,
    ("GET", "participants.add_people"): COORDINATING,
    ("POST", "participants.add_people"): COORDINATING,
    ("GET", "participants.person"): COORDINATING,
    ("POST", "participants.person"): COORDINATING,
    ("GET", "participants.divide"): COORDINATING,
    ("POST", "participants.divide"): COORDINATING,
    ("GET", "participants.coverage"): TALKING,
    ("GET", "participants.propose"): Access("403 403 yes 404"),
    ("POST", "participants.propose"): Access("403 403 yes 404"),
    ("GET", "reviews.overview"): TALKING,
    ("GET", "reviews.points"): TALKING,
    ("GET", "reviews.pattern"): TALKING,
    ("POST", "reviews.settle_point"): TALKING,
    ("GET", "reviews.domain"): TALKING,
    ("GET", "reviews.item"): TALKING,
    ("POST", "reviews.save_item"): TALKING,
    ("POST", "reviews.remark"): TALKING,
    ("GET", "reviews.all_remarks"): TALKING,
    ("POST", "reviews.remark_on_whole"): TALKING,
    ("POST", "reviews.answer_remark"): TALKING,
    ("POST", "reviews.change_remark"): TALKING,
    ("GET", "reviews.chances"): TALKING,
    ("POST", "reviews.save_all_chances"): TALKING,
    ("POST", "reviews.take_over"): TALKING,
    ("GET", "reviews.explain"): TALKING,
    ("POST", "reviews.approve"): ADVISING,
    ("GET", "reviews.name_open_points"): ADVISING,
    ("POST", "reviews.name_open_points"): ADVISING,
    ("POST", "reviews.finish_open_points"): COORDINATING,
    ("GET", "reviews.consider_agreeing"): COORDINATING,
    ("POST", "reviews.agree"): COORDINATING,
    ("GET", "reviews.agreed"): TALKING,
    ("GET", "reviews.consider_reopening"): TALKING,
    ("POST", "reviews.reopen"): TALKING,
    ("GET", "reviews.consider_sending_back"): TALKING,
    ("POST", "reviews.send_back"): TALKING,
    ("POST", "reviews.resubmit"): COORDINATING,
    ("GET", "reviews.changes"): TALKING,
    ("GET", "meetings.meeting"): READING,
    ("POST", "meetings.start"): TALKING,
    ("GET", "meetings.state"): READING,
    ("POST", "meetings.move"): TALKING,
    ("POST", "meetings.restart"): TALKING,
    ("POST", "meetings.leave"): TALKING,
    ("GET", "meetings.consider_present"): TALKING,
    ("POST", "meetings.save_present"): TALKING,
    ("POST", "meetings.save_score"): TALKING,
    ("GET", "meetings.consider_ending"): TALKING,
    ("POST", "meetings.end"): TALKING,
    ("GET", "meetings.summary"): READING,
    ("GET", "reports.report_page"): TALKING,
    ("GET", "reports.report_pdf"): TALKING,
    ("GET", "reports.report_docx"): TALKING,
    ("GET", "reports.report_xlsx"): TALKING,
    ("GET", "reports.report_csv"): TALKING,
    ("GET", "reports.report_json"): TALKING,
    ("GET", "reports.text_page"): TALKING,
    ("GET", "reports.report_text"): TALKING,
    # Whoever has a file of a report may check it.
    ("GET", "reports.check_report"): PUBLIC,
    ("POST", "reports.check_report"): PUBLIC,
    ("GET", "reports.chances_picture"): TALKING,
    ("GET", "reports.explain_municipality"): TALKING,
    ("GET", "reports.explain_domain"): TALKING,
    ("GET", "reports.list_versions"): TALKING,
    ("GET", "reports.show_version"): NOTHING_AGREED,
    ("GET", "participants.set_deadline"): COORDINATING,
    ("POST", "participants.set_deadline"): COORDINATING,
    ("GET", "participants.deadline_file"): Access("yes 403 yes 404"),
    ("GET", "participants.invite"): COORDINATING,
    ("POST", "participants.invite"): COORDINATING,
    ("GET", "participants.remind"): COORDINATING,
    ("POST", "participants.remind"): COORDINATING,
    ("GET", "participants.thank"): COORDINATING,
    ("POST", "participants.thank"): COORDINATING,
    ("GET", "participants.withdraw"): COORDINATING,
    ("POST", "participants.withdraw"): COORDINATING,
    ("GET", "participants.replace"): COORDINATING,
    ("POST", "participants.replace"): COORDINATING,
    ("GET", "participants.decide"): COORDINATING,
    ("POST", "participants.decide"): COORDINATING,
    ("GET", "example.calendar_file"): PUBLIC,
    ("GET", "history.overview"): READING,
    ("GET", "history.history_table"): READING,
    ("GET", "history.history_document"): READING,
    ("GET", "history.administration"): ADMINISTRATOR,
    ("GET", "administration.advisers"): ADMINISTRATOR,
    ("GET", "administration.municipality_advisers"): ADMINISTRATOR,
    ("POST", "administration.municipality_advisers"): ADMINISTRATOR,
    ("GET", "administration.hand_over"): ADMINISTRATOR,
    ("POST", "administration.hand_over"): ADMINISTRATOR,
    ("GET", "desk.overview"): ADVISERS,
    ("GET", "desk.municipality"): THEIR_ADVISERS,
    ("POST", "desk.municipality"): THEIR_ADVISERS,
}


def routes(app: Flask) -> set[tuple[str, str]]:
    """(method, endpoint) of everything the application answers to."""
    rules = app.url_map.iter_rules()
    return {(method, rule.endpoint) for rule in rules for method in rule.methods & {"GET", "POST", "PUT", "DELETE"}}


def test_every_endpoint_has_a_row(doors: Doors) -> None:
    assert routes(doors.app) == set(TABLE)


@pytest.mark.parametrize(("method", "endpoint"), TABLE)
def test_access(doors: Doors, method: str, endpoint: str) -> None:
    path = doors.address(endpoint)
    assert {name: doors.answer(name, method, path) for name in doors.browsers} == TABLE[method, endpoint].cells
