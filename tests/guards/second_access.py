"""The rows of the access table about the second round, versions and merged municipalities."""

from tests.guards.cells import ADMINISTRATOR, ANSWERING, COORDINATING, SIGNED_IN, TALKING
from tests.guards.doors import Access

SECOND_TABLE: dict[tuple[str, str], Access] = {
    ("GET", "administration.merge"): ADMINISTRATOR,
    ("POST", "administration.merge"): ADMINISTRATOR,
    ("GET", "administration.show_municipality"): ADMINISTRATOR,
    ("GET", "administration.undo_merging"): ADMINISTRATOR,
    ("POST", "administration.undo_merging"): ADMINISTRATOR,
    ("GET", "assessments.post_choose_looking_back"): COORDINATING,
    ("POST", "assessments.post_choose_looking_back"): COORDINATING,
    ("GET", "assessments.look_back"): ANSWERING,
    ("POST", "assessments.look_back"): ANSWERING,
    ("GET", "assessments.tell_change"): ANSWERING,
    ("POST", "assessments.tell_change"): ANSWERING,
    ("GET", "assessments.tell_changes"): ANSWERING,
    ("POST", "assessments.tell_changes"): ANSWERING,
    ("GET", "comparisons.comparison_page"): TALKING,
    ("GET", "comparisons.comparison_pdf"): TALKING,
    ("GET", "comparisons.comparison_docx"): TALKING,
    ("GET", "comparisons.comparison_xlsx"): TALKING,
    ("GET", "comparisons.comparison_json"): TALKING,
    ("GET", "comparisons.accounting"): TALKING,
    ("GET", "instrument.changes"): SIGNED_IN,
    ("GET", "participants.add_again"): COORDINATING,
    ("POST", "participants.add_again"): COORDINATING,
    ("GET", "reviews.consider_change"): TALKING,
    ("POST", "reviews.say_change"): TALKING,
    ("GET", "reviews.consider_changes"): TALKING,
    ("POST", "reviews.say_all_changes"): TALKING,
}
