"""Splitting a matter."""

from __future__ import annotations

from supervision.notices.dialogue import Choice
from supervision.notices.splitting import MatterSplit, NothingToSplit, SplittingPrompt

LINE = {
    "number": 1,
    "task": "凯旋路等3处积水点改造",
    "lead_names": ["县住建局"],
    "support_names": ["县水利局", "城关镇"],
    "requirement": "改造后进行排水试验",
    "due": "5月29日（周五）",
    "reports": ["3月10日", "3月20日"],
    "leader": "副县长（城建）",
}
BARE = LINE | {"lead_names": [], "support_names": [], "requirement": "", "due": "", "reports": [], "leader": ""}
ONGOING = BARE | {"ongoing": True, "term": "持续推进", "review": "2027年3月2日（周二）", "cycle": "每季度末"}
TERM = BARE | {"term": "印发之日起30日内", "cycle": "每周五"}
MATTER = {"registration_number": "2026-31", "title": "城区内涝点整治"}
PICKING = {"number": 2, "task": "北城河清淤2.3公里", "picked": [], "letters": [], "names": []}


def ask(question: str, facts: dict[str, object], *labels: str, answered: str = "", per_row: int = 3) -> SplittingPrompt:
    """A question as it is put."""
    return SplittingPrompt(
        draft="700008/8",
        step=7,
        question=f"splitting.{question}",
        facts=facts,
        choices=tuple(Choice(f"v{number}", label) for number, label in enumerate(labels)),
        per_row=per_row,
        answered=answered,
    )


EXAMPLES = (
    ("", NothingToSplit()),
    ("", MatterSplit(number="2026-31", tasks=3, units=4, coordinating="县住建局", voided=False)),
    ("voided", MatterSplit(number="2026-31", tasks=1, units=1, coordinating="", voided=True)),
    ("matter", ask("matter", {}, "2026-31 城区内涝点整治", "2026-30 背街小巷改造", per_row=1)),
    (
        "begin",
        ask(
            "begin",
            MATTER | {"paragraphs": ["凯旋路等3处积水点改造。", "北城河清淤2.3公里。"], "found": 12},
            "前1段",
            "前2段",
            "前3段",
            "全部12段",
            "自行录入",
        ),
    ),
    ("list", ask("list", MATTER | {"lines": [LINE, BARE]}, "补充第2项", "添加任务", "修改", "删除", "分解完成")),
    ("list-empty", ask("list", MATTER | {"lines": []}, "添加任务")),
    ("list-answered", ask("list", MATTER | {"lines": [LINE]}, "分解完成", answered="分解完成")),
    ("which", ask("which", {}, "第1项", "第2项", "返回清单", per_row=4)),
    ("drop", ask("drop", {}, "第1项", "第2项", "返回清单", per_row=4)),
    ("text", ask("text", {"number": 2})),
    ("leads", ask("leads", PICKING, "县水利局", "各乡镇人民政府", "按名录选择", "无牵头单位")),
    (
        "leads-unknown",
        ask("leads", PICKING | {"unknown": "水务局"}, "县水利局", "各乡镇人民政府", "按名录选择", "无牵头单位"),
    ),
    (
        "leads-several",
        ask(
            "leads", PICKING | {"written": "局", "picked": ["城关镇"]}, "县水利局", "县住建局", "去掉 城关镇", "选好了"
        ),
    ),
    (
        "supports-letter",
        ask("supports", PICKING | {"picked": ["县税务局"], "letters": ["县税务局"]}, "去掉 县税务局", "选好了"),
    ),
    (
        "leads-letter",
        ask("leads", PICKING | {"picked": ["县税务局"], "letters": ["县税务局"]}, "去掉 县税务局", "选好了"),
    ),
    (
        "supports-townships",
        ask("supports", PICKING | {"names": ["城关镇", "会亭镇", "太平镇"]}, "全部加入", "不加入"),
    ),
    ("due", ask("due", LINE, "同事项时限 6月15日（周一）", "不定时限", per_row=1)),
    ("reports", ask("reports", LINE, "按规定：每年4月10日、7月10日、10月10日、12月10日", "不另定反馈时间", per_row=1)),
    ("reports-ongoing", ask("reports", ONGOING, "每季度末", "每月末", per_row=2)),
    ("review", ask("review", ONGOING, "2027年3月2日（周二）")),
    ("task-ongoing", ask("task", ONGOING, "任务内容", "牵头单位", "本项完成", per_row=2)),
    ("task-term", ask("task", TERM, "任务内容", "牵头单位", "本项完成", per_row=2)),
    ("requirement", ask("requirement", LINE, "无其他要求")),
    ("leader", ask("leader", LINE, "县长", "副县长（城建）", "不指定", per_row=2)),
    ("task", ask("task", LINE, "任务内容", "牵头单位", "配合单位", "完成时限", "本项完成", per_row=2)),
    ("task-bare", ask("task", BARE, "任务内容", "牵头单位", "本项完成", per_row=2)),
    ("coordinator", ask("coordinator", {}, "县住建局", "县水利局", "不指定")),
    ("copy", ask("copy", {}, "不抄送")),
    ("copy-present", ask("copy", {"copy_to": ["县委办公室"]}, "保持不变", "不抄送")),
)
