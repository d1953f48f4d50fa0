// Files: dropped onto the conversation or chosen with the button beside it, and how they look in a message.

import { asMe, complain } from "./api.js";
import { lookToEnd } from "./conversation.js";
import { busy } from "./dom.js";
import { place, placeName, store } from "./state.js";

const MOST_BYTES = 50 * 1024 * 1024;

const $ = (id) => document.getElementById(id);

function inBase64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });
}

async function share(files) {
  for (const file of files) {
    if (file.size > MOST_BYTES) return complain(`${file.name} is larger than the 50 MB that are taken here.`);
    lookToEnd();
    const content = await inBase64(file);
    await busy($("attach"), () => asMe("file", { channel: placeName(), name: file.name, content }));
  }
  return null;
}

const canTake = () => store.at !== "@bot/home" && (place() || store.at === "@bot");
const bringsFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");

function onDrag(event) {
  if (!bringsFiles(event) || !canTake()) return;
  event.preventDefault();
  document.body.classList.add("dropping");
}

function onDrop(event) {
  document.body.classList.remove("dropping");
  if (!bringsFiles(event) || !canTake()) return;
  event.preventDefault();
  share([...event.dataTransfer.files]);
}

export function startAttach() {
  const chooser = $("file");
  $("attach").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", async () => {
    await share([...chooser.files]);
    chooser.value = "";
  });
  const main = document.querySelector("main");
  main.addEventListener("dragenter", onDrag);
  main.addEventListener("dragover", onDrag);
  main.addEventListener("drop", onDrop);
  main.addEventListener("dragleave", (event) => {
    if (!main.contains(event.relatedTarget)) document.body.classList.remove("dropping");
  });
}
