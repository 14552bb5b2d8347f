"""Parts with what was said of them, made from rows."""

from metrics.recommendations.positions import with_voices
from tests.builders import AS_AT, frame

JOINT = {"for_force": True, "for_cps": True}
FOR_OTHERS = {"for_force": False, "for_cps": False, "addressee": "Home Office"}


def parts_of(rows):
    return with_voices(
        frame("requirement", *rows["requirement"]),
        frame("position", *rows["position"]),
        frame("judgement", *rows["judgement"]),
        frame("evidence", *rows["evidence"]),
        AS_AT,
    )


def one_part(*positions, judgements=(), evidence=(), **part):
    """The one part, with what was said of it."""
    rows = {
        "requirement": [part],
        "position": positions,
        "judgement": judgements,
        "evidence": evidence,
    }
    return parts_of(rows).row(0, named=True)


def said(voice, state, on="2021-10-01", **details):
    return {"voice": voice, "state": state, "effective_on": on, **details}
