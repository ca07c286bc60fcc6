"""Drawing up the letterheads that are shipped: `python -m messages.papers.building` writes `messages/letterheads`.

The numbers are those of GB/T 9704-2012. What an office wants otherwise it changes in Word, in files of its own.
"""
