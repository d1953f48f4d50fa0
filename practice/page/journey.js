// What happened while the clock moved, told by day: who got a message, where one was posted, which days were silent.

import { bot, me, nameOf } from "./state.js";
import { isoDay, weekday } from "./time.js";

const first = (name) => String(name).split(" ")[0];
const listed = (names) => names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0];

const isBrief = (event) => /^Good morning/.test(event.text);

function sent(events, one, several) {
  const to = [...new Set(events.map((event) => event.user))];
  const names = to.map((name) => (name === me().name ? "you" : first(nameOf(name))));
  return names.length > 0 && `${names.length > 1 ? several : one} for ${listed(names)}`;
}

function told(events) {
  const posts = events.filter((event) => !event.updated);
  const direct = posts.filter((event) => event.user);
  const rooms = new Set(posts.filter((event) => !event.user).map((event) => event.channel));
  return [
    sent(direct.filter(isBrief), "a brief", "briefs"),
    sent(direct.filter((event) => !isBrief(event)), "a message", "messages"),
    ...[...rooms].map((room) => `the digest in ${room}`),
    !posts.length && events.length && "a message brought up to date",
  ].filter(Boolean).join(", ");
}

// [{ days: ["Sat", "Sun"], words: "silence" }, …] from the first day after `from` to the day of `to`.
export function byDay(happened, from, to, tz) {
  const days = [];
  for (let at = new Date(from); isoDay(at, tz) <= isoDay(to, tz) && days.length < 60; at = new Date(+at + 86400000)) {
    const events = happened.filter((event) => isoDay(new Date(event.at), tz) === isoDay(at, tz));
    const words = told(events) || "silence";
    if (words === "silence" && days.at(-1)?.words === "silence") days.at(-1).days.push(weekday(at, tz));
    else days.push({ days: [weekday(at, tz)], words });
  }
  if (days[0]?.words === "silence" && days[0].days.length > 1) days[0].days.shift();
  else if (days[0]?.words === "silence" && days.length > 1) days.shift();
  const short = (names) => (names.length > 4 ? [`${names[0]} to ${names.at(-1)}`] : names);
  return days.map((day) => ({ ...day, days: short(day.days) }));
}

export const inWords = (days) => days.map((day) => `${day.days.join(", ")}: ${day.words}`).join(" · ");

export const isBotMessage = (message) => message.user === bot()?.id || Boolean(message.bot_id);
