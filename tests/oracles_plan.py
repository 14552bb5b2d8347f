"""A slow and simple second implementation of date changes and waits: rows are dicts."""

import re
from datetime import date
from statistics import median
from typing import Any

Row = dict[str, Any]
Rows = list[Row]


# Dates against the first agreed


def dated(actions: Rows) -> Rows:
    """Actions with a date, except those that were dropped."""
    return [row for row in actions if row["due_on"] and row["state"] != "not being taken forward"]


def on_first_date(actions: Rows) -> tuple[int, int, int, int, float | None]:
    """The numbers dated, on their first date, later and earlier; the median of those later."""
    later = [(row["due_on"] - row["first_agreed_on"]).days for row in dated(actions)]
    return (
        len(later),
        sum(days == 0 for days in later),
        sum(days > 0 for days in later),
        sum(days < 0 for days in later),
        median([days for days in later if days > 0]) if max(later, default=0) > 0 else None,
    )


def later_text(actions: Rows) -> str:
    """The result of ``on_first_date`` as a sentence."""
    number, _, later, _, middle = on_first_date(actions)
    if number == 0:
        return "No action has a date."
    sentence = (
        f"{later} of {number} dated action{'s' if number > 1 else ''} "
        f"{'is' if later == 1 else 'are'} later than first agreed"
    )
    if middle is not None:
        whole = int(middle) if middle == int(middle) else middle
        sentence += f", median {whole} day{'' if middle == 1 else 's'}"
    return sentence + "."


def due_within(actions: Rows, day: date, days: int) -> Rows:
    """Open actions due on the day or up to ``days`` after it, the nearest first."""
    due = [
        row
        for row in actions
        if row["is_open"] and row["due_on"] and 0 <= (row["due_on"] - day).days <= days
    ]
    return sorted(due, key=lambda row: row["due_on"])


# Waits


def waiting_links(actions: Rows) -> Rows:
    """One row for each thing that an open action waits on."""
    is_open = {row["ref"]: row["is_open"] for row in actions}
    found = []
    for row in actions:
        if not row["is_open"] or row["waiting_on"] is None:
            continue
        words = re.findall(r"[A-Za-z0-9]+", row["waiting_on"])
        named = list(dict.fromkeys(word for word in words if word in is_open))
        for on in named or [row["waiting_on"].strip()]:
            found.append(
                {
                    "ref": row["ref"],
                    "title": row["title"],
                    "lead_organisation": row["lead_organisation"],
                    "waiting_on": row["waiting_on"],
                    "on": on,
                    "is_action": on in is_open,
                    "on_is_open": is_open.get(on),
                }
            )
    return found


def reached(links: Rows, thing: str) -> set[str]:
    """Everything that waits on a thing directly or indirectly; itself too, in a cycle."""
    found: set[str] = set()
    while True:
        more = {row["ref"] for row in links if row["on"] == thing or row["on"] in found} - found
        if not more:
            return found
        found |= more


def behind(links: Rows, thing: str) -> set[str]:
    """Everything behind a thing, except itself."""
    return reached(links, thing) - {thing}
