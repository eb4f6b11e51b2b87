"""Worker files: who a person is, what they can do, which papers they hold, what they agreed to."""
