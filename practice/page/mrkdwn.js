// Slack's mrkdwn as DOM: every piece of text becomes a text node, every link is checked, nothing is parsed as HTML.

import { h } from "./dom.js";
import { channelOf, go, now, userOf, zone } from "./state.js";
import { dateTokens } from "./time.js";

const EMOJI = {
  white_check_mark: "✅", heavy_check_mark: "✔", tada: "🎉", wave: "👋", warning: "⚠️", bell: "🔔", calendar: "📅",
  telephone_receiver: "📞", email: "✉️", seedling: "🌱", coffee: "☕", knife_fork_plate: "🍽️", bulb: "💡", star: "⭐",
  hourglass: "⌛", thumbsup: "👍", "+1": "👍", eyes: "👀", pray: "🙏", heart: "❤️", rocket: "🚀", zzz: "💤", smile: "😄",
  large_green_circle: "🟢", large_yellow_circle: "🟡", red_circle: "🔴", chart_with_upwards_trend: "📈", sunny: "☀️",
};
const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);
const EDGE = String.raw`(?<![\p{L}\p{N}])`;
const END = String.raw`(?![\p{L}\p{N}])`;
const styled = (mark) => `${EDGE}${mark}(?=\\S)([^${mark}\\n]*?[^\\s${mark}])${mark}${END}`;
const INLINE = new RegExp(
  [
    "`([^`\\n]+)`", // 1 code
    "<([^<>\\n]+)>", // 2 link, mention, date
    `${EDGE}:([a-z0-9_+-]+):`, // 3 emoji
    styled("\\*"), styled("_"), styled("~"), // 4 bold, 5 italic, 6 struck through
    "(https?://[^\\s<>|]+)", // 7 a bare address
  ].join("|"), "giu");

export const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
export const emoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI[name] || whole);

// Plain text objects: no marks, no links; Slack decodes three entities and emoji names.
export const plain = (object) => emoji(unescape(String(object?.text ?? object ?? "")));

export function link(address, ...words) {
  let safe = null;
  try {
    safe = SAFE.has(new URL(address).protocol) ? address : null;
  } catch { /* an address that is none stays text */ }
  if (!safe) return h("span", {}, ...words);
  return h("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, ...words);
}

export function mention(id, label) {
  const user = userOf(id);
  const name = user?.real_name || user?.name || label || id;
  return h("span", { class: "mention" }, `@${name}`);
}

export function channelLink(id, label) {
  const channel = channelOf(id);
  if (!channel) return h("span", { class: "mention" }, `#${label || id}`);
  const onclick = (event) => {
    event.preventDefault();
    go(id);
  };
  return h("a", { href: "#", class: "mention", onclick }, `#${channel.name}`);
}

export function date(seconds, pattern, address) {
  const at = new Date(Number(seconds) * 1000);
  const words = dateTokens(unescape(pattern), at, now(), zone());
  return h("time", { datetime: at.toISOString() }, address ? link(address, words) : words);
}

function angle(inside) {
  const [target, label] = [inside.split("|")[0], inside.includes("|") ? inside.slice(inside.indexOf("|") + 1) : ""];
  if (target.startsWith("@")) return mention(target.slice(1), label && unescape(label));
  if (target.startsWith("#")) return channelLink(target.slice(1), label && unescape(label));
  if (target.startsWith("!date^")) {
    const [, seconds, pattern, address] = target.split("^");
    return date(seconds, pattern, address);
  }
  if (target.startsWith("!")) return h("span", { class: "mention" }, `@${label || target.slice(1).split("^")[0]}`);
  return link(unescape(target), unescape(label || target));
}

function piece(match, verbatim) {
  const [whole, code, inside, name, bold, italic, struck, address] = match;
  if (code) return h("code", {}, unescape(code));
  if (inside) return angle(inside);
  if (name) return EMOJI[name] || whole;
  if (bold) return h("strong", {}, inline(bold, verbatim));
  if (italic) return h("em", {}, inline(italic, verbatim));
  if (struck) return h("s", {}, inline(struck, verbatim));
  return verbatim ? address : link(unescape(address), unescape(address));
}

function inline(text, verbatim) {
  const parts = [];
  let done = 0;
  for (const match of text.matchAll(INLINE)) {
    parts.push(unescape(text.slice(done, match.index)), piece(match, verbatim));
    done = match.index + match[0].length;
  }
  return [...parts, unescape(text.slice(done))];
}

const QUOTE = /^(?:&gt;|>) ?/;
const ITEM = /^(\s*)(•|◦|-|\d+\.) /;
const kindOf = (line) => (QUOTE.test(line) ? "quote" : ITEM.test(line) ? "item" : "text");

const DRAWN = {
  quote: (own, draw) => h("blockquote", {}, draw(own.map((line) => line.replace(QUOTE, "")).join("\n"))),
  text: (own, draw) => h("div", { class: "line" }, draw(own.join("\n"))),
  item: ([line], draw) => {
    const [whole, indent, bullet] = line.match(ITEM);
    const sign = h("span", {}, bullet === "-" ? "•" : bullet);
    const words = h("span", {}, draw(line.slice(whole.length)));
    return h("div", { class: "item", style: `--deep:${indent.length}` }, sign, words);
  },
};

function lines(text, verbatim) {
  const groups = [];
  for (const line of text.split("\n")) {
    const kind = kindOf(line);
    if (kind !== "item" && groups.at(-1)?.kind === kind) groups.at(-1).lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups.map((group) => DRAWN[group.kind](group.lines, (words) => inline(words, verbatim)));
}

export function mrkdwn(text, verbatim = false) {
  const parts = String(text ?? "").split(/```\n?([\s\S]*?)```/);
  return parts.flatMap((part, index) => {
    if (index % 2) return h("pre", {}, unescape(part));
    return part === "" ? [] : lines(part, verbatim);
  });
}

// A text object of either kind, as something that can be appended.
export const words = (object) =>
  object?.type === "mrkdwn" ? mrkdwn(object.text, object.verbatim) : h("div", { class: "line" }, plain(object));

