"""Who the leads are: names, phones, addresses; some incomplete, some entered twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.factory.demo import words
from leadbook.factory.demo.story import Story

if TYPE_CHECKING:
    import pandas as pd

GOOD_ROWS = 25  # the first rows, which everybody sees first, are complete


def people(told: Story, rng: Any) -> pd.DataFrame:
    """One row a lead: Name, Company, Phone, Email, Address, City, State, ZIP, Birthday (text, "" = blank)."""
    import numpy as np
    import pandas as pd

    n = len(told)
    pairs = len(words.FIRST) * len(words.LAST)
    pick = rng.permutation(pairs)[np.arange(n) % pairs]
    first, last = (np.array(names, dtype=object)[part] for names, part in
                   ((words.FIRST, pick % len(words.FIRST)), (words.LAST, pick // len(words.FIRST))))
    town = rng.integers(0, len(words.TOWNS), n)
    city, state, zipcode, area = (np.array(part, dtype=object)[town] for part in zip(*words.TOWNS, strict=True))
    again = np.arange(n) // pairs
    number = np.where(again > 0, again.astype(str), "").astype(object)
    host = np.array([".com", ".net", ".org"], dtype=object)[rng.choice(3, n, p=[0.7, 0.2, 0.1])]
    email = _lower(first) + "." + _lower(last) + number + "@example" + host
    street = rng.integers(2, 480, n).astype(str).astype(object) + " " + np.array(
        words.STREETS, dtype=object)[rng.integers(0, len(words.STREETS), n)]
    company = np.where(rng.random(n) < 0.1, last + " " + np.array(words.FIRMS, dtype=object)[
        rng.integers(0, len(words.FIRMS), n)], "")
    day = (np.datetime64("2001-01-01") + rng.integers(0, 365, n)).astype(str)
    birthday = np.where(rng.random(n) < 0.25, np.array([d[5:] for d in day], dtype=object), "")
    made = pd.DataFrame({
        "Name": first + " " + last, "Company": company, "Phone": _phones(area), "Email": email, "Address": street,
        "City": city, "State": state, "ZIP": zipcode, "Birthday": birthday}, dtype=object)
    _leave_out(made, told, rng)
    _enter_twice(made, rng)
    return made


def _lower(names: Any) -> Any:
    import numpy as np

    return np.array([name.lower() for name in names], dtype=object)


def _phones(area: Any) -> Any:
    """Fictional numbers: 555-01xx while they last in an area, then further 555 lines; no two alike."""
    import numpy as np
    import pandas as pd

    nth = pd.Series(area).groupby(area).cumcount().to_numpy()
    line = np.where(nth < 100, 100 + nth * 37 % 100, 200 + (nth - 100))
    over = line > 9999  # beyond 9,900 leads of one area: another exchange that starts with 55
    exchange = np.where(over, 556 + (line - 200) // 9800, 555)
    line = np.where(over, 200 + (line - 200) % 9800, line)
    return np.array([f"({a}) {x}-{number:04d}" for a, x, number in zip(area, exchange, line, strict=True)],
                    dtype=object)


def _leave_out(made: pd.DataFrame, told: Story, rng: Any) -> None:
    """Some leads lack a phone, an address, an e-mail address; a few are a company without a name."""
    n = len(made)
    dice = rng.random((5, n))
    dice[:, :GOOD_ROWS] = 1
    walked_in = told.show | (told.source == "Website") | (told.source == "Social media")
    no_phone = dice[0] < 0.02 + 0.04 * walked_in
    made.loc[no_phone, "Phone"] = ""
    made.loc[(dice[1] < 0.16) & ~no_phone, "Email"] = ""
    no_address = (dice[2] < 0.1) & (told.source != "Referral") | (dice[2] < 0.06) | walked_in & (dice[3] < 0.45)
    made.loc[no_address, ["Address", "City", "State", "ZIP"]] = ""
    made.loc[(made["Company"] != "") & (dice[4] < 0.06), "Name"] = ""


def _enter_twice(made: pd.DataFrame, rng: Any) -> None:
    """About one lead in sixty is somebody who was entered before."""
    import numpy as np

    n = len(made)
    twice = np.flatnonzero((rng.random(n) < 1 / 60) & (np.arange(n) >= 2 * GOOD_ROWS))
    before = (rng.random(len(twice)) * twice).astype("int64")
    shared = ["Name", "Phone", "Email"]
    made.loc[twice, shared] = made.loc[before, shared].to_numpy()
