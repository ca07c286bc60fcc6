"""Looking things up: the ledger, a matter, a unit's own tasks."""
