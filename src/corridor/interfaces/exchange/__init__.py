"""Files and formats of others: what they hold is read here and handed to a stage as its records."""
