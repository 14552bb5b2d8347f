"""Every measure of what victims meet, and of the people who see to it."""

from metrics.people_measures import PEOPLE_MEASURES
from metrics.review_measures import REVIEW_MEASURES
from metrics.support_measures import CHARACTERISTIC_MEASURES, SUPPORT_MEASURES
from metrics.telling_measures import TELLING_MEASURES

VICTIM_MEASURES = (
    *TELLING_MEASURES,
    *REVIEW_MEASURES,
    *SUPPORT_MEASURES,
    *CHARACTERISTIC_MEASURES,
    *PEOPLE_MEASURES,
)
