"""台账: the list with its filters, the workbook, and what is read back from it."""
