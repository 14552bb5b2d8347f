"""Every measure of what victims meet, and of the people who see to it."""

from metrics.measures.people import PEOPLE_MEASURES
from metrics.measures.review import REVIEW_MEASURES
from metrics.measures.support import CHARACTERISTIC_MEASURES, SUPPORT_MEASURES
from metrics.measures.telling import TELLING_MEASURES

VICTIM_MEASURES = (
    *TELLING_MEASURES,
    *REVIEW_MEASURES,
    *SUPPORT_MEASURES,
    *CHARACTERISTIC_MEASURES,
    *PEOPLE_MEASURES,
)
