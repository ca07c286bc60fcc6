"""A backup of an office whose papers went out as files: after the restore the same bytes are sent."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import cast

import pytest

from bot.backup_command import backup
from bot.restore_command import restore
from handlers.conversation.catalogue import FileMaker
from handlers.documents.freezing import paper_file
from handlers.topics import CATALOGUE
from supervision.notices.base import to_person
from tests.bot.test_backup import config_of, files_in
from tests.flows.papers import PHOTO, files, paper, with_paper
from tests.flows.test_delivery import CLERK, WATER, left, tell
from tests.flows.test_documents import bytes_of, drawn_up, kept
from tests.world import bot_of, world


async def test_after_a_restore_word_file_chart_and_evidence_are_the_same_bytes(
    tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker = FileMaker(ending="png", make=lambda _: os.urandom(8))  # another each time: it can only come from the disk
    monkeypatch.setitem(cast(dict[str, FileMaker], CATALOGUE.files), "png", maker)
    said: list[str] = []
    async with world(tmp_path, template, start=False, papers=True) as office:
        data = office.settings.data_dir
        async with bot_of(office):
            await with_paper(office)
            made = await drawn_up(office)
            await tell(office, paper_file(made, to_person(WATER), form="png"))
            await office.settle()
            chart = await bytes_of(office, office.water, ".png")
            await office.water.sends(
                "现场.jpg", PHOTO, caption="北城河清淤已完成1.2公里。", reply_to=await paper(office.water)
            )
            await office.settle()
            (evidence,) = await files(office)
            made_of_it = (await kept(office)).sha256
        copy = tmp_path / "copy.tar.gz"
        assert await backup(config_of(data), copy, said.append) == 0, said
        before = files_in(config_of(data))
        word = before[made_of_it]
        for lost in (*data.glob("ducha.db*"), data / "files"):
            shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
        assert await restore(config_of(data), copy, said.append) == 0, said
        assert files_in(config_of(data)) == before
        monkeypatch.setattr("messages.papers.rendering.render", lambda *_, at: b"another")
        async with bot_of(office):
            await tell(office, paper_file(made, to_person(CLERK), form="docx"))
            await office.settle()
            assert await bytes_of(office, office.clerk) == word
            await tell(office, paper_file(made, to_person(CLERK), form="png"))
            await office.settle()
            assert await bytes_of(office, office.clerk, ".png") == chart
            assert before[evidence.sha256] == PHOTO
            assert await left(office) == []
