"""What governs a corridor: agreements between states, schemes and their versions, seasons, and rules with dates."""
