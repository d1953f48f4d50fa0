// One list for every menu: static and external selects, people, channels, overflow menus, the people switcher.

import { h, uid } from "./dom.js";
import { plain } from "./mrkdwn.js";

const FEW = 8; // up to so many options the search field stays out of sight (typing filters all the same)

// Where the panel may begin: a list of the conversation covers neither the guide nor the clock.
const ceilingOf = (anchor) =>
  (anchor.closest("main") && !anchor.closest("dialog") ? anchor.closest("main").getBoundingClientRect().top : 0) + 8;

export function place(panel, anchor) {
  const box = anchor.getBoundingClientRect();
  panel.style.minWidth = `${box.width}px`;
  const ceiling = ceilingOf(anchor);
  const [below, above] = [innerHeight - box.bottom - 12, box.top - ceiling - 4];
  const upwards = panel.offsetHeight > below && above > below;
  panel.style.maxHeight = `${Math.min(420, Math.max(upwards ? above : below, 160))}px`;
  const { offsetWidth: width, offsetHeight: height } = panel;
  const lowest = Math.max(ceiling, innerHeight - height - 8);
  panel.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  panel.style.top = `${upwards ? box.top - height - 4 : Math.min(box.bottom + 4, lowest)}px`;
}

// A button that opens a list.
export function opener(props, open, ...words) {
  const shut = { type: "button", "aria-haspopup": "listbox", "aria-expanded": "false" };
  return h("button", { ...shut, ...props, onclick: (event) => open(event.currentTarget) }, ...words);
}

// A light panel near its button, inside the open dialog if there is one (everything else is inert then).
export function popover(anchor, content, { label, role, onclose, narrow } = {}) {
  const kind = narrow ? "panel narrow" : "panel";
  const panel = h("div", { class: kind, popover: "auto", role, "aria-label": label }, content);
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

const grouped = (group) => group.options.map((option) => ({ ...option, group: plain(group.label) }));
const flat = (source) => source.flatMap((entry) => (entry.options ? grouped(entry) : [entry]));
const words = (option) => `${plain(option.text)} ${plain(option.description)}`.toLowerCase();
const matches = (option, typed) => words(option).includes(typed.toLowerCase().trim());

const aside = (kind, text) => h("li", { class: kind, role: "presentation" }, text);

class List {
  constructor(anchor, { label, source, load, least = 0, chosen = [], many, onpick, onclose }) {
    Object.assign(this, { anchor, source, load, least, chosen: [...chosen], many, onpick, at: 0, id: uid("list") });
    const unseen = !load && flat(source).length <= FEW;
    this.input = h("input", {
      class: unseen ? "unseen" : "search", inputmode: unseen && "none", placeholder: "Search", autocomplete: "off",
      role: "combobox", "aria-label": label, "aria-controls": this.id, "aria-expanded": "true",
      "aria-autocomplete": "list", oninput: () => this.filter(), onkeydown: (event) => this.key(event),
    });
    this.box = h("ul", { role: "listbox", id: this.id, "aria-label": label, "aria-multiselectable": many && "true" });
    this.panel = popover(anchor, [this.input, this.box], { onclose: () => this.closed(onclose) });
    this.filter();
    this.input.focus();
  }

  async filter() {
    const typed = this.input.value;
    this.at = 0;
    if (!this.load) return this.show(flat(this.source).filter((option) => matches(option, typed)), "Nothing found");
    clearTimeout(this.timer);
    const ask = this.least > 1 ? `Type ${this.least} letters` : "Type a letter";
    if (typed.length < this.least) return this.show([], ask);
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

  closed(onclose) {
    if (this.anchor.isConnected) this.anchor.focus();
    onclose?.();
  }

  isChosen(option) {
    return this.chosen.some((one) => one.value === option.value);
  }

  show(options, empty) {
    this.options = options;
    this.box.replaceChildren(...options.flatMap((option, index) => {
      const first = option.group && option.group !== options[index - 1]?.group;
      return [...(first ? [aside("group", option.group)] : []), this.row(option, index)];
    }));
    if (!options.length) this.box.append(aside("empty", empty));
    this.move(Math.max(0, options.findIndex((option) => !this.many && this.isChosen(option))));
    place(this.panel, this.anchor);
  }

  row(option, index) {
    const more = option.description && h("small", {}, plain(option.description));
    return h("li", {
      id: `${this.id}-${index}`, role: "option", "aria-selected": String(this.isChosen(option)),
      onmousedown: (event) => event.preventDefault(), onmousemove: () => this.move(index),
      onclick: () => this.pick(option),
    }, h("span", { class: "name" }, option.icon, h("span", {}, plain(option.text), more)), option.badge);
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
    const others = this.chosen.filter((one) => one.value !== option.value);
    this.chosen = this.isChosen(option) ? others : [...others, option];
    this.onpick(this.chosen);
    const at = this.at;
    this.show(this.options);
    return this.move(at);
  }
}

export const openList = (anchor, options) => new List(anchor, options);
