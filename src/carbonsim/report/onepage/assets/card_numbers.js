// Numbers of a chart: its table, its download, and the box at the pointer.

/** Head and rows of the chart's numbers, as texts or as they are. */
function numbersOf(card, asText) {
  const { view, state } = card;
  const [unit, factor] = view.unit[state.language];
  const figure = (value) => (asText ? number(value) : value);
  const span = (low, high) => (low === null || high === null ? MISSING : figure(low) + " – " + figure(high));
  if (view.rows) {
    const rows = view.rows.map((row) => {
      const values = row.values.map((value) => (value === null ? null : value * factor));
      const [low, high] = values.length === 3 ? [values[0], values[2]] : [null, null];
      return [card.say(row.label), figure(middleOf(values)), ...(asText ? [span(low, high)] : [low, high])];
    });
    if (view.rows.every((row) => row.values.length < 3)) {
      return { heads: [card.say(unit), card.say(TEXTS.value)], rows: rows.map((row) => row.slice(0, 2)) };
    }
    const ends = asText ? [card.say(TEXTS.range)] : ["p05", "p95"];
    return { heads: [card.say(unit), card.say(TEXTS.median), ...ends], rows };
  }
  const heads = [card.say(TEXTS.year)];
  const columns = [];
  for (const trace of view.traces) {
    const values = valuesOf(trace, view, state, card.shown(view));
    const name = card.say(trace.name) + (asText || !unit ? "" : " [" + unit + "]");
    heads.push(name);
    columns.push(middleOf(values).map(figure));
    if (values.length < 3) continue;
    if (asText) {
      heads.push(card.say(TEXTS.range));
      columns.push(values[0].map((low, place) => span(low, values[2][place])));
    } else {
      heads.push(name + " p05", name + " p95");
      columns.push(values[0], values[2]);
    }
  }
  const years = state.years.slice(state.first, state.last + 1);
  return { heads, rows: years.map((year, place) => [asText ? String(year) : year, ...columns.map((column) => column[place])]) };
}

/** What the box at the pointer tells of a year or a row. */
function tipOf(card, point) {
  const { view, state } = card;
  const [unit] = view.unit[state.language];
  const span = (values) => (values.length === 3 && values[0] !== null
    ? "(" + number(values[0]) + " – " + number(values[2]) + ")" : "");
  if (view.rows) {
    const row = view.rows[Number(point.axisValue)];
    const values = row.values.map((value) => (value === null ? null : value * view.unit[state.language][1]));
    return tip(card.say(row.label), [{ colour: variable("--plan"), name: card.say(unit),
      value: number(middleOf(values)), range: span(values) }]);
  }
  const lines = view.traces.filter((trace) => !card.hidden.has(trace.key)).map((trace) => {
    const values = valuesOf(trace, view, state, card.shown(view)).map((series) => series[point.dataIndex]);
    return { colour: colourOf(trace), name: card.say(trace.name), value: number(middleOf(values)), range: span(values) };
  });
  return tip(point.axisValue + (unit ? " · " + card.say(unit) : ""), lines);
}
