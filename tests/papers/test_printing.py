"""Papers as LibreOffice prints them: what the eye sees first is where the standard wants it, in millimetres."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from messages.papers.letterheads import shipped
from messages.papers.rendering import render
from tests.papers import printing
from tests.papers.samples import AT, LONG, SAMPLES, text

pytestmark = [pytest.mark.long, pytest.mark.timeout(200)]

EDGE = 297 - 35
"""The lower edge of the text area, from the top of the page."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all samples as PDF."""
    if needed := printing.missing():
        if os.environ.get("CI"):
            pytest.fail(f"missing: apt-get install {needed}")
        pytest.skip(f"LibreOffice or poppler is not here; on Debian: apt-get install {needed}")
    folder = tmp_path_factory.mktemp("papers")
    printing.samples(folder)
    lying = replace(SAMPLES["formal"], tables=SAMPLES["formal"].tables[:1])
    (folder / "lying.docx").write_bytes(render(shipped("formal"), lying, at=AT))
    four = (*SAMPLES["notice_form"].fields, ("批示要求", "县长2月28日批示，县住房和城乡建设局牵头，汛期前完成改造"))
    full = replace(SAMPLES["notice_form"], fields=four, body=tuple(text(f"{n}督") for n in range(9)))
    (folder / "four.docx").write_bytes(render(shipped("notice_form"), full, at=AT))
    (folder / "long.docx").write_bytes(render(shipped("formal"), LONG, at=AT))
    printing.to_pdf(folder)
    return folder


@pytest.mark.parametrize(
    ("letterhead", "count"),
    [
        ("formal", 4),
        ("upward", 2),
        ("letter", 2),
        ("notice_form", 2),
        ("briefing", 3),
        ("internal", 1),
        ("approval_sheet", 2),
        ("catalogue", 1),
        ("case_file", 2),
    ],
)
def test_each_paper_has_its_pages_and_its_words(printed: Path, letterhead: str, count: int) -> None:
    pages = printing.pages(printed / f"{letterhead}.pdf")
    assert len(pages) == count
    joined = "".join("".join(pages).split())
    for block in SAMPLES[letterhead].body:
        assert "".join(block.text.split()).replace("　", "")[:12] in joined


def test_a_full_page_has_22_lines_of_28_characters(printed: Path) -> None:
    for page in printing.pages(printed / "long.pdf")[1:3]:
        lines = [line.strip() for line in page.splitlines() if "督" in line]
        assert len(lines) == 22
        assert max(map(len, lines)) == 28


def test_text_keeps_within_its_156_millimetres(printed: Path) -> None:
    for _, left, _, right, _ in printing.places(printed / "long.pdf", 2)[:-3]:
        assert left > 25.5  # an even page: the binding edge is at the right
        assert right < 182.5


@pytest.mark.parametrize("letterhead", ["formal", "upward", "notice_form", "briefing"])
def test_the_imprint_is_at_the_foot_of_the_last_page(printed: Path, letterhead: str) -> None:
    pdf = printed / f"{letterhead}.pdf"
    last = len(printing.pages(pdf))
    assert not any("日印发" in "".join(page.split()) for page in printing.pages(pdf)[:-1])
    bottoms = [bottom for word, _, _, _, bottom in printing.places(pdf, last) if word.endswith("印发")]
    assert EDGE - 3 < max(bottoms) < EDGE + 1


def test_behind_a_wide_annex_the_imprint_is_at_the_foot_of_that_page_and_as_wide_as_its_text(printed: Path) -> None:
    pages = printing.pages(printed / "lying.pdf")
    assert len(pages) == 3
    places = printing.places(printed / "lying.pdf", 3)
    printer = next(place for place in places if place[0] == "夏邑县人民政府办公室")
    on = next(place for place in places if place[0].endswith("印发"))
    assert printer[1] == pytest.approx(36 + 4.94, abs=1.2)
    assert on[3] == pytest.approx(297 - 36 - 4.94, abs=1.2)
    assert on[4] == pytest.approx(210 - 27, abs=3)


def test_under_a_head_of_four_lines_a_notice_shows_four_lines_of_text(printed: Path) -> None:
    assert printing.pages(printed / "four.pdf")[0].count("督\n") >= 4


def test_page_numbers_stand_outside(printed: Path) -> None:
    """One character of 4号 (4.94 mm) from the edge of the text: its right on odd pages, its left on even ones."""
    dashes = {
        page: [place for place in printing.places(printed / "formal.pdf", page) if place[0] == "—"] for page in (1, 2)
    }
    assert dashes[1][-1][3] == pytest.approx(184 - 4.94, abs=1.2)
    assert dashes[2][0][1] == pytest.approx(26 + 4.94, abs=1.2)


def test_a_letter_has_no_number_on_its_first_page(printed: Path) -> None:
    first, second = printing.pages(printed / "letter.pdf")
    assert "—" not in first
    assert "—2—" in "".join(second.split())


@pytest.mark.parametrize("letterhead", ["formal", "upward", "notice_form"])
def test_the_first_page_shows_text(printed: Path, letterhead: str) -> None:
    first = printing.pages(printed / f"{letterhead}.pdf")[0]
    assert SAMPLES[letterhead].body[0].text[:10].replace(" ", "") in "".join(first.split())


def test_the_mark_begins_35_millimetres_below_the_edge(printed: Path) -> None:
    tops = set()
    for letterhead in ("formal", "upward", "notice_form"):
        mark = SAMPLES[letterhead].mark
        _, _, top, _, bottom = next(
            place for place in printing.places(printed / f"{letterhead}.pdf", 1) if place[0] == mark
        )
        glyph = (bottom - top - 36 / 72 * 25.4) / 2
        assert abs(top + glyph - (37 + 35)) < 2
        tops.add(round(top, 1))
    assert len(tops) == 1


def test_pictures_can_be_drawn(printed: Path, tmp_path: Path) -> None:
    for name, letterhead in printing.PICTURES.items():
        printing.picture(printed / f"{letterhead}.pdf", tmp_path / f"{name}.png")
        assert 10_000 < (tmp_path / f"{name}.png").stat().st_size < 120_000


def test_song_and_fang_are_set_in_a_face_with_serifs_where_the_standards_fonts_are_missing(printed: Path) -> None:
    fonts = printing.fonts_of(printed / "formal.pdf")
    assert any(face in fonts for face in ("Serif", "Song", "Ming", "仿宋"))
    assert "DejaVu" not in fonts
