"""函 of the county government's office: the title, to whom, and the body as they were signed, word for word.

Letter format of GB/T 9704-2012, clause 10.1; 公文处理条例 art. 17: an inner office issues nothing in its own name.
"""

from __future__ import annotations

from datetime import date

from supervision.county import County
from supervision.model.documents import PaperContent
from supervision.papers.documents import blocks_of, fold_title


def letter_content(signed: str, county: County, *, number: str, dated: date | None, note: str = "") -> PaperContent:
    """Set a signed letter: its first line is the title, its second, up to the colon, to whom it goes.

    Args:
        dated: the day on which it is issued; none for a draft.
        note: 附注, without its brackets.
    """
    title, to, *body = (line for line in signed.splitlines() if line.strip())
    return PaperContent(
        title="\n".join(fold_title(title)),
        number=number,
        mark=county.office_name,
        issuer=county.office_name,
        dated=dated,
        addressees=(to.rstrip("：:"),),
        body=blocks_of("\n".join(body)),
        note=f"（{note}）" if note else "",
        draft=dated is None,
    )
