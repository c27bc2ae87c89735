"""What the bot says, one file a language. Knows plural rules and placeholders; knows no command and no store.

A text is Telegram HTML of ours; what fills its {placeholders} is escaped. Missing keys are an error when the program
starts talking, not a blank: tests hold that every language has the same keys and placeholders.
"""

import html
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

from bot.rendering.markup import Html, escape, isolate

LANGUAGES: tuple[str, ...] = ("en", "ru", "fr", "es", "uk", "ar")
DEFAULT = "en"

# Babel's plain "en" writes dates the American way; our readers are international.
_LOCALES = {"en": "en_GB"}
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})

Entry = str | Mapping[str, str]


class Texts:
    """All texts of one language."""

    def __init__(self, language: str, entries: Mapping[str, Entry]) -> None:
        self.language = language
        self.locale = Locale.parse(_LOCALES.get(language, language))
        self.direction: str = "rtl" if self.locale.text_direction == "rtl" else "ltr"
        self.comma = "، " if language == "ar" else ", "
        """Between the items of a list."""
        self.colon = " : " if language == "fr" else ": "
        """Between a name and its value."""
        self._entries = entries

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def html(self, key: str, /, *, count: int | None = None, **values: object) -> Html:
        """The text as markup. `count` chooses the plural form and fills {count}."""
        return self._fill(self._form(key, count), count, values)

    def plain(self, key: str, /, *, count: int | None = None, **values: object) -> str:
        """The text without markup: for buttons, menus and pop-ups."""
        return html.unescape(re.sub(r"<[^>]*>", "", self.html(key, count=count, **values)))

    def number(self, value: float) -> str:
        """A number as this language writes it."""
        return str(format_decimal(value, locale=self.locale))

    def _form(self, key: str, count: int | None) -> str:
        entry = self._entries[key]
        if isinstance(entry, str):
            return entry
        form = self.locale.plural_form(count if count is not None else 0)
        return entry.get(form, entry["other"])

    def _fill(self, text: str, count: int | None, values: Mapping[str, object]) -> Html:
        def value(found: re.Match[str]) -> str:
            name = found.group(1)
            if name == "count" and count is not None:
                return self.number(count)
            filled = values[name]
            return escape(isolate(filled if isinstance(filled, str) else str(filled), self.direction))

        return Html(_PLACEHOLDER.sub(value, text))


@cache
def texts(language: str) -> Texts:
    """The texts of a language; of English when we don't speak it."""
    chosen = language if language in LANGUAGES else DEFAULT
    return Texts(chosen, entries(chosen))


def entries(language: str) -> dict[str, Entry]:
    """All texts of a file by dotted key."""
    return dict(_flat(tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text("utf-8")), ""))


def placeholders(entry: Entry) -> frozenset[str]:
    """The names a text wants filled."""
    forms = [entry] if isinstance(entry, str) else entry.values()
    return frozenset(name for form in forms for name in _PLACEHOLDER.findall(form))


def chosen_language(code: str | None) -> str:
    """Our language for Telegram's code of a person's client ("pt-br", "uk", None)."""
    base = (code or DEFAULT).lower().replace("_", "-").split("-")[0]
    # Readers of these languages are, by and large, served better by Russian than by English.
    near = {"be": "ru", "kk": "ru", "ky": "ru", "tg": "ru", "uz": "ru", "tk": "ru", "ca": "es", "gl": "es"}
    base = near.get(base, base)
    return base if base in LANGUAGES else DEFAULT


def _flat(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Entry]]:
    for name, value in tree.items():
        key = f"{prefix}{name}"
        if isinstance(value, str) or set(value) <= _PLURAL_FORMS:
            yield key, value
        else:
            yield from _flat(value, f"{key}.")
