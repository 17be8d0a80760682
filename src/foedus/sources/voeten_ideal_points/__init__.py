"""Published ideal points of states in the General Assembly (Bailey, Strezhnev, Voeten)."""
