"""Whether those are there without whom the office cannot work, for `ducha doctor`."""

from __future__ import annotations

from bot.findings import Finding, Level
from bot.settings import Config
from storage.unit_of_work import UnitOfWork
from supervision.model import Person, Post
from supervision.roles import Role


async def roster_findings(unit: UnitOfWork, config: Config) -> list[Finding]:
    """What of the roster keeps the office from working."""
    posts = await unit.find(Post, active=True)
    people = {person.id: person for person in await unit.find(Person, active=True)}
    enrolled = [post for post in posts if post.holder_id in people and people[post.holder_id].telegram_id is not None]
    findings = []
    if not any(post.role is Role.ADMINISTRATOR for post in enrolled):
        named = "请由 administrators 中配置的人员发送 /start" if config.administrators else "请先配置 administrators"
        level = Level.NOTE if config.administrators else Level.WRONG
        findings.append(Finding(level, f"尚无已开通账号的系统管理员，{named}"))
    if not posts:
        findings.append(Finding(Level.NOTE, "名册为空，请运行 ducha roster import 导入"))
    for role, title in (
        (Role.OFFICER, "督查室工作人员"),
        (Role.DEPUTY_DIRECTOR, "分管副主任"),
        (Role.DIRECTOR, "办公室主任"),
    ):
        if posts and not any(post.role is role for post in enrolled):
            findings.append(Finding(Level.NOTE, f"{title}尚未开通账号，相关事项将列入待送达"))
    return findings or [Finding(Level.FINE, f"{len(posts)}个职务，{len(enrolled)}个已开通账号")]
