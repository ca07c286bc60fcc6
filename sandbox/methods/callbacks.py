"""answerCallbackQuery."""

from sandbox.errors import TOO_OLD_QUERY, bad_request
from sandbox.limits import CALLBACK_ANSWER_SECONDS, MAX_CALLBACK_ANSWER
from sandbox.methods.call import Call, method


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> bool:
    """Answer a tap once, within 15 s of sandbox time.

    Later, again, or with a made-up id: the one error of §6.
    """
    callback = call.state.callbacks.get(call.params.text("callback_query_id"))
    text = call.params.text("text")
    if len(text) > MAX_CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if callback is None or callback.bot_id != call.bot.id or callback.answer is not None:
        raise bad_request(TOO_OLD_QUERY)
    if call.state.clock.now() - callback.date > CALLBACK_ANSWER_SECONDS:
        raise bad_request(TOO_OLD_QUERY)
    callback.answer = {
        "text": text,
        "show_alert": call.params.flag("show_alert"),
        "url": call.params.text("url"),
    }
    call.state.callbacks.put(callback.id, callback)
    call.state.emit("callback_answer", callback=callback.id, user=callback.user_id, **callback.answer)
    return True
