// A thin strip that leads through the tour: goes on by itself when a thing was done, can be closed, remembers both.

import { prefill } from "./composer.js";
import { busy, h, redraw } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { changed, store } from "./state.js";
import { AFTER_MONDAY, PHASES, alice, briefs, digests, maria } from "./tour.js";

const KEY = "touchbase.guide";
const DOTS = [1, 2, 3, 4, 5, 6];
const kept = { phase: 0, note: "", closed: false, skipped: false, ...JSON.parse(localStorage.getItem(KEY) || "{}") };
let entered = -1;

function turn(change) {
  Object.assign(kept, change);
  localStorage.setItem(KEY, JSON.stringify(kept));
  changed();
}

function skip(phase) {
  prefill("");
  turn({ phase: kept.phase + (phase.skip || 1), note: "", skipped: true });
}

// A fresh workspace starts the tour anew; one that went on without this browser is joined where it is.
function advance() {
  if (kept.phase > 0 && !briefs().length) Object.assign(kept, { phase: 0, note: "", seen: undefined });
  if (kept.phase < AFTER_MONDAY && digests().length) kept.phase = AFTER_MONDAY;
  while (PHASES[kept.phase].done?.(kept)) Object.assign(kept, { phase: kept.phase + 1, skipped: false });
}

const dot = (number, step) => h("i", { class: number < step ? "past" : number === step && "now" });

function strip(phase) {
  const press = phase.press && h("button", {
    class: phase.glow ? "btn primary glow" : "btn primary", disabled: store.moving,
    onclick: (event) => busy(event.currentTarget, () => phase.run(turn)),
  }, phase.press);
  const said = (kept.skipped && phase.bare) || phase.say;
  const skippable = kept.phase > 0 && !phase.end && !phase.only;
  return [
    h("span", { class: "steps", role: "img", "aria-label": `Step ${phase.step} of ${DOTS.length}` },
      DOTS.map((number) => dot(number, phase.step))),
    h("div", { class: "say", role: "status" }, mrkdwn(kept.note + said)),
    press,
    phase.end && h("a", { class: "btn primary", href: "/README.md", target: "_blank" }, "Connect my Slack"),
    skippable && h("button", { class: "plain skip", onclick: () => skip(phase) }, "Skip"),
    h("button", { class: "plain", "aria-label": "Close the guide", onclick: () => turn({ closed: true }) }, "×"),
  ];
}

export function drawGuide() {
  const bar = document.getElementById("guide");
  bar.hidden = !store.guide || kept.closed || !alice() || !maria();
  document.getElementById("guide-again").hidden = !store.guide || !kept.closed;
  if (bar.hidden) return;
  advance();
  const phase = PHASES[kept.phase];
  redraw(bar, [kept, store.moving], () => strip(phase));
  if (entered === kept.phase) return;
  entered = kept.phase;
  setTimeout(() => {
    turn({});
    phase.enter?.(turn);
  });
}

export const startGuide = () =>
  document.getElementById("guide-again").addEventListener("click", () => turn({ closed: false }));
