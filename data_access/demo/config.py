"""The demonstration's last day, the name of its writer, and its size."""

from dataclasses import dataclass
from datetime import date

from data_access.store import StoreProblem

AS_AT = date(2022, 2, 28)
RECORDED_BY = "demonstration"


MOST_CASES = 2_000_000
# The territorial forces of England and Wales.
MOST_FORCES = 43
# Every draw of chance begins from this number.
SEED = 2021


@dataclass(frozen=True)
class Size:
    """The number of cases and forces; equal numbers always give equal rows.

    Errors: StoreProblem if a number is out of range.
    """

    cases: int = 5_000
    forces: int = 1

    def __post_init__(self) -> None:
        _refuse_outside("--cases", self.cases, 1, MOST_CASES)
        _refuse_outside("--forces", self.forces, 1, MOST_FORCES)
        if self.cases < self.forces:
            raise StoreProblem(
                f"--cases {self.cases} is too few for --forces {self.forces}: each force needs at "
                "least one case. Nothing was made; give more cases or fewer forces."
            )


def _refuse_outside(option: str, given: int, least: int, most: int) -> None:
    if not least <= given <= most:
        raise StoreProblem(
            f"{option} {given} cannot be used. Nothing was made; "
            f"give a whole number from {least:,} to {most:,}."
        )
