"""The call to Telegram for one part of a message, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.choosing import Ready
from bot.failures import Failure, Verdict, judge, knows_no_file, refuses_photos
from bot.sending import Sent, edit_part, send_part, without_markup
from bot.settling import Result
from messages.outgoing import Part
from storage.outgoing import Claim

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Caller:
    """Sends what is ready. `files` is the folder of files."""

    bot: Bot
    files: Path

    async def call(self, ready: Ready) -> Result:
        """Send one part; whatever happens is in the result."""
        claim, part = ready.claim, ready.part
        result = Result(claim, None, sent_parts=claim.row.sent_parts + 1, left=ready.left, stays=ready.rendered.stays)
        try:
            sent = await self._with_its_file(claim, part)
        except TelegramError as error:
            if part.is_photo and refuses_photos(error):  # what stands behind the picture goes on
                return replace(result, no_photos=True)
            return Result(claim, judge(error))
        except Exception as error:
            log.exception("send_failed", row=claim.row.id, kind=claim.row.kind)
            return Result(claim, Failure(Verdict.DEAD, repr(error)))
        uploaded = (ready.upload, sent.file_id) if sent.file_id and sent.file_id != part.file_id else None
        return replace(result, message_ids=sent.message_ids, uploaded=uploaded)

    async def _with_its_file(self, claim: Claim, part: Part) -> Sent:
        """By the id that Telegram gave the file; if it does not know that any more, the file goes up once more."""
        try:
            return await self._understood(claim, part)
        except TelegramError as error:
            if not (part.file_id and knows_no_file(error)):
                raise
            return await self._understood(claim, replace(part, file_id=""))

    async def _understood(self, claim: Claim, part: Part) -> Sent:
        """As plain text, if Telegram does not understand the markup."""
        try:
            return await self._once(claim, part)
        except TelegramError as error:
            if judge(error).verdict is not Verdict.PLAIN:
                raise
            log.error("markup_refused", row=claim.row.id, kind=claim.row.kind, error=str(error))
            return await self._once(claim, without_markup(part))

    async def _once(self, claim: Claim, part: Part) -> Sent:
        row = claim.row
        if row.edit_of is None:
            return await send_part(self.bot, claim.chat_id, part, self.files, row.reply_to)
        await edit_part(self.bot, claim.chat_id, row.edit_of, part)
        return Sent([row.edit_of])
