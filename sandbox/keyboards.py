"""Reading `reply_markup`: inline keyboards, reply keyboards, their removal, and forced replies."""

from sandbox.errors import ApiError, bad_request
from sandbox.limits import MAX_BUTTONS, MAX_CALLBACK_DATA_BYTES, MAX_COPY_TEXT, MAX_PLACEHOLDER
from sandbox.records import Json

STYLES = (None, "danger", "success", "primary")
INLINE_ACTIONS = ("callback_data", "url", "copy_text", "web_app", "login_url", "switch_inline_query", "pay")


def parse_markup(raw: object) -> Json | None:
    """The markup to keep with a message. Raises ApiError in the server's words; an empty keyboard is None."""
    if raw is None or raw in ("", {}):
        return None
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in raw:
        rows = [[_inline_button(button) for button in row] for row in _rows(raw["inline_keyboard"])]
        rows = [row for row in rows if row]
        return {"inline_keyboard": rows} if rows else None
    if "keyboard" in raw:
        rows = [[_keyboard_button(button) for button in row] for row in _rows(raw["keyboard"])]
        _check_placeholder(raw)
        return {**raw, "keyboard": rows}
    if raw.get("remove_keyboard"):
        return raw
    if raw.get("force_reply"):
        _check_placeholder(raw)
        return raw
    return None


def parse_inline(raw: object) -> Json | None:
    """The markup of an edit, which can only be inline."""
    markup = parse_markup(raw)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _rows(rows: object) -> list[list[object]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    if sum(len(row) for row in rows) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return rows


def _inline_button(button: object) -> Json:
    if not isinstance(button, dict):
        raise _bad_button("expected an Object")
    if not button.get("text"):
        raise _bad_button("inline keyboard button text must be non-empty")
    if button.get("style") not in STYLES:
        raise _bad_button("invalid button style specified")
    if not any(name in button for name in INLINE_ACTIONS):
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if "callback_data" in button:
        size = len(str(button["callback_data"]).encode())
        if not 1 <= size <= MAX_CALLBACK_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= len(button["copy_text"].get("text", "")) <= MAX_COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "url" in button and not str(button["url"]).startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button


def _keyboard_button(button: object) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request("can't parse keyboard button: Keyboard button text must be non-empty")
    return button


def _check_placeholder(markup: Json) -> None:
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 1 <= len(placeholder) <= MAX_PLACEHOLDER:
        raise bad_request("input field placeholder must be of 1-64 characters")


def _bad_button(words: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {words}")
