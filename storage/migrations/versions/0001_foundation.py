"""The foundation: everything that the first version keeps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "activities",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("until", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("drafted_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("drafted_post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("members", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("member_posts", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("unit_ids", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("tasks", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("conclusion", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("concluded_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
    )
    op.create_index(op.f("ix_activities_matter_id"), "activities", ["matter_id"], unique=False)
    op.create_index(op.f("ix_activities_status"), "activities", ["status"], unique=False)
    op.create_table(
        "amendments",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chain_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("step_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("old_hash", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("new_hash", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("old_text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("new_text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("changes", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
    )
    op.create_index(op.f("ix_amendments_chain_id"), "amendments", ["chain_id"], unique=False)
    op.create_table(
        "assignment_meetings",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("held_on", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("entered_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("attended", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("absent", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("matter_ids", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_meetings")),
    )
    op.create_table(
        "assignments",
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("task_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("handed_to_unit_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("handed_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("record_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("handler_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("handler_phone", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("matter_id", "task_seq", "unit_id", name=op.f("pk_assignments")),
    )
    op.create_index(op.f("ix_assignments_status"), "assignments", ["status"], unique=False)
    op.create_index(op.f("ix_assignments_unit_id_matter_id"), "assignments", ["unit_id", "matter_id"], unique=False)
    op.create_table(
        "audit",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_key", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_subject_kind_subject_key"), "audit", ["subject_kind", "subject_key"], unique=False)
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "batches",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("items", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("passed_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
    )
    op.create_index(op.f("ix_batches_person_id"), "batches", ["person_id"], unique=False)
    op.create_table(
        "bulletin_facts",
        sa.Column("bulletin_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("task_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "bulletin_id", "year", "matter_id", "task_seq", "unit_id", "seq", name=op.f("pk_bulletin_facts")
        ),
    )
    op.create_table(
        "bulletin_groups",
        sa.Column("bulletin_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("track", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("value", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("bulletin_id", "number", name=op.f("pk_bulletin_groups")),
        sa.UniqueConstraint(
            "bulletin_id",
            "year",
            "unit_id",
            "track",
            "verdict",
            name=op.f("uq_bulletin_groups_bulletin_id_year_unit_id_track_verdict"),
        ),
    )
    op.create_table(
        "bulletin_lines",
        sa.Column("bulletin_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("standing", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("facts", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("selected", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("events", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("weak", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("bulletin_id", "unit_id", "standing", name=op.f("pk_bulletin_lines")),
    )
    op.create_table(
        "bulletins",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("period", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cut_off", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("figures", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("next_steps", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("post_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("name_in_group", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("group_text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("returned_words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("track", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("corrects_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("named_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("named_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("sections", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletins")),
        sa.UniqueConstraint("period", name=op.f("uq_bulletins_period")),
    )
    op.create_index(op.f("ix_bulletins_matter_id"), "bulletins", ["matter_id"], unique=False)
    op.create_index(op.f("ix_bulletins_status"), "bulletins", ["status"], unique=False)
    op.create_table(
        "calendar_keys",
        sa.Column("key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_calendar_keys")),
    )
    op.create_table(
        "calendar_years",
        sa.Column("year", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("holidays", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("makeup_days", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reference", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("entered_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_years")),
    )
    op.create_table(
        "cards",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_key", sa.Text(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("live", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_cards")),
    )
    op.create_index(op.f("ix_cards_subject_kind_subject_key"), "cards", ["subject_kind", "subject_key"], unique=False)
    op.create_table(
        "case_files",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("year", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("track", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("matter_ids", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("closed_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("entries", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_files")),
    )
    op.create_index(op.f("ix_case_files_year"), "case_files", ["year"], unique=False)
    op.create_table(
        "chains",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("subject_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text_hash", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("drafted_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("drafters", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("drafted_post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("urgency", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("annex", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chains")),
    )
    op.create_index(op.f("ix_chains_matter_id"), "chains", ["matter_id"], unique=False)
    op.create_index(op.f("ix_chains_subject_id"), "chains", ["subject_id"], unique=False)
    op.create_index(op.f("ix_chains_urgency"), "chains", ["urgency"], unique=False)
    op.create_table(
        "changes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("asked_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("changes", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("into_matter_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("review_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("to_post_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("unit_ids", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    op.create_index(op.f("ix_changes_matter_id"), "changes", ["matter_id"], unique=False)
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("migrated_to", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_chats")),
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "delegations",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("deputy_post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("until", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("granted_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reference", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revoked_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("confirmed_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
    )
    op.create_index(op.f("ix_delegations_deputy_post_id"), "delegations", ["deputy_post_id"], unique=False)
    op.create_index(op.f("ix_delegations_post_id"), "delegations", ["post_id"], unique=False)
    op.create_table(
        "desk_items",
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("on", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("every", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("told_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_desk_items")),
    )
    op.create_index(op.f("ix_desk_items_on"), "desk_items", ["on"], unique=False)
    op.create_table(
        "dispatches",
        sa.Column("paper_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("acknowledge_by", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("acknowledged_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("channel", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("record_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("paper_id", "unit_id", name=op.f("pk_dispatches")),
    )
    op.create_index(op.f("ix_dispatches_acknowledged_at"), "dispatches", ["acknowledged_at"], unique=False)
    op.create_index(op.f("ix_dispatches_matter_id"), "dispatches", ["matter_id"], unique=False)
    op.create_index(op.f("ix_dispatches_unit_id_matter_id"), "dispatches", ["unit_id", "matter_id"], unique=False)
    op.create_table(
        "document_files",
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("form", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "form", name=op.f("pk_document_files")),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("subject_kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("subject_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("file_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("letterhead", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text_hash", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("own_letterhead", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("pdf", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("pdf_sha256", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("pdf_to", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("void_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("void_why", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_matter_id"), "documents", ["matter_id"], unique=False)
    op.create_index(op.f("ix_documents_pdf"), "documents", ["pdf"], unique=False)
    op.create_index(
        op.f("ix_documents_subject_kind_subject_key"), "documents", ["subject_kind", "subject_key"], unique=False
    )
    op.create_table(
        "drafts",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("flow", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("question", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("answers", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("trail", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("step", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("undo", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "person_id", name=op.f("pk_drafts")),
    )
    op.create_table(
        "duty_days",
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("set_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_duty_days")),
    )
    op.create_table(
        "extension_requests",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("task_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("new_on", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("new_hour", sa.Time(), autoincrement=False, nullable=True),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("progress", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("leader", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("asked_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("decided_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("agreed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("agreed_hour", sa.Time(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension_requests")),
    )
    op.create_index(op.f("ix_extension_requests_matter_id"), "extension_requests", ["matter_id"], unique=False)
    op.create_table(
        "extensions",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("task_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("new_on", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("new_hour", sa.Time(), autoincrement=False, nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("in_time", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("granted_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("record_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("request_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extensions")),
    )
    op.create_index(op.f("ix_extensions_matter_id"), "extensions", ["matter_id"], unique=False)
    op.create_table(
        "findings",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("activity_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("task_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("found_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
    )
    op.create_index(op.f("ix_findings_activity_id"), "findings", ["activity_id"], unique=False)
    op.create_index(op.f("ix_findings_matter_id"), "findings", ["matter_id"], unique=False)
    op.create_table(
        "further_instructions",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("leader_title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("dated", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("gist", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("entered_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("answer_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("task_seqs", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reopened", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("tasks", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("paper_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("submission_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_further_instructions")),
    )
    op.create_index(op.f("ix_further_instructions_matter_id"), "further_instructions", ["matter_id"], unique=False)
    op.create_table(
        "groups",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("bound_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("active", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("chat_id", name=op.f("uq_groups_chat_id")),
    )
    op.create_table(
        "hotline_orders",
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("order_number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("received_on", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("due_hour", sa.Time(), autoincrement=False, nullable=True),
        sa.Column("category", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("returned_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("returned_why", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("rounds", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("satisfied", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("returned_days", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("matter_id", name=op.f("pk_hotline_orders")),
    )
    op.create_index(op.f("ix_hotline_orders_order_number"), "hotline_orders", ["order_number"], unique=False)
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_inbox")),
    )
    op.create_index(op.f("ix_inbox_status"), "inbox", ["status"], unique=False)
    op.create_table(
        "inquiries",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chain_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("step_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("answered_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiries")),
    )
    op.create_index(op.f("ix_inquiries_chain_id"), "inquiries", ["chain_id"], unique=False)
    op.create_table(
        "intakes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("file_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("basis", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("taken", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intakes")),
    )
    op.create_table(
        "invitations",
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("issued_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_invitations")),
    )
    op.create_index(op.f("ix_invitations_person_id"), "invitations", ["person_id"], unique=False)
    op.create_table(
        "leader_answers",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sent_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("decided_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reference", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leader_answers")),
    )
    op.create_index(
        op.f("ix_leader_answers_matter_id_post_id"), "leader_answers", ["matter_id", "post_id"], unique=False
    )
    op.create_table(
        "leaves",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("until", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("entered_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaves")),
    )
    op.create_index(op.f("ix_leaves_post_id"), "leaves", ["post_id"], unique=False)
    op.create_table(
        "letters_up",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bulletin_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("superior", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("facts", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("drafted_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sent_on", sa.Date(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters_up")),
    )
    op.create_index(op.f("ix_letters_up_bulletin_id"), "letters_up", ["bulletin_id"], unique=False)
    op.create_table(
        "matters",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("registration_number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("track", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("urgency", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("registered_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("registered_post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sources", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("instructions", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("leader_post_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("due_hour", sa.Time(), autoincrement=False, nullable=True),
        sa.Column("form", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("issuer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("coordinating_unit_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("copy_to", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("result_chain", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("source_kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("level", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("track_why", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("taken_over_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("ledger_ref", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("countersign", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("gate_reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("complex", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("plan_wanted", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("suspended_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("review_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("merged_into_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("reopened_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("city_due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("city_ref", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matters")),
        sa.UniqueConstraint("registration_number", name=op.f("uq_matters_registration_number")),
    )
    op.create_index(op.f("ix_matters_status_urgency"), "matters", ["status", "urgency"], unique=False)
    op.create_table(
        "notes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_matter_id"), "notes", ["matter_id"], unique=False)
    op.create_table(
        "numbers_taken",
        sa.Column("register", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("year", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("n", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("subject_kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("subject_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("taken_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("void_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("void_why", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("void_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("register", "year", "n", name=op.f("pk_numbers_taken")),
        sa.UniqueConstraint("register", "number", name=op.f("uq_numbers_taken_register_number")),
    )
    op.create_table(
        "objections",
        sa.Column("bulletin_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("agreed", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("answered_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("phone_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("delivered_by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("phoned_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("phoned_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("phone_words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("upheld", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("facts", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("asked_anew", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("decided_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("decision_words", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("bulletin_id", "unit_id", name=op.f("pk_objections")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("on_doubt", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_key", sa.Text(), nullable=False),
        sa.Column("reply_to", sa.BigInteger(), nullable=True),
        sa.Column("edit_of", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("sent_parts", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("resent", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index(
        "ix_outbox_held_up",
        "outbox",
        ["status"],
        unique=False,
        sqlite_where=sa.text("status NOT IN ('new', 'sent', 'void')"),
        postgresql_where=sa.text("status NOT IN ('new', 'sent', 'void')"),
    )
    op.create_index(
        "ix_outbox_waiting_for_time",
        "outbox",
        ["not_before"],
        unique=False,
        sqlite_where=sa.text("status = 'new' AND not_before IS NOT NULL"),
        postgresql_where=sa.text("status = 'new' AND not_before IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_waiting_in_lanes",
        "outbox",
        ["lane", "not_before", "id", "seat"],
        unique=False,
        sqlite_where=sa.text("status = 'new'"),
        postgresql_where=sa.text("status = 'new'"),
    )
    op.create_index(
        "ix_outbox_waiting_of_seats",
        "outbox",
        ["seat", "lane", "id"],
        unique=False,
        sqlite_where=sa.text("status = 'new'"),
        postgresql_where=sa.text("status = 'new'"),
    )
    op.create_table(
        "papers",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("form", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("issuer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("document_number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text_hash", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("issued_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("withdrawn_why", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("corrects_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("correction", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
        sa.UniqueConstraint("document_number", "correction", name=op.f("uq_papers_document_number_correction")),
    )
    op.create_index(op.f("ix_papers_matter_id"), "papers", ["matter_id"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("phone", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("active", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_people_telegram_id")),
    )
    op.create_table(
        "plans",
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("made_on", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("entered_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("goals", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("handed_in", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("matter_id", "unit_id", name=op.f("pk_plans")),
    )
    op.create_table(
        "posts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("seat", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("holder_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("active", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("serves", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fields", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("in_charge_of", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
    )
    op.create_index(op.f("ix_posts_holder_id"), "posts", ["holder_id"], unique=False)
    op.create_index(op.f("ix_posts_unit_id"), "posts", ["unit_id"], unique=False)
    op.create_table(
        "proposal_replies",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("proposer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("round", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sent_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("result", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("satisfied", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("answered_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("due_seq", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("follow_up", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_replies")),
    )
    op.create_index(op.f("ix_proposal_replies_matter_id"), "proposal_replies", ["matter_id"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("proposers", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("session", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("analysis", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("handling", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("assigned_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("explained_on", sa.Date(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("matter_id", name=op.f("pk_proposals")),
    )
    op.create_table(
        "records",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("entered_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entered_post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chain_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("step_seq", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("text_hash", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("agrees", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("paper_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("task_seq", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("due_seq", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("who", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reference", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reader", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("new_due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("new_due_hour", sa.Time(), autoincrement=False, nullable=True),
        sa.Column("outbox_row", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("name_in_group", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("confirmed_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("confirm_words", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records")),
    )
    op.create_index(op.f("ix_records_matter_id"), "records", ["matter_id"], unique=False)
    op.create_index(op.f("ix_records_status"), "records", ["status"], unique=False)
    op.create_table(
        "rectifications",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("task_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("problem", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("ordered_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("finding_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("measures", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("due_seq", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("checked_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("check_words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fraud", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("basis", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectifications")),
    )
    op.create_index(op.f("ix_rectifications_matter_id"), "rectifications", ["matter_id"], unique=False)
    op.create_table(
        "referrals",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rectification_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("handed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("handed_to", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reference", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("evidence", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("checked_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
    )
    op.create_index(op.f("ix_referrals_matter_id"), "referrals", ["matter_id"], unique=False)
    op.create_table(
        "reminders",
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("task_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rung", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("counted_from", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("told_by", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "matter_id", "task_seq", "unit_id", "due_seq", "rung", "post_id", name=op.f("pk_reminders")
        ),
    )
    op.create_index(
        "ix_reminders_on_the_way",
        "reminders",
        ["told_by"],
        unique=False,
        sqlite_where=sa.text("told_at IS NULL AND told_by NOT IN ('', 'passed', 'over', 'lost')"),
        postgresql_where=sa.text("told_at IS NULL AND told_by NOT IN ('', 'passed', 'over', 'lost')"),
    )
    op.create_index(op.f("ix_reminders_post_id"), "reminders", ["post_id"], unique=False)
    op.create_index(op.f("ix_reminders_told_by"), "reminders", ["told_by"], unique=False)
    op.create_table(
        "report_versions",
        sa.Column("report_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("report_id", "version", name=op.f("pk_report_versions")),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("task_seq", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("due_seq", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("reader", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("media_group", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reviewed_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("review_words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reviewed_version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("chat_id", "message_id", "part", name=op.f("uq_reports_chat_id_message_id_part")),
    )
    op.create_index(op.f("ix_reports_matter_id"), "reports", ["matter_id"], unique=False)
    op.create_index(op.f("ix_reports_media_group"), "reports", ["media_group"], unique=False)
    op.create_table(
        "reports_due",
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("task_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("due_hour", sa.Time(), autoincrement=False, nullable=True),
        sa.Column("late_after", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("final", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("first_answered_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("report_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("returns", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("supplement_by", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("empty_returns", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("extended_to", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("extended_hour", sa.Time(), autoincrement=False, nullable=True),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("provisional", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("matter_id", "task_seq", "unit_id", "seq", name=op.f("pk_reports_due")),
    )
    op.create_index(op.f("ix_reports_due_late_after"), "reports_due", ["late_after"], unique=False)
    op.create_index(
        op.f("ix_reports_due_status_late_after_matter_id_task_seq_unit_id_seq"),
        "reports_due",
        ["status", "late_after", "matter_id", "task_seq", "unit_id", "seq"],
        unique=False,
    )
    op.create_index(op.f("ix_reports_due_unit_id"), "reports_due", ["unit_id"], unique=False)
    op.create_table(
        "review_requests",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bulletin_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("answer_by", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("reviewer_post_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("outcome", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("opinion", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_requests")),
    )
    op.create_index(op.f("ix_review_requests_bulletin_id"), "review_requests", ["bulletin_id"], unique=False)
    op.create_table(
        "search_texts",
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("matter_id", "unit_id", name=op.f("pk_search_texts")),
    )
    op.create_table(
        "sent_files",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sent_files")),
    )
    op.create_index(op.f("ix_sent_files_sent_at"), "sent_files", ["sent_at"], unique=False)
    op.create_table(
        "sheets_out",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("rows", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("file_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheets_out")),
    )
    op.create_index(op.f("ix_sheets_out_unit_id"), "sheets_out", ["unit_id"], unique=False)
    op.create_table(
        "signing_steps",
        sa.Column("chain_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("act", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("opinion", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("decided_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("signed_hash", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("merged", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("taken_over", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("signed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("by_post_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("by_title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("verbal_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("verbal_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("verbal_hash", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("ratified_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("ratified_channel", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chain_id", "seq", name=op.f("pk_signing_steps")),
    )
    op.create_index(op.f("ix_signing_steps_post_id"), "signing_steps", ["post_id"], unique=False)
    op.create_index(op.f("ix_signing_steps_status"), "signing_steps", ["status"], unique=False)
    op.create_table(
        "stored_files",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("file_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("unique_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sent_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("follow_up", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("record_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("finding_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_files")),
        sa.UniqueConstraint("chat_id", "message_id", name=op.f("uq_stored_files_chat_id_message_id")),
    )
    op.create_index(op.f("ix_stored_files_report_id"), "stored_files", ["report_id"], unique=False)
    op.create_index(op.f("ix_stored_files_status"), "stored_files", ["status"], unique=False)
    op.create_table(
        "submissions",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("destination", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("issuer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("summary_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("own_due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("submitted_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("submitted_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("returned_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("supersedes_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("extension_asked_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("extended_to", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("extension_answer", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("answer_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
    )
    op.create_index(op.f("ix_submissions_matter_id_status"), "submissions", ["matter_id", "status"], unique=False)
    op.create_table(
        "summaries",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sentences", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("written_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("chain_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("way", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summaries")),
    )
    op.create_index(op.f("ix_summaries_matter_id"), "summaries", ["matter_id"], unique=False)
    op.create_table(
        "tasks",
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("requirement", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("due_hour", sa.Time(), autoincrement=False, nullable=True),
        sa.Column("report_on", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("leader_in_charge_post_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("term", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("term_from", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cycle", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cycle_until", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("ongoing", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("review_on", sa.Date(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("matter_id", "seq", name=op.f("pk_tasks")),
    )
    op.create_table(
        "transfers",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("task_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("decided_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("new_unit_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("note", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfers")),
    )
    op.create_index(op.f("ix_transfers_matter_id"), "transfers", ["matter_id"], unique=False)
    op.create_table(
        "units",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aliases", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("active", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("valid_to", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("successor_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("former", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("absorbed", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("renamed_to", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("renamed_on", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("renamed_aliases", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("superior", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("name", name=op.f("uq_units_name")),
    )
    op.create_table(
        "year_archives",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("year", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("matters", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("carried_over", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("missing", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("parts", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_archives")),
    )
    op.create_index(op.f("ix_year_archives_status"), "year_archives", ["status"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index(op.f("ix_year_archives_status"), table_name="year_archives")
    op.drop_table("year_archives")
    op.drop_table("units")
    op.drop_index(op.f("ix_transfers_matter_id"), table_name="transfers")
    op.drop_table("transfers")
    op.drop_table("tasks")
    op.drop_index(op.f("ix_summaries_matter_id"), table_name="summaries")
    op.drop_table("summaries")
    op.drop_index(op.f("ix_submissions_matter_id_status"), table_name="submissions")
    op.drop_table("submissions")
    op.drop_index(op.f("ix_stored_files_status"), table_name="stored_files")
    op.drop_index(op.f("ix_stored_files_report_id"), table_name="stored_files")
    op.drop_table("stored_files")
    op.drop_index(op.f("ix_signing_steps_status"), table_name="signing_steps")
    op.drop_index(op.f("ix_signing_steps_post_id"), table_name="signing_steps")
    op.drop_table("signing_steps")
    op.drop_index(op.f("ix_sheets_out_unit_id"), table_name="sheets_out")
    op.drop_table("sheets_out")
    op.drop_index(op.f("ix_sent_files_sent_at"), table_name="sent_files")
    op.drop_table("sent_files")
    op.drop_table("search_texts")
    op.drop_index(op.f("ix_review_requests_bulletin_id"), table_name="review_requests")
    op.drop_table("review_requests")
    op.drop_index(op.f("ix_reports_due_unit_id"), table_name="reports_due")
    op.drop_index(op.f("ix_reports_due_status_late_after_matter_id_task_seq_unit_id_seq"), table_name="reports_due")
    op.drop_index(op.f("ix_reports_due_late_after"), table_name="reports_due")
    op.drop_table("reports_due")
    op.drop_index(op.f("ix_reports_media_group"), table_name="reports")
    op.drop_index(op.f("ix_reports_matter_id"), table_name="reports")
    op.drop_table("reports")
    op.drop_table("report_versions")
    op.drop_index(op.f("ix_reminders_told_by"), table_name="reminders")
    op.drop_index(op.f("ix_reminders_post_id"), table_name="reminders")
    op.drop_index(
        "ix_reminders_on_the_way",
        table_name="reminders",
        sqlite_where=sa.text("told_at IS NULL AND told_by NOT IN ('', 'passed', 'over', 'lost')"),
        postgresql_where=sa.text("told_at IS NULL AND told_by NOT IN ('', 'passed', 'over', 'lost')"),
    )
    op.drop_table("reminders")
    op.drop_index(op.f("ix_referrals_matter_id"), table_name="referrals")
    op.drop_table("referrals")
    op.drop_index(op.f("ix_rectifications_matter_id"), table_name="rectifications")
    op.drop_table("rectifications")
    op.drop_index(op.f("ix_records_status"), table_name="records")
    op.drop_index(op.f("ix_records_matter_id"), table_name="records")
    op.drop_table("records")
    op.drop_table("proposals")
    op.drop_index(op.f("ix_proposal_replies_matter_id"), table_name="proposal_replies")
    op.drop_table("proposal_replies")
    op.drop_index(op.f("ix_posts_unit_id"), table_name="posts")
    op.drop_index(op.f("ix_posts_holder_id"), table_name="posts")
    op.drop_table("posts")
    op.drop_table("plans")
    op.drop_table("people")
    op.drop_index(op.f("ix_papers_matter_id"), table_name="papers")
    op.drop_table("papers")
    op.drop_index(
        "ix_outbox_waiting_of_seats",
        table_name="outbox",
        sqlite_where=sa.text("status = 'new'"),
        postgresql_where=sa.text("status = 'new'"),
    )
    op.drop_index(
        "ix_outbox_waiting_in_lanes",
        table_name="outbox",
        sqlite_where=sa.text("status = 'new'"),
        postgresql_where=sa.text("status = 'new'"),
    )
    op.drop_index(
        "ix_outbox_waiting_for_time",
        table_name="outbox",
        sqlite_where=sa.text("status = 'new' AND not_before IS NOT NULL"),
        postgresql_where=sa.text("status = 'new' AND not_before IS NOT NULL"),
    )
    op.drop_index(
        "ix_outbox_held_up",
        table_name="outbox",
        sqlite_where=sa.text("status NOT IN ('new', 'sent', 'void')"),
        postgresql_where=sa.text("status NOT IN ('new', 'sent', 'void')"),
    )
    op.drop_table("outbox")
    op.drop_table("objections")
    op.drop_table("numbers_taken")
    op.drop_index(op.f("ix_notes_matter_id"), table_name="notes")
    op.drop_table("notes")
    op.drop_index(op.f("ix_matters_status_urgency"), table_name="matters")
    op.drop_table("matters")
    op.drop_index(op.f("ix_letters_up_bulletin_id"), table_name="letters_up")
    op.drop_table("letters_up")
    op.drop_index(op.f("ix_leaves_post_id"), table_name="leaves")
    op.drop_table("leaves")
    op.drop_index(op.f("ix_leader_answers_matter_id_post_id"), table_name="leader_answers")
    op.drop_table("leader_answers")
    op.drop_index(op.f("ix_invitations_person_id"), table_name="invitations")
    op.drop_table("invitations")
    op.drop_table("intakes")
    op.drop_index(op.f("ix_inquiries_chain_id"), table_name="inquiries")
    op.drop_table("inquiries")
    op.drop_index(op.f("ix_inbox_status"), table_name="inbox")
    op.drop_table("inbox")
    op.drop_index(op.f("ix_hotline_orders_order_number"), table_name="hotline_orders")
    op.drop_table("hotline_orders")
    op.drop_table("groups")
    op.drop_index(op.f("ix_further_instructions_matter_id"), table_name="further_instructions")
    op.drop_table("further_instructions")
    op.drop_index(op.f("ix_findings_matter_id"), table_name="findings")
    op.drop_index(op.f("ix_findings_activity_id"), table_name="findings")
    op.drop_table("findings")
    op.drop_index(op.f("ix_extensions_matter_id"), table_name="extensions")
    op.drop_table("extensions")
    op.drop_index(op.f("ix_extension_requests_matter_id"), table_name="extension_requests")
    op.drop_table("extension_requests")
    op.drop_table("duty_days")
    op.drop_table("drafts")
    op.drop_index(op.f("ix_documents_subject_kind_subject_key"), table_name="documents")
    op.drop_index(op.f("ix_documents_pdf"), table_name="documents")
    op.drop_index(op.f("ix_documents_matter_id"), table_name="documents")
    op.drop_table("documents")
    op.drop_table("document_files")
    op.drop_index(op.f("ix_dispatches_unit_id_matter_id"), table_name="dispatches")
    op.drop_index(op.f("ix_dispatches_matter_id"), table_name="dispatches")
    op.drop_index(op.f("ix_dispatches_acknowledged_at"), table_name="dispatches")
    op.drop_table("dispatches")
    op.drop_index(op.f("ix_desk_items_on"), table_name="desk_items")
    op.drop_table("desk_items")
    op.drop_index(op.f("ix_delegations_post_id"), table_name="delegations")
    op.drop_index(op.f("ix_delegations_deputy_post_id"), table_name="delegations")
    op.drop_table("delegations")
    op.drop_table("counters")
    op.drop_table("chats")
    op.drop_index(op.f("ix_changes_matter_id"), table_name="changes")
    op.drop_table("changes")
    op.drop_index(op.f("ix_chains_urgency"), table_name="chains")
    op.drop_index(op.f("ix_chains_subject_id"), table_name="chains")
    op.drop_index(op.f("ix_chains_matter_id"), table_name="chains")
    op.drop_table("chains")
    op.drop_index(op.f("ix_case_files_year"), table_name="case_files")
    op.drop_table("case_files")
    op.drop_index(op.f("ix_cards_subject_kind_subject_key"), table_name="cards")
    op.drop_table("cards")
    op.drop_table("calendar_years")
    op.drop_table("calendar_keys")
    op.drop_index(op.f("ix_bulletins_status"), table_name="bulletins")
    op.drop_index(op.f("ix_bulletins_matter_id"), table_name="bulletins")
    op.drop_table("bulletins")
    op.drop_table("bulletin_lines")
    op.drop_table("bulletin_groups")
    op.drop_table("bulletin_facts")
    op.drop_index(op.f("ix_batches_person_id"), table_name="batches")
    op.drop_table("batches")
    op.drop_table("audit_head")
    op.drop_index(op.f("ix_audit_subject_kind_subject_key"), table_name="audit")
    op.drop_table("audit")
    op.drop_index(op.f("ix_assignments_unit_id_matter_id"), table_name="assignments")
    op.drop_index(op.f("ix_assignments_status"), table_name="assignments")
    op.drop_table("assignments")
    op.drop_table("assignment_meetings")
    op.drop_index(op.f("ix_amendments_chain_id"), table_name="amendments")
    op.drop_table("amendments")
    op.drop_index(op.f("ix_activities_status"), table_name="activities")
    op.drop_index(op.f("ix_activities_matter_id"), table_name="activities")
    op.drop_table("activities")
