"""The edge of the buttons: finds the workbook, calls the button's function, and turns every error into a sentence."""

from __future__ import annotations

import importlib

from leadbook.errors import LeadbookError
from leadbook.ribbon.voice import Voice


def clicked(room: str, button: str, *texts: str) -> None:
    """Call ``button`` of the module ``room`` for the workbook whose button was pressed; ``texts`` are packed.

    Returns normally whatever happens: an exit status or a word on stderr would become a message of xlwings'.
    """
    voice = Voice(button.replace("_", " ").capitalize())
    try:
        _called(voice, room, button, texts)
    except LeadbookError as error:
        voice.warn(str(error))
    except MemoryError:
        voice.warn("There is not enough memory for this workbook; close other programs and try again.")
    except Exception as error:
        voice.warn(unexpected(button, error))


def _called(voice: Voice, room: str, button: str, texts: tuple[str, ...]) -> None:
    import xlwings as xw

    from leadbook.books.live.patience import in_words
    from leadbook.ribbon.click import Click
    from leadbook.ribbon.packed import unpacked

    with in_words("the workbook", f"the button {voice.button}"):
        caller = xw.Book.caller()
        voice.app = caller.app
        function = getattr(importlib.import_module(f"leadbook.ribbon.{room}"), button)
        function(Click(caller, voice), *map(unpacked, texts))


def unexpected(button: str, error: Exception) -> str:
    """The sentence for an error that nobody thought of; its details go to a file."""
    from leadbook.books.error_log import write_log

    what = f"Something unexpected happened ({type(error).__name__})"
    where = write_log(error, f"the button {button}")
    if where is None:
        return f"{what}; try again, and tell whoever looks after LeadBook."
    return f"{what}; LeadBook wrote the details to {where}. Try again, and show that file to who looks after LeadBook."
