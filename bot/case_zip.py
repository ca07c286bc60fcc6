"""Writing the files of a year into an archive: the same cases make the same bytes, and every file has its checksum."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.packing import BoundYear
from messages.casefiles import pages
from messages.casefiles.content import Bound
from supervision.archiving.years import root_name
from supervision.county import County

BLOCK = 1 << 20

_PACKED_ALREADY = (".docx", ".jpg", ".jpeg", ".png", ".mp4", ".zip", ".xlsx", ".pdf", ".mp3", ".ogg")
"""What grows no smaller."""

_UNIX_FILE = 0o100644 << 16


@dataclass(slots=True)
class _Writer:
    archive: zipfile.ZipFile
    root: str
    year: int
    sums: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, content: bytes) -> None:
        """Add bytes."""
        self.archive.writestr(self._entry(name), content)
        self.sums[name] = hashlib.sha256(content).hexdigest()

    def copy(self, name: str, path: Path) -> None:
        """Add a file, bit by bit."""
        digest = hashlib.sha256()
        entry = self._entry(name)
        entry.file_size = path.stat().st_size
        with path.open("rb") as content, self.archive.open(entry, "w") as into:
            while block := content.read(BLOCK):
                digest.update(block)
                into.write(block)
        self.sums[name] = digest.hexdigest()

    def finish(self) -> None:
        """The last file: the checksums of all others."""
        lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(self.sums.items()))
        self.archive.writestr(self._entry(pages.SUMS), lines.encode())

    def _entry(self, name: str) -> zipfile.ZipInfo:
        """Dated by the last day of the year, whenever it is written."""
        entry = zipfile.ZipInfo(f"{self.root}/{name}", (self.year, 12, 31, 0, 0, 0))
        stored = name.lower().endswith(_PACKED_ALREADY)
        entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        entry.create_system, entry.external_attr = 3, _UNIX_FILE
        return entry


def write_year(
    target: Path, bound: BoundYear, cases: Sequence[Bound], files: Path, county: County, *, title: str = ""
) -> None:
    """Write some cases of a year, with the catalogue and the index of them all.

    Args:
        cases: those that lie in this archive.
        title: what part of the year it is.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        writer = _Writer(archive, root_name(bound.year.year, title), bound.year.year)
        catalogue = bound.catalogue
        writer.put(pages.README, pages.readme(bound.year, catalogue, len(cases), county))
        writer.put(pages.INDEX, pages.index_page(bound.year, catalogue, cases, county))
        if catalogue.sha256 not in bound.gone:
            writer.copy(pages.CATALOGUE, files / catalogue.sha256)
        for case in cases:
            word = bound.words[case.seq]
            _put_case(writer, case, "" if word in bound.gone else word, files)
        writer.finish()


def _put_case(writer: _Writer, case: Bound, word: str, files: Path) -> None:
    if word:
        writer.copy(f"{case.folder}/{pages.CASE_DOCX}", files / word)
    writer.put(f"{case.folder}/{pages.CASE}", pages.case_page(case))
    for item in case.enclosures:
        name = f"{case.folder}/{item.path}"
        if item.text:
            writer.put(name, item.text.replace("\n", "\r\n").encode())
        elif item.there:
            writer.copy(name, files / item.sha256)


def sizes(bound: BoundYear, files: Path) -> Iterator[tuple[str, int]]:
    """Track and bytes of each case, as they lie on the disk."""
    for case in bound.cases:
        names = [bound.words[case.seq], *(item.sha256 for item in case.enclosures if item.there and item.sha256)]
        yield case.matter.track, sum((files / name).stat().st_size for name in names if name not in bound.gone)
