"""The list of pages, and what stands around each of them."""

from pathlib import Path

import streamlit as st

from data_access.store import StoreProblem
from ui import reads
from ui.page import provenance, url_state

HERE = Path(__file__).parent

page = st.navigation(
    {
        "": [
            st.Page("../pages/briefing.py", title="Briefing", default=True),
            st.Page(
                "../pages/recommendations.py",
                title="Recommendations",
                url_path="recommendations",
            ),
            st.Page(
                "../pages/joint_action_plan.py",
                title="Joint action plan",
                url_path="joint-action-plan",
            ),
        ],
        "Joint work": [
            st.Page(
                "../pages/case_action_plans.py",
                title="Case action plans",
                url_path="case-action-plans",
            ),
            st.Page("../pages/escalations.py", title="Escalations", url_path="escalations"),
        ],
        "Victims": [
            st.Page(
                "../pages/victim_communication.py",
                title="Victim communication",
                url_path="victim-communication",
            ),
            st.Page(
                "../pages/right_to_review.py",
                title="Victims’ Right to Review",
                url_path="right-to-review",
            ),
            st.Page(
                "../pages/when_support_ends.py",
                title="When support ends",
                url_path="when-support-ends",
            ),
            st.Page(
                "../pages/protected_characteristics.py",
                title="Protected characteristics",
                url_path="protected-characteristics",
            ),
        ],
        "Explore": [
            st.Page("../pages/explore.py", title="Explore", url_path="explore"),
            st.Page("../pages/find.py", title="Find", url_path="find"),
            st.Page(
                "../pages/publication.py",
                title="Safe to say in public",
                url_path="safe-to-say-in-public",
            ),
        ],
        "Office": [
            st.Page("../pages/meetings.py", title="Meetings", url_path="meetings"),
            st.Page("../pages/update.py", title="Update", url_path="update"),
            st.Page("../pages/data.py", title="Data", url_path="data"),
            st.Page(
                "../pages/about_the_data.py", title="About the data", url_path="about-the-data"
            ),
        ],
    },
    position="top",
)
st.set_page_config(page_title=f"{page.title} - RaSSO Oversight", layout="wide")
st.logo(HERE / "wordmark.svg")
st.html(HERE / "style.css")

# The marking is placed first: a page that stops early, or fails, keeps it.
body = st.container()
with st.container(key="footer"):
    st.markdown("OFFICIAL-SENSITIVE")
with body:
    try:
        provenance.demonstration_notice(reads.begin_run())
        page.run()
    except reads.Overtaken:
        st.rerun()
    except StoreProblem as problem:
        st.error(str(problem))
    finally:
        url_state.show(page.url_path)
