"""Small, seeded crash tests; `evals/delivery.py` runs the large ones."""

import signal
import time

from store.database import Database
from store.outbox import Outbox
from tests.botapi.client import BotApi
from tests.delivery.killing import crash, row, sender, states
from tests.delivery.post import utc_now


def test_killed_at_any_moment_nothing_is_lost_or_sent_twice(database_url: str) -> None:
    with BotApi.start() as api:
        outcome = crash(api, database_url, rows=150, chats=30, kills=3, processes=2)
    assert outcome.lost == 0
    assert outcome.duplicates == 0
    assert set(outcome.states) <= {"sent", "unknown"}
    assert outcome.states.get("unknown", 0) <= outcome.kills
    assert outcome.most_unknown <= 1


def test_sigterm_finishes_what_is_under_way_and_gives_the_rest_back(sqlite: Database) -> None:
    with BotApi.start() as api:
        people = [api.user(f"Reader {number}").id for number in range(40)]
        Outbox(sqlite, utc_now).put(row(number, person) for number, person in enumerate(people))
        with sender(api, str(sqlite.url), "--per-second", "20", "--in-flight", "4") as process:
            api.wait_for(text="row")
            time.sleep(0.3)
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
        found = states(sqlite)
        assert set(found) == {"pending", "sent"}
        assert found["sent"] == len(api.sent())


def test_sigterm_does_not_wait_for_telegram_forever(sqlite: Database) -> None:
    with BotApi.start() as api:
        person = api.user("Ana").id
        api.fault("hang", chat=person)
        Outbox(sqlite, utc_now).put([row(1, person)])
        with sender(api, str(sqlite.url), "--shutdown-s", "0.5") as process:
            deadline = time.monotonic() + 10
            while states(sqlite) != {"sending": 1}:
                assert time.monotonic() < deadline
                time.sleep(0.02)
            process.send_signal(signal.SIGTERM)
            began = time.monotonic()
            assert process.wait(10) == 0
            assert time.monotonic() - began < 5
        assert states(sqlite) == {"sending": 1}, "nobody knows whether it arrived: the next start says so"
