"""The published scheme of ideal points at the UN (Bailey, Strezhnev and Voeten 2017).

A state at ``x`` votes on an item with slope ``b`` and cuts ``c1 < c2`` by ``z = b x + e``,
``e`` standard normal: yes below ``c1``, abstention between, no above ``c2`` (ordinal probit;
sampling after Johnson and Albert 1999). Absence is missing.

**Prior.** Slopes are N(0, 1); cuts flat within 7 of 0. A position is normal around the same
state's in its session before (its first one around its second), with variance ``smoothing *
n / (n + m)``: n votes in the session, m in the other. Smoothing is .5.

**Scale.** Each sweep the positions drawn are kept within 5 and set to mean 0 and variance
1, without changing slopes and cuts; what a position is pulled to is the *conditional mean*
of the other one sweep earlier, on the scale before that setting. Strictly this is no Gibbs
sampler of one model, but the published scale and standard deviations depend on it, so it is
kept here. A model that is identified is `foedus.rollcalls.own`.

**What differs.** For the first sweeps, which are not kept, the poles stay where they begin:
on some issues single sessions otherwise settle turned round. Proposals for cuts have a size
for each item, tuned in the sweeps that are not kept, in place of one size for all (.2/3),
and their ratio counts the truncation of both cuts; draws are the same in distribution and
mix faster.

Needs numba: ``pip install 'foedus[votes]'``.
"""
