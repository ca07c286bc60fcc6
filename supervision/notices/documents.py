"""Papers as files, and what is wrong with a letterhead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.notices.base import Answer, Extras, FileRef, Notice, Until
from supervision.subjects import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile(Notice):
    """A paper as a file, after its card. A reply to it means what a reply to `about_kind` and `about_key` means."""

    document_id: int
    title: str
    number: str = ""
    form: str = "docx"
    about_kind: str = ""
    about_key: str = ""

    @property
    def key(self) -> str | None:
        """Once a recipient and form."""
        return f"document/{self.document_id}/{self.form}/{self.to.kind}/{self.to.id}"

    @property
    def until(self) -> Until | None:
        """What was made void before it went out does not go out."""
        return Until("document.void", str(self.document_id))

    @property
    def subject(self) -> Subject | None:
        """What a reply to it means."""
        return Subject(self.about_kind, self.about_key) if self.about_kind else None

    @property
    def extras(self) -> Extras:
        """The file itself."""
        return Extras(files=(FileRef(self.document_id, self.form),))


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentAnswer(Answer):
    """The same file to somebody who asked for it."""

    document_id: int
    title: str
    number: str = ""
    form: str = "docx"
    void: bool = False

    @property
    def extras(self) -> Extras:
        """The file itself."""
        return Extras(files=(FileRef(self.document_id, self.form),))


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterheadFaulty(Notice):
    """The office's own letterhead could not be filled, and ours was used; to those who keep the settings."""

    name: str
    digest: str
    on: date
    why: str

    @property
    def key(self) -> str | None:
        """Once a day and file as it is."""
        return f"letterhead/{self.name}/{self.digest}/{self.on}"
