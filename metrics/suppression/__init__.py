"""Withholds small counts of victims, and enough others that no small count can be derived.

Counts are protected one dimension at a time (``CountTable``), by area and period. A count of 1 to 4
is always withheld (primary suppression). Since the tables share their totals, a reader could still
derive it: from a total less the other parts, from two tables that count the same people, or from a
year less its quarters. So further counts are withheld (secondary suppression) until a reader who
knows every count ever shown, and the rule, must think each small one possibly five or more, with
four possible values.

``history.History`` protects one quarter after another, each with the year to it, of all areas: by
what was recorded of those before (``closed_periods``) it finds what must be hidden in any case
(``newest_periods``). ``yearly_areas.protect_areas`` then protects the areas of a year to March.
Both attack what they would show (``possible_counts``, by the ``linear_programme``), and hide the
cheapest counts that stop every attack (``hitting_set``), by the table in ``costs``. Of many areas
each is protected by itself (``many_areas``), with the older search in ``secondary_suppression``,
``sum_checks`` and ``lp_attack`` over ``linked_tables``.
"""
