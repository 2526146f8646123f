"""The compressor against two decompressors that others wrote, and against the examples of the specification."""

from __future__ import annotations

import random

import pyopenvba.vba
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from oletools.olevba import decompress_stream

from leadbook.factory.vba.compression import CHUNK, Incompressible, compress

READERS = {"olevba": lambda packed: bytes(decompress_stream(bytearray(packed))), "pyOpenVBA": pyopenvba.vba.decompress}

WORDS = ["Sub ", "End Sub\r\n", "Dim lead As String\r\n", "' \xe4\xf6\xfc \u20ac\r\n", "    ", "x", "\t", '"',
         "\xff" * 20]
code = st.lists(st.sampled_from(WORDS), max_size=3000).map(lambda words: "".join(words).encode("cp1252"))


def chunks(packed: bytes) -> list[tuple[int, int]]:
    """(header, length of the data) of each chunk of a container."""
    found, position = [], 1
    while position < len(packed):
        header = int.from_bytes(packed[position:position + 2], "little")
        length = (header & 0xFFF) + 1
        found.append((header, length))
        position += 2 + length
    assert position == max(len(packed), 1)
    return found


def check(data: bytes) -> None:
    packed = compress(data)
    assert packed[0] == 1
    headers = chunks(packed)
    assert len(headers) == -(-len(data) // CHUNK), "each chunk but the last holds 4,096 bytes"
    assert all(header >> 12 == 0b1011 and length <= CHUNK for header, length in headers), "Excel refuses raw chunks"
    for name, read in READERS.items():
        if data:
            assert read(packed) == data, name


@pytest.mark.parametrize(("plain", "packed"), [   # [MS-OVBA] 3.2.1 and 3.2.3
    (b"abcdefghijklmnopqrstuv.", "0119B00061626364656667680069 6A6B6C6D6E6F70007172737475762E"),
    (b"a" * 73, "0103B002614500"),
])
def test_the_examples_of_the_specification(plain, packed):
    assert compress(plain) == bytes.fromhex(packed)


def test_the_example_with_repetitions_is_no_longer_than_the_specification_s():
    plain = b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"      # 3.2.2
    assert len(compress(plain)) == 2 * 16 + 3 + 16
    check(plain)


@given(code)
@example(b"")
@settings(deadline=None, max_examples=60)
def test_code_comes_back(data):
    check(data)


@given(st.binary(max_size=3000))
@settings(deadline=None)
def test_any_bytes_come_back(data):
    check(data)


@given(st.integers(0, 40), st.binary(min_size=1, max_size=6), st.integers(1, 9000))
@settings(deadline=None, max_examples=150)
def test_repetitions_come_back_wherever_they_begin_and_however_long(start, pattern, length):
    check(bytes(range(start)) + (pattern * length)[:length])


@pytest.mark.parametrize("length", [4094, 4095, 4096, 4097, 8191, 8192, 8193, 65_536, 200_000])
def test_chunk_borders(length):
    check((b"Attribute VB_Name = \r\n" * 9100)[:length])


@pytest.mark.parametrize("position", [1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 257, 511, 512,
                                      513, 1023, 1024, 1025, 2047, 2048, 2049, 3000, 3400])
def test_a_copy_token_at_each_place_where_its_bits_are_shared_otherwise(position):
    noise = random.Random(position).randbytes(position)
    for reach in (1, position):                         # the nearest and the farthest source
        data = (noise + noise[-reach:] * 4200)[:4096]
        check(data)


def test_data_without_repetitions_is_refused_not_garbled():
    noise = random.Random(1).randbytes(4096)
    check(noise[:3640])                                 # as many as fit with their flag bytes
    for data in (noise, noise[:3641], b"a" * 4096 + noise):
        with pytest.raises(Incompressible):
            compress(data)
