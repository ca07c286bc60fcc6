"""What people do with their telephones: they find a message by its words, and answer it or tap its button."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.client import ControlClient
from sandbox.records import Message
from sandbox.server import Sandbox
from tests.chaos.office import Size
from tests.chaos.script import Do, Step, Turn
from tests.chaos.sights import Played, buttons_of, is_called, text_of
from tests.world import TOKEN

PHOTO = b"\xff\xd8\xff\xe0" + b"0" * 64


@dataclass
class People:
    """Everyone. What was done, and what could not be, is noted in `played`."""

    size: Size
    sandbox: Sandbox
    control: ControlClient
    played: Played
    _elsewhere: int = 0
    """A group without the bot, out of which people forward."""

    _asked: dict[int, int] = field(default_factory=dict)
    """Story → the last message of the chat before its last step of a conversation: what is asked stands behind it."""

    async def gather(self) -> None:
        """Make the group."""
        people = [self.size.account(who) for who in self.size.people if who == "mayor" or who[:7] == "officer"]
        self._elsewhere = (await self.control.create_group("工作群", people)).id

    async def act_all(self, turns: tuple[Turn, ...]) -> None:
        """Take these steps, but none of a story of which one could not be taken."""
        broken = {story for story, _ in self.played.stuck}
        for turn in turns:
            if turn.story in broken:
                continue
            asked, last = self._asked.get(turn.story, 0), self._last_of(turn.step.who)
            if turn.step.dialogue:
                self._asked[turn.story] = last
            try:
                await self._act(turn.step, asked if turn.step.dialogue else 0)
                self.played.done.add((turn.story, turn.seq))
            except LookupError as missing:
                self.played.stuck[turn.story, turn.seq] = str(missing)

    def messages(self, who: int, *, newest_first: bool = False) -> list[Message]:
        """The messages of somebody's chat with the bot."""
        return self.sandbox.state.messages.scan(f"{TOKEN.partition(':')[0]}:{who}/", newest_first=newest_first)

    def _last_of(self, who: str) -> int:
        return next((message.id for message in self.messages(self.size.account(who), newest_first=True)), 0)

    async def _act(self, step: Step, asked: int) -> None:
        who = self.size.account(step.who)
        match step.do:
            case Do.SAY:
                await self.control.say(who, step.text)
            case Do.REPLY:
                await self.control.say(who, step.text, reply_to=self._find(who, step).id)
            case Do.ALBUM:
                photos = [(f"{n}.jpg", PHOTO + step.text.encode() + bytes([n])) for n in range(step.times)]
                target = self._find(who, step)
                await self.control.send_album(who, photos, caption=step.text, reply_to=target.id)
            case Do.EDIT:
                await self.control.edit(who, self._find(who, step, own=True).id, step.text)
            case Do.TAP:
                message = self._find(who, step, button=step.text, after=asked)
                data = next(data for name, data in buttons_of(message).items() if is_called(name, step.text))
                for _ in range(step.times):  # his telephone may still show a button that was taken away just now
                    await self.control.tap(who, message.id, data=data, force=True)
            case Do.FORWARD:
                said = await self.control.say(self.size.account("mayor"), step.text, self._elsewhere)
                await self.control.forward(who, self._elsewhere, said.id)

    def _find(self, who: int, step: Step, *, own: bool = False, button: str = "", after: int = 0) -> Message:
        """The newest message of a chat, behind that one, that has all the words, and the button."""
        for message in self.messages(who, newest_first=True):
            if message.id <= after:
                break
            text = text_of(message)
            if (message.sender_id == who) != own or not all(words in text for words in step.on):
                continue
            if not button or any(is_called(name, button) for name in buttons_of(message)):
                return message
        raise LookupError(f"{step.who}: {step.do} {step.text} {step.on}")
