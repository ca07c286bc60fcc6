"""What a case file says: cover, course, lists, and the pages that need no program but a browser."""
