"""Models that write: in this process or behind a server, and how they are kept honest."""
