"""sendMessage, and the last step of every method that sends."""

from sandbox.errors import bad_request
from sandbox.keyboards import parse_markup
from sandbox.limits import MAX_TOPIC_NAME
from sandbox.methods.call import Call, method
from sandbox.methods.content import reply_of, text_body
from sandbox.methods.targets import has_admin_right, open_chat, require_right_to_send, thread_of
from sandbox.posting import post, service
from sandbox.records import Chat, Json, Message
from sandbox.rendering import render


def send(call: Call, chat: Chat, body: Json) -> Message:
    """Post content of the bot with the reply, topic and markup that the call names."""
    thread_id = thread_of(call, chat)
    reply = reply_of(call, chat)
    markup = parse_markup(call.params.nested("reply_markup"))
    if call.params.flag("protect_content"):
        body = {**body, "has_protected_content": True}
    if effect := call.params.text("message_effect_id"):
        body = {**body, "effect_id": effect}
    return post(
        call.state,
        chat,
        call.bot.id,
        {**body, **reply.body},
        reply_to=reply.to,
        thread_id=thread_id,
        markup=markup,
    )


@method("sendMessage")
def send_message(call: Call) -> Json:
    """Send a text."""
    body = text_body(call)
    chat = open_chat(call)
    require_right_to_send(call, chat, "can_send_messages", "text messages")
    return render(call.state, chat, send(call, chat, body))


@method("sendChatAction")
def send_chat_action(call: Call) -> bool:
    """Show that the bot is busy; the page sees it as an event."""
    chat = open_chat(call)
    if not call.params.text("action"):
        raise bad_request("wrong parameter action in request")
    call.state.emit("action", chat=chat.key, action=call.params.text("action"))
    return True


@method("createForumTopic")
def create_forum_topic(call: Call) -> Json:
    """Open a topic in a forum."""
    chat = open_chat(call)
    name = call.params.text("name")
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not has_admin_right(call, chat, "can_manage_topics"):
        raise bad_request("not enough rights to create a topic")
    if not 1 <= len(name) <= MAX_TOPIC_NAME:
        raise bad_request("topic name must be of 1-128 characters")
    topic = {"name": name, "icon_color": call.params.integer("icon_color", 7322096)}
    message = service(call.state, chat, call.bot.id, {"forum_topic_created": topic})
    return {"message_thread_id": message.id, **topic}
