"""The compound file, read by olefile and pyOpenVBA, and its directory and sectors checked by the test itself."""

from __future__ import annotations

import io
import struct

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyopenvba.cfb import CFB

from leadbook.factory.vba.compound_file import compound_file
from leadbook.factory.vba.directory import rank

NOTHING, FREE, END, FAT, DIFAT = 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
names = st.text(st.sampled_from("abcdefgzABCDEFGZ_0129\xe4\xc4\u0142"), min_size=1, max_size=31)
streams = st.one_of(
    st.binary(max_size=200),
    st.builds(lambda size, fill: bytes([fill]) * size,
              st.sampled_from([0, 1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097, 20_000, 66_000]),
              st.integers(0, 255)))


def unlike(tree: dict) -> bool:
    """Whether no two names differ in upper and lower case only (a compound file could not hold both)."""
    return len({name.upper() for name in tree}) == len(tree)


trees = st.dictionaries(names, st.one_of(streams, st.dictionaries(names, streams, max_size=20).filter(unlike)),
                        max_size=25).filter(unlike)


def opened(tree: dict) -> tuple[olefile.OleFileIO, bytes]:
    made = compound_file(tree)
    padded = made.ljust(1536, b"\x00")             # olefile refuses files of less than three sectors, which are legal
    return olefile.OleFileIO(io.BytesIO(padded), raise_defects=olefile.DEFECT_UNSURE), made


def flat(tree: dict, above: tuple = ()) -> dict[tuple, bytes]:
    found = {}
    for name, content in tree.items():
        found |= flat(content, (*above, name)) if isinstance(content, dict) else {(*above, name): content}
    return found


def check_tree(entries: list, number: int) -> int:
    """Assert order and colours below entry ``number``; the count of black entries on each way down."""
    if number == NOTHING:
        return 0
    entry = entries[number]
    for child, before in ((entry.sid_left, True), (entry.sid_right, False)):
        if child != NOTHING:
            assert not (entry.color == entries[child].color == 0), "two red ones in a row"
            one, two = (child, number) if before else (number, child)
            assert rank(entries[one].name) < rank(entries[two].name)
    left, right = check_tree(entries, entry.sid_left), check_tree(entries, entry.sid_right)
    assert left == right, "as many black ones on each way down"
    return left + (entry.color == 1)


def in_order(entries: list, number: int) -> list[str]:
    if number == NOTHING:
        return []
    entry = entries[number]
    return [*in_order(entries, entry.sid_left), entry.name, *in_order(entries, entry.sid_right)]


def check_sectors(made: bytes, sizes: list[int]) -> None:
    """Assert that every sector belongs to exactly one chain or table, by reading header, FAT and DIFAT."""
    fields = struct.unpack_from("<24x5H6x9I", made)
    assert fields[:6] == (0x3E, 3, 0xFFFE, 9, 6, 0)
    _, fat_count, directory, _, cutoff, mini, mini_count, difat, difat_count = fields[5:]
    assert cutoff == 4096
    sectors = len(made) // 512 - 1
    numbers = list(struct.unpack_from("<109I", made, 76))
    tables = []
    while difat != END:
        tables.append(difat)
        *more, difat = struct.unpack_from("<128I", made, 512 * (difat + 1))
        numbers += more
    assert len(tables) == difat_count
    assert all(number == FREE for number in numbers[fat_count:])
    fat = [n for at in numbers[:fat_count] for n in struct.unpack_from("<128I", made, 512 * (at + 1))]
    assert all(entry == FREE for entry in fat[sectors:])
    assert [at for at, entry in enumerate(fat[:sectors]) if entry == FAT] == sorted(numbers[:fat_count])
    assert [at for at, entry in enumerate(fat[:sectors]) if entry == DIFAT] == sorted(tables)
    followed = [entry for entry in fat[:sectors] if entry < sectors]
    assert len(followed) == len(set(followed)), "no sector in two chains"
    heads = {at for at in range(sectors) if fat[at] < sectors or fat[at] == END} - set(followed)
    large = sum(size >= 4096 for size in sizes)
    small = any(0 < size < 4096 for size in sizes)
    assert len(heads) == 1 + large + 2 * small          # directory, large streams, mini FAT and mini stream
    assert directory in heads
    assert (mini in heads) == small == bool(mini_count)


@given(trees)
@settings(deadline=None, max_examples=80)
def test_every_stream_comes_back_and_the_directory_is_in_order(tree):
    ole, made = opened(tree)
    wanted = flat(tree)
    assert made == compound_file(tree)
    for path, content in wanted.items():
        assert ole.openstream(list(path)).read() == content
    other = CFB.from_bytes(made)
    for storage, name in (path for path in wanted if len(path) == 2):
        assert other.get_stream_in_storage(storage, name) == wanted[storage, name]
    check_sectors(made, [len(content) for content in wanted.values()])
    entries = ole.direntries
    for entry in filter(None, entries):
        if entry.sid_child != NOTHING:
            check_tree(entries, entry.sid_child)
            listed = in_order(entries, entry.sid_child)
            assert listed == sorted(listed, key=rank)
            assert entries[entry.sid_child].color == 1, "the topmost is black"
    assert sorted(map(tuple, ole.listdir())) == sorted(wanted)


@pytest.mark.parametrize("count", range(1, 40))
def test_the_tree_is_red_black_for_any_number_of_entries(count):
    ole, _ = opened({f"S{number}": b"" for number in range(count)})
    root = ole.direntries[0]
    check_tree(ole.direntries, root.sid_child)
    assert len(in_order(ole.direntries, root.sid_child)) == count


def test_the_order_is_length_first_then_upper_case():
    assert sorted(["VBA", "dir", "PROJECT", "b", "A", "PROJECTwm", "_x"], key=rank) == [
        "A", "b", "_x", "dir", "VBA", "PROJECT", "PROJECTwm"]


def test_a_file_whose_table_outgrows_its_header():
    """More than 109 FAT sectors: beyond 6.8 MB the numbers of the FAT's sectors need sectors of their own."""
    tree = {"Large": bytes(7_200_000), "Small": b"x", "Larger": b"y" * 8_500_000}
    ole, made = opened(tree)
    assert struct.unpack_from("<I", made, 72) > (1,)
    check_sectors(made, [len(content) for content in tree.values()])
    assert all(ole.openstream(name).read() == content for name, content in tree.items())


def test_nothing_of_time_or_place_is_in_the_directory():
    ole, _ = opened({"A": {"B": b"x"}})
    for entry in filter(None, ole.direntries):
        assert (entry.createTime, entry.modifyTime, entry.clsid) == (0, 0, "")


@pytest.mark.parametrize("name", ["", "x" * 32])
def test_a_name_that_has_no_room_is_refused(name):
    with pytest.raises(ValueError, match="1 to 31"):
        compound_file({name: b""})
