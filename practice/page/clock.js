// The clock of the practice workspace: what it shows you, the ways to move it, and what happened on the way.

import { act } from "./api.js";
import { h } from "./dom.js";
import { byDay, inWords } from "./journey.js";
import { popover } from "./picker.js";
import { changed, now, store, zone } from "./state.js";
import { city, hour, instant, isoDay, shortDay } from "./time.js";

let last = ""; // what happened on the way, in words

// Moves the clock; resolves to what happened in words, or null when it could not be moved.
export async function move(to) {
  const from = now();
  store.moving = true;
  last = "";
  changed();
  const answer = await act("clock", { zone: zone(), ...to });
  store.moving = false;
  if (answer) last = inWords(byDay(answer.happened || [], from, now(), zone()));
  changed();
  return answer && last;
}

function anyDate(anchor) {
  const tomorrow = new Date(+now() + 86400000);
  const field = h("input", { type: "datetime-local", class: "field", "aria-label": "Practice time to go to",
    value: `${isoDay(tomorrow, zone())}T09:00`, min: `${isoDay(now(), zone())}T00:00` });
  const go = (event) => {
    event.preventDefault();
    panel.hidePopover();
    if (field.value) move({ now: instant(field.value, zone()).toISOString() });
  };
  const form = h("form", { class: "any-date", onsubmit: go }, h("label", {}, `Go to (${city(zone())} time)`, field),
    h("button", { class: "btn primary" }, "Go"));
  const panel = popover(anchor, form, { label: "Any date", role: "dialog", narrow: true });
  field.focus();
}

const MOVES = [
  ["+1 hour", { advance: "1h" }],
  ["Tomorrow morning", { until: "tomorrow 09:00" }],
  ["Next Monday", { until: "monday 09:00" }],
];

function moves() {
  const buttons = MOVES.map(([words, to]) => h("button", { class: "btn quiet", disabled: store.moving, onclick: () => move(to) }, words));
  const any = h("button", { class: "btn quiet", disabled: store.moving, "aria-haspopup": "dialog", "aria-expanded": "false",
    onclick: (event) => anyDate(event.currentTarget) }, "Any date…");
  return [...buttons, any];
}

function face() {
  return [h("b", { class: "hour" }, hour(now(), zone())), h("span", {}, shortDay(now(), zone())), h("span", { class: "faint" }, city(zone()))];
}

function menu(anchor) {
  const panel = popover(anchor, h("div", { class: "moves stacked" }, moves()), { label: "Move the clock", role: "dialog", narrow: true });
  panel.addEventListener("click", (event) => event.target.matches("button:not([aria-haspopup])") && panel.hidePopover());
}

let drawn = "";

export function drawClock() {
  const sign = JSON.stringify([hour(now(), zone()), isoDay(now(), zone()), zone(), store.moving, last]);
  if (sign === drawn) return;
  drawn = sign;
  const state = store.moving ? h("span", { class: "working" }, "working…") : last && h("span", { class: "last", title: last }, last);
  document.getElementById("clock").replaceChildren(
    h("button", { class: "face", "aria-haspopup": "dialog", "aria-expanded": "false", "aria-label": `Practice time ${hour(now(), zone())}. Move the clock`,
      disabled: store.moving, onclick: (event) => menu(event.currentTarget) }, face()),
    h("div", { class: "moves wide" }, moves()),
    h("div", { class: "way", role: "status" }, state || ""));
}

// The clock runs; it is drawn again when its minute has changed.
export const startClock = () => setInterval(() => store.world && drawClock(), 1000);
