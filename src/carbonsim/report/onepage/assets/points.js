// Charts of points and lines that lie anywhere: two quantities against each other.

/** Values of a trace of points: where they lie along the chart, and their values, in the units of the language. */
function pointsOf(trace, view, state, shown) {
  const factors = [view.axis.unit[state.language][1], view.unit[state.language][1]];
  const [along, values] = shown[trace.key].map((series, place) =>
    series.map((value) => (value === null ? null : value * factors[place])));
  return along.map((one, place) => [one, values[place]]);
}

/** Option of a chart of points; a line is broken where a point is missing. */
function pointsOption(view, state, shown, hidden) {
  const faint = variable("--faint");
  const axis = { type: "value", scale: true, axisLabel: { color: faint, formatter: tick, hideOverlap: true },
    splitLine: { lineStyle: { color: variable("--rule") } }, axisLine: { show: false } };
  const [unit, factor] = view.axis.unit[state.language];
  const [from, to] = (view.axis.ends || [null, null]).map((end) => (end === null ? null : end * factor));
  const option = {
    animation: false,
    textStyle: { fontFamily: FONT, color: variable("--ink") },
    grid: { left: 8, right: 18, top: 16, bottom: 26, containLabel: true },
    xAxis: { ...axis, min: from, max: to, name: axisName(view, state, unit), nameLocation: "middle", nameGap: 28, nameTextStyle: { color: faint } },
    yAxis: axis,
    series: view.traces.filter((trace) => !hidden.has(trace.key)).map((trace) => pointMarks(trace, pointsOf(trace, view, state, shown))),
  };
  const marks = marksAcross(view, state);
  option.series.push({ type: "line", data: [], markLine: { ...marks, data: marks.data.filter((mark) => mark.name) } });
  return option;
}

function axisName(view, state, unit) {
  const name = say(view.axis.name, state.language);
  return unit ? name + (state.language === "zh" ? "，" : ", ") + say(unit, state.language) : name;
}

function pointMarks(trace, data) {
  const colour = colourOf(trace);
  if (trace.role === "points") return { type: "scatter", data, symbolSize: 7, itemStyle: { color: colour, opacity: 0.65 } };
  if (trace.role === "dots") {
    return { type: "scatter", data, symbolSize: 15, z: 5, itemStyle: { color: "transparent", borderColor: colour, borderWidth: 2.5 } };
  }
  const steps = trace.role === "steps";
  return { type: "line", data, symbol: "none", step: steps ? "end" : false, silent: !steps, lineStyle: { color: colour, width: steps ? 2 : 1 },
    itemStyle: { color: colour }, emphasis: { disabled: true } };
}

/** Head and rows of what points say: whose, where along the chart, and its value. */
function pointsGrid(card, asText) {
  const { view, state } = card;
  const figure = (value) => (asText ? number(value) : value);
  const rows = view.traces.flatMap((trace) => pointsOf(trace, view, state, card.shown(view))
    .filter(([along]) => along !== null).map((pair) => [card.say(trace.name), ...pair.map(figure)]));
  const [unit] = view.axis.unit[state.language];
  return { heads: [card.say(TEXTS.series), axisName(view, state, unit), card.subtitle], rows };
}

function pointTip(card, point) {
  const { view, state } = card;
  const trace = view.traces.filter((one) => !card.hidden.has(one.key))[point.seriesIndex];
  const [unit] = view.axis.unit[state.language];
  return tip(trace ? card.say(trace.name) : "", [
    { colour: "transparent", name: axisName(view, state, unit), value: number(point.value[0]), range: "" },
    { colour: "transparent", name: card.subtitle, value: number(point.value[1]), range: "" }]);
}
