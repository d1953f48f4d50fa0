// The conversation on screen: its header and tabs, and its messages, each redrawn only when it changed.

import { asMe, post, surface } from "./api.js";
import { blocks } from "./blocks.js";
import { avatar, h, mark, redraw } from "./dom.js";
import { files } from "./files.js";
import { mrkdwn } from "./mrkdwn.js";
import { opener, openList } from "./picker.js";
import { bot, go, inDm, me, nameOf, now, place, store, userOf, zone } from "./state.js";
import { dayName, fromTs, hour, isoDay } from "./time.js";

const $ = (id) => document.getElementById(id);
const TOGETHER = 300; // seconds within which one person's messages stand under one name
const NEAR = 120; // pixels from the end within which new messages are followed
let shown = ""; // which conversation, seen by whom, is drawn
let atEnd = true;

function tab(at, words) {
  const here = store.at === at;
  return h("button", { class: "tab", role: "tab", "aria-selected": String(here), onclick: () => go(at) }, words);
}

function header(channel) {
  const title = inDm()
    ? [avatar(bot(), "small"), h("h1", {}, bot()?.real_name || "Touchbase"), h("span", { class: "tag" }, "app")]
    : [h("h1", {}, h("span", { class: "faint" }, "# "), channel?.name || ""),
      channel?.is_ext_shared && h("span", { class: "tag warn" }, "shared with another company"),
      channel?.members && h("span", { class: "faint wide" }, `${channel.members.length} members`)];
  const tabs = inDm() && h("div", { class: "tabs", role: "tablist", "aria-label": "Touchbase" },
    tab("@bot/home", "Home"), tab("@bot", "Messages"));
  return [h("div", { class: "title" }, title), tabs];
}

export const drawHeader = () =>
  redraw($("header"), [store.at, place()?.id, place()?.members, bot()], () => header(place()));

function menu(channel, message) {
  const shortcuts = (store.world.shortcuts || []).filter((one) => one.type === "message");
  if (!shortcuts.length || message.ephemeral) return null;
  const source = shortcuts.map((one) => ({ text: { text: one.name }, value: one.callback_id }));
  const onpick = (one) => asMe("shortcut", { callback_id: one.value, channel: channel.id, ts: message.ts });
  const label = "Message shortcuts";
  const open = (dots) => openList(dots, { label, source, onpick });
  return opener({ class: "btn dots tools", "aria-label": label }, open, "⋯");
}

function content(channel, message) {
  const from = message.channel || channel?.id;
  if (message.blocks?.length) return blocks(message.blocks, surface({ channel: from, ts: message.ts }));
  return mrkdwn(message.text);
}

function row(channel, message, first) {
  const author = userOf(message.user) || (message.bot_id ? bot() : null);
  const at = fromTs(message.ts);
  const time = h("time", { datetime: at.toISOString(), title: dayName(at, now(), zone()) }, hour(at, zone()));
  const kind = ["message", message.ephemeral && "ephemeral", first && "first"].filter(Boolean).join(" ");
  return h("article", { class: kind },
    h("div", { class: "gutter" }, first ? avatar(author) : time),
    h("div", { class: "content" },
      first && h("div", { class: "by" }, h("b", {}, author?.real_name || nameOf(message.user)),
        author?.is_bot && h("span", { class: "tag" }, "app"), time),
      message.ephemeral && h("div", { class: "only" }, "Only visible to you"),
      content(channel, message), files(message),
      message.edited && !message.blocks?.length && h("span", { class: "faint" }, "(edited)")),
    menu(channel, message));
}

function together(channel) {
  const own = (channel?.messages || []).filter((message) => !message.thread_ts || message.thread_ts === message.ts);
  const private_ = store.world.ephemerals
    .filter((one) => one.user === store.me && (one.channel === channel?.id || (!channel && inDm())))
    .map((one) => ({ ...one, ephemeral: true, user: bot()?.id }));
  return [...own, ...private_].sort((a, b) => a.ts.localeCompare(b.ts));
}

const dayLine = (day) => h("div", { class: "day", role: "separator" }, h("span", {}, day));

// Rows and day lines in order, each with a key and the text that tells whether it changed.
function wanted(channel) {
  const rows = [];
  let before = null;
  for (const message of together(channel)) {
    const at = fromTs(message.ts);
    const newDay = !before || isoDay(fromTs(before.ts), zone()) !== isoDay(at, zone());
    const first = newDay || before.user !== message.user || before.ephemeral !== message.ephemeral
      || message.ts - before.ts > TOGETHER;
    const day = dayName(at, now(), zone());
    if (newDay) rows.push({ key: `day ${isoDay(at, zone())}`, sign: day, draw: () => dayLine(day) });
    const key = message.ts + (message.ephemeral ? " private" : "");
    rows.push({ key, sign: JSON.stringify([message, first]), draw: () => row(channel, message, first) });
    before = message;
  }
  return rows;
}

function beginning() {
  if (!inDm()) return h("div", { class: "beginning" }, h("p", {}, `This is the beginning of #${place()?.name}.`));
  return h("div", { class: "beginning" }, h("span", { class: "avatar bot big" }, mark()),
    h("h2", {}, bot()?.real_name || "Touchbase"),
    h("p", {}, "Only you read what is written here: a brief in the morning, when a customer needs you."));
}

// The last of what arrived is read first, a long one from its top; short ones end at the bottom, like in any chat.
function follow(list, latest) {
  list.scrollTop = list.scrollHeight;
  if (latest && list.scrollTop > latest.offsetTop - 12) list.scrollTop = latest.offsetTop - 12;
  atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
}

// Who sends something wants to see what comes of it, wherever they were reading.
export function lookToEnd() {
  atEnd = true;
}

// What grows around the list (the field you write in, a keyboard) must not push its end out of sight.
export function startMessages() {
  const list = $("messages");
  list.addEventListener("scroll", () => { atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR; });
  new ResizeObserver(() => { if (atEnd) list.scrollTop = list.scrollHeight; }).observe(list);
}

function patch(list, rows, fresh) {
  const old = new Map([...list.children].map((node) => [node.dataset.key, node]));
  const arrivals = [];
  const nodes = rows.map(({ key, sign, draw }) => {
    const had = old.get(key);
    if (had?.sign === sign) return had;
    const node = draw();
    node.dataset.key = key;
    node.sign = sign;
    if (had) handOver(had, node);
    if (had && !fresh) node.classList.add("changed");
    if (!had) arrivals.push(node);
    return node;
  });
  put(list, nodes);
  return arrivals;
}

// Leaves what stays where it is, so that the focus and open menus survive.
function put(list, nodes) {
  const staying = new Set(nodes);
  for (const node of [...list.children]) if (!staying.has(node)) node.remove();
  nodes.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] || null);
  });
}

// Somebody who pressed a button with the keyboard finds the focus at the same place in what came of it.
function handOver(had, node) {
  const at = [...had.querySelectorAll("button")].indexOf(document.activeElement);
  if (at >= 0) queueMicrotask(() => node.querySelectorAll("button")[at]?.focus({ preventScroll: true }));
}

export function drawMessages() {
  const list = $("messages");
  const channel = place();
  list.hidden = store.at === "@bot/home";
  if (list.hidden) return;
  const here = `${store.me} ${store.at}`;
  const fresh = here !== shown;
  if (fresh) list.replaceChildren();
  const near = atEnd;
  const rows = [{ key: "beginning", sign: here, draw: beginning }, ...wanted(channel)];
  const arrivals = patch(list, rows, fresh);
  if (fresh) follow(list, list.lastElementChild);
  else if (arrivals.length && (near || store.moving)) follow(list, arrivals.at(-1));
  shown = here;
  if (channel && me().unread?.[channel.id]) post("read", { user: store.me, channel: channel.id });
}
