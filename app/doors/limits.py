"""How often something may be tried, counted in the database, so that all processes count together."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

from sqlalchemy import and_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.doors.tokens import keyed_hash
from app.models import Base, RateCount


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries of one thing, by one address or network, within one window of time."""

    scope: str
    most: int
    window: timedelta = timedelta(hours=1)


class TooManyTriesError(Exception):
    """A limit has been reached; `minutes` to wait until the next try, at least 1."""

    def __init__(self, scope: str, minutes: int) -> None:
        super().__init__(scope, minutes)
        self.scope, self.minutes = scope, minutes


def count_try(session: Session, limit: Limit, key: str, secret: str, *, now: datetime, tries: int = 1) -> None:
    """Count a try by `key` (an address, a network, a person), or some. Raises TooManyTriesError.

    Refused tries count as well when the caller commits then too. All windows begin at the same moments: the most
    that anybody gets past a border between two windows is twice the limit.
    """
    window, ends = _window(limit, now)
    table = Base.metadata.tables[RateCount.__tablename__]
    build = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = build(table).values(
        scope=limit.scope,
        key_hash=_key_hash(limit, key, secret),
        window=window,
        count=tries,
        expires_at=ends,
    )
    counted = statement.on_conflict_do_update(
        index_elements=["scope", "key_hash", "window"], set_={"count": table.c.count + tries}
    ).returning(table.c.count)
    if session.execute(counted).scalar_one() > limit.most:
        raise TooManyTriesError(limit.scope, max(1, math.ceil((ends - now) / timedelta(minutes=1))))


def take_back_try(session: Session, limit: Limit, key: str, secret: str, *, now: datetime) -> None:
    """Count a try no longer, since it was a good one: where only wrong ones are limited.

    It is counted before it is looked at, so that many at the same moment cannot all be looked at.
    """
    row = and_(RateCount.scope == limit.scope, RateCount.key_hash == _key_hash(limit, key, secret))
    session.execute(
        update(RateCount)
        .where(row, RateCount.window == _window(limit, now)[0], RateCount.count > 0)
        .values(count=RateCount.count - 1)
        .execution_options(synchronize_session=False)
    )


def _window(limit: Limit, now: datetime) -> tuple[int, datetime]:
    """The number of the window that this moment is in, and when it ends."""
    seconds = int(limit.window.total_seconds())
    window = int(now.timestamp()) // seconds
    return window, datetime.fromtimestamp((window + 1) * seconds, UTC)


def _key_hash(limit: Limit, key: str, secret: str) -> str:
    return keyed_hash(secret, f"limit {limit.scope}", key)


def network_of(address: str | None) -> str:
    """The network of an address: an IPv4 address with its 255 neighbours, or what one IPv6 connection gets.

    Whoever has one address of a network can mostly have the others too. An IPv4 address in the form of IPv6 is itself.
    """
    try:
        found = ip_address(address or "")
    except ValueError:
        return "unknown"
    found = getattr(found, "ipv4_mapped", None) or found
    return str(ip_network(f"{found}/{24 if found.version == 4 else 48}", strict=False))
