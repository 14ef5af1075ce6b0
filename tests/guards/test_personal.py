"""Personal data is classified column by column: a new column says what it holds, or this fails."""

from sqlalchemy import Table

from app.models import Base
from app.personal import HOLDINGS, NOBODY, has_room
from app.texts.personal import COLUMNS, KINDS, TABLES

TABLES_BY_NAME = Base.metadata.tables


def classified(table: str) -> list[str]:
    """The columns of a table that stand in the classification; more than once when they are told twice."""
    found = HOLDINGS.get(table)
    told = (found.names, found.texts, found.kept) if found else ()
    return " ".join((*told, NOBODY.get(table, ""))).split()


def about_people(table: Table) -> bool:
    """Whether rows of a table refer to a person or to their part in an inventory."""
    return any(key.column.table.name in ("user", "participation") for key in table.foreign_keys)


def test_every_column_with_room_for_a_name_is_classified_once() -> None:
    rooms = {f"{table}.{c.name}" for table, found in TABLES_BY_NAME.items() for c in found.columns if has_room(c)}
    told = [f"{table}.{name}" for table in (*HOLDINGS, *NOBODY) for name in classified(table)]
    assert rooms - set(told) == set()
    assert len(told) == len(set(told))
    assert {name.split(".")[1] in TABLES_BY_NAME[name.split(".")[0]].columns for name in told} == {True}


def test_every_table_about_people_says_of_what_kind_it_is() -> None:
    links = {"participation_part", "action_partner"}
    unclassified = {name for name, table in TABLES_BY_NAME.items() if about_people(table)} - set(HOLDINGS)
    assert unclassified <= links, "a table of nothing but keys and choices, which go with the part that they belong to"
    assert {holding.kind for holding in HOLDINGS.values()} == set(KINDS)


def test_whose_a_row_is_and_what_is_shown_are_columns_with_a_word() -> None:
    for name, holding in HOLDINGS.items():
        columns = set(TABLES_BY_NAME[name].columns.keys())
        shown = set(holding.exported)
        assert {*holding.of.split(), *shown} <= columns, name
        if holding.of and holding.shown:
            assert name in TABLES and shown <= set(COLUMNS), (name, shown - set(COLUMNS))
