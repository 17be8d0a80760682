"""Made-up reference estimates: two models, three states that move, one that comes and goes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from foedus.rollcalls.positions import reference_file
from foedus.rollcalls.positions.pair_paths import BEFORE_FIRST
from foedus.rollcalls.positions.reference_points import FIGURES

USA, RUSSIA, CHINA, CUBA = 2, 365, 710, 40
WHERE = {USA: (2.0, 2.0), RUSSIA: (-1.5, 0.5), CHINA: (-0.5, -1.0), CUBA: (-1.5, -1.5)}
"""First and last position on the first dimension."""
SESSIONS = {"foedus": (26, 80), "faithful": (26, 74)}
SD = 0.1


def positions(model: str, sd: float = SD) -> pd.DataFrame:
    """Rows as the file has them; two dimensions in our model, one in the published scheme."""
    first, last = SESSIONS[model]
    rows = []
    for state, (begin, end) in WHERE.items():
        for session in range(first, last + 1):
            if state == CUBA and session == 50:
                continue  # absent in a session
            share = (session - first) / (80 - first)
            mean = begin + share * (end - begin)
            row = {"model": model, "ccode": state, "session": session}
            row |= {"year": BEFORE_FIRST + session, "votes": 70 if session < 80 else 3}
            for k, centre in enumerate((mean, 0.0), 1):
                known = k == 1 or model == "foedus"
                values = (centre, sd, centre - 1.645 * sd, centre + 1.645 * sd)
                row |= {
                    f"{name}_{k}": v if known else np.nan
                    for name, v in zip(FIGURES, values, strict=True)
                }
            rows.append(row | {"r_hat": 1.004})
    frame = pd.DataFrame(rows)
    scaled = [c for c in frame.columns if c[:3] in ("mea", "sd_", "low", "hig", "r_h")]
    for name in scaled:
        frame[name] = reference_file._steps(frame[name].to_numpy())
    return frame.astype(dict.fromkeys(("ccode", "session", "year", "votes"), "int16"))


def written(folder, models=("foedus", "faithful"), sd=SD):
    """Write them into a folder; its manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {
        m: {"sessions": list(SESSIONS[m]), "dimensions": 2 if m == "foedus" else 1} for m in models
    }
    return reference_file.write([positions(m, sd) for m in models], about, folder, [])
