// Marks of rows that lie: bars and dots of one measure or two, and bars to both ends of a tornado.

/** Colours of both measures of a row, or of both ends. */
function rowColours() {
  return [variable("--plan"), variable("--reference")];
}

/** Thickness of bars of two measures, and how far from the middle of their row each lies, in pixels. */
const THIN = 6;
const APART = 7;

/** A bar from low to high or from 0, and a dot at the middle. */
function rowBars(chart, view, factor) {
  if (view.names) return pairedBars(chart, view, factor);
  const [colour] = rowColours();
  const scaled = view.rows.map((row) => scaledBy(row.values, factor));
  const bars = scaled.flatMap((values, place) => {
    if (values.length < 3 && chart.form !== "stems") return [];
    const ends = values.length === 3 ? [values[0], values[2]] : [0, values[0]];
    return [{
      type: "line", symbol: "none", silent: true, data: ends.map((value) => [value, String(place)]),
      lineStyle: { color: colour, width: 7, opacity: 0.35, cap: "round" },
    }];
  });
  return [...bars, dotsOf(scaled, colour, 10, 0)];
}

/** Bars and dots of two measures, the second one below the first. */
function pairedBars(chart, view, factor) {
  return ["values", "beside"].flatMap((measure, number) => {
    const colour = rowColours()[number];
    const scaled = view.rows.map((row) => scaledBy(row[measure] || [], factor));
    const shared = { type: "bar", stack: measure, stackStrategy: "all", barWidth: THIN, barGap: "133%", silent: true };
    const ends = scaled.map((values) => (values.length === 3 ? [values[0], values[2]]
      : chart.form === "stems" && values.length ? [0, values[0]] : [null, null]));
    return [
      { ...shared, data: ends.map(([low]) => low), itemStyle: { color: "transparent" } },
      { ...shared, data: ends.map(([low, high]) => (low === null || high === null ? null : high - low)), itemStyle: { color: colour, opacity: 0.35, borderRadius: 3 } },
      dotsOf(scaled, colour, 8, number ? APART : -APART),
    ];
  });
}

function dotsOf(scaled, colour, size, offset) {
  return { type: "scatter", symbolSize: size, symbolOffset: [0, offset], itemStyle: { color: colour }, z: 4,
    data: scaled.map((values, place) => [values.length ? middleOf(values) : null, String(place)]) };
}

function scaledBy(values, factor) {
  return values.map((value) => (value === null ? null : value * factor));
}

/** Bars from 0 to both ends of each row, the shorter one in front, for both may lie on one side. */
function endBars(view, factor) {
  const ordered = view.rows.map((row) => scaledBy(row.values, factor)
    .map((value, end) => ({ value, itemStyle: { color: rowColours()[end] } }))
    .sort((one, two) => Math.abs(two.value) - Math.abs(one.value)));
  return [0, 1].map((place) => ({ type: "bar", barWidth: 14, barGap: "-100%", silent: true, data: ordered.map((ends) => ends[place]) }));
}

/** Names and colours of both measures or ends of rows, for a legend; nothing where there is one. */
function rowEntries(view, language) {
  if (hasSpans(view)) return spanEntries(language);
  return (view.names || []).map((name, place) => ({ name: say(name, language), colour: rowColours()[place] }));
}

/** What rows say in figures: each its name and its cells, which are [middle, low, high] of each measure or both ends. */
function rowFigures(chart, view, factor) {
  const spread = (values) => (values.length === 3 ? [values[1], values[0], values[2]] : [values.length ? values[0] : null, null, null]);
  return view.rows.map((row) => (chart.form === "tornado" ? scaledBy(row.values, factor).map((value) => [value])
    : [row.values, ...(view.names ? [row.beside || []] : [])].map((values) => spread(scaledBy(values, factor)))));
}

/** Head and rows of what rows say: of one measure or two, with their ranges where there are any, or of both ends. */
function rowsGrid(card, figure, span, asText) {
  const { chart, view, state } = card;
  if (hasSpans(view)) return spansGrid(card);
  const [unit, factor] = view.unit[state.language];
  const { middle, range } = card.measures;
  const ranged = chart.form !== "tornado" && view.rows.some((row) => [row.values, row.beside || []].some((values) => values.length === 3));
  const ends = (name) => (asText ? [card.say(range)] : endsOf(chart).map((end) => (view.names ? name + " " + end : end)));
  const headsOf = (name) => (ranged ? [name, ...ends(name)] : [name]);
  const cells = ([value, ...both]) => [figure(value), ...(!ranged ? [] : asText ? [span(...both)] : both)];
  const rows = rowFigures(chart, view, factor).map((measures, place) => [card.say(view.rows[place].label), ...measures.flatMap(cells)]);
  const names = view.names || [ranged || chart.middle ? middle : TEXTS.value];
  return { heads: [card.say(unit) || card.say(TEXTS.row), ...names.flatMap((name) => headsOf(card.say(name)))], rows };
}

/** What the pointer tells of a row. */
function rowTip(card, place, span) {
  const { chart, view, state } = card;
  if (hasSpans(view)) return spanTip(card, place);
  const [unit, factor] = view.unit[state.language];
  const names = view.names || [unit];
  const lines = rowFigures(chart, view, factor)[place].map(([value, low, high], measure) => ({ colour: rowColours()[measure],
    name: card.say(names[measure]), value: number(value), range: low === undefined ? "" : span([low, value, high]) }));
  return tip(card.say(view.rows[place].label), lines);
}
