"""A Bot API server on loopback, to test a bot against and to run the demo on. Test-only; never shipped.

Third-party: the wire layer (`lo-bot-api-emulator`: request parsing, long polling with offsets and 409, webhooks with
secret, the shape checks of keyboards, media and answers) and the parser of every message's markup (`tdjson`, Telegram's
own TDLib, behind `tests/tdlib.py`).

Ours: what they lack. `world.py` remembers chats, topics, members, messages and commands, and refuses what Telegram
refuses for their state; `faults.py` breaks things on demand; `rates.py` counts messages as strictly as the documents
say; `wire.py` puts these into the third-party server; `control.py` lets a test play people; `client.py` starts it all.

    with BotApi.start() as api:
        ana = api.user("Ana")
        … run a bot with base_url=f"{api.url}/bot" and token=api.token …
        api.say(ana, "/start")
        answer = api.wait_for(ana, "subscribed")
        api.press(answer, "Quotes", by=ana)
        assert api.refused() == []
"""
