"""一次填报: one message or table that answers everything the conversation would have asked."""
