"""What `ducha doctor` says of papers as files: whose letterheads are used, and whether PDFs can be made."""

from __future__ import annotations

import asyncio

from bot.converting import office_program
from bot.findings import Finding, Level
from bot.settings import Documents
from messages.papers.letterheads import NAMES, own
from storage.queries.documents import failed_as_pdf
from storage.unit_of_work import UnitOfWork


async def check_documents(documents: Documents) -> list[Finding]:
    """What the settings and the disk say."""
    return [_programs(documents), *await asyncio.to_thread(_letterheads, documents)]


def _programs(documents: Documents) -> Finding:
    if documents.pdf == "never":
        return Finding(Level.FINE, "公文以Word文件发送，按配置不制作PDF")
    if office_program(documents):
        return Finding(Level.FINE, "公文以Word文件发送，LibreOffice可用，可制作PDF")
    if documents.soffice:
        return Finding(Level.WRONG, f"documents.soffice 所指的程序 {documents.soffice} 不存在或不能运行")
    return Finding(Level.FINE, "公文以Word文件发送；未安装LibreOffice，不制作PDF")


def _letterheads(documents: Documents) -> list[Finding]:
    folder = documents.letterheads
    mine = [name for name in NAMES if own(name, folder) is not None]
    words = f"使用本单位的公文模板{len(mine)}个，其余用自带模板" if mine else "使用自带的公文模板"
    strange = sorted(path.name for path in folder.glob("*.docx") if path.stem not in NAMES) if folder.is_dir() else []
    unused = (
        [Finding(Level.NOTE, f"{folder} 中的{'、'.join(strange)}不是公文模板的文件名，不会使用")] if strange else []
    )
    return [Finding(Level.FINE, words), *unused]


async def check_pdfs(unit: UnitOfWork) -> list[Finding]:
    """Papers that could not be made into PDFs."""
    failed = await failed_as_pdf(unit)
    return [Finding(Level.NOTE, f"{failed}件公文未能制成PDF，已以Word文件发送")] if failed else []
