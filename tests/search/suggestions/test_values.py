from search.suggestions.values import Group, Suggestion, number_of, share_out


def group(code: str, number: int) -> Group:
    suggestions = (Suggestion(url=f"/{code}/{place}", label=f"{code} {place}") for place in range(number))
    return Group(code, code, tuple(suggestions))


def shares(*groups: Group, most: int = 8) -> dict[str, int]:
    return {shared.code: len(shared.suggestions) for shared in share_out(groups, most)}


def test_each_kind_gets_a_share() -> None:
    assert shares(group("a", 9), group("b", 9), group("c", 9)) == {"a": 3, "b": 3, "c": 2}


def test_what_few_leave_goes_to_the_others() -> None:
    assert shares(group("a", 1), group("b", 0), group("c", 9)) == {"a": 1, "c": 7}


def test_few_are_all_shown_in_their_order() -> None:
    shared = share_out([group("a", 2), group("b", 1)])

    assert [one.label for one in shared[0].suggestions] == ["a 0", "a 1"]
    assert number_of(shared) == 3


def test_nothing_is_shared_out_of_nothing() -> None:
    assert share_out([]) == ()
