"""Roll calls and what is estimated from them: ideal points, cohesion of groups."""
