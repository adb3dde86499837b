"""Passwords are kept so that guessing them from the database is slow."""

import argon2
import pytest

from console.accounts import passwords


def test_a_password_is_kept_by_argon2id_with_figures_no_weaker_than_the_rfcs() -> None:
    kept = passwords.hashed("dates tea river lamp", "zainab")
    figures = argon2.extract_parameters(kept)
    assert figures.type is argon2.Type.ID
    # RFC 9106, section 4, second recommendation.
    assert (figures.memory_cost, figures.time_cost, figures.parallelism) >= (65536, 3, 4)
    assert passwords.fits(kept, "dates tea river lamp")
    assert not passwords.fits(kept, "dates tea river lamps")
    assert not passwords.is_old(kept)


def test_nobody_has_the_password_of_somebody_who_has_none() -> None:
    assert not passwords.fits(None, "nobody has this password")
    assert not passwords.fits("not a hash", "x")


@pytest.mark.parametrize("password", ["elevenchars", "zainab is my name", "x" * 201, "وياك وياك وياك"])
def test_what_is_refused(password: str) -> None:
    with pytest.raises(passwords.TooEasy):
        passwords.hashed(password, "zainab")
