// Modals: the top view of your stack in a dialog. What you type is kept per view until Slack's server says it is gone.

import { asMe, surface } from "./api.js";
import { blocks } from "./blocks.js";
import { busy, h } from "./dom.js";
import { asValue } from "./elements.js";
import { plain } from "./mrkdwn.js";
import { store } from "./state.js";

const typed = new Map(); // view id → Map("block/action" → what was chosen)
let drawn = "";

const dialog = () => document.getElementById("modal");
const keyOf = (block, element) => `${block.block_id}/${element.action_id}`;
const stack = () => (store.world?.views || []).filter((view) => view.user === store.me && view.type === "modal");
const fields = (view) => {
  if (!typed.has(view.id)) typed.set(view.id, new Map());
  return typed.get(view.id);
};

const form = (view) => ({
  ...surface({ view: view.id }),
  keep: (block, element, chosen) => fields(view).set(keyOf(block, element), chosen),
  kept: (block, element) => fields(view).get(keyOf(block, element)),
});

// Inputs only: what is chosen elsewhere in a modal the server knows from the click.
function values(view) {
  const given = {};
  for (const block of view.blocks.filter((one) => one.type === "input")) {
    const key = keyOf(block, block.element);
    if (fields(view).has(key)) given[block.block_id] = asValue(fields(view).get(key));
  }
  return given;
}

function showErrors(errors) {
  let first = null;
  for (const slot of dialog().querySelectorAll("[data-block]")) {
    const words = errors[slot.dataset.block] || "";
    slot.querySelector(".error").textContent = words;
    const field = slot.querySelector(".field, .select, .boxes");
    field?.setAttribute("aria-invalid", String(Boolean(words)));
    if (words) first ||= field;
  }
  first?.focus();
}

async function submit(view, button) {
  const answer = await busy(button, () => asMe("submit", { view: view.id, values: values(view) }));
  if (answer?.errors) showErrors(answer.errors);
}

const close = (view) => asMe("close", { view: view.id });

function frame(view, depth) {
  const send = view.submit && h("button", { class: "btn primary", type: "submit" }, plain(view.submit));
  const leave = (kind, words, label) =>
    h("button", { type: "button", class: kind, "aria-label": label, onclick: () => close(view) }, words);
  const onsubmit = (event) => {
    event.preventDefault();
    submit(view, send);
  };
  return h("form", { novalidate: true, onsubmit },
    h("header", {},
      depth > 1 && leave("plain", "‹", "Back"),
      h("h2", { id: "modal-title" }, plain(view.title)),
      leave("plain", "×", "Close")),
    h("div", { class: "alarm", role: "alert" }),
    h("div", { class: "inside" }, blocks(view.blocks, form(view))),
    h("footer", {}, leave("btn", plain(view.close) || "Cancel"), send));
}

export function drawModal() {
  const views = stack();
  const top = views.at(-1);
  const sign = top ? JSON.stringify([top.id, top.hash, top.blocks, views.length]) : "";
  if (sign === drawn) return;
  const first = !drawn.startsWith(`["${top?.id}"`);
  drawn = sign;
  for (const id of typed.keys()) if (!views.some((view) => view.id === id)) typed.delete(id);
  if (!top) return dialog().close();
  dialog().replaceChildren(frame(top, views.length));
  dialog().setAttribute("aria-labelledby", "modal-title");
  if (!dialog().open) dialog().showModal();
  showErrors(top.errors || {});
  if (first) dialog().querySelector(".inside :is(input, textarea, button, select)")?.focus();
}

// Escape closes the top view only, through the server, so that the bot hears of it.
export function startModal() {
  dialog().addEventListener("cancel", (event) => {
    event.preventDefault();
    if (stack().length) close(stack().at(-1));
  });
}
