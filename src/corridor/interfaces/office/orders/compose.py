"""What this journey gives to the first page of its door (see kit/compose.py)."""
