"""The shapes that pass between stages and rest in the warehouse."""
