// Block elements: buttons, menus and fields. Each tells its surface (`ctx`) what was chosen; the surface knows where that goes.

import { busy, avatar, h, uid } from "./dom.js";
import { link, plain } from "./mrkdwn.js";
import { openList } from "./picker.js";
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
        h("button", { class: `btn ${confirm.style || "primary"}`, onclick: close(true) }, plain(confirm.confirm) || "Yes")));
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
  const props = { class: `btn ${element.style || ""}`, "aria-label": element.accessibility_label, "data-action": element.action_id };
  const press = (event) => give(event.currentTarget, ctx, block, element, element.value ?? "");
  if (!element.url) return h("button", { ...props, type: "button", onclick: press }, plain(element.text));
  const out = link(element.url, plain(element.text));
  out.className = `btn ${element.style || ""}`;
  if (out.tagName === "A") out.addEventListener("click", () => ctx.act(block, element, element.value ?? ""));
  return out;
}

function overflow(element, block, ctx) {
  const dots = h("button", { type: "button", class: "btn dots", "aria-label": "More actions", "aria-haspopup": "listbox", "aria-expanded": "false",
    onclick: () => openList(dots, { label: "More actions", source: element.options, onpick: pick }) }, "⋯");
  const pick = (option) => {
    if (option.url) link(option.url, "").click();
    return give(dots, ctx, block, element, option);
  };
  return dots;
}

const text = (words) => ({ type: "plain_text", text: words });
const personOption = (user) => ({ text: text(user.real_name || user.name), value: user.id, icon: avatar(user, "tiny") });
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

function select(element, block, ctx) {
  const many = element.type.startsWith("multi_");
  const kind = element.type.replace("multi_", "").replace("_select", "");
  const source = SOURCES[kind](element);
  let chosen = [ctx.kept?.(block, element) ?? initial(element, source)].flat();
  let before = chosen;
  const shown = h("span", {});
  const draw = () => {
    const chips = many && chosen.length ? chosen.map((option) => h("span", { class: "chip" }, plain(option.text))) : null;
    shown.replaceChildren(...(chips || [chosen.length ? plain(chosen[0].text) : plain(element.placeholder) || "Choose"]));
    shown.classList.toggle("faint", !chosen.length && block.type === "input");
  };
  const onpick = (picked) => {
    chosen = [picked].flat();
    draw();
    if (many) ctx.keep?.(block, element, chosen);
    else give(trigger, ctx, block, element, picked);
  };
  const open = () => {
    before = chosen;
    const list = openList(trigger, { label: plain(element.placeholder) || "Choose", source, chosen, many, onpick,
      load: kind === "external" && ((typed) => ctx.load(block, element, typed)), least: element.min_query_length ?? 3 });
    list.panel.addEventListener("toggle", (event) => {
      if (many && event.newState === "closed" && chosen !== before) give(trigger, ctx, block, element, chosen);
    });
  };
  const trigger = h("button", { type: "button", class: "btn select", "data-action": element.action_id, "aria-haspopup": "listbox",
    "aria-expanded": "false", onclick: open }, shown);
  draw();
  return trigger;
}

const PICKERS = { datepicker: ["date", "initial_date"], timepicker: ["time", "initial_time"] };

function when(element, block, ctx) {
  const [type, start] = PICKERS[element.type];
  return h("input", { type, class: "field when", value: ctx.kept?.(block, element) ?? element[start] ?? "", "data-action": element.action_id,
    "aria-label": plain(element.placeholder) || null,
    onchange: (event) => give(event.currentTarget, ctx, block, element, event.currentTarget.value || null) });
}

const FIELDS = { plain_text_input: "text", number_input: "text", email_text_input: "email", url_text_input: "url" };

function field(element, block, ctx) {
  const props = {
    class: "field", placeholder: plain(element.placeholder) || null, maxlength: element.max_length, "data-action": element.action_id,
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
  return h("div", { class: "boxes", role: one ? "radiogroup" : "group" }, element.options.map((option) =>
    h("label", {}, h("input", { type: one ? "radio" : "checkbox", name, checked: chosen.some((other) => other.value === option.value), onchange: tick(option) }),
      h("span", {}, plain(option.text), option.description && h("small", {}, plain(option.description))))));
}

export function picture(element) {
  const safe = /^https?:|^\/|^data:image\//.test(element.image_url || "");
  return safe && h("img", { src: element.image_url, alt: element.alt_text || "" });
}

const KINDS = { button, overflow, datepicker: when, timepicker: when, checkboxes: boxes, radio_buttons: boxes, image: picture,
  plain_text_input: field, number_input: field, email_text_input: field, url_text_input: field };

export function element(given, block, ctx) {
  const draw = given.type.endsWith("_select") ? select : KINDS[given.type];
  return draw ? draw(given, block, ctx) : h("span", { class: "faint" }, `(${given.type} is not drawn here)`);
}
