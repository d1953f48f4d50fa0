// Who you are and where you can go: the rail of people, your own card, the conversations with their unread marks.

import { avatar, h, redraw } from "./dom.js";
import { opener, openList } from "./picker.js";
import { become, bot, botDm, go, inDm, me, myChannels, now, people, place, store, unread, unreadOf } from "./state.js";
import { chooseStatus, signOf, statusOf } from "./status.js";
import { city, hour } from "./time.js";

const $ = (id) => document.getElementById(id);
const badge = (count) => count > 0 && h("span", { class: "badge", "aria-label": `${count} unread` }, String(count));
const first = (user) => (user.real_name || user.name).split(" ")[0];
const about = (user) => `${user.role} · ${city(user.tz)} ${hour(now(), user.tz)}`;

function face(user) {
  const here = user.id === store.me;
  return h("button", { class: "person", "aria-pressed": String(here), title: `${user.real_name}, ${about(user)}`,
    "aria-label": `Be ${user.real_name}, ${user.role}`, onclick: () => become(user.id) },
    avatar(user), badge(unreadOf(user.id)), h("span", {}, `${first(user)} ${signOf(user.status?.emoji)}`.trim()));
}

function choosePerson(anchor) {
  const source = people().map((user) => ({
    value: user.id, text: { text: user.real_name }, description: { text: about(user) },
    icon: avatar(user, "small"), badge: badge(unreadOf(user.id)),
  }));
  const chosen = source.filter((one) => one.value === store.me);
  openList(anchor, { label: "Who are you?", source, chosen, onpick: (one) => become(one.value) });
}

function card() {
  const mine = me();
  return opener({ class: "card" }, choosePerson,
    avatar(mine), h("span", {}, h("b", {}, mine.real_name), h("small", {}, about(mine))));
}

function status() {
  return opener({ class: "status" }, chooseStatus, statusOf(me()) || "☺ Set a status");
}

function line(at, words, here, count, extra) {
  const kind = count ? "go unread" : "go";
  return h("li", {}, h("button", { class: kind, "aria-current": here ? "page" : null, onclick: () => go(at) },
    words, extra, badge(count)));
}

export const startSidebar = () => $("me").addEventListener("click", (event) => choosePerson(event.currentTarget));

function bots() {
  const off = store.world.bot && !store.world.bot.connected && h("small", { class: "off" }, "not connected");
  const words = [avatar(bot(), "small"), bot()?.real_name || "Touchbase"];
  return line("@bot", words, inDm(), unread(store.me, botDm()), off);
}

function room(channel) {
  const mark = channel.is_ext_shared && h("small", { title: "People of another company read here" }, "shared");
  return line(channel.id, [h("i", {}, "#"), channel.name], channel === place(), unread(store.me, channel), mark);
}

// All that the sidebar shows, so that it is drawn again only when some of it changed.
const shownNow = () => [
  store.me, store.at, place()?.id, store.world.bot?.connected, unread(store.me, botDm()),
  people().map((user) => [user, unreadOf(user.id), hour(now(), user.tz)]),
  myChannels().map((channel) => [channel.id, channel.name, channel.is_ext_shared, unread(store.me, channel)]),
];

export function drawSidebar() {
  $("menu").classList.toggle("unread", people().some((user) => unreadOf(user.id) > 0));
  const focused = document.activeElement?.closest("#rail, #side") && document.activeElement.textContent;
  const sign = shownNow();
  redraw($("rail"), sign, () => people().map(face));
  redraw($("me"), store.me, () => avatar(me()));
  $("me").setAttribute("aria-label", `You are ${me().real_name}`);
  redraw($("side"), sign, () => [card(), status(), h("h2", {}, "Direct messages"), h("ul", {}, bots()),
    h("h2", {}, "Channels"), h("ul", {}, myChannels().map(room))]);
  const buttons = [...document.querySelectorAll("#rail button, #side button")];
  if (focused && !document.activeElement.closest("button")) buttons.find((one) => one.textContent === focused)?.focus();
}
