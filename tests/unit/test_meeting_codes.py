"""The code with which people join a meeting: six digits, of one meeting on one day."""

import uuid
from datetime import date, timedelta

from app.meetings.joining import join_address, join_code, spaced_code

MEETING, DAY = uuid.UUID(int=7), date(2026, 11, 26)


def test_a_code_is_six_digits_and_always_the_same() -> None:
    code = join_code(MEETING, DAY, "a secret")
    assert len(code) == 6 and code.isdecimal() and code == join_code(MEETING, DAY, "a secret")


def test_another_day_meeting_or_installation_has_another_code() -> None:
    days = {join_code(MEETING, DAY + timedelta(number), "a secret") for number in range(40)}
    meetings = {join_code(uuid.UUID(int=number), DAY, "a secret") for number in range(40)}
    # Of a million two can be the same; of these none are.
    assert len(days) == len(meetings) == 40
    assert join_code(MEETING, DAY, "another secret") != join_code(MEETING, DAY, "a secret")


def test_every_code_keeps_its_zeros() -> None:
    codes = [join_code(uuid.UUID(int=number), DAY, "a secret") for number in range(400)]
    assert {len(code) for code in codes} == {6} and {code[0] for code in codes} == set("0123456789")


def test_what_people_read_is_short() -> None:
    assert spaced_code("482913") == "482 913"
    assert join_address("https://samenhang.example") == "samenhang.example/mee"
