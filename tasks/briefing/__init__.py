"""Published database -> one page for the editor: self-contained, offline, for screen and print."""
