"""What people do to come in by a second step, or with an account of their organisation."""

import re

import pyotp
import requests

from app.doors.tokens import encrypted
from app.models import IdentityProvider
from app.web.clock import now
from tests.browser.acts import push
from tests.browser.asking import APP_SECRET
from tests.browser.flows import prove_address
from tests.browser.hands import Pointer
from tests.browser.visitor import Visitor
from tests.browser.worlds import Example
from tests.identity_provider import providing
from tests.stores import SECRET


def half_way(somebody: Visitor) -> None:
    """Prove an address of somebody with a second step, and no more."""
    prove_address(Pointer(somebody.page), Example.guarded)


def wrong_step(somebody: Visitor) -> None:
    """Type something that is no code of the app."""
    half_way(somebody)
    somebody.page.locator("input[name=code]").fill("abc")
    push(somebody.page, "Log in")


def set_up(somebody: Visitor) -> None:
    """Set up an app, as far as the recovery codes."""
    page = somebody.page
    secret = re.sub(r"\s", "", page.locator("p.key").text_content() or "")
    page.locator("input[name=code]").fill(pyotp.TOTP(secret).now())
    push(page, "Zet de tweede stap aan")


def renew_codes(somebody: Visitor) -> None:
    """Make new recovery codes."""
    somebody.page.locator("input[name=code]").fill(pyotp.TOTP(APP_SECRET).now())
    push(somebody.page, "Maak nieuwe herstelcodes")


def come_back(somebody: Visitor) -> None:
    """Sign in at an organisation and come back; beside the page, which may ask nothing of others."""
    with providing() as provider, somebody.site.session() as session:
        columns = {"kind": "generic", "issuer": provider.issuer, "client_id": provider.client_id}
        secret = encrypted(SECRET, provider.client_secret)
        row = IdentityProvider(**columns, name="Voorbeeldstad", client_secret=secret, created_at=now())
        session.add(row)
        session.commit()
        ask = somebody.context.request
        there = ask.get(f"/inloggen/organisatie/{row.id}", max_redirects=0).headers["location"]
        back = requests.get(there, allow_redirects=False, timeout=60).headers["Location"]
        onward = ask.get(back, max_redirects=0).headers["location"]
    somebody.page.goto(onward)
