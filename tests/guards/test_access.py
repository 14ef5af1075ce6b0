"""Every endpoint x role x (own, other, ended), with real requests: an endpoint without a row fails.

What a cell means, and who the people of the columns are, stands in tests/guards/doors.py.
"""

from io import BytesIO

import pytest
from flask import Flask

from app.doors.door import FILES
from tests.guards.cells import (
    ADMINISTRATOR,
    ADVISERS,
    ADVISING,
    ANSWERING,
    COORDINATING,
    COORDINATORS,
    FAILED,
    NEVER_WENT,
    NO_SUCH_LINK,
    NOT_THEIRS,
    NOTHING_AGREED,
    PUBLIC,
    READING,
    SIGNED_IN,
    TALKING,
    THEIR_ADVISERS,
)
from tests.guards.doors import Access, Doors, telling
from tests.guards.plan_access import PLAN_TABLE
from tests.guards.second_access import SECOND_TABLE
from tests.selection import askers

TABLE: dict[tuple[str, str], Access] = {
    **PLAN_TABLE,
    **SECOND_TABLE,
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
    ("POST", "accounts.invitation"): NO_SUCH_LINK,
    ("GET", "accounts.owned_action"): NO_SUCH_LINK,
    ("GET", "accounts.mails_off"): NO_SUCH_LINK,
    ("POST", "accounts.mails_off"): NO_SUCH_LINK,
    ("GET", "accounts.account_change"): NO_SUCH_LINK,
    ("POST", "accounts.account_change"): NO_SUCH_LINK,
    ("GET", "accounts.show_second_step"): SIGNED_IN,
    ("POST", "accounts.show_second_step"): SIGNED_IN,
    # Nobody has proven an address here, so there is no second step to take.
    ("GET", "accounts.second_step"): SIGNED_IN,
    ("POST", "accounts.second_step"): SIGNED_IN,
    ("GET", "accounts.set_up_second_step"): SIGNED_IN,
    ("POST", "accounts.set_up_second_step"): SIGNED_IN,
    ("GET", "accounts.account"): SIGNED_IN,
    ("GET", "accounts.own_data"): SIGNED_IN,
    ("GET", "accounts.own_data_file"): SIGNED_IN,
    ("GET", "accounts.ask_removal"): SIGNED_IN,
    ("POST", "accounts.ask_removal"): SIGNED_IN,
    ("GET", "accounts.mails"): SIGNED_IN,
    ("POST", "accounts.post_choose_mails"): SIGNED_IN,
    ("GET", "accounts.recovery_codes"): SIGNED_IN,
    ("POST", "accounts.recovery_codes"): SIGNED_IN,
    ("GET", "accounts.new_recovery_codes"): SIGNED_IN,
    ("POST", "accounts.new_recovery_codes"): SIGNED_IN,
    ("GET", "accounts.remove_second_step"): SIGNED_IN,
    ("POST", "accounts.remove_second_step"): SIGNED_IN,
    # Everybody ends at the sign-in page.
    ("POST", "accounts.end_everywhere"): Access("in", "in", "in", "in"),
    ("POST", "accounts.sign_out"): Access("in", "in", "in", "in"),
    # For everybody else it says what Samenhang is.
    ("GET", "pages.start"): PUBLIC,
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
    ("GET", "administration.person_data"): ADMINISTRATOR,
    ("POST", "administration.person_data"): ADMINISTRATOR,
    ("GET", "administration.post_remove_person"): ADMINISTRATOR,
    ("POST", "administration.post_remove_person"): ADMINISTRATOR,
    ("POST", "administration.withdraw_change"): ADMINISTRATOR,
    ("GET", "administration.end_membership"): ADMINISTRATOR,
    ("POST", "administration.end_membership"): ADMINISTRATOR,
    ("GET", "administration.list_providers"): ADMINISTRATOR,
    ("GET", "administration.new_provider"): ADMINISTRATOR,
    ("POST", "administration.new_provider"): ADMINISTRATOR,
    ("GET", "administration.edit_provider"): ADMINISTRATOR,
    ("POST", "administration.edit_provider"): ADMINISTRATOR,
    ("GET", "administration.post_end_provider"): ADMINISTRATOR,
    ("POST", "administration.post_end_provider"): ADMINISTRATOR,
    ("GET", "assessments.list_assessments"): SIGNED_IN,
    ("GET", "assessments.post_start_assessment"): COORDINATORS,
    ("POST", "assessments.post_start_assessment"): COORDINATORS,
    ("GET", "assessments.hub"): READING,
    ("GET", "assessments.go_on"): READING,
    ("GET", "assessments.answer_domain"): ANSWERING,
    ("POST", "assessments.answer_domain"): ANSWERING,
    ("GET", "assessments.answer_question"): ANSWERING,
    ("POST", "assessments.answer_question"): ANSWERING,
    ("GET", "assessments.domain_done"): ANSWERING,
    ("POST", "assessments.keep_draft"): ANSWERING,
    ("GET", "assessments.show_closing"): ANSWERING,
    ("POST", "assessments.show_closing"): ANSWERING,
    ("GET", "assessments.check_answers"): ANSWERING,
    ("POST", "assessments.check_answers"): ANSWERING,
    ("GET", "assessments.submitted"): ANSWERING,
    ("GET", "assessments.post_show_name"): Access("403 403 yes 404"),
    ("POST", "assessments.post_show_name"): Access("403 403 yes 404"),
    ("GET", "participants.overview"): TALKING,
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
    ("POST", "reviews.keep_draft"): TALKING,
    ("POST", "reviews.remark"): TALKING,
    ("GET", "reviews.all_remarks"): TALKING,
    ("POST", "reviews.remark_on_whole"): TALKING,
    ("POST", "reviews.answer_remark"): TALKING,
    ("POST", "reviews.change_remark"): TALKING,
    ("GET", "reviews.chances"): TALKING,
    ("POST", "reviews.save_all_chances"): TALKING,
    ("POST", "reviews.take_over"): TALKING,
    ("GET", "reviews.explain"): TALKING,
    ("GET", "reviews.consider_approving"): ADVISING,
    ("POST", "reviews.post_approve"): ADVISING,
    ("GET", "reviews.post_name_open_points"): ADVISING,
    ("POST", "reviews.post_name_open_points"): ADVISING,
    ("POST", "reviews.post_finish_open_points"): COORDINATING,
    ("GET", "reviews.consider_agreeing"): COORDINATING,
    ("POST", "reviews.post_agree"): COORDINATING,
    ("GET", "reviews.agreed"): TALKING,
    ("GET", "reviews.consider_reopening"): TALKING,
    ("POST", "reviews.post_reopen"): TALKING,
    ("GET", "reviews.consider_sending_back"): TALKING,
    ("POST", "reviews.send_back"): TALKING,
    ("GET", "reviews.consider_resubmitting"): COORDINATING,
    ("POST", "reviews.resubmit"): COORDINATING,
    ("GET", "reviews.changes"): TALKING,
    ("GET", "meetings.meeting"): READING,
    ("POST", "meetings.start"): TALKING,
    ("GET", "meetings.state"): READING,
    ("POST", "meetings.join"): READING,
    ("GET", "meetings.consider_joining"): SIGNED_IN,
    ("POST", "meetings.join_by_code"): SIGNED_IN,
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
    ("GET", "reports.annex_page"): TALKING,
    ("GET", "reports.annex_pdf"): TALKING,
    ("GET", "reports.report_pdf"): TALKING,
    ("GET", "reports.report_docx"): TALKING,
    ("GET", "reports.report_xlsx"): TALKING,
    ("GET", "reports.report_csv"): TALKING,
    ("GET", "reports.report_json"): TALKING,
    ("GET", "reports.slides_pdf"): TALKING,
    ("GET", "reports.slides_pptx"): TALKING,
    ("GET", "reports.post_fill_in"): COORDINATING,
    ("POST", "reports.post_fill_in"): COORDINATING,
    ("GET", "reports.text_page"): TALKING,
    ("GET", "reports.report_text"): TALKING,
    # Whoever has a file of a report may check it.
    ("GET", "reports.check_report"): PUBLIC,
    ("POST", "reports.check_report"): PUBLIC,
    # Of a made-up municipality.
    ("GET", "reports.example_page"): PUBLIC,
    ("GET", "reports.example_annex"): PUBLIC,
    ("GET", "reports.example_pdf"): PUBLIC,
    ("GET", "reports.example_docx"): PUBLIC,
    ("GET", "reports.example_xlsx"): PUBLIC,
    ("GET", "reports.example_slides_pdf"): PUBLIC,
    ("GET", "reports.example_slides_pptx"): PUBLIC,
    ("GET", "reports.explain_municipality"): TALKING,
    ("GET", "reports.explain_domain"): TALKING,
    ("GET", "reports.list_versions"): TALKING,
    ("GET", "reports.show_version"): NOTHING_AGREED,
    ("GET", "participants.post_set_deadline"): COORDINATING,
    ("POST", "participants.post_set_deadline"): COORDINATING,
    ("GET", "participants.deadline_file"): Access("yes 403 yes 404"),
    ("GET", "participants.invite"): COORDINATING,
    ("POST", "participants.invite"): COORDINATING,
    ("GET", "participants.post_start_review"): COORDINATING,
    ("POST", "participants.post_start_review"): COORDINATING,
    ("GET", "participants.remind"): COORDINATING,
    ("POST", "participants.remind"): COORDINATING,
    ("GET", "participants.thank"): COORDINATING,
    ("POST", "participants.thank"): COORDINATING,
    ("GET", "participants.withdraw"): COORDINATING,
    ("POST", "participants.withdraw"): COORDINATING,
    ("GET", "participants.post_replace"): COORDINATING,
    ("POST", "participants.post_replace"): COORDINATING,
    ("GET", "participants.decide"): COORDINATING,
    ("POST", "participants.decide"): COORDINATING,
    ("GET", "example.calendar_file"): PUBLIC,
    ("GET", "history.overview"): READING,
    ("GET", "history.history_csv"): READING,
    ("GET", "history.history_json"): READING,
    ("GET", "history.administration"): ADMINISTRATOR,
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


@pytest.mark.parametrize(("method", "endpoint"), [row for row in TABLE if row[0] == "POST"])
def test_a_file_is_no_text_and_a_text_no_file(doors: Doors, method: str, endpoint: str) -> None:
    browser, path = doors.browsers["administrator"], doors.address(endpoint)
    for name in ("text", "code", "csrf_token"):
        assert browser.ask(path, method, {name: (BytesIO(b"=1+1"), "tekst.txt")}).status_code == 400, name
    if endpoint in FILES:
        sent = browser.app.test_client().post(path, data={FILES[endpoint]: "tekst"}, content_type="multipart/form-data")
        assert sent.status_code == 400
        good = {FILES[endpoint]: (BytesIO(b"=1+1"), "tekst.txt")}
        assert browser.ask(path, method, good).status_code in (200, 422)


@pytest.mark.parametrize(("method", "endpoint"), TABLE)
def test_access(doors: Doors, method: str, endpoint: str) -> None:
    path, cells = doors.address(endpoint), TABLE[method, endpoint].cells
    assert set(cells) == set(doors.browsers)
    asked = telling({name: cells[name] for name in doors.browsers})
    for name in askers(asked, doors.database, f"{method} {endpoint}"):
        assert (name, doors.answer(name, method, path)) == (name, cells[name])
