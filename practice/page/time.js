// Practice time in the zone of the person you are: hours, days, and the zone arithmetic a date field needs.

const LOCALE = "en-GB";
const format = (date, tz, options) =>
  new Intl.DateTimeFormat(LOCALE, { timeZone: tz || "UTC", ...options }).format(date);

export const fromTs = (ts) => new Date(Number.parseFloat(ts) * 1000);
export const hour = (date, tz) => format(date, tz, { hour: "2-digit", minute: "2-digit" });
export const weekday = (date, tz) => format(date, tz, { weekday: "short" });
export const longDay = (date, tz) =>
  format(date, tz, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const shortDay = (date, tz) => format(date, tz, { weekday: "short", day: "numeric", month: "short" });
export const city = (tz) => (tz || "UTC").split("/").pop().replaceAll("_", " ");

// "2026-11-19" in that zone: sorts, compares, and fills a date field.
export const isoDay = (date, tz) => new Intl.DateTimeFormat("sv-SE", { timeZone: tz || "UTC" }).format(date);

export function dayName(date, now, tz) {
  if (isoDay(date, tz) === isoDay(now, tz)) return "Today";
  if (isoDay(date, tz) === isoDay(new Date(now - 86400000), tz)) return "Yesterday";
  return longDay(date, tz);
}

// What a wall clock in that zone shows, read as if it were UTC.
function wall(date, tz) {
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone: tz, dateStyle: "short", timeStyle: "medium" }).format(date);
  return Date.parse(`${text.replace(" ", "T")}Z`);
}

// "2026-12-01T09:00" as read on a clock in that zone → the instant. Twice, for the days when clocks change.
export function instant(local, tz) {
  const read = Date.parse(`${local}Z`);
  let guess = read;
  for (let round = 0; round < 2; round += 1) guess += read - wall(new Date(guess), tz);
  return new Date(guess);
}

const TOKENS = {
  date_num: (at, tz) => isoDay(at, tz),
  date: (at, tz) => format(at, tz, { day: "numeric", month: "long", year: "numeric" }),
  date_slash: (at, tz) => format(at, tz, { day: "2-digit", month: "2-digit", year: "numeric" }),
  date_short: (at, tz) => format(at, tz, { day: "numeric", month: "short", year: "numeric" }),
  date_long: (at, tz) => longDay(at, tz),
  time: (at, tz) => hour(at, tz),
  time_secs: (at, tz) => format(at, tz, { timeStyle: "medium" }),
};

// Slack's <!date^…> tokens; the "pretty" ones say today and yesterday.
export function dateTokens(pattern, at, now, tz) {
  return pattern.replace(/\{(\w+)\}/g, (whole, token) => {
    if (token === "ago") return `${Math.max(0, Math.round((now - at) / 86400000))} days ago`;
    const plain = TOKENS[token.replace(/_pretty$/, "")];
    if (!plain) return whole;
    const near = token.endsWith("_pretty") && dayName(at, now, tz);
    return ["Today", "Yesterday"].includes(near) ? near.toLowerCase() : plain(at, tz);
  });
}
