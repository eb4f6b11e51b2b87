"""Applications, rosters, rounds, decisions, offers, recall rights and appeals. Enter through `api`."""
