// The Home tab of the bot: asks for it when it is opened, draws it when it comes.

import { asMe, surface } from "./api.js";
import { blocks } from "./blocks.js";
import { h } from "./dom.js";
import { store } from "./state.js";

let opened = "";
let drawn = "";

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
  const sign = JSON.stringify([store.me, view]);
  if (sign === drawn) return;
  drawn = sign;
  const waiting = h("p", { class: "beginning" }, "Nothing here yet. Touchbase fills this page when you open it.");
  panel.replaceChildren(...(view ? blocks(view.blocks, surface({ view: view.id })) : [waiting]));
}
