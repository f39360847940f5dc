// Rows of values that were looked at, with the parts in which something holds, on a scale that all rows share:
// 0 is the present value, 1 and -1 are the ends of the range, and each step beyond is ten times as far.

/** Thickness of the bar that was looked at, and of the part that holds, in pixels. */
const LOOKED = 6;
const HELD = 14;

function hasSpans(view) {
  return Boolean(view.rows) && view.rows.some((row) => row.cells);
}

/** Colours of both bars. */
function spanColours() {
  return [variable("--faint"), variable("--plan")];
}

function spanBar(from, to, place, colour, width, opacity) {
  return { type: "line", symbol: "none", silent: true, z: 3, data: [[from, String(place)], [to, String(place)]],
    lineStyle: { color: colour, width, opacity, cap: "butt" } };
}

/** A thin bar of what was looked at in each row, and thick ones where it holds; a point still shows. */
function spanBars(view) {
  const [looked, held] = spanColours();
  const least = 0.008 * spanWidth(view);
  return view.rows.flatMap((row, place) => [
    spanBar(row.values[0], row.values[1], place, looked, LOOKED, 0.35),
    ...row.spans.map(([from, to]) => {
      const more = Math.max(0, least - (to - from)) / 2;
      return spanBar(from - more, to + more, place, held, HELD, 1);
    })]);
}

function spanWidth(view) {
  const ends = view.rows.flatMap((row) => [...row.values, ...row.spans.flat()]);
  return Math.max(...ends) - Math.min(...ends);
}

/** Whole steps: the marks say what is within, and beyond them the ticks how many times as far. */
function spanAxis(view, language) {
  const ends = view.rows.flatMap((row) => [...row.values, ...row.spans.flat()]);
  const told = (value) => (Math.abs(value) < 1.5 ? "" : number(10 ** (Math.abs(value) - 1)) + (language === "zh" ? " 倍" : " ×"));
  return { interval: 1, min: Math.floor(Math.min(...ends, -1.2)), max: Math.ceil(Math.max(...ends, 1.2)),
    axisLabel: { color: variable("--faint"), hideOverlap: true, formatter: told } };
}

function spanEntries(language) {
  const [looked, held] = spanColours();
  return [{ name: say(TEXTS.looked, language), colour: looked }, { name: say(TEXTS.holding, language), colour: held }];
}

/** Head and rows of the numbers: what each row is in words. */
function spansGrid(card) {
  const { view } = card;
  return { heads: [card.say(TEXTS.parameter), ...view.names.map((name) => card.say(name))],
    rows: view.rows.map((row) => [card.say(row.label), ...row.cells.map((cell) => card.say(cell))]) };
}

function spanTip(card, place) {
  const row = card.view.rows[place];
  return tip(card.say(row.label), row.cells.map((cell, column) => ({
    colour: "transparent", name: card.say(card.view.names[column]), value: card.say(cell), range: "" })));
}
