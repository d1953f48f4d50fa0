// Where you write: messages, slash commands with their hints, @names; Enter sends, arrow up brings back what you sent.

import { asMe, complain } from "./api.js";
import { lookToEnd } from "./conversation.js";
import { avatar, h, uid } from "./dom.js";
import { openList } from "./picker.js";
import { bot, inDm, me, people, place, placeName, store } from "./state.js";

const FAILED = /^\/\S+ failed with the error "(\w+)"/; // Slack's own words when the bot does not answer a command
const drafts = new Map();
const sent = [];
let back = 0; // how far up in the history
let where = "";
let rows = [];
let at = 0;

const $ = (id) => document.getElementById(id);
const field = () => $("write");

function grow() {
  field().style.height = "auto";
  field().style.height = `${Math.min(field().scrollHeight, 200)}px`;
  $("send").disabled = !field().value.trim();
}

export function prefill(text) {
  field().value = text;
  grow();
  field().focus();
  hint();
}

const commandRow = (one) => ({ insert: `${one.command} `, name: one.command, more: one.hint, small: one.description });
const personRow = (user) => (
  { insert: `@${user.name} `, name: user.real_name, more: `@${user.name}`, icon: avatar(user, "tiny") });
const isCalled = (part) => (user) => `${user.name} ${user.real_name}`.toLowerCase().includes(part.toLowerCase());

// What could come next at the caret: commands after "/", the usage of the command being typed, people after "@".
function proposals() {
  const before = field().value.slice(0, field().selectionStart);
  const [, name] = before.match(/(?:^|\s)@([\w.-]*)$/) || [];
  if (name !== undefined) return [...people(), bot()].filter(isCalled(name)).slice(0, 6).map(personRow);
  const { commands } = store.world;
  if (/^\/[\w-]*$/.test(before)) return commands.filter((one) => one.command.startsWith(before)).map(commandRow);
  const typed = commands.find((one) => before.startsWith(`${one.command} `) && !before.includes("\n"));
  return typed?.hint ? [{ ...commandRow(typed), insert: null }] : [];
}

function hintLine(row) {
  const kind = row.insert ? { role: "option", "aria-selected": "false" } : { class: "usage" };
  const onmousedown = (event) => {
    event.preventDefault(); // the field keeps the focus
    take(row);
  };
  return h("li", { id: uid("hint"), ...kind, onmousedown },
    row.icon, h("b", {}, row.name), h("code", {}, row.more), row.small && h("small", {}, row.small));
}

function hint() {
  rows = proposals();
  const list = $("hints");
  const choosable = rows.some((row) => row.insert);
  list.setAttribute("role", choosable ? "listbox" : "note");
  list.replaceChildren(...rows.map(hintLine));
  list.hidden = rows.length === 0;
  field().setAttribute("aria-expanded", String(choosable));
  mark(0);
}

function mark(index) {
  at = rows.length ? index % rows.length : 0;
  const options = [...$("hints").querySelectorAll("[role=option]")];
  options.forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
  const row = options[at];
  if (row) field().setAttribute("aria-activedescendant", row.id);
  else field().removeAttribute("aria-activedescendant");
}

function fold() {
  rows = [];
  $("hints").hidden = true;
}

function take(row) {
  if (!row?.insert) return;
  const caret = field().selectionStart;
  const head = field().value.slice(0, caret).replace(/[/@][\w.-]*$/, "") + row.insert;
  field().value = head + field().value.slice(caret);
  field().setSelectionRange(head.length, head.length);
  grow();
  hint();
}

function request(text) {
  const [, command, rest] = text.match(/^(\/[\w-]+)\s*([\s\S]*)$/) || [];
  if (!command) return ["say", { channel: placeName(), text }];
  if (!store.world.commands.some((one) => one.command === command)) return null;
  return ["command", { channel: placeName(), command, text: rest }];
}

async function send() {
  const text = field().value.trim();
  if (!text) return;
  const what = request(text);
  if (!what) return complain(`${text.split(/\s/)[0]} is not a command here. Type / to see which there are.`);
  const draft = where;
  drafts.delete(draft);
  field().value = "";
  back = 0;
  sent.push(text);
  grow();
  hint();
  lookToEnd();
  $("composer").classList.add("busy");
  const answer = await asMe(...what);
  $("composer").classList.remove("busy");
  const failed = answer?.replies?.map((reply) => reply.text.match(FAILED)?.[1]).find(Boolean);
  if (failed) complain(failed);
  if (answer && !failed) return;
  drafts.set(draft, text);
  if (where === draft && !field().value) prefill(text);
}

function recall(step) {
  const next = back + step;
  if (next < 0 || next > sent.length) return;
  back = next;
  field().value = back ? sent.at(-back) : "";
  grow();
}

function keys(event) {
  const open = rows.some((row) => row.insert);
  const exact = open && rows[at].insert.trim() === field().value.trim();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (open && step) mark(at + step + rows.length);
  else if (open && (event.key === "Tab" || (event.key === "Enter" && !exact))) take(rows[at]);
  else if (open && event.key === "Escape") fold();
  else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send();
  else if (step && (field().value === "" || back > 0) && !field().value.includes("\n")) recall(-step);
  else return;
  event.preventDefault();
}

export function drawComposer() {
  $("composer").hidden = store.at === "@bot/home" || (!place() && !inDm());
  const name = inDm() ? bot()?.real_name || "Touchbase" : `#${place()?.name}`;
  field().placeholder = `Message ${name}, or / for commands`;
  field().setAttribute("aria-label", `Message ${name} as ${me().real_name}`);
  const here = `${store.me} ${placeName()}`;
  if (here === where) return;
  if (where) drafts.set(where, field().value);
  where = here;
  field().value = drafts.get(here) || "";
  grow();
  if (matchMedia("(pointer: fine)").matches && !document.querySelector("dialog[open]")) field().focus();
  hint();
}

// Global shortcuts work anywhere, whatever conversation is on screen.
function openShortcuts(anchor) {
  const source = store.world.shortcuts.filter((one) => one.type === "global").map((one) => (
    { value: one.callback_id, text: { text: one.name }, description: { text: one.description } }));
  const onpick = (one) => asMe("shortcut", { callback_id: one.value });
  openList(anchor, { label: "Shortcuts", source, onpick });
}

export function startComposer() {
  $("shortcuts").addEventListener("click", (event) => openShortcuts(event.currentTarget));
  field().addEventListener("input", () => { back = 0; grow(); hint(); });
  field().addEventListener("keydown", keys);
  field().addEventListener("blur", fold);
  field().addEventListener("focus", hint);
  $("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
}
