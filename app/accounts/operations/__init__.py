"""What people do at the door: ask for a code, use it, begin and end sessions."""

from app.accounts.operations.administrators import add_administrator
from app.accounts.operations.codes import WrongCodeError, request_code, use_code
from app.accounts.operations.sessions import SESSION_HOURS, end_everywhere, end_session, start_session

__all__ = [
    "SESSION_HOURS",
    "WrongCodeError",
    "add_administrator",
    "end_everywhere",
    "end_session",
    "request_code",
    "start_session",
    "use_code",
]
