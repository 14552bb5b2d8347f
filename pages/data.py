"""What is loaded about cases, from whom, how old, with what gaps; and how is more loaded?"""

from metrics import holdings
from ui import controls, entering, figures, intake, reads
from ui.rows.loaded import batch_rows, gap_rows, loaded_rows, silent_rows
from ui.tables import table

# Read
view = controls.header("Data")
tallies = reads.tallies(view.held, view.day)
batches = holdings.received_by(view.held.tables["import_batch"], view.day)
months = holdings.closed_by(view.held.tables["closed_month"], view.day)

# Compute
loaded = holdings.loaded(tallies, batches, view.day)
gaps = holdings.gaps(tallies, view.day)
silences = holdings.silences(tallies)

# Draw
entering.say_what_was_saved()
figures.lead(holdings.in_words(loaded, view.day))
with figures.section("loaded", "What is loaded"):
    table(loaded_rows(loaded), key="loaded", alt="Each table that holds rows of cases")
    figures.nothing_if_empty(loaded, "No file about cases had been received by this day.")
with figures.section("gaps", "Months with nothing"):
    table(gap_rows(gaps, view.standing.names), key="gaps", alt="Months without rows")
    figures.nothing_if_empty(gaps, "No month is empty in what is loaded.")
with figures.section("silences", "What the rows do not say"):
    table(silent_rows(silences), key="silences", alt="What is missing, and in how many rows")
    figures.nothing_if_empty(silences, "Nothing is missing in what is loaded.")
with figures.section("months", "Closed month-ends"):
    figures.words(holdings.months_in_words(months))
    intake.offer_to_close(view, holdings.next_month_end(months, tallies, view.day))
with figures.section("load", "Load files"):
    intake.load_files(view)
with figures.section("templates", "Templates to fill in"):
    intake.offer_templates(view)
with figures.section("history", "Import history"):
    table(batch_rows(batches), key="batches", alt="Each file that was loaded, the newest first")
    figures.nothing_if_empty(batches, "No file has been loaded.")
    intake.offer_to_withdraw(batches)
controls.copy_link(view)
figures.source(view, "Counts of 1 to 4 rows of cases are withheld.")
