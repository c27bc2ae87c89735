"""Quality and speed, measured: each script prints tables beside peers and holds pinned floors. Run as `python -m evals.NAME`."""

import os

# As `attache` runs: see bot/cli/__init__.py. It counts only before numpy is imported, so here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
