"""What the history tells of choosing domains."""

from collections.abc import Sequence

from app.texts.counting import listing
from app.texts.history.telling import Entry, Fact, Telling, Told, texts_of


def _chosen(entry: Entry) -> Told:
    domains, asked = texts_of(entry.new_of("domains")), texts_of(entry.new_of("ambassadors"))
    first = f"koos de domeinen om mee te beginnen: {_titles(entry, domains)}."
    also = f" Gevraagd als ambassadeur: {_titles(entry, asked)}." if asked else ""
    facts = (*_reasons(entry, "domains", "reasons"), *_reasons(entry, "ambassadors", "asked"), *_version(entry))
    facts = (*facts, *entry.fact("Besloten door", "decided_by"), *entry.fact("Opmerking", "note"))
    return Told(f"{first}{also}", facts=facts, why=entry.why)


def _titles(entry: Entry, domains: Sequence[str]) -> str:
    return listing([entry.names.domain(domain) for domain in domains]) or "geen"


def _reasons(entry: Entry, domains: str, reasons: str) -> tuple[Fact, ...]:
    """Why each domain, as far as that is another text than before."""
    old, new = _texts(entry.old, domains, reasons), _texts(entry.new, domains, reasons)
    return tuple(
        Fact(f"Uitleg bij {entry.names.domain(domain)}", old.get(domain, ""), text)
        for domain, text in new.items()
        if text != old.get(domain, "")
    )


def _texts(values: object, domains: str, reasons: str) -> dict[str, str]:
    if not isinstance(values, dict):
        return {}
    return dict(zip(texts_of(values.get(domains)), texts_of(values.get(reasons)), strict=False))


def _version(entry: Entry) -> tuple[Fact, ...]:
    report = entry.new_of("report")
    return (Fact("Bij versie van het rapport", "", str(report)),) if report else ()


CHOICES: dict[str, Telling] = {"choose_domains": _chosen}
"""By the name of the action."""
