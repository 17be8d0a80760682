"""Do China, Russia, Iran and North Korea vote ever more alike, and does the West?"""
