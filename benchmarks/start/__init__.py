"""Time from nothing: import, commands, the build."""
