"""Nothing pinned has a known vulnerability, where somebody can be asked; and what would be said if it had."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from scripts.audit import CANARY, REQUIREMENTS, NoServiceError, audit, ignored, main, pins

SHIPPED = ("main.txt", "weights.txt", "torch.txt")


@contextmanager
def advisories(**known: str) -> Iterator[str]:
    """A service that speaks OSV's protocol and holds every version of these packages for vulnerable, up to a fixed one."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]["name"]
            fixed = known.get(asked)
            events = [{"introduced": "0"}, {"fixed": fixed}]
            affected = {
                "package": {"name": asked, "ecosystem": "PyPI"},
                "ranges": [{"type": "ECOSYSTEM", "events": events}],
            }
            vulnerable = {"id": f"TEST-{asked}", "summary": "Bad.", "details": "Bad.", "affected": [affected]}
            body = json.dumps({"vulns": [vulnerable]} if fixed else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_nothing_that_is_shipped_has_a_known_vulnerability() -> None:
    try:
        found = audit(pins(REQUIREMENTS / name for name in SHIPPED), ignore=ignored())
    except NoServiceError as error:
        pytest.skip(f"not audited: {error}")
    assert found == [], (
        "update the package, or say in requirements/audit-ignored.txt why it does not concern us"
    )


def test_a_known_vulnerability_is_found_and_named_and_can_be_ignored_by_name() -> None:
    packages = [CANARY, "herring==1.0", "sprat==1.0"]
    with advisories(jinja2="2.10.1", herring="1.1") as url:
        found = audit(packages, osv_url=url)
        assert [str(one) for one in found] == [
            "herring 1.0: TEST-herring, fixed in 1.1",
            "jinja2 2.4.1: TEST-jinja2, fixed in 2.10.1",
        ]
        assert [one.package for one in audit(packages, osv_url=url, ignore=["TEST-jinja2"])] == ["herring"]


def test_a_service_without_data_proves_nothing() -> None:
    with advisories() as url, pytest.raises(NoServiceError, match="has no data"):
        audit(["herring==1.0"], osv_url=url)


def test_a_service_that_is_not_there_is_said_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--osv-url", "http://127.0.0.1:9/v1/query"]) == 3
    said = capsys.readouterr().err
    assert said.startswith("Not audited: ")
    assert len(said.splitlines()) == 1


def test_every_pin_is_asked_about(tmp_path: Path) -> None:
    file = tmp_path / "some.txt"
    file.write_text(
        "herring[smoked]==1.0.post1 \\\n    --hash=sha256:00\n# cod==2\nSprat==3.1\nherring==1.0.post1\n"
    )
    assert pins([file]) == ["herring==1.0.post1", "sprat==3.1"]
    assert len(pins(REQUIREMENTS.glob("*.txt"))) > 100


def test_what_is_ignored_has_a_reason(tmp_path: Path) -> None:
    ignored()
    file = tmp_path / "ignored.txt"
    file.write_text("# about\nTEST-1 only on Windows\n")
    assert ignored(file) == {"TEST-1": "only on Windows"}
    file.write_text("TEST-2\n")
    with pytest.raises(ValueError, match="without a reason"):
        ignored(file)
