"""Looking at matters: the Office's card, the ledger, a unit's own tasks."""
