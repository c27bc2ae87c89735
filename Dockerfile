# syntax=docker/dockerfile:1
# One image, every role: attache run --role all|bot|ingest|summarize|send. Weights are inside; nothing is fetched at run time.
# docker build --build-arg TORCH_INDEX=ADDRESS takes torch from another index, such as PyTorch's own CPU builds.

FROM python:3.11-slim-bookworm AS build
ARG TORCH_INDEX=""
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
# Requirements first: a change of our own code leaves this layer, which is nearly all of the image, as it is.
COPY requirements requirements
COPY scripts/install scripts/install
RUN python -m venv /opt/attache && TORCH_INDEX="$TORCH_INDEX" scripts/install /opt/attache
COPY pyproject.toml README.md LICENSE ./
COPY news news
COPY summarizer summarizer
COPY store store
COPY bot bot
RUN /opt/attache/bin/pip install --no-deps --no-build-isolation . \
    && /opt/attache/bin/python -m compileall -q /opt/attache/lib

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Attaché" \
      org.opencontainers.image.description="A press attaché in Telegram" \
      org.opencontainers.image.licenses="MIT"
RUN groupadd --system --gid 10001 attache \
    && useradd --system --uid 10001 --gid attache --home-dir /data --no-create-home attache \
    && install -d -o attache -g attache /data
COPY --from=build /opt/attache /opt/attache
COPY config.toml /etc/attache/config.toml
ENV PATH=/opt/attache/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HF_HUB_OFFLINE=1 \
    ATTACHE_STORE_URL=sqlite:////data/attache.db \
    ATTACHE_SERVER_LISTEN=0.0.0.0:8080
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["attache", "--config", "/etc/attache/config.toml"]
CMD ["run"]
