"""What votes are on: issue codes of the maker, and codes predicted from words."""
