"""The calendar, and entering a year."""

from __future__ import annotations

from datetime import date

from messages.views.calendars import CalendarView
from supervision.notices.base import to_person
from supervision.notices.calendars import CalendarEntered, CalendarFile, CalendarPrompt
from supervision.notices.dialogue import Choice

DATES = tuple(date(2026, *day) for day in ((4, 10), (7, 10), (10, 10), (12, 10)))
VIEW = CalendarView(
    year=2026,
    known="package",
    reference="",
    four_dates=DATES,
    ten_things=(("市定", "每月10日、每月15日"), ("县定", "每月10日、每月15日")),
    both=True,
    holidays=(
        (date(2026, 1, 1), date(2026, 1, 3)),
        (date(2026, 4, 4), date(2026, 4, 6)),
        (date(2026, 6, 19), date(2026, 6, 19)),
    ),
    makeup_days=(date(2026, 1, 4), date(2026, 2, 14)),
)


def ask(question: str, facts: dict[str, object], *choices: Choice, answered: str = "") -> CalendarPrompt:
    """A question as it is put."""
    return CalendarPrompt(
        draft="8/8", step=1, question=f"calendar.{question}", facts=facts, choices=choices, answered=answered
    )


EXAMPLES = (
    ("package", "calendar_list", VIEW),
    (
        "entered",
        "calendar_list",
        CalendarView(
            year=2027,
            known="entered",
            reference="国办发明电〔2026〕7号",
            four_dates=DATES,
            ten_things=(("市定", "每月10日"), ("县定", "每月15日")),
            both=False,
            holidays=((date(2027, 1, 1), date(2027, 1, 3)), (date(2027, 2, 27), date(2027, 3, 2))),
            makeup_days=(),
            enterable=True,
        ),
    ),
    (
        "provisional",
        "calendar_list",
        CalendarView(
            year=2027,
            known="provisional",
            reference="",
            four_dates=DATES,
            ten_things=VIEW.ten_things,
            both=True,
            holidays=(),
            makeup_days=(),
            enterable=True,
        ),
    ),
    ("days", ask("days", {"year": 2027, "new_year": "五"})),
    ("reference", ask("reference", {"year": 2027})),
    (
        "confirm",
        ask(
            "confirm",
            {
                "year": 2027,
                "off": 7,
                "worked": 2,
                "holidays": "1月1日（周五）至1月3日（周日）",
                "makeup_days": "1月9日（周六）、2月20日（周六）",
                "reference": "国办发明电〔2026〕7号",
                "retimed": 3,
            },
            Choice("confirm", "确认录入"),
            Choice("again", "重新输入"),
        ),
    ),
    ("answered", ask("reference", {"year": 2027}, answered="国办发明电〔2026〕7号")),
    ("read", CalendarFile(to=to_person(7), file_id=3, name="2027年放假安排.xlsx", rows=27)),
    ("no-header", CalendarFile(to=to_person(7), file_id=3, name="a<b>.xlsx", reason="no_header")),
    ("empty", CalendarFile(to=to_person(7), file_id=3, name="2027年放假安排.csv")),
    ("", CalendarEntered(year=2027, holidays=28, makeup_days=6, retimed=0)),
    ("again", CalendarEntered(year=2027, holidays=28, makeup_days=6, retimed=3, again=True)),
)
