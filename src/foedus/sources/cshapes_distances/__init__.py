"""CShapes minimum distances between states, and capitals with coordinates."""
