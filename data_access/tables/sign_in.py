"""Sessions of people who signed in, and the record of access."""

from datetime import datetime

from sqlmodel import Field

from data_access.tables.base import Numbered


class SignInSession(Numbered, table=True):
    """A session, from signing in until it ends.

    ``key``: a hash of what the provider said at this sign-in, so that a cookie cannot be made from
    it. ``subject``: the provider's own name for the person, which never changes. ``roles``: with
    commas between. ``ended_at``: null while nobody has ended it; it is over at ``ends_at`` anyway.
    ``organisation``: for which a contributor proposes.
    """

    __tablename__ = "sign_in_session"
    key: str = Field(unique=True)
    subject: str
    name: str
    roles: str
    started_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None
    ended_by: str | None = None
    organisation: str | None = None


class AccessEvent(Numbered, table=True):
    """Something that a person who signed in did or was refused; nothing about a case is in it.

    ``subject`` and ``name``: as in the session. ``what``: a word of the vocabulary. ``done_to``:
    what it was done to, such as the address of a page. ``view``: the choices in that address.
    """

    __tablename__ = "access_event"
    at: datetime
    subject: str
    name: str
    what: str
    done_to: str | None = None
    view: str | None = None
