"""One working day of the office, Friday 8 May 2026: forty tasks, paper and telephone, a 特急 at ten in the evening."""
