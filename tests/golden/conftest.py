"""Scripts that made the numbers need programs that the tests do not: they are not collected."""

collect_ignore_glob = ["make_*.py"]
