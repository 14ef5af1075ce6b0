"""A real provider of work accounts (OpenID Connect) on a port of its own, which can be told to misbehave."""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any
from urllib.parse import urlencode

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from app.doors.openid import forget_all

KEY = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "second", "use": "sig"})
"""Made once: making one takes a tenth of a second."""


@dataclass
class Provider:
    """What it knows and how it behaves. `claims` are put over those of the person who signs in."""

    issuer: str = ""
    client_id: str = "samenhang"
    client_secret: str = "geheim-van-de-organisatie"
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "1001", "name": "Wil Werk"})
    claims: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    """Claims that are left out."""
    sign: Callable[[dict[str, Any]], str] = lambda claims: signed(claims)
    published: list[RSAKey] = field(default_factory=lambda: [KEY])
    broken: dict[str, Callable[[], ResponseReturnValue]] = field(default_factory=dict)
    """What is answered instead, by path."""
    error: str = ""
    """What people come back with instead of a code, such as access_denied."""
    asked: list[str] = field(default_factory=list)
    """The paths that were asked for."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)
    """Every ID token that was given."""


def signed(claims: dict[str, Any], key: RSAKey = KEY, alg: str = "RS256", **header: Any) -> str:
    """A token as it should be, or with another key, algorithm or header."""
    return jwt.encode({"alg": alg, "kid": key.kid, **header}, claims, key, algorithms=[alg])


def unsigned(claims: dict[str, Any]) -> str:
    """A token with `alg: none`."""
    return f"{_part({'alg': 'none', 'kid': 'first'})}.{_part(claims)}."


def signed_with_public_key(claims: dict[str, Any]) -> str:
    """A token for whoever takes the public key for a secret that is shared."""
    said = f"{_part({'alg': 'HS256', 'kid': 'first'})}.{_part(claims)}"
    signature = hmac.digest(KEY.as_pem(private=False), said.encode(), "sha256")
    return f"{said}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def changed_after_signing(claims: dict[str, Any]) -> str:
    """A token of which somebody changed the subject."""
    head, _, signature = signed(claims).split(".")
    return f"{head}.{_part({**claims, 'sub': '1'})}.{signature}"


def _part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


class QuietHandler(WSGIRequestHandler):
    """Tells nothing of every request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""


def provider_app(provider: Provider) -> Flask:
    """The four addresses of a provider."""
    app = Flask("provider")

    @app.before_request
    def misbehave() -> ResponseReturnValue | None:
        provider.asked.append(request.path)
        broken = provider.broken.get(request.path)
        return broken() if broken else None

    @app.get("/.well-known/openid-configuration")
    def discovery() -> ResponseReturnValue:
        return _metadata(provider)

    @app.get("/keys")
    def keys() -> ResponseReturnValue:
        return {"keys": [key.as_dict(private=False) for key in provider.published]}

    @app.get("/authorize")
    def authorize() -> ResponseReturnValue:
        return _authorized(provider)

    @app.post("/token")
    def token() -> ResponseReturnValue:
        return _exchanged(provider)

    return app


def _metadata(provider: Provider) -> dict[str, Any]:
    issuer = provider.issuer
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "jwks_uri": f"{issuer}/keys",
        "response_types_supported": ["code"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        **provider.metadata,
    }


def _authorized(provider: Provider) -> ResponseReturnValue:
    asked = request.args
    assert asked["client_id"] == provider.client_id
    assert asked["response_type"] == "code" and asked["response_mode"] == "query"
    assert asked["code_challenge_method"] == "S256" and "openid" in asked["scope"].split()
    if provider.error:
        answer = {"error": provider.error, "error_description": "<script>alert(1)</script>", "state": asked["state"]}
    else:
        code = secrets.token_urlsafe(16)
        provider.codes[code] = asked.to_dict()
        answer = {"code": code, "state": asked["state"]}
    return redirect(f"{asked['redirect_uri']}?{urlencode(answer)}")


def _exchanged(provider: Provider) -> ResponseReturnValue:
    known = request.authorization or request.form
    given = ("username", "password") if request.authorization else ("client_id", "client_secret")
    if tuple(known.get(name) for name in given) != (provider.client_id, provider.client_secret):
        return {"error": "invalid_client"}, 401
    asked = provider.codes.pop(request.form["code"], None)
    if asked is None or asked["redirect_uri"] != request.form["redirect_uri"] or not _is_verified(asked):
        return {"error": "invalid_grant"}, 400
    moment = int(time.time())
    own = {"iss": provider.issuer, "aud": provider.client_id, "iat": moment, "exp": moment + 300}
    claims = {**own, "nonce": asked["nonce"], **provider.person, **provider.claims}
    provider.tokens.append(provider.sign({name: claims[name] for name in claims if name not in provider.without}))
    return {"access_token": "toegang", "token_type": "Bearer", "expires_in": 300, "id_token": provider.tokens[-1]}


def _is_verified(asked: dict[str, str]) -> bool:
    digest = hashlib.sha256(request.form["code_verifier"].encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]


@contextmanager
def providing(**behaviour: Any) -> Iterator[Provider]:
    """A provider for the time of the block, with the `Provider` that tells it what to do."""
    provider = Provider(**behaviour)
    server: BaseWSGIServer = make_server(
        "127.0.0.1", 0, provider_app(provider), threaded=True, request_handler=QuietHandler
    )
    provider.issuer = provider.issuer or f"http://127.0.0.1:{server.server_port}"
    # It looks this often whether it must stop.
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        # Another one may get the same port, and is not this one.
        forget_all()
