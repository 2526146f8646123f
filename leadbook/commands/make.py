"""demo, init and build: new workbooks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from leadbook.commands import output
from leadbook.commands.options import TODAY, JobOptions
from leadbook.commands.running import called, done, next_step, quoted
from leadbook.sentences import plural


@click.command("demo")
@click.option("--leads", default=300, type=click.IntRange(1, 200_000), metavar="N",
              help="How many leads [default: 300].")
@click.option("--out", default="LeadBook-demo.xlsm", type=click.Path(path_type=Path), metavar="FILE",
              help="The file to make; it must not be there yet [default: LeadBook-demo.xlsm].")
@click.option("--seed", default=1, metavar="S", help="Another number makes other people [default: 1].")
@TODAY
def demo(leads: int, out: Path, seed: int, day: dt.date | None) -> int:
    """Make a workbook full of believable examples, and refresh it.

    A real-estate team's six months: referrals, a trade show, open houses, won and lost leads. An .xlsm has the
    LeadBook tab with its buttons; an .xlsx is the same workbook without macros.

    \b
    Examples:
      leadbook demo
      leadbook demo --leads 1000 --out Try.xlsm --seed 7
    """
    return make_demo(leads, out, seed, day)


def make_demo(leads: int, out: Path, seed: int, day: dt.date | None) -> int:
    """Build, refresh, and say what stands there and what to do next."""
    from leadbook import factory
    from leadbook.factory.demo import content, demo_config
    from leadbook.sentences import refreshed

    config = demo_config()
    today = day or dt.datetime.now(config.business.zone).date()
    factory.create(out, config, content(leads, seed, today, config), today=today)
    output.line(f"Made {out} with {plural(leads, 'lead')}.")
    done("refresh", out, JobOptions(day, None, False, False), refreshed)
    next_step("Next: open it in Excel and look at the sheet Today, then Leads.",
              f"      {called()} today {quoted(out)}")
    return 0


@click.command("init")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--config", "settings", type=click.Path(path_type=Path), metavar="YAML",
              help="Your own settings; what it leaves out is as shipped.")
def init(file: Path, settings: Path | None) -> int:
    """Make an empty workbook of your own.

    The settings go into the workbook (sheet Settings) and travel with it. An .xlsm has the LeadBook tab with its
    buttons; an .xlsx is the same workbook without macros.

    \b
    Examples:
      leadbook init MyLeads.xlsm
      leadbook init MyLeads.xlsm --config my.yaml
    """
    from leadbook import config as configs
    from leadbook import factory

    config = configs.load(settings) if settings else configs.default_config()
    factory.create(file, config, today=dt.datetime.now(config.business.zone).date())
    output.line(f"Made {file}: an empty LeadBook.")
    next_step("Next: open it in Excel and type a name into the sheet Leads, or bring in what you have:",
              f"      {called()} import {quoted(file)} contacts.csv")
    return 0


@click.command("build", short_help="Build the empty workbook that is shipped.")
def build() -> int:
    """Build workbook/LeadBook.xlsm, the empty workbook that is shipped.

    For developers, in a checkout of LeadBook. The same bytes every time.

    \b
    Examples:
      leadbook build
    """
    from leadbook import factory

    output.line(f"Built {factory.build_command()}.")
    return 0
