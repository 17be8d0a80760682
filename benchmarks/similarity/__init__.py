"""Vote similarity of all dyad-years against a plain loop."""
