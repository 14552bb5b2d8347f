"""Who comes for the first time has five notes before them, until they hide them."""

from playwright.sync_api import expect

from tests.browser.looking import (
    TELEPHONE,
    assert_accessible,
    assert_everything_is_near,
    opened,
    settled,
)


def test_notes_are_shown_until_they_are_hidden_and_again_when_asked_for(app_for, browser):
    url = app_for("demonstration").url
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = opened(context.new_page(), f"{url}/joint-action-plan?show=overdue")
        notes = page.get_by_role("region", name="Notes for a first visit")
        expect(notes.get_by_role("listitem")).to_have_count(5)
        assert_accessible(page)

        with page.expect_navigation(url=f"{url}/joint-action-plan?show=overdue"):
            notes.get_by_role("link", name="Hide these notes").click()
        expect(page.get_by_role("heading", name="Joint action plan")).to_be_visible()
        settled(page)
        assert page.url == f"{url}/joint-action-plan?show=overdue"
        expect(notes).to_have_count(0)
        opened(page, f"{url}/words?word=withheld")
        expect(notes).to_have_count(0)
        expect(page.locator(".st-key-lead")).to_contain_text("hidden by suppression")

        page.get_by_role("link", name="Show the five notes again").click()
        expect(notes).to_have_count(1)


def test_the_notes_leave_everything_of_a_fresh_office_near(app_for, browser):
    with browser.new_context(viewport=TELEPHONE) as context:
        page = opened(context.new_page(), app_for("starter").url)
        expect(page.get_by_role("region", name="Notes for a first visit")).to_be_visible()

        assert_everything_is_near(page)
