"""The fixed tables, and the choice among rows of a text."""

from dataclasses import dataclass

import pytest
from django.utils import translation

from corridor.foundation import i18n
from corridor.foundation.i18n.texts import hash_of, text_for


@dataclass
class Row:
    language: str
    text: str
    source_hash: str
    status: str = "draft"


def original(text: str = "Warm coat", language: str = "en") -> Row:
    return Row(language, text, hash_of(text))


def test_direction_comes_from_the_table() -> None:
    assert i18n.DIRECTION == {"en": "ltr", "es": "ltr", "ar": "rtl"}
    for language in ("ar-EG", "fa", "prs", "ps", "ur", "ckb", "ug", "sd", "dv", "he", "yi", "AR_eg"):
        assert i18n.direction(language) == "rtl", language
    for language in ("ne", "fr", "ku", "zz", "arn"):
        assert i18n.direction(language) == "ltr", language


@pytest.mark.parametrize(("wanted", "spoken"), [("es", "es"), ("ar-EG", "ar"), ("ne", "en"), ("", "en"), (None, "en")])
def test_supported_answers_with_a_language_of_the_screens(wanted: str | None, spoken: str) -> None:
    assert i18n.supported(wanted) == spoken


def test_endonym_names_a_language_in_itself() -> None:
    assert i18n.endonym("ar-EG") == "العربية"
    with pytest.raises(KeyError):
        i18n.endonym("ne")


def test_activate_for_speaks_inside_the_block_only() -> None:
    before = translation.get_language()
    with i18n.activate_for("ar-EG") as spoken:
        assert (spoken, translation.get_language()) == ("ar", "ar")
    assert translation.get_language() == before


def test_text_for_with_the_wanted_language_is_no_fallback() -> None:
    source = original()
    chosen = text_for([source, Row("es", "Abrigo", source.source_hash, "checked")], "es")
    assert (chosen.text, chosen.is_fallback, chosen.checked, chosen.outdated) == ("Abrigo", False, True, False)


def test_text_for_without_the_wanted_language_falls_back_visibly() -> None:
    source = original("معطف", "ar")
    chosen = text_for([Row("es", "Abrigo", source.source_hash), source], "en")
    assert (chosen.text, chosen.is_fallback, chosen.direction) == ("معطف", True, "rtl")


def test_text_for_with_a_changed_original_says_so() -> None:
    chosen = text_for([original("Warm coat and boots"), Row("es", "Abrigo", hash_of("Warm coat"), "checked")], "es")
    assert chosen.outdated and not chosen.checked


def test_text_for_an_unchecked_translation_says_so() -> None:
    source = original()
    assert not text_for([source, Row("es", "Abrigo", source.source_hash)], "es").checked


def test_text_for_never_lets_an_empty_text_hide_another() -> None:
    source = original()
    assert text_for([Row("es", "  ", source.source_hash), source], "es").text == "Warm coat"


def test_text_for_prefers_the_exact_tag() -> None:
    source = original()
    rows = [source, Row("es", "a", source.source_hash), Row("es-MX", "b", source.source_hash)]
    assert text_for(rows, "es-MX").text == "b"


def test_text_for_without_any_text_raises() -> None:
    with pytest.raises(LookupError):
        text_for([], "en")
