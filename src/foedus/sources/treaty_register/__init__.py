"""foedus' own register: obligations signed, changed or ended after ATOP's last year (2018)."""
