"""The words that contact programs write over their columns -> the columns of Leads.

Source: facts/hygiene.md, 'Import headers' (Google old and new, Outlook, HubSpot, Salesforce, Pipedrive, Follow Up
Boss, Zoho, Thunderbird). Headers are compared without case, signs and spaces at the ends: ``E-mail 1 - Value`` is
``e mail 1 value``. The first word of a column wins over the later ones where a file has several.
"""

from __future__ import annotations

import re

from leadbook.schema import LEADS

FIRST, MIDDLE, LAST, SUFFIX = "first name", "middle name", "last name", "name suffix"
OPT_OUT, OPT_OUT_EMAIL, OPT_OUT_CALL, OPT_OUT_TEXT = "opt out", "opt out e-mail", "opt out call", "opt out text"
PLAIN_NOTE = "plain note"

WORDS: dict[str, tuple[str, ...]] = {
    "Name": ("name", "full name", "contact name", "lead name", "person name", "client name", "customer name",
             "display name", "contact", "person", "client", "customer", "contact full name"),
    FIRST: ("first name", "firstname", "given name", "first", "forename", "contact first name", "person first name"),
    MIDDLE: ("middle name", "additional name", "middle", "middlename"),
    LAST: ("last name", "lastname", "family name", "surname", "last", "contact last name", "person last name"),
    SUFFIX: ("name suffix", "suffix"),
    "Company": ("company", "company name", "organization name", "organization 1 name", "organization", "organisation",
                "company account", "account name", "account", "associated company", "person organization",
                "deal organization", "business", "business name", "employer", "firm"),
    "Address": ("address", "street", "street address", "address line 1", "address 1", "mailing street",
                "address 1 street", "business street", "home street", "home address", "other street", "work address",
                "person postal address", "address 1 formatted", "mailing address", "street 1", "address street"),
    "City": ("city", "mailing city", "address 1 city", "business city", "home city", "other city", "town",
             "home address city", "work city", "address city"),
    "State": ("state", "state region", "state province", "mailing state province", "mailing state", "address 1 region",
              "business state", "home state", "other state", "province", "region", "home address state", "work state",
              "address state"),
    "ZIP": ("zip", "zip code", "zipcode", "postal code", "postcode", "zip postal code", "mailing zip postal code",
            "mailing zip", "address 1 postal code", "business postal code", "home postal code", "other postal code",
            "home zipcode", "work zipcode", "mailing postal code", "address zip"),
    "Source": ("source", "lead source", "original source", "contact source", "original traffic source",
               "how did you hear about us", "deal source", "lead origin"),
    "Campaign": ("campaign", "campaign name", "event", "trade show", "lead campaign"),
    "Giver": ("giver", "referred by", "referrer", "referral", "referral from", "referral source name", "referred from"),
    "How Met": ("how met", "how we met", "where met"),
    "Owner": ("owner", "contact owner", "lead owner", "assigned to", "assigned agent", "person owner", "deal owner",
              "record owner", "account owner", "contact owner name", "sales", "sales rep", "salesperson",
              "agent", "assignee", "owner name", "assigned user"),
    "Stage": ("stage", "lead status", "status", "lead stage", "lifecycle stage", "deal stage", "contact status",
              "pipeline stage", "person stage"),
    "Type": ("type", "contact type", "lead type", "relationship"),
    "Need": ("need", "needs", "interest", "interested in", "looking for", "product interest", "deal title"),
    "Need By": ("need by", "needed by"),
    "Next Action": ("next action", "next step"),
    "Next Date": ("next date", "next follow up", "follow up date", "next activity date", "next call date",
                  "person next activity date"),
    "Promise": ("promise", "call back", "callback date", "call back date"),
    "Received": ("received", "created", "create date", "created date", "created at", "created time", "creation date",
                 "date created", "date added", "added", "added on", "first seen", "lead created", "lead date",
                 "person created", "contact created", "person person created", "registration date", "date received",
                 "deal created"),
    "Value": ("value", "amount", "deal value", "deal amount", "lead value", "price", "budget", "opportunity amount"),
    "Expecting Call": ("expecting call", "expects call"),
    "First Contact": ("first contact",),
    "Appointment": ("appointment",),
    "Proposal": ("proposal",),
    "Closed": ("closed",),
    "Lost Reason": ("lost reason", "deal lost reason", "reason lost"),
    "Birthday": ("birthday", "birth date", "birthdate", "date of birth", "dob", "person birthday"),
    "Card": ("card", "business card"),
    "Tags": ("tags", "tag", "labels", "label", "categories", "category", "groups", "group membership", "person labels",
             "person label", "list", "segments"),
    "Newsletter": ("newsletter", "has newsletter", "newsletter consent", "subscribed", "email opt in", "e mail opt in",
                   "opt in", "marketing consent", "marketing opt in", "email marketing", "mailing list"),
    OPT_OUT: ("do not contact", "dnc", "opt out", "opted out", "unsubscribed", "no contact",
              "blocked", "do not disturb"),
    OPT_OUT_EMAIL: ("email opt out", "e mail opt out", "has opted out of email", "opted out of email",
                    "unsubscribed from all email", "do not email", "do not e mail", "unsubscribed from email",
                    "email unsubscribed", "no email"),
    OPT_OUT_CALL: ("do not call", "call opt out", "phone opt out", "has opted out of calls", "no calls", "do not phone",
                   "dnc call"),
    OPT_OUT_TEXT: ("do not text", "sms opt out", "text opt out", "has opted out of sms", "no texts",
                   "sms unsubscribed"),
    PLAIN_NOTE: ("notes", "note", "comments", "comment", "remarks"),
}
TARGETS = {word: target for target, words in WORDS.items() for word in words}
RANKS = {word: rank for words in WORDS.values() for rank, word in enumerate(words)}

_PHONE = re.compile(r"(?:(?:person|contact|lead|primary|main|company|business|work|office|home|other|mobile|cell|car|"
                    r"direct|day|evening|best|cellular) )*"
                    r"(?:phone|telephone|mobile|cell|tel|cellphone|handphone|mobile phone|cell phone)"
                    r"(?: (?:number|no|work|home|other|mobile|cell|main|primary|business|value|\d+|\d+ value))*")
_EMAIL = re.compile(r"(?:(?:person|contact|lead|primary|secondary|main|business|work|home|other|personal|alternate) )*"
                    r"(?:email|e mail|mail)(?: (?:address|work|home|other|primary|secondary|personal|value|\d+|"
                    r"\d+ value|\d+ address|address \d+))*")
_LABEL = re.compile(r"(?:(?:e mail|email|phone) \d+ (?:label|type)|(?:e mail|email) type)")


def plain(header: str) -> str:
    """A header without case and signs: ``E-mail 1 - Value`` -> ``e mail 1 value``; ``firstName`` -> ``first name``."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header.strip())
    return " ".join(re.sub(r"[\W_]+", " ", split).casefold().split())


def target_of(header: str) -> str:
    """The column of Leads (or one of the names above, or ``label``) that a header means; "" if nobody knows it."""
    word = plain(header)
    if word in TARGETS:
        return TARGETS[word]
    if _LABEL.fullmatch(word):
        return "label"
    if _PHONE.fullmatch(word):
        return "Phone"
    if _EMAIL.fullmatch(word):
        return "Email"
    return next((name for name in LEADS.names if plain(name) == word), "")


def rank_of(header: str) -> int:
    """Among headers of one target the smaller rank is asked first; a switchboard comes after a person's own phone."""
    word = plain(header)
    return RANKS.get(word, int(word.startswith("company ")))
