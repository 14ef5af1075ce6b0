"""The rows of the access table about the second round, versions and merged municipalities."""

from tests.guards.cells import ANSWERING, COORDINATING
from tests.guards.doors import Access

SECOND_TABLE: dict[tuple[str, str], Access] = {
    ("GET", "assessments.choose_looking_back"): COORDINATING,
    ("POST", "assessments.choose_looking_back"): COORDINATING,
    ("GET", "assessments.look_back"): ANSWERING,
    ("POST", "assessments.look_back"): ANSWERING,
}
