// The clock of the practice workspace: what it shows you, the ways to move it, and what happened on the way.

import { act } from "./api.js";
import { h, redraw } from "./dom.js";
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
  const button = (words, onclick, more) =>
    h("button", { class: "btn quiet", disabled: store.moving, onclick, ...more }, words);
  const opens = { "aria-haspopup": "dialog", "aria-expanded": "false" };
  return [
    ...MOVES.map(([words, to]) => button(words, () => move(to))),
    button("Any date…", (event) => anyDate(event.currentTarget), opens),
  ];
}

function face() {
  const time = hour(now(), zone());
  return h("button", { class: "face", disabled: store.moving, "aria-label": `Practice time ${time}. Move the clock`,
    "aria-haspopup": "dialog", "aria-expanded": "false", onclick: (event) => menu(event.currentTarget) },
    h("b", { class: "hour" }, time),
    h("span", {}, shortDay(now(), zone())),
    h("span", { class: "faint" }, city(zone())));
}

function menu(anchor) {
  const content = h("div", { class: "moves stacked" }, moves());
  const panel = popover(anchor, content, { label: "Move the clock", role: "dialog", narrow: true });
  panel.addEventListener("click", (event) => {
    if (event.target.matches("button:not([aria-haspopup])")) panel.hidePopover();
  });
}

function clock() {
  const told = h("span", { class: "last", title: last }, last);
  const way = store.moving ? h("span", { class: "working" }, "working…") : told;
  const status = h("div", { class: "way", role: "status" }, way);
  return [face(), h("div", { class: "moves wide" }, moves()), status];
}

export function drawClock() {
  const sign = [hour(now(), zone()), isoDay(now(), zone()), zone(), store.moving, last];
  redraw(document.getElementById("clock"), sign, clock);
}

// The clock runs; it is drawn again when its minute has changed.
export const startClock = () => setInterval(() => store.world && drawClock(), 1000);
