// The newcomer's first five minutes: what the guide says, what its button does, how it sees that a thing was done.

import { act, asMe } from "./api.js";
import { move } from "./clock.js";
import { prefill } from "./composer.js";
import { busy, h } from "./dom.js";
import { isBotMessage } from "./journey.js";
import { become, botDm, store, userOf, users, zone } from "./state.js";
import { hour, weekday } from "./time.js";

const TYPED = "/touch acmee corp cofee yesterday with Jane, wants a demo";

export const alice = () => userOf("alice");
export const maria = () => users().find((user) => user.role === "manager");
const room = () => store.world.channels.find((channel) => channel.name === "customer-care");
const undos = (list) => list.filter((one) => JSON.stringify(one.blocks || []).includes('"Undo"')).length;
const answers = () => undos(store.world.ephemerals.filter((one) => one.user === alice().id));

export const briefs = () => (botDm(alice().id)?.messages || []).filter(isBotMessage);
export const digests = () => (room()?.messages || []).filter(isBotMessage);

async function skipToMonday(turn) {
  const note = await move({ until: "monday 09:00", zone: maria().tz });
  if (note === null) return;
  become(maria().id, "#customer-care");
  turn({ note: `${note}. `, phase: AFTER_MONDAY });
}

async function pullThePlug(turn) {
  const result = await act("plug");
  if (!result) return;
  const at = new Date(result.killed_at);
  const posts = result.replies.filter((reply) => !reply.updated).length;
  const sent = `${posts} message${posts === 1 ? "" : "s"}`;
  const counts = `*${sent}, ${result.repeated.length} repeated, ${result.lost.length} lost.*`;
  const when = `${weekday(at, zone())} at ${hour(at, zone())}`;
  const note = `Killed with -9 on ${when} in the middle of a post, started again: ${counts} `;
  turn({ note, phase: AFTER_MONDAY + 1 });
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
  const text = h("textarea", { class: "field", rows: 6, "aria-label": label, placeholder: "One name a line" });
  const close = () => { dialog.close(); dialog.remove(); };
  const onsubmit = async (event) => {
    event.preventDefault();
    const names = text.value.split("\n").map((name) => name.trim()).filter(Boolean);
    if (!names.length) text.focus();
    else if (await busy(event.submitter, () => bringIn(names, turn))) close();
  };
  const dialog = h("dialog", { class: "modal small", "aria-label": "Try your own", oncancel: () => dialog.remove() },
    h("form", { onsubmit }, h("h2", {}, "Try your own"),
      h("p", {}, "Paste five customer names, one a line. They stay on this computer."),
      h("div", { class: "alarm", role: "alert" }), text,
      h("footer", {},
        h("button", { class: "btn", type: "button", onclick: close }, "Cancel"),
        h("button", { class: "btn primary" }, "Add them"))));
  document.body.append(dialog);
  dialog.showModal();
}

// step: which of the five; enter: done once when it comes up; run: its button; done: seen by itself.
export const PHASES = [
  { step: 1, say: "You are *Alice*. It is Thursday, a minute to nine: her morning brief is about to come.",
    enter: () => become(alice().id, "@bot"), press: "Go to 09:00", glow: true,
    run: () => move({ until: "thursday 09:00", zone: alice().tz }), done: () => briefs().length > 0 },
  { step: 2, say: "Who needs Alice today, and why. Say that you had lunch with the first one: *I did it → Lunch*.",
    done: () => undos(briefs()) > 0 },
  { step: 2, say: "The nudge folded to one line. Now press *Enter* on the line below, typos and all.",
    enter: (turn) => {
      become(alice().id, "@bot");
      prefill(TYPED);
      turn({ seen: answers() });
    },
    done: (kept) => answers() > kept.seen },
  { step: 2, say: "It understood who, what and when. Changed your mind? Press *Undo* in its answer.",
    enter: (turn) => turn({ seen: answers() }), done: (kept) => answers() < kept.seen },
  { step: 3, say: "That was a Thursday. What do the next days bring?", press: "Skip to Monday", run: skipToMonday },
  { step: 4, say: "You are *Maria* now, the manager: the digest counts what you just did. Next, try to break it.",
    press: "Pull the plug", run: pullThePlug },
  { step: 5, say: "Now with customers of your own.", press: "Try your own", run: ownCustomers },
  { step: 5, say: "What will tomorrow bring?", press: "See tomorrow’s brief", run: seeTomorrow },
  { step: 5, say: "That was the tour; all of this is yours to play with. Your own Slack takes five minutes more.",
    end: true },
];
export const AFTER_MONDAY = 5;
