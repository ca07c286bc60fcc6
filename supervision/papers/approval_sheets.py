"""呈批单: the sheet on which a text is signed on paper, with what was signed so far and room for the rest.

What is written on it comes back by 录入 (`/record`), bound to the text by the sheet's 校验码: a text that was changed
after printing has another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from supervision.calendars.paper_dates import paper_date
from supervision.county import County
from supervision.model import Chain, ChainPurpose, PaperContent, SigningStep, Source, StepStatus
from supervision.papers.documents import blocks_of
from supervision.procedures.forms import URGENCY_TITLES
from supervision.procedures.steps import ACT_TITLES, Act, acts_in_one

CODE_LENGTH = 8
"""Characters of the text's hash that the sheet bears."""

THEN: Mapping[ChainPurpose, str] = {
    ChainPurpose.ISSUE: "印发",
    ChainPurpose.FURTHER: "印发",
    ChainPurpose.BULLETIN: "印发",
    ChainPurpose.LETTER_UP: "印发",
    ChainPurpose.RESULT: "按程序办结",
    ChainPurpose.SUMMARY: "按程序呈报",
    ChainPurpose.ACTIVITY: "组织实施",
    ChainPurpose.CHANGE: "按审定意见执行",
    ChainPurpose.REFERRAL: "按程序移送",
    ChainPurpose.EXTENSION: "答复承办单位",
}
"""What is proposed to be done once it is signed."""

WAYS = "□群内点名　□单独告知（请签发人选定）"
"""How a bulletin's criticism goes out, to be marked by who signs it last; `/record` asks for it."""


def code_of(text_hash: str) -> str:
    """校验码."""
    return text_hash[:CODE_LENGTH].upper()


def sheet(
    chain: Chain,
    steps: Sequence[SigningStep],
    names: Mapping[int, str],
    county: County,
    *,
    registration_number: str,
    matter: str,
    sources: Sequence[Source],
    drafter: str,
    asks_naming: bool = False,
) -> PaperContent:
    """Fill in a sheet.

    Args:
        names: of the people who decided, by id.
        matter: what it is about; empty for a text that belongs to no matter.
        sources: where the matter comes from.
        asks_naming: whether the last signer marks how a bulletin's criticism goes out.
    """
    began = county.local(chain.started_at).date()
    fields = [
        ("登记号", registration_number),
        ("事项", matter or chain.title),
        ("来源", "；".join(map(source_line, sources))),
        ("紧急程度", URGENCY_TITLES[chain.urgency]),
        ("拟稿", f"{drafter}　{paper_date(began)}"),
        ("拟办意见", proposal(chain, steps)),
        ("发布方式", WAYS if asks_naming else ""),
        ("校验码", code_of(chain.text_hash)),
    ]
    return PaperContent(
        title="呈批单",
        name=matter or chain.title,
        issuer=county.office_name,
        fields=tuple((label, value) for label, value in fields if value),
        steps=tuple(_row(step, names, county) for step in steps if step.status is not StepStatus.VOID),
        body=blocks_of(chain.text),
    )


def source_line(source: Source) -> str:
    """Where a matter comes from, as a form names it."""
    if source.oral:
        return f"{source.author}交办“{source.title}”"
    about = "，".join(filter(None, (source.number, paper_date(source.dated) if source.dated else "")))
    return f"{source.author}《{source.title}》" + (f"（{about}）" if about else "")


def proposal(chain: Chain, steps: Sequence[SigningStep]) -> str:
    """拟办意见: whose signature is asked for, and what follows."""
    asked = [f"{step.title}{_acts(step)}" for step in steps if step.status is not StepStatus.VOID]
    return f"呈{'、'.join(asked)}后{THEN[chain.purpose]}"


def _row(step: SigningStep, names: Mapping[int, str], county: County) -> tuple[str, str, str, str]:
    name = names.get(step.decided_by or step.verbal_by or 0, "")
    seat = f"{step.by_title}，代{step.title}" if step.by_title else step.title
    who = f"{name}（{seat}）" if name else step.title
    words, on = _decision(step, county)
    return _acts(step), who, words, on


def _decision(step: SigningStep, county: County) -> tuple[str, str]:
    if step.status is StepStatus.VERBAL and step.verbal_at:
        return f"电话同意，待补签{_also(step)}", paper_date(county.local(step.verbal_at).date())
    if step.decided_at is None:
        return "", ""
    on = step.signed_on or county.local(step.decided_at).date()
    said = {StepStatus.SIGNED: "同意", StepStatus.SENT_BACK: "退回修改", StepStatus.DENIED: "不予追认"}
    return said.get(step.status, "") + _also(step), paper_date(on)


def _also(step: SigningStep) -> str:
    return f"：{step.opinion}" if step.opinion else ""


def _acts(step: SigningStep) -> str:
    return "、".join(ACT_TITLES[Act(act)] for act in acts_in_one(step.act, step.merged))
