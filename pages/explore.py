"""What is the answer to a question that no page asks, and can it be shown without harm?"""

from dataclasses import replace

from metrics.exploring.answers import as_at
from metrics.exploring.comparing import OTHERS
from metrics.exploring.wording import question_in_words
from ui import answering, comparing, controls, exploring, layout, prose, provenance, saved_views
from ui.taking import take_away

# Read
view = controls.header("Explore")
provenance.stop_if_empty(view)
view, question, cells, drawn, held, sources = exploring.explored(view)
shown = answering.picture(view, question, cells, drawn, sources)
day = as_at(question, sources, held)

# Draw
prose.lead(question_in_words(question, view.standing.limits))
answering.draw(view, question, cells, shown, day)
answering.meaning(view, question)
take_away(answering.taken(view, question, cells, shown, day))
compared, beside = comparing.compare(view, question, cells, held, view.in_full)
with layout.section("views", "Kept views"):
    other = dict.fromkeys(OTHERS, "") | compared
    saved_views.show(view, "explore", other)
    saved_views.offer(view, "explore", other)
controls.copy_link(replace(view, in_full=view.in_full | beside))
