"""What is read off an update: here, whose words a forwarded message brings."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from handlers.conversation.hearing import UNNAMED, hear

SOMEBODY = {"id": 9, "is_bot": False, "first_name": "县住建局", "last_name": "联络员甲"}
GROUP = {"id": -100200, "type": "supergroup", "title": "县政府工作群"}


def heard_from(origin: dict[str, Any] | None) -> str:
    sender = {"id": 7, "is_bot": False, "first_name": "督查室甲"}
    message: dict[str, Any] = {
        "message_id": 5,
        "date": 1772411400,
        "chat": {"id": 7, "type": "private", "first_name": "督查室甲"},
        "from": sender,
        "text": "请于6月15日前完成北城河清淤。",
    }
    if origin is not None:
        message["forward_origin"] = {"date": 1772400000, **origin}
    update = Update.de_json({"update_id": 1, "message": message})
    assert update is not None
    heard = hear(update)
    assert heard.text == "请于6月15日前完成北城河清淤。"
    return heard.forwarded


@pytest.mark.parametrize(
    ("origin", "author"),
    [
        (None, ""),
        ({"type": "user", "sender_user": SOMEBODY}, "县住建局 联络员甲"),
        ({"type": "hidden_user", "sender_user_name": "某同志"}, "某同志"),
        ({"type": "chat", "sender_chat": GROUP}, "县政府工作群"),
        ({"type": "channel", "chat": {**GROUP, "type": "channel"}, "message_id": 3}, "县政府工作群"),
        ({"type": "hidden_user", "sender_user_name": ""}, UNNAMED),
    ],
)
def test_whose_words_were_forwarded(origin: dict[str, Any] | None, author: str) -> None:
    assert heard_from(origin) == author
