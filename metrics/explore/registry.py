"""Every subject of the page Explore, by its code: the things to count first, then the measures."""

from metrics.explore.measure_spec import Subject
from metrics.explore.process_measures import PLAN_SUBJECTS, PROCESS_SUBJECTS
from metrics.explore.victim_measures import VICTIM_SUBJECTS

_EVERY = (*VICTIM_SUBJECTS, *PROCESS_SUBJECTS, *PLAN_SUBJECTS)
SUBJECTS: dict[str, Subject] = {
    subject.code: subject
    for subject in sorted(_EVERY, key=lambda subject: subject.measure is not None)
}
