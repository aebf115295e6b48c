from datetime import date

import pytest

from search.insights import writing
from search.models import SearchCount, SeenWords


def words() -> set[str]:
    return set(SearchCount.objects.values_list("words", flat=True))


class TestRareWords:
    def test_words_are_kept_back_until_three_days_had_them(self, searched) -> None:
        searched("Schwimmkurs", days=2, times=50)
        assert words() == {""}

        searched("schwimmkurs", on=date(2026, 11, 20))
        counted = SearchCount.objects.get(words="schwimmkurs")
        assert (counted.counted_on, counted.searches) == (date(2026, 11, 20), 1)

    def test_many_searches_of_one_day_make_nothing_readable(self, searched) -> None:
        for _time in range(9):
            searched("schwimmkurs")

        assert words() == {""}
        assert SearchCount.objects.get().searches == 9

    def test_the_days_must_be_of_one_month(self, searched) -> None:
        for day in (date(2026, 9, 30), date(2026, 10, 1), date(2026, 11, 1)):
            searched("schwimmkurs", on=day)

        assert words() == {""}

    def test_once_readable_they_stay_so_while_they_are_searched(self, searched) -> None:
        searched("schwimmkurs", days=3)
        searched("schwimmkurs", on=date(2027, 1, 10))
        assert SearchCount.objects.get(counted_on=date(2027, 1, 10)).words == "schwimmkurs"

        searched("schwimmkurs", on=date(2027, 6, 10))
        assert SearchCount.objects.get(counted_on=date(2027, 6, 10)).words == ""

    def test_words_kept_back_are_counted_in_their_language(self, searched) -> None:
        searched("دورة سباحة")
        searched("水泳")

        languages = SearchCount.objects.values_list("words_language", flat=True)
        assert set(languages) == {"ar", "und"}

    def test_what_waits_is_a_digest_that_another_key_would_make_different(self, searched, settings) -> None:
        searched("schwimmkurs")
        (digest,) = SeenWords.objects.values_list("digest", flat=True)
        assert len(digest) == 32

        settings.SECRET_KEY = "another"
        searched("schwimmkurs")
        assert SeenWords.objects.count() == 2

    def test_of_a_flood_of_words_not_all_are_remembered(self, searched, monkeypatch) -> None:
        monkeypatch.setattr(writing, "MOST_SEEN", 2)
        for text in ("eins", "zwei", "drei", "vier"):
            searched(text, days=2)

        assert SeenWords.objects.count() == 2
        assert sum(SearchCount.objects.values_list("searches", flat=True)) == 8


class TestRows:
    def test_a_flood_of_filters_is_not_told_apart(self, searched, monkeypatch) -> None:
        monkeypatch.setattr(writing, "MOST_ROWS", 3)
        for number in range(9):
            searched(filters=f"thema={number}")

        assert SearchCount.objects.count() == 4
        assert SearchCount.objects.get(filters="").searches == 6

    def test_one_wish_counts_so_often_a_day_only(self, searched) -> None:
        searched("schwimmkurs", days=4, times=0, wishes=30)
        searched("schwimmkurs", on=date(2026, 11, 5), times=0, wishes=30)

        assert SearchCount.objects.get(counted_on=date(2026, 11, 5)).wishes == writing.MOST_WISHES

    @pytest.mark.django_db
    def test_without_an_index_it_is_written_all_the_same(self, searched, index_folder) -> None:
        searched("kurs", is_degraded=True)

        assert SearchCount.objects.get().is_degraded
