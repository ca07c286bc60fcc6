// The page: who is shown, and what happens when something changes.

import { listen, post } from "./api.js";
import { readClock } from "./clock.js";
import { Column } from "./column.js";
import { ask } from "./dialogs.js";
import { arrange, button, element } from "./dom.js";
import { store } from "./store.js";

const SHOWN = "ducha.shown";
const GUIDE = "ducha.guide";
const SHOWN_AT_FIRST = 6;
const narrow = matchMedia("(max-width: 720px)");
const chips = document.getElementById("chips");
const board = document.getElementById("columns");
const guide = document.getElementById("guide");
const columns = new Map();
const chipOf = new Map();
let shown = null;
let current = null;

const everyone = () => [...store.people().map((user) => user.id), ...store.groups().map((chat) => chat.id)];

function chosenAtFirst() {
  const saved = JSON.parse(localStorage.getItem(SHOWN) ?? "null");
  const known = new Set(everyone());
  const kept = (saved ?? []).filter((id) => known.has(id));
  if (kept.length) return new Set(kept);
  const first = store.people().slice(0, SHOWN_AT_FIRST).map((user) => user.id);
  return new Set([...first, ...store.groups().map((chat) => chat.id)]);
}

function save() {
  localStorage.setItem(SHOWN, JSON.stringify([...shown]));
}

/** On a wide screen a name shows or hides a column; on a telephone it chooses the one that is shown. */
function choose(id) {
  if (narrow.matches) {
    current = id;
    shown.add(id);
    store.markRead(id);
  } else if (!shown.delete(id)) {
    shown.add(id);
  }
  save();
  draw();
}

function visible() {
  if (!narrow.matches) return everyone().filter((id) => shown.has(id));
  current ??= everyone().find((id) => shown.has(id)) ?? everyone()[0] ?? null;
  return current === null ? [] : [current];
}

function draw() {
  const ids = visible();
  for (const id of ids) {
    if (!columns.has(id)) columns.set(id, new Column(id));
  }
  const hidden = ids.filter((id) => !columns.get(id).element.isConnected);
  arrange(board, ids.map((id) => columns.get(id).element));
  for (const id of hidden) columns.get(id).toEnd();
  drawChips(new Set(ids));
}

function drawChips(ids) {
  arrange(chips, everyone().map((id) => {
    const item = chipFor(id);
    const count = store.unread(id);
    item.firstChild.setAttribute("aria-pressed", String(ids.has(id)));
    item.badge.hidden = !count;
    item.badge.textContent = count;
    item.badge.setAttribute("aria-label", `${count}条未读`);
    return item;
  }));
}

function chipFor(id) {
  if (!chipOf.has(id)) {
    const name = store.users.get(id)?.first_name ?? store.chats.get(id)?.title;
    const chip = button(name, () => choose(id), { class: id < 0 ? "group" : "" });
    const item = element("li", {}, chip);
    item.badge = element("span", { class: "badge", hidden: true });
    chip.append(item.badge);
    chipOf.set(id, item);
  }
  return chipOf.get(id);
}

async function newcomer() {
  const name = element("input", { "aria-label": "名字", value: "未登记人员", maxlength: "64" });
  const note = element("p", { class: "note" }, "新的 Telegram 账号，尚未在督查室登记；可用来看陌生人会得到什么答复，或打开邀请链接。");
  if ((await ask("新账号", [element("label", {}, "名字", name), note], [["", "取消"], ["go", "建立"]])) !== "go") return;
  const user = await post("users", { first_name: name.value.trim() || "未登记人员" });
  await store.load();
  if (!shown.has(user.id)) choose(user.id);
}

function redraw(id) {
  columns.get(id)?.draw();
  drawChips(new Set(visible()));
}

store.addEventListener("messages", ({ detail }) => shown && redraw(detail));
store.addEventListener("read", ({ detail }) => {
  if (!shown) return;
  columns.get(detail)?.mark();
  drawChips(new Set(visible()));
});
store.addEventListener("people", () => {
  shown ??= chosenAtFirst();
  for (const column of columns.values()) column.drawHead();
  draw();
});
store.addEventListener("callback_answer", ({ detail }) => {
  for (const column of columns.values()) {
    if (column.me() === detail.user) column.answered(detail);
  }
});
narrow.addEventListener("change", draw);
document.getElementById("newcomer").addEventListener("click", newcomer);
guide.open = localStorage.getItem(GUIDE) !== "closed";
guide.addEventListener("toggle", () => localStorage.setItem(GUIDE, guide.open ? "open" : "closed"));

const again = () => store.load().then(readClock).catch(readClock);
listen((event) => store.hear(event), readClock, again);
await again();
