// Starts the page: loads the workspace, draws every part of it, and draws again whenever something changed.

import { follow, refresh } from "./api.js";
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

function draw() {
  if (!store.world) return;
  const parts = [drawGuide, drawSidebar, drawClock, drawHeader, drawHome, drawComposer, drawMessages, drawModal, drawTitle];
  for (const part of parts) part();
  document.body.classList.add("ready");
}

function startMenu() {
  const toggle = () => document.body.classList.toggle("menu-open");
  document.getElementById("menu").addEventListener("click", toggle);
  document.getElementById("scrim").addEventListener("click", toggle);
  document.addEventListener("keydown", (event) => event.key === "Escape" && document.body.classList.remove("menu-open"));
}

document.querySelector("#top .brand").prepend(mark());
watch(draw);
startMenu();
startSidebar();
startModal();
startComposer();
startMessages();
startGuide();
startClock();
await refresh();
follow();
