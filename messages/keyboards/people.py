"""Keyboards of people and invitations."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.labels import UNIT_KIND
from messages.outgoing import Keyboard
from messages.presses.enrolment import Invite, RevokeInvitation
from messages.presses.people import (
    ChangeHolder,
    DeactivatePerson,
    ShowKinds,
    ShowPost,
    ShowPosts,
    ShowUnits,
    UnbindAccount,
)
from messages.views.enrolment import OpenInvitationsView
from messages.views.people import PeopleView
from supervision.notices.invitations import InvitationIssued
from supervision.notices.people import SuccessionDone


def people_list(view: PeopleView) -> Keyboard:
    """To the next level, and one level up."""
    match view.page:
        case "kinds":
            return flow(button(UNIT_KIND[line.kind], ShowUnits(line.kind)) for line in view.kinds)
        case "units":
            names = (
                button((line.unit.short_names or (line.unit.name,))[0], ShowPosts(line.unit.id)) for line in view.units
            )
            return flow(names) + rows([button("返回单位类别", ShowKinds())])
        case "posts":
            posts = flow((button(line.post.title, ShowPost(line.post.id)) for line in view.posts), 1)
            return posts + rows([button("返回单位列表", ShowUnits(view.kind))])
        case "post":
            return _post(view)
    return ()


def _post(view: PeopleView) -> Keyboard:
    (line,) = view.posts
    post, holder = line.post, line.holder
    change = [button("变更人选", ChangeHolder(post.id))] if view.may_edit else []
    invite = [button("发送邀请", Invite(post.id))] if view.may_invite and holder is not None else []
    has_account = holder is not None and holder.telegram_id is not None
    unbind = [button("解除账号", UnbindAccount(holder.id))] if view.may_edit and holder and has_account else []
    leave = [button("办理卸任", DeactivatePerson(holder.id))] if view.may_edit and holder else []
    return rows([*change, *invite], [*unbind, *leave], [button("返回本单位", ShowPosts(post.unit_id))])


def succession_done(it: SuccessionDone) -> Keyboard:
    """The next step for a successor without an account."""
    if it.name and not it.has_account and it.may_invite:
        return rows([button("发送邀请", Invite(it.post_id))])
    return ()


def invitation_issued(it: InvitationIssued) -> Keyboard:
    """Take it back."""
    return rows([button("撤销该邀请", RevokeInvitation(it.code))])


def open_invitations(view: OpenInvitationsView) -> Keyboard:
    """Take one back, by its number in the list."""
    return flow(button(f"撤销第{n}项", RevokeInvitation(line.code)) for n, line in enumerate(view.lines, 1))


KEYBOARDS = {
    "people_list": people_list,
    "succession_done": succession_done,
    "invitation_issued": invitation_issued,
    "open_invitations": open_invitations,
}
