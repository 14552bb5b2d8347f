"""Every subject of the page Explore, by its code: the things to count first, then the measures."""

from metrics.exploring.process_subjects import PLAN_SUBJECTS, PROCESS_SUBJECTS
from metrics.exploring.subject import Subject
from metrics.exploring.victim_subjects import VICTIM_SUBJECTS

_EVERY = (*VICTIM_SUBJECTS, *PROCESS_SUBJECTS, *PLAN_SUBJECTS)
SUBJECTS: dict[str, Subject] = {
    subject.code: subject
    for subject in sorted(_EVERY, key=lambda subject: subject.measure is not None)
}
