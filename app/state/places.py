"""Where a municipality lies and how large it is: provinces, parts of the country, and classes of inhabitants (CBS)."""

import re
from collections.abc import Mapping

SIZE_CLASSES: Mapping[str, str] = {
    "0-20": "minder dan 20.000 inwoners",
    "20-50": "20.000 tot 50.000 inwoners",
    "50-100": "50.000 tot 100.000 inwoners",
    "100+": "100.000 inwoners of meer",
}
"""By what is kept."""
BORDERS = (("0-20", 20_000), ("20-50", 50_000), ("50-100", 100_000))
REGIONS: Mapping[str, str] = {
    "noord": "Noord: Groningen, Friesland en Drenthe",
    "oost": "Oost: Overijssel, Flevoland en Gelderland",
    "west": "West: Utrecht, Noord-Holland, Zuid-Holland en Zeeland",
    "zuid": "Zuid: Noord-Brabant en Limburg",
}
"""The four parts of the country as CBS counts them: a province may have only six municipalities."""
REGION_OF: Mapping[str, str] = {
    "Drenthe": "noord",
    "Flevoland": "oost",
    "Friesland": "noord",
    "Gelderland": "oost",
    "Groningen": "noord",
    "Limburg": "zuid",
    "Noord-Brabant": "zuid",
    "Noord-Holland": "west",
    "Overijssel": "oost",
    "Utrecht": "west",
    "Zeeland": "west",
    "Zuid-Holland": "west",
}
"""The part of the country of each province."""
_WRITTEN = {
    **{name.lower(): name for name in REGION_OF},
    "fryslân": "Friesland",
    "fryslan": "Friesland",
    "brabant": "Noord-Brabant",
}


def province(text: str) -> str | None:
    """A province as it is kept, from how people and CBS write it; None when it is none."""
    return _WRITTEN.get(re.sub(r"\s*-\s*", "-", text.strip().lower()).removesuffix(" (pv)"))


def size_class(text: str) -> str | None:
    """The class of a number of inhabitants (`54.321`), or a class as it is kept; None when it is neither."""
    typed = text.strip()
    if typed in SIZE_CLASSES:
        return typed
    digits = re.sub(r"[.\s\u00a0]", "", typed)
    if not re.fullmatch(r"[0-9]{1,8}", digits) or int(digits) == 0:
        return None
    return next((name for name, border in BORDERS if int(digits) < border), "100+")
