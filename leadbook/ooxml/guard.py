"""Limits on what a workbook may hold, and the net that turns anything unexpected into a `Refusal`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from leadbook.errors import LeadbookError, Refusal

MAX_FILE = 1 << 30  # bytes of the packed file
MAX_PART = 3 << 29  # bytes of one inflated part
MAX_TOTAL = 4 << 30  # bytes of all parts together, as declared
RATIO_FROM = 64 << 20  # parts that inflate to less than this may be as dense as they like
MAX_RATIO = 400  # beyond it: no sheet that people fill packs this well
MAX_TREE = 64 << 20  # bytes of a part that is parsed into a tree
MAX_DEPTH = 200  # elements inside elements
MAX_NODES = 1_500_000  # elements in one tree
MAX_CELLS = 50_000_000  # cells of one table, blank or not
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
MAX_TEXT = 32_767  # UTF-16 units in a cell


def check_size(file: str, part: str, packed: int, size: int) -> None:
    """Refuse a part whose declared inflated `size` is beyond the limits (a "zip bomb")."""
    if size > MAX_PART or (size > RATIO_FROM and size > packed * MAX_RATIO):
        raise Refusal(
            f"{file}: the part {part} would unpack to {size:,} bytes, more than a workbook needs;"
            " nothing was read. Open it in Excel and save it anew if you trust it."
        )


@contextmanager
def refusing(file: str, doing: str) -> Iterator[None]:
    """Let refusals through and turn every other error inside into one, naming `file` and what we were `doing`."""
    try:
        yield
    except LeadbookError:
        raise
    except MemoryError as error:
        raise Refusal(f"{file}: not enough memory while {doing}; nothing was written.") from error
    except FileNotFoundError as error:
        raise Refusal(f"{file}: there is no such file; check the name and the folder.") from error
    except PermissionError as error:
        raise Refusal(
            f"{file}: the file system does not allow it while {doing} ({error.strerror}); close the file elsewhere"
            " or check your rights, then try again."
        ) from error
    except OSError as error:
        raise Refusal(f"{file}: {error.strerror or error} while {doing}; nothing was changed.") from error
    except UnicodeDecodeError as error:
        raise Refusal(
            f"{file}: the workbook holds bytes that are not UTF-8 text; take a fresh copy or a backup."
        ) from error
    except Exception as error:
        raise Refusal(
            f"{file}: the workbook holds something LeadBook does not understand ({type(error).__name__}: {error})"
            f" while {doing}; nothing was changed. Open it in Excel, save it, and try again."
        ) from error
