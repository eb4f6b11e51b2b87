"""The ranked coder on a table small enough to follow by hand, and what must hold for any words."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.rules.occupations import Coder, Decisions, Title, build, open_stored, rank, save, tokens

TITLES = [
    Title("9211", "Crop farm labourers"),
    Title("9211", "fruit picker"),
    Title("9211", "vegetable harvester"),
    Title("9212", "Livestock farm labourers"),
    Title("9212", "sheep herder"),
    Title("8332", "Heavy truck and lorry drivers"),
    Title("8332", "lorry driver"),
    Title("8322", "taxi driver"),
    Title("2221", "registered nurse"),
    Title("3221", "practical nurse"),
    Title("7112", "albañil"),
    Title("7112", "Bricklayers and related workers"),
]
SENTENCES = [Title("8322", "They carry passengers in a cab."), Title("7112", "They lay bricks and build walls.")]
SYNONYMS = {"truck": "lorry"}
CODER = build(TITLES, SENTENCES, SYNONYMS)
WORDS = st.lists(
    st.sampled_from(
        [
            "fruit",
            "picker",
            "farm",
            "crop",
            "driver",
            "lorry",
            "nurse",
            "taxi",
            "sheep",
            "xyz",
            "ii",
            "the",
            "passengers",
        ]
    ),
    max_size=6,
)


def first(text: str, coder: Coder = CODER) -> str:
    return next((answer.code for answer in rank(text, coder)), "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("FRUIT PICKERS", "9211"),
        ("picker of fruit", "9211"),
        ("friut picker", "9211"),
        ("senior truck driver (m/f/d)", "8332"),
        ("Lorry driver, full time, urgent", "8332"),
        ("crop farm laborer", "9211"),
        ("albañil/a", "7112"),
        ("albañiles", "7112"),
        ("taxidriver", "8322"),
    ],
)
def test_other_ways_to_say_a_title(text: str, code: str) -> None:
    assert first(text) == code


def test_a_title_known_word_for_word_is_nearly_sure_and_names_what_it_met() -> None:
    answer = rank("Registered nurses", CODER)[0]
    assert (answer.code, answer.matched) == ("2221", "registered nurse")
    assert answer.confidence > 0.9
    assert rank("nurse", CODER)[0].confidence < 0.6


@pytest.mark.parametrize("text", ["", "   ", "qqqq zzzz", "🙂", "12 34", "the of and", "\x00", "()", "x" * 10_000])
def test_odd_words_are_no_occupation(text: str) -> None:
    assert rank(text, CODER) == []


def test_a_page_instead_of_a_title_takes_no_longer() -> None:
    begun = time.perf_counter()
    assert rank("fruit picker " * 800, CODER)[0].code == "9211"
    assert time.perf_counter() - begun < 0.05


def test_without_titles_nothing_is_known() -> None:
    empty = build([])
    assert rank("nurse", empty) == []
    assert empty.known("nurse") == 0.0


@given(WORDS, st.integers(1, 8))
def test_confidences_fall_and_add_up_to_one_at_most(words: list[str], limit: int) -> None:
    answers = rank(" ".join(words), CODER, limit=limit)
    said = [answer.confidence for answer in answers]
    assert said == sorted(said, reverse=True)
    assert all(0 < confidence <= 1 for confidence in said)
    assert sum(said) <= 1 + 0.001 * len(said)
    assert len({answer.code for answer in answers}) == len(answers) <= limit


@given(st.text(max_size=60))
def test_any_text_has_an_answer_and_always_the_same(text: str) -> None:
    assert rank(text, CODER) == rank(text, CODER)
    assert rank(text.upper(), CODER) == rank(text.upper().lower(), CODER)


@given(st.permutations(TITLES))
def test_the_order_of_the_titles_does_not_matter(titles: list[Title]) -> None:
    other = build(titles, SENTENCES, SYNONYMS)
    assert rank("farm driver", other) == rank("farm driver", CODER)


def test_a_group_of_few_titles_is_not_outvoted() -> None:
    many = [
        Title("8332", f"lorry driver {word}")
        for word in ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"]
    ]
    assert first("taxi driver", build([*TITLES, *many])) == "8322"


def test_what_people_decided_comes_first_and_helps_with_similar_titles() -> None:
    decisions = Decisions([("Yard hand", "9212")], SYNONYMS)
    assert rank("yard hand", CODER)[0].confidence < 0.3
    answer = rank("YARD HANDS", CODER, decisions=decisions)[0]
    assert (answer.code, answer.confidence) == ("9212", 0.8)
    assert rank("yard driver", CODER, decisions=decisions)[0].code in {"9212", "8332", "8322"}
    assert rank("night yard hand", CODER, decisions=decisions)[0].code == "9212"
    against = Decisions([("fruit picker", "9212")], SYNONYMS)
    assert rank("fruit pickers", CODER, decisions=against)[0].code == "9212"


def test_more_decisions_are_surer_and_their_order_does_not_matter() -> None:
    pairs = [("yard hand", "9212"), ("hand yard", "9212"), ("yard hand", "9211")]
    said = [rank("yard hand", CODER, decisions=Decisions(given)) for given in (pairs, pairs[::-1])]
    assert said[0] == said[1]
    assert said[0][0].code == "9212"
    assert said[0][0].confidence == pytest.approx(2 / 3 * 3 / 3.25, abs=0.001)


def test_sentences_say_which_group_a_known_word_means() -> None:
    titles = [Title("8331", "bus driver"), Title("8332", "cab driver"), Title("4221", "passenger clerk")]
    said = [Title("8332", "They carry a passenger.")]
    without, with_said = (
        [answer.code for answer in rank("passenger driver", build(titles, sentences)) if answer.code != "4221"]
        for sentences in ([], said)
    )
    assert (without, with_said) == (["8331", "8332"], ["8332", "8331"])


def test_a_stored_coder_answers_the_same(tmp_path: Path) -> None:
    path = tmp_path / "en.npz"
    save(CODER, path, "digest")
    stored = open_stored(path, "digest", SYNONYMS)
    assert stored is not None
    for text in ("fruit pikcer", "truck driver", "nurse", "bricks"):
        assert rank(text, stored) == rank(text, CODER)
    assert open_stored(path, "another", SYNONYMS) is None
    path.write_bytes(path.read_bytes()[:-100])
    assert open_stored(path, "digest", SYNONYMS) is None
    path.write_bytes(b"damaged")
    assert open_stored(path, "digest", SYNONYMS) is None
    assert open_stored(tmp_path / "none.npz", "digest", SYNONYMS) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("labourer", "laborer"),
        ("organiser", "organizer"),
        ("theatre", "theater"),
        ("jeweller", "jeweler"),
        ("paediatric", "pediatric"),
        ("ploughs", "plow"),
        ("actriz", "actor"),
        ("directrice", "directeur"),
        ("vendeuses", "vendeur"),
        ("والسائق", "سائق"),
        ("ممرضة", "ممرضه"),
        ("أستاذ", "استاذ"),
        ("trabajador(a)", "trabajadora/trabajador"),
        ("Senior nurse (m/f)", "nurse"),
    ],
)
def test_two_spellings_are_one(one: str, other: str) -> None:
    assert set(tokens(one)) == set(tokens(other)) != set()


def test_a_title_of_nothing_but_noise_keeps_its_words() -> None:
    assert tokens("Senior") == tokens("SENIORS") != []


@given(st.text(max_size=40))
def test_folding_again_changes_nothing(text: str) -> None:
    from corridor.rules.identity.letters import words

    once = " ".join(words(text))
    assert tokens(once) == tokens(text)
