"""Quality and speed, measured: each script prints tables beside peers and holds pinned floors. Run as `python -m evals.NAME`."""
