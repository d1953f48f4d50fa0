// Block Kit as DOM: one function a block type.

import { chart } from "./chart.js";
import { h, uid } from "./dom.js";
import { element, picture } from "./elements.js";
import { channelLink, date, emoji, link, mention, plain, words } from "./mrkdwn.js";

function section(block, ctx) {
  return h("div", { class: "block section" },
    h("div", { class: "body" }, block.text && words(block.text),
      block.fields && h("div", { class: "fields" }, block.fields.map((field) => h("div", {}, words(field))))),
    block.accessory && h("div", { class: "accessory" }, element(block.accessory, block, ctx)));
}

const header = (block) => h("h3", { class: "block header" }, plain(block.text));
const divider = () => h("hr", { class: "block" });
const context = (block, ctx) => h("div", { class: "block context" }, block.elements.map((part) =>
  part.type === "image" ? element(part, block, ctx) : h("span", {}, words(part))));
const actions = (block, ctx) =>
  h("div", { class: "block actions" }, block.elements.map((part) => element(part, block, ctx)));
const image = (block) =>
  h("figure", { class: "block image" }, block.title && h("figcaption", {}, plain(block.title)), picture(block));

// The label names its field; an error, when the bot has one, stands right under it and is read out.
function input(block, ctx) {
  const [label, hint, error] = [uid("label"), uid("hint"), uid("error")];
  const field = element(block.element, block, ctx);
  field.id ||= uid("field");
  field.setAttribute("aria-labelledby", field.tagName === "BUTTON" ? `${label} ${field.id}` : label);
  field.setAttribute("aria-describedby", `${hint} ${error}`);
  return h("div", { class: "block input", "data-block": block.block_id },
    h("label", { id: label, for: field.id }, plain(block.label),
      block.optional && h("span", { class: "faint" }, " (optional)")),
    field,
    h("p", { id: hint, class: "hint" }, block.hint && plain(block.hint)),
    h("p", { id: error, class: "error", role: "alert" }));
}

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code" };

function run(part) {
  const kinds = {
    text: () => emoji(part.text),
    link: () => link(part.url, part.text || part.url),
    user: () => mention(part.user_id),
    channel: () => channelLink(part.channel_id),
    emoji: () => emoji(`:${part.name}:`),
    date: () => date(part.timestamp, part.format, part.url),
    broadcast: () => h("span", { class: "mention" }, `@${part.range}`),
  };
  const inner = kinds[part.type]?.() ?? "";
  const styles = Object.keys(STYLES).filter((style) => part.style?.[style]);
  return styles.reduce((node, style) => h(STYLES[style], {}, node), inner);
}

function rich(part) {
  const inside = () => part.elements.map(run);
  const items = () => part.elements.map((item) => h("li", {}, item.elements.map(run)));
  if (part.type === "rich_text_list") return h(part.style === "ordered" ? "ol" : "ul", {}, items());
  if (part.type === "rich_text_quote") return h("blockquote", {}, inside());
  if (part.type === "rich_text_preformatted") return h("pre", {}, inside());
  return h("div", { class: "line" }, inside());
}

const richText = (block) => h("div", { class: "block rich" }, block.elements.map(rich));

function cell(given) {
  if (given.type === "rich_text") return given.elements.map(rich);
  return String(given.text ?? given.value ?? "");
}

function table(block) {
  const [head, ...rows] = block.rows;
  const right = (given, index) => given.type === "raw_number" || block.column_settings?.[index]?.align === "right";
  const row = (tag, cells) =>
    h("tr", {}, cells.map((given, index) => h(tag, { class: right(given, index) && "right" }, cell(given))));
  return h("div", { class: "block scroll" }, h("table", { class: "table" },
    block.caption && h("caption", {}, block.caption),
    h("thead", {}, row("th", head)),
    h("tbody", {}, rows.map((cells) => row("td", cells)))));
}

const KINDS = {
  section, header, divider, context, actions, image, input, table,
  rich_text: richText, data_table: table, data_visualization: chart,
};
const unknown = (block) => h("p", { class: "block faint" }, `(${block.type} is not drawn here)`);

export function blocks(list, ctx) {
  return (list || []).map((block) => (KINDS[block.type] || unknown)(block, ctx));
}
