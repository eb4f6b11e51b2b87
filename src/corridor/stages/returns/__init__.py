"""Coming back: the return, what the worker says of the season, and the right to be called back."""
