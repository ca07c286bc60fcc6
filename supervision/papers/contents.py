"""What papers to units say, made of the record: the signed text, and around it what the form wants.

The text is the signed one, line by line, from its first sentence to its last. Lines that the form has a place of its
own for (紧急程度, 抄送, and on a 通知单 批示要求, 来源 and 办结时限) stand there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from supervision.county import County
from supervision.model.documents import Block, BlockKind, DocumentKind, PaperContent, Table
from supervision.papers.documents import DOCUMENTS, blocks_of, fold_title
from supervision.procedures.forms import Form, Issuer

KIND_OF: Mapping[str, DocumentKind] = MappingProxyType(
    {
        Form.BREAKDOWN_NOTICE: DocumentKind.BREAKDOWN_NOTICE,
        Form.SUPERVISION_NOTICE: DocumentKind.SUPERVISION_NOTICE,
        Form.ACTIVITY: DocumentKind.PLAN,
        Form.ASSIGNMENT_NOTICE: DocumentKind.ASSIGNMENT_NOTICE,
        Form.HOTLINE_NOTICE: DocumentKind.HOTLINE_NOTICE,
        Form.LETTER: DocumentKind.LETTER,
    }
)
"""What a paper is as a document; 督查活动 goes out with its plan below it."""

TITLES: Mapping[DocumentKind, str] = MappingProxyType(
    {
        DocumentKind.BREAKDOWN_NOTICE: "{issuer}关于{topic}立项分解的通知",
        DocumentKind.ASSIGNMENT_NOTICE: "{issuer}关于交办{topic}的通知",
        DocumentKind.PLAN: "{issuer}关于开展{topic}督查的通知",
        DocumentKind.LETTER: "{issuer}关于商请协助办理{topic}有关工作的函",
        DocumentKind.REPORT_UP: "{issuer}关于{topic}落实情况的报告",
        DocumentKind.HOTLINE_REPORT: "{issuer}关于{topic}办理结果的报告",
        DocumentKind.LEADER_REPORT: "关于{topic}办理情况的呈报",
        DocumentKind.REPLY: "关于{topic}办理情况的答复",
    }
)
"""Titles that name the issuer, the thing and the kind of paper (clause 7.3.1). 通知单 have the name of the form."""

OWN_PLACE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "formal": ("紧急程度", "抄送"),
        "letter": ("紧急程度", "抄送"),
        "notice_form": ("紧急程度", "批示要求（摘要）", "来源", "办结时限", "抄送"),
    }
)
"""Lines of a signed text, by what stands before their colon, that a letterhead has a place of its own for."""

MOST_IN_TEXT = 8
"""More tasks, or more units, and the paper has a table of them as its annex. Ours."""

ANNEX_TITLE = "任务分解表"
ANNEX_HEADER = ("序号", "任务", "牵头单位", "配合单位", "完成时限", "反馈时间", "分管县领导")
ANNEX_WIDTHS = (2, 11, 7, 7, 7, 7, 5)

_WHOLE_PAPERS = ("通知", "意见", "方案", "办法", "规划", "计划", "报告", "纪要")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as the annex prints it."""

    seq: int
    text: str
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    due: str
    reports: str = ""
    leader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """A paper before it is set: what it is about, who issues it, its text without the title.

    `units` are how many it goes to. `letterhead` and `title` are for what is not set as its kind is: 更正.
    """

    kind: DocumentKind
    issuer: Issuer
    topic: str
    signed: str
    addressees: tuple[str, ...]
    copy_to: tuple[str, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    units: int = 0
    letterhead: str = ""
    title: str = ""

    @property
    def set_in(self) -> str:
        """Its letterhead: that of its kind, unless another is named."""
        return self.letterhead or DOCUMENTS[self.kind].letterhead


def issuer_name(issuer: str, county: County) -> str:
    """署名, in full."""
    return county.government_name if issuer == Issuer.GOVERNMENT else county.office_name


def mark_of(issuer: str, letterhead: str, county: County) -> str:
    """发文机关标志; a letter and a 通知单 have the name alone (clause 10.1)."""
    if letterhead in ("letter", "notice_form"):
        return issuer_name(issuer, county)
    government, office = county.marks
    return government if issuer == Issuer.GOVERNMENT else office


def topic_of(title: str) -> str:
    """What a paper is about, as it stands within a title: another paper is named in 《》."""
    topic = title.strip().rstrip("。；，").removeprefix("关于")
    return f"《{topic}》" if topic.endswith(_WHOLE_PAPERS) and not topic.startswith("《") else topic


def title_of(kind: DocumentKind, topic: str, issuer: str) -> str:
    """A title, folded into lines."""
    form = TITLES.get(kind, DOCUMENTS[kind].title)
    return "\n".join(fold_title(form.format(issuer=issuer, topic=topic_of(topic))))


def correction_title(corrected: DocumentKind, topic: str, issuer: str) -> str:
    """The title of 更正: of a 通知单 its own with （更正）, of other papers one that says so."""
    row = DOCUMENTS[corrected]
    if row.letterhead == "notice_form":
        return f"{row.title}（更正）"
    return f"{issuer}关于更正{topic_of(topic)}有关内容的{'函' if row.letterhead == 'letter' else '通知'}"


def contact(county: County) -> str:
    """附注: whom to ask; nothing where the county has no number."""
    if not county.contact_phone:
        return ""
    return f"（联系人：{county.supervision_office}　电话：{county.contact_phone}）"


def paper(facts: PaperFacts, county: County, *, number: str, dated: date) -> PaperContent:
    """A paper as it goes out."""
    return replace(draft(facts, county), number=number, dated=dated, draft=False)


def draft(facts: PaperFacts, county: County) -> PaperContent:
    """送审稿: the same without number and date."""
    issuer = issuer_name(facts.issuer, county)
    told, lines = apart(facts.signed, OWN_PLACE.get(facts.set_in, ()))
    annexed = len(facts.tasks) > MOST_IN_TEXT or facts.units > MOST_IN_TEXT
    return PaperContent(
        title="\n".join(fold_title(facts.title)) if facts.title else title_of(facts.kind, facts.topic, issuer),
        name=facts.topic if facts.set_in == "notice_form" else "",
        issuer=issuer,
        printed_by=county.imprint,
        mark=mark_of(facts.issuer, facts.set_in, county),
        addressees=facts.addressees,
        body=blocks_of("\n".join(lines)),
        tables=(annex(facts.tasks),) if annexed and facts.tasks else (),
        attachment_names=(ANNEX_TITLE,) if annexed and facts.tasks else (),
        copy_to=_listed(told.get("抄送", ())) or facts.copy_to,
        note=contact(county),
        urgency="".join(told.get("紧急程度", ())),
        fields=tuple(_form_head(facts, told)) if facts.set_in == "notice_form" else (),
        draft=True,
    )


def annex(tasks: Sequence[TaskRow]) -> Table:
    """任务分解表."""
    rows = tuple(
        (str(t.seq), t.text, "、".join(t.leads), "、".join(t.supports), t.due, t.reports, t.leader) for t in tasks
    )
    return Table(ANNEX_TITLE, ANNEX_HEADER, rows, ANNEX_WIDTHS, landscape=True)


def apart(text: str, labels: Sequence[str]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Take the lines with these words before their colon out of a text; gives them by these words, and the others."""
    told: dict[str, tuple[str, ...]] = {}
    rest = []
    for line in text.splitlines():
        label, colon, words = line.partition("：")
        if colon and label in labels:
            told[label] = (*told.get(label, ()), words)
        else:
            rest.append(line)
    return told, rest


def body_of(paper_text: str) -> str:
    """The text of a paper that stands in the record with its name, number, units, issuer and date: what is between."""
    return "\n".join(paper_text.splitlines()[3:-2])


def without_title(text: str, title: str) -> str:
    """A text that begins with the title of what it is about, without it: the title stands above the text."""
    first, _, rest = text.partition("\n")
    return rest if first.strip() == title.strip() else text


def _form_head(facts: PaperFacts, told: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    head = [("督查事项", facts.topic)]
    head += [("批示要求", words) for words in told.get("批示要求（摘要）", ())]
    return head + [(label, words) for label in ("来源", "办结时限") for words in told.get(label, ())]


def _listed(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for line in lines for name in line.rstrip("。").split("、"))


def plan(text: str, county: County, *, number: str = "", dated: date | None = None) -> PaperContent:
    """督查方案, as 送审稿 without a date. Its text begins with what it is and of what: 专项督查方案：城区内涝点整治."""
    first, _, rest = text.partition("\n")
    kind, colon, name = first.partition("：")
    title = f"{county.office_name}{name.removesuffix('督查')}{kind}" if colon else first
    return PaperContent(
        title="\n".join(fold_title(title)),
        number=number,
        issuer=county.office_name,
        mark=mark_of(Issuer.GOVERNMENT_OFFICE, "formal", county),
        dated=dated,
        printed_by=county.imprint,
        body=(Block(BlockKind.LINE, ""), *blocks_of(rest)),  # no 主送 that would part it from the title
        note=contact(county),
        draft=dated is None,
    )
