"""What is measured, by Prometheus' names: one object, its own registry, no globals."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """Counters and gauges of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        registry = self.registry
        self.pulls = Counter(
            "attache_pulls", "Checks of sources by outcome.", ["source", "outcome"], registry=registry
        )
        self.pull_lag = Gauge(
            "attache_pull_lag_seconds", "How overdue the check of a source is.", ["source"], registry=registry
        )
        self.articles = Counter(
            "attache_articles", "Articles by what became of them.", ["outcome"], registry=registry
        )
        self.rejections = Counter(
            "attache_gate_rejections",
            "Lines that the gate refused, by reason.",
            ["reason"],
            registry=registry,
        )
        self.model_seconds = Histogram(
            "attache_model_seconds", "Time the model took per batch.", buckets=SECONDS, registry=registry
        )
        self.endpoint_seconds = Histogram(
            "attache_endpoint_seconds",
            "Time of calls to the endpoint, by outcome.",
            ["outcome"],
            buckets=SECONDS,
            registry=registry,
        )
        self.sends = Counter(
            "attache_sends", "Messages by kind and outcome.", ["kind", "outcome"], registry=registry
        )
        self.send_seconds = Histogram(
            "attache_send_seconds",
            "Time a send took, waiting for its turn included.",
            buckets=SECONDS,
            registry=registry,
        )
        self.queue_depth = Gauge("attache_queue_depth", "Messages waiting.", registry=registry)
        self.queue_age = Gauge(
            "attache_queue_age_seconds", "Age of the oldest waiting message.", registry=registry
        )
        self.waiting_articles = Gauge(
            "attache_waiting_articles", "Articles not analysed yet.", registry=registry
        )
        self.commands = Histogram(
            "attache_command_seconds",
            "Time to answer a command.",
            ["command"],
            buckets=SECONDS,
            registry=registry,
        )

    def rejected(self, reason: str) -> None:
        """The gate refused a line. Only the kind of reason is a label: what follows the colon is the article's."""
        self.rejections.labels(reason=reason.partition(":")[0][:40]).inc()

    def endpoint_called(self, outcome: str, seconds: float) -> None:
        """A call to the endpoint ended."""
        self.endpoint_seconds.labels(outcome=outcome).observe(seconds)

    def exposition(self) -> bytes:
        """The text format that Prometheus scrapes."""
        return generate_latest(self.registry)
