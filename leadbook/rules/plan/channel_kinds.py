"""Of which kind each channel of the settings is, as boolean arrays in their order, to index with a channel's code."""

from __future__ import annotations

from typing import Any

from leadbook.config_records import Config


def personal(config: Config) -> Any:
    """Whether a touch through the channel is meant for one person; the others are broadcasts."""
    import numpy as np

    return np.array([c.personal for c in config.channels.values()])


def calls(config: Config) -> Any:
    """Whether it is a call."""
    import numpy as np

    return np.array([c.call for c in config.channels.values()])


def and_none(kinds: Any) -> Any:
    """``kinds`` with False at the end, for the code -1 of no channel."""
    import numpy as np

    return np.append(kinds, False)


def planned_calls(config: Config) -> Any:
    """Whether it is a call that the planner may choose (``cadence.channels``)."""
    import numpy as np

    return calls(config) & np.array([name in config.cadence.channels for name in config.channels])
