"""呈报: leaders are told what became of their instructions, and instruct anew."""
