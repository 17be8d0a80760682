"""R-hat and effective sample size of draws whose answer is known."""

import numpy as np
import pytest

from foedus.core.errors import FoedusError
from foedus.rollcalls.sampling.convergence import effective_size, r_hat, ranked


def autoregressive(phi, chains=4, length=2000, count=40, seed=0):
    shock = np.random.default_rng(seed).standard_normal((chains, length, count))
    x = np.empty_like(shock)
    x[:, 0] = shock[:, 0] / np.sqrt(1 - phi**2)
    for t in range(1, length):
        x[:, t] = phi * x[:, t - 1] + shock[:, t]
    return x


@pytest.mark.parametrize("phi", [0.0, 0.5, 0.8, -0.3])
def test_size_of_an_autoregression(phi):
    # An AR(1) chain is worth (1 - phi) / (1 + phi) independent draws for each of its own.
    draws = autoregressive(phi)
    exact = 8000 * (1 - phi) / (1 + phi)
    assert np.median(effective_size(draws)) == pytest.approx(exact, rel=0.05)


def test_r_hat_of_chains_that_agree():
    assert r_hat(autoregressive(0.0)).max() < 1.01


def test_r_hat_sees_a_chain_elsewhere():
    # Two chains 2 sd apart: between-variance 2 beside within-variance 1, before ranking.
    draws = autoregressive(0.0, chains=2)
    draws[1] += 2
    assert r_hat(draws).min() > 1.3


def test_r_hat_sees_a_chain_that_spreads_wider():
    draws = autoregressive(0.0, chains=2)
    draws[1] *= 4
    assert r_hat(draws).min() > 1.1


def test_r_hat_sees_a_trend_in_one_chain():
    draws = autoregressive(0.0, chains=1) + np.linspace(0, 3, 2000)[None, :, None]
    assert r_hat(draws).min() > 1.2


def test_only_ranks_count():
    draws = autoregressive(0.5, length=200)
    np.testing.assert_allclose(effective_size(np.exp(draws)), effective_size(draws))
    scores = ranked(draws)
    assert (np.argsort(scores[..., 0], axis=None) == np.argsort(draws[..., 0], axis=None)).all()


def test_what_never_varies_has_no_size():
    draws = np.ones((2, 50, 1))
    assert np.isnan(effective_size(draws)).all()
    assert np.isnan(r_hat(draws)).all()


def test_too_few_draws():
    with pytest.raises(FoedusError, match="at least 4 draws"):
        r_hat(np.zeros((2, 3, 1)))
