"""Reads figures in tests, and gives the plan that they are read from."""

PLAN = [
    {"first_due_on": "2022-02-14"},
    {"first_due_on": "2022-02-27"},
    {"first_due_on": "2022-02-28"},
    {"opened_on": "2021-10-01"},
    {"first_due_on": "2022-01-10"},
    {"first_due_on": "2022-01-31"},
]


def numbers_of(figures):
    """Each number, its denominator and the words under it, by measure."""
    return {
        figure.measure.code: (figure.value, figure.out_of, figure.last_time, figure.note)
        for figure in figures
    }


def refs_of(figures):
    """The refs in the list behind each figure, by measure."""
    return {figure.measure.code: figure.rows["ref"].to_list() for figure in figures}
