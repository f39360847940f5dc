// "What if": levers that move the answer, the claims and the first charts, by the grid of runs in the page.

const LEVER_TEXTS = {
  head: { en: "What if", zh: "如果……" },
  reset: { en: "As the scenario is", zh: "恢复原情景" },
  shares: {
    en: "{levers}: at 0 % as the scenario is, at 100 % as told.",
    zh: "{levers}：0 % 为原情景，100 % 为所述情形。",
  },
  still: { en: "Nothing is moved: all numbers are those of the run.", zh: "尚未调整：所有数值均为本次运行结果。" },
  moved: {
    en: "Moved: {draws} paired draws at each of {points} points, and straight lines between{error}.",
    zh: "已调整：{points} 个网格点上各 {draws} 次配对抽样，点间线性插值{error}。",
  },
  central: {
    en: "Moved: deterministic runs (central values) at {points} points, and straight lines between{error}.",
    zh: "已调整：{points} 个网格点上的确定性运行（中心值），点间线性插值{error}。",
  },
  off: { en: ", off by up to {error} of what levers change", zh: "（误差至多为杠杆所致变化的 {error}）" },
  shown: {
    en: "Answer, claims and charts here show medians and 5th to 95th percentiles. What a lever moves has no range then, so"
      + " the first step may shift numbers a little. Warnings and all sections further down are of the run as it stands.",
    zh: "结论、宣传口径与此处各图为中位数及第 5 至 95 百分位。被调整的参数不再有区间，故刚离开原情景时数值可能略有跳动。"
      + "警示与下方各部分仍为原运行结果。",
  },
  alone: {
    en: "Answer, claims and charts here show values of single runs. Warnings and all sections further down are of the run"
      + " as it stands.",
    zh: "结论、宣传口径与此处各图为单次运行的数值。警示与下方各部分仍为原运行结果。",
  },
  error: {
    en: "Straight lines were off by up to {error} of how far the levers move the effect (medians{band}), measured at {held}"
      + " points between.",
    zh: "在 {held} 个点间位置实测，插值误差至多为杠杆所致效果变化幅度的 {error}（中位数{band}）。",
  },
  band: { en: "; {band} for the ends of the band", zh: "；区间端点 {band}" },
  noRoom: {
    en: "Its numbers with levers moved are left out, so that the page stays small.",
    zh: "为控制页面大小，未存入其调整后的数值。",
  },
  withLevers: { en: "{title}, with levers moved", zh: "{title}（调整后）" },
  withoutLevers: { en: "{title}, as in the run (levers not applied)", zh: "{title}（原运行结果，未应用调整）" },
};
/** Share of a slider's length within which it falls into the scenario's own setting. */
const CATCH = 0.005;

/** A text with its gaps filled. */
function filled(text, language, values) {
  const fill = (value) => say(typeof value === "object" ? value : String(value), language);
  return say(text, language).replace(/\{(\w+)\}/g, (_, key) => fill(values[key]));
}

/** Whether levers move a view of one of the first charts: the grid has all that it shows. */
function isMoved(chart, view, grid) {
  if (chart.section !== "top") return false;
  if (view.rows) return chart.id === CLAIM_CHART && grid.claims.answers.length > 0;
  return view.traces.every((trace) => trace.key in grid.series);
}

/** Settings of the levers as the scenario is. */
function ownSettings(page) {
  return page.levers ? page.levers.levers.map((lever) => lever.base) : [];
}

/** What the page shows at these settings: series by key, and points of the grid; null where the scenario is as it is. */
function movedTo(page, settings) {
  const grid = page.levers;
  if (!grid || grid.levers.every((lever, place) => settings[place] === lever.base)) return null;
  const points = around(grid.levers, settings);
  const series = {};
  for (const [key, packed] of Object.entries(grid.series)) {
    const found = seriesAt(grid, packed, points, page.years.length);
    series[key] = grid.draws < 2 ? [middleOf(found)] : found;
  }
  return { series, points };
}

/** A view with the levers moved: of claims the rows that can be judged then, of parts what they are. */
function movedView(chart, view, state) {
  const grid = state.page.levers;
  if (!state.moved || !isMoved(chart, view, grid)) return view;
  if (view.rows) return { ...view, subject: grid.claims.chart.subject, rows: movedRows(grid, state.moved.points) };
  const hasParts = view.traces.some((trace) => trace.role === "part");
  return hasParts ? { ...view, note: grid.draws > 1 ? grid.parts : "" } : view;
}

/** Title of a view that is true of what it shows. */
function titleOf(chart, view, state) {
  if (!state.moved || chart.section !== "top") return chart.title;
  const text = isMoved(chart, view, state.page.levers) ? LEVER_TEXTS.withLevers : LEVER_TEXTS.withoutLevers;
  const title = chart.shows || chart.title;
  return { en: filled(text, "en", { title: title.en }), zh: filled(text, "zh", { title: title.zh }) };
}

/** Why levers do not move a view, where the page had no room for it. */
function noRoom(view, state) {
  const missing = state.moved && (view.traces || []).some((trace) => state.page.levers.left_out.includes(trace.key));
  return missing ? LEVER_TEXTS.noRoom : "";
}

/** Sliders, what they show, and how well it holds. */
function leverPanel(state, onmove) {
  const { page, language } = state;
  const grid = page.levers;
  if (!grid) return "";
  const sliders = grid.levers.map((lever, place) => {
    const move = (at) => onmove(place, caught(lever, at));
    const told = (at) => shownSetting(lever, caught(lever, at), language);
    return slider(say(lever.title, language), lever.low, lever.high, state.settings[place], told, move, move);
  });
  const reset = element("button", { type: "button", id: "levers-reset", disabled: !state.moved, onclick: () => onmove(null) },
    say(LEVER_TEXTS.reset, language));
  return element("section", { id: "levers", class: state.moved ? "levers away" : "levers", "aria-label": say(LEVER_TEXTS.head, language) },
    element("div", { class: "bar" }, element("h3", {}, say(LEVER_TEXTS.head, language)), element("span", { class: "gap" }), reset),
    sliders, element("details", { class: "note", id: "levers-note" }, leverNotes(state)));
}

/** A setting, or the scenario's own where it is that near. */
function caught(lever, at) {
  return Math.abs(at - lever.base) <= CATCH * (lever.high - lever.low) ? lever.base : at;
}

/** What the sliders show in a line, and below it what that means. */
function leverNotes(state) {
  const { language } = state;
  const grid = state.page.levers;
  const points = grid.points.reduce((product, steps) => product * steps, 1);
  const percentage = (share) => number(100 * share) + " %";
  const { largest, band, points: held, variable: worst } = grid.error;
  const fill = (text, values) => filled(text, language, values);
  const off = worst ? fill(LEVER_TEXTS.off, { error: percentage(largest) }) : "";
  const line = state.moved ? fill(grid.draws < 2 ? LEVER_TEXTS.central : LEVER_TEXTS.moved, { draws: grid.draws, points, error: off })
    : say(LEVER_TEXTS.still, language);
  const ends = grid.draws < 2 ? "" : fill(LEVER_TEXTS.band, { band: percentage(band) });
  const shares = grid.levers.filter((lever) => !lever.in_unit).map((lever) => "“" + say(lever.title, language) + "”");
  const more = [
    shares.length ? fill(LEVER_TEXTS.shares, { levers: shares.join(language === "zh" ? "、" : ", ") }) : "",
    say(grid.draws < 2 ? LEVER_TEXTS.alone : LEVER_TEXTS.shown, language),
    worst ? fill(LEVER_TEXTS.error, { error: percentage(largest), band: ends, held }) : "",
  ];
  return [element("summary", {}, line), element("p", {}, more.filter(Boolean).join(language === "zh" ? "" : " "))];
}
