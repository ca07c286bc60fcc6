// Questions and alerts, in the one dialog of the page.

import { element } from "./dom.js";

const dialog = document.getElementById("dialog");
const title = document.getElementById("dialog-title");
const body = document.getElementById("dialog-body");
const buttons = document.getElementById("dialog-buttons");

/**
 * Ask something; resolves with the value of the chosen button, or "" when the dialog was left.
 * @param choices [[value, label], …]; the last one is what Enter means
 */
export function ask(heading, content, choices) {
  title.textContent = heading;
  body.replaceChildren(...[content].flat());
  buttons.replaceChildren(
    ...choices.map(([value, label], number) =>
      element("button", { value, class: number === choices.length - 1 ? "main" : "plain" }, label)),
  );
  if (dialog.open) dialog.close("");
  dialog.returnValue = "";
  dialog.showModal();
  buttons.lastElementChild.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
  });
}

export const say = (heading, words) => ask(heading, element("p", {}, words), [["ok", "好"]]);
