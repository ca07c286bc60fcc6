"""Importing the roster from a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.notices.base import Answer, Card, Extras, Notice
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in one row of the file: `column` as its header has it, `reason` picks the words.

    `other` is the row that it contradicts, 0 for none. Row 0 is the file as a whole.
    """

    row: int
    column: str
    reason: str
    given: str = ""
    other: int = 0


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One thing that an import would change: `what` picks the words, `on` is its day where that lies ahead."""

    what: str
    name: str
    old: str = ""
    new: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class RosterCounts:
    """What an import did."""

    rows: int = 0
    units_new: int = 0
    units_changed: int = 0
    posts_new: int = 0
    posts_changed: int = 0
    people_new: int = 0
    people_changed: int = 0
    handed_over: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything was different from what stood there."""
        return any(
            (
                self.units_new,
                self.units_changed,
                self.posts_new,
                self.posts_changed,
                self.people_new,
                self.people_changed,
                self.handed_over,
            )
        )


NO_CHANGES = RosterCounts()


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPrompt(Prompt):
    """Asks for the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterTemplate(Answer):
    """An empty roster to fill in, as a workbook."""

    @property
    def extras(self) -> Extras:
        """The workbook."""
        return Extras(made="roster_template", file_name="督查工作名册（模板）.xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReading(Notice):
    """The file was noted and is being read."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPreviewCard(Card):
    """What a file would change, before it does. `more` lines are not shown."""

    intake_id: int
    name: str
    rows: int
    lines: tuple[PreviewLine, ...]
    more: int = 0
    anew: bool = False
    """Whether the roster changed since it was shown before."""

    @property
    def key(self) -> str | None:
        """A file is shown once."""
        return f"roster-preview/{self.intake_id}"

    @property
    def subject(self) -> Subject | None:
        """The file that waits to be taken over."""
        return Subject("intake", str(self.intake_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterImported(Notice):
    """The roster is as the file says; no counts: it was so before."""

    name: str
    rows: int
    counts: RosterCounts = NO_CHANGES


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterDropped(Answer):
    """The file was not taken over, by who sent it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRefused(Notice):
    """Nothing was imported: what is wrong, row by row."""

    name: str
    errors: tuple[RowError, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterUnreadable(Notice):
    """The file cannot be read at all: `reason` is a stable word."""

    name: str
    reason: str
