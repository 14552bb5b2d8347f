"""Addresses of single things as at the day of a view, from any page."""

from urllib.parse import urlencode

from ui.page.filters import ACTION, MEETING
from ui.page.page_view import PageView
from ui.pages import JOINT_ACTION_PLAN, MEETINGS


def action_address(view: PageView, ref: str) -> str:
    """The address of the history of an action."""
    return f"{JOINT_ACTION_PLAN.url_path}?{urlencode(view.parameters(**{ACTION.key: ref}))}"


def meeting_addresses(view: PageView) -> dict[str, str]:
    """The address of each meeting held, by its ref."""
    return {
        ref: f"{MEETINGS.url_path}?{urlencode(view.parameters(**{MEETING.key: ref}))}"
        for ref in view.day_state.tables["meeting"]["ref"]
    }
