"""The role that each write to the store needs, and the roles of a person who signed in."""

from dataclasses import dataclass

from data_access.vocabulary import Role

# Releases are the app's own write: any reader's page may cause it.
RELEASED_BY = "the app"
MAKE_RELEASES = "make releases"
# By the first words of what the audit calls a write. A write that is not listed is refused.
NEEDED = {
    "propose": Role.CONTRIBUTOR,
    "accept proposal": Role.RECORDER,
    "return proposal": Role.RECORDER,
    "record ": Role.RECORDER,
    "close month": Role.STEWARD,
    "import": Role.STEWARD,
    "refuse import": Role.STEWARD,
    "withdraw": Role.STEWARD,
    "export": Role.ADMINISTRATOR,
    "redact": Role.ADMINISTRATOR,
    "purge": Role.ADMINISTRATOR,
}
REFUSED = "Nothing was changed: you signed in as {roles}, and only the role {needed} may do this."
NOBODY_MAY = "Nothing was changed: only a command on the server does this, never a page."
NOT_YOUR_NAME = "Nothing was changed: an entry is recorded in the name of the person who signed in."


@dataclass(frozen=True)
class Person:
    """A person who signed in. ``subject``: the provider's own name for the person.

    ``organisation``: the ref of the one for which a contributor proposes; null for others.
    """

    subject: str
    name: str
    roles: frozenset[Role]
    organisation: str | None = None

    def may(self, *roles: Role) -> bool:
        """Whether the person has one of ``roles``; whoever has any role may read."""
        return not self.roles.isdisjoint(roles) or (Role.READER in roles and bool(self.roles))


def role_needed(what: str) -> Role | None:
    """The role that the write ``what`` takes; null if no page may make it."""
    return next((role for start, role in NEEDED.items() if what.startswith(start)), None)


def why_refused(person: Person, who: str, what: str) -> str | None:
    """Why ``person`` may not make the write ``what`` as ``who``, in a sentence; null if they may.

    ``what``: as the audit calls it.
    """
    if (who, what) == (RELEASED_BY, MAKE_RELEASES):
        return None
    needed = role_needed(what)
    if needed is None:
        return NOBODY_MAY
    if not person.may(needed):
        roles = (
            " and ".join(role for role in Role if role in person.roles) or "somebody without a role"
        )
        return REFUSED.format(roles=roles, needed=needed)
    return None if who == person.name else NOT_YOUR_NAME
