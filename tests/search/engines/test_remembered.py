"""Answers are remembered as long as they are true, and only so many."""

from search.engines.embedded.remembered import Remembered


def counting(asked: list[str], text: str) -> str:
    asked.append(text)
    return text.upper()


def test_what_was_asked_lately_is_not_worked_out_again() -> None:
    asked: list[str] = []
    remembered = Remembered[str, str](2)
    for text in ("chor", "tanz", "chor", "kurs", "chor", "tanz"):
        assert remembered.get(text, lambda text=text: counting(asked, text)) == text.upper()

    assert asked == ["chor", "tanz", "kurs", "tanz"]


def test_what_was_forgotten_is_worked_out_again() -> None:
    asked: list[str] = []
    remembered = Remembered[str, str](2)
    for _time in range(2):
        remembered.get("chor", lambda: counting(asked, "chor"))
        remembered.forget()

    assert asked == ["chor", "chor"]


def test_an_answer_from_before_a_change_is_not_kept() -> None:
    remembered = Remembered[str, str](2)

    def changed_meanwhile() -> str:
        remembered.forget()
        return "old"

    assert remembered.get("chor", changed_meanwhile) == "old"
    assert remembered.get("chor", lambda: "new") == "new"


def test_heavy_answers_leave_room_for_fewer() -> None:
    asked: list[str] = []
    remembered = Remembered[str, str](8, len)  # one and its letters
    for text in ("ab", "cd", "ab", "efg", "ab", "cd"):
        remembered.get(text, lambda text=text: counting(asked, text))

    assert asked == ["ab", "cd", "efg", "cd"]


def test_what_is_renewed_takes_the_place_and_the_room_of_what_was() -> None:
    asked: list[str] = []
    remembered = Remembered[str, str](8, len)
    remembered.get("ab", lambda: counting(asked, "ab"))
    assert remembered.get("ab", lambda: "", lambda known: f"{known}!") == "AB!"
    assert remembered.get("ab", lambda: "") == "AB!"
    remembered.get("cde", lambda: counting(asked, "cde"))

    assert remembered.get("ab", lambda: "") == "AB!"
    remembered.get("f", lambda: counting(asked, "f"))
    assert remembered.get("cde", lambda: "gone") == "gone"
