// How the files of a message look: a name and a size, as nobody can open them here.

import { h } from "./dom.js";

function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

const file = (one) => h("div", { class: "file" },
  h("span", { class: "filetype", "aria-hidden": "true" }, (one.filetype || "file").slice(0, 4).toUpperCase()),
  h("span", {}, h("b", {}, one.name), h("small", {}, size(one.size))));

export const files = (message) => (message.files || []).map(file);
