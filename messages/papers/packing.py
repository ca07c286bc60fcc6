"""The same parts make the same bytes: what stands in the hash list of a case file must not change by the hour.

Word and Excel files are zip archives; libraries write the time into each entry and into the properties.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive can name."""

_FIRST = "[Content_Types].xml"
"""Word wants the list of types first."""

_LEVEL = 6

_CORE = "docProps/core.xml"

_TIMES = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Make an archive that depends on its parts alone."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # not that of the machine
            archive.writestr(entry, parts[name], compresslevel=_LEVEL)
    return stream.getvalue()


def unpack(archive: bytes) -> dict[str, bytes]:
    """The parts by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def settle(archive: bytes, at: datetime | None = None) -> bytes:
    """Pack a Word or Excel file anew, as if it had been written at a given moment.

    Args:
        archive: what a library wrote, with the time of writing in it.
        at: the moment of the record, if it is one that is kept.
    """
    parts = unpack(archive)
    moment = f"{at:%Y-%m-%dT%H:%M:%S}Z" if at else "1980-01-01T00:00:00Z"
    if _CORE in parts:
        parts[_CORE] = _TIMES.sub(rf"\g<1>{moment}\g<3>", parts[_CORE].decode()).encode()
    return pack(parts)
