"""Splitting a matter: reading proposals out of a text, finding the units that people write, and the tasks themselves.

`paragraphs` is the first pass over a text; others that read tables and running text give the same `Proposal`.
"""

from supervision.splitting.names import Found, find_units, named_in
from supervision.splitting.paragraphs import numbered_paragraphs
from supervision.splitting.proposals import Proposal, drafts_of
from supervision.splitting.tasks import TaskDraft, lead_units, split

__all__ = [
    "Found",
    "Proposal",
    "TaskDraft",
    "drafts_of",
    "find_units",
    "lead_units",
    "named_in",
    "numbered_paragraphs",
    "split",
]
