"""Of how many a share or median must be to be shown, and the mark where there is none."""

# Domain, section 9: a rate needs a denominator, and a median values, of at least so many. So
# "none" and "all" of a group below ten are withheld too.
AT_LEAST = 10
NOT_APPLICABLE = "[z]"
