"""What needs no program but a browser, or none at all: the index of a year, the page of a case, 说明."""

from __future__ import annotations

from collections.abc import Sequence

from messages.casefiles.content import Bound
from messages.casefiles.timeline import day_of
from messages.render import environment
from supervision.archiving.years import Year
from supervision.county import County
from supervision.model import Document

INDEX, CATALOGUE, README, SUMS = "索引.html", "目录.docx", "说明.txt", "SHA256SUMS"
CASE, CASE_DOCX = "案卷.html", "案卷.docx"


def index_page(year: Year, catalogue: Document, cases: Sequence[Bound], county: County) -> bytes:
    """The index: static, without a script, to be printed as it is."""
    days = {case.seq: day_of(case.matter.closed_at, county.zone) for case in cases}
    return _worded(
        "_index_page",
        year=year.year,
        it=catalogue.content,
        cases=cases,
        days=days,
        carried_over=len(year.carried_over),
        compiler=county.compiler,
        filed=day_of(catalogue.frozen_at, county.zone),
    )


def case_page(case: Bound) -> bytes:
    """The page of a case, with its files to be opened from it."""
    return _worded("_case_page", case=case)


def readme(year: Year, catalogue: Document, cases: int, county: County) -> bytes:
    """What this is, how to read it and how to check it; lines end as Windows has them."""
    filed = day_of(catalogue.frozen_at, county.zone)
    words = _worded("_readme", year=year.year, cases=cases, compiler=county.compiler, filed=filed)
    return words.replace(b"\n", b"\r\n")


def _worded(name: str, **values: object) -> bytes:
    return environment().get_template(f"archiving/{name}.j2").render(**values).encode()
