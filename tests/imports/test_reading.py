"""Bytes of a contacts file -> header and rows, whatever the encoding and the separator."""

import pytest

from leadbook.imports.decoding import decoded
from leadbook.imports.reading import read

TEXT = "Name,City\nJos\u00e9 \u00c1lvarez,M\u00fcnchen\nZo\u00eb,\u2019s-Hertogenbosch\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_encodings(encoding):
    assert decoded(TEXT.encode(encoding)).lstrip("\ufeff") == TEXT


@pytest.mark.parametrize("text", [
    "Name\nRen\u00e9\n", "Name,City\nJos\u00e9 N\u00fa\u00f1ez,K\u00f6ln\nZo\u00eb \u00c5ngstr\u00f6m,Orl\u00e9ans\n",
    "Name\nFran\u00e7ois L\u2019H\u00f4pital \u2013 \u201cx\u201d\n",
    "Name,Notes\nBj\u00f8rn \u00d8deg\u00e5rd,80 m\u00b2 f\u00fcr \u00a3900\n"])
def test_outlooks_western_accents_are_not_taken_for_another_script(text):
    assert decoded(text.encode("cp1252")) == text


def test_polish_of_an_old_windows():
    text = "Name\n\u0141ukasz \u017b\u00f3\u0142\u0107\nLech Wa\u0142\u0119sa,Gda\u0144sk\n" * 3
    assert decoded(text.encode("cp1250")) == text


def test_japanese_of_an_old_windows():
    text = "\u540d\u524d,\u96fb\u8a71\n\u5c71\u7530\u592a\u90ce,03\n\u9234\u6728\u82b1\u5b50,04\n"
    assert decoded(text.encode("shift_jis")) == text


def test_cyrillic_of_an_old_windows():
    anna = "\u0410\u043d\u043d\u0430 \u041f\u0435\u0442\u0440\u043e\u0432\u0430"
    city = "\u041c\u043e\u0441\u043a\u0432\u0430"
    text = "Name,City\n" + f"{anna},{city}\n" * 20
    assert decoded(text.encode("cp1251")) == text


@pytest.mark.parametrize(("text", "rows"), [
    ("Name,Phone\nAnn,1\n", [["Ann", "1"]]), ("Name;Phone\nAnn;1,5\n", [["Ann", "1,5"]]),
    ("Name\tPhone\nAnn\t1\n", [["Ann", "1"]]), ("Name|Phone\nAnn|1\n", [["Ann", "1"]]),
    ("sep=;\nName;Phone\nAnn;1\n", [["Ann", "1"]]), ("Name\nAnn, the first\n", [["Ann", " the first"]]),
    ("Name,Notes\r\nAnn,\"two\r\nlines\"\r\n", [["Ann", "two\r\nlines"]]),
    ("Name,Notes\nAnn,5\" pipe\n", [["Ann", '5" pipe']]), ('Name,Notes\nAnn,"a" b\n', [["Ann", "a b"]]),
    ("Name,Notes\nAnn,\"say \"\"hi\"\"\"\n", [["Ann", 'say "hi"']]), ("Name,Phone\n\n,\nAnn,1\n\n", [["Ann", "1"]]),
    ("Name,Phone\nA\x00n\x07n,1\n", [["A n n", "1"]])])
def test_separators_quotes_and_odd_letters(tmp_path, text, rows):
    path = tmp_path / "c.csv"
    path.write_bytes(text.encode())
    assert read(path).rows == rows


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path):
    path = tmp_path / "c.csv"
    path.write_text("Name\nAnn\n\nBob\n")
    assert read(path).numbers == [2, 4]


def test_the_batch_stands_for_the_content(tmp_path):
    one, same, other = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    one.write_text("Name\nAnn\n")
    same.write_text("Name\nAnn\n")
    other.write_text("Name\nBob\n")
    assert read(one).batch == read(same).batch != read(other).batch
    assert read(one).batch.startswith("B-")
