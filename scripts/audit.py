"""Known vulnerabilities in what is pinned: `python -m scripts.audit [FILE …]` (default: every requirements/*.txt).

pip-audit asks the package index's own vulnerability service (or any that speaks OSV's protocol, `--osv-url`). A package that is
known to be vulnerable is asked about first: a service that does not say so has no data, and its silence would prove nothing.

Exit code: 0 nothing known, 1 something is, 3 the service can't be reached or has no data.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements"
IGNORED = REQUIREMENTS / "audit-ignored.txt"
CANARY = "jinja2==2.4.1"
"""Several advisories since 2014."""
PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^]]*\])?==([\w.!+-]+)", re.MULTILINE)
CANARY_S, EACH_S = 20.0, 5.0


class NoServiceError(Exception):
    """Nobody to ask; says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One advisory about one pinned package."""

    package: str
    version: str
    advisory: str
    fixed_in: tuple[str, ...]

    def __str__(self) -> str:
        """One line."""
        fixed = f"fixed in {', '.join(self.fixed_in)}" if self.fixed_in else "not fixed yet"
        return f"{self.package} {self.version}: {self.advisory}, {fixed}"


def pins(files: Iterable[Path]) -> list[str]:
    """`name==version` of every file, each once."""
    found = {
        f"{name.lower()}=={version}"
        for file in files
        for name, version in PINNED.findall(file.read_text(encoding="utf-8"))
    }
    return sorted(found)


def ignored(file: Path = IGNORED) -> dict[str, str]:
    """Advisory → why it does not concern us; one a line, empty lines and # aside. Raises ValueError without a reason."""
    reasons = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        advisory, _, reason = line.partition(" ")
        if not reason.strip():
            raise ValueError(f"{file.name}: {advisory} is ignored without a reason")
        reasons[advisory] = reason.strip()
    return reasons


def audit(
    packages: Sequence[str], *, osv_url: str | None = None, ignore: Iterable[str] = ()
) -> list[Finding]:
    """What is known about these packages. Raises NoServiceError."""
    if not _ask([CANARY], osv_url, (), CANARY_S):
        raise NoServiceError(f"the service knows nothing against {CANARY}, so it has no data")
    return _ask(packages, osv_url, ignore, CANARY_S + EACH_S * len(packages))


def _ask(
    packages: Sequence[str], osv_url: str | None, ignore: Iterable[str], limit_s: float
) -> list[Finding]:
    service = ["--vulnerability-service", "pypi"]
    if osv_url is not None:
        service = ["--vulnerability-service", "osv", "--osv-url", osv_url]
    skip = [word for advisory in ignore for word in ("--ignore-vuln", advisory)]
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "pins.txt"
        listed.write_text("\n".join(packages), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "pip_audit",
            "--requirement",
            str(listed),
            "--no-deps",
            "--disable-pip",
        ]
        command += ["--format", "json", "--progress-spinner", "off", "--timeout", "5", "--cache-dir", folder]
        try:
            done = subprocess.run(
                [*command, *service, *skip], capture_output=True, text=True, timeout=limit_s, check=False
            )
        except subprocess.TimeoutExpired:
            raise NoServiceError(f"no answer within {limit_s:.0f} s") from None
    try:
        answer = json.loads(done.stdout)
    except json.JSONDecodeError:
        last = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        raise NoServiceError(last[:300]) from None
    return _findings(answer)


def _findings(answer: dict[str, Any]) -> list[Finding]:
    found = [
        Finding(
            package=each["name"],
            version=each["version"],
            advisory=known["id"],
            fixed_in=tuple(known["fix_versions"]),
        )
        for each in answer["dependencies"]
        for known in each.get("vulns", ())
    ]
    return sorted(found, key=str)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is known."""
    parser = argparse.ArgumentParser(prog="python -m scripts.audit", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(REQUIREMENTS.glob("*.txt")))
    parser.add_argument("--osv-url", help="another service that speaks OSV's protocol")
    args = parser.parse_args(arguments)
    packages = pins(args.files)
    try:
        findings = audit(packages, osv_url=args.osv_url, ignore=ignored())
    except NoServiceError as error:
        print(f"Not audited: {error}.", file=sys.stderr)
        return 3
    for finding in findings:
        print(finding)
    print(f"{len(packages)} packages, {len(findings)} advisories; {len(ignored())} ignored with a reason.")
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(main())
