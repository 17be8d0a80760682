"""Gibler, Miller and Little: militarised interstate disputes, revised."""
