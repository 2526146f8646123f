"""The buttons that change nothing: Today, Settings, Help, Doctor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadbook import sentences
from leadbook.errors import LeadbookError
from leadbook.ribbon.click import Click

if TYPE_CHECKING:
    import xlwings as xw


def today(click: Click) -> None:
    """Go to the sheet Today, and say how many people wait, why, and who comes first; an owner hears of their own."""
    click.go_to("Today")
    owner = click.owner
    report = click.run("today", owner=owner)
    click.voice.say(sentences.morning(report.own["today_list"], owner))


def settings(click: Click) -> None:
    """Go to the sheet Settings."""
    there = click.go_to("Settings")
    click.voice.say("Change what stands in the column Value; the column Help says what it does. Then press Refresh."
                    if there else "This workbook has no sheet Settings: make a new one with 'leadbook init'.")


def help(click: Click) -> None:
    """Go to the sheet Help."""
    there = click.go_to("Help")
    click.voice.say("What each button, sheet, column and colour means; where to start stands on top." if there else
                    "This workbook has no sheet Help: it was made without one, or somebody deleted it.")


def doctor(click: Click) -> None:
    """This computer, then this workbook; what must be mended first. What is well is counted."""
    from leadbook.doctor import looked_at
    from leadbook.doctor.opened import opened
    from leadbook.schema import TABLES, YOUNG

    lines = [(one.status, one.sentence) for one in looked_at()]
    for table in TABLES:
        try:
            click.book.read(table)
        except LeadbookError as error:
            lines.append(("warn" if table in YOUNG else "fail", str(error)))
    try:
        config, book_id = click.settings
        lines.append(("ok", f"The settings are in order; times are those of {config.business.time_zone}."))
        if not book_id:
            lines.append(("warn", "This workbook carries no id of its own: undo and conflict copies go by its name."))
        about = opened(click.book.name, *_state(click.caller), click.book.read("Settings"))
        lines += [(one.status, one.sentence) for one in about]
    except LeadbookError as error:
        lines.append(("fail", str(error)))
    wrong = [f"Must be mended: {said}" for status, said in lines if status == "fail"]
    wrong += [f"Look at: {said}" for status, said in lines if status == "warn"]
    if not wrong:
        click.voice.say(f"All is in order ({len(lines)} things were looked at).")
    else:
        click.voice.say(f"{sentences.plural(len(wrong), 'thing')} to look at.", *wrong)


def _state(caller: xw.Book) -> tuple[str, bool | None]:
    """(Excel's own full name of the workbook: a path or a web address, whether AutoSave is on; None = not known)."""
    try:
        return str(caller.api.FullName), bool(caller.api.AutoSaveOn)
    except Exception:  # a Mac, or an Excel without AutoSave: neither is needed
        return "", None
