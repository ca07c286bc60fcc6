"""What the sandbox remembers, as dataclasses of JSON-ready fields.

Each record is stored as one JSON document (`store.Table`), so a field that is added later needs a default and
nothing else. `Json` is the shape of Bot API objects: they are passed through, not modelled twice.
"""

from dataclasses import dataclass, field
from typing import Any

PRIVATE, GROUP, SUPERGROUP = "private", "group", "supergroup"

Json = dict[str, Any]

OPEN_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


@dataclass(slots=True)
class User:
    """A person or a bot account, as Telegram knows it. `deactivated` is an account deleted by its owner."""

    id: int
    first_name: str
    is_bot: bool = False
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    deactivated: bool = False

    def api(self) -> Json:
        """The Bot API `User` object."""
        body: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                body[name] = value
        return body


@dataclass(slots=True)
class Bot:
    """A bot's token and settings. `allowed_updates` is remembered between calls, as Telegram does (§2.9)."""

    id: int
    token: str
    username: str
    name: str
    next_update_id: int
    privacy: bool = True
    can_join_groups: bool = True
    logged_out: bool = False
    allowed_updates: list[str] = field(default_factory=list)
    webhook: Json = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[str, Json] = field(default_factory=dict)


@dataclass(slots=True)
class Chat:
    """A conversation.

    A private chat belongs to one bot and one user and has the key `bot:user`; a group's is its id.

    `blocked` is set on a private chat when its user stopped the bot. `migrated_to` is set on a group that
    became a supergroup: every later call to it is refused with that id.
    """

    key: str
    id: int
    kind: str
    title: str = ""
    username: str | None = None
    bot_id: int = 0
    is_forum: bool = False
    blocked: bool = False
    deleted: bool = False
    migrated_to: int | None = None
    next_message_id: int = 1
    last_bot_id: int = 0
    pinned: list[int] = field(default_factory=list)
    closed_permissions: list[str] = field(default_factory=list)

    @property
    def is_private(self) -> bool:
        """Whether this is a conversation of one person with one bot."""
        return self.kind == PRIVATE

    def permissions(self) -> Json:
        """The Bot API `ChatPermissions` that ordinary members have."""
        return {name: name not in self.closed_permissions for name in OPEN_PERMISSIONS}


@dataclass(slots=True)
class Member:
    """One account's standing in a group.

    `rights` holds the Bot API fields of an administrator or a restriction.
    """

    chat_key: str
    user_id: int
    status: str = "member"
    rights: dict[str, bool] = field(default_factory=dict)

    @property
    def is_in(self) -> bool:
        """Whether the account is in the group now."""
        return self.status not in ("left", "kicked")

    @property
    def is_admin(self) -> bool:
        """Whether the account is the group's creator or an administrator."""
        return self.status in ("creator", "administrator")


@dataclass(slots=True)
class Message:
    """One message.

    `body` holds the Bot API content fields; sender, chat and reply are joined when it is rendered.

    `edits` holds the earlier versions, oldest first, each with the `date` from which it stood. `meant_for`
    names the bots that privacy mode let see it. `markup` is the reply markup as sent, of any of the four
    kinds.
    """

    chat_key: str
    id: int
    date: int
    sender_id: int
    body: Json
    sender_chat: Json | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    markup: Json | None = None
    edit_date: int | None = None
    edits: list[Json] = field(default_factory=list)
    reactions: dict[str, list[Json]] = field(default_factory=dict)
    meant_for: list[int] = field(default_factory=list)
    deleted: bool = False
    inaccessible: bool = False
    service: bool = False


@dataclass(slots=True)
class Queued:
    """An update that a bot has not confirmed yet.

    It is forgotten at `expires` (seconds since 1970, sandbox time).

    A `forced` one was pushed by a test and may carry an old number: it is delivered once whatever the
    offset says.
    """

    key: str
    bot_id: int
    update_id: int
    lane: str
    expires: float
    raw: Json
    forced: bool = False
    delivered: bool = False


@dataclass(slots=True)
class Callback:
    """A tap on an inline button. `answer` holds what the bot showed, once it answered."""

    id: str
    bot_id: int
    user_id: int
    date: float
    data: str
    answer: Json | None = None


@dataclass(slots=True)
class StoredFile:
    """One downloadable size of an uploaded file.

    `blob` names its bytes; `size` may be declared larger than they are.
    """

    file_id: str
    unique_id: str
    kind: str
    blob: str
    size: int
    path: str
    name: str | None = None
    mime: str | None = None
    width: int = 0
    height: int = 0
    duration: int = 0
    served_until: float = 0


@dataclass(slots=True)
class Event:
    """One change, numbered, for the live page."""

    id: int
    kind: str
    data: Json


@dataclass(slots=True)
class CommandList:
    """The commands a bot set for one scope and language."""

    key: str
    commands: list[Json]
