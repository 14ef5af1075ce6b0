"""Archives (zip) of which the bytes depend on nothing but what is in them."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DAY = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can hold."""
_UNIX = 3
_ORDINARY_FILE = 0o100644 << 16


def canonical_zip(data: bytes) -> bytes:
    """The same files in a zip that is always the same: sorted by name, with one date and one set of attributes.

    In Office files `[Content_Types].xml` comes first by itself. Raises zipfile.BadZipFile for anything else than a zip.
    """
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as given, ZipFile(buffer, "w") as written:
        for name in sorted(given.namelist()):
            entry = ZipInfo(name, _DAY)
            entry.create_system = _UNIX
            entry.external_attr = _ORDINARY_FILE
            entry.compress_type = ZIP_DEFLATED
            written.writestr(entry, given.read(name))
    return buffer.getvalue()
