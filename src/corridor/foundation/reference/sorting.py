"""The order of names in a select, near enough to each language's alphabet without a library for collation."""

from corridor.rules.identity import fold


def sort_key(text: str, language: str) -> tuple[str, str]:
    """Accents and case do not part names; n with tilde follows n in Spanish; the Arabic article does not count."""
    if language == "es":
        text = text.replace("ñ", "n\uffff").replace("Ñ", "N\uffff")
    folded = fold(text)
    return (folded.removeprefix("ال") if language == "ar" else folded), text
