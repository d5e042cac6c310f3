"""What the briefing asks, one query a number, list or chart; all take the same period."""
