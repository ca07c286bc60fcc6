"""Papers as files: fixing what they say, sending them, numbering them, and who may see them."""
