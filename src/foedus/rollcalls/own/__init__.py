"""The model of foedus for roll calls: dynamic, ordinal, Bayesian, identified.

**Votes.** An actor at ``x`` (one to three numbers) votes on an item with slope ``b`` and
cuts ``c1 < c2`` by ``z = b x + e``, ``e`` standard normal: yes below ``c1``, abstention
between, no above ``c2``. Absence is missing. Items that repeat an earlier one share its
slope and cuts, which ties periods together.

**Positions** move from period to period by ``x_t = r x_(t-1) + u``, with ``r = exp(-w)``
and ``u`` of variance ``1 - r^2``; over a gap of g periods ``r`` is taken to the power g.
Each actor has its own ``w``, alike in all directions, hence its own volatility; their
logarithms are normal over actors, with mean and spread learnt. Every position is N(0, 1) before the votes, which
fixes place and scale. A random walk (``r = 1``) does not: blocs that vote as one then
run off without bound.

**Items.** Slopes are N(0, 1), as in the published model; lower cuts and logarithms of the
gap between the cuts are normal, with means and spreads learnt. A spread of slopes
that is learnt makes them so steep that blocs which vote as one, such as the Soviet one, are
pushed far out.

**Reported** is every draw shifted and stretched to mean 0 and standard deviation 1 over
all points, items with it (votes are exactly as likely), the poles up and down as named.

**Computing.** Chains begin scattered around the fast estimate, on further axes around the
main axes of what it leaves unexplained (`start`). A sweep draws items one by one (`items`),
stretches of each actor's path by filtering forward and sampling backward (`positions`),
shifts of whole eras (`shift`), with two dimensions or more turns and mirrors of these
(`turn`), and the scale and spreads that items and actors share (`sampler`). Every random
number is a function of seed, chain, sweep and what it is for (`chance`), so threads do not
matter.

Needs numba: ``pip install 'foedus[votes]'``. References: Johnson and Albert 1999; Martin
and Quinn 2002; Bailey, Strezhnev and Voeten 2017.
"""
