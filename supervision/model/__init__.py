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
from supervision.model.batches import (
    Batch,
    BatchItem,
    BatchKind,
    Intake,
    SearchText,
    SheetOut,
)
from supervision.model.bulletins import (
    Bulletin,
    BulletinEvent,
    BulletinLine,
    BulletinStatus,
    Objection,
    Standing,
)
from supervision.model.channels import Channel
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
from supervision.model.records import (
    Extension,
    Record,
    RecordKind,
    RecordStatus,
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
    LETTER_KINDS,
    ORDERED_KINDS,
    RESPONSIBLE_KINDS,
    FormerName,
    Group,
    Invitation,
    Person,
    Post,
    Unit,
    UnitKind,
)
from supervision.model.standing_in import (
    Amendment,
    Delegation,
    DutyDay,
    FieldChange,
    Leave,
)

__all__ = [
    "LETTER_KINDS",
    "ORDERED_KINDS",
    "RESPONSIBLE_KINDS",
    "Amendment",
    "Assignment",
    "AssignmentStatus",
    "Batch",
    "BatchItem",
    "BatchKind",
    "Bulletin",
    "BulletinEvent",
    "BulletinLine",
    "BulletinStatus",
    "CalendarKey",
    "Chain",
    "ChainPurpose",
    "ChainStatus",
    "Channel",
    "Delegation",
    "Dispatch",
    "Draft",
    "DueStatus",
    "DutyDay",
    "Extension",
    "FieldChange",
    "FileStatus",
    "FormerName",
    "Group",
    "Inquiry",
    "Instruction",
    "Intake",
    "Invitation",
    "Leave",
    "Matter",
    "MatterStatus",
    "Objection",
    "Paper",
    "Part",
    "Person",
    "Post",
    "Reader",
    "Record",
    "RecordKind",
    "RecordStatus",
    "Reminder",
    "Report",
    "ReportDue",
    "ReportStatus",
    "ReportVersion",
    "SearchText",
    "SheetOut",
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
