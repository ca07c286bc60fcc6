"""Documents that wait for something."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import Document, PdfState

_documents = MODELS[Document]

LATEST_PDF = timedelta(days=3)
"""What was wanted longer ago, while there was no program to make it, comes too late to be sent."""


async def wanted_as_pdf(unit: UnitOfWork, limit: int = 10) -> list[Document]:
    """The documents that somebody waits for as PDF, oldest first."""
    statement = (
        select(_documents)
        .where(
            _documents.c.pdf == PdfState.WANTED,
            _documents.c.void_at.is_(None),
            _documents.c.frozen_at > unit.now - LATEST_PDF,
        )
        .order_by(_documents.c.id)
        .limit(limit)
    )
    return await unit.all(Document, statement)


async def failed_as_pdf(unit: UnitOfWork) -> int:
    """How many documents could not be made into PDFs."""
    statement = select(func.count()).where(_documents.c.pdf == PdfState.FAILED)
    return int((await unit.connection.execute(statement)).scalar_one())
