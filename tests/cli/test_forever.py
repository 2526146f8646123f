"""leadbook forever FILE: a line for each owner; the file stays as it is."""

from leadbook.ooxml import Workbook


def test_a_line_for_each_owner_with_people(job, book):
    job("refresh")
    before = book.read_bytes()
    facts = job("forever", "--json").json
    with Workbook.open(book) as workbook:
        owners = {row["Owner"] for row in workbook.tables["Plan"].rows}
    assert {one["owner"] for one in facts["forever"]} >= owners
    assert {one["verdict"] for one in facts["forever"]} <= {"certain", "impossible", "planned"}
    assert facts["changed"] == {}
    assert job("forever").out.splitlines() == [one["sentence"] for one in facts["forever"]]
    assert book.read_bytes() == before
