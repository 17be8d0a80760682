"""Meetings of China's presidents, premiers and foreign ministers, 2003-2018, from China Vitae."""
