"""Splitting a matter: reading proposals out of a text, and the tasks themselves.

`paragraphs` is the first pass over a text; others that read tables and running text give the same `Proposal`.
"""

from supervision.splitting.paragraphs import numbered_paragraphs
from supervision.splitting.proposals import Proposal, drafts_of
from supervision.splitting.tasks import TaskDraft, lead_units, split

__all__ = [
    "Proposal",
    "TaskDraft",
    "drafts_of",
    "lead_units",
    "numbered_paragraphs",
    "split",
]
