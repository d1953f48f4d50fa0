// The data_visualization block as SVG, with a name, a title on every mark and the numbers as a table beside it.

import { h, svg } from "./dom.js";

const [WIDE, HIGH, LEFT, TOP, RIGHT, BOTTOM] = [560, 232, 40, 12, 8, 30];
const PLOT = { width: WIDE - LEFT - RIGHT, height: HIGH - TOP - BOTTOM };
const number = (value) => new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 }).format(value);
const shade = (index) => `shade shade-${(index % 6) + 1}`;

// Round steps (1, 2, 5 × 10ⁿ) so that the axis has about four lines and starts at zero or below; of whole things, whole.
function scale(values) {
  const [low, high] = [Math.min(0, ...values), Math.max(1, ...values)];
  const rough = Math.max((high - low) / 4, values.every(Number.isInteger) ? 1 : 0);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
  const [first, last] = [Math.floor(low / step), Math.ceil(high / step)];
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  const y = (value) => TOP + PLOT.height * (1 - (value - ticks[0]) / (ticks.at(-1) - ticks[0]));
  return { ticks, y };
}

function axes(chart, { ticks, y }, slot) {
  const names = chart.axis_config.categories;
  const every = Math.ceil((names.length * Math.max(...names.map((name) => name.length)) * 6.6) / PLOT.width) || 1;
  const grid = ticks.map((tick) => [
    svg("line", { class: tick === 0 ? "axis" : "grid", x1: LEFT, x2: WIDE - RIGHT, y1: y(tick), y2: y(tick) }),
    svg("text", { x: LEFT - 8, y: y(tick) + 4, "text-anchor": "end" }, number(tick)),
  ]);
  const middle = (name, index) => Math.min(slot(index), WIDE - name.length * 3.3); // a long last one is not cut
  const label = (name, index) => svg("text", { x: middle(name, index), y: HIGH - 10, "text-anchor": "middle" }, name);
  const labels = names.map((name, index) => ((names.length - 1 - index) % every ? null : label(name, index)));
  return [grid, labels];
}

const valueAt = (series, category) => series.data.find((point) => point.label === category)?.value ?? 0;

function bars(chart, { y }, slot, width) {
  const names = chart.axis_config.categories;
  const group = Math.min(width * 0.72, chart.series.length * 26);
  const bar = group / chart.series.length;
  return chart.series.map((series, row) => names.map((name, index) => {
    const value = valueAt(series, name);
    const [from, to] = [y(Math.max(0, value)), y(Math.min(0, value))];
    const left = slot(index) - group / 2 + row * bar;
    const size = { width: Math.max(1, bar - 2), height: Math.max(0, to - from), rx: 2 };
    return svg("rect", { class: shade(row), x: left + 1, y: from, ...size },
      svg("title", {}, `${series.name}, ${name}: ${number(value)}`));
  }));
}

function curves(chart, { y }, slot) {
  const names = chart.axis_config.categories;
  return chart.series.map((series, row) => {
    const points = names.map((name, index) => [slot(index), y(valueAt(series, name))]);
    const path = points.map((point) => point.join(",")).join(" L");
    const closed = `M${slot(0)},${y(0)} L${path} L${slot(names.length - 1)},${y(0)} Z`;
    return [
      chart.type === "area" && svg("path", { class: `${shade(row)} wash`, d: closed }),
      svg("path", { class: `${shade(row)} stroke`, d: `M${path}` }),
      points.map(([cx, cy], index) => svg("circle", { class: shade(row), cx, cy, r: 3 },
        svg("title", {}, `${series.name}, ${names[index]}: ${number(valueAt(series, names[index]))}`))),
    ];
  });
}

function plot(chart) {
  const names = chart.axis_config.categories;
  const width = PLOT.width / names.length;
  const slot = (index) => LEFT + width * (index + 0.5);
  const measure = scale(chart.series.flatMap((series) => series.data.map((point) => point.value)));
  const marks = chart.type === "bar" ? bars(chart, measure, slot, width) : curves(chart, measure, slot);
  return [axes(chart, measure, slot), marks];
}

function pie(chart) {
  const total = chart.segments.reduce((sum, segment) => sum + segment.value, 0);
  const [cx, cy, radius] = [WIDE / 2, HIGH / 2, HIGH / 2 - 10];
  let turn = -Math.PI / 2;
  const edge = (angle) => `${cx + radius * Math.cos(angle)},${cy + radius * Math.sin(angle)}`;
  return chart.segments.map((segment, index) => {
    const [from, to] = [turn, (turn += (segment.value / total) * 2 * Math.PI)];
    const title = svg("title", {}, `${segment.label}: ${number(segment.value)}`);
    if (segment.value === total) return svg("circle", { class: shade(index), cx, cy, r: radius }, title);
    const large = to - from > Math.PI ? 1 : 0;
    const arc = `M${cx},${cy} L${edge(from)} A${radius},${radius} 0 ${large} 1 ${edge(to)} Z`;
    return svg("path", { class: `${shade(index)} slice`, d: arc }, title);
  });
}

// What is drawn, as columns: [name, [[label, value], …]].
function columns(chart) {
  if (chart.type === "pie") return [["Value", chart.segments.map((segment) => [segment.label, number(segment.value)])]];
  const names = chart.axis_config.categories;
  return chart.series.map((series) => [series.name, names.map((name) => [name, number(valueAt(series, name))])]);
}

function numbers(chart) {
  const parts = columns(chart);
  const head = ["", ...parts.map(([name]) => name)];
  const rows = parts[0][1].map(([label], index) => [label, ...parts.map(([, values]) => values[index][1])]);
  const row = ([name, ...cells]) =>
    h("tr", {}, h("th", { scope: "row" }, name), cells.map((cell) => h("td", {}, cell)));
  return h("details", {}, h("summary", {}, "Numbers"), h("div", { class: "scroll" }, h("table", { class: "table" },
    h("thead", {}, h("tr", {}, head.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, rows.map(row)))));
}

// What a screen reader says first: the kind of picture, its title, and what is drawn in it.
function summary(block) {
  const told = (values) => values.map((pair) => pair.join(" ")).join(", ");
  const parts = columns(block.chart).map(([name, values]) => `${name}: ${told(values)}`);
  return `${block.chart.type} chart, ${block.title}. ${parts.join("; ")}`;
}

export function chart(block) {
  const names = (block.chart.segments || block.chart.series).map((part) => part.label ?? part.name);
  const { x_label: across, y_label: up } = block.chart.axis_config || {};
  const below = across ? 16 : 0;
  return h("figure", { class: "chart" },
    h("figcaption", {}, block.title),
    svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH + below}`, role: "img", "aria-label": summary(block) },
      block.chart.type === "pie" ? pie(block.chart) : plot(block.chart),
      across && svg("text", { x: LEFT + PLOT.width / 2, y: HIGH + 8, "text-anchor": "middle" }, across)),
    h("ul", { class: "legend", "aria-hidden": "true" },
      names.map((name, index) => h("li", {}, h("i", { class: shade(index) }), name)),
      up && h("li", {}, up)),
    numbers(block.chart));
}
