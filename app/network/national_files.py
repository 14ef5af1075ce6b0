"""The country as files for a spreadsheet."""

from app.network.queries.national import Country
from app.spreadsheets import inert, semicolon_file
from app.texts import network as texts


def stages_table(country: Country) -> str:
    """Steps, and how many municipalities are there as it may be told."""
    rows = [(inert(stage.title), texts.told(stage.count)) for stage in country.stages]
    return semicolon_file([texts.CSV_STAGES, *rows])


def questions_table(country: Country) -> str:
    """Questions, the weakest first."""
    rows = [
        (inert(weak.text), inert(weak.code), str(weak.middle), texts.SIZES[weak.size]) for weak in country.questions
    ]
    return semicolon_file([texts.CSV_QUESTIONS, *rows])
