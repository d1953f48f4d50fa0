// The Home tab of the bot: asks for it when it is opened, draws it when it comes.

import { asMe, surface } from "./api.js";
import { blocks } from "./blocks.js";
import { h, redraw } from "./dom.js";
import { store } from "./state.js";

let opened = "";

export function drawHome() {
  const panel = document.getElementById("home");
  panel.hidden = store.at !== "@bot/home";
  if (panel.hidden) {
    opened = "";
    return;
  }
  if (opened !== store.me) {
    opened = store.me;
    asMe("home");
  }
  const view = store.world.homes?.[store.me];
  const waiting = () => h("p", { class: "beginning" }, "Nothing here yet. Touchbase fills this page when you open it.");
  redraw(panel, [store.me, view], () => (view ? blocks(view.blocks, surface({ view: view.id })) : waiting()));
}
