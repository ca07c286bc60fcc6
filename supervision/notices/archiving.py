"""全年案卷: its card while it is packed, and the files."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import HERE, Card, Extras, FileRef, Notice, Recipient
from supervision.subjects import Subject


def archive_subject(archive_id: int) -> Subject:
    """Name the packing of a year."""
    return Subject("archive", str(archive_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveCard(Card):
    """How far the packing is, and what came of it."""

    to: Recipient = HERE
    archive_id: int

    @property
    def subject(self) -> Subject | None:
        """The packing."""
        return archive_subject(self.archive_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFile(Notice):
    """A packed file of a year: the `count`th of `of`; `title` is its track where there are several."""

    archive_id: int
    document_id: int
    year: int
    form: str
    matters: int
    title: str = ""
    number: int = 1
    of: int = 1

    @property
    def key(self) -> str | None:
        """Once."""
        return f"archive/{self.archive_id}/{self.form}"

    @property
    def extras(self) -> Extras:
        """The file."""
        return Extras(files=(FileRef(self.document_id, self.form),))
