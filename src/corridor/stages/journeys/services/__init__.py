"""The verbs, a file each or a few close ones. Only api.py is imported from outside."""
