"""Archives of which the bytes depend on nothing but what is in them."""

import io
import zipfile

import pytest

from app.documents.files import canonical_zip


def make_zip(files, date=(2026, 11, 24, 12, 30, 0), compression=zipfile.ZIP_STORED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, date), content)
    return buffer.getvalue()


FILES = [("word/document.xml", b"<a/>" * 500), ("_rels/.rels", b"r"), ("[Content_Types].xml", b"t"), ("leeg", b"")]


def test_order_date_and_compression_of_the_source_make_no_difference():
    one = canonical_zip(make_zip(FILES))
    other = canonical_zip(make_zip(FILES[::-1], (1999, 1, 1, 0, 0, 0), zipfile.ZIP_DEFLATED))
    assert one == other == canonical_zip(one)


def test_everything_stays_in_it_sorted_and_compressed():
    with zipfile.ZipFile(io.BytesIO(canonical_zip(make_zip(FILES)))) as archive:
        entries = archive.infolist()
        assert [entry.filename for entry in entries] == [
            "[Content_Types].xml",
            "_rels/.rels",
            "leeg",
            "word/document.xml",
        ]
        assert {(entry.filename, archive.read(entry)) for entry in entries} == set(FILES)
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in entries} == {zipfile.ZIP_DEFLATED}
        assert len({(entry.external_attr, entry.create_system) for entry in entries}) == 1


def test_another_content_gives_other_bytes():
    assert canonical_zip(make_zip(FILES)) != canonical_zip(make_zip([*FILES, ("nog", b"1")]))


def test_it_refuses_what_is_no_zip():
    with pytest.raises(zipfile.BadZipFile):
        canonical_zip(b"%PDF-1.7")
