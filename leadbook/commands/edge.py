"""The edge of the command line: exit statuses, the one catch-all, mistyped commands, consoles of every kind.

Exit status: 0 done; 1 done, and ``validate`` has findings; 2 refused, with one sentence on stderr and the file
untouched; 3 unexpected, the traceback in a file whose name the sentence gives.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import click

from leadbook.errors import LeadbookError

REFUSED, UNEXPECTED = 2, 3


class Door(click.Group):
    """A group whose commands return their exit status; every error becomes one sentence."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: Any, **extra: Any) -> NoReturn:
        """Run the command line and leave the process with its exit status."""
        every_console()
        extra["standalone_mode"] = False
        sys.exit(status_of(lambda: super(Door, self).main(args, prog_name or "leadbook", **extra)))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which people need them."""
        return list(self.commands)

    def resolve_command(self, ctx: click.Context, args: list[str]
                        ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name; a mistyped one is refused with the nearest name."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0].lower(), self.commands, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"the commands are {', '.join(self.commands)}."
            raise click.UsageError(f"There is no command {args[0]!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)


def status_of(run: Callable[[], Any]) -> int:
    """Call ``run``; its return value or what it raised as an exit status, said in one sentence on stderr."""
    try:
        status = run()
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except LeadbookError as error:
        return say(str(error), error.exit_code)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "leadbook"
        return say(f"{_ended(error.format_message())} See: {command} --help", REFUSED)
    except click.ClickException as error:
        return say(error.format_message(), REFUSED)
    except (click.Abort, KeyboardInterrupt):
        return say("Stopped; the workbook is as it was.", REFUSED)
    except BrokenPipeError:
        return _quiet_end()
    except OSError as error:
        if not error.strerror:
            return _unexpected(error)
        what = f"Cannot use {os.fsdecode(error.filename)}" if error.filename else "The computer refused"
        return say(f"{what}: {error.strerror.lower()}; the workbook is as it was.", REFUSED)
    except MemoryError:
        return say("There is not enough memory for this workbook; close other programs and try again.", REFUSED)
    except Exception as error:
        return _unexpected(error)


def say(sentence: str, status: int) -> int:
    """One line on stderr, red on a terminal; returns ``status``."""
    with contextlib.suppress(OSError):
        click.secho(" ".join(sentence.split()), fg="red", err=True, color=colours(sys.stderr))
    return status


def colours(stream: Any) -> bool | None:
    """False where NO_COLOR asks for none (no-color.org); None = only on a terminal."""
    return False if os.environ.get("NO_COLOR") else None


def every_console() -> None:
    """Make sure that no name breaks a console that cannot show it (Windows code pages)."""
    for stream in (sys.stdout, sys.stderr):
        if (getattr(stream, "encoding", None) or "").lower().replace("-", "") != "utf8":
            with contextlib.suppress(AttributeError, ValueError, OSError):
                stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _unexpected(error: Exception) -> int:
    from leadbook.books.error_log import write_log

    where = write_log(error)
    kept = f"; the details are in {where}" if where else ""
    return say(f"Something unexpected happened ({type(error).__name__}), the workbook is as it was{kept}.", UNEXPECTED)


def _quiet_end() -> int:
    """Whoever read our output has closed it (``| head``): say nothing more."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
