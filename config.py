"""Typed settings, each overridable by SAMENHANG_* in the environment; docs/installation.md tells what each is."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, EmailStr, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent
DEFAULT_SECRET = "alleen-voor-voorbeeld-en-ontwikkeling"  # noqa: S105 - refused outside example and test mode
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
Days = Annotated[int, Field(ge=1, le=3650)]


def _without_slash(url: str) -> str:
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise ValueError("moet een volledig adres zijn, zoals https://samenhang.example")
    return url.rstrip("/")


class Settings(BaseSettings):
    """Everything that differs between one installation and another."""

    model_config = SettingsConfigDict(env_prefix="SAMENHANG_", extra="ignore")

    secret_key: SecretStr = SecretStr(DEFAULT_SECRET)
    database_url: str = f"sqlite:///{ROOT / 'instance' / 'samenhang.db'}"
    base_url: Annotated[str, AfterValidator(_without_slash)] = "http://127.0.0.1:5000"
    """The address that people type; links in mails are made from it, never from the Host header."""
    example: bool = False
    """Example mode: example accounts, and a page on which their mails can be read. Never in production."""
    debug: bool = False
    proxies: Annotated[int, Field(ge=0, le=3)] = 0
    """How many proxies stand in front and set X-Forwarded-*."""
    workers: Annotated[int, Field(ge=1, le=64)] = 2
    threads: Annotated[int, Field(ge=1, le=64)] = 16

    idle_hours: Annotated[int, Field(ge=1, le=24)] = 4
    session_hours: Annotated[int, Field(ge=1, le=168)] = 12
    code_minutes: Annotated[int, Field(ge=1, le=60)] = 10
    code_tries: Annotated[int, Field(ge=1, le=10)] = 5

    # How many days things are kept that nobody needs for long; the privacy page says the same.
    keep_people_days: Days = 5 * 365
    """People, from when they last had a role, took part or kept up an action: then they are removed."""
    keep_proposals_days: Days = 365
    """The address of a colleague whom somebody proposed, once that was decided."""
    keep_codes_days: Days = 1
    keep_sign_ins_days: Days = 30
    keep_changes_days: Days = 30
    """Changes to accounts that an administrator asked for, once they have ended."""
    keep_mails_days: Days = 30
    """Mails hold addresses: no longer than is needed to find out what went wrong."""
    keep_held_forms_days: Days = 1
    """What was typed after a session had ended."""
    keep_drafts_days: Days = 90
    """What was typed at a question and not saved, from when it was typed."""
    keep_reminders_days: Annotated[int, Field(ge=30, le=3650)] = 60
    """What people were reminded of, counted from its day: longer than anybody is reminded of a day that is over."""
    keep_feeds_days: Days = 30
    """Addresses for calendars that were revoked, so that it can be found out what went wrong."""

    mail_server: str = "127.0.0.1"
    mail_port: Annotated[int, Field(ge=1, le=65535)] = 25
    mail_starttls: bool = False
    mail_unencrypted: bool = False
    """Whether mails, with codes in them, may go to a server elsewhere that has no encryption."""
    mail_user: str | None = None
    mail_password: SecretStr | None = None
    mail_from: EmailStr = "samenhang@voorbeeld.example"
    contact: EmailStr = "hulp@voorbeeld.example"
    """Where users find help; stands at the same place on every page."""

    @property
    def secure(self) -> bool:
        """Whether people reach this installation over https."""
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        """The host (with port, if any) of the base URL."""
        return urlsplit(self.base_url).netloc

    def production_problems(self) -> list[str]:
        """Every reason not to serve real people with these settings, in Dutch; empty when it is safe."""
        local = urlsplit(self.base_url).hostname in LOOPBACK
        checks = {
            "SAMENHANG_EXAMPLE staat aan: voorbeeldaccounts horen niet in productie.": self.example,
            "SAMENHANG_DEBUG staat aan: foutpagina’s tonen dan te veel.": self.debug,
            "SAMENHANG_SECRET_KEY ontbreekt: kies een eigen geheim van minstens 32 tekens.": self._weak_secret(),
            "SAMENHANG_BASE_URL moet met https:// beginnen: anders reizen sessies onbeveiligd.": not (
                self.secure or local
            ),
            "SAMENHANG_MAIL_STARTTLS staat uit: codes reizen dan leesbaar naar je mailserver. Kan die niet anders? "
            "Zet dan SAMENHANG_MAIL_UNENCRYPTED aan.": not (
                self.mail_starttls or self.mail_unencrypted or self.mail_server in LOOPBACK
            ),
        }
        return [problem for problem, found in checks.items() if found]

    def _weak_secret(self) -> bool:
        secret = self.secret_key.get_secret_value()
        return secret == DEFAULT_SECRET or len(secret) < 32
