"""Figures that anyone can measure again: ``make bench`` prints them beside their budgets."""
