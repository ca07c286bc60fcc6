"""The refusals of the Bot API, in the exact words of the real server (telegram.md §6)."""

from typing import Any


class ApiError(Exception):
    """A method call that is answered with `ok: false`. `parameters` is the Bot API `ResponseParameters`."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON answer."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class ControlError(Exception):
    """A control call that makes no sense, told in plain words with an HTTP status."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


def bad_request(words: str) -> ApiError:
    """400: the call can never succeed as it is."""
    return ApiError(400, f"Bad Request: {words}")


def forbidden(words: str) -> ApiError:
    """403: the bot may not talk to this chat."""
    return ApiError(403, f"Forbidden: {words}")


def conflict(words: str) -> ApiError:
    """409: two ways of receiving updates are in use."""
    return ApiError(409, f"Conflict: {words}")


def unauthorized(words: str = "") -> ApiError:
    """401: no bot has this token."""
    return ApiError(401, f"Unauthorized: {words}" if words else "Unauthorized")


def method_not_found() -> ApiError:
    """404: the server does not know the method."""
    return ApiError(404, "Not Found: method not found")


def too_many_requests(seconds: int) -> ApiError:
    """429: a rate limit was passed; the server accepts the next call after `seconds`."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def migrated(new_id: int) -> ApiError:
    """400 of a group that became a supergroup."""
    return ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": new_id})


TOO_OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)
SECOND_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
