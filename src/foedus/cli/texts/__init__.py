"""The commands over texts: `foedus texts`."""
