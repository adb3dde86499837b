"""What counts as lost, late or out of order."""

from tests.unit.bench.sent_messages import account_of, fate, sent


def test_a_message_that_was_taken_and_is_not_stored_is_missing() -> None:
    found = account_of((sent(1), None), (sent(2), fate(2)))
    assert [one.number for one in found.missing()] == [1]


def test_a_message_that_the_webhook_refused_is_missing_only_where_the_provider_kept_it() -> None:
    found = account_of((sent(1, status=500), None))
    assert found.missing() == []
    assert len(found.missing(even_refused=True)) == 1
    assert len(found.refused()) == 1


def test_a_message_is_answered_only_when_all_its_replies_were_sent() -> None:
    found = account_of((sent(1), fate(1, replied=None)), (sent(2), fate(2, handled=None)), (sent(3), fate(3)))
    assert [one.number for one in found.unanswered()] == [1, 2]


def test_danger_without_a_placed_call_is_unalerted_even_when_a_case_was_opened() -> None:
    found = account_of((sent(1, red=True), fate(1, case_id=7)), (sent(2, red=True), fate(2, alerted=1)))
    assert [one.number for one in found.unalerted()] == [1]


def test_delays_count_from_the_sender_or_from_the_webhook() -> None:
    found = account_of((sent(1, red=True, when=0), fate(1, received=3, alerted=4, replied=(5, 6))))
    assert found.alert_delays() == [1.0]
    assert found.alert_delays(from_sender=True) == [4.0]
    assert found.reply_delays() == [5.0]


def test_one_after_the_other_is_in_order() -> None:
    first, second = fate(1, handled=1, replied=(2, 3)), fate(2, handled=4, replied=(5, 5))
    assert account_of((sent(1), first), (sent(2), second)).out_of_order() == []


def test_messages_answered_together_are_in_order_and_counted_as_joined() -> None:
    found = account_of((sent(1), fate(1, handled=1)), (sent(2), fate(2, handled=1)))
    assert found.out_of_order() == []
    assert found.joined() == 1


def test_a_later_message_stored_first_is_out_of_order() -> None:
    found = account_of((sent(1), fate(9)), (sent(2), fate(8, handled=4, replied=(5, 5))))
    assert [one.number for one in found.out_of_order()] == [2]


def test_a_later_message_handled_first_is_out_of_order() -> None:
    found = account_of((sent(1), fate(1, handled=4, replied=(5, 5))), (sent(2), fate(2, handled=3)))
    assert [one.number for one in found.out_of_order()] == [2]


def test_a_reply_sent_before_the_last_of_an_earlier_message_is_out_of_order() -> None:
    first, second = fate(1, handled=1, replied=(2, 6)), fate(2, handled=3, replied=(5, 5))
    assert [one.number for one in account_of((sent(1), first), (sent(2), second)).out_of_order()] == [2]


def test_a_message_that_overtook_one_never_handled_is_out_of_order() -> None:
    found = account_of((sent(1), fate(1, handled=None, replied=None)), (sent(2), fate(2)))
    assert [one.number for one in found.out_of_order()] == [2]


def test_order_is_each_contacts_own() -> None:
    other = sent(2, phone="+9647700001001")
    found = account_of((sent(1), fate(9, handled=8, replied=(9, 9))), (other, fate(1)))
    assert found.out_of_order() == []
