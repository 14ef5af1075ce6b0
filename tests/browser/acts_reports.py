"""What people do with a report and its files."""

from tests.browser.acts import push
from tests.browser.visitor import Visitor

PAGE = "/rapporten/controle"


def check_a_code(somebody: Visitor) -> None:
    """Take the code of the first file of a report to the page to check it."""
    code = somebody.page.locator(".hash").first.text_content() or ""
    _paste(somebody, code)


def check_an_unknown_code(somebody: Visitor) -> None:
    """Paste the code of something else."""
    _paste(somebody, "0123456789ABCDEF " * 4)


def check_a_file(somebody: Visitor) -> None:
    """Upload the PDF of a report as it was downloaded."""
    page = somebody.page
    where = page.locator("a", has_text="Download als PDF").first.get_attribute("href") or ""
    content = page.request.get(where).body()
    page.goto(PAGE)
    page.get_by_label("Bestand").set_input_files([{"name": "x.pdf", "mimeType": "application/pdf", "buffer": content}])
    push(page, "Controleer")


def check_an_id(somebody: Visitor) -> None:
    """Paste what is no code."""
    _paste(somebody, "0b8d2f6e-8a55-4f0e-9d0b-0d2a51a6b6b1")


def _paste(somebody: Visitor, code: str) -> None:
    page = somebody.page
    page.goto(PAGE)
    page.get_by_label("Controlecode").fill(code)
    push(page, "Controleer")
