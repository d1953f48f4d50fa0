// The newcomer's first five minutes: a thin strip that tells one thing at a time, notices by itself when it was done, and can be closed.

import { act, asMe } from "./api.js";
import { move } from "./clock.js";
import { prefill } from "./composer.js";
import { busy, h } from "./dom.js";
import { isBotMessage } from "./journey.js";
import { mrkdwn } from "./mrkdwn.js";
import { become, botDm, changed, go, store, userOf, users, zone } from "./state.js";
import { hour, weekday } from "./time.js";

const KEY = "touchbase.guide";
const TYPED = "/touch acmee corp cofee yesterday with Jane, wants a demo";
const kept = { phase: 0, note: "", closed: false, ...JSON.parse(localStorage.getItem(KEY) || "{}") };
let prepared = -1;

const keep = (change) => {
  Object.assign(kept, change);
  localStorage.setItem(KEY, JSON.stringify(kept));
  changed();
};
const alice = () => userOf("alice");
const maria = () => users().find((user) => user.role === "manager");
const messages = () => (botDm(alice().id)?.messages || []).filter(isBotMessage);
const digests = () => (store.world.channels.find((one) => one.name === "customer-care")?.messages || []).filter(isBotMessage);
const undos = (list) => list.filter((one) => JSON.stringify(one.blocks || []).includes('"Undo"')).length;
const answers = () => undos(store.world.ephemerals.filter((one) => one.user === alice().id));

const as = (person, at) => () => become(person().id, at);
const PHASES = [
  { step: 1, say: "You are *Alice*. It is Thursday, a minute to nine: her morning brief is about to come.", press: "Go to 09:00", glow: true,
    enter: as(alice, "@bot"), run: () => move({ until: "thursday 09:00", zone: alice().tz }), done: () => messages().length > 0 },
  { step: 2, say: "Who needs Alice today, and why. Say that you had lunch with the first one: *I did it → Lunch*.", done: () => undos(messages()) > 0 },
  { step: 2, say: "Done: the nudge folded to one line. Now press *Enter* on the line below, typos and all.",
    enter: () => { go("@bot"); prefill(TYPED); }, done: () => answers() > 0 },
  { step: 2, say: "It understood who, what and when. Changed your mind? Press *Undo* in its answer.", done: () => answers() === 0 },
  { step: 3, say: "That was a Thursday. What do the next days bring?", press: "Skip to Monday",
    run: async () => {
      const note = await move({ until: "monday 09:00", zone: maria().tz });
      if (note !== null) { keep({ note, phase: 5 }); become(maria().id, "#customer-care"); }
    } },
  { step: 4, say: () => `${kept.note ? `${kept.note}. ` : ""}You are *${maria().real_name}* now, the manager: the digest counts what you just did. Next, try to break it.`,
    press: "Pull the plug", run: async () => {
      const result = await act("plug");
      if (result) keep({ note: plugged(result), phase: 6 });
    } },
  { step: 5, say: () => `${kept.note} Now with customers of your own.`, press: "Try your own", run: () => ownCustomers() },
  { step: 5, say: () => kept.note, press: "See tomorrow’s brief", run: async () => {
    if ((await move({ until: "tomorrow 09:00", zone: maria().tz })) !== null) { become(maria().id, "@bot"); keep({ phase: 8 }); }
  } },
  { step: 5, say: "That was the tour. Everything here is yours to play with; in a real workspace it takes five minutes more.", end: true },
];

function plugged(result) {
  const at = new Date(result.killed_at);
  const posts = result.replies.filter((reply) => !reply.updated).length;
  const sent = `${posts} message${posts === 1 ? "" : "s"}`;
  return `Killed with -9 on ${weekday(at, zone())} at ${hour(at, zone())} in the middle of a post, started again: ` +
    `*${sent}, ${result.repeated.length} repeated, ${result.lost.length} lost.*`;
}

function ownCustomers() {
  const text = h("textarea", { class: "field", rows: 6, "aria-label": "Five customer names, one a line", placeholder: "One name a line" });
  const close = () => { dialog.close(); dialog.remove(); };
  const add = async (event) => {
    event.preventDefault();
    const names = text.value.split("\n").map((name) => name.trim()).filter(Boolean);
    if (!names.length) return text.focus();
    const answer = await busy(event.submitter, () => asMe("command", { channel: "@bot", command: "/care", text: `import\n${names.join("\n")}` }));
    if (!answer) return null;
    close();
    go("@bot");
    return keep({ note: `${names.length} customers of yours are in; the answer stands below.`, phase: 7 });
  };
  const dialog = h("dialog", { class: "modal small", "aria-label": "Try your own customers", oncancel: () => dialog.remove() },
    h("form", { onsubmit: add }, h("h2", {}, "Try your own"), h("p", {}, "Paste five customer names, one a line. They stay on this computer."),
      h("div", { class: "alarm", role: "alert" }), text,
      h("footer", {}, h("button", { class: "btn", type: "button", onclick: close }, "Cancel"), h("button", { class: "btn primary" }, "Add them"))));
  become(maria().id);
  document.body.append(dialog);
  dialog.showModal();
}

// A fresh workspace starts the tour anew; one that went on without this browser is joined where it is.
function advance() {
  if (kept.phase > 0 && !messages().length) Object.assign(kept, { phase: 0, note: "", seen: undefined });
  if (kept.phase < 4 && digests().length) kept.phase = 5;
  while (PHASES[kept.phase].done?.()) kept.phase += 1;
}

const DOTS = [1, 2, 3, 4, 5];

function strip(phase) {
  const words = typeof phase.say === "function" ? phase.say() : phase.say;
  const button = phase.press && h("button", { class: `btn primary ${phase.glow ? "glow" : ""}`, disabled: store.moving,
    onclick: (event) => busy(event.currentTarget, phase.run) }, phase.press);
  return [
    h("span", { class: "steps", role: "img", "aria-label": `Step ${phase.step} of 5` }, DOTS.map((dot) => h("i", { class: dot < phase.step ? "past" : dot === phase.step ? "now" : "" }))),
    h("div", { class: "say", role: "status" }, mrkdwn(words)),
    button,
    phase.end && h("a", { class: "btn primary", href: "/README.md", target: "_blank" }, "Connect my Slack"),
    kept.phase > 0 && !phase.end && h("button", { class: "plain skip", onclick: () => keep({ phase: kept.phase + 1, note: "" }) }, "Skip"),
    h("button", { class: "plain", "aria-label": "Close the guide", onclick: () => keep({ closed: true }) }, "×"),
  ];
}

export function drawGuide() {
  const bar = document.getElementById("guide");
  bar.hidden = !store.guide || kept.closed || !alice() || !maria();
  document.getElementById("guide-again").hidden = !store.guide || !kept.closed;
  if (bar.hidden) return;
  advance();
  const phase = PHASES[kept.phase];
  const sign = JSON.stringify([kept, store.moving]);
  if (bar.sign !== sign) bar.replaceChildren(...strip(phase).filter(Boolean));
  bar.sign = sign;
  localStorage.setItem(KEY, JSON.stringify(kept));
  if (prepared === kept.phase) return;
  prepared = kept.phase;
  if (phase.enter) setTimeout(phase.enter);
}

export function startGuide() {
  document.getElementById("guide-again").addEventListener("click", () => keep({ closed: false }));
}
