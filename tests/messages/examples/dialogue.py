"""What is said around conversations."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from supervision.notices.asking import NotUnderstood
from supervision.notices.dialogue import FlowCancelled, KeepOrDrop, NothingOpen
from supervision.notices.refusing import Incident, LateToast, Refused
from supervision.notices.undelivered import GroupClosed, PersonUnreachable
from supervision.refusals import (
    AlreadyDecided,
    AnonymousSender,
    InvalidInput,
    NotAllowed,
    NotFound,
    OwnDraft,
    StaleButton,
    Stranger,
    VacantPost,
    WrongChat,
    WrongState,
)

ZONE = ZoneInfo("Asia/Shanghai")

EXAMPLES = (
    ("text", NotUnderstood(has_files=False)),
    ("file", NotUnderstood(has_files=True)),
    ("group", NotUnderstood(has_files=False, in_group=True)),
    ("", FlowCancelled(flow="registration")),
    ("", KeepOrDrop(flow="registration", wanted="split")),
    ("", NothingOpen()),
    ("", Incident(number="20260302-7F3A")),
    ("", Refused(words="该按钮已失效。")),
    ("", LateToast(words="已同意。")),
    ("", PersonUnreachable(name="水利局联络员", phone="13800000016", posts=("县水利局联络员A",))),
    ("gone", GroupClosed(title="夏邑政务督查群", state="gone")),
    ("muted", GroupClosed(title="夏邑政务督查群", state="muted")),
    ("", Stranger()),
    ("", NotAllowed("matter:register")),
    ("", StaleButton()),
    ("", AnonymousSender()),
    ("", OwnDraft()),
    ("", VacantPost("政府办公室主任")),
    ("", WrongState("matter", "办理中")),
    ("", NotFound("unit", "水务局")),
    ("private", WrongChat("private")),
    ("group", WrongChat("group")),
    (
        "",
        AlreadyDecided("分管副主任", "同意", datetime(2026, 5, 6, 9, 2, tzinfo=ZONE), "办公室主任审定"),
    ),
    ("too-long", InvalidInput("words", "too_long", limit=4000)),
    ("empty", InvalidInput("words", "empty")),
    ("date", InvalidInput("due_on", "bad_date", given="下礼拜")),
    ("past", InvalidInput("due_on", "past_date", given="2月1日")),
    ("choice", InvalidInput("track", "not_a_choice")),
    ("file", InvalidInput("roster", "wrong_file", given="Excel 文件（.xlsx）或 CSV 文件")),
    ("big", InvalidInput("file", "file_too_big")),
)
