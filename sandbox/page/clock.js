// The clock at the top: what time it is in the sandbox, and the buttons that move it on.

import { get, post } from "./api.js";
import { ask, say } from "./dialogs.js";
import { element } from "./dom.js";
import { store } from "./store.js";
import { day, fromInput, hourAndMinute, nextNine, toInput } from "./when.js";

const HOUR = 3600;
const ASK_EVERY = 5000;
const face = document.getElementById("now");
const trouble = document.getElementById("trouble");
const steps = [...document.querySelectorAll("[data-step]")];
let offset = null;

const now = () => Date.now() + offset * 1000;

function show() {
  if (offset === null) return;
  const moment = now();
  face.textContent = `${day(moment, true)} ${hourAndMinute(moment)}`;
  face.dateTime = new Date(moment).toISOString();
}

export async function readClock() {
  try {
    const reading = await get("clock");
    offset = reading.offset;
    complain(reading.attached ? "" : "机器人没有运行，发出的消息暂时没有回应。");
    show();
  } catch {
    complain("沙盒已停止。请在终端重新运行 make try，本页会自动恢复连接。");
  }
}

function complain(words) {
  trouble.textContent = words;
  trouble.hidden = !words;
}

const WHERE = {
  hour: async () => ({ seconds: HOUR }),
  day: async () => ({ seconds: 24 * HOUR }),
  nine: async () => ({ to: new Date(nextNine(now())).toISOString() }),
  choose: chosen,
};

async function chosen() {
  const input = element("input", { type: "datetime-local", value: toInput(nextNine(now())), min: toInput(now()) });
  const label = element("label", {}, "前进到（北京时间）", input);
  const note = element("p", { class: "note" }, "时间只能向前。途中到期的提醒、通报会逐一办理，跨度大时请稍候。");
  if ((await ask("前进到…", [label, note], [["", "取消"], ["go", "前进"]])) !== "go" || !input.value) return null;
  return { to: new Date(fromInput(input.value)).toISOString() };
}

async function move(step) {
  const where = await WHERE[step]();
  if (!where) return;
  for (const button of steps) button.disabled = true;
  face.classList.add("moving");
  try {
    await post("advance", { ...where, timeout: 120 });
  } catch (error) {
    await say("时间未前进到位", `机器人没有及时办完到期的事：${error.message}`);
  }
  face.classList.remove("moving");
  for (const button of steps) button.disabled = false;
  await readClock();
}

for (const button of steps) button.addEventListener("click", () => move(button.dataset.step));
store.addEventListener("activity", readClock);
setInterval(show, 1000);
setInterval(readClock, ASK_EVERY);
