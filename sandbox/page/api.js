// The control API of the sandbox (see sandbox/control/__init__.py), as the page uses it.

export class Refused extends Error {}

async function answer(response) {
  const body = await response.json().catch(() => ({ error: response.statusText }));
  if (!response.ok) throw new Refused(body.error ?? response.statusText);
  return body;
}

export async function get(path, fields = {}) {
  const query = new URLSearchParams(fields).toString();
  return answer(await fetch(`/control/${path}${query ? `?${query}` : ""}`));
}

export async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answer(await fetch(`/control/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

export async function upload(path, fields, files) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null && value !== "") form.append(name, String(value));
  }
  for (const file of files) form.append("file", file, file.name);
  return answer(await fetch(`/control/${path}`, { method: "POST", body: form }));
}

/**
 * Hear every change. The browser resumes a broken stream by Last-Event-ID; `onReturn` is called after a break,
 * because a sandbox that was restarted may have forgotten what we missed.
 */
export function listen(onEvent, onBreak, onReturn) {
  const stream = new EventSource("/control/events");
  let wasBroken = false;
  stream.onmessage = (message) => onEvent(JSON.parse(message.data));
  stream.onerror = () => {
    wasBroken = true;
    onBreak();
  };
  stream.onopen = () => {
    if (wasBroken) onReturn();
    wasBroken = false;
  };
}
