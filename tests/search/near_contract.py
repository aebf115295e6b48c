"""What every engine must do alike for who looks near a place. Part of the contract of the engines."""

from offers.geo import Circle, Point
from tests.search.sample_documents import ask, found, make_document

# Kilometres east of a place in Siegburg, as points.
CENTRE = Point(50.8, 7.2)
EAST = {number: Point(50.8, 7.2 + number / 70.28) for number in (0, 1, 3, 9, 11, 40)}
ANYWHERE = {"reach": ("anywhere",)}


def near(radius: int) -> Circle:
    return Circle(CENTRE, radius)


class NearContract:
    """Needs a fixture `fill` that gives an engine with these documents."""

    def test_what_takes_place_within_the_radius_is_found_nearest_first(self, fill) -> None:
        engine = fill(
            make_document(1, points=(EAST[9],)),
            make_document(2, points=(EAST[1],)),
            make_document(3, points=(EAST[11],)),
            make_document(4, points=(EAST[3],)),
        )

        assert found(engine, near=near(10)) == [2, 4, 1]
        assert found(engine, near=near(20)) == [2, 4, 1, 3]
        assert found(engine, near=near(5)) == [2, 4]

    def test_the_nearest_of_several_places_counts(self, fill) -> None:
        engine = fill(
            make_document(1, points=(EAST[40], EAST[3])),
            make_document(2, points=(EAST[1],)),
            make_document(3, points=(EAST[0], EAST[40])),
        )

        assert found(engine, near=near(5)) == [3, 2, 1]

    def test_what_is_near_to_everybody_stays_but_comes_last(self, fill) -> None:
        engine = fill(
            make_document(1, **ANYWHERE),
            make_document(2, points=(EAST[40],), **ANYWHERE),
            make_document(3, points=(EAST[9],)),
            make_document(4),
            make_document(5, points=(EAST[1],), **ANYWHERE),
        )

        assert found(engine, near=near(10)) == [5, 3, 2, 1]

    def test_in_the_same_place_the_newest_comes_first(self, fill) -> None:
        engine = fill(*(make_document(pk, points=(EAST[3],)) for pk in (2, 1, 3)))

        assert found(engine, near=near(5)) == [3, 2, 1]

    def test_what_is_near_can_be_narrowed_and_counted(self, fill) -> None:
        engine = fill(
            make_document(1, "Chor", kinds=("course",), points=(EAST[1],)),
            make_document(2, "Chor", kinds=("event",), points=(EAST[3],)),
            make_document(3, "Chor", kinds=("event",), points=(EAST[40],)),
            make_document(4, "Tanz", kinds=("event",), points=(EAST[0],)),
        )
        answer = ask(engine, "chor", kinds=("course",), near=near(10))

        assert [hit.pk for hit in answer.hits] == [1]
        assert answer.counts["kinds"] == {"course": 1, "event": 1}
        assert found(engine, "chor", near=near(10), sort="distance") == [1, 2]
        assert found(engine, "chor", near=near(50), sort="distance") == [1, 2, 3]

    def test_every_order_works_near_a_place(self, fill) -> None:
        engine = fill(
            make_document(1, "B", points=(EAST[1],), in_days=(3,)),
            make_document(2, "A", points=(EAST[3],), in_days=(5,), age_in_days=1),
            make_document(3, "C", points=(EAST[40],), in_days=(1,)),
        )

        assert found(engine, near=near(10), sort="title") == [2, 1]
        assert found(engine, near=near(10), sort="next") == [1, 2]
        assert found(engine, near=near(10), sort="newest") == [1, 2]

    def test_an_order_by_distance_needs_a_place(self, fill) -> None:
        engine = fill(make_document(1, in_days=(3,)), make_document(2, in_days=(1,)))

        assert found(engine, sort="distance") == [2, 1]

    def test_pages_of_what_is_near_show_everything_once(self, fill) -> None:
        points = [(EAST[number],) for number in (0, 3, 9)]
        engine = fill(
            *(make_document(pk, points=points[pk % 3]) for pk in range(1, 31)),
            *(make_document(pk, **ANYWHERE) for pk in range(31, 48)),
        )
        pages = [found(engine, near=near(10), page=page) for page in (1, 2, 3)]

        assert [len(page) for page in pages] == [20, 20, 7]
        assert sorted(pk for page in pages for pk in page) == list(range(1, 48))
        assert pages[2] == [37, 36, 35, 34, 33, 32, 31]

    def test_an_offer_that_moved_is_found_where_it_is_now(self, fill) -> None:
        engine = fill(make_document(1, points=(EAST[40],)), make_document(2, points=(EAST[3],)))
        assert found(engine, near=near(10)) == [2]
        engine.update([make_document(1, points=(EAST[1],))], gone=[2])

        assert found(engine, near=near(10)) == [1]
