"""The corpus of expert pieces that comes with foedus: data files and their description."""
