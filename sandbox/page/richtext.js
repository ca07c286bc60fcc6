// Text with Telegram's entities → elements. Entity offsets count UTF-16 units, as JavaScript's strings do.

import { button, element } from "./dom.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote",
};

/**
 * @param text the text without markup
 * @param entities Telegram's entities, outer ones first
 * @param acts { command(text), link(url) } – what a tap does
 */
export function rich(text, entities, acts) {
  const made = document.createDocumentFragment();
  fill(made, text, 0, text.length, [...entities], acts);
  return made;
}

function fill(parent, text, from, to, entities, acts) {
  let at = from;
  while (entities.length) {
    const entity = entities.shift();
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at || entity.offset >= to) continue;
    parent.append(text.slice(at, entity.offset));
    const inside = entities.filter((other) => other.offset < end && other.offset + other.length <= end);
    entities = entities.filter((other) => !inside.includes(other));
    const child = marked(entity, text.slice(entity.offset, end), acts);
    fill(child, text, entity.offset, end, inside, acts);
    parent.append(child);
    const isBlock = child instanceof HTMLQuoteElement || child instanceof HTMLPreElement;
    at = isBlock && text[end] === "\n" ? end + 1 : end; // a block ends its line by itself
  }
  parent.append(text.slice(at, to));
}

function marked(entity, words, acts) {
  if (entity.type === "bot_command") return button("", () => acts.command(words), { class: "link" });
  if (entity.type === "url") return button("", () => acts.link(words), { class: "link" });
  if (entity.type === "text_link") return button("", () => acts.link(entity.url), { class: "link" });
  if (entity.type === "spoiler") {
    return element("span", { class: "spoiler", onclick: (event) => event.currentTarget.classList.add("open") });
  }
  if (entity.type === "expandable_blockquote") return folded(words);
  return element(TAGS[entity.type] ?? "span");
}

const LINES_SHOWN = 3;
const UNITS_A_LINE = 20;

function folded(words) {
  const isLong = words.split("\n").length > LINES_SHOWN || words.length > LINES_SHOWN * UNITS_A_LINE;
  const quote = element("blockquote", { class: isLong ? "folded" : "" });
  if (isLong) {
    quote.title = "点一下展开或收起";
    quote.addEventListener("click", () => quote.classList.toggle("folded"));
  }
  return quote;
}
