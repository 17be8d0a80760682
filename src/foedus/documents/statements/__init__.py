"""The corpus of clauses of joint statements and sponsored texts that comes with foedus."""
