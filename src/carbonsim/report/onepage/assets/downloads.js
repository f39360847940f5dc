// Downloads of a chart as CSV, SVG and PNG, made in the page.

function save(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** A cell of a CSV file; a text that a spreadsheet would compute is kept a text. */
function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^(\s*[=+\-@＝＋－＠]|[\t\r])/.test(value) ? "'" + value : value;
  return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}

function csv(rows) {
  return "\ufeff" + rows.map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

/** A chart as a picture of its own: title, unit and legend are in it, and it is light. */
function picture(renderer, option, heading, entries) {
  const room = element("div", { class: "studio", "aria-hidden": "true" });
  document.body.append(room);
  const chart = echarts.init(room, null, { renderer, width: 960, height: 560, devicePixelRatio: 2 });
  const broken = { width: 920, overflow: "break" };
  chart.setOption({
    ...option,
    backgroundColor: "#ffffff",
    title: { text: heading.title, subtext: heading.subtitle, left: 16, top: 10,
      textStyle: { fontFamily: FONT, fontSize: 17, color: "#1c2530", ...broken },
      subtextStyle: { fontFamily: FONT, fontSize: 13, color: "#5b6673", ...broken } },
    grid: { ...option.grid, left: 16, right: 30, top: 100, bottom: entries.length ? 60 : 16 },
    graphic: legendOf(entries),
  });
  const address = renderer === "svg" ? chart.renderToSVGString() : chart.getDataURL({ type: "png" });
  chart.dispose();
  room.remove();
  return address;
}

/** Legend of a picture: squares and names in a row below the chart. */
function legendOf(entries) {
  let left = 20;
  let top = 515;
  return entries.flatMap((entry) => {
    const width = 28 + 13 * [...entry.name].length * (/[^\x00-\x7f]/.test(entry.name) ? 1 : 0.58);
    if (left + width > 940) [left, top] = [20, top + 20];
    const place = left;
    left += width + 12;
    return [
      { type: "rect", shape: { x: place, y: top + 3, width: 12, height: 8 }, style: { fill: entry.colour } },
      { type: "text", x: place + 18, y: top, style: { text: entry.name, font: "13px " + FONT, fill: "#1c2530" } },
    ];
  });
}

function bytesOf(address) {
  const binary = atob(address.split(",")[1]);
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}
