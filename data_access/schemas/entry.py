"""What every entry has in common."""

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    """An entry to record."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
