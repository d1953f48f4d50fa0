// The newcomer's first minutes: what the guide says, what its button does, how it sees that a thing was done.

import { act, asMe } from "./api.js";
import { move } from "./clock.js";
import { prefill } from "./composer.js";
import { busy, h } from "./dom.js";
import { isBotMessage } from "./journey.js";
import { become, botDm, nameOf, store, userOf, users, zone } from "./state.js";
import { hour, weekday } from "./time.js";

const TYPED = "/touch delta frieght cofee yesterday with Tom, the new depot opens in March";
const COMPLAINT = "/complaint hilltop the night ward is dark again, Ruth is upset";
const RECOVERY = "/recovery hilltop replaced the dimmers, called Ruth";
const [COMPLAINED, RECOVERED] = ["has a complaint", "Put right"]; // of what the champion is told, before and after
const NAMES = "Bluebird Bakery\nHarbour Dental\nNorthwind Traders\nOld Mill Garden Centre\nSunrise Solar";

export const alice = () => userOf("alice");
export const maria = () => users().find((user) => user.role === "manager");
const room = () => store.world.channels.find((channel) => channel.name === "customer-care");
const undos = (list) => list.filter((one) => JSON.stringify(one.blocks || []).includes('"Undo"')).length;
const answers = () => undos(store.world.ephemerals.filter((one) => one.user === alice().id));

export const briefs = () => (botDm(alice().id)?.messages || []).filter(isBotMessage);
export const digests = () => (room()?.messages || []).filter(isBotMessage);

async function skipToMonday(turn) {
  become(maria().id, "#customer-care");
  const note = await move({ until: "monday 09:00", zone: maria().tz });
  if (note !== null) turn({ note: `On the way: ${note}. `, phase: AFTER_MONDAY });
}

async function pullThePlug(turn) {
  const result = await act("plug");
  if (!result) return;
  const at = new Date(result.killed_at);
  const sent = result.replies.filter((reply) => !reply.updated);
  const [name] = nameOf(sent[0]?.user || "").split(" ");
  const what = result.in_the_middle_of && name ? ` in the middle of sending ${name}’s brief` : "";
  const count = `${sent.length} message${sent.length === 1 ? "" : "s"} sent`;
  const counts = `*${count}, ${result.repeated.length} repeated, ${result.lost.length} lost.*`;
  const when = `${weekday(at, zone())} at ${hour(at, zone())}`;
  turn({ note: `Killed with -9 on ${when}${what}, and started again: ${counts} `, phase: AFTER_MONDAY + 1 });
}

const saying = (user, words) =>
  (botDm(user.id)?.messages || []).filter((message) => isBotMessage(message) && message.text.includes(words)).length;
const complaints = (user) => saying(user, COMPLAINED);
const recovered = (user) => saying(user, RECOVERED);

function beAColleague(turn) {
  become(userOf("sam").id, "@bot");
  prefill(COMPLAINT);
  turn({ phase: STORY + 1, note: "" });
}

function beTheChampion(turn) {
  become(alice().id, "@bot");
  prefill(RECOVERY);
  turn({ phase: STORY + 3, note: "" });
}

async function aWeekLater(turn) {
  become(alice().id, "@bot");
  if ((await move({ advance: "7d" })) === null) return;
  turn({ note: "It is not: Alice’s brief asks *Are they happy again?* ", phase: PHASES.length - 3 });
}

async function seeTomorrow(turn) {
  if ((await move({ until: "tomorrow 09:00", zone: maria().tz })) === null) return;
  become(maria().id, "@bot");
  turn({ note: "", phase: PHASES.length - 1 });
}

async function bringIn(names, turn) {
  const text = `import\n${names.join("\n")}`;
  if (!(await asMe("command", { channel: "@bot", command: "/care", text }))) return false;
  turn({ note: "They are in; the answer stands below. ", phase: PHASES.length - 2 });
  return true;
}

function ownCustomers(turn) {
  become(maria().id, "@bot");
  const label = "Five customer names, one a line";
  const text = h("textarea", { class: "field", rows: 6, "aria-label": label }, NAMES);
  const close = () => { dialog.close(); dialog.remove(); };
  const onsubmit = async (event) => {
    event.preventDefault();
    const names = text.value.split("\n").map((name) => name.trim()).filter(Boolean);
    if (!names.length) text.focus();
    else if (await busy(event.submitter, () => bringIn(names, turn))) close();
  };
  const dialog = h("dialog", { class: "modal small", "aria-label": "Try your own", oncancel: () => dialog.remove() },
    h("form", { onsubmit }, h("h2", {}, "Try your own"),
      h("p", {}, "Paste five customer names, one a line, or take these. They stay on this computer."),
      h("div", { class: "alarm", role: "alert" }), text,
      h("footer", {},
        h("button", { class: "btn", type: "button", onclick: close }, "Cancel"),
        h("button", { class: "btn primary" }, "Add them"))));
  document.body.append(dialog);
  dialog.showModal();
  text.select();
}

// step: which of the six; enter: done once when it comes up; run: its button (`only`: nothing else leads on);
// done: seen by itself; `bare`: what is said instead where the step before was skipped.
export const PHASES = [
  { step: 1, say: "Touchbase keeps customers from being forgotten. You are *Alice*; it is Thursday, a minute to nine.",
    enter: () => store.invited || become(alice().id, "@bot"), press: "Go to 09:00", glow: true,
    run: () => move({ until: "thursday 09:00", zone: alice().tz }), done: () => briefs().length > 0 },
  { step: 2, say: "Who needs Alice today, and why. Say that you had lunch with the first one: *I did it → Lunch*.",
    done: () => undos(briefs()) > 0 },
  { step: 2, say: "The nudge folded to one line. Typing works too: press *Enter* on the line below, typos and all.",
    bare: "Typing works too: press *Enter* on the line below, typos and all.",
    enter: (turn) => {
      become(alice().id, "@bot");
      prefill(TYPED);
      turn({ seen: answers() });
    },
    done: (kept) => answers() > kept.seen, skip: 2 },
  { step: 2, say: "Understood, and the brief knows it too. It never happened? Press *Undo* in the answer.",
    enter: (turn) => turn({ seen: answers() }), done: (kept) => answers() < kept.seen },
  { step: 3, say: "Taken back everywhere. That was Thursday; what do the next days bring?", press: "Skip to Monday",
    bare: "That was Thursday; what do the next days bring?", run: skipToMonday, only: true },
  { step: 4, say: "You are *Maria* now, the manager: the digest counts what was done last week. Dare to break it?",
    press: "Pull the plug", run: pullThePlug },
  { step: 5, say: "Things go wrong, too. The phone rings at *Sam’s* desk, who looks after no customer at all.",
    press: "Be a colleague", run: beAColleague },
  { step: 5, say: "Press *Enter*: Sam need not know whose customer it is.", done: () => complaints(alice()) > 0, skip: 3 },
  { step: 5, say: "Beside Sam, *Alice’s* and *Maria’s* badges light: champion and manager know at once.",
    press: "Be Alice", run: beTheChampion },
  { step: 5, say: "Alice has called Ruth and put it right. Press *Enter*.", done: () => recovered(alice()) > 0, skip: 1 },
  { step: 5, say: "Reminders for them go on. Is it forgotten now?", press: "A week later", run: aWeekLater,
    bare: "Is it forgotten after that?" },
  { step: 6, say: "Now with customers of your own.", press: "Try your own", run: ownCustomers },
  { step: 6, say: "What will tomorrow bring?", press: "See tomorrow’s brief", run: seeTomorrow },
  { step: 6, say: "That was the tour; all of this is yours to play with. Your own Slack takes five minutes more.",
    end: true },
];
export const AFTER_MONDAY = 5;
const STORY = AFTER_MONDAY + 1;
