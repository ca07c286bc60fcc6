"""The tables: one for each dataclass of `supervision/model.py`, and those of the house itself.

`MODELS` says which dataclass is which table and what its key is; the columns are its fields.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping, Sequence

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text, UniqueConstraint, text

from storage.columns import UtcTime, column_type
from supervision import model

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(
    entity: type,
    name: str,
    key: Sequence[str],
    *,
    unique: Sequence[Sequence[str]] = (),
    index: Sequence[str | Sequence[str]] = (),
) -> Table:
    hints = typing.get_type_hints(entity)
    columns: list[Column[typing.Any]] = []
    for field in dataclasses.fields(entity):
        kind, optional = column_type(hints[field.name])
        columns.append(Column(field.name, kind, primary_key=field.name in key, nullable=optional, autoincrement=False))
    table = Table(name, metadata, *columns, *(UniqueConstraint(*names) for names in unique))
    for names in index:
        Index(None, *(table.c[column] for column in ([names] if isinstance(names, str) else names)))
    return table


MODELS: Mapping[type, Table] = {
    model.Unit: _table(model.Unit, "units", ["id"], unique=[["name"]]),
    model.Post: _table(model.Post, "posts", ["id"], index=["unit_id", "holder_id"]),
    model.Person: _table(model.Person, "people", ["id"], unique=[["telegram_id"]]),
    model.Invitation: _table(model.Invitation, "invitations", ["code"], index=["person_id"]),
    model.Group: _table(model.Group, "groups", ["id"], unique=[["chat_id"]]),
    model.Matter: _table(
        model.Matter, "matters", ["id"], unique=[["registration_number"]], index=[["status", "urgency"]]
    ),
    model.Task: _table(model.Task, "tasks", ["matter_id", "seq"]),
    model.Assignment: _table(
        model.Assignment,
        "assignments",
        ["matter_id", "task_seq", "unit_id"],
        index=[["unit_id", "matter_id"], "status"],
    ),
    model.Paper: _table(model.Paper, "papers", ["id"], unique=[["document_number", "correction"]], index=["matter_id"]),
    model.DocumentFile: _table(model.DocumentFile, "document_files", ["document_id", "form"]),
    model.Document: _table(
        model.Document, "documents", ["id"], index=["matter_id", ["subject_kind", "subject_key"], "pdf"]
    ),
    model.NumberTaken: _table(
        model.NumberTaken, "numbers_taken", ["register", "year", "n"], unique=[["register", "number"]]
    ),
    model.Dispatch: _table(
        model.Dispatch,
        "dispatches",
        ["paper_id", "unit_id"],
        index=[["unit_id", "matter_id"], "matter_id", "acknowledged_at"],
    ),
    model.ReportDue: _table(
        model.ReportDue,
        "reports_due",
        ["matter_id", "task_seq", "unit_id", "seq"],
        index=["unit_id", "late_after", ["status", "late_after", "matter_id", "task_seq", "unit_id", "seq"]],
    ),
    model.Report: _table(
        model.Report,
        "reports",
        ["id"],
        unique=[["chat_id", "message_id", "part"]],
        index=["matter_id", "media_group"],
    ),
    model.ReportVersion: _table(model.ReportVersion, "report_versions", ["report_id", "version"]),
    model.StoredFile: _table(
        model.StoredFile,
        "stored_files",
        ["id"],
        unique=[["chat_id", "message_id"]],
        index=["report_id", "status"],
    ),
    model.Chain: _table(model.Chain, "chains", ["id"], index=["subject_id", "urgency", "matter_id"]),
    model.SigningStep: _table(model.SigningStep, "signing_steps", ["chain_id", "seq"], index=["post_id", "status"]),
    model.Inquiry: _table(model.Inquiry, "inquiries", ["id"], index=["chain_id"]),
    model.Transfer: _table(model.Transfer, "transfers", ["id"], index=["matter_id"]),
    model.Reminder: _table(
        model.Reminder,
        "reminders",
        ["matter_id", "task_seq", "unit_id", "due_seq", "rung", "post_id"],
        index=["post_id", "told_by"],
    ),
    model.Bulletin: _table(model.Bulletin, "bulletins", ["id"], unique=[["period"]], index=["status", "matter_id"]),
    model.BulletinLine: _table(model.BulletinLine, "bulletin_lines", ["bulletin_id", "unit_id", "standing"]),
    model.BulletinGroup: _table(
        model.BulletinGroup,
        "bulletin_groups",
        ["bulletin_id", "number"],
        unique=[["bulletin_id", "year", "unit_id", "track", "verdict"]],
    ),
    model.BulletinFact: _table(
        model.BulletinFact, "bulletin_facts", ["bulletin_id", "year", "matter_id", "task_seq", "unit_id", "seq"]
    ),
    model.Objection: _table(model.Objection, "objections", ["bulletin_id", "unit_id"]),
    model.Record: _table(model.Record, "records", ["id"], index=["matter_id", "status"]),
    model.Extension: _table(model.Extension, "extensions", ["id"], index=["matter_id"]),
    model.Delegation: _table(model.Delegation, "delegations", ["id"], index=["post_id", "deputy_post_id"]),
    model.Leave: _table(model.Leave, "leaves", ["id"], index=["post_id"]),
    model.DutyDay: _table(model.DutyDay, "duty_days", ["day"]),
    model.Amendment: _table(model.Amendment, "amendments", ["id"], index=["chain_id"]),
    model.Batch: _table(model.Batch, "batches", ["id"], index=["person_id"]),
    model.SheetOut: _table(model.SheetOut, "sheets_out", ["id"], index=["unit_id"]),
    model.Intake: _table(model.Intake, "intakes", ["id"]),
    model.SearchText: _table(model.SearchText, "search_texts", ["matter_id", "unit_id"]),
    model.LeaderAnswer: _table(model.LeaderAnswer, "leader_answers", ["id"], index=[["matter_id", "post_id"]]),
    model.FurtherInstruction: _table(model.FurtherInstruction, "further_instructions", ["id"], index=["matter_id"]),
    model.Note: _table(model.Note, "notes", ["id"], index=["matter_id"]),
    model.Plan: _table(model.Plan, "plans", ["matter_id", "unit_id"]),
    model.Rectification: _table(model.Rectification, "rectifications", ["id"], index=["matter_id"]),
    model.Referral: _table(model.Referral, "referrals", ["id"], index=["matter_id"]),
    model.LetterUp: _table(model.LetterUp, "letters_up", ["id"], index=["bulletin_id"]),
    model.Activity: _table(model.Activity, "activities", ["id"], index=["matter_id", "status"]),
    model.Finding: _table(model.Finding, "findings", ["id"], index=["matter_id", "activity_id"]),
    model.Summary: _table(model.Summary, "summaries", ["id"], index=["matter_id"]),
    model.Submission: _table(model.Submission, "submissions", ["id"], index=[["matter_id", "status"]]),
    model.Proposal: _table(model.Proposal, "proposals", ["matter_id"]),
    model.AssignmentMeeting: _table(model.AssignmentMeeting, "assignment_meetings", ["id"]),
    model.ProposalReply: _table(model.ProposalReply, "proposal_replies", ["id"], index=["matter_id"]),
    model.CaseFile: _table(model.CaseFile, "case_files", ["id"], index=["year"]),
    model.YearArchive: _table(model.YearArchive, "year_archives", ["id"], index=["status"]),
    model.HotlineOrder: _table(model.HotlineOrder, "hotline_orders", ["matter_id"], index=["order_number"]),
    model.Change: _table(model.Change, "changes", ["id"], index=["matter_id"]),
    model.ReviewRequest: _table(model.ReviewRequest, "review_requests", ["id"], index=["bulletin_id"]),
    model.ExtensionRequest: _table(model.ExtensionRequest, "extension_requests", ["id"], index=["matter_id"]),
    model.CalendarYear: _table(model.CalendarYear, "calendar_years", ["year"]),
    model.DeskItem: _table(model.DeskItem, "desk_items", ["kind", "key"], index=["on"]),
    model.CalendarKey: _table(model.CalendarKey, "calendar_keys", ["key"]),
    model.Draft: _table(model.Draft, "drafts", ["chat_id", "person_id"]),
}

ON_THE_WAY = "told_at IS NULL AND told_by NOT IN ('', 'passed', 'over', 'lost')"
"""Of reminders: a message that says it is on its way, or has just arrived. They are few among all that ever were."""
_told_by = MODELS[model.Reminder].c.told_by
Index("ix_reminders_on_the_way", _told_by, sqlite_where=text(ON_THE_WAY), postgresql_where=text(ON_THE_WAY))

counters = Table(
    "counters", metadata, Column("name", Text, primary_key=True), Column("value", BigInteger, nullable=False)
)
"""Ids and document numbers: a locked row each, so that a rollback gives a number back."""

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("sender", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("stored_at", UtcTime, nullable=False),
    Column("status", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("incident", Text, nullable=False),
)
"""Updates, written before Telegram is told that we have them. status: new, done, dead."""
Index(None, inbox.c.status)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("seat", Text, nullable=False),
    Column("lane", Integer, nullable=False),
    Column("on_doubt", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_key", Text, nullable=False),
    Column("reply_to", BigInteger),
    Column("edit_of", BigInteger),
    Column("status", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    Column("sent_at", UtcTime),
    Column("chat_id", BigInteger),
    Column("person_id", BigInteger),
    Column("payload", Text),
    Column("sent_parts", Integer, nullable=False),
    Column("message_id", BigInteger),
    Column("resent", Integer, nullable=False),
    Column("reason", Text, nullable=False),
)
"""What is to be said. status: see `storage.outbox.State`."""
WAITS = "status = 'new'"
"""What delivery looks through; its indexes are those of the rows that wait, however many were sent. It says the same
in its statements, literally, as SQLite wants it."""
WAITS_FOR_ITS_TIME = f"{WAITS} AND not_before IS NOT NULL"
HELD_UP = "status NOT IN ('new', 'sent', 'void')"
"""What is neither waiting to be sent nor done with: the few rows that the Office, or a start, looks for."""


def _index_of(name: str, which: str, *columns: Column[typing.Any]) -> None:
    Index(name, *columns, sqlite_where=text(which), postgresql_where=text(which))


_index_of("ix_outbox_held_up", HELD_UP, outbox.c.status)
_index_of("ix_outbox_waiting_in_lanes", WAITS, outbox.c.lane, outbox.c.not_before, outbox.c.id, outbox.c.seat)
_index_of("ix_outbox_waiting_of_seats", WAITS, outbox.c.seat, outbox.c.lane, outbox.c.id)
_index_of("ix_outbox_waiting_for_time", WAITS_FOR_ITS_TIME, outbox.c.not_before)

sent_files = Table(
    "sent_files",
    metadata,
    Column("key", Text, primary_key=True),
    Column("file_id", Text, nullable=False),
    Column("sent_at", UtcTime, nullable=False),
)
"""Files that Telegram has from us (bot, hash, name and whether as a picture), and by which id it sends them again."""
Index(None, sent_files.c.sent_at)

cards = Table(
    "cards",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_key", Text, nullable=False),
    Column("seat", Text, nullable=False),
    Column("live", Integer, nullable=False),
)
"""Messages that stand for a thing: a reply to one is understood, and a live one is edited in place."""
Index(None, cards.c.subject_kind, cards.c.subject_key)

chats = Table(
    "chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("state", Text, nullable=False),
    Column("migrated_to", BigInteger),
    Column("since", UtcTime, nullable=False),
)
"""What we know of a chat: open, blocked (by its user), gone (we were removed), muted (no right to post)."""

audit = Table(
    "audit",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("post_id", BigInteger),
    Column("channel", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_key", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
"""Every change of state, each row bound to the one before by its hash."""
Index(None, audit.c.subject_kind, audit.c.subject_key)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
)
"""The newest audit row, once more: a tail that was cut off no longer agrees with it."""
