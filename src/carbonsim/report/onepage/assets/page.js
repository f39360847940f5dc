// The page: its state, its switches, and when charts are drawn.

const DATA = JSON.parse(document.getElementById("data").textContent);
const DEFAULT_BOUNDARY = "operational";

const state = { language: DATA.language, page: DATA.pages[0], boundary: DEFAULT_BOUNDARY, settings: [], moved: null };
let shown = {};
let cards = [];
const opened = { set: new Set(["trust", "joint"]), draw: () => cards.forEach((card) => card.plot || card.draw()) };

/** Show a run or a study: its years, boundaries and names, and its own series. */
function choose(page) {
  const there = page.boundaries;
  Object.assign(state, {
    page, years: page.years, first: 0, last: page.years.length - 1, boundaries: there, names: page.names,
    boundary: !there.length || there.includes(state.boundary) ? state.boundary : there[there.length - 1],
    settings: ownSettings(page), moved: null,
  });
  shown = page.series;
  render();
}

/** Values of the series of a view: of the run, or where levers are moved. */
function seriesOf(chart, view) {
  return state.moved && isMoved(chart, view, state.page.levers) ? state.moved.series : shown;
}

/** A lever at another setting, or all as the scenario has them. */
function moveLevers(place, setting) {
  if (place === null) state.settings = ownSettings(state.page);
  else state.settings[place] = setting;
  state.moved = movedTo(state.page, state.settings);
  if (!waitingToMove) waitingToMove = requestAnimationFrame(showMoved);
  if (place === null) {
    showMoved();
    document.getElementById("levers").replaceWith(leverPanel(state, moveLevers));
    document.querySelector("#levers input").focus();
  }
}
let waitingToMove = 0;

/** Show again what levers move: answer, claims and the first charts; the sliders stay as they are. */
function showMoved() {
  cancelAnimationFrame(waitingToMove);
  waitingToMove = 0;
  const open = [...document.querySelectorAll(".claims details.answers")].map((details) => details.open);
  fillParts();
  document.querySelectorAll(".claims details.answers").forEach((details, place) => { details.open = Boolean(open[place]); });
  cards.forEach((card) => card.chart.section === "top" && card.canvas && card.refresh());
}

/** Answer, claims and what the levers tell, as the run has them or as they are moved. */
function fillParts() {
  const { page, language, moved } = state;
  const fill = (id, part) => document.getElementById(id).replaceChildren(...[part].filter((one) => one !== ""));
  fill("answer", moved ? movedAnswer(state) : answerPart(page, language));
  fill("claims", claimPart(page, language, (claim) => (moved ? movedClaim(page.levers, claim, moved.points, language) : claimItem(claim, language))));
  const panel = document.getElementById("levers");
  if (!panel) return;
  panel.classList.toggle("away", Boolean(moved));
  document.getElementById("levers-note").replaceChildren(...leverNotes(state));
  document.getElementById("levers-reset").disabled = !moved;
}

/** Draw all charts from other values of their series: key to [middle], or [low, middle, high]. */
function showSeries(series) {
  shown = series;
  redraw();
}

function render() {
  const { page, language } = state;
  cards.forEach((card) => card.dispose());
  document.documentElement.lang = LANGUAGE_TAGS[language];
  document.title = say(page.title, language) || page.name;
  const made = Object.fromEntries(page.charts.map((chart) => [chart.id, new Card(chart, state, (view) => seriesOf(chart, view))]));
  cards = Object.values(made);
  const charts = (id) => cards.filter((card) => card.chart.section === id).map((card) => card.build());
  const grid = (id) => { const found = charts(id); return found.length ? element("div", { class: "grid" }, found) : ""; };
  const first = grid("top");
  document.getElementById("page").replaceChildren(...[
    bar(), runPart(DATA.pages, page, language, choose), head(), element("div", { id: "answer", role: "status" }), leverPanel(state, moveLevers), warningPart(page, language), element("div", { id: "claims" }),
    first === "" ? "" : element("section", { class: "findings" }, element("h2", {}, say(TEXTS.findings, language)),
      controls(), first, element("p", { class: "note screen" }, say(TEXTS.zoom, language))),
    ...sectionsOf(page).map((one) => section(one, language, () => [grid(one.id), ...contents(one, language)], opened)),
    element("footer", { class: "faint" }, say(TEXTS.made, language)),
  ].filter((part) => part !== ""));
  fillParts();
  for (const id of opened.set) unfold(id, true);
  opened.draw();
}

function unfold(id, open) {
  const found = document.getElementById(id);
  if (found) found.open = open;
}

function bar() {
  const { language } = state;
  const button = (id, text, onclick) => element("button", { type: "button", id, onclick }, text);
  return element("nav", { class: "bar" },
    element("span", { class: "gap" }),
    button("language", say(TEXTS.language, language), () => {
      state.language = language === "en" ? "zh" : "en";
      render();
      document.getElementById("language").focus();
    }),
    button("theme", say(isDark() ? TEXTS.light : TEXTS.dark, language), () => {
      document.documentElement.dataset.theme = isDark() ? "light" : "dark";
      render();
      document.getElementById("theme").focus();
    }),
    button("print", say(TEXTS.print, language), () => window.print()));
}

function head() {
  const { page, language } = state;
  return element("header", {}, element("h1", {}, say(page.title, language) || page.name),
    element("dl", { class: "about" }, page.about.map(([what, value]) =>
      element("div", {}, element("dt", {}, say(what, language)), element("dd", {}, say(value, language))))));
}

/** Switches that all charts follow: boundary and years. */
function controls() {
  const { language, boundaries, years } = state;
  if (!years.length) return "";
  const year = (label, chosen, onchange) => choice(say(label, language), years.map((one) => [String(one), String(one)]),
    String(years[chosen]), (value) => { onchange(years.indexOf(Number(value))); follow(); });
  const row = element("div", { class: "controls" },
    boundaries.length > 1 ? choice(say(TEXTS.boundary, language), boundaries.map((key) => [key, say(state.names[key], language)]),
      state.boundary, (value) => {
        state.boundary = value;
        cards.forEach((card) => { if (boundaries.includes(card.view.boundary)) card.boundary = null; });
        follow();
      }) : "",
    year(TEXTS.from, state.first, (place) => { state.first = Math.min(place, state.last - 1 < 0 ? 0 : state.last); }),
    year(TEXTS.to, state.last, (place) => { state.last = Math.max(place, state.first); }));
  row.id = "controls";
  return row;
}

function follow() {
  const focus = [...document.querySelectorAll("#controls select")].indexOf(document.activeElement);
  document.getElementById("controls").replaceWith(controls());
  if (focus >= 0) document.querySelectorAll("#controls select")[focus].focus();
  if (state.moved) fillParts();
  showSeries(shown);
}

/** Build and draw again what stands on the page. */
function redraw() {
  cards.forEach((card) => card.canvas && card.refresh());
}

let before = null;
window.addEventListener("beforeprint", () => {
  const folded = [...document.querySelectorAll(".claims details:not([open]), .levers details:not([open])")];
  before = { set: [...opened.set], folded, theme: document.documentElement.dataset.theme };
  document.documentElement.dataset.theme = "light";
  document.documentElement.classList.add("printing");
  for (const one of sectionsOf(state.page)) if (!one.long) unfold(one.id, true);
  before.folded.forEach((details) => { details.open = true; });
  document.querySelectorAll("details.section[open]").forEach((details) => details.dispatchEvent(new Event("toggle")));
  redraw();
});
window.addEventListener("afterprint", () => {
  document.documentElement.classList.remove("printing");
  if (before.theme) document.documentElement.dataset.theme = before.theme;
  else delete document.documentElement.dataset.theme;
  for (const one of sectionsOf(state.page)) unfold(one.id, before.set.includes(one.id));
  before.folded.forEach((details) => { details.open = false; });
  redraw();
});
let waiting = 0;
window.addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(redraw, 120);
});
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);

choose(DATA.pages[0]);
