"""Documents: what a paper says when it is drawn up as a file, and the file that was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document is. The papers of `procedures.forms.Form` bear the same words."""

    BREAKDOWN_NOTICE = "breakdown_notice"
    SUPERVISION_NOTICE = "supervision_notice"
    HOTLINE_NOTICE = "hotline_notice"
    ASSIGNMENT_NOTICE = "assignment_notice"
    LETTER = "letter"
    """商请函, 函告, and the letter to the superior of a unit under vertical management."""
    REPLY = "reply"
    """答复 to a deputy's or member's proposal."""
    FURTHER_NOTICE = "further_notice"
    """督办通知 on a leader's new instruction."""
    PLAN = "plan"
    """督查方案 of an activity."""
    URGING = "urging"
    REPORT_UP = "report_up"
    """落实情况报告, to those above."""
    HOTLINE_REPORT = "hotline_report"
    LEADER_REPORT = "leader_report"
    """办理情况呈报, to a leader of the county."""
    BRIEFING = "briefing"
    """督查通报 as a 简报."""
    BULLETIN_FORMAL = "bulletin_formal"
    """督查通报 as a numbered paper, where the county set it so."""
    CORRECTION = "correction"
    """更正 of a paper; that of a bulletin is a 简报 again."""
    REFERRAL = "referral"
    APPROVAL_SHEET = "approval_sheet"
    """呈批单."""
    CATALOGUE = "catalogue"
    """归档目录, 卷内目录."""
    CASE_FILE = "case_file"


class BlockKind(StrEnum):
    """How a paragraph of the body is set."""

    H1 = "h1"
    """一、"""
    H2 = "h2"
    """（一）"""
    TEXT = "text"
    LINE = "line"
    """Not indented."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. `rest` is what follows a heading in the same line: 一、总体情况。 and then the words."""

    kind: BlockKind
    text: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """An annex, on a page of its own. `widths` are shares of the line; `total`: the last row is the sum."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    landscape: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class PaperContent:
    """Everything that a letterhead is filled with, fixed at the moment of the act.

    The body is the signed text, word for word; all that a paper has besides (number, date, 主送, 版记) is in the other
    fields. Not all of them are on every letterhead.
    """

    title: str = ""
    """Its lines parted by line feeds (`supervision.papers.documents.fold_title`)."""
    name: str = ""
    """What it is about, where the title is that of a form (督查通知单, 呈批单): for messages and names of files."""
    number: str = ""
    """文号, or 第N期."""
    issuer: str = ""
    """署名, the full name; also 印发机关, unless that is another."""
    printed_by: str = ""
    """印发机关: of the government's papers, its office."""
    mark: str = ""
    """发文机关标志: 夏邑县人民政府办公室文件; of a letter the name alone; of a 简报 its masthead."""
    dated: date | None = None
    """成文日期; none for a draft."""
    addressees: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    attachment_names: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    note: str = ""
    """附注: （联系人：…　电话：…）."""
    urgency: str = ""
    """特急, 加急 or nothing."""
    signer: str = ""
    """签发人, on papers to those above; several parted by 　."""
    corner: str = ""
    """A, B or C of a reply, at the top right."""
    compiler: str = ""
    """编发单位 of a 简报."""
    fields: tuple[tuple[str, str], ...] = ()
    """Label and value: the head of a form, the cover of a case file."""
    steps: tuple[tuple[str, str, str, str], ...] = ()
    """呈批单: 环节, 姓名（职务）, 意见, 日期."""
    draft: bool = False
    """送审稿: it says so, and has no number."""


class PdfState(StrEnum):
    """Whether somebody waits for the paper as PDF."""

    NONE = "none"
    WANTED = "wanted"
    MADE = "made"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as a file. `content` never changes; the bytes are made of it once, when it is first sent.

    `letterhead` names the form that it is set in; `own_letterhead` is the beginning of the hash of the office's own
    file, if one was used. `text_hash` is the hash that the signatures on the text are bound to, equal to the chain's.
    A new `version` of a subject is drawn up only of drafts. `pdf_to` are seats (`signer/12`) that get the PDF once it
    is made. What is void stays, and says why.
    """

    id: int
    kind: DocumentKind
    subject_kind: str
    subject_key: str
    content: PaperContent
    file_name: str
    frozen_at: datetime
    letterhead: str
    matter_id: int = 0
    number: str = ""
    text_hash: str = ""
    version: int = 1
    sha256: str = ""
    size: int = 0
    own_letterhead: str = ""
    pdf: PdfState = PdfState.NONE
    pdf_sha256: str = ""
    pdf_to: tuple[str, ...] = ()
    void_at: datetime | None = None
    void_why: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file that was made of a document besides Word and PDF (a chart): it, too, stays as it was first sent."""

    document_id: int
    form: str
    sha256: str


@dataclass(frozen=True, slots=True)
class NumberTaken:
    """A number that was drawn, in the transaction that used it: the register without gaps. Void ones stay, marked."""

    register: str
    year: int
    n: int
    number: str
    subject_kind: str
    subject_key: str
    title: str
    taken_at: datetime
    taken_by: int = 0
    void_at: datetime | None = None
    void_why: str = ""
    void_by: int | None = None
