"""Joint exercises of Russia with other states, 2009-2018, from Russia's defence ministry."""
