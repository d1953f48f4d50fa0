// How the files of a message look: a name and a size; the bot's own can be saved, people's cannot be opened here.

import { h } from "./dom.js";

function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

const name = (one, own) => (own ? h("a", { href: `/practice/picture/${one.id}`, download: one.name }, one.title) : one.name);

const file = (one, own) => h("div", { class: "file" },
  h("span", { class: "filetype", "aria-hidden": "true" }, (one.filetype || "file").slice(0, 4).toUpperCase()),
  h("span", {}, h("b", {}, name(one, own)), h("small", {}, size(one.size))));

export const files = (message) => (message.files || []).map((one) => file(one, Boolean(message.bot_id)));
