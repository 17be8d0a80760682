"""Voeten's roll calls of the General Assembly with issue codes and paragraph votes."""
