"""The verbs, one a file or few close ones."""
