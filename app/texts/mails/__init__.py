"""The mails that people get: what it is, what to do, and where to find help."""

from app.texts.mails.signing_in import code_mail, question_line

__all__ = ["code_mail", "question_line"]
