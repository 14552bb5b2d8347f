"""How large an office's Word template may be: apart, so that what writes papers loads no store."""

MOST_BYTES = 10_000_000
TOO_LARGE = f"It is larger than {MOST_BYTES // 1_000_000} MB."
