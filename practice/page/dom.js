// Builds elements. Data only ever becomes a text node or a checked attribute, so nothing a person typed can run.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") node.style.cssText = value;
    else if (name === "value" || name === "checked" || name === "selected") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const h = (tag, props = {}, ...children) => fill(document.createElement(tag), props, children);
export const svg = (tag, props = {}, ...children) => fill(document.createElementNS(SVG, tag), props, children);

// Two circles that touch: the mark of the bot, drawn here because the page loads nothing from elsewhere.
export const mark = () =>
  svg("svg", { class: "mark", viewBox: "0 0 32 32", "aria-hidden": "true" },
    svg("circle", { cx: 12, cy: 16, r: 7.5, fill: "none", stroke: "currentColor", "stroke-width": 3.6 }),
    svg("circle", { cx: 24, cy: 16, r: 4.6, fill: "#f4b740" }));

export function avatar(user, extra = "") {
  if (user?.is_bot) return h("span", { class: `avatar bot ${extra}`, "aria-hidden": "true" }, mark());
  const name = user?.real_name || user?.name || "?";
  const letters = name.split(/\s+/).map((word) => [...word][0]).slice(0, 2).join("").toUpperCase();
  return h("span", { class: `avatar ${extra}`, style: `--hue:${user?.hue ?? 152}`, "aria-hidden": "true" }, letters);
}

// Runs slow work behind a button: a spinner while it lasts, no second press, and the focus stays where it is.
export async function busy(button, work) {
  if (button.getAttribute("aria-busy")) return null;
  button.classList.add("busy");
  button.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    button.classList.remove("busy");
    button.removeAttribute("aria-busy");
  }
}

// Draws again only what looks different now: `sign` is all that the drawing depends on. What is being pressed stays until
// it is let go: a click is lost when its button is another one by then.
export function redraw(node, sign, draw) {
  const text = JSON.stringify(sign);
  if (node.sign === text || node.querySelector(":active")) return;
  node.sign = text;
  node.replaceChildren(...[draw()].flat(Infinity).filter(Boolean));
}

let serial = 0;
export const uid = (prefix) => `${prefix}-${(serial += 1)}`;
