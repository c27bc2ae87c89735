"""The image: linted, and made by the steps that every clean test run tries."""

import re
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_hadolint_finds_nothing_in_the_dockerfile() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_image_is_installed_by_the_script_that_make_runs() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^RUN python -m venv \S+ && .*scripts/install /opt/attache$", DOCKERFILE, re.MULTILINE)
    assert "scripts/install $(VENV)" in makefile


def test_the_image_runs_as_nobody_special_and_says_how_it_is() -> None:
    last_stage = DOCKERFILE.rpartition("FROM ")[2]
    assert "USER 10001" in last_stage
    assert "HEALTHCHECK" in last_stage
    assert "STOPSIGNAL SIGTERM" in last_stage


def test_every_folder_the_package_needs_is_copied() -> None:
    copied = set(re.findall(r"^COPY (\w+) \1$", DOCKERFILE, re.MULTILINE))
    assert {"news", "summarizer", "store", "bot", "requirements"} <= copied


def test_compose_has_one_container_by_default_and_a_process_a_role_when_scaled() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    by_profile = {name: service["profiles"] for name, service in services.items()}
    assert by_profile["attache"] == ["single"]
    assert (ROOT / ".env").read_text(encoding="utf-8").strip() == "COMPOSE_PROFILES=single"
    scaled = {name for name, profiles in by_profile.items() if profiles == ["scale"]}
    assert scaled == {"bot", "ingest", "summarize", "send", "postgres"}
    for name in scaled - {"postgres"}:
        assert services[name]["command"] == ["run", "--role", name]
        assert services[name]["read_only"] is True
