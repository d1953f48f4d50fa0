// One list for every menu: static and external selects, people, channels, overflow menus, the people switcher. Keyboard first.

import { h, uid } from "./dom.js";
import { plain } from "./mrkdwn.js";

const FEW = 8; // up to so many options the search field stays out of sight (typing filters all the same)

export function place(panel, anchor) {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = box.bottom + 4 + height <= innerHeight || box.top < height + 8;
  panel.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  panel.style.top = `${below ? Math.min(box.bottom + 4, Math.max(8, innerHeight - height - 8)) : box.top - height - 4}px`;
}

// A light panel near its button, inside the open dialog if there is one (everything else is inert then).
export function popover(anchor, content, { label, role, onclose, narrow } = {}) {
  const panel = h("div", { class: `panel ${narrow ? "narrow" : ""}`, popover: "auto", role, "aria-label": label }, content);
  (anchor.closest("dialog") || document.body).append(panel);
  anchor.setAttribute("aria-expanded", "true");
  panel.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    anchor.setAttribute("aria-expanded", "false");
    onclose?.();
    panel.remove();
  });
  panel.showPopover();
  place(panel, anchor);
  return panel;
}

const flat = (source) => source.flatMap((entry) => entry.options ? entry.options.map((option) => ({ ...option, group: plain(entry.label) })) : [entry]);
const matches = (option, typed) => `${plain(option.text)} ${plain(option.description)}`.toLowerCase().includes(typed.toLowerCase().trim());

class List {
  constructor(anchor, { label, source, load, least = 0, chosen = [], many, onpick }) {
    Object.assign(this, { anchor, label, source, load, least, chosen: [...chosen], many, onpick, at: 0, id: uid("list") });
    const hidden = !load && flat(source).length <= FEW;
    this.input = h("input", { class: hidden ? "unseen" : "search", type: "text", role: "combobox", autocomplete: "off", placeholder: "Search",
      inputmode: hidden && "none", "aria-label": label, "aria-controls": this.id, "aria-expanded": "true", "aria-autocomplete": "list",
      oninput: () => this.filter(), onkeydown: (event) => this.key(event) });
    this.box = h("ul", { role: "listbox", id: this.id, "aria-label": label, "aria-multiselectable": many && "true" });
    this.panel = popover(anchor, [this.input, this.box], { onclose: () => anchor.isConnected && anchor.focus() });
    this.filter();
    this.input.focus();
  }

  async filter() {
    const typed = this.input.value;
    this.at = 0;
    if (!this.load) return this.show(flat(this.source).filter((option) => matches(option, typed)), "Nothing found");
    clearTimeout(this.timer);
    if (typed.length < this.least) return this.show([], `Type ${this.least} letter${this.least > 1 ? "s" : ""} or more`);
    if (!this.options?.length) this.show([], "Searching…");
    this.timer = setTimeout(() => this.fetch(typed), 120);
    return null;
  }

  async fetch(typed) {
    try {
      const found = flat(await this.load(typed));
      if (this.input.value === typed) this.show(found, "Nothing found");
    } catch (error) {
      this.show([], `Touchbase did not answer (${error.message})`);
    }
  }

  isChosen(option) {
    return this.chosen.some((one) => one.value === option.value);
  }

  show(options, empty) {
    this.options = options;
    let group = null;
    this.box.replaceChildren(...options.flatMap((option, index) => {
      const head = option.group && option.group !== group ? [h("li", { class: "group", role: "presentation" }, option.group)] : [];
      group = option.group;
      return [...head, h("li", { id: `${this.id}-${index}`, role: "option", "aria-selected": String(this.isChosen(option)),
        onmousedown: (event) => event.preventDefault(), onclick: () => this.pick(option), onmousemove: () => this.move(index) },
        h("span", { class: "name" }, option.icon, h("span", {}, plain(option.text), option.description && h("small", {}, plain(option.description)))), option.badge)];
    }));
    if (!options.length) this.box.append(h("li", { class: "empty", role: "presentation" }, empty));
    this.move(Math.max(0, options.findIndex((option) => !this.many && this.isChosen(option))));
    place(this.panel, this.anchor);
  }

  move(index) {
    this.at = index;
    this.box.querySelectorAll("[role=option]").forEach((row, number) => row.classList.toggle("at", number === index));
    const row = document.getElementById(`${this.id}-${index}`);
    row?.scrollIntoView({ block: "nearest" });
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.options.length) this.move((this.at + step + this.options.length) % this.options.length);
    else if (event.key === "Enter" && this.options[this.at]) this.pick(this.options[this.at]);
    else if (event.key === "Tab") this.panel.hidePopover();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  pick(option) {
    if (!this.many) {
      this.panel.hidePopover();
      return this.onpick(option);
    }
    this.chosen = this.isChosen(option) ? this.chosen.filter((one) => one.value !== option.value) : [...this.chosen, option];
    this.onpick(this.chosen);
    const at = this.at;
    this.show(this.options);
    return this.move(at);
  }
}

export const openList = (anchor, options) => new List(anchor, options);
