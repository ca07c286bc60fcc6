"""Registering a matter."""

from __future__ import annotations

from supervision.notices.base import to_person
from supervision.notices.dialogue import Choice
from supervision.notices.registering import (
    MatterBasis,
    MatterFileRead,
    MatterRegistered,
    PaperChannelOnly,
    RegistrationPrompt,
)
from supervision.procedures.sources import GROUPS, SOURCES
from supervision.procedures.tracks import TRACKS

SOURCE = {"title": "城区内涝点整治情况报告", "number": "夏住建〔2026〕8号", "dated": "2026-02-27", "author": "县住建局"}
ORAL = {"title": "尽快疏通北城河", "oral": True, "author": "县长", "place": "县政府三楼会议室", "recorder": "督查室甲"}
INSTRUCTION = {"post": 1, "role": "mayor", "title": "县长", "gist": "县住建局牵头，汛期前完成3处积水点改造。"}
CONFIRMED = {
    "title": "城区内涝点整治",
    "sources": [SOURCE, ORAL],
    "instructions": [INSTRUCTION],
    "track_title": "县长批示件",
    "clause": "二（五）1、3、4",
    "ours": False,
    "leader_title": "县长",
    "urgency_title": "加急",
    "due": "6月15日（周一）18:00",
    "source_days": ["2月27日", "3月2日"],
    "instruction_days": ["2月28日"],
    "form_title": "督查通知单",
    "issuer_title": "县政府办公室",
    "characters": 520,
    "names": ["纪要.docx"],
    "copy_to": ["县委办公室"],
    "why": "only_instruction:mayor",
    "city_day": "",
    "total": 0,
    "followed": False,
    "before": [],
}
GROUPED = [[name, [SOURCES[kind].title for kind in kinds]] for name, kinds in GROUPS.items()]


def ask(
    question: str, facts: dict[str, object], *labels: str, answered: str = "", per_row: int = 3
) -> RegistrationPrompt:
    """A question as it is put."""
    return RegistrationPrompt(
        draft="700008/8",
        step=7,
        question=f"registration.{question}",
        facts=facts,
        choices=tuple(Choice(f"v{number}", label) for number, label in enumerate(labels)),
        per_row=per_row,
        backable=question != "secrecy",
        answered=answered,
    )


EXAMPLES = (
    ("", PaperChannelOnly()),
    ("", MatterRegistered(number="2026-31", title="城区内涝点整治", followed=False)),
    ("followed", MatterRegistered(number="2026-32", title="背街小巷改造", followed=True)),
    ("files", MatterRegistered(number="2026-31", title="城区内涝点整治", followed=False, files_under_way=2)),
    ("read", MatterFileRead(to=to_person(8), file_id=1, name="纪要.txt", state="read", characters=520)),
    ("kept", MatterFileRead(to=to_person(8), file_id=1, name="纪要.docx", state="kept")),
    ("unreadable", MatterFileRead(to=to_person(8), file_id=1, name="纪要.txt", state="unreadable")),
    ("refused", MatterFileRead(to=to_person(8), file_id=1, name="纪要.pdf", state="refused")),
    ("failed", MatterFileRead(to=to_person(8), file_id=1, name="纪要.pdf", state="failed")),
    (
        "",
        MatterBasis(
            clause="二（五）1、3、4",
            steps=(("分管副主任", "审定"), ("办公室主任", "审定")),
            forms=("督查通知单", "督查活动"),
            issuers=("县政府办公室",),
            ours=("印发名义", "归档方式"),
        ),
    ),
    ("secrecy", ask("secrecy", {"given": False}, "否，可以登记", "是")),
    ("secrecy-given", ask("secrecy", {"given": True}, "否，可以登记", "是")),
    ("secrecy-answered", ask("secrecy", {"given": False}, "否，可以登记", "是", answered="否，可以登记")),
    (
        "track",
        ask(
            "track",
            {"groups": GROUPED, "kinds": []},
            *GROUPS,
            "一次填报",
            per_row=2,
        ),
    ),
    (
        "kind",
        ask(
            "kind",
            {
                "group": "会议",
                "kinds": [
                    [SOURCES[kind].title, TRACKS[SOURCES[kind].track].title, SOURCES[kind].ours]
                    for kind in GROUPS["会议"]
                ],
            },
            *(SOURCES[kind].title for kind in GROUPS["会议"]),
            per_row=1,
        ),
    ),
    ("source", ask("source", {}, "口头交办，无文件")),
    ("source-second", ask("source", {"sources": [SOURCE]}, "口头交办，无文件")),
    ("number", ask("number", {"source": SOURCE}, "无文号")),
    ("dated", ask("dated", {"source": SOURCE}, "今天", "不详")),
    ("dated-oral", ask("dated", {"source": ORAL}, "今天", "不详")),
    ("author", ask("author", {}, "不详")),
    ("spoken", ask("spoken", {})),
    ("spoken-by", ask("spoken_by", {})),
    ("place", ask("place", {}, "不详")),
    ("recorder", ask("recorder", {}, "本人记录")),
    ("more", ask("more", {"sources": [SOURCE, ORAL]}, "再加一件", "再加其他来源", "下一步")),
    ("title", ask("title", {}, "同来件标题")),
    ("instruction", ask("instruction", {}, "市政府领导", "县长", "常务副县长", "无批示", per_row=2)),
    ("instruction-more", ask("instruction", {"instructions": [INSTRUCTION]}, "县长", "无其他批示，下一步", per_row=2)),
    ("instructed-on", ask("instructed_on", {"instruction": INSTRUCTION}, "今天", "不详")),
    ("gist", ask("gist", {"instruction": INSTRUCTION})),
    (
        "proposal",
        ask(
            "proposal",
            {
                "why": "highest_instruction:party_leader",
                "proposed": ["领导交办的近期重点工作", "二（八）", True],
                "present": "县长批示件",
            },
            "改为领导交办的近期重点工作",
            "保持不变",
            per_row=1,
        ),
    ),
    ("leader", ask("leader", {}, "常务副县长（默认）", "县长", "副县长（城建）", per_row=2)),
    ("level", ask("level", {}, "市定", "县定")),
    ("urgency", ask("urgency", {}, "平件", "加急", "特急")),
    ("deadline", ask("deadline", {}, "暂不定时限")),
    ("city-due", ask("city_due", {}, "无市级时限")),
    ("form", ask("form", {}, "督查通知单", "督查活动")),
    ("issuer", ask("issuer", {}, "县政府", "县政府办公室")),
    ("material", ask("material", {"characters": 0, "names": []}, "跳过")),
    ("material-more", ask("material", {"characters": 520, "names": ["纪要.docx"]}, "下一步")),
    ("copy", ask("copy", {}, "不抄送")),
    ("confirm", ask("confirm", CONFIRMED, "确认登记")),
    (
        "confirm-level",
        ask(
            "confirm",
            CONFIRMED | {"track_title": "十件实事", "clause": "二（三）", "level_title": "市定"},
            "确认登记",
        ),
    ),
    (
        "confirm-least",
        ask(
            "confirm",
            CONFIRMED
            | {"sources": [SOURCE], "instructions": [], "leader_title": "", "due": "", "characters": 0, "names": []}
            | {
                "copy_to": [],
                "ours": True,
                "why": "only_source:city_meeting",
                "track_title": "市政府及其办公室公文",
                "clause": "二（一）",
            }
            | {"city_day": "3月11日（周三）", "city_ref": "商政办〔2026〕5号", "own_day": "3月9日（周一）"},
            "确认登记",
        ),
    ),
)
