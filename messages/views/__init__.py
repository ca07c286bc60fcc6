"""What cards show: one frozen view a kind of card, loaded by `handlers` when the card is sent or redrawn."""
