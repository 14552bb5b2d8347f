"""What the figures of people are, defined once: of staff and of meetings, never of victims."""

from functools import partial

from metrics.measures.measure import Better, Measure
from metrics.measures.process import SHARE, of_sample

YEARS = "Training years, as the force sent them"

_of_posts = partial(
    Measure,
    denominator="posts of investigators, of the areas that gave both numbers",
    exclusions="areas that did not give the number, which are counted and shown",
    source=YEARS,
    basis="one financial year, as the newest file says",
    unit=SHARE,
    better=Better.UP,
    evidence_for=("rape-1/12/b",),
)

PEOPLE_MEASURES = (
    of_sample(
        code="review_understood",
        title="investigators who can explain the right to review",
        definition=(
            "Of investigators sampled, the share who could explain the Victims’ Right to Review."
        ),
        numerator="investigators sampled who could explain it",
        denominator="investigators sampled",
        unit=SHARE,
        target="every investigator: recommendation 7",
        target_share=1.0,
        evidence_for=("rape-1/7/a",),
    ),
    of_sample(
        code="support_meetings_attended",
        title="SARC and ISVA meetings that the CPS attended",
        definition="Of meetings with the SARC and ISVA services looked at, those the CPS attended.",
        numerator="such meetings that the CPS attended",
        denominator="meetings looked at",
        caveat="Meetings are counted where a sample was taken: others may have been held.",
        target="twice a year: the Commissioner’s published response",
        evidence_for=("rape-1/2/a",),
    ),
    _of_posts(
        code="ssaidp_completed",
        title="investigators who completed the SSAIDP in the year",
        definition=(
            "Investigators who completed the Specialist Sexual Assault Investigators Development "
            "Programme in the financial year, and the share that they are of posts."
        ),
        numerator="investigators who completed the programme in the year",
        caveat="The programme is done once: a low share in one year may follow a high one.",
    ),
    _of_posts(
        code="investigators_qualified",
        title="qualified RaSSO investigators",
        definition="Qualified RaSSO investigators, and the share that they are of posts.",
        numerator="qualified investigators",
        caveat="Those qualified need not be in one of the posts: the share may pass 100%.",
    ),
    _of_posts(
        code="investigators_accredited",
        title="investigators with current accreditation",
        definition="Investigators whose accreditation is current, and their share of posts.",
        numerator="investigators with current accreditation",
        caveat="Accreditation is renewed every year: it is as the newest file says.",
    ),
)
