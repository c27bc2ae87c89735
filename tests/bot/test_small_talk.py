"""Greetings, thanks and the wish to be left alone, in our languages; and what only looks like them."""

import pytest

from bot.words.small_talk import answer_to


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("hello", "talk.hello"),
        ("Hi there!", "talk.hello"),
        ("Здравствуйте", "talk.hello"),
        ("добрый день", "talk.hello"),
        ("bonjour", "talk.hello"),
        ("¡Buenos días!", "talk.hello"),
        ("вітаю", "talk.hello"),
        ("السلام عليكم", "talk.hello"),
        ("thank you very much", "talk.thanks"),
        ("спасибо большое", "talk.thanks"),
        ("Merci !", "talk.thanks"),
        ("muchas gracias", "talk.thanks"),
        ("дякую", "talk.thanks"),
        ("شكراً جزيلاً", "talk.thanks"),
        ("how do i stop this", "talk.stop"),
        ("please stop sending me messages", "talk.stop"),
        ("unsubscribe", "talk.stop"),
        ("как мне отключить уведомления?", "talk.stop"),
        ("хватит", "talk.stop"),
        ("як відписатися", "talk.stop"),
        ("comment arrêter ça ?", "talk.stop"),
        ("cómo cancelo la suscripción", "talk.stop"),
        ("كيف أوقف الرسائل", "talk.stop"),
        ("ok", "talk.thanks"),
        ("👍🏽", "talk.thanks"),
        ("спокойной ночи", "talk.thanks"),
        ("¿Quién eres?", "talk.hello"),
        ("Как дела?", "talk.hello"),
        ("Ça va ?", "talk.hello"),
        ("كيف حالك؟", "talk.hello"),
        ("🇫🇷", None),
        ("???", "talk.hello"),
        ("stop the war", None),
        ("как остановить войну", None),
        ("hello kitty", None),
        ("ceasefire", None),
        ("", None),
    ],
)
def test_what_is_no_request_is_answered_for_what_it_is(words: str, key: str | None) -> None:
    assert answer_to(words) == key
