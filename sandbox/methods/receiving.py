"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo."""

import re
from urllib.parse import urlsplit

from sandbox.errors import WEBHOOK_ACTIVE, bad_request, conflict
from sandbox.methods.call import Call, method
from sandbox.records import Json
from sandbox.updates import checked_allowed_updates

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _remember_allowed_updates(call: Call) -> None:
    kinds = call.params.nested("allowed_updates")
    if kinds is None:
        return
    call.bot.allowed_updates = checked_allowed_updates(kinds)
    call.state.bots.put(call.bot.id, call.bot)


@method("getUpdates")
async def get_updates(call: Call) -> list[Json]:
    """Long-poll. Raises ApiError 409 while a webhook is set, and in the older of two polls."""
    if call.bot.webhook.get("url"):
        raise conflict(WEBHOOK_ACTIVE)
    _remember_allowed_updates(call)
    params = call.params
    limit = min(max(params.integer("limit", 100), 1), 100)
    return await call.state.updates.poll(call.bot, params.integer("offset"), limit, params.integer("timeout"))


@method("setWebhook")
def set_webhook(call: Call) -> bool:
    """Deliver updates to an address: HTTPS, or plain HTTP on this machine.

    An empty address removes the webhook.
    """
    url = call.params.text("url")
    if not url:
        return delete_webhook_of(call)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.params.text("secret_token")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    _remember_allowed_updates(call)
    call.bot.webhook = {
        "url": url,
        "secret_token": secret,
        "max_connections": call.params.integer("max_connections", 40),
    }
    _drop_if_asked(call)
    call.state.bots.put(call.bot.id, call.bot)
    return True


def delete_webhook_of(call: Call) -> bool:
    """Remove the webhook; the queue stays unless the call drops it."""
    call.bot.webhook = {}
    _drop_if_asked(call)
    call.state.bots.put(call.bot.id, call.bot)
    return True


@method("deleteWebhook")
def delete_webhook(call: Call) -> bool:
    """Remove the webhook."""
    return delete_webhook_of(call)


def _drop_if_asked(call: Call) -> None:
    if call.params.flag("drop_pending_updates"):
        for update in call.state.updates.waiting(call.bot.id):
            call.state.updates.confirm(update)


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    """Address, length of the queue, last error."""
    hook = call.bot.webhook
    body: Json = {
        "url": hook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": call.state.updates.pending(call.bot.id),
    }
    for name in ("last_error_date", "last_error_message", "max_connections"):
        if name in hook:
            body[name] = hook[name]
    if call.bot.allowed_updates:
        body["allowed_updates"] = call.bot.allowed_updates
    return body
