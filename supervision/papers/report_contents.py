"""What reports to those above, 函告, 答复 and 呈报 say: the approved summary, under its own signed title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from supervision.county import County
from supervision.model import Matter, PaperContent, SigningStep, StepStatus
from supervision.model.documents import DocumentKind
from supervision.papers.contents import contact, issuer_name, mark_of, title_of, topic_of
from supervision.papers.documents import DOCUMENTS, blocks_of, fold_title
from supervision.procedures.forms import Destination
from supervision.procedures.steps import Act

DOCUMENT_OF: Mapping[Destination, DocumentKind] = MappingProxyType(
    {
        Destination.CITY_GOVERNMENT: DocumentKind.REPORT_UP,
        Destination.CITY_GOVERNMENT_OFFICE: DocumentKind.REPORT_UP,
        Destination.HOTLINE_OFFICE: DocumentKind.HOTLINE_REPORT,
        Destination.LETTER_AND_REPLY: DocumentKind.LETTER,
        Destination.REPLY: DocumentKind.REPLY,
    }
)
"""What goes where as which document. The county government has the 呈报 (P2.3), a bulletin is a paper of its own."""

ADDRESSEES: Mapping[Destination, str] = MappingProxyType(
    {
        Destination.CITY_GOVERNMENT: "市人民政府",
        Destination.CITY_GOVERNMENT_OFFICE: "市人民政府办公室",
        Destination.HOTLINE_OFFICE: "市长热线电话室",
    }
)
"""主送: one, as upward papers have (公文处理条例 art. 15)."""

UNNUMBERED = "internal"
"""The letterhead of what goes up without a number: a red head wants one (GB/T 9704-2012, 7.2.5)."""

_REPORT, _LETTER = "的报告", "的函"


_OPENED = re.compile("(报告|函告|答复|汇报)如下")


def addressee(destination: Destination, matter: Matter) -> str:
    """主送 of what goes up; 函告 goes to the organ of the city that the matter came from (P6.1).

    Empty where no source names one: the Office writes it into the file.
    """
    if destination is Destination.LETTER_AND_REPLY:
        return next((source.author for source in matter.sources if source.author.startswith("市")), "")
    return ADDRESSEES.get(destination, "")


def report(
    kind: DocumentKind,
    text: str,
    county: County,
    *,
    topic: str,
    issuer: str,
    number: str,
    dated: date | None,
    to: tuple[str, ...] = (),
    signer: str = "",
    opening: str = "",
    closing: str = "",
    headed: str = "",
) -> PaperContent:
    """A summary as a document, without a date as 送审稿.

    Args:
        text: the signed text; its first line is its title if it reads as one.
        topic: what the matter is called, for a text without a title.
        opening: what such a paper begins with (现将…报告如下), unless the text does.
        closing: what it ends with (特此报告), unless the text says it.
        headed: a title of its own (答复), in place of the one that the text was signed with.
    """
    row, name = DOCUMENTS[kind], issuer_name(issuer, county)
    title, body = titled(text)
    title = headed or title
    if kind is DocumentKind.LETTER and title.endswith(_REPORT):
        title = title.removesuffix(_REPORT) + _LETTER
    before = "" if _OPENED.search(body.partition("\n")[0]) else opening
    said = "\n".join(part for part in (before, body, closing if closing not in body else "") if part)
    formal = row.formal and title
    whole = title_of(kind, topic, name) if not title else "\n".join(fold_title(f"{name}{title}" if formal else title))
    return PaperContent(
        title=whole,
        number=number,
        issuer=name,
        printed_by=county.imprint,
        mark=mark_of(issuer, row.letterhead, county),
        dated=dated,
        addressees=to,
        body=blocks_of(said),
        note=contact(county) if row.formal else "",
        signer=signer if row.upward else "",
        draft=dated is None,
    )


def titled(text: str) -> tuple[str, str]:
    """The title that a text begins with, and the rest; no title where its first line is none."""
    first, _, rest = text.partition("\n")
    first = first.strip()
    is_title = first.startswith("关于") and first[-1] not in "。；，：" and bool(rest.strip())
    return (first, rest) if is_title else ("", text)


def last_approval(steps: Iterable[SigningStep]) -> SigningStep | None:
    """签发: the last 审定, else the last signature (a chain of 审阅 alone)."""
    signed = [step for step in steps if step.status in (StepStatus.SIGNED, StepStatus.VERBAL)]
    approvals = [step for step in signed if step.act == Act.APPROVE] or signed
    return approvals[-1] if approvals else None


def leader_report(text: str, county: County, *, topic: str, leader: str, dated: date) -> PaperContent:
    """办理情况呈报: to one leader, in the name of the supervision office, with neither number nor red head."""
    title, body = titled(text)
    return PaperContent(
        title="\n".join(fold_title(title or f"关于{topic_of(topic)}办理情况的呈报")),
        issuer=county.compiler,
        dated=dated,
        addressees=(leader,),
        body=blocks_of(body),
        note=contact(county),
    )
