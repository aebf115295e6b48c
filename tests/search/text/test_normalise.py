import pytest

from search.text.normalise import fold, script, words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Küche", "Kuche"),
        ("Küche", "Kueche"),
        ("Ärztin", "AERZTIN"),
        ("Straße", "STRASSE"),
        ("Größe", "Groesse"),
        ("Café", "cafe"),
        ("İstanbul", "istanbul"),
        ("ışık", "isik"),
        ("łódź", "lodz"),
        ("ﬁnden", "finden"),  # a ligature
        ("Ｄｅｕｔｓｃｈ", "deutsch"),  # full-width letters
        ("دَوْرَة", "دوره"),  # with and without vowel marks, both spellings of the last letter
        ("فارسی", "فارسي"),  # Persian and Arabic keyboards
        ("أكاديمية", "اكاديميه"),
        ("курсы", "КУРСЫ"),
        ("їжа", "ЇЖА"),
        ("A١", "a1"),  # Arabic digits
    ],
)
def test_two_spellings_of_a_word_become_one(typed: str, meant: str) -> None:
    assert [fold(word) for word in words(typed)] == [fold(word) for word in words(meant)]


def test_a_word_joined_by_an_invisible_character_is_one_word() -> None:
    assert words("می‌خواهم") == ["ميخواهم"] or words("می‌خواهم") == ["میخواهم"]


def test_a_soft_hyphen_does_not_part_a_word() -> None:
    assert words("Deutsch\u00adkurs") == ["deutschkurs"]


def test_signs_part_words() -> None:
    assert words("Deutsch-Kurs (A1/A2): montags, 10:30!") == [
        "deutsch", "kurs", "a1", "a2", "montags", "10", "30",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", " ", "\x00", "\"'(){}[]^~*?:\\/", "😀", "\u202e\u200f", "___"])
def test_there_are_no_words_in_signs(text: str) -> None:
    assert words(text) == []


def test_a_word_of_any_length_is_cut_to_a_length_no_index_minds() -> None:
    assert len(words("a" * 100_000)[0]) == 60


def test_the_joint_that_easy_german_marks_does_not_part_a_word() -> None:
    assert words("Das Schutz·haus · Café") == ["das", "schutzhaus", "café"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Kurs", "latin"),
        ("ğ", "latin"),
        ("курс", "cyrillic"),
        ("دورة", "arabic"),
        ("課程", "other"),
        ("", "other"),
    ],
)
def test_the_script_is_told_by_the_first_letter(word: str, expected: str) -> None:
    assert script(word) == expected
