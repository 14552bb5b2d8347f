"""What can be pressed in charts, as it is drawn, declared and documented."""

import json
from pathlib import Path

from charts.registry import PRESSED, PRESSES, SPECS, chart_text

GUIDE = Path(__file__).parents[2] / "docs" / "accessibility.md"
HEADINGS = ("Chart", "A press opens", "The same by keyboard", "In the address", "The way back")


def in_guide():
    """The table of presses as the guide has it: a row for charts that say the same."""
    rows = dict.fromkeys(
        (chart_text(chart), press.opens, press.twin, press.address, press.way_back)
        for chart, press in PRESSES.items()
    )
    lines = [HEADINGS, ("---",) * len(HEADINGS), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def test_what_can_be_pressed_is_declared_with_its_twin_and_its_way_back():
    drawn = json.loads(SPECS.read_text(encoding="utf-8"))
    assert {name for name, spec in drawn.items() if f'"{PRESSED}"' in json.dumps(spec)} == {
        str(chart) for chart in PRESSES
    }
    assert all(text for press in PRESSES.values() for text in press)


def test_the_guide_has_the_table_of_presses():
    assert in_guide() in GUIDE.read_text(encoding="utf-8")
