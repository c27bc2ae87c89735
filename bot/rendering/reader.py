"""For whom a message is drawn: language, time zone, wished length; and how times read to them.

Times are today's clock time, else day and time, else the date with its year: a phone line has about 35 characters.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, get_day_names

from bot.messages import Button
from bot.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads, and when."""

    texts: Texts
    zone: ZoneInfo
    now: datetime
    length: str = "normal"
    """short | normal | long"""
    previews: bool = False
    bot: str = ""
    """The bot's user name without @, for links that open it; without it there are no such links."""
    channel: bool = False
    """A channel: a press must not post there for everybody, so buttons open the private chat instead."""

    def local(self, moment: datetime) -> datetime:
        """In the reader's zone."""
        return moment.astimezone(self.zone)

    @property
    def today(self) -> date:
        """The reader's date."""
        return self.local(self.now).date()

    def clock(self, moment: datetime) -> str:
        """14:05"""
        return f"{self.local(moment):%H:%M}"

    def moment(self, moment: datetime) -> str:
        """14:05 today; 21 Nov, 14:05 on other days; 21 Nov 2025 when it is long ago."""
        local = self.local(moment)
        if local.date() == self.today:
            return f"{local:%H:%M}"
        if abs(self.today - local.date()) > timedelta(days=300):
            return self.day(local.date())
        return f"{self.day(local.date())}{self.texts.comma}{local:%H:%M}"

    def since(self, moment: datetime) -> str:
        """As `moment`, to stand after "since", where some languages want an article: "depuis le 2 déc., 07:30"."""
        local = self.local(moment)
        if local.date() == self.today:
            return self.texts.plain("moment.clock", clock=self.clock(moment))
        return self.texts.plain("moment.day", day=self.day(local.date()), clock=self.clock(moment))

    def coming(self, moment: datetime) -> str:
        """18:00 today; Sat 5 Dec, 08:00: of what is to come, the day of the week tells sooner than its date."""
        day = self.local(moment).date()
        if day == self.today or abs(day - self.today) > timedelta(days=300):
            return self.moment(moment)
        return f"{self._format('MMMEd', day)}{self.texts.comma}{self.clock(moment)}"

    def day(self, day: date) -> str:
        """21 Nov; with the year when it isn't about now."""
        skeleton = "yMMMd" if abs(self.today - day) > timedelta(days=300) else "MMMd"
        return self._format(skeleton, day)

    def weekday(self, day: date) -> str:
        """Monday, 23 Nov"""
        name = get_day_names("wide", context="stand-alone", locale=self.texts.locale)[day.weekday()]
        return self.texts.plain("moment.weekday", weekday=f"{name[:1].upper()}{name[1:]}", day=self.day(day))

    def _format(self, skeleton: str, day: date) -> str:
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return str(format_skeleton(skeleton, midnight, locale=self.texts.locale))

    def button(self, key: str, data: str, /, *, count: int | None = None, **values: object) -> Button:
        """A button with one of our texts."""
        return Button(text=self.texts.plain(key, count=count, **values), data=data)
