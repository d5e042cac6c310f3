"""Views and macros of the published database, one file each, in the words of an analyst."""
