"""The machine coder that learns from people's codes.

`train` learns from texts and labels, `from_corpus` from the codings that people made in a
corpus, `from_csv` from a file; `load` brings back a coder that was kept with `save`.
"""

from foedus.documents.coding.trained.coder import TrainedCoder
from foedus.documents.coding.trained.gold import from_corpus, from_csv
from foedus.documents.coding.trained.keeping import load
from foedus.documents.coding.trained.training import train

__all__ = ["TrainedCoder", "from_corpus", "from_csv", "load", "train"]
