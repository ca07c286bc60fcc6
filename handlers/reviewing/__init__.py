"""审核 and 办结: the Office decides on the reports, and the results close the matter."""
