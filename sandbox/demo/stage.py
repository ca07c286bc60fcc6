"""The stage of the demonstration: people who act by the control API, what they see, and the printed record."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sandbox.client import ControlClient, ControlRefused, FilePart, Message
from sandbox.launching import SHANGHAI

T = TypeVar("T")
Printer = Callable[[str], None]
WAIT_SECONDS = 30.0
LINES_OF_COMPLAINT = 12
LINES_OF_SPEECH = 4
KINDS = {"photo": "照片", "document": "文件", "voice": "语音"}


class NotDoneError(Exception):
    """Something that the script expects did not happen; the message says what there is instead."""


@dataclass(slots=True)
class Player:
    """A person at a telephone. What he saw before his last act is behind him, in each chat."""

    name: str
    account: int
    marks: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Stage:
    """Everybody, the group, and how far the record has been printed."""

    control: ControlClient
    say: Printer
    players: dict[str, Player] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    _told: dict[int, int] = field(default_factory=dict)
    _calls: int = 0
    _stamped: datetime | None = None

    def player(self, name: str) -> Player:
        """The person with this name. Raises NotDoneError when the demonstration has none."""
        if name not in self.players:
            raise NotDoneError(f"演示人员中没有“{name}”")
        return self.players[name]

    def chat_of(self, player: Player, group: str) -> int:
        """A group by its name, or the person's own chat with the bot."""
        return self.groups[group] if group else player.account

    # ── Acts ──

    async def says(self, who: str, text: str, *, to: tuple[str, ...] = (), group: str = "") -> None:
        """Write a text, perhaps as a reply to the newest message that has all the words of `to`."""
        player = self.player(who)
        chat = self.chat_of(player, group)
        target = await self.found(who, to, group=group, ever=True) if to else None
        self.say(f"{who}{self._where(target)}：{_short(text)}")
        await self._act(
            player, chat, self.control.say(player.account, text, chat, reply_to=target.id if target else None)
        )

    async def starts(self, who: str, payload: str = "") -> None:
        """Press Start, or open a link to the bot."""
        player = self.player(who)
        self.say(f"{who}（打开链接 ?start={payload}）" if payload else f"{who}：/start")
        await self._act(player, player.account, self.control.start(player.account, payload))

    async def sends_file(
        self, who: str, name: str, data: bytes, *, to: tuple[str, ...] = (), caption: str = ""
    ) -> None:
        """Send a document, perhaps as a reply."""
        player = self.player(who)
        target = await self.found(who, to, ever=True) if to else None
        self.say(f"{who}{self._where(target)}：〔文件 {name}〕{caption}")
        reply = target.id if target else None
        await self._act(
            player, player.account, self.control.send_file(player.account, name, data, caption=caption, reply_to=reply)
        )

    async def forwards(self, who: str, author: str, text: str, group: str) -> None:
        """Send on what somebody wrote in a group without the bot."""
        player, writer = self.player(who), self.player(author)
        said = await self.control.say(writer.account, text, self.groups[group])
        self.say(f"{who}（转发{author}在“{group}”所发）：{_short(text)}")
        await self._act(player, player.account, self.control.forward(player.account, self.groups[group], said.id))

    async def sends_album(
        self, who: str, files: list[FilePart], *, to: tuple[str, ...] = (), caption: str = "", group: str = ""
    ) -> None:
        """Send pictures as one album, perhaps as a reply."""
        player = self.player(who)
        chat = self.chat_of(player, group)
        target = await self.found(who, to, group=group, ever=True) if to else None
        self.say(f"{who}{self._where(target)}：〔照片{len(files)}张〕{caption}")
        reply = target.id if target else None
        await self._act(
            player, chat, self.control.send_album(player.account, files, chat, caption=caption, reply_to=reply)
        )

    async def taps(self, who: str, label: str, *, on: tuple[str, ...] = (), group: str = "") -> str:
        """Tap a button by its label, else by a part of it, on the newest message that has it; gives what was shown."""
        player = self.player(who)
        message, found = await self._button(player, label, on, group)
        self.say(f"{who} 点［{found}］")
        chat = self.chat_of(player, group)
        callback = await self._act(player, chat, self.control.tap(player.account, message.id, found, chat))
        answer = await self.control.callback_answer(callback)
        if answer.text:
            self.say(f"    （提示 {who}）{answer.text}")
        return answer.text

    async def advances(self, to: datetime) -> None:
        """Let time pass; everything that falls due on the way is done."""
        await self._settled(self.control.advance(to=to))
        await self.record()
        self.say(f"── 时间到 {_words(await self.control.now())} ──")

    async def _act(self, player: Player, chat: int, act: Awaitable[T]) -> T:
        player.marks[chat] = max((message.id for message in await self.messages(chat)), default=0)
        done = await self._settled(act)
        await self._settled(self.control.settle(WAIT_SECONDS, need_bot=True))
        await self.record(player)
        return done

    async def _settled(self, work: Awaitable[T]) -> T:
        try:
            return await work
        except ControlRefused as error:
            raise NotDoneError(str(error)) from error

    # ── Sights ──

    async def messages(self, chat: int) -> list[Message]:
        """All messages of a chat; none before the first."""
        try:
            return await self.control.messages(chat)
        except ControlRefused:
            return []

    async def found(self, who: str, texts: Iterable[str], *, group: str = "", ever: bool = False) -> Message:
        """The newest message with all the texts, of those since his last act (`ever`: of all). Raises NotDoneError."""
        player = self.player(who)
        chat = self.chat_of(player, group)
        mark = 0 if ever else player.marks.get(chat, 0)
        messages = [m for m in await self.messages(chat) if m.sender != player.account]
        for message in reversed(messages):
            if message.id > mark and all(text in message.text for text in texts):
                return message
        raise NotDoneError(f"{who}没有看到“{'”“'.join(texts)}”。他看到的最近几条：\n{_complaint(messages)}")

    async def offers(self, who: str, label: str) -> bool:
        """Whether the newest message in the person's chat has the button."""
        messages = await self.messages(self.player(who).account)
        return bool(messages) and label in messages[-1].buttons

    async def _button(self, player: Player, label: str, on: tuple[str, ...], group: str) -> tuple[Message, str]:
        messages = await self.messages(self.chat_of(player, group))
        fitting = [m for m in messages if m.buttons and all(text in m.text for text in on)]
        for exact in (True, False):
            for message in reversed(fitting):
                for name in message.buttons:
                    if name == label or (not exact and label in name):
                        return message, name
        raise NotDoneError(f"{player.name}没有按钮［{label}］。他看到的最近几条：\n{_complaint(messages)}")

    # ── The record ──

    async def record(self, actor: Player | None = None) -> None:
        """Print what the bot has said since the last time, to whomever, and what it changed on cards of others."""
        said: list[tuple[datetime, list[str]]] = []
        for chat in (await self.control.state())["chats"]:
            chat_id, newest = chat["id"], chat["next_message_id"] - 1
            if newest > self._told.get(chat_id, 0):
                new = await self.control.messages(chat_id, self._told.get(chat_id, 0))
                said += [(_moment(one), self._spoken(one)) for one in new if not self._is_person(one.sender)]
                self._told[chat_id] = newest
        said += await self._changed(actor)
        for moment, lines in sorted(said, key=lambda pair: pair[0]):
            self._stamp(moment)
            for line in lines:
                self.say(line)

    async def _changed(self, actor: Player | None) -> list[tuple[datetime, list[str]]]:
        """The cards that were edited since the last time, but for those of him who acts: he sees what he did."""
        cards: dict[tuple[int, int], datetime] = {}
        for call in await self.control.calls("editMessageText", self._calls):
            self._calls = call.n
            if call.error_code is None and call.fault is None:
                card = int(call.params["chat_id"]), int(call.params["message_id"])
                cards[card] = datetime.fromisoformat(call.at).replace(microsecond=0)
        own = actor.account if actor else 0
        return [
            (moment, self._redrawn(await self.control.message(chat, number)))
            for (chat, number), moment in cards.items()
            if chat != own
        ]

    def _is_person(self, account: int) -> bool:
        return any(player.account == account for player in self.players.values())

    def _stamp(self, moment: datetime) -> None:
        minute = moment.replace(second=0)
        if self._stamped is None or minute > self._stamped:
            self._stamped = minute
            self.say(f"  ［{_words(moment)}］")

    def _spoken(self, message: Message) -> list[str]:
        lines = message.text.splitlines() or [f"〔{KINDS[message.file.kind]}〕" if message.file else "〔群组有变动〕"]
        lines += ["".join(f"［{button.label}］" for button in row) for row in message.rows]
        return [f"    机器人 → {self.name_of(message.chat)}：{lines[0]}", *(f"        {line}" for line in lines[1:])]

    def _redrawn(self, message: Message) -> list[str]:
        before = set(message.edits[-1].text.splitlines()) if message.edits else set()
        new = [line for line in message.text.splitlines() if line.strip() and line not in before]
        title = message.text.splitlines()[0]
        return [f"    （{self.name_of(message.chat)}的卡片“{title}”已更新）{'；'.join(new)}"]

    def name_of(self, chat: int) -> str:
        """Whose chat this is."""
        for player in self.players.values():
            if player.account == chat:
                return player.name
        return next((title for title, group in self.groups.items() if group == chat), str(chat))

    def _where(self, target: Message | None) -> str:
        return f"（回复“{target.text.splitlines()[0] if target.text else '消息'}”）" if target else ""


def _short(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > LINES_OF_SPEECH:
        lines = [*lines[:LINES_OF_SPEECH], f"……（共{len(text)}字）"]
    return "\n        ".join(lines)


def _moment(message: Message) -> datetime:
    return datetime.fromtimestamp(message.date, SHANGHAI)


def _words(moment: datetime) -> str:
    local = moment.astimezone(SHANGHAI)
    return f"{local:%-m月%-d日}（周{'一二三四五六日'[local.weekday()]}）{local:%H:%M}"


def _complaint(messages: list[Message]) -> str:
    shown = []
    for message in messages[-3:]:
        lines = message.text.splitlines()[:LINES_OF_COMPLAINT]
        buttons = "".join(f"［{label}］" for label in message.buttons)
        shown.append("\n".join(f"    {line}" for line in [*lines, *([buttons] if buttons else [])]))
    return "\n    ──\n".join(shown) or "    （没有消息）"
