"""The trap, the moment and the work: out of people's way, in the way of programs."""

import datetime
import hashlib
import itertools

import pytest
from django import forms

from offers.guards.form_time import FormTimeMixin, sign_now
from offers.guards.honeypot import HoneypotMixin
from offers.guards.proof_of_work import ProofOfWorkForm, is_solved, new_challenge


class DoorForm(HoneypotMixin, FormTimeMixin, ProofOfWorkForm, forms.Form):
    form_purpose = "door"
    title = forms.CharField()


def filled(**fields: str) -> DoorForm:
    return DoorForm({"title": "Nähkurs", **fields})


def solve(challenge: str, bits: int) -> str:
    for number in itertools.count():
        digest = hashlib.sha256(f"{challenge}:{number}".encode()).digest()
        if not int.from_bytes(digest, "big") >> (256 - bits):
            return str(number)
    raise AssertionError


class TestHoneypot:
    def test_only_programs_fill_it_in(self, clock):
        opened = sign_now("door")
        clock.shift(10)
        for value, is_program in (("", False), ("https://example.com", True)):
            form = filled(opened=opened, homepage=value)
            assert form.is_valid()
            assert form.is_from_program is is_program

    def test_it_is_skipped_by_keyboards_and_by_programs_that_fill_in_forms_for_people(self):
        html = str(DoorForm()["homepage"])
        assert 'tabindex="-1"' in html
        assert 'autocomplete="off"' in html
        assert "display" not in html


class TestFormTime:
    def test_who_takes_time_is_let_in(self, clock):
        opened = DoorForm()["opened"].value()
        clock.shift(4)
        assert filled(opened=opened).is_valid()

    def test_who_is_too_fast_looks_again_and_is_let_in(self, clock):
        form = filled(opened=sign_now("door"))
        assert "noch einmal über Ihre Angaben" in form.non_field_errors()[0]
        clock.shift(4)
        assert filled(opened=form["opened"].value()).is_valid()

    @pytest.mark.parametrize("opened", ["", "1234", "a:b:c"])
    def test_a_moment_that_is_not_ours_is_replaced(self, clock, opened):
        form = filled(opened=opened)
        assert not form.is_valid()
        clock.shift(4)
        assert filled(opened=form["opened"].value()).is_valid()

    def test_a_moment_of_another_form_does_not_count(self, clock):
        opened = sign_now("mail")
        clock.shift(4)
        assert not filled(opened=opened).is_valid()

    def test_a_form_that_was_open_for_days_is_taken_and_renewed(self, clock):
        opened = sign_now("door")
        clock.shift(datetime.timedelta(days=3))
        form = filled(opened=opened)
        assert form.is_valid()
        assert form["opened"].value() != opened


@pytest.mark.django_db
class TestProofOfWork:
    BITS = 8

    def test_counts_once(self):
        challenge = new_challenge()
        solution = solve(challenge, self.BITS)
        assert is_solved(challenge, solution, self.BITS)
        assert not is_solved(challenge, solution, self.BITS)

    def test_a_challenge_that_is_not_ours_counts_nothing(self):
        assert not is_solved("mine", solve("mine", self.BITS), self.BITS)

    def test_a_solution_must_be_one(self):
        challenge = new_challenge()
        right = int(solve(challenge, self.BITS))
        assert not any(is_solved(challenge, str(number), self.BITS) for number in range(right))

    def test_after_an_hour_it_is_over(self, clock):
        challenge = new_challenge()
        clock.shift(datetime.timedelta(hours=2))
        assert not is_solved(challenge, solve(challenge, self.BITS), self.BITS)

    def test_without_work_the_form_is_valid_all_the_same(self, clock):
        opened = sign_now("door")
        clock.shift(4)
        form = filled(opened=opened)
        assert form.is_valid()
        assert not form.has_worked()

    def test_the_script_that_works_comes_with_the_form(self):
        assert "portal/proof-of-work.js" in str(DoorForm().media)
