// The lower end of a chat: reply keyboard, command menu, what is being answered, files, and the text field.

import { get, post, upload } from "./api.js";
import { excerpt } from "./bubble.js";
import { say } from "./dialogs.js";
import { button, element } from "./dom.js";
import { store } from "./store.js";

export class Composer {
  #column;
  #replying = null;
  #quote = "";
  #editing = null;
  #files = [];

  constructor(column) {
    this.#column = column;
    this.keyboard = element("div", { class: "keyboard", role: "group", "aria-label": "快捷键盘", hidden: true });
    this.menu = element("ul", { class: "menu", "aria-label": "命令菜单", hidden: true });
    this.about = element("div", { class: "about", hidden: true });
    this.text = element("textarea", { rows: "1", "aria-label": "消息", placeholder: "写消息", autocomplete: "off" });
    this.picker = element("input", { type: "file", multiple: true, hidden: true, "aria-label": "选择文件" });
    const start = element("button", { type: "submit", class: "send", "aria-label": "发送", title: "发送" }, "发送");
    const form = element("form", { class: "write" },
      button("/", () => this.#toggleMenu(), { class: "icon", "aria-label": "命令", title: "命令" }),
      this.text,
      button("＋", () => this.picker.click(), { class: "icon", "aria-label": "附件", title: "发送图片或文件" }),
      this.picker, start);
    this.element = element("footer", { class: "composer" }, this.menu, this.about, form, this.keyboard);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.text.addEventListener("keydown", (event) => this.#key(event));
    this.text.addEventListener("input", () => this.#grow());
    this.picker.addEventListener("change", () => this.#attach());
  }

  reply(message, quote) {
    this.#editing = null;
    this.#replying = message;
    this.#quote = quote;
    this.#showAbout();
    this.text.focus();
  }

  edit(message) {
    this.#replying = null;
    this.#editing = message;
    this.text.value = message.text;
    this.#showAbout();
    this.#grow();
    this.text.focus();
  }

  showKeyboard(rows) {
    this.keyboard.hidden = !rows.length;
    this.keyboard.replaceChildren(...rows.map((row) =>
      element("div", { class: "row" }, ...row.map((label) => button(label, () => this.say(label))))));
  }

  /** Send a text as the person whose chat this is. */
  async say(text) {
    const { id: chat } = this.#column.chat;
    await this.#attempt(() => post("say", { user: this.#column.me(), chat, text }));
  }

  async #attempt(act) {
    try {
      await act();
      return true;
    } catch (error) {
      await say("发送失败", error.message);
      return false;
    }
  }

  async #send() {
    const text = this.text.value.trim();
    const { id: chat } = this.#column.chat;
    const user = this.#column.me();
    if (!text && !this.#files.length) return;
    const reply = this.#replying?.id;
    let act = () => post("say", { user, chat, text, reply_to: reply, quote: this.#quote || undefined });
    if (this.#editing) act = () => post("edit", { user, chat, message_id: this.#editing.id, text });
    else if (this.#files.length) act = () => this.#sendFiles({ user, chat, caption: text, reply_to: reply });
    if (await this.#attempt(act)) this.#clear();
  }

  async #sendFiles(fields) {
    const asFiles = this.about.querySelector("input")?.checked;
    const kindOf = ({ type }) => (type.startsWith("audio/") ? "voice" : type.startsWith("image/") && !asFiles ? "photo" : "document");
    let rest = fields;
    for (const kind of ["photo", "document", "voice"]) {
      const files = this.#files.filter((file) => kindOf(file) === kind);
      if (!files.length) continue;
      if (kind !== "voice" && files.length > 1) await upload("send_album", { ...rest, kind }, files);
      else for (const file of files) await upload("send_file", { ...rest, kind }, [file]);
      rest = { ...fields, caption: "" };
    }
  }

  #clear() {
    this.#replying = this.#editing = null;
    this.#quote = "";
    this.#files = [];
    this.text.value = this.picker.value = "";
    this.#showAbout();
    this.#grow();
  }

  #attach() {
    this.#files = [...this.#files, ...this.picker.files];
    this.picker.value = "";
    this.#editing = null;
    this.#showAbout();
    this.text.focus();
  }

  #showAbout() {
    const lines = [];
    if (this.#replying) {
      lines.push(element("div", {}, element("b", {}, `回复 ${this.#replying.from.first_name}`),
        element("span", { class: "line" }, this.#quote || excerpt(this.#replying))));
    }
    if (this.#editing) lines.push(element("div", {}, element("b", {}, "修改消息")));
    if (this.#files.length) {
      lines.push(element("div", {}, `附件：${this.#files.map((file) => file.name).join("、")}`));
      if (this.#files.some((file) => file.type.startsWith("image/"))) {
        lines.push(element("label", {}, element("input", { type: "checkbox" }), "图片按文件发送（不压缩）"));
      }
    }
    this.about.hidden = !lines.length;
    this.about.replaceChildren(element("div", { class: "grow" }, ...lines),
      button("×", () => this.#clear(), { class: "icon", "aria-label": "取消回复、修改和附件" }));
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape") {
      this.menu.hidden = true;
      if (!this.about.hidden) this.#clear();
    }
  }

  #grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight + 2, 160)}px`;
    if (this.text.value.startsWith("/") && !this.text.value.includes(" ")) this.#showMenu(this.text.value.slice(1));
    else this.menu.hidden = true;
  }

  #toggleMenu() {
    if (this.menu.hidden) this.#showMenu("");
    else this.menu.hidden = true;
  }

  async #showMenu(beginning) {
    const commands = await get("commands", { user: this.#column.me(), chat: this.#column.chat.id }).catch(() => []);
    const fitting = commands.filter(({ command }) => command.startsWith(beginning));
    this.menu.replaceChildren(...fitting.map(({ command, description }) =>
      element("li", {}, button(`/${command}　${description}`, () => this.#choose(command)))));
    if (!commands.length) this.menu.replaceChildren(element("li", { class: "note" }, "暂无命令"));
    this.menu.hidden = !fitting.length && Boolean(commands.length);
  }

  #choose(command) {
    this.menu.hidden = true;
    this.text.value = "";
    this.#grow();
    // In a group a command names its bot, or a bot that reads only what is meant for it may not hear it.
    this.say(`/${command}${this.#column.id < 0 ? `@${store.bot.username}` : ""}`);
  }
}
