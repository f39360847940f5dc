// "What if": levers that move the answer, the claims and the first charts, by the grid of runs in the page.

const LEVER_TEXTS = {
  head: { en: "What if", zh: "如果……" },
  reset: { en: "As the scenario is", zh: "恢复原情景" },
  shares: {
    en: "{levers}: at 0 % as the scenario is, at 100 % as told.",
    zh: "{levers}：0% 为原情景，100% 为所述情形。",
  },
  still: { en: "Nothing is moved: all numbers are those of the run.", zh: "尚未调整：所有数值均为本次运行结果。" },
  moved: {
    en: "Moved: answer, claims and charts here show medians and 5th to 95th percentiles of {draws} paired draws at each of"
      + " {points} points, and straight lines between. What a lever moves has no range then, so the first step may shift"
      + " numbers a little. All sections further down are of the run as it stands.",
    zh: "已调整：结论、宣传口径与此处各图为 {points} 个网格点上各 {draws} 次配对抽样的中位数及第 5 至 95 百分位，点间线性插值。"
      + "被调整的参数不再有区间，故刚离开原情景时数值可能略有跳动。下方各部分仍为原运行结果。",
  },
  central: {
    en: "Moved: answer, claims and charts here show deterministic runs (central values) at {points} points, and straight"
      + " lines between. All sections further down are of the run as it stands.",
    zh: "已调整：结论、宣传口径与此处各图为 {points} 个网格点上的确定性运行（中心值），点间线性插值。下方各部分仍为原运行结果。",
  },
  error: {
    en: "Straight lines were off by up to {error} of how far the levers move the effect (medians{band}), measured at {held}"
      + " points between.",
    zh: "在 {held} 个点间位置实测，插值误差至多为杠杆所致效果变化幅度的 {error}（中位数{band}）。",
  },
  band: { en: "; {band} for the ends of the band", zh: "；区间端点 {band}" },
  withLevers: { en: "{title}, with levers moved", zh: "{title}（调整后）" },
  withoutLevers: { en: "{title}, as in the run (levers not applied)", zh: "{title}（原运行结果，未应用调整）" },
  cuts: {
    en: "With levers moved, the plan cuts {what} by {amount} in {year}{band}.",
    zh: "调整后，本情景使{what}在 {year} 年减少 {amount}{band}。",
  },
  raises: {
    en: "With levers moved, the plan raises {what} by {amount} in {year}{band}.",
    zh: "调整后，本情景使{what}在 {year} 年增加 {amount}{band}。",
  },
  lower: {
    en: "With levers moved, {what} is lower by {amount} in {year}{band}.",
    zh: "调整后，{what}在 {year} 年低 {amount}{band}。",
  },
  higher: {
    en: "With levers moved, {what} is higher by {amount} in {year}{band}.",
    zh: "调整后，{what}在 {year} 年高 {amount}{band}。",
  },
  undecided: {
    en: "Undecided with levers moved: the plan changes {what} by {amount} in {year}{band}.",
    zh: "调整后无法定论：本情景使{what}在 {year} 年变化 {amount}{band}。",
  },
  unchanged: {
    en: "With levers moved, the plan leaves {what} unchanged in {year}.",
    zh: "调整后，本情景不改变 {year} 年的{what}。",
  },
  level: {
    en: "With levers moved, {what} is {amount} in {year}{band}.",
    zh: "调整后，{year} 年的{what}为 {amount}{band}。",
  },
  unknown: { en: "With levers moved, there is no such figure for {year}.", zh: "调整后，{year} 年没有此数值。" },
  range: { en: " ({low} to {high})", zh: "（{low} 至 {high}）" },
  alone: { en: " (central values, no range)", zh: "（中心值，无区间）" },
};
/** Years that the answer speaks of, the first that a run has; else its last. */
const ANSWER_YEARS = [2030, 2035];
/** Share of a slider's length within which it falls into the scenario's own setting. */
const CATCH = 0.005;

/** A text with its gaps filled. */
function filled(text, language, values) {
  return say(text, language).replace(/\{(\w+)\}/g, (_, key) => say(String(values[key]), language));
}

/** Whether levers move a chart: one of the first, of whose series the grid has some. */
function isMoved(chart, grid) {
  return chart.section === "top" && keysOf(chart).some((key) => key in grid.series);
}

function keysOf(chart) {
  return chart.views.flatMap((view) => (view.traces || []).map((trace) => trace.key));
}

/** Settings of the levers as the scenario is. */
function ownSettings(page) {
  return page.levers ? page.levers.levers.map((lever) => lever.base) : [];
}

/** What the page shows at these settings, by key of the series; null where the scenario is as it is. */
function movedTo(page, settings) {
  const grid = page.levers;
  if (!grid || grid.levers.every((lever, place) => settings[place] === lever.base)) return null;
  const points = around(grid.levers, settings);
  const series = {};
  for (const key of page.charts.filter((chart) => isMoved(chart, grid)).flatMap(keysOf)) {
    if (!(key in grid.series)) series[key] = page.series[key].map((values) => values.map(() => null));
    else if (!(key in series)) series[key] = quantilesAt(grid, grid.series[key], points);
    if (grid.draws < 2 && series[key].length === QUANTILES) series[key] = [middleOf(series[key])];
  }
  return { series, points };
}

/** Title of a chart that is true of what it shows. */
function titleOf(chart, state) {
  if (!state.moved || chart.section !== "top") return chart.title;
  const text = isMoved(chart, state.page.levers) ? LEVER_TEXTS.withLevers : LEVER_TEXTS.withoutLevers;
  const title = chart.shows || chart.title;
  return { en: filled(text, "en", { title: title.en }), zh: filled(text, "zh", { title: title.zh }) };
}

/** The answer with the levers moved: the change in a year at the boundary chosen, or the level without a reference. */
function movedAnswer(state) {
  const { page, language } = state;
  const year = ANSWER_YEARS.find((one) => page.years.includes(one)) || page.years[page.years.length - 1];
  const chart = page.charts.find((one) => one.id === "difference") || page.charts.find((one) => one.id === "emissions");
  if (!chart || !isMoved(chart, page.levers)) return "";
  const view = viewAt(chart, chart.views[0].subject.en, state.boundary, state.boundaries);
  const { key } = view.traces[0];
  const values = state.moved.series[key].map((series) => series[page.years.indexOf(year)]);
  const [unit, factor] = view.unit[language];
  const { way, amount, low, high } = changeOf(values, chart.id === "difference", page.levers.series[key].scale);
  const figure = (value) => (way === "undecided" && value > 0 ? "+" : "") + number(value * factor);
  const band = values.length < QUANTILES ? say(LEVER_TEXTS.alone, language)
    : filled(LEVER_TEXTS.range, language, { low: figure(low), high: figure(high) });
  const what = say(page.levers.subjects[key], language);
  return element("section", { class: "answer", "aria-label": say(TEXTS.answer, language) },
    element("p", {}, filled(LEVER_TEXTS[way], language, { what, year, band, amount: figure(amount) + " " + unit })));
}

/** Direction of a change with its amount and band: a verb of doing only where both ends of a band have one sign. */
function changeOf(values, isReduction, step) {
  const middle = middleOf(values);
  const [low, high] = values.length === QUANTILES ? [values[0], values[2]] : [middle, middle];
  if ([low, middle, high].includes(null)) return { way: "unknown", amount: null, low: null, high: null };
  if (!isReduction) return { way: "level", amount: middle, low, high };
  const turned = { amount: -middle, low: -high, high: -low };
  const signs = [low, middle, high].map((value) => (Math.abs(value) <= step ? 0 : Math.sign(value)));
  if (signs.every((sign) => sign === 0)) return { way: "unchanged", amount: 0, low: 0, high: 0 };
  if (signs[0] !== signs[2]) return { way: "undecided", ...turned };
  const [less, more] = values.length === QUANTILES ? ["cuts", "raises"] : ["lower", "higher"];
  return signs[0] > 0 ? { way: less, amount: middle, low, high } : { way: more, ...turned };
}

/** Sliders, what they show, and how well it holds. */
function leverPanel(state, onmove) {
  const { page, language } = state;
  const grid = page.levers;
  if (!grid) return "";
  const sliders = grid.levers.map((lever, place) => slider(say(lever.title, language), lever.low, lever.high, state.settings[place],
    (at) => shownSetting(lever, caught(lever, at), language), (at) => onmove(place, caught(lever, at)), (at) => onmove(place, caught(lever, at))));
  const shares = grid.levers.filter((lever) => !lever.in_unit).map((lever) => "“" + say(lever.title, language) + "”");
  const told = shares.length ? filled(LEVER_TEXTS.shares, language, { levers: shares.join(language === "zh" ? "、" : ", ") }) : "";
  return element("section", { id: "levers", class: state.moved ? "levers away" : "levers", "aria-label": say(LEVER_TEXTS.head, language) },
    element("h3", {}, say(LEVER_TEXTS.head, language)), sliders, told ? element("p", { class: "note" }, told) : "",
    element("p", { class: "note", id: "levers-note" }, leverNote(state)),
    element("button", { type: "button", id: "levers-reset", disabled: !state.moved, onclick: () => onmove(null) }, say(LEVER_TEXTS.reset, language)));
}

/** A setting, or the scenario's own where it is that near. */
function caught(lever, at) {
  return Math.abs(at - lever.base) <= CATCH * (lever.high - lever.low) ? lever.base : at;
}

function leverNote(state) {
  const { language } = state;
  const grid = state.page.levers;
  const points = grid.points.reduce((product, steps) => product * steps, 1);
  const shown = !state.moved ? LEVER_TEXTS.still : grid.draws < 2 ? LEVER_TEXTS.central : LEVER_TEXTS.moved;
  const percent = (share) => number(100 * share) + " %";
  const { largest, band, points: held, variable: worst } = grid.error;
  const ends = grid.draws < 2 ? "" : filled(LEVER_TEXTS.band, language, { band: percent(band) });
  const error = worst ? filled(LEVER_TEXTS.error, language, { error: percent(largest), band: ends, held }) : "";
  return [filled(shown, language, { draws: grid.draws, points }), error].filter(Boolean).join(" ");
}
