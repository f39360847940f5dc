// Options of ECharts for a view: lines with bands, areas, bars, and rows that lie.

const FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** What lies along a chart: its name and labels, of its own steps or of the years chosen for the page. */
function axisOf(view, state) {
  if (view.axis) return { ...view.axis, first: 0, last: view.axis.labels.length - 1 };
  const { years, first, last } = state;
  return { name: TEXTS.year, labels: years.slice(first, last + 1).map(String), first, last };
}

/** Values of a trace in the unit of the page's language: [middle], or [low, middle, high], along its axis. */
function valuesOf(trace, view, state, shown) {
  const [, factor] = view.unit[state.language];
  const { first, last } = axisOf(view, state);
  return shown[trace.key].map((series) => series
    .slice(first, last + 1)
    .map((value) => (value === null ? null : value * factor)));
}

/** Middle of a trace. */
function middleOf(values) {
  return values.length === 3 ? values[1] : values[0];
}

/** Years that an axis names: the first, and round ones that have room for their label. */
function yearLabels(years, width) {
  const step = [1, 2, 5, 10, 20, 50].find((one) => (years[years.length - 1] - years[0]) / one <= width / 60) || 50;
  return (place) => years[place] % step === 0 || (place === 0 && years[0] % step < step / 2 && years[0] % step !== step - 1);
}

/** Every so many labels of an axis of its own as have room; hours come in whole divisors of a day. */
function stepLabels(labels, width) {
  const step = [1, 2, 4, 8, 16, 24, 48].find((one) => labels.length / one <= width / 60) || 96;
  return (place) => place % step === 0;
}

function baseOption(view, state, width) {
  const { labels } = axisOf(view, state);
  const faint = variable("--faint");
  return {
    animation: false,
    textStyle: { fontFamily: FONT, color: variable("--ink") },
    grid: { left: 8, right: 18, top: 16, bottom: 8, containLabel: true },
    xAxis: {
      type: "category",
      data: labels,
      axisLine: { lineStyle: { color: faint }, onZero: false },
      axisTick: { show: false },
      axisLabel: { color: faint, interval: view.axis ? stepLabels(labels, width) : yearLabels(labels.map(Number), width) },
    },
    yAxis: {
      type: "value",
      // what is below 0 by less than the eye sees takes no room
      min: (range) => (range.min < 0 && range.min >= -0.01 * range.max ? 0 : null),
      axisLabel: { color: faint, formatter: tick },
      splitLine: { lineStyle: { color: variable("--rule") } },
    },
    series: [],
  };
}

/** Option of a chart in form of lines, areas or bars. */
function timeOption(chart, view, state, shown, hidden, width) {
  const option = baseOption(view, state, width);
  option.xAxis.boundaryGap = chart.form === "bars";
  for (const trace of view.traces) {
    if (hidden.has(trace.key)) continue;
    const values = valuesOf(trace, view, state, shown);
    const colour = colourOf(trace);
    if (trace.role === "part" && chart.form !== "lines") option.series.push(partOf(chart, trace, values, colour));
    else option.series.push(...lineOf(trace, values, colour));
  }
  option.series.push({ type: "line", data: [], markLine: marksAcross(view, state) });
  return option;
}

/** Lines across a chart: 0, and the marks of its view with their names. */
function marksAcross(view, state) {
  const [, factor] = view.unit[state.language];
  const faint = variable("--faint");
  return {
    silent: true, symbol: "none", animation: false, lineStyle: { color: variable("--ink"), type: "dashed", width: 1.2 },
    label: { color: variable("--ink"), backgroundColor: variable("--paper"), padding: [1, 4], position: "insideStartTop",
      formatter: (mark) => mark.name },
    data: [...(view.marks || []).map((mark) => ({ name: say(mark.label, state.language), yAxis: mark.values[0] * factor })),
      { name: "", yAxis: 0, label: { show: false }, lineStyle: { type: "solid", color: faint, width: 1 } }],
  };
}

function partOf(chart, trace, values, colour) {
  const shared = { stack: "parts", data: values[0], itemStyle: { color: colour }, emphasis: { disabled: true } };
  if (chart.form === "bars") return { type: "bar", barCategoryGap: "15%", ...shared };
  return { type: "line", symbol: "none", lineStyle: { width: 0 }, areaStyle: { color: colour, opacity: 0.9 }, ...shared };
}

/** Size of the circles of a line, by its role; and roles of dashed lines. */
const MARKED = { net: 4, history: 5, dots: 9 };
const DASHED = ["reference", "rival"];

/** A line and, below it, its band: two series stacked on each other, of which the lower is not seen. */
function lineOf(trace, values, colour) {
  const line = {
    type: "line", data: middleOf(values), symbol: MARKED[trace.role] ? "circle" : "none", symbolSize: MARKED[trace.role] || 4, z: 4,
    lineStyle: { color: colour, width: trace.role === "dots" ? 0 : 2.5, type: DASHED.includes(trace.role) ? "dashed" : "solid" },
    itemStyle: { color: colour }, emphasis: { disabled: true },
  };
  if (values.length < 3 || trace.band === false) return [line];
  const [low, , high] = values;
  const helper = {
    type: "line", symbol: "none", stack: "band " + trace.key, stackStrategy: "all", silent: true, z: 2,
    lineStyle: { width: 0 }, itemStyle: { color: colour }, emphasis: { disabled: true },
  };
  const width = high.map((value, place) => (value === null || low[place] === null ? null : value - low[place]));
  return [
    { ...helper, data: low },
    { ...helper, data: width, areaStyle: { color: colour, opacity: 0.18 } },
    line,
  ];
}

/** Height of a drawing: on paper three stand on a page, those of points taller. */
function heightOf(view, width, language) {
  if (view.rows) return 70 + Math.max(isPrinting() ? 26 : 38, labelHeight(view, width, language)) * view.rows.length;
  const points = Boolean(view.axis && view.axis.unit);
  if (isPrinting()) return points ? 260 : 175;
  return Math.max(points ? 300 : 240, Math.min(360, width * 0.55));
}

/** Part of a chart's width that labels of rows have, and the height of a line of them. */
const LABEL_SHARE = 0.42;
const LINE_HEIGHT = 14;

/** Height that the longest label of rows takes, by the width of its letters. */
function labelHeight(view, width, language) {
  const long = (text) => [...text].reduce((sum, sign) => sum + (sign > "\u2e80" ? 12 : 6.6), 0);
  const lines = Math.max(...view.rows.map((row) => Math.ceil((1.1 * long(say(row.label, language))) / (width * LABEL_SHARE))));
  return LINE_HEIGHT * lines + 8;
}

/** Option of a chart of rows: a bar from low to high or from 0, a dot at the middle, marks across all rows. */
function rowsOption(chart, view, state, width) {
  const [, factor] = view.unit[state.language];
  const option = baseOption(view, state, width);
  const faint = variable("--faint");
  const marks = (view.marks || []).map((mark) => mark.values[0] * factor);
  const labels = view.rows.map((row, place) => String(place));
  option.grid.top = view.marks ? 30 : 10;
  option.yAxis = {
    type: "category", inverse: true, data: labels, axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: {
      color: variable("--ink"), interval: 0, width: Math.round(width * LABEL_SHARE), overflow: "break", lineHeight: LINE_HEIGHT,
      fontSize: 12, formatter: (place) => say(view.rows[Number(place)].label, state.language),
    },
  };
  option.xAxis = {
    type: "value",
    // a little room behind the last mark, so that its label is whole
    max: (range) => (Math.max(...marks, -Infinity) >= range.max ? 1.2 * Math.max(...marks) : null),
    min: (range) => (Math.min(...marks, Infinity) <= range.min ? 1.1 * Math.min(...marks, 0) : null),
    axisLabel: { color: faint, formatter: tick, hideOverlap: true },
    splitLine: { lineStyle: { color: variable("--rule") } },
  };
  if (chart.form === "spans") option.xAxis = { ...option.xAxis, ...spanAxis(view, state.language) };
  option.series.push(...(chart.form === "spans" ? spanBars(view) : chart.form === "tornado" ? endBars(view, factor) : rowBars(chart, view, factor)));
  option.series.push({
    type: "scatter", data: [],
    markLine: {
      silent: true, symbol: "none", animation: false,
      lineStyle: { color: variable("--ink"), type: "dashed", width: 1.2 },
      label: { color: faint, position: "start", formatter: (mark) => mark.name },
      data: [...(view.marks || []).map((mark, place) => ({ name: say(mark.label, state.language), xAxis: marks[place] })),
        { name: "", xAxis: 0, lineStyle: { type: "solid", color: faint, width: 1 } }],
    },
  });
  return option;
}

/** What stands in the box at the pointer: a table made of text alone. */
function tip(title, lines) {
  return element("div", { class: "tip" }, element("strong", {}, title),
    element("table", {}, lines.map((line) => element("tr", {},
      element("td", {}, swatch(line.colour)), element("td", {}, line.name),
      element("td", { class: "number" }, line.value), element("td", { class: "number faint" }, line.range)))));
}

function swatch(colour) {
  const made = element("span", { class: "swatch", "aria-hidden": "true" });
  made.style.background = colour;
  return made;
}
