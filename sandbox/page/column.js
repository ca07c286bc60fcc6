// One chat as one person sees it: heading, messages, composer, toasts.

import { post } from "./api.js";
import { bubble } from "./bubble.js";
import { Composer } from "./composer.js";
import { ask, say } from "./dialogs.js";
import { arrange, button, element } from "./dom.js";
import { store } from "./store.js";
import { day } from "./when.js";

const NEAR_END = 80;
const TOAST_TIME = 4000;

export class Column {
  static attended = null;

  #drawn = new Map();
  #dates = new Map();
  #taps = new Map();
  #actor = null;
  #isAtEnd = true;
  #newest = 0;

  /** @param id a person's id (his chat with the bot), or a group's */
  constructor(id) {
    this.id = id;
    this.list = element("ol", { class: "messages", role: "log", "aria-live": "polite", tabindex: "0" });
    this.badge = element("span", { class: "badge", hidden: true });
    this.toast = element("div", { class: "toast", role: "status", hidden: true });
    this.composer = new Composer(this);
    this.begin = element("div", { class: "begin", hidden: true },
      button("开始", () => post("start", { user: this.id }).catch((error) => say("发送失败", error.message)), { class: "main" }));
    this.head = element("header", {});
    this.element = element("section", { class: "column", "aria-label": this.name() },
      this.head, this.list, this.begin, this.composer.element);
    this.composer.element.append(this.toast);
    this.list.addEventListener("scroll", () => (this.#isAtEnd = this.#endIsNear()));
    new ResizeObserver(() => this.settle()).observe(this.list);
    for (const kind of ["pointerdown", "focusin"]) this.element.addEventListener(kind, () => this.#attend());
    this.acts = { command: (text) => this.composer.say(text), link: (url) => this.#follow(url) };
    this.drawHead();
    this.draw();
  }

  get chat() {
    return store.chats.get(this.id) ?? { id: this.id, kind: this.id < 0 ? "group" : "private", members: [] };
  }

  name() {
    return store.users.get(this.id)?.first_name ?? this.chat.title ?? "";
  }

  /** Who acts in this column: the person, or in a group whoever is chosen to speak. */
  me() {
    if (this.id > 0) return this.id;
    return this.#actor ?? store.members(this.chat)[0]?.id;
  }

  find(messageId) {
    return store.messages.get(this.id)?.get(messageId);
  }

  drawHead() {
    const about = [element("h2", {}, this.name()), this.badge];
    if (this.id < 0) about.push(this.#speaker());
    this.head.replaceChildren(...about);
    this.mark();
  }

  #speaker() {
    const options = store.members(this.chat).map((user) =>
      element("option", { value: user.id, selected: user.id === this.me() }, user.first_name));
    const choose = element("select", { "aria-label": "以谁的身份发言" }, ...options);
    choose.addEventListener("change", () => {
      this.#actor = Number(choose.value);
      this.draw();
    });
    return element("label", { class: "speaker" }, "发言人", choose);
  }

  /** Show how much is unread. */
  mark() {
    const count = store.unread(this.id);
    this.badge.hidden = !count;
    this.badge.textContent = count ? `${count}条未读` : "";
    const seen = store.read[this.id] ?? 0;
    for (const [id, { item }] of this.#drawn) item.classList.toggle("unread", id > seen && item.classList.contains("other"));
  }

  /** Draw what changed since the last time; stay at the end if the end was in sight. */
  draw() {
    const messages = store.list(this.id);
    const items = [];
    let date = "";
    for (const message of messages) {
      const its = day(message.date * 1000);
      if (its !== date) items.push(this.#date(its));
      date = its;
      items.push(this.#item(message));
    }
    arrange(this.list, items);
    this.begin.hidden = messages.length > 0 || this.id < 0;
    this.composer.element.hidden = !this.begin.hidden;
    this.composer.showKeyboard(store.keyboards.get(this.id) ?? []);
    if (Column.attended === this.id) store.markRead(this.id);
    this.mark();
    const last = messages.at(-1);
    const isOwn = last?.from.id === this.me() && last.id !== this.#newest;
    this.#newest = last?.id ?? 0;
    if (isOwn) this.#isAtEnd = true;
    this.settle();
  }

  #date(words) {
    if (!this.#dates.has(words)) {
      this.#dates.set(words, element("li", { class: "service" }, element("span", {}, words)));
    }
    return this.#dates.get(words);
  }

  #item(message) {
    const form = JSON.stringify([message, this.me(), Boolean(this.find(message.reply_to))]);
    const known = this.#drawn.get(message.id);
    if (known?.form === form) return known.item;
    const item = bubble(message, this);
    item.querySelector("img")?.addEventListener("load", () => this.settle());
    this.#drawn.set(message.id, { form, item });
    return item;
  }

  /** Somebody acts here: what is here, and what comes until he acts elsewhere, is read. */
  #attend() {
    Column.attended = this.id;
    store.markRead(this.id);
  }

  #endIsNear() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END;
  }

  /** Stay at the end if the reader was there, whatever grew meanwhile. */
  settle() {
    if (this.#isAtEnd) this.list.scrollTop = this.list.scrollHeight;
  }

  toEnd() {
    this.#isAtEnd = true;
    this.settle();
  }

  jump(messageId) {
    const item = this.#drawn.get(messageId)?.item;
    item?.scrollIntoView({ block: "center" });
    item?.querySelector(".bubble")?.animate([{ outline: "3px solid #d9a441" }, { outline: "3px solid transparent" }], 1600);
  }

  reply(message, quote) {
    this.composer.reply(message, quote);
  }

  edit(message) {
    this.composer.edit(message);
  }

  /** A tap is under way; its answer comes by the stream, perhaps before we know its number. */
  tapped(callback, button) {
    const early = this.#taps.get(callback);
    this.#taps.set(callback, button);
    if (early?.callback) this.answered(early);
  }

  /** What the bot showed for a tap: nothing, a toast, or a box to close. */
  answered(answer) {
    const waiting = this.#taps.get(answer.callback);
    if (!waiting) {
      this.#taps.set(answer.callback, answer);
      return;
    }
    this.#taps.delete(answer.callback);
    waiting.classList?.remove("waiting");
    if (answer.url) this.#follow(answer.url);
    else if (answer.text && answer.show_alert) say(this.name(), answer.text);
    else if (answer.text) this.#showToast(answer.text);
  }

  #showToast(words) {
    this.toast.textContent = words;
    this.toast.hidden = false;
    clearTimeout(this.toast.timer);
    this.toast.timer = setTimeout(() => (this.toast.hidden = true), TOAST_TIME + 60 * words.length);
  }

  /** Open a link: one to the bot presses Start for the person who opens it, as on a telephone. */
  async #follow(url) {
    const link = new URL(url, "https://invalid.example");
    if (!["t.me", "telegram.me"].includes(link.hostname) || !link.searchParams.has("start")) {
      open(url, "_blank", "noopener");
      return;
    }
    const options = store.people().map((user) => element("option", { value: user.id, selected: user.id === this.me() }, user.first_name));
    const who = element("select", { "aria-label": "由谁打开" }, ...options);
    const chosen = await ask("打开链接", [element("p", {}, "这是机器人的链接，由谁打开？"), who], [["", "取消"], ["go", "打开"]]);
    if (chosen !== "go") return;
    const body = { user: Number(who.value), payload: link.searchParams.get("start") };
    await post("start", body).catch((error) => say("无法打开", error.message));
  }
}
