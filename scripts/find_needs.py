"""Write what the need rule finds in the raw data into the package.

Run: ``python scripts/find_needs.py`` with FOEDUS_DATA set.
"""

from __future__ import annotations

from foedus.core.settings import data_folders
from foedus.ledger.need_rule import FILE, find_needs
from foedus.ledger.places import needs_folder
from foedus.sources.tidy import build_tables


def main() -> None:
    """Rebuild the file."""
    tables, _ = build_tables(data_folders(), ["icb_crises", "cow_mids"])
    find_needs(tables).to_csv(needs_folder() / FILE, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
