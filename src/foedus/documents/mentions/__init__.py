"""Which states a text names, where, and in which way, in English, Chinese and Russian."""
