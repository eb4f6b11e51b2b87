"""The verbs. Only api.py is imported from outside."""
