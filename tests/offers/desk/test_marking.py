"""Two texts side by side, with marks where they differ."""

from offers.desk.marking import marked


def test_only_what_differs_is_marked():
    assert marked("Kurs am Montag um 9", "Kurs am Dienstag um 9") == (
        "Kurs am <del>Montag</del> um 9",
        "Kurs am <ins>Dienstag</ins> um 9",
    )


def test_lines_stay_lines_and_markup_is_harmless():
    before, after = marked("eins\n<b>", "eins\n<i>")
    assert before == "eins<br><del>&lt;b&gt;</del>"
    assert after == "eins<br><ins>&lt;i&gt;</ins>"


def test_what_is_new_is_marked_as_a_whole():
    assert marked("", "zwei Worte") == ("", "<ins>zwei Worte</ins>")
