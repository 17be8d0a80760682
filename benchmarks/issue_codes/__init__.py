"""How often are predicted issue codes right, for later votes and for gaps in between?"""
