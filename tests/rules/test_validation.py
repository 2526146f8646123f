"""Every check: the sheet with the bad row first and the good ones after it, and what the check says."""

import pytest

from leadbook.rules.checks import CHECKS
from tests.rules.book import CONFIG, GOOD, AsText, ErrorCell, findings, leads, plan, touches, with_settings

BY_CODE = {check.code: check for check in CHECKS}
TEAM = with_settings(owners=["Jane Doe", "Tom Lee"])
JANE = with_settings(owners=["Jane Doe"])
ANN = with_settings(givers=["Ann Baker"])
REFERRAL = {"Source": "Referral", "Address": "12 Elm Street", "Giver": "Ann Baker"}
SPOKE = {"Outcome": "Spoke"}

# code: (settings, rows by table, positions of the bad rows); the first bad row's message is the check's example
CASES = {
    "LB101": (CONFIG, {"leads": leads({"Name": ""}, {"Name": "", "Company": "Whitfield & Sons"},
                                      {"Name": "", "Stage": "Merged"})}, [0]),
    "LB102": (CONFIG, {"leads": leads({"Phone": "", "Source": "referral"}, {"Phone": ""}, REFERRAL,
                                      {"Phone": "", "Stage": "Lost"}, {})}, [0, 1]),
    "LB103": (CONFIG, {"leads": leads({"Phone": "555-0142"}, {"Phone": "212.555.0143 x371"},
                                      {"Phone": "1-212-555-0144"}, {"Phone": "+44 20 7183 8750"})}, [0]),
    "LB104": (CONFIG, {"leads": leads({"Email": "dana@ example.com"}, {"Email": "Dana@Example.com"},
                                      {"Email": ""})}, [0]),
    "LB105": (CONFIG, {"leads": leads({"Phone": "212-555-0142"},
        {"Phone": "+1 (212) 555-0142", "Name": "Dan Whitfield"},
                                      {"Phone": "212-555-0142", "Name": "Dana W", "Stage": "Won"},
                                      {"Name": "Dana Whitfield"})}, [1]),
    "LB106": (CONFIG, {"leads": leads({"Phone": "212-555-0142"},
        {"Phone": "+1 (212) 555-0142", "Name": "Tom Whitfield"},
                                      {"Phone": "212-555-0142", "Name": "D. Whitfield"}, {"Name": "Bob"})}, [1]),
    "LB107": (CONFIG, {"leads": leads({"Lead ID": "L-7K3QF9X2AB"}, {"Lead ID": "L-7K3QF9X2AB"}, {"Lead ID": ""},
                                      {"Lead ID": ""})}, [1]),
    "LB109": (CONFIG, {"leads": leads({"Owner": ""}, {"Owner": "", "Stage": "Won", "Value": 1}, {})}, [0]),
    "LB110": (CONFIG, {"leads": leads({"Next Action": ""}, {"Next Action": "tbd"}, {"Next Action": "", "Phone": ""},
                                      {"Next Action": "", "Stage": "Nurture"}, {})}, [0, 1]),
    "LB111": (CONFIG, {"leads": leads({"Next Action": "Send the listing", "Next Date": None},
                                      {"Next Date": None, "Stage": "Nurture"}, {"Next Date": "soon"}, {})}, [0]),
    "LB112": (CONFIG, {"leads": leads({"Next Date": "2026-11-20"}, {"Next Date": "2026-11-20", "Stage": "Lost"},
                                      {"Next Date": "2026-11-23"}, {})}, [0]),
    "LB113": (CONFIG, {"leads": leads(
        {"Next Action": "They will call"}, {"Next Action": "Waiting for papers", "Next Date": "2026-12-01"},
        {"Next Action": "Waiting for papers", "Next Date": "2026-11-30"}, {"Next Action": "Call them"},
        {"Next Action": "Jane will call them"}, {"Next Action": "Call me", "Stage": "Won"})}, [0, 1]),
    "LB114": (CONFIG, {"leads": leads({"Do Not Contact": "Fax"}, {"Do Not Contact": "Yes"}, {"Do Not Contact": "x"},
                                      {"Do Not Contact": "Call, SMS"}, {"Do Not Contact": "No"}, {})}, [0]),
    "LB116": (CONFIG, {"leads": leads({"Birthday": "spring"}, {"Birthday": "03-07"}, {"Birthday": "7 March 1980"},
                                      {"Birthday": "31 April", "Stage": "Lost"}, {})}, [0]),
    "LB115": (CONFIG, {"leads": leads({"ZIP": 6020}, {"ZIP": "6020"}, {"ZIP": "06020"}, {"ZIP": "06020-1234"},
                                      {"ZIP": 10001}, {"ZIP": "8001", "Phone": "+41 44 668 18 00"})}, [0, 1]),
    "LB201": (CONFIG, {"leads": leads({"Received": "2026-12-01"}, {"Received": "2026-11-23 18:00"}, {})}, [0]),
    "LB202": (CONFIG, {"leads": leads({"Closed": "2026-12-01"}, {"Closed": "2026-11-23"}, {})}, [0]),
    "LB203": (CONFIG, {"leads": leads(
        {"Appointment": "2026-11-20", "Proposal": "2026-11-18", "Received": "2026-11-01"},
        {"Received": "2026-11-20 09:30", "First Contact": "2026-11-20 09:00"},
        {"Received": "2026-11-20 09:30", "First Contact": "2026-11-20"},
        {"Received": "2026-11-20", "Proposal": "2026-11-20"},
        {"Proposal": "2026-11-21"})}, [0, 1]),
    "LB204": (CONFIG, {"leads": leads({"Next Date": AsText("2026-11-24")}, {})}, [0]),
    "LB205": (CONFIG, {"leads": leads({"Next Date": "soon"}, {"Next Date": None}, {})}, [0]),
    "LB301": (CONFIG, {"leads": leads({"Stage": "Propsal"}, {"Stage": "proposal"}, {"Stage": ""}, {})}, [0]),
    "LB302": (TEAM, {"leads": leads({"Owner": "Jan Doe"}, {"Owner": "jane doe"}, {"Owner": ""}, {})}, [0]),
    "LB303": (CONFIG, {"leads": leads({"Source": "Referal"}, {"Source": "website"}, {"Source": ""})}, [0]),
    "LB304": (ANN, {"leads": leads({"Giver": "Bob"}, {"Giver": "ann baker"}, {})}, [0]),
    "LB305": (CONFIG, {"leads": leads({"Type": "Clint"}, {"Type": "client"}, {"Expecting Call": "unknown"},
                                      {"Newsletter": "Yes"}, {"Newsletter": "often"})}, [0, 4]),
    "LB311": (CONFIG, {"touches": touches({"Channel": "Cal"}, {"Channel": "SMS"}, {"Channel": "call"})}, [0]),
    "LB312": (CONFIG, {"touches": touches({"Outcome": "Spoken"}, {"Outcome": "voicemail"}, {"Outcome": "Spoke"})}, [0]),
    "LB313": (JANE, {"touches": touches({"By": "Zoe"}, {"By": "jane doe"}, {"By": ""})}, [0]),
    "LB314": (CONFIG, {"plan": plan({"Status": "perhaps"}, {"Status": "x"}, {"Status": ""}, {"Status": "Skipped"})},
        [0]),
    "LB315": (CONFIG, {"plan": plan({"Channel": "Cal"}, {"Channel": "Call"}, {"Channel": ""})}, [0]),
    "LB401": (CONFIG, {"leads": leads({"Source": "Referral"}, REFERRAL, {"Source": "Website"},
                                      {"Source": "Referral", "Stage": "Merged"})}, [0]),
    "LB402": (CONFIG, {"leads": leads({"Giver": "Ann Baker"}, {"Giver": "Ann Baker", "Source": "Website"}, REFERRAL,
                                      {})}, [0, 1]),
    "LB403": (CONFIG, {"leads": leads({"Stage": "Proposal"}, {"Stage": "Proposal", "Need": "Sell the house"},
                                      {"Stage": "Proposal", "Type": "Client"}, {"Stage": "Nurture"}, {})}, [0]),
    "LB404": (CONFIG, {"leads": leads({"Need By": "2027-08-01"}, {"Need By": "2027-05-22"}, {"Need By": "2027-05-23"},
                                      {"Need By": "2027-08-01", "Stage": "Nurture"})}, [0, 2]),
    "LB405": (CONFIG, {"leads": leads({"Need By": "2028-08-01"}, {"Need By": "2027-11-23"}, {"Need By": "2027-11-24"},
                                      {"Need By": "2028-08-01", "Stage": "Nurture"})}, [0, 2]),
    "LB406": (CONFIG, {"leads": leads({"Need By": "2026-11-01"}, {"Need By": "2026-11-01", "Stage": "Lost"},
                                      {"Need By": "2026-11-23"})}, [0]),
    "LB407": (CONFIG, {"leads": leads({"Stage": "Won"}, {"Stage": "won", "Value": 0}, {"Stage": "Won", "Value": 350000},
                                      {"Stage": "Won", "Value": "a lot"}, {})}, [0, 1]),
    "LB408": (CONFIG, {"leads": leads({"Stage": "Lost"}, {"Stage": "Lost", "Lost Reason": "Too dear"}, {})}, [0]),
    "LB409": (CONFIG, {"leads": leads(*[{"Promise": "2026-11-20"}] * 4, {"Promise": "2026-11-23"},
                                      {"Promise": "2026-11-20", "Stage": "Won"}),
                       "touches": touches({"Lead ID": "L-1", "Outcome": "Spoke"}, {"Lead ID": "L-2"},
                                          {"Lead ID": "L-3", "When": "2026-11-19 16:00", "Outcome": "Spoke"})},
              [0, 2, 3]),
    "LB410": (CONFIG, {"leads": leads(*[{"Stage": "Proposal"}] * 3,
        {"Stage": "Proposal", "First Contact": "2026-11-20"},
                                      {"Stage": "Nurture"}, {}),
                       "touches": touches({"Lead ID": "L-1", "Outcome": "Spoke"}, {"Lead ID": "L-2"})}, [0, 2]),
    "LB411": (CONFIG, {"leads": leads({}, {}, {"Stage": "Contacted"}),
                       "touches": touches(SPOKE, {"Lead ID": "L-1"}, SPOKE | {"Lead ID": "L-2"})}, [0]),
    "LB412": (CONFIG, {"leads": leads({"Closed": "2026-11-20", "Stage": "Proposal"},
                                      {"Closed": "2026-11-20", "Stage": "Won"}, {})}, [0]),
    "LB501": (CONFIG, {"touches": touches({"Lead ID": "L-0000000000"}, {}, {"Lead ID": "l-0"}, {"Lead ID": ""})}, [0]),
    "LB502": (CONFIG, {"leads": leads({}, {}, {"Name": "Bob"}),
                       "touches": touches({"Lead ID": "", "Name": "Dana Whitfield"}, {"Lead ID": ""},
                                          {"Lead ID": "", "Name": "Zoe"}, {})}, [0, 1, 2]),
    "LB503": (CONFIG, {"touches": touches({"When": None}, {}, {"When": "noon"})}, [0]),
    "LB504": (CONFIG, {"touches": touches({"Channel": ""}, {})}, [0]),
    "LB505": (CONFIG, {"touches": touches({"Outcome": ""}, {})}, [0]),
    "LB506": (CONFIG, {"touches": touches({"When": "2026-12-01"}, {"When": "2026-11-23 23:59"}, {})}, [0]),
    "LB507": (CONFIG, {"touches": touches({"Touch ID": "T-4ZQ81MXR7C"}, {"Touch ID": "T-4ZQ81MXR7C"}, {"Touch ID": ""},
                                          {"Touch ID": ""})}, [1]),
    "LB508": (CONFIG, {"plan": plan({"Plan ID": "P-7K3QF9X2AB-202611-1"}, {"Plan ID": "P-7K3QF9X2AB-202611-1"}, {})},
        [1]),
    "LB509": (CONFIG, {"plan": plan({"Lead ID": "L-0000000000"}, {"Lead ID": "L-0000000000", "Status": "Skipped"},
                                    {})}, [0]),
    "LB510": (CONFIG, {"plan": plan({"Done On": "2026-12-01"}, {"Done On": "2026-11-23"}, {})}, [0]),
    "LB511": (CONFIG, {"plan": plan({"Date": None}, {"Date": None, "Status": "Done"}, {})}, [0]),
    "LB601": (CONFIG, {"leads": leads({"Owner": ErrorCell()}, {})}, [0]),
    "LB602": (CONFIG, {"leads": leads({"Received": "x", "Value": "y", "Closed": "z"},
        {"Received": "x", "Value": "y"})}, [0]),
    "LB603": (CONFIG, {"leads": leads({"Value": "350,000"}, {"Value": 350000})}, [0]),
    "LB604": (CONFIG, {"leads": leads({"Value": "about 350k"}, {"Value": 350000})}, [0]),
    "LB605": (CONFIG, {"leads": leads({"Phone": 1.55e10}, {"Phone": 2125550142.0}, {"Phone": "155"})}, [0]),
    "LB606": (CONFIG, {"leads": leads(
        {"Notes": '=HYPERLINK("http://x")'}, {"Notes": "+1 212 555 0142"}, {"Notes": "-5"}, {"Notes": "- called twice"},
        {"Notes": "+44 20 7183 8750 ext. 3"}, {"Notes": "--"}, {"Company": "@SUM(A1)"},
        {"Tags": "-2+3+cmd|' /C calc'!A0"},
        {"Need": "+cmd()"}, {"Need": "a=b"})}, [0, 6, 7, 8]),
}


@pytest.mark.parametrize("code", CASES)
def test_the_check_finds_the_bad_rows_and_leaves_the_others(code):
    settings, sheet, bad = CASES[code]
    found = findings(**sheet, settings=settings)
    found = found[found["code"] == code]
    assert found["row"].tolist() == bad
    assert found["message"].iloc[0] == BY_CODE[code].example
    if BY_CODE[code].table != "any":
        assert set(found["table"]) == {BY_CODE[code].table}
        assert BY_CODE[code].column in set(found["column"])


def test_every_check_has_a_case_and_a_code_of_its_own():
    assert [check.code for check in CHECKS] == sorted(CASES)
    assert len(CHECKS) >= 25


def test_nothing_is_said_of_a_good_book():
    assert findings(leads({}, {"Name": "Bob"}), touches({}), plan({})).empty
    assert findings([], [], []).empty
    assert findings([GOOD]).columns.tolist() == ["code", "table", "row", "lead", "column", "message"]
