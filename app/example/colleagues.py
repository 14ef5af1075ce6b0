"""Plays the colleagues of the example: invited by their coordinator, each answering a part of their own."""

from collections.abc import Iterator
from datetime import datetime

from app.assessments.operations import save_answers, save_closing_texts, submit_answers
from app.assessments.queries.answers import Typed
from app.assessments.queries.closing import TypedText
from app.example.content import Colleague, Note
from app.example.played import Played, columns
from app.participants.operations.deadline import set_deadline
from app.participants.operations.inviting import invite_people
from app.participants.operations.people import NewPerson, add_people
from app.participants.operations.sending import Sender
from app.participants.queries.team import Member, team_of
from config import Settings

INVITED = 11
"""The working day on which they are invited, counted from the start of the round."""


def play_colleagues(played: Played, settings: Settings) -> None:
    """Add everybody, set the last day, invite, and let them answer what they have answered by now."""
    story = played.story
    if not story.colleagues:
        return
    at = played.calendar.at
    added = [_new_person(colleague) for colleague in story.colleagues]
    team = team_of(played.assessment)
    for participation, colleague in zip(
        add_people(played.session, played.coordinator, team, added, now=at(INVITED, 9)), story.colleagues, strict=True
    ):
        participation.personal_line = colleague.line
    sender = Sender(played.session, played.coordinator, played.assessment, settings, at(INVITED, 10))
    # Else in the second week after this one: there is time left, whenever the example is made.
    set_deadline(sender, (), at(story.last_day or 5 * story.weeks_ago + 8, 12).date(), 3)
    played.session.flush()
    members = team_of(played.assessment).members
    invite_people(sender, members, story.invitation)
    by_address = {colleague.email: colleague for colleague in story.colleagues}
    for place, member in enumerate(members):
        _answer(played, member, by_address[member.email], at(INVITED + 1 + place % 2, 10 + place))


def _new_person(colleague: Colleague) -> NewPerson:
    cells = tuple((domain, level) for domain, levels in colleague.parts.items() for level in levels)
    return NewPerson(colleague.name, colleague.email, colleague.function, colleague.level, cells)


def _answer(played: Played, member: Member, colleague: Colleague, now: datetime) -> None:
    user, participation = member.participation.user, member.participation
    if colleague.answers:
        save_answers(played.session, user, participation, list(_typed(played, colleague)), now=now)
    if colleague.closing:
        texts = [TypedText(item, text, 0) for item, text in colleague.closing.items()]
        save_closing_texts(played.session, user, participation, texts, now=now)
    if colleague.done:
        submit_answers(played.session, user, played.assessment, participation, now=now)


def _typed(played: Played, colleague: Colleague) -> Iterator[Typed]:
    for domain in colleague.answers:
        for question, value in colleague.values(domain, played.questionnaire).items():
            item = f"{domain}/{question}"
            yield Typed(item, {"value": value, **columns(colleague.notes.get(item, Note()))}, 0)
