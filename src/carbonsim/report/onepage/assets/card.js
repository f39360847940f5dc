// A chart with its title, switches, legend, table and downloads.

/** Roles whose name a legend tells even of a line that stands alone: whose it is, is not told elsewhere. */
const NAMED = ["scenario", "reference"];
/** A chart of more rows than this has the whole width. */
const MOST_ROWS_BESIDE = 6;

/** The view of a subject at a boundary, or at the nearest narrower one. */
function viewAt(chart, subject, wanted, order) {
  const views = chart.views.filter((view) => view.subject.en === subject);
  const exact = views.find((view) => view.boundary === wanted);
  if (exact) return exact;
  const narrower = views.filter((view) => order.includes(view.boundary)
    && order.indexOf(view.boundary) < order.indexOf(wanted));
  return narrower[narrower.length - 1] || views[0];
}

/** The card of a chart. `state` is the page's, `shown(view)` gives the values of series by key. */
class Card {
  constructor(chart, state, shown) {
    this.chart = chart;
    this.state = state;
    this.shown = shown;
    this.subject = chart.views[0].subject.en;
    this.boundary = null;
    this.hidden = new Set();
    this.plot = null;
    const long = Math.max(...chart.views.map((view) => (view.rows || []).length)) > MOST_ROWS_BESIDE;
    this.box = element("figure", { class: long ? "card wide" : "card", "data-chart": chart.id });
  }

  get subjects() {
    return [...new Map(this.chart.views.map((view) => [view.subject.en, view.subject])).entries()];
  }

  /** The view of the chosen subject at the boundary chosen here, or for the page. */
  get view() {
    const view = viewAt(this.chart, this.subject, this.boundary || this.state.boundary, this.state.boundaries);
    return movedView(this.chart, view, this.state);
  }

  /** Its title, true of what it shows. */
  get title() {
    return this.say(titleOf(this.chart, this.view, this.state));
  }

  get boundaries() {
    const views = this.chart.views.filter((view) => view.subject.en === this.subject && view.boundary);
    return views.map((view) => view.boundary);
  }

  say(text) {
    return say(text, this.state.language);
  }

  /** Build everything but the drawing, which needs the size that the card has on the page. */
  build() {
    const { chart, view } = this;
    const unit = view.unit[this.state.language][0];
    const parts = [this.say(view.subject), view.boundary ? this.say(this.state.names[view.boundary]) : "", this.say(unit)];
    this.subtitle = parts.filter(Boolean).join(" · ");
    this.canvas = element("div", { class: "plot", role: "img",
      "aria-label": this.title + ". " + this.subtitle });
    const wanted = this.boundary || this.state.boundary;
    const global = this.state.boundaries.includes(view.boundary);
    const instead = global && view.boundary !== wanted ? " (" + this.say(TEXTS.instead) + ")" : "";
    this.box.replaceChildren(
      element("figcaption", {}, element("h3", {}, this.title),
        element("p", { class: "faint" }, this.subtitle + instead)),
      this.switches(),
      this.canvas,
      this.legend(),
      element("p", { class: "note" }, this.notes()),
      this.numbers(),
      this.downloads(),
    );
    return this.box;
  }

  /** What is the middle of this chart, and what its range. */
  get measures() {
    return { middle: this.chart.middle || TEXTS.median, range: this.chart.band || TEXTS.range };
  }

  notes() {
    const { chart, view } = this;
    const traces = view.traces || [];
    const values = this.shown(view);
    const banded = traces.filter((trace) => trace.role !== "part" && values[trace.key].length === 3);
    const word = chart.form === "points" || chart.middle || chart.band || traces.some((trace) => trace.role === "part") || !traces.length ? ""
      : !banded.length ? TEXTS.deterministic : banded.some((trace) => trace.band !== false) ? TEXTS.band : TEXTS.bandless;
    return [noRoom(view, this.state), word, view.note || "", chart.note].map((text) => this.say(text)).filter(Boolean).join(" ");
  }

  switches() {
    const { subjects, boundaries } = this;
    const row = element("div", { class: "switches" });
    if (subjects.length > 1) {
      row.append(choice(this.say(TEXTS.subject), subjects.map(([key, text]) => [key, this.say(text)]), this.subject,
        (value) => { this.subject = value; this.refresh(); }));
    }
    if (boundaries.length > 1) {
      const emissions = boundaries.every((key) => this.state.boundaries.includes(key));
      row.append(choice(this.say(emissions ? TEXTS.boundary : TEXTS.account), boundaries.map((key) => [key, this.say(this.state.names[key])]),
        this.view.boundary, (value) => { this.boundary = value; this.refresh(); }));
    }
    return row.children.length ? row : "";
  }

  legend() {
    const traces = this.view.traces || [];
    const entries = rowEntries(this.view, this.state.language);
    if (entries.length) return element("p", { class: "legend note" }, entries.map((one) => element("span", {}, swatch(one.colour), " " + one.name)));
    if (traces.length < 2 && !traces.some((trace) => NAMED.includes(trace.role))) return "";
    return element("div", { class: "legend", role: "group", "aria-label": this.title }, traces.map((trace) => element("button", {
      type: "button", "aria-pressed": String(!this.hidden.has(trace.key)),
      onclick: () => {
        if (!this.hidden.delete(trace.key)) this.hidden.add(trace.key);
        this.refresh();
      },
    }, swatch(colourOf(trace)), this.say(trace.name))));
  }

  numbers() {
    const details = element("details", { class: "numbers" }, element("summary", {}, this.say(TEXTS.numbers)));
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) {
        details.append(table({ ...numbersOf(this, true), title: this.subtitle }, this.state.language));
      }
    });
    return details;
  }

  downloads() {
    const moved = this.state.moved && isMoved(this.chart, this.view, this.state.page.levers) ? "-levers-moved" : "";
    const name = this.state.page.name + "-" + this.chart.id + moved;
    const button = (label, make) => element("button", { type: "button", onclick: make,
      "aria-label": this.say(TEXTS.download) + " " + label + ": " + this.title }, label);
    return element("p", { class: "downloads" },
      button("CSV", () => {
        const { heads, rows } = numbersOf(this, false);
        save(name + ".csv", "text/csv;charset=utf-8", csv([heads, ...rows]));
      }),
      button("SVG", () => save(name + ".svg", "image/svg+xml", this.drawn("svg"))),
      button("PNG", () => save(name + ".png", "image/png", bytesOf(this.drawn("canvas")))));
  }

  /** The chart as a picture, in the light. */
  drawn(renderer) {
    const theme = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = "light";
    const traces = (this.view.traces || []).filter((trace) => !this.hidden.has(trace.key));
    const named = traces.map((trace) => ({ name: this.say(trace.name), colour: colourOf(trace) }));
    const entries = this.view.rows ? rowEntries(this.view, this.state.language) : named;
    const heading = { title: this.title, subtitle: this.subtitle };
    const made = picture(renderer, this.option(960), heading, entries.length > 1 || traces.some((trace) => NAMED.includes(trace.role)) ? entries : []);
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    return made;
  }

  option(width) {
    const { chart, view, state } = this;
    if (chart.form === "points") return pointsOption(view, state, this.shown(view), this.hidden);
    return view.rows ? rowsOption(chart, view, state, width) : timeOption(chart, view, state, this.shown(view), this.hidden, width);
  }

  /** Draw into the place that the card has, if it has one. */
  draw() {
    const width = this.canvas ? this.canvas.clientWidth : 0;
    if (!width) return;
    const { view } = this;
    const points = this.chart.form === "points";
    this.canvas.style.height = heightOf(view, width, this.state.language) + "px";
    if (this.plot) this.plot.dispose();
    this.plot = echarts.init(this.canvas, null, { renderer: "svg" });
    const option = this.option(width);
    option.tooltip = {
      trigger: points ? "item" : "axis", confine: true, backgroundColor: variable("--paper"), borderColor: variable("--rule"),
      padding: 8, axisPointer: { type: view.rows ? "shadow" : "line" },
      formatter: (found) => (points ? pointTip(this, found) : tipOf(this, found[0])),
    };
    if (!view.rows) {
      option.dataZoom = [{ type: "inside", zoomOnMouseWheel: "ctrl", moveOnMouseMove: "ctrl", moveOnMouseWheel: false,
        preventDefaultMouseMove: false }];
    } else {
      option.tooltip.axisPointer.axis = "y";
    }
    this.plot.setOption(option);
  }

  refresh() {
    const open = this.box.querySelector("details[open]");
    const focus = this.box.contains(document.activeElement) ? this.places().indexOf(document.activeElement) : -1;
    this.build();
    this.draw();
    if (open) this.box.querySelector("details").open = true;
    if (focus >= 0 && this.places()[focus]) this.places()[focus].focus();
  }

  /** Everything that can be reached by keyboard. */
  places() {
    return [...this.box.querySelectorAll("select, button, summary")];
  }

  dispose() {
    if (this.plot) this.plot.dispose();
    this.plot = null;
  }
}
