"""What stands on the cover and in the running header of the evaluation report."""

from datetime import date

from app.web.formatting import long_date

TITLE = "Evaluatie: toen en nu"
LEAD = "Waar is het beleid meer integraal geworden, waar bleef het gelijk, en waar ging het achteruit?"
PRELIMINARY = "Voorlopig: een van de 2 rondes is nog niet vastgesteld. De cijfers kunnen nog veranderen."
THEN, NOW = "Toen", "Nu"


def running_header(municipality: str, preliminary: bool) -> str:
    """What stands above every page."""
    return f"{municipality} – {TITLE}{', voorlopig' if preliminary else ''}"


def reopened(title: str, report_number: int) -> str:
    """That a next version is being made of the report of the earlier round."""
    return (
        f"‘{title}’ is heropend en kan nog veranderen. Dit rapport gebruikt versie {report_number} van het rapport van "
        "toen. Is er een nieuwere versie vastgesteld? Dan telt die hier niet mee."
    )


def said_since(asked: str, compared: str) -> str:
    """That people were asked what changed since another round than the one that stands beside it."""
    return (
        f"Mensen zeiden wat er veranderde sinds ‘{asked}’, niet sinds ‘{compared}’. ‘Anders bekeken’ en ‘echt "
        "veranderd’ gaan hier dus over een ander verschil dan toen en nu."
    )


def round_in_short(title: str, number: int, agreed_on: date | None) -> str:
    """One round on the cover; its versions stand where the report accounts for itself."""
    agreed = f"vastgesteld op {long_date(agreed_on)}" if agreed_on else "nog niet vastgesteld"
    return f"{title} (ronde {number}), {agreed}"


def round_fact(title: str, number: int, agreed_on: date | None, report_number: int) -> str:
    """Which round it is, when it was agreed, and in which version of its report."""
    report = f", rapport versie {report_number}" if agreed_on else ""
    return f"{round_in_short(title, number, agreed_on)}{report}."
