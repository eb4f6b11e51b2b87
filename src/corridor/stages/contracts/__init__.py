"""The terms of work from promise to paper: drafted, held when a clause is worse, accepted by both sides, verified."""
