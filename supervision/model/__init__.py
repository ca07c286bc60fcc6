"""What the office keeps: matters, tasks, papers, reports and the people who answer for them.

Every class is a frozen dataclass and one row of a table of the same name (`storage/tables.py`). Times are aware and
in UTC, dates are local dates. Children have natural keys (a task is matter and number), the rest ids that the unit
of work draws. Whether something is overdue is never stored: it is computed (`supervision/deadlines.py`).
"""

from supervision.model.approvals import (
    Chain,
    ChainPurpose,
    ChainStatus,
    Inquiry,
    SigningStep,
    StepStatus,
)
from supervision.model.bulletins import (
    Bulletin,
    BulletinEvent,
    BulletinLine,
    BulletinStatus,
    Objection,
    Standing,
)
from supervision.model.keeping import (
    CalendarKey,
    Draft,
)
from supervision.model.matters import (
    Assignment,
    AssignmentStatus,
    Instruction,
    Matter,
    MatterStatus,
    Part,
    Source,
    Task,
    Urgency,
)
from supervision.model.papers import (
    Dispatch,
    Paper,
    Transfer,
    TransferStatus,
)
from supervision.model.reports import (
    DueStatus,
    FileStatus,
    Reader,
    Reminder,
    Report,
    ReportDue,
    ReportStatus,
    ReportVersion,
    StoredFile,
)
from supervision.model.roster import (
    ORDERED_KINDS,
    RESPONSIBLE_KINDS,
    Group,
    Invitation,
    Person,
    Post,
    Unit,
    UnitKind,
)

__all__ = [
    "ORDERED_KINDS",
    "RESPONSIBLE_KINDS",
    "Assignment",
    "AssignmentStatus",
    "Bulletin",
    "BulletinEvent",
    "BulletinLine",
    "BulletinStatus",
    "CalendarKey",
    "Chain",
    "ChainPurpose",
    "ChainStatus",
    "Dispatch",
    "Draft",
    "DueStatus",
    "FileStatus",
    "Group",
    "Inquiry",
    "Instruction",
    "Invitation",
    "Matter",
    "MatterStatus",
    "Objection",
    "Paper",
    "Part",
    "Person",
    "Post",
    "Reader",
    "Reminder",
    "Report",
    "ReportDue",
    "ReportStatus",
    "ReportVersion",
    "SigningStep",
    "Source",
    "Standing",
    "StepStatus",
    "StoredFile",
    "Task",
    "Transfer",
    "TransferStatus",
    "Unit",
    "UnitKind",
    "Urgency",
]
