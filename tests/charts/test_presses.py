"""What can be pressed in charts, as it is drawn, declared and documented."""

import json
from pathlib import Path

from charts.registry import PRESSED, PRESSES, SPECS, chart_text

GUIDE = Path(__file__).parents[2] / "docs" / "accessibility.md"


def test_what_can_be_pressed_is_declared():
    drawn = json.loads(SPECS.read_text(encoding="utf-8"))
    pressed = {name for name, spec in drawn.items() if f'"{PRESSED}"' in json.dumps(spec)}
    assert pressed == {str(chart) for chart in PRESSES}


def test_the_guide_says_of_each_what_a_press_does():
    guide = GUIDE.read_text(encoding="utf-8")
    assert [chart for chart in PRESSES if f"| {chart_text(chart)} |" not in guide] == []
