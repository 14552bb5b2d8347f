"""What is said against what is seen: on the briefing, on a recommendation, in the definitions."""



STAYS = "The figures of another page are not a list of this one"


def rows_of(page, *columns):
    """The table with these columns, as plain rows."""
    for table in page.table:
        if set(columns) <= set(table.value.columns):
            return list(table.value[list(columns)].itertuples(index=False, name=None))
    return None


def test_a_recommendation_sets_its_measures_beside_what_is_said_of_each_part(open_page):
    page = open_page("recommendations", rec="5")

    shown = rows_of(page, "Part", "Said of it", "Measure", "Newest figure", "Met or missed")
    assert [row for row in shown if row[0] in ("5b", "5c")] == [
        (
            "5b",
            "Force: reported complete; CPS: reported complete",
            "Letters that give the sender’s contact details",
            "15 of 25 (60%), sample of 3 December 2021",
            "**missed**",
        ),
        (
            "5c",
            "Force: under way; CPS: reported complete",
            "Meeting in the 28 days before a decision to take no further action",
            "27 of 113 (24%), February 2021 to January 2022",
            "**missed**",
        ),
    ]
    assert "Case figures as at 31 January 2022, the last closed month-end." in [
        caption.value for caption in page.caption
    ]
    links = [link.proto.label for link in page.get("page_link")]
    assert links == ["Case action plans", "Escalations"]
