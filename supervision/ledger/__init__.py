"""台账: the ledger as a workbook shows it, and as it comes back into an empty installation."""
