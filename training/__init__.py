"""How the embedded entity pipeline is made: convert, train, evaluate, promote."""
