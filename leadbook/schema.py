"""THE vocabulary: every table and column, its kind, who owns it, a line of help and an example.

Dropdowns, checks, docs and the workbook are drawn from this declaration. To add a column, add a line here.

Kinds: ``id``, ``text``, ``long`` (wrapped text), ``phone``, ``email``, ``choice`` (text from a list), ``date``
(a day), ``moment`` (day and time in the business time zone), ``money``, ``count`` (whole number), ``number``,
``share`` (0..1). Owners: ``people`` (LeadBook only ever fills a blank) or ``leadbook`` (people leave it alone).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["id", "text", "long", "phone", "email", "choice", "date", "moment", "money", "count", "number", "share"]
OwnedBy = Literal["people", "leadbook"]
TEXT_KINDS = ("id", "text", "long", "phone", "email", "choice")
DATE_KINDS = ("date", "moment")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``options`` names the Lists column (or gives the words) of its dropdown; ``width`` in characters."""

    name: str
    kind: Kind
    help: str
    example: str = ""
    owner: OwnedBy = "people"
    required: bool = False
    options: str | tuple[str, ...] = ()
    width: int = 14

    @property
    def is_text(self) -> bool:
        """Whether its values are text ("" when blank)."""
        return self.kind in TEXT_KINDS

    @property
    def is_date(self) -> bool:
        """Whether its values are timestamps (NaT when blank)."""
        return self.kind in DATE_KINDS


@dataclass(frozen=True)
class Table:
    """One Excel table on a sheet of its own. ``owner``: who adds rows; LeadBook replaces or appends to its own.

    ``top``: how many rows stand above its header, for sentences of the workbook's own formulas.
    """

    name: str
    sheet: str
    key: str
    owner: OwnedBy
    help: str
    columns: tuple[Column, ...]
    top: int = 0

    @property
    def names(self) -> list[str]:
        """The column names in order."""
        return [column.name for column in self.columns]

    def __getitem__(self, column: str) -> Column:
        """The column of that name; KeyError if there is none."""
        return next(c for c in self.columns if c.name == column) if column in self.names else _unknown(self, column)


def _unknown(table: Table, column: str) -> Column:
    raise KeyError(f"{table.name} has no column {column}")


def _lb(name: str, kind: Kind, help: str, example: str = "", width: int = 14) -> Column:
    return Column(name, kind, help, example, owner="leadbook", width=width)


YES_NO = ("Yes", "No")

LEADS = Table("Leads", "Leads", "Lead ID", "people", "One row is a person or company with a possible need.", (
    _lb("Lead ID", "id", "LeadBook's name for this row; it never changes.", "L-7K3QF9X2AB"),
    Column("Name", "text", "First and last name. A name or a company is enough to start.", "Dana Whitfield", width=22),
    Column("Company", "text", "The company, if there is one.", "Whitfield & Sons", width=20),
    _lb("Check", "long", "What is missing or wrong, and what to do; blank when all is well.", width=44),
    _lb("Stale", "long", "Why this lead is going stale; blank when it is not.",
        "Proposal: 5 days since the call of 12 Nov, limit 3", width=46),
    _lb("Alert", "text", "Amber = goes stale tomorrow or is due today, Red = stale.", "Red", width=8),
    _lb("Deadline", "moment", "The last moment to contact this lead before it is stale.", "2026-11-15", width=16),
    Column("Stage", "choice", "Where the lead stands in your pipeline.", "New", options="Stage", width=13),
    Column("Owner", "choice", "Who works this lead.", "Jane Doe", options="Owner", width=15),
    Column("Next Action", "text", "OUR next step. Not 'they will call'.", "Call about the appraisal", width=24),
    Column("Next Date", "date", "When we do it.", "2026-11-24", width=12),
    Column("Promise", "date", "A date we gave or they asked for ('call me in May'). No planner moves it.",
           "2027-05-03", width=12),
    Column("Phone", "phone", "With area code; +44 ... for other countries.", "(212) 555-0142", width=22),
    Column("Email", "email", "E-mail address.", "dana@example.com", width=28),
    Column("Address", "text", "Street and number.", "12 Elm Street", width=22),
    Column("City", "text", "City.", "Newark"),
    Column("State", "text", "State or province.", "NJ", width=8),
    Column("ZIP", "text", "Postal code, kept as text so that 06020 keeps its zero.", "06020", width=9),
    Column("Source", "choice", "Where this lead came from.", "Referral", options="Source", width=14),
    Column("Campaign", "text", "The event or campaign, for example a trade show.", "Spring Home Show", width=18),
    Column("Giver", "choice", "Who referred this lead to you.", "Ann Baker", options="Giver", width=16),
    Column("How Met", "text", "Where and how you met, so that nobody asks 'who is that?'", "Chamber breakfast", width=20),
    Column("Received", "moment", "When the lead came in; the 24-hour clock starts here.", "2026-11-20 09:30", width=16),
    Column("Type", "choice", "Lead, Client or Connector (knows others). Blank means Lead.", "Lead",
           options=("Lead", "Client", "Connector"), width=11),
    Column("Need", "text", "What they need from you.", "Sell the house, buy a condo", width=24),
    Column("Need By", "date", "When they need it.", "2027-02-01", width=12),
    Column("Expecting Call", "choice", "Do they expect your call? No or Unknown = warm up first.", "Yes",
           options=("Yes", "No", "Unknown"), width=12),
    Column("Value", "money", "What the deal is worth.", "350000", width=13),
    Column("First Contact", "moment", "First time you really spoke. LeadBook fills a blank from the log.",
           "2026-11-20 10:05", width=16),
    Column("Appointment", "date", "Day the appointment was reached. LeadBook fills a blank.", "2026-11-23", width=12),
    Column("Proposal", "date", "Day the proposal went out. LeadBook fills a blank.", "2026-11-25", width=12),
    Column("Closed", "date", "Day it was won or lost. LeadBook fills a blank.", "2026-12-01", width=12),
    Column("Lost Reason", "text", "Why it was lost.", "Chose another agent", width=20),
    Column("Do Not Contact", "text", "Yes = never contact; or the channels to leave out, for example: Call, Text",
           "Text", width=14),
    Column("Newsletter", "choice", "Do they agree to receive broadcasts?", "Yes", options=YES_NO, width=11),
    Column("Birthday", "text", "Birthday, with or without the year.", "03-07", width=10),
    Column("Card", "text", "File name of the business card's picture.", "cards/dana.jpg", width=14),
    Column("Tags", "text", "Your own words, with commas between.", "vip, investor", width=14),
    Column("Notes", "long", "Anything else. Imports put columns here that have no other place.", width=40),
    _lb("First Attempt", "moment", "First time we tried to reach them.", width=16),
    _lb("Last Touch", "moment", "Last touch that reached them.", width=16),
    _lb("Touches", "count", "Touches that reached them so far.", width=9),
    _lb("Next Touch", "date", "Next planned touch (sheet Plan).", width=12),
    _lb("First Source", "text", "The source the lead first had; kept for ever.", width=14),
    _lb("Person", "count", "The person's permanent number in the plan; two leads of one person share it.", width=9),
    _lb("Batch", "text", "The import that brought this lead.", width=14),
))

TOUCHES = Table("Touches", "Touches", "Touch ID", "people", "One row is one contact we made. Add rows; never edit them.", (
    _lb("Touch ID", "id", "LeadBook's name for this row.", "T-4ZQ81MXR7C"),
    Column("When", "moment", "When it happened.", "2026-11-20 10:05", required=True, width=18),
    Column("Lead ID", "id", "The lead. Or leave it blank and type the Name.", "L-7K3QF9X2AB"),
    Column("Name", "text", "The lead's name. LeadBook fills in the Lead ID when only one lead has it.",
           "Dana Whitfield", width=22),
    Column("Channel", "choice", "How: call, text, e-mail ...", "Call", required=True, options="Channel"),
    Column("Outcome", "choice", "How it ended.", "Spoke", required=True, options="Outcome", width=16),
    Column("By", "choice", "Who did it.", "Jane Doe", options="Owner", width=15),
    Column("Note", "long", "What was said.", "Wants to see it on Saturday", width=40),
    _lb("Plan ID", "id", "The planned touch that this one fulfilled; - when it fulfilled none.", width=25),
))

PLAN = Table("Plan", "Plan", "Plan ID", "leadbook",
             "One row is one planned touch. Move its date (that pins it) or mark it Done.", (
    _lb("Plan ID", "id", "Lead, month and slot; the same for every user.", "P-7K3QF9X2AB-202611-1", width=25),
    Column("Date", "date", "The day. Type another date to move it: LeadBook then leaves it there.", "2026-11-24", width=12),
    _lb("Lead ID", "id", "The lead.", "L-7K3QF9X2AB"),
    _lb("Name", "text", "The lead's name or company.", "Dana Whitfield", width=22),
    _lb("Owner", "text", "Who does it.", "Jane Doe", width=15),
    Column("Channel", "choice", "How.", "Call", options="Channel", width=12),
    _lb("Why", "long", "Why this day and this channel.", "Touch 2 of 3 in November; call of every other month", width=78),
    Column("Status", "choice", "Planned, Done or Skipped. Mark Done and LeadBook writes the touch into the log.",
           "Planned", options=("Planned", "Done", "Skipped"), width=10),
    Column("Done On", "date", "The day it was done, if not the planned one.", "2026-11-24", width=12),
    Column("Pinned", "choice", "Yes = LeadBook never moves it.", "Yes", options=YES_NO, width=8),
    _lb("Scheduled", "date", "The date LeadBook gave it first.", "2026-11-24", width=12),
))

CHECKS = Table("Checks", "Checks", "Code", "leadbook", "One row is one finding: what is wrong, where, and what to do.", (
    _lb("Code", "text", "The check's code; the guide explains each.", "LB109", width=8),
    _lb("Lead ID", "id", "The lead.", "L-7K3QF9X2AB"),
    _lb("Name", "text", "The lead's name or company.", "Dana Whitfield", width=22),
    _lb("Table", "text", "The table the finding is in.", "Leads", width=10),
    _lb("Row", "count", "The sheet row when it was checked.", "14", width=6),
    _lb("Column", "text", "The column to look at.", "Owner", width=14),
    _lb("Message", "long", "What is wrong and what to do.", "No owner: choose who works this lead.", width=104),
    _lb("Since", "date", "When this finding first appeared.", "2026-11-23", width=12),
))

CERTIFICATE = Table("Certificate", "Certificate", "Month", "leadbook",
                    "Whether everybody gets their touches: a row for each month and owner, then who does not, and why.", (
    _lb("Month", "date", "The month, by its first day.", "2026-11-01", width=13),
    _lb("Owner", "text", "Who works these people.", "Jane Doe", width=18),
    _lb("Name", "text", "The person whose promise is not kept; blank = all of the owner's people.", "Dana Whitfield", width=22),
    _lb("Verdict", "text", "All kept, Not all kept; of a person: Short, Unreachable or Late call.", "Short", width=14),
    _lb("Reason", "long", "Why not.", "Jane Doe has no room left in November.", width=84),
    _lb("People", "count", "How many people the owner has in the plan.", "412", width=9),
    _lb("Kept", "count", "How many of them get their touches in this month.", "410", width=9),
    _lb("Due", "count", "Touches due in this month; who joined in it is due a share.", "3", width=8),
    _lb("Done", "count", "Touches made so far.", "1", width=8),
    _lb("Planned", "count", "Touches still planned, overdue ones too.", "2", width=9),
    _lb("Personal", "count", "Of done and planned, those meant for this person alone.", "3", width=10),
    _lb("Broadcast", "count", "Of done and planned, those that go to everybody, such as a newsletter.", "0", width=11),
    _lb("Last Call", "date", "The last call in which both spoke.", "2026-10-05", width=12),
    _lb("Next Call", "date", "The next call planned.", "2026-11-24", width=12),
    _lb("Call Gap", "count", "The most days from a call to the next one, planned in this month.", "50", width=10),
    _lb("Lead ID", "id", "The lead.", "L-7K3QF9X2AB"),
), top=3)

ACCOUNT = Table("Account", "Account", "Month", "leadbook",
                "Every lead that ever came in, accounted for: in all, who is missing by name, by owner, by month.", (
    _lb("Month", "text", "The month the leads came in; All = every month.", "2026-11", width=11),
    _lb("Owner", "text", "Whose leads; Team = everybody's. Of a missing lead: who had it last.", "Team", width=18),
    _lb("Name", "text", "A lead that is missing; blank = all leads of that month and owner.", "Dana Whitfield", width=22),
    _lb("Received", "count", "Leads that came in: the sum of the columns to the right.", "412", width=10),
    _lb("Open", "count", "Of those, still open.", "230", width=8),
    _lb("Won", "count", "Won.", "61", width=8),
    _lb("Lost", "count", "Lost.", "80", width=8),
    _lb("Disqualified", "count", "Disqualified.", "31", width=13),
    _lb("Merged", "count", "The same person as another lead.", "4", width=9),
    _lb("Let Go", "count", "The row was deleted on purpose (leadbook account FILE --let-go LEAD).", "5", width=9),
    _lb("Missing", "count", "The row is gone, and nobody said that it was meant.", "1", width=9),
    _lb("What Happened", "long", "Of a missing lead: what became of the row, and what was last known.",
        "The row was deleted, noticed 24 Nov 09:00 (last known: owner Jane Doe, Contacted).", width=104),
    _lb("Lead ID", "id", "Of a missing lead: its Lead ID, for leadbook restore.", "L-7K3QF9X2AB"),
), top=3)

FUNNEL_WEEKLY = Table("FunnelWeekly", "Weekly", "Week", "leadbook",
                      "The six weekly questions, for each owner and the team.", (
    _lb("Week", "date", "First day of the week.", "2026-11-16", width=12),
    _lb("Owner", "text", "The owner; Team = everybody.", "Team", width=15),
    _lb("Leads In", "count", "Leads received in the week."),
    _lb("Got Hold Of", "count", "Leads first spoken to in the week."),
    _lb("Appointments", "count", "Leads whose appointment was first reached in the week."),
    _lb("Proposals", "count", "Leads whose proposal went out in the week."),
    _lb("Closed", "count", "Leads won in the week."),
    _lb("Closed Value", "money", "What they are worth.", width=14),
    _lb("Lost", "count", "Leads lost in the week."),
    _lb("Where From", "text", "The sources of the leads in, most first.", "Referral 4, Website 2", width=64),
))

FUNNEL_COHORT = Table("FunnelCohort", "Cohort", "Cohort", "leadbook",
                      "Leads received in a month: how far they ever got. Skipped stages count as reached.", (
    _lb("Cohort", "text", "The month the leads came in; All = every month shown.", "2026-09", width=12),
    _lb("Step", "text", "Received, Contacted, Appointment, Proposal or Closed.", "Appointment", width=14),
    _lb("Leads", "count", "n: leads received in the cohort."),
    _lb("Reached", "count", "Leads that reached this step or a later one."),
    _lb("Strict", "count", "Leads that passed every step up to this one, in order."),
    _lb("Step Rate", "share", "Reached here / reached the step before."),
    _lb("Of Received", "share", "Reached here / received."),
    _lb("Low", "share", "Wilson 95% interval of Of Received, lower end."),
    _lb("High", "share", "Wilson 95% interval of Of Received, upper end."),
    _lb("Age Days", "count", "Days since the cohort's last lead came in."),
    _lb("Note", "text", "'n < 10' = few leads, 'young' = still moving.", width=20),
))

FUNNEL_SOURCES = Table("FunnelSources", "Sources", "Source", "leadbook", "Where leads come from and what becomes of them.", (
    _lb("Source", "text", "The lead's first source.", "Referral", width=20),
    _lb("Leads", "count", "n: leads received."),
    _lb("Contacted", "count", "Leads ever spoken to."),
    _lb("Contacted %", "share", "Contacted / leads."),
    _lb("Won", "count", "Leads won."),
    _lb("Lost", "count", "Leads lost."),
    _lb("Win % Narrow", "share", "Won / (won + lost)."),
    _lb("Win % Broad", "share", "Won / (won + lost + disqualified + stale)."),
    _lb("Volume", "money", "Value of the leads won.", width=14),
    _lb("Median Hours", "number", "Median hours to first contact; leads not yet contacted counted as waiting."),
    _lb("Note", "text", "'n < 10' = few leads.", width=14),
))

FUNNEL_SPEED = Table("FunnelSpeed", "Speed", "Owner", "leadbook", "How fast new leads were contacted.", (
    _lb("Owner", "text", "The owner; Team = everybody.", "Team", width=15),
    _lb("Within", "text", "The window.", "24 h", width=10),
    _lb("Leads", "count", "n: leads whose window has elapsed."),
    _lb("Contacted", "count", "Of those, contacted within the window."),
    _lb("Share", "share", "Contacted / leads."),
    _lb("Median Hours", "number", "Median hours to first contact (Kaplan-Meier); blank if never reached."),
    _lb("P75 Hours", "number", "Three quarters were contacted within."),
    _lb("P90 Hours", "number", "Nine tenths were contacted within."),
    _lb("Median Working Hours", "number", "The same median on the working-hours clock."),
    _lb("Note", "text", "'n < 10' = few leads.", width=14),
))

LISTS = Table("Lists", "Lists", "Stage", "leadbook", "The words in the dropdowns. Change them on the Settings sheet.", (
    *(_lb(name, "text", f"The words for {name}.", width=18)
      for name in ("Stage", "Owner", "Source", "Giver", "Channel", "Outcome")),
))

SETTINGS = Table("Settings", "Settings", "Name", "people", "The rules of this workbook; they travel with the file.", (
    Column("Section", "text", "What the setting belongs to.", "staleness", width=14),
    Column("Name", "text", "The setting.", "amber_days_before", width=26),
    Column("Value", "text", "Its value. Lists: [a, b]. More than one thing: {a: 1, b: 2}.", "1", width=70),
    Column("Help", "text", "What it does.", width=70),
))

HISTORY = Table("History", "History", "Event ID", "leadbook",
                "One row is one change that LeadBook noticed: what a cell held before, and what it holds since.", (
    _lb("At", "moment", "When LeadBook noticed it: the change was made since the run before.", "2026-11-23 09:30", width=16),
    _lb("Lead ID", "id", "The lead.", "L-7K3QF9X2AB"),
    _lb("Table", "text", "The table that was changed.", "Leads", width=10),
    _lb("Row ID", "id", "The row's id in that table.", "L-7K3QF9X2AB"),
    _lb("Field", "text", "The column that was changed; blank = the whole row came or went.", "Phone", width=16),
    _lb("Old", "text", "What it held before; blank = nothing, or there was no such row.", "(212) 555-0142", width=34),
    _lb("New", "text", "What it holds since; blank = nothing, or the row is gone.", "(212) 555-0177", width=34),
    _lb("By", "text", "Who changed it, if known: LeadBook and the job, or the copy it was seen in; else blank.", "LeadBook (import)", width=18),
    _lb("Batch", "count", "The number of the run that noticed it.", "12", width=8),
    _lb("Event ID", "id", "The change's own id: the same for everybody who notices the same change.",
        "E-4ZQ81MXR7C20", width=17),
))

SEEN = Table("Seen", "Seen", "Base", "leadbook",
             "LeadBook's memory of Leads and Touches, packed: what History counts from. Leave it as it is.", (
    _lb("Base", "id", "The id of this memory, drawn from all that it holds.", "M-4ZQ81MXR7C20", width=17),
    _lb("At", "moment", "When it was made.", "2026-11-01 09:30", width=16),
    _lb("Batch", "count", "The run that made it; later rows of History come on top.", "1", width=8),
    _lb("Table", "text", "The table remembered.", "Leads", width=10),
    _lb("Field", "text", "The column remembered; blank = the ids of the rows.", "Phone", width=16),
    _lb("Part", "count", "Which piece of the column this is.", "1", width=7),
    _lb("Parts", "count", "How many pieces there are.", "2", width=7),
    _lb("Content", "text", "The values of that piece, packed.", width=40),
))

INBOX = Table("Inbox", "Inbox", "Id", "people",
              "New people from a phone or the web: a name or a company is enough. The next refresh brings them to Leads.", (
    Column("Name", "text", "First and last name. A name or a company is enough.", "Dana Whitfield", width=20),
    Column("Phone", "phone", "With area code; +44 ... for other countries.", "(212) 555-0142", width=17),
    Column("Email", "email", "E-mail address.", "dana@example.com", width=22),
    Column("Company", "text", "The company, if there is one.", "Whitfield & Sons", width=18),
    Column("Notes", "long", "Where you met, what they need, who sent them.", "Open house on Elm Street", width=30),
    Column("Source", "text", "Where they came from; blank is fine.", "Referral", width=12),
    Column("Received", "moment", "When they came in; blank = when the row is taken over.", "2026-11-20 09:30", width=16),
    _lb("Lead ID", "id", "The lead that the row became; filled = it stands in Leads.", "L-7K3QF9X2AB"),
    _lb("Reason", "long", "Why the row is not in Leads yet, or what Leads says differently.", width=44),
    _lb("Id", "id", "What the row said when it was taken over, as a short code: nothing is taken twice.", "I-7K3QF9X2AB"),
))

CONFLICTS = Table("Conflicts", "Conflicts", "Conflict ID", "leadbook",
                  "One row is one place where two copies of the workbook disagreed: both values, until you choose.", (
    _lb("When", "moment", "When the copies were merged.", "2026-11-23 09:30", width=16),
    _lb("Table", "text", "The table it is in.", "Leads", width=9),
    _lb("Row ID", "id", "The row's id in that table.", "L-7K3QF9X2AB"),
    _lb("Lead", "text", "Whom the row is about.", "Dana Whitfield", width=22),
    _lb("Field", "text", "The column; blank = the whole row (one copy changed it, the other deleted it).", "Phone", width=14),
    _lb("Ours", "text", "What stands in the sheet meanwhile.", "(212) 555-0142", width=28),
    _lb("Theirs", "text", "What the other copy says; blank = nothing.", "(212) 555-0177", width=28),
    _lb("Ours By", "text", "The copies that say so, and who wrote it if known.", "LeadBook.xlsm", width=18),
    _lb("Theirs By", "text", "The copies that say so, and who wrote it if known.", "LeadBook-PC2.xlsm", width=18),
    Column("Choice", "choice", "Ours = leave it, Theirs = take the other; or type what is right. Then refresh.", "Theirs",
           options=("Ours", "Theirs"), width=18),
    _lb("Decided", "moment", "When your choice was carried out; blank = still open.", "2026-11-23 10:00", width=16),
    _lb("Conflict ID", "id", "The conflict's own id: the same whoever merges.", "C-4ZQ81MXR7C", width=15),
))

FUNNELS = (FUNNEL_WEEKLY, FUNNEL_COHORT, FUNNEL_SOURCES, FUNNEL_SPEED)
TABLES: dict[str, Table] = {
    table.name: table for table in (LEADS, TOUCHES, PLAN, CHECKS, CERTIFICATE, ACCOUNT, *FUNNELS, LISTS, SETTINGS,
                                    HISTORY, SEEN, INBOX, CONFLICTS)}
YOUNG = (HISTORY.name, SEEN.name, CERTIFICATE.name, ACCOUNT.name, INBOX.name, CONFLICTS.name)  # older ones lack them
