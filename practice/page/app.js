// Starts the page: loads the workspace, draws every part of it, and draws again whenever something changed.

import { follow, refresh } from "./api.js";
import { startAttach } from "./attach.js";
import { drawClock, startClock } from "./clock.js";
import { drawComposer, startComposer } from "./composer.js";
import { drawHeader, drawMessages, startMessages } from "./conversation.js";
import { mark } from "./dom.js";
import { drawGuide, startGuide } from "./guide.js";
import { drawHome } from "./home.js";
import { drawModal, startModal } from "./modal.js";
import { drawSidebar, startSidebar } from "./sidebar.js";
import { bot, inDm, me, place, store, unreadOf, watch } from "./state.js";

function drawTitle() {
  const name = inDm() ? bot()?.real_name || "Touchbase" : `#${place()?.name}`;
  const waiting = unreadOf(store.me);
  document.title = `${waiting ? `(${waiting}) ` : ""}${name} · ${me().real_name} · practice`;
}

const PARTS = [
  drawGuide, drawSidebar, drawClock, drawHeader, drawHome, drawComposer, drawMessages, drawModal, drawTitle,
];

function draw() {
  if (!store.world) return;
  for (const part of PARTS) part();
  document.body.classList.add("ready");
}

function startMenu() {
  const toggle = (open) => document.body.classList.toggle("menu-open", open);
  document.getElementById("menu").addEventListener("click", () => toggle(true));
  document.getElementById("scrim").addEventListener("click", () => toggle(false));
  document.addEventListener("keydown", (event) => event.key === "Escape" && toggle(false));
}

document.querySelector("#top .brand").prepend(mark());
watch(draw);
startMenu();
startSidebar();
startModal();
startComposer();
startAttach();
startMessages();
startGuide();
startClock();
addEventListener("pointerup", () => setTimeout(draw)); // what was not drawn again while something was pressed
await refresh();
follow();
