"""What a configuration may not say of numbers and of those who issue: one number twice, an inner office as issuer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.test_config import problems


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[papers]\nmark_office = "{government_name}督查室文件"', "papers.mark_office"),
        ('[papers]\nmark_government = "文件"', "papers.mark_government"),
        ('[papers]\nprint_office = "夏邑县人民政府督查室"', "papers.print_office"),
        ('[place]\noffice_name = "夏邑县人民政府督查室"', "place.office_name"),
        ('[papers]\ncode_office = "夏政督"', "numbers.templates.office"),
        ('[numbers.templates]\nurging = "夏政〔{year}〕{n}号"', "numbers.templates.urging"),
    ],
)
def test_it_is_refused_at_the_start(tmp_path: Path, text: str, key: str) -> None:
    """公文处理条例 art. 17; the last two would give two papers the same number."""
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    (problem,) = problems(path)
    assert problem.startswith(f"{key}：")
