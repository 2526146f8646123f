"""Many texts at once, as spreadsheets write and read them, are the same as one by one."""

from hypothesis import example, given
from hypothesis import strategies as st

from leadbook.ooxml.text import escape, escaped, spaced, unescape, unescaped

TEXT = st.text(st.sampled_from("ab &<>\"' \t\n\r_x0041\x7fé€\ud83d\x01"), max_size=8)
RAW = st.lists(st.sampled_from(["a", " ", "\r\n", "_x0041_", "_x", "&amp;", "lt;", "&lt;", "&#65;", "&quot;", "\0"]),
               max_size=5).map("".join)


@given(st.lists(TEXT.filter(str.isprintable) | TEXT, max_size=6))
@example(["a & b", "plain"])
def test_escaped_is_escape_of_each(texts):
    assert escaped(texts) == [escape(text) for text in texts]


@given(st.lists(TEXT, max_size=6))
@example(["in the middle", "plain"])
@example(["at the end "])
def test_white_space_that_readers_may_drop_is_seen(texts):
    needed = any(text != text.strip(" ") or any(c in text for c in ("  ", "\t", "\n", "\r")) for text in texts)
    assert spaced(texts) == needed


@given(st.lists(RAW, max_size=6))
@example(["&amp;lt;", "Ann &amp; Bob", "plain"])
def test_unescaped_is_unescape_of_each(raws):
    assert unescaped(raws) == [unescape(raw) for raw in raws]
