from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from leadbook import factory, frames, schema
from leadbook.factory import demo
from leadbook.rules.account import sheet as account_sheet
from leadbook.rules.account.account import counted
from leadbook.rules.account.missing import Missing

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


@pytest.fixture(scope="session")
def config():
    return demo.demo_config()


@pytest.fixture(scope="session")
def content(config):
    """The demo as of the real today: the Today sheet asks the spreadsheet program for the date."""
    return demo.content(120, 3, dt.date.today(), config)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory, config, content) -> Path:
    path = tmp_path_factory.mktemp("book") / "demo.xlsx"
    factory.create(path, config, content, today=dt.date.today())
    return path


@pytest.fixture(scope="session")
def soffice(tmp_path_factory):
    """A function (workbook, suffix) -> the file as LibreOffice recalculates and writes it."""
    if not shutil.which("soffice"):
        if os.environ.get("LEADBOOK_REQUIRE_HOSTS") == "1":
            pytest.fail("LEADBOOK_REQUIRE_HOSTS=1, but LibreOffice (soffice) is not installed")
        pytest.skip("LibreOffice (soffice) is not installed")

    def convert(workbook: Path, suffix: str) -> Path:
        folder = tmp_path_factory.mktemp("lo")
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(PROFILE)
        done = subprocess.run(
            ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", suffix,
             "--outdir", str(folder / "out"), str(workbook)], capture_output=True, text=True, timeout=240)
        made = list((folder / "out").glob("*"))
        assert made, done.stderr
        return made[0]

    return convert


@pytest.fixture(scope="session")
def sheet_of_work(config, content):
    """The demo with what the jobs would write: alerts, checks, promises and a plan around today; slips included."""
    today = dt.date.today()
    leads, touches = content["Leads"].copy(), content["Touches"]
    live = leads.index[leads["Stage"].isin(["New", "Contacted", "Proposal", "Nurture"])]
    leads.loc[live[:6], "Alert"], leads.loc[live[6:9], "Alert"] = "Red", "Amber"
    leads.loc[live[:9], "Deadline"] = [pd.Timestamp(today) - pd.Timedelta(days=n) for n in range(9)]
    leads.loc[live[2:6], "Check"] = "Incomplete. Phone is missing."
    leads.loc[live[12], ["Name", "Company"]] = ["", "Harbor Bakery"]
    leads.loc[live[20:26], "Promise"] = [pd.Timestamp(today) - pd.Timedelta(days=n // 2) for n in range(6)]
    leads.loc[live[25], "Last Touch"] = pd.Timestamp(today) - pd.Timedelta(hours=20)   # kept
    leads.loc[live[13], "Owner"] = ""
    plan = frames.of(schema.PLAN, [
        {"Plan ID": f"P-{n}", "Date": today + dt.timedelta(days=n % 7 - 3), "Lead ID": leads["Lead ID"][n],
         "Name": leads["Name"][n], "Owner": leads["Owner"][n], "Channel": "Call",
         "Status": ("Planned", "Planned", "Done", "Skipped")[n % 4]} for n in range(60)])
    owners = [{"Month": month, "Owner": owner, "Verdict": "All kept", "People": people, "Kept": kept, "Call Gap": gap}
              for month in ("2026-11-01", "2026-12-01")
              for owner, people, kept, gap in (("Jane Doe", 1200, 1199, 58), ("Tom Lee", 649, 648, 64))]
    owners[-1]["Kept"] = 649
    late = [{"Month": "2026-11-01", "Owner": "Tom Lee", "Name": "Dana Whitfield", "Verdict": "Late call",
             "Call Gap": 64}]
    certificate = frames.of(schema.CERTIFICATE, owners + late)
    gone = [Missing("Leads", f"L-GONE00000{n}", {"Name": name, "Owner": "Tom Lee", "Received": "2026-09-07 09:30"},
                    noticed=f"{today.year}-11-20 09:00", let_go=meant)
            for n, (name, meant) in enumerate([("Dana Whitfield", False), ("Bob Ray", True)])]
    account = account_sheet.table(counted(leads, [], gone, config), gone, today, leads.index)
    return {"Leads": leads, "Touches": touches, "Plan": plan, "Certificate": certificate, "Account": account}


@pytest.fixture(scope="session")
def recalculated(tmp_path_factory, config, sheet_of_work, soffice):
    path = tmp_path_factory.mktemp("work") / "work.xlsx"
    factory.create(path, config, sheet_of_work, today=dt.date.today())
    return openpyxl.load_workbook(soffice(path, "xlsx"), data_only=True)
