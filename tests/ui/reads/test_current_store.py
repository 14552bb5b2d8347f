from tests.serving import ROOT


def test_nothing_in_the_app_is_kept_between_runs_by_another_way():
    files = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    cached = {
        file.relative_to(ROOT).as_posix()
        for file in files
        if "st.cache_" in file.read_text(encoding="utf-8")
    }

    assert cached == {"ui/reads/__init__.py"}
