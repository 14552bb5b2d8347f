"""The largest size of an office's Word template: apart, so that writers of papers load no store."""

MOST_BYTES = 10_000_000
TOO_LARGE = f"It is larger than {MOST_BYTES // 1_000_000} MB."
