"""When a server is left alone, and when it is asked again."""

import threading

import pytest

from search.engines.elastic.breaker import PAUSE, REFUSALS, Breaker


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock=clock)


def test_a_server_that_is_away_is_left_alone_at_once(breaker: Breaker) -> None:
    breaker.failed(is_away=True)

    assert not breaker.admits()


def test_a_server_that_refuses_is_left_alone_after_several_times_in_a_row(breaker: Breaker) -> None:
    for _time in range(REFUSALS - 1):
        breaker.failed(is_away=False)
    breaker.succeeded()
    for _time in range(REFUSALS - 1):
        breaker.failed(is_away=False)
        assert breaker.admits()
    breaker.failed(is_away=False)

    assert not breaker.admits()


def test_after_a_pause_one_may_look(breaker: Breaker, clock: Clock) -> None:
    breaker.failed(is_away=True)
    clock.now += PAUSE

    assert [breaker.admits() for _time in range(3)] == [True, False, False]


def test_a_probe_that_fails_begins_another_pause_and_one_that_succeeds_ends_it(
    breaker: Breaker, clock: Clock
) -> None:
    breaker.failed(is_away=True)
    clock.now += PAUSE
    assert breaker.admits()
    breaker.failed(is_away=False)
    clock.now += PAUSE / 2
    assert not breaker.admits()

    clock.now += PAUSE / 2
    assert breaker.admits()
    breaker.succeeded()
    assert [breaker.admits() for _time in range(3)] == [True, True, True]


def test_a_probe_that_never_comes_back_does_not_close_the_way_for_ever(
    breaker: Breaker, clock: Clock
) -> None:
    breaker.failed(is_away=True)
    clock.now += PAUSE
    assert breaker.admits()
    clock.now += PAUSE

    assert breaker.admits()


def test_of_many_threads_one_may_look(breaker: Breaker, clock: Clock) -> None:
    breaker.failed(is_away=True)
    clock.now += PAUSE
    admitted: list[bool] = []
    together = threading.Barrier(8)

    def look() -> None:
        together.wait()
        admitted.append(breaker.admits())

    threads = [threading.Thread(target=look) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert admitted.count(True) == 1
