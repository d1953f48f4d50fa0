// Talks to the control API of the practice workspace and says in words what went wrong.

import { h } from "./dom.js";
import { arrive, store } from "./state.js";

const WORDS = {
  dispatch_failed: "Touchbase did not answer: it is not connected, perhaps starting again. Try once more in a moment.",
  operation_timeout: "Touchbase did not answer within three seconds. Nothing you typed is lost; try again.",
  unreachable: "The practice workspace does not answer. Is make demo still running in its terminal?",
};

export function complain(problem) {
  const words = WORDS[problem] || problem || "That did not work.";
  const banner = document.querySelector("dialog[open] .alarm") || document.getElementById("banner");
  banner.replaceChildren(
    h("span", {}, words),
    h("button", { class: "plain", "aria-label": "Close this message", onclick: () => calm() }, "×"));
  banner.dataset.problem = problem;
}

export function calm(problem) {
  for (const banner of document.querySelectorAll("#banner, .alarm")) {
    if (!problem || banner.dataset.problem === problem) banner.replaceChildren();
  }
}

async function ask(path, options) {
  try {
    const answer = await fetch(`/practice/${path}`, options);
    return await answer.json();
  } catch {
    return { ok: false, error: "unreachable" };
  }
}

export async function refresh() {
  const world = await ask("state?calls=0");
  if (!world.users) return complain("unreachable");
  calm("unreachable");
  return arrive(world);
}

export const post = (path, body) => ask(path, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

// Does one thing as one person and redraws; the answer, or null after the reader was told what went wrong.
export async function act(path, body = {}) {
  const answer = await post(path, body);
  if (answer.ok === false) complain(answer.message || answer.error);
  else calm();
  await refresh();
  return answer.ok === false ? null : answer;
}

export const asMe = (path, body) => act(path, { user: store.me, ...body });

// Type-ahead: quiet, because a failure shows in the list itself.
export async function suggest(target, value) {
  const answer = await post("suggest", { user: store.me, ...target, value });
  if (answer.ok === false) throw new Error(answer.message || answer.error);
  return answer.option_groups || answer.options || [];
}

// Where clicks and type-ahead of one message or view go: `where` names it.
export const surface = (where) => {
  const name = (block, element) => ({ ...where, block_id: block.block_id, action_id: element.action_id });
  return {
    act: (block, element, value) => asMe("click", { ...name(block, element), value }),
    load: (block, element, typed) => suggest(name(block, element), typed),
  };
};

// Follows the workspace live; comes back by itself, and catches up when it does.
export function follow() {
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/practice/live`);
  let asked = false;
  socket.onmessage = () => {
    if (asked) return;
    asked = true;
    setTimeout(() => { asked = false; refresh(); }, 60);
  };
  socket.onopen = () => refresh();
  socket.onclose = () => setTimeout(follow, 1500);
}
