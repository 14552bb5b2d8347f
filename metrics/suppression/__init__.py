"""Withholds small counts of victims, and enough others that no small count can be derived.

Counts are protected one dimension at a time (``CountTable``), by area and period. A count of 1 to 4
is always withheld (primary suppression). Since the tables share their totals, a reader could still
derive it: from a total less the other parts, from two tables that count the same people, or from a
year less its quarters. So further counts are withheld (secondary suppression) until a reader who
knows every shown count, and that no count is negative, cannot narrow a withheld one to fewer than
four whole numbers. A count of 0 is always shown.

``linked_tables`` lays all counts out in one array, with every sum between them.
``secondary_suppression`` decides which of them to hide: in a small table by trying all choices,
otherwise step by step, where ``sum_checks`` finds the counts that a single sum gives away, and
``lp_attack`` those that all sums together do. There are two entry points:
``quarterly.protect_period`` protects a quarter of all areas; then ``yearly_areas.protect_areas``
protects the areas of a year, given the counts that its quarters already show.
"""
