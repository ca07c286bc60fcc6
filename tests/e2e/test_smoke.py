"""The real process: it starts, answers, stops on SIGTERM, and goes on where it was."""

from __future__ import annotations

import re
from pathlib import Path

from tests.e2e.process import machine, stop


async def test_the_process_answers_stops_and_goes_on(tmp_path: Path, template: Path) -> None:
    async with machine(tmp_path, template) as office:
        clerk = office.account("clerk")
        process = await office.start()
        await office.settle()
        await office.control.say(clerk, "你好")
        await office.settle()
        assert "未能对应到具体事项" in (await office.control.last(clerk)).text
        assert await stop(process) == 0
        await office.control.say(clerk, "还在吗")
        process = await office.start()
        await office.settle()
        answers = [m for m in await office.control.messages(clerk) if "未能对应到具体事项" in m.text]
        assert len(answers) == 2
        assert await stop(process) == 0
    log = (tmp_path / "bot.log").read_text(encoding="utf-8")
    assert "bot_started" in log
    assert not re.search(r"\d{6,}:[A-Za-z0-9_-]{30,}", log), "pitfall 36: the token is in the log"
