"""Word lists of `rules.fairness.wording`, a module a language: groups, what is meant otherwise, and what is found."""
