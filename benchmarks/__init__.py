"""Measurements of speed and memory against budgets: ``make bench`` prints them."""
