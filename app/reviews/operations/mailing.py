"""Telling others what somebody did in a review: mails to who leads it, and to colleagues who must look again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.access import roles_in
from app.letters import Letter
from app.limits import Limit, TooManyTriesError, count_try
from app.mail import queue_letter
from app.models import Assessment, User
from app.participants.operations.sending import MAILS
from app.participants.queries.mails import SENT_BACK
from app.reviews.queries.people import Colleague, leaders_of
from app.texts.mails.asking import Asker
from app.texts.mails.reviewing import ADVISER, COORDINATOR, Reviewed, sent_back_to_colleague
from config import Settings

NEWS = Limit("review_mails", 60)
"""How many mails who leads the reviews of one municipality gets in an hour; what is beyond it stands on the pages."""


@dataclass(frozen=True, slots=True)
class Post:
    """The mails about what somebody does in one review."""

    session: Session
    actor: User
    assessment: Assessment
    settings: Settings
    now: datetime

    @property
    def by(self) -> str:
        """Who does it, as a sentence begins."""
        roles = roles_in(self.actor, self.assessment.municipality_id)
        return COORDINATOR if "coordinator" in roles else ADVISER

    @property
    def about(self) -> Reviewed:
        """What it is about."""
        return Reviewed(self.assessment.municipality.name, self.assessment.title, self.settings.contact)

    def page(self, path: str = "") -> str:
        """The address of a page of the inventory."""
        return f"{self.settings.base_url}/inventarisaties/{self.assessment.id}{path}"

    def tell(self, roles: Sequence[str], kind: str, letter: Callable[[Reviewed, str], Letter]) -> None:
        """Send a letter to everybody with one of these roles; not to who did it."""
        others = [user for user in leaders_of(self.session, self.assessment, *roles) if user.id != self.actor.id]
        if not others:
            return
        try:
            self._count(NEWS, len(others))
        except TooManyTriesError:
            return
        for user in others:
            queue_letter(self.session, user.email, letter(self.about, user.name), kind, now=self.now)

    def ask_again(self, colleagues: Sequence[Colleague], domains: Sequence[str], reason: str) -> int:
        """Ask colleagues to look at their answers about these domains again; how many get a mail.

        Raises TooManyTriesError.
        """
        others = [one for one in colleagues if one.participation.user_id != self.actor.id]
        if not others:
            return 0
        self._count(MAILS, len(others))
        asker, reply_to = self._asker()
        by = asker.name if self.by == COORDINATOR else ADVISER
        for one in others:
            parts = [(part.title, len(part.questions)) for part in one.about(domains)]
            letter = sent_back_to_colleague(asker, one.name, parts, by, reason, self.page())
            part = one.participation
            queue_letter(
                self.session,
                part.user.email,
                letter,
                SENT_BACK,
                now=self.now,
                participation_id=part.id,
                reply_to=reply_to,
            )
        return len(others)

    def _asker(self) -> tuple[Asker, str]:
        """In whose name colleagues are asked, and where their answers go: a coordinator, as in all mails to them."""
        where = self.assessment.municipality.name
        if self.by == COORDINATOR:
            return Asker(self.actor.name, where), self.actor.email
        coordinator = next(iter(leaders_of(self.session, self.assessment, "coordinator")), None)
        if coordinator is None:
            return Asker("de helpdesk", where), self.settings.contact
        return Asker(coordinator.name, where), coordinator.email

    def _count(self, limit: Limit, mails: int) -> None:
        key, secret = str(self.assessment.municipality_id), self.settings.secret_key.get_secret_value()
        count_try(self.session, limit, key, secret, now=self.now, tries=mails)
