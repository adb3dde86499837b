"""Encryption at rest, its rotation, and the keyed hash."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from helpline.infra import crypto
from helpline.infra.settings import settings
from tests.conftest import clear_caches

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def use(environment: pytest.MonkeyPatch, keys: str) -> None:
    environment.setenv("HELPLINE_ENCRYPTION_KEYS", keys)
    clear_caches()


@hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(text=st.text())
def test_any_text_comes_back_as_it_was(environment: pytest.MonkeyPatch, text: str) -> None:
    data = crypto.encrypt(text)

    assert crypto.decrypt(data) == text
    assert len(text) < 4 or text.encode() not in data


def test_a_new_first_key_reads_what_the_old_one_wrote(environment: pytest.MonkeyPatch) -> None:
    use(environment, OLD)
    data = crypto.encrypt("سر")
    use(environment, f" {NEW} , {OLD} ")

    assert crypto.decrypt(data) == "سر"
    newer = crypto.encrypt("سر")
    use(environment, NEW)
    assert crypto.decrypt(newer) == "سر"
    with pytest.raises(InvalidToken):
        crypto.decrypt(data)


def test_nothing_is_stored_without_a_key(environment: pytest.MonkeyPatch) -> None:
    use(environment, " , ")
    with pytest.raises(crypto.KeysMissing):
        crypto.encrypt("سر")
    environment.setenv("HELPLINE_HASH_KEY", "")
    settings.cache_clear()
    with pytest.raises(crypto.KeysMissing):
        crypto.keyed_hash("+9647700000001")


def test_the_hash_of_a_number_needs_the_key_and_tells_nothing(environment: pytest.MonkeyPatch) -> None:
    first = crypto.keyed_hash("+9647700000001")
    assert first == crypto.keyed_hash("+9647700000001")
    assert "770" not in first
    environment.setenv("HELPLINE_HASH_KEY", "another")
    settings.cache_clear()

    assert crypto.keyed_hash("+9647700000001") != first
