// Numbers of a chart: its table, its download, and the box at the pointer.

/** Head and rows of the chart's numbers, as texts or as they are. */
function numbersOf(card, asText) {
  const { chart, view, state } = card;
  const [unit] = view.unit[state.language];
  const figure = (value) => (asText ? number(value) : value);
  const span = (low, high) => (low === null || high === null ? MISSING : figure(low) + " – " + figure(high));
  if (view.rows) return rowsGrid(card, figure, span, asText);
  if (chart.form === "points") return pointsGrid(card, asText);
  const heads = [card.say(axisOf(view, state).name)];
  const columns = [];
  for (const trace of view.traces) {
    const values = valuesOf(trace, view, state, card.shown(view));
    const name = card.say(trace.name) + (asText || !unit ? "" : " [" + unit + "]");
    heads.push(name);
    columns.push(middleOf(values).map(figure));
    if (values.length < 3) continue;
    if (asText) {
      heads.push(card.say(card.measures.range));
      columns.push(values[0].map((low, place) => span(low, values[2][place])));
    } else {
      heads.push(...endsOf(chart).map((end) => name + " " + end));
      columns.push(values[0], values[2]);
    }
  }
  const { labels } = axisOf(view, state);
  return { heads, rows: labels.map((label, place) => [label, ...columns.map((column) => column[place])]) };
}

/** Names of the ends of a range in a download. */
function endsOf(chart) {
  return chart.band ? ["low", "high"] : ["p05", "p95"];
}

/** What the box at the pointer tells of a year, a step or a row. */
function tipOf(card, point) {
  const { view, state } = card;
  const [unit] = view.unit[state.language];
  const span = (values) => (values.length === 3 && values[0] !== null
    ? "(" + number(values[0]) + " – " + number(values[2]) + ")" : "");
  if (view.rows) return rowTip(card, Number(point.axisValue), span);
  const lines = view.traces.filter((trace) => !card.hidden.has(trace.key)).map((trace) => {
    const values = valuesOf(trace, view, state, card.shown(view)).map((series) => series[point.dataIndex]);
    return { colour: colourOf(trace), name: card.say(trace.name), value: number(middleOf(values)), range: span(values) };
  });
  return tip(point.axisValue + (unit ? " · " + card.say(unit) : ""), lines);
}
