"""Thompson, Sakuwa and Suhas: strategic rivalries to 2020."""
