"""Which next actions are ours, and which leave the step to them (mission row 9)."""

import pytest

from leadbook.rules.checks.waiting import whose


@pytest.mark.parametrize("action", [
    "call me", "Call me in May", "CALL ME BACK", "Call us", "They will call", "they'll call", "They’ll call back",
    "He will get back to us", "he'll get back", "She'll let me know", "Dana will call", "Dana Whitfield will call me",
    "Let me know", "let us know", "Let's get together", "lets do lunch", "Let's talk soon", "Keep in touch",
    "stay in touch", "get together sometime", "Will call back", "Client to decide - will call us", "Buyer will decide",
    "said she would call", "Email me", "text me when ready", "Get back to me", "Prospect is going to call",
    "They call back", "up to them", "Ball is in their court", "Their move", "Don't call us", "They should reply",
    "he wants to think about it", "Reach out to me", "we should get together",
])
def test_these_leave_the_step_to_them(action):
    assert whose(action) == "them"


@pytest.mark.parametrize("action", [
    "Waiting", "waiting for their reply", "Wait for the bank", "Awaiting documents", "wait to hear back",
    "Hear from Bob", "On hold", "pending his answer", "Expecting her call", "Call when they decide", "until they reply",
    "Follow up once she is ready",
])
def test_these_wait(action):
    assert whose(action) == "waiting"


@pytest.mark.parametrize("action", [
    "", "Call Dana", "Call about the appraisal", "Send the listing", "E-mail the offer", "Meet at the house",
    "Call Mel", "Call US Bank", "I will call Dana", "We will call on Monday", "I'll call", "We'll send the papers",
    "Ask her to sign", "Confirm they will send the papers", "Call when she gets back from holiday",
    "Text the address",
    "Put on the waitlist",
    "Call about the pending offer", "Book the inspector", "Check in with Tom", "Get back to Dana",
    "Tell them what they need",
    "Lunch with Bob", "Home inspection", "Open house", "Call usher", "Write a thank-you note",
])
def test_these_are_ours(action):
    assert whose(action) == ""


def test_a_teammate_is_one_of_us():
    assert whose("Jane will call Dana") == "them"
    assert whose("Jane will call Dana", {"jane", "jane doe"}) == ""
    assert whose("Janet will call", {"jane", "jane doe"}) == "them"
