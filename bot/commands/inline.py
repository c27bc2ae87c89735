"""Inline mode: `@bot words` in any chat gives story cards to send there."""

from dataclasses import replace

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode

from bot.commands.courtesies import inline_keyboard
from bot.commands.desk import Desk
from bot.commands.request import Request
from bot.rendering import story as stories
from bot.rendering.keyboards import deep_link
from bot.rendering.markup import clean
from bot.rendering.reader import Reader
from store.chats import Chat
from store.views import StoryView

RESULTS = 8
# Telegram may keep results this long for the same words; news changes faster than that matters.
CACHE_S = 60
# Clients ask anew while the person types.
KEYSTROKE = 0.1


async def answer(desk: Desk, query: InlineQuery) -> None:
    """Answer one inline query; the newest stories when there are no words yet."""
    person = query.from_user
    private = Chat(chat_id=person.id, type="private")
    request = Request(
        chat=private, user_id=person.id, language_code=person.language_code, words=query.query.strip()
    )
    if not desk.people.take(person.id, cost=KEYSTROKE).allowed or not await _may_use(desk, person.id):
        await query.answer([], cache_time=CACHE_S, is_personal=True)
        return
    visit = await desk.visit(request)
    # A card is read in somebody else's chat: its buttons open the bot there, as in a channel.
    reader = replace(visit.reader, channel=True)
    found = await stories_for(desk, request.words)
    button = None
    if not found:
        button = InlineQueryResultsButton(visit.texts.plain("inline.none"), start_parameter="start")
    await query.answer(
        [card(story, reader) for story in found], cache_time=CACHE_S, is_personal=True, button=button
    )


async def stories_for(desk: Desk, words: str) -> list[StoryView]:
    """Stories to offer."""
    if not words:
        return list(await desk.library.latest(RESULTS))
    hits = await desk.library.search(words, RESULTS)
    found = [await desk.library.story(hit.id) for hit in hits]
    return [story for story in found if story is not None]


def card(story: StoryView, reader: Reader) -> InlineQueryResultArticle:
    """One story to send."""
    message = stories.push(story, reader)
    url = deep_link(reader, f"story_s{story.id}")
    rows = message.buttons or ()
    return InlineQueryResultArticle(
        id=str(story.id),
        title=clean(story.title)[:250],
        description=clean(" ".join(line.text for line in story.lines))[:250] or None,
        input_message_content=InputTextMessageContent(
            message.html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        reply_markup=inline_keyboard(rows),
        url=url,
    )


async def _may_use(desk: Desk, user_id: int) -> bool:
    return await desk.threads.store(desk.access.may_use, user_id=user_id, chat_id=user_id)
