"""Every kind of file still holds the same, to the byte, as what was frozen before it.

That the process, the day and the place make no difference is tested with each kind. Who means a change keeps the hashes
anew, `python -m tests.golden.document_bytes`, and looks at what changed in the files.
"""

import pytest

from tests.golden.document_bytes import KEPT, table


@pytest.mark.heavy
def test_each_form_of_each_document_holds_what_it_held() -> None:
    kept, now = (set(text.splitlines()) for text in (KEPT.read_text("utf-8"), table()))
    assert sorted({line.split("  ")[1] for line in kept ^ now}) == []
