"""The lists of a case file: tasks, papers, signatures, reports with every version, evidence, checks, results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from messages.casefiles.timeline import day_of, moment
from messages.labels import REPORT_STATUS, VERDICT
from messages.work_labels import WORK_LABELS
from supervision.archiving.enclosures import Enclosure
from supervision.archiving.rows import CaseRows
from supervision.calendars.paper_dates import paper_date
from supervision.hotline.callers import as_kept
from supervision.model import Part, StepStatus, Table
from supervision.procedures.forms import DESTINATION_TITLES, Destination

MISSING = "缺失"

_PURPOSES = {
    "issue": "印发送审稿",
    "result": "办结情况",
    "bulletin": "督查通报",
    "summary": "情况报告",
    "activity": "督查方案",
    "change": "事项变更",
    "further": "督办通知",
    "extension": "延期申请",
    "letter_up": "致上级主管单位的函",
}


def of_case(
    rows: CaseRows, papers: Sequence[Enclosure], evidence: Sequence[Enclosure], zone: tzinfo
) -> tuple[Table, ...]:
    """All lists, empty ones too."""
    return (
        Table("任务清单", ("序号", "任务", "牵头单位", "配合单位", "完成时限", "完成"), tuple(_tasks(rows, zone)),
              widths=(2, 9, 5, 5, 7, 7)),
        Table("文件清单", ("序号", "文号", "题名", "日期", "文件"), tuple(_papers(papers)), widths=(2, 7, 10, 7, 5)),
        Table("审签清单", ("文稿", "签批人", "意见", "时间"), tuple(_signatures(rows, zone)), widths=(5, 8, 7, 8)),
        Table("反馈清单", ("单位", "任务", "版次", "报送时间", "内容", "审核"), tuple(_reports(rows, zone)),
              widths=(5, 2, 3, 7, 12, 5)),
        Table("佐证材料清单", ("序号", "名称", "来源和日期", "字节数", "SHA-256校验值"), tuple(_evidence(evidence)),
              widths=(2, 6, 6, 4, 11)),
        Table("核查和整改情况", ("日期", "单位", "任务", "情况", "结论"), tuple(_checks(rows, zone)),
              widths=(7, 5, 2, 11, 4)),
        Table("上报和答复", ("日期", "去向", "文号", "情况"), tuple(_results(rows, zone)), widths=(7, 8, 7, 5)),
        Table("督查通报", ("编号", "名称", "发布日期"), tuple(_bulletins(rows, zone)), widths=(8, 12, 7)),
    )  # fmt: skip


def _tasks(rows: CaseRows, zone: tzinfo) -> Iterator[tuple[str, ...]]:
    for task in rows.tasks:
        shares = [item for item in rows.assignments if item.task_seq == task.seq]
        done = max((item.accepted_at for item in shares if item.accepted_at), default=None)
        due = "持续推进" if task.ongoing else day_of(task.due_on, zone)
        names = {
            part: "、".join(rows.names.unit(item.unit_id) for item in shares if item.part is part) for part in Part
        }
        text = as_kept(rows.track, task.text)
        yield str(task.seq), text, names[Part.LEAD] or "—", names[Part.SUPPORT] or "—", due, day_of(done, zone)


def _papers(papers: Sequence[Enclosure]) -> Iterator[tuple[str, ...]]:
    for n, item in enumerate(papers, 1):
        ending = {"docx": "Word文件", "pdf": "PDF文件", "txt": "文本"}.get(item.name.rpartition(".")[2], "文件")
        yield str(n), item.number or "—", item.title, paper_date(item.on), ending if item.there else MISSING


def _signatures(rows: CaseRows, zone: tzinfo) -> Iterator[tuple[str, ...]]:
    for chain in rows.chains:
        for step in rows.steps:
            if step.chain_id != chain.id or step.status in (StepStatus.WAITING, StepStatus.CURRENT, StepStatus.VOID):
                continue
            act = VERDICT.get(step.act, "") if step.status is StepStatus.SIGNED else VERDICT.get(step.status, "")
            name = rows.names.people.get(step.decided_by or step.verbal_by or 0, "")
            at = step.decided_at or step.verbal_at
            opinion = "：".join(part for part in (act, step.opinion) if part)
            yield (
                _PURPOSES.get(chain.purpose, chain.title),
                f"{step.signer}　{name}",
                as_kept(rows.track, opinion),
                moment(at, zone) if at else day_of(step.signed_on, zone),
            )


def _reports(rows: CaseRows, zone: tzinfo) -> Iterator[tuple[str, ...]]:
    for report in sorted(rows.reports, key=lambda item: (item.received_at, item.id)):
        unit, task = rows.names.unit(report.unit_id), str(report.task_seq or "—")
        earlier = [item for item in rows.versions if item.report_id == report.id and item.version != report.version]
        for version in sorted(earlier, key=lambda item: item.version):
            text = as_kept(rows.track, version.text)
            yield unit, task, f"第{version.version}稿", moment(version.at, zone), text, "已修改"
        last = next((item for item in rows.versions if item.report_id == report.id and item not in earlier), None)
        at = last.at if last and report.version > 1 else report.received_at
        judged = REPORT_STATUS[report.status] + (f"：{report.review_words}" if report.review_words else "")
        label = f"第{report.version}稿" if report.version > 1 else "第1稿"
        text = as_kept(rows.track, report.text) or "（见佐证材料）"
        yield unit, task, label, moment(at, zone), text, as_kept(rows.track, judged)


def _evidence(evidence: Sequence[Enclosure]) -> Iterator[tuple[str, ...]]:
    for n, item in enumerate(evidence, 1):
        size = f"{item.size:,}" if item.size else "—"
        digest = item.sha256 or "—"
        where = f"{item.origin}　{paper_date(item.on)}"
        yield str(n), item.title, where, size if item.there else MISSING, digest


def _checks(rows: CaseRows, zone: tzinfo) -> Iterator[tuple[str, ...]]:
    verdicts, states = WORK_LABELS["FINDING"], WORK_LABELS["RECTIFICATION"]
    for item in rows.findings:
        words = as_kept(rows.track, item.text)
        yield (
            day_of(item.found_at, zone),
            rows.names.unit(item.unit_id),
            str(item.task_seq),
            words,
            verdicts[item.verdict],
        )
    for order in rows.rectifications:
        words = "；".join(part for part in (order.problem, order.measures, order.check_words) if part)
        unit = rows.names.unit(order.unit_id)
        yield (
            day_of(order.ordered_at, zone),
            unit,
            str(order.task_seq),
            f"责令整改：{as_kept(rows.track, words)}",
            states[order.status],
        )


def _results(rows: CaseRows, zone: tzinfo) -> Iterator[tuple[str, ...]]:
    states, satisfied = WORK_LABELS["SUBMISSION"], WORK_LABELS["SATISFACTION"]
    for item in rows.submissions:
        yield (
            day_of(item.submitted_on, zone),
            DESTINATION_TITLES[Destination(item.destination)],
            item.number or "—",
            states[item.status],
        )
    for reply in rows.replies:
        if reply.sent_on is not None:
            to = f"{rows.names.unit(reply.unit_id)}答复{reply.proposer}"
            yield (
                day_of(reply.sent_on, zone),
                to,
                reply.number or "—",
                satisfied.get(reply.satisfied) or "—",
            )


def _bulletins(rows: CaseRows, zone: tzinfo) -> Iterator[tuple[str, ...]]:
    for item in rows.bulletins:
        title = item.text.strip().partition("\n")[0] or "督查通报"
        yield item.number or "—", title, day_of(item.posted_at, zone)
