"""The Lists table: the words in the dropdowns, drawn from the settings."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from leadbook import frames
from leadbook.config_records import Config
from leadbook.schema import LISTS

if TYPE_CHECKING:
    import pandas as pd


def lists(config: Config) -> pd.DataFrame:
    """A frame of table Lists: one column per list, each as long as it is, blanks below."""
    columns = [list(words) for words in (config.stages, config.owners, config.sources, config.givers,
                                         config.channels, config.outcomes)]
    return frames.of(LISTS, [dict(zip(LISTS.names, row, strict=True)) for row in zip_longest(*columns, fillvalue="")])
