"""What it costs to hide a count: the cheapest are hidden first."""

from metrics.suppression.linked_tables import CountTables, Level

# With as many in a year, hardly a quarter has fewer than five. Of fewer, no quarter is shown, so
# that the year can be.
ENOUGH_FOR_QUARTERS = 40
# With fewer investigations in a year, victims are counted in the year to March alone: what changed
# from one quarter's year to the next would be a few people.
ENOUGH_FOR_EVERY_QUARTER = 300
# Where the total stands exactly elsewhere, its parts are shown if it is as great as this: of fewer,
# too much would follow.
ENOUGH_OF_A_KNOWN_TOTAL = 20
# What was hidden in the period before costs this part: the same count is hidden again and again.
AGAIN = 0.4
# A share of which the numerator or the rest is below ten costs this part.
OF_FEW = 0.2
# In a year, and in a quarter. A quarter goes before a year, a minor part before a headline, and
# what two dimensions share before each of them.
COSTS: dict[Level, tuple[float, float]] = {
    Level.HEADLINE: (4_000, 80),
    Level.TOTAL: (3_000, 60),
    Level.SHARE: (1_500, 30),
    Level.WORD: (100, 5),
    Level.MINOR: (60, 2),
    Level.CROSSED: (25, 2),
}


def cost_of(tables: CountTables, cell: tuple[str, str] | None, *, is_year: bool) -> float:
    """The cost of hiding a category of a table (null for the total) in a year or quarter."""
    if cell is None:
        level = Level.TOTAL
    else:
        name, word = cell
        level = Level.MINOR if word in tables[name].minor else tables[name].level
    return COSTS[level][0 if is_year else 1]
