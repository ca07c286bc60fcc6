// One message of a chat: its bubble, its buttons, and what can be done with it.

import { post } from "./api.js";
import { ask, say } from "./dialogs.js";
import { button, element } from "./dom.js";
import { rich } from "./richtext.js";
import { hourAndMinute, day } from "./when.js";

const KINDS = { photo: "图片", document: "文件", voice: "语音" };

/** The list item of a message. `column` offers: me, chat, acts, reply(message), edit(message), jump(id), tapped(id). */
export function bubble(message, column) {
  if (Object.keys(message.service).length) return service(message);
  const isOwn = message.from.id === column.me() && !message.sender_chat;
  const item = element("li", { class: `message ${isOwn ? "own" : "other"}`, "data-id": message.id });
  const box = element("div", {
    class: "bubble", tabindex: "0", role: "group", "data-id": message.id,
    "aria-label": `${message.sender_chat?.title ?? message.from.first_name} ${hourAndMinute(message.date * 1000)}`,
  });
  box.append(...contents(message, column, isOwn));
  const actions = element("div", { class: "actions", hidden: true });
  const toggle = () => unfold(actions, message, column, isOwn);
  box.addEventListener("click", (event) => {
    if (!event.target.closest("button, a, .spoiler, .folded")) toggle();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === box) toggle();
  });
  item.append(box, actions);
  if (message.rows.length) item.append(inline(message, column));
  return item;
}

function contents(message, column, isOwn) {
  const parts = [];
  if (!isOwn && column.chat.kind !== "private") {
    parts.push(element("div", { class: "sender" }, message.sender_chat?.title ?? message.from.first_name));
  }
  if (message.forward_origin) parts.push(element("div", { class: "note" }, "转发的消息"));
  if (message.reply_to) parts.push(quoted(message, column));
  if (message.file) parts.push(file(message.file));
  if (message.text) {
    // As on a telephone, what a link carries into the chat is not shown.
    const text = isOwn ? message.text.replace(/^\/start \S+$/, "/start") : message.text;
    parts.push(element("div", { class: "text" }, rich(text, message.entities, column.acts)));
  }
  const marks = [message.pinned ? "已置顶" : "", message.edited ? "已修改" : ""].filter(Boolean).join(" ");
  const meta = element("div", { class: "meta" }, `${marks} ${hourAndMinute(message.date * 1000)}`.trim());
  if (message.reactions.length) meta.prepend(`${message.reactions.join("")} `);
  parts.push(meta);
  return parts;
}

function quoted(message, column) {
  const original = column.find(message.reply_to);
  const words = message.quote ?? (original ? excerpt(original) : "已删除的消息");
  const who = original?.from.first_name ?? "";
  return button("", () => column.jump(message.reply_to), { class: "quoted", "aria-label": `回复 ${who}：${words}` })
    .appendChild(element("span", {}, element("b", {}, who), element("span", { class: "line" }, words))).parentElement;
}

/** The beginning of a message in one line. */
export function excerpt(message) {
  const kind = message.file ? `［${KINDS[message.file.kind]}］` : "";
  return `${kind}${message.text.replace(/\s+/g, " ")}`.slice(0, 60) || "消息";
}

function file({ kind, url, name, size }) {
  const kilobytes = size >= 1024 * 1024 ? `${(size / 1024 / 1024).toFixed(1)} MB` : `${Math.ceil(size / 1024)} KB`;
  if (kind === "photo") {
    const picture = element("img", { src: url, alt: "图片", loading: "lazy" });
    return element("a", { href: url, target: "_blank", rel: "noopener", class: "photo" }, picture);
  }
  if (kind === "voice") return element("audio", { src: url, controls: true, preload: "none" });
  const caption = element("span", {}, element("b", {}, name ?? "文件"), element("small", {}, kilobytes));
  return element("a", { href: url, class: "document", download: name ?? "" }, caption);
}

function service(message) {
  const { new_chat_members: joined, left_chat_member: left } = message.service;
  let words = "群组有变动";
  if (joined) words = `${joined.map((user) => user.first_name).join("、")}加入群组`;
  else if (left) words = `${left.first_name}离开群组`;
  else if (message.service.pinned_message_id) words = "置顶了一条消息";
  else if (message.service.migrate_from_chat_id || message.service.migrate_to_chat_id) words = "群组已升级";
  return element("li", { class: "service", "data-id": message.id }, element("span", {}, words));
}

function unfold(actions, message, column, isOwn) {
  for (const other of column.list.querySelectorAll(".actions")) if (other !== actions) other.hidden = true;
  if (!actions.childElementCount) {
    const close = (act) => () => {
      actions.hidden = true;
      act();
    };
    const bubbleBox = actions.previousElementSibling;
    actions.append(button("回复", close(() => column.reply(message, selectedIn(bubbleBox)))));
    if (isOwn && message.text) actions.append(button("修改", close(() => column.edit(message))));
    if (message.edited) actions.append(button("修改记录", close(() => versions(message))));
  }
  actions.hidden = !actions.hidden;
}

/** What the person marked with the mouse in the bubble: it is quoted. */
function selectedIn(box) {
  const selection = getSelection();
  const isInside = selection.rangeCount && box.contains(selection.anchorNode) && box.contains(selection.focusNode);
  return isInside ? selection.toString().trim() : "";
}

function versions(message) {
  const all = [...message.edits, message];
  const rows = all.map((one, number) =>
    element("section", { class: "version" },
      element("h3", {}, number === all.length - 1 ? "现在" : `第${number + 1}版　${day(one.date * 1000)} ${hourAndMinute(one.date * 1000)}`),
      element("p", {}, one.text)));
  ask("修改记录", rows, [["ok", "好"]]);
}

function inline(message, column) {
  const rows = message.rows.map((row) =>
    element("div", { class: "row" }, ...row.map((item) => inlineButton(item, message, column))));
  return element("div", { class: "inline", role: "group", "aria-label": "消息按钮" }, ...rows);
}

function inlineButton(item, message, column) {
  const label = item.url ? `${item.label} ↗` : item.label;
  const made = button(label, () => press(item, message, column, made), { class: item.style ?? "" });
  return made;
}

async function press(item, message, column, made) {
  if (item.url) return column.acts.link(item.url);
  if (item.copy_text) return navigator.clipboard.writeText(item.copy_text);
  made.classList.add("waiting");
  setTimeout(() => made.classList.remove("waiting"), 8000);
  try {
    const user = column.me();
    const body = { user, chat: column.chat.id, message_id: message.id, data: item.data };
    const { callback_id: callback } = await post("tap", body);
    column.tapped(callback, made);
  } catch (error) {
    made.classList.remove("waiting");
    await say("操作失败", error.message);
  }
}
