"""Types of the data that pass between modules."""

from collections.abc import Mapping
from typing import Any

import polars as pl

# Frames by the name of their table.
Tables = Mapping[str, pl.DataFrame]
# One row of a frame, by column.
Row = dict[str, Any]
