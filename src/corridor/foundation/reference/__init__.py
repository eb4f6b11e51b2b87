"""Reference data: occupations (ISCO-08), countries, languages, currencies with dated rates, levels of language (CEFR).

Everything is read from files of the package once, when first asked for; nothing here has a table or holds persons.
"""
