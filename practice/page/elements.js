// Block elements: buttons, menus, fields. Each tells its surface (`ctx`) what was chosen; that knows where it goes.

import { busy, avatar, h, uid } from "./dom.js";
import { link, plain } from "./mrkdwn.js";
import { opener, openList } from "./picker.js";
import { bot, myChannels, people } from "./state.js";

// What the control API expects: the value of an option, a list of them, or the text itself.
export const asValue = (chosen) => Array.isArray(chosen) ? chosen.map(asValue) : chosen?.value ?? chosen;

function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((answer) => {
    const close = (yes) => () => { dialog.close(); dialog.remove(); answer(yes); };
    const dialog = h("dialog", { class: "modal small", "aria-label": plain(confirm.title), oncancel: close(false) },
      h("h2", {}, plain(confirm.title)), h("p", {}, plain(confirm.text)),
      h("footer", {}, h("button", { class: "btn", onclick: close(false) }, plain(confirm.deny) || "Cancel"),
        h("button", { class: `btn ${confirm.style || "primary"}`, onclick: close(true) },
          plain(confirm.confirm) || "Yes")));
    document.body.append(dialog);
    dialog.showModal();
  });
}

// Keeps what was chosen; sends it at once unless it is a field that waits for Submit.
async function give(node, ctx, block, element, chosen) {
  ctx.keep?.(block, element, chosen);
  if (block.type === "input" && !block.dispatch_action) return;
  if (await confirmed(element.confirm)) await busy(node, () => ctx.act(block, element, asValue(chosen)));
}

function button(element, block, ctx) {
  const kind = `btn ${element.style || ""}`;
  const label = element.accessibility_label;
  const press = (event) => give(event.currentTarget, ctx, block, element, element.value ?? "");
  const props = { class: kind, type: "button", "aria-label": label, onclick: press };
  if (!element.url) return h("button", props, plain(element.text));
  const out = link(element.url, plain(element.text));
  out.className = kind;
  if (out.tagName === "A") out.addEventListener("click", () => ctx.act(block, element, element.value ?? ""));
  return out;
}

function overflow(element, block, ctx) {
  const label = "More actions";
  const pick = (dots) => (option) => {
    if (option.url) link(option.url, "").click();
    return give(dots, ctx, block, element, option);
  };
  const open = (dots) => openList(dots, { label, source: element.options, onpick: pick(dots) });
  return opener({ class: "btn dots", "aria-label": label }, open, "⋯");
}

const text = (words) => ({ type: "plain_text", text: words });
const personOption = (user) => (
  { text: text(user.real_name || user.name), value: user.id, icon: avatar(user, "tiny") });
const channelOption = (channel) => ({ text: text(`# ${channel.name}`), value: channel.id });

// Honours the filter that keeps channels shared with other companies, people or bots out of the list.
function conversations(element) {
  const { include, exclude_external_shared_channels: own, exclude_bot_users: human } = element.filter || {};
  const rooms = myChannels().filter((channel) => !own || !channel.is_ext_shared).map(channelOption);
  const persons = include && !include.includes("im") ? [] : [...people(), ...(human ? [] : [bot()])].filter(Boolean);
  return [...rooms, ...persons.map(personOption)];
}

const SOURCES = {
  static: (element) => element.option_groups || element.options || [],
  external: () => [],
  users: () => people().map(personOption),
  channels: () => myChannels().map(channelOption),
  conversations,
};

function initial(element, source) {
  const given = element.initial_options || (element.initial_option ? [element.initial_option] : null);
  if (given) return given;
  const names = ["user", "channel", "conversation"];
  const ids = names.flatMap((name) => element[`initial_${name}s`] || element[`initial_${name}`] || []);
  return ids.map((id) => source.find((option) => option.value === id)).filter(Boolean);
}

const chip = (option) => h("span", { class: "chip" }, plain(option.text));

// One choice is sent at once; several when the list closes.
function select(element, block, ctx) {
  const many = element.type.startsWith("multi_");
  const kind = element.type.replace("multi_", "").replace("_select", "");
  const source = SOURCES[kind](element);
  const label = plain(element.placeholder) || "Choose";
  const load = kind === "external" && ((typed) => ctx.load(block, element, typed));
  let chosen = [ctx.kept?.(block, element) ?? initial(element, source)].flat();
  const shown = h("span", {});
  const draw = () => {
    const one = chosen.length ? plain(chosen[0].text) : label;
    shown.replaceChildren(...(many && chosen.length ? chosen.map(chip) : [one]));
    shown.classList.toggle("faint", !chosen.length && block.type === "input");
  };
  const open = (trigger) => {
    const before = chosen;
    const onpick = (picked) => {
      chosen = [picked].flat();
      draw();
      if (many) ctx.keep?.(block, element, chosen);
      else give(trigger, ctx, block, element, picked);
    };
    const onclose = () => many && chosen !== before && give(trigger, ctx, block, element, chosen);
    openList(trigger, { label, source, load, least: element.min_query_length ?? 3, chosen, many, onpick, onclose });
  };
  draw();
  return opener({ class: "btn select" }, open, shown);
}

const PICKERS = { datepicker: ["date", "initial_date"], timepicker: ["time", "initial_time"] };

function when(element, block, ctx) {
  const [type, start] = PICKERS[element.type];
  return h("input", { type, class: "field when", "aria-label": plain(element.placeholder) || null,
    value: ctx.kept?.(block, element) ?? element[start] ?? "",
    onchange: (event) => give(event.currentTarget, ctx, block, element, event.currentTarget.value || null) });
}

const FIELDS = { plain_text_input: "text", number_input: "text", email_text_input: "email", url_text_input: "url" };

function field(element, block, ctx) {
  const props = {
    class: "field", placeholder: plain(element.placeholder) || null, maxlength: element.max_length,
    value: ctx.kept?.(block, element) ?? element.initial_value ?? "",
    oninput: (event) => ctx.keep?.(block, element, event.target.value),
  };
  if (element.multiline) return h("textarea", { ...props, rows: 4 });
  const inputmode = element.type === "number_input" ? (element.is_decimal_allowed ? "decimal" : "numeric") : null;
  return h("input", { ...props, type: FIELDS[element.type], inputmode, onkeydown: (event) => {
    if (event.key === "Enter" && block.dispatch_action) give(event.target, ctx, block, element, event.target.value);
  } });
}

function boxes(element, block, ctx) {
  const one = element.type === "radio_buttons";
  const name = uid("choice");
  let chosen = [ctx.kept?.(block, element) ?? element.initial_options ?? element.initial_option ?? []].flat();
  const tick = (option) => (event) => {
    if (one) chosen = [option];
    else chosen = event.target.checked ? [...chosen, option] : chosen.filter((other) => other.value !== option.value);
    give(event.target, ctx, block, element, one ? option : chosen);
  };
  const line = (option) => {
    const checked = chosen.some((other) => other.value === option.value);
    const more = option.description && h("small", {}, plain(option.description));
    return h("label", {}, h("input", { type: one ? "radio" : "checkbox", name, checked, onchange: tick(option) }),
      h("span", {}, plain(option.text), more));
  };
  return h("div", { class: "boxes", role: one ? "radiogroup" : "group" }, element.options.map(line));
}

export function picture(element) {
  const uploaded = element.slack_file?.id && `/practice/picture/${encodeURIComponent(element.slack_file.id)}`;
  const src = uploaded || element.image_url || "";
  return /^https?:|^\/|^data:image\//.test(src) && h("img", { src, alt: element.alt_text || "" });
}

const KINDS = {
  button, overflow, datepicker: when, timepicker: when, checkboxes: boxes, radio_buttons: boxes, image: picture,
  plain_text_input: field, number_input: field, email_text_input: field, url_text_input: field,
};

export function element(given, block, ctx) {
  const draw = given.type.endsWith("_select") ? select : KINDS[given.type];
  return draw ? draw(given, block, ctx) : h("span", { class: "faint" }, `(${given.type} is not drawn here)`);
}
