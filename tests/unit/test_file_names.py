"""The names of files: readable, one line, and never too long."""

import pytest

from app.documents.files import file_name


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("rapport", "'s-Hertogenbosch", "Meting 2026"), "rapport-s-hertogenbosch-meting-2026"),
        (("rapport", "Súdwest-Fryslân", "1e  meting_(nieuw)"), "rapport-súdwest-fryslân-1e-meting-nieuw"),
        (("rapport", '"; filename=evil.exe\r\nX: 1/../', "!"), "rapport-filename-evil-exe-x-1"),
        (("a" * 100, "b" * 59 + " c"), "a" * 60 + "-" + "b" * 59),
    ],
)
def test_a_name(parts, name):
    assert file_name(*parts) == name
