"""Greeting and enrolment."""

from __future__ import annotations

from supervision.notices.base import to_person
from supervision.notices.enrolment import CommandMenu, Welcome

EXAMPLES = (
    ("", Welcome(name="督查室甲", titles=("督查室工作人员甲",), words=(("登记", "台账"), ("帮助",)))),
    ("", CommandMenu(to=to_person(1), menu=(("new", "登记督查事项"),))),
)
