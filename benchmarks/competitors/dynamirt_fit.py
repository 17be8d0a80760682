"""One estimate by dynamirt; runs in its own environment, where foedus is not installed.

``python dynamirt_fit.py nuts|svi FOLDER``. A graded response model; a state's position is its
level plus a random walk over sessions. Items that a state of one pole refuses and one of the
other approves have positive loadings, which fixes the direction.
"""

from __future__ import annotations

import sys
import time
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

WARM, DRAWS = 120, 120
STEPS, RATE, SAMPLES = 3000, 0.01, 300
POSITIVE, NEGATIVE = 2, 365
YES, NO = 1, 3


def anchors(votes: Any, ccode: Any) -> Any:
    """1 for items that the positive pole refuses and the negative one approves."""
    refused = (votes[ccode == POSITIVE] == NO).any(axis=0)
    approved = (votes[ccode == NEGATIVE] == YES).any(axis=0)
    return (refused & approved).astype(int)[:, None]


def main(how: str, folder: Path) -> None:
    """Estimate and write ``fit.npz``."""
    warnings.simplefilter("ignore")
    import jax
    import numpyro
    import numpyro.distributions as dist
    from dynamirt import GRW, Confirmatory, Linear, Param, dynamirt, fit_mcmc, fit_svi

    with np.load(folder / "votes.npz") as kept:
        votes, state = kept["matrix"], kept["of_actor"]
        session = kept["of_period"] - kept["of_period"].min()
        positive = anchors(votes, kept["actors"][state])
    model = dynamirt(
        "GRM",
        loadings=Confirmatory(np.ones_like(positive), positive=positive),
        latent_terms=[
            Linear("level", group_by="state"),
            GRW("walk", "session", group_by="state", scale=Param(dist.HalfNormal(0.5))),
        ],
        model_type_kwargs={"n_cat": NO},
        index_sizes={"state": int(state.max()) + 1, "session": int(session.max()) + 1},
    )
    where = {"state": state, "session": session}
    start = time.process_time()
    if how == "nuts":
        lengths = {"num_warmup": WARM, "num_samples": DRAWS, "num_chains": 1, "progress_bar": False}
        fit = fit_mcmc(model, votes - YES, where, mcmc_kwargs=lengths)
        theta = fit.inference.get_samples()["theta"]
    else:
        optim = numpyro.optim.Adam(RATE)
        quiet = {"progress_bar": False}
        fit = fit_svi(model, votes - YES, where, optim=optim, num_steps=STEPS, run_kwargs=quiet)
        found = numpyro.infer.Predictive(
            fit.inference.svi.guide, params=fit.inference.result.params, num_samples=SAMPLES
        )(jax.random.key(1))
        steps = found["latent.walk.innovations.raw"][..., 0] * found["latent.walk.scale"][:, :, :1]
        level = found["latent.level.coef.raw"].reshape(SAMPLES, -1)
        theta = level[:, state] + np.cumsum(steps, axis=1)[:, session, state]
    draws = np.asarray(theta).reshape(1, -1, len(state))
    spent = time.process_time() - start
    about = {"cpu": spent, "version": f"dynamirt {version('dynamirt')}", "chain": how == "nuts"}
    np.savez(folder / "fit.npz", draws=draws, **about)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
