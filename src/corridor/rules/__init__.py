"""Pure rules of labour migration: plain Python, no framework, no input or output, every result reproducible by hand."""
