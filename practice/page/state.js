// What the page knows: the workspace as the server told it last, who you are, and where you look.

const QUERY = new URLSearchParams(location.search);
const WATCHERS = new Set();

export const store = {
  world: null, // the answer of GET /practice/state
  heard: 0, // when it was told, on the browser's own clock: practice time runs on from there
  me: null, // user id
  at: QUERY.get("at") || "@bot", // "@bot", "@bot/home", or a channel id
  guide: QUERY.get("guide") !== "off",
  invited: QUERY.has("as"), // whoever made the address chose who you are
  moving: false, // the clock is on its way
};

export const watch = (draw) => WATCHERS.add(draw);
export const changed = () => WATCHERS.forEach((draw) => draw());

export const now = () => new Date(Date.parse(store.world.now) + performance.now() - store.heard);
export const users = () => store.world.users;
export const userOf = (id) => users().find((user) => user.id === id || user.name === id);
export const bot = () => users().find((user) => user.is_bot);
export const people = () => users().filter((user) => !user.is_bot && !user.deleted);
export const me = () => userOf(store.me);
export const zone = () => me()?.tz || "UTC";
export const nameOf = (id) => userOf(id)?.real_name || userOf(id)?.name || id;
export const channelOf = (id) => store.world.channels.find((channel) => channel.id === id || channel.name === id);
export const botDm = (user = store.me) =>
  store.world.channels.find((channel) => channel.kind === "im" && channel.user === user);

const mayRead = (channel, user) =>
  channel.kind === "im" ? channel.user === user : !channel.members || channel.members.includes(user);
export const myChannels = () =>
  store.world.channels.filter((channel) => channel.kind !== "im" && !channel.is_archived && mayRead(channel, store.me));

// The conversation on screen; null while the DM with the bot does not exist yet.
export function place() {
  if (store.at.startsWith("@bot")) return botDm() || null;
  return channelOf(store.at) || channelOf(store.at.replace("#", "")) || null;
}
export const inDm = () => store.at.startsWith("@bot");
export const placeName = () => (inDm() ? "@bot" : place()?.id);

// The server's count, except for the conversation on screen: that one is being read.
export function unread(user, channel) {
  if (!channel || (user === store.me && channel === place() && store.at !== "@bot/home")) return 0;
  return userOf(user)?.unread?.[channel.id] || 0;
}
export const unreadOf = (user) => store.world.channels.reduce((sum, channel) => sum + unread(user, channel), 0);

function remember() {
  const query = new URLSearchParams(location.search);
  query.set("as", me().name);
  query.set("at", inDm() ? store.at : `#${place()?.name || ""}`);
  history.replaceState(null, "", `?${query}`);
}

export function become(id, at = store.at) {
  store.me = id;
  go(at);
}

export function go(at) {
  store.at = at;
  if (!at.startsWith("@bot") && !myChannels().some((channel) => channel === place())) store.at = "@bot";
  remember();
  document.body.classList.remove("menu-open");
  changed();
}

export function arrive(world) {
  store.world = world;
  store.heard = performance.now();
  world.users.forEach((user, index) => {
    user.hue = (152 + index * 137.5) % 360; // the golden angle keeps the colours of faces apart
  });
  if (!me() || me().is_bot) {
    const wanted = userOf(QUERY.get("as") || "alice");
    store.me = (wanted && !wanted.is_bot ? wanted : people()[0]).id;
    if (!inDm() && !myChannels().includes(place())) store.at = "@bot";
  }
  changed();
}
