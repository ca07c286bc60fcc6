"""What every topic stands on: the turn, its transaction, routes, questions and answers, lists, refusals."""
