// Times as people in the county read them. China has one zone and no summer time.

const ZONE = "Asia/Shanghai";
const OFFSET = 8 * 3600 * 1000;
const DAY = 24 * 3600 * 1000;

const clockOf = new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const partsOf = new Intl.DateTimeFormat("zh-CN", {
  timeZone: ZONE, year: "numeric", month: "numeric", day: "numeric", weekday: "short",
});

export const hourAndMinute = (milliseconds) => clockOf.format(milliseconds);

export function day(milliseconds, withYear = false) {
  const part = Object.fromEntries(partsOf.formatToParts(milliseconds).map(({ type, value }) => [type, value]));
  return `${withYear ? `${part.year}年` : ""}${part.month}月${part.day}日（${part.weekday}）`;
}

/** The next nine o'clock in the morning after a moment. */
export function nextNine(milliseconds) {
  const midnight = Math.floor((milliseconds + OFFSET) / DAY) * DAY - OFFSET;
  const nine = midnight + 9 * 3600 * 1000;
  return nine > milliseconds ? nine : nine + DAY;
}

/** What `<input type="datetime-local">` means here, and the other way round. */
export const fromInput = (text) => Date.parse(`${text}:00+08:00`);
export const toInput = (milliseconds) => new Date(milliseconds + OFFSET).toISOString().slice(0, 16);
