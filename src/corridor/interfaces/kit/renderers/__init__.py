"""Renderers of documents: one value, HTML for the screen and PDF for paper."""
