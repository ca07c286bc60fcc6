// What the page knows: people, groups, their messages, and what has been read. Views listen for its events.

import { get } from "./api.js";

const READ = "ducha.read";

class Store extends EventTarget {
  users = new Map();
  chats = new Map();
  bot = null;
  messages = new Map();
  keyboards = new Map();
  read = JSON.parse(localStorage.getItem(READ) ?? "{}");
  #dirty = new Map();
  #work = Promise.resolve();

  /** One reading after the other: an older answer must never replace a newer one. */
  #inTurn(act) {
    this.#work = this.#work.then(act, act);
    return this.#work;
  }

  /** Read everything: people, groups and all their messages. */
  load() {
    return this.#inTurn(() => this.#load());
  }

  async #load() {
    const state = await get("state");
    this.users = new Map(state.users.map((user) => [user.id, user]));
    this.bot = state.bots[0] ?? null;
    this.chats = new Map(state.chats.filter((chat) => this.#isShown(chat)).map((chat) => [chat.id, chat]));
    await Promise.all([...this.chats.keys()].map((id) => this.#fetch(id, 0)));
    this.#tell("people");
  }

  #isShown(chat) {
    if (chat.deleted || chat.migrated_to !== null) return false;
    return chat.kind !== "private" || chat.bot_id === this.bot?.id;
  }

  /** People who can be shown, in the order in which their accounts were made. */
  people() {
    return [...this.users.values()].filter((user) => !user.is_bot).sort((one, other) => one.id - other.id);
  }

  groups() {
    return [...this.chats.values()].filter((chat) => chat.kind !== "private");
  }

  members(chat) {
    const inside = chat.members.filter((member) => !["left", "kicked"].includes(member.status));
    return inside.map((member) => this.users.get(member.user_id)).filter((user) => user && !user.is_bot);
  }

  list(chatId) {
    const all = [...(this.messages.get(chatId)?.values() ?? [])];
    return all.filter((message) => !message.deleted).sort((one, other) => one.id - other.id);
  }

  /** Ask for the messages after number `after`, and for the keyboard in force. */
  async #fetch(chatId, after) {
    const known = this.messages.get(chatId) ?? new Map();
    this.messages.set(chatId, known);
    const [found, keyboard] = await Promise.all([
      get(`chats/${chatId}/messages`, { after, deleted: "true" }),
      get(`chats/${chatId}/keyboard`),
    ]);
    for (const message of found) known.set(message.id, message);
    this.keyboards.set(chatId, keyboard);
    if (!(chatId in this.read) || this.read[chatId] > this.#newest(chatId)) this.markRead(chatId);
    this.#tell("messages", chatId);
  }

  #newest(chatId) {
    return Math.max(0, ...(this.messages.get(chatId)?.keys() ?? []));
  }

  unread(chatId) {
    const seen = this.read[chatId] ?? 0;
    return this.list(chatId).filter((message) => message.id > seen && message.from.id === this.bot?.id).length;
  }

  markRead(chatId) {
    const newest = this.#newest(chatId);
    if (this.read[chatId] === newest) return;
    this.read[chatId] = newest;
    localStorage.setItem(READ, JSON.stringify(this.read));
    this.#tell("read", chatId);
  }

  /** One event of the stream. Changes to messages are gathered for a moment, so that a burst is one request. */
  hear({ kind, data }) {
    if (["message", "edit", "delete", "reaction"].includes(kind)) {
      if (data.bot !== undefined && data.bot !== this.bot?.id) return;
      if (!this.#dirty.size) setTimeout(() => this.#inTurn(() => this.#catchUp()), 60);
      this.#dirty.set(data.chat, Math.min(this.#dirty.get(data.chat) ?? Infinity, data.message_id));
    } else if (["chat", "user", "bot", "member"].includes(kind)) {
      this.#reloadSoon();
    } else {
      this.#tell(kind, data);
    }
  }

  async #catchUp() {
    const waiting = [...this.#dirty];
    this.#dirty.clear();
    this.#tell("activity");
    for (const [chatId, first] of waiting) {
      if (this.chats.has(chatId)) await this.#fetch(chatId, first - 1).catch(() => this.#reloadSoon());
      else this.#reloadSoon();
    }
  }

  #reload = null;

  #reloadSoon() {
    this.#reload ??= setTimeout(() => {
      this.#reload = null;
      this.load().catch(() => {});
    }, 150);
  }

  #tell(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}

export const store = new Store();
