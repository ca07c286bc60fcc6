"""Bots, people and groups, as the control client makes them."""

from collections.abc import Sequence

from sandbox.client.connection import Connection
from sandbox.client.sights import Bot, Group, User


class People(Connection):
    """Bots, people and groups."""

    async def create_bot(
        self, token: str, username: str, name: str | None = None, *, privacy: bool = True, can_join: bool = True
    ) -> Bot:
        """Create a bot, or change it and log it in again."""
        raw = await self.post(
            "bots", token=token, username=username, name=name, privacy=privacy, can_join_groups=can_join
        )
        return Bot(raw["id"], raw["token"], raw["username"])

    async def create_user(
        self,
        first_name: str,
        user_id: int | None = None,
        *,
        username: str | None = None,
        last_name: str | None = None,
        language_code: str | None = None,
    ) -> User:
        """Create a person, or change him."""
        raw = await self.post(
            "users",
            first_name=first_name,
            id=user_id,
            username=username,
            last_name=last_name,
            language_code=language_code,
        )
        return User(raw["id"], raw["first_name"], raw["username"])

    async def create_group(
        self,
        title: str,
        members: Sequence[int],
        *,
        kind: str = "group",
        creator: int | None = None,
        is_forum: bool = False,
        chat_id: int | None = None,
    ) -> Group:
        """Create a group (or supergroup) of people and bots; the first person is the creator."""
        raw = await self.post(
            "groups",
            title=title,
            members=list(members),
            type=kind,
            creator=creator,
            is_forum=is_forum,
            id=chat_id,
        )
        return Group(raw["id"], raw["title"], raw["kind"])

    async def block(self, user: int) -> None:
        """The user stops the bot."""
        await self.post(f"users/{user}/block")

    async def unblock(self, user: int) -> None:
        """The user restarts the bot."""
        await self.post(f"users/{user}/unblock")

    async def deactivate(self, user: int) -> None:
        """The user deletes his account."""
        await self.post(f"users/{user}/deactivate")

    async def add_member(self, chat: int, user: int, by: int | None = None) -> None:
        """Someone enters the group."""
        await self.post(f"chats/{chat}/members", user=user, by=by)

    async def remove_member(self, chat: int, user: int, by: int | None = None) -> None:
        """Someone leaves the group, or is removed by `by`."""
        await self.ask("DELETE", f"chats/{chat}/members/{user}", params={"by": by} if by else {})

    async def set_rights(self, chat: int, user: int, status: str, **rights: bool) -> None:
        """Make someone an administrator, member, restricted member …, with Bot API rights by name."""
        await self.post(f"chats/{chat}/rights", user=user, status=status, rights=rights)

    async def close_permissions(self, chat: int, *names: str) -> None:
        """What ordinary members may not do, by Bot API names; without names, everything is allowed."""
        await self.post(f"chats/{chat}/permissions", closed=list(names))

    async def migrate(self, chat: int) -> int:
        """The group becomes a supergroup; its new id."""
        return int((await self.post(f"chats/{chat}/migrate"))["id"])

    async def delete_group(self, chat: int) -> None:
        """The group is deleted."""
        await self.ask("DELETE", f"chats/{chat}")

    async def create_topic(self, chat: int, user: int, name: str) -> int:
        """Open a forum topic; its thread id."""
        return int((await self.post(f"chats/{chat}/topics", user=user, name=name))["thread"])
