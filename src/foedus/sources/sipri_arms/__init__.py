"""SIPRI's volumes of arms transfers by supplier, recipient and year."""
