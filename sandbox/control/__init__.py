"""The control API: what people do, what they see, and what time it is.

Used by tests, the demo and the chat page.

JSON in and out, under `/control`, on the loopback address only. A refusal is `{"error": words}` with 400
(makes no sense), 404 (is not there), 409 (cannot be done now) or 504 (the bot did not come to rest). `chat`
is a group's id, or a user's id for his chat with the bot; without it, the acting user's own chat. `bot`
chooses among several bots; without it, the first.

People: POST bots {token, username, name?, privacy?, can_join_groups?} · POST users {id?, first_name,
last_name?, username?, language_code?} · POST users/{user}/block|unblock|deactivate · POST groups {title,
members, type?, creator?, is_forum?, id?} · DELETE chats/{chat} · POST chats/{chat}/members {user, by?} ·
DELETE chats/{chat}/members/{user}?by= · POST chats/{chat}/rights {user, status, rights?, by?} · POST
chats/{chat}/permissions {closed} · POST chats/{chat}/migrate · POST chats/{chat}/topics {user, name}
Acts: POST start {user, payload?} · POST say {user, chat?, text, reply_to?, quote?, thread?, anonymous?,
sender_chat?} or {…, forward_from, forward_id} · POST edit {user, chat?, message_id, text} · POST send_file,
send_album (multipart: user, chat?, kind, caption?, reply_to?, media_group?, size?, files) · POST tap {user,
chat?, message_id, label|data, force?} → {callback_id} · GET callback_answer/{id} · POST delete {chat,
message_id} · POST inaccessible {chat, message_id}
Seeing: GET state · GET chats/{chat}/messages?after=&deleted= · GET chats/{chat}/keyboard · GET
commands?user=&chat= · GET file/{file_id} · GET events (server-sent, Last-Event-ID) · GET
calls?after=&method=
Running: GET clock · POST settle {timeout?, need_bot?} · POST advance {to|seconds, timeout?} · POST
updates/push {update} · GET updates/pending · POST updates/reset {to?} · GET|POST|DELETE faults · GET|POST
limits
"""

from collections.abc import Mapping

from starlette.routing import Route

from sandbox.control import acting, people, reading, running
from sandbox.control.endpoint import Endpoint, act, wait

POSTS = {
    "bots": people.create_bot,
    "users": people.create_user,
    "users/{user:int}/block": people.block,
    "users/{user:int}/unblock": people.unblock,
    "users/{user:int}/deactivate": people.deactivate,
    "groups": people.create_chat,
    "chats/{chat}/members": people.add_member,
    "chats/{chat}/rights": people.set_rights,
    "chats/{chat}/permissions": people.set_permissions,
    "chats/{chat}/migrate": people.migrate_chat,
    "chats/{chat}/topics": people.create_topic,
    "start": acting.start,
    "say": acting.say,
    "edit": acting.edit,
    "send_file": acting.send_file,
    "send_album": acting.send_album,
    "tap": acting.tap,
    "delete": acting.delete,
    "inaccessible": acting.mark_inaccessible,
    "updates/push": running.push,
    "updates/reset": running.reset_ids,
    "faults": running.add_fault,
    "limits": running.limits,
}
GETS = {
    "state": reading.everything,
    "chats/{chat}/messages": reading.messages,
    "chats/{chat}/keyboard": reading.keyboard,
    "commands": reading.commands,
    "calls": reading.calls,
    "callback_answer/{id}": acting.callback_answer,
    "clock": running.time_now,
    "updates/pending": running.pending,
    "faults": running.list_faults,
    "limits": running.limits,
}
DELETES = {
    "chats/{chat}": people.delete_chat,
    "chats/{chat}/members/{user:int}": people.remove_member,
    "faults": running.clear_faults,
}
WAITS = {"settle": running.settle, "advance": running.advance}


def _routes(method: str, endpoints: Mapping[str, Endpoint]) -> list[Route]:
    return [Route(f"/control/{path}", endpoint, methods=[method]) for path, endpoint in endpoints.items()]


def control_routes() -> list[Route]:
    """The routes of the control API and of the clock that the bot follows."""
    return [
        Route("/clock", wait(running.follow)),
        Route("/control/events", reading.events),
        Route("/control/file/{file_id}", reading.file),
        *_routes("POST", {path: act(function) for path, function in POSTS.items()}),
        *_routes("GET", {path: act(function) for path, function in GETS.items()}),
        *_routes("DELETE", {path: act(function) for path, function in DELETES.items()}),
        *_routes("POST", {path: wait(function) for path, function in WAITS.items()}),
    ]
