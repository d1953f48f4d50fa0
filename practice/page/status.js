// What somebody says of themselves beside their name: a few statuses to choose from, as Slack offers them.

import { asMe } from "./api.js";
import { openList } from "./picker.js";
import { me, now, zone } from "./state.js";
import { instant, isoDay, shortDay } from "./time.js";

const DAY = 86400000;
const SIGNS = { ":palm_tree:": "🌴", ":face_with_thermometer:": "🤒", ":baby:": "👶", ":bus:": "🚌" };

// The last second of a day so many days from now, in the zone of who you are.
function endOf(days) {
  const day = isoDay(new Date(now().getTime() + days * DAY), zone());
  return instant(`${day}T23:59:59`, zone());
}

const choices = () => [
  { text: "Vacationing", emoji: ":palm_tree:", until: endOf(9) },
  { text: "Out sick", emoji: ":face_with_thermometer:", until: endOf(1) },
  { text: "Parental leave", emoji: ":baby:", until: null },
  { text: "Commuting", emoji: ":bus:", until: endOf(0) },
];

export const signOf = (emoji) => SIGNS[emoji] || emoji || "";

// "🌴 Vacationing", or nothing.
export const statusOf = (user) => [signOf(user.status?.emoji), user.status?.text].filter(Boolean).join(" ");

function row(one, index) {
  const until = one.until ? `until ${shortDay(one.until, zone())}` : "until you clear it";
  return { value: String(index), text: { text: `${signOf(one.emoji)} ${one.text}` }, description: { text: until } };
}

function set({ text, emoji, until }) {
  const changes = { status_text: text, status_emoji: emoji, status_expiration: until ? Math.floor(until / 1000) : 0 };
  return asMe("event", { type: "user_change", changes });
}

export function chooseStatus(anchor) {
  const offered = choices();
  const clear = { value: "clear", text: { text: "Clear status" } };
  const source = [...offered.map(row), ...(statusOf(me()) ? [clear] : [])];
  const onpick = ({ value }) => set(value === "clear" ? { text: "", emoji: "", until: null } : offered[value]);
  openList(anchor, { label: "Set a status", source, onpick });
}
