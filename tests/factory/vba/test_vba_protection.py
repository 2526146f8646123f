"""CMG, DPB and GC decrypt to "nothing is protected", by a decryptor of the test's own ([MS-OVBA] 2.4.3.3)."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from leadbook.factory.vba.module import document
from leadbook.factory.vba.obfuscation import obfuscated
from leadbook.factory.vba.project_text import PROJECT_ID, project_stream


def decrypted(text: str, project_id: str) -> bytes:
    """The data behind ``text``; asserts the version, the key and the length."""
    seed, version, key, *rest = bytes.fromhex(text)
    assert version ^ seed == 2
    assert key ^ seed == sum(map(ord, project_id)) % 256
    plain, one, two, shown = key ^ seed, key, version, []
    for byte in rest:
        plain = byte ^ (two + plain) % 256
        one, two = byte, one
        shown.append(plain)
    shown = shown[(seed & 6) // 2:]
    assert int.from_bytes(bytes(shown[:4]), "little") == len(shown) - 4
    return bytes(shown[4:])


def test_the_decryptor_reads_the_specification_s_example():
    project_id = "{917DED54-440B-4FD1-A5C1-74ACF261E600}"        # [MS-OVBA] 3.1.6
    assert decrypted("0705D8E3D8EDDBF1DBF1DBF1DBF1", project_id) == bytes(4)
    assert decrypted("0E0CD1ECDFF4E7F5E7F5E7", project_id) == b"\x00"
    assert decrypted("1517CAF1D6F9D7F9D706", project_id) == b"\xff"
    assert obfuscated(bytes(4), project_id, 7) == "0705D8E3D8EDDBF1DBF1DBF1DBF1"


@given(st.binary(max_size=40), st.integers(0, 255), st.uuids())
def test_what_is_hidden_is_found(data, seed, some_id):
    project_id = f"{{{some_id}}}".upper()
    assert decrypted(obfuscated(data, project_id, seed), project_id) == data


def test_the_project_is_open_to_all_without_password_and_visible():
    text = project_stream([document("ThisWorkbook")]).decode()
    found = dict(re.findall(r'^(ID|CMG|DPB|GC)="(.*)"\r$', text, re.MULTILINE))
    assert found.pop("ID") == PROJECT_ID
    lengths = {"CMG": (22, 28), "DPB": (16, 99), "GC": (16, 22)}      # hexadecimal digits, 2.3.1.15 to 17
    for name, data in (("CMG", bytes(4)), ("DPB", b"\x00"), ("GC", b"\xff")):
        assert decrypted(found[name], PROJECT_ID) == data
        assert lengths[name][0] <= len(found[name]) <= lengths[name][1]
