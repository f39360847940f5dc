// The answer with levers moved: sentences of the run's answer with numbers of the grid. Words and bounds come with the data.

/** Share of the draws that is all of them, but for rounding. */
const ALL = 1 - 1e-9;

/** A figure between points of the grid: median, band, and its direction as far as the draws agree on one. */
function figureAt(grid, figure, points) {
  const [low, median, high] = quantilesAt(grid, figure.values, points);
  if ([low, median, high].includes(null)) return { ...figure, way: "blank" };
  const isNothing = (value) => Math.abs(value) <= figure.noise;
  const [below, above] = [figure.below, figure.above].map((shares) => weighed(shares, 0, points));
  const share = isNothing(median) ? 1 - below - above : median < 0 ? below : above;
  const sign = isNothing(median) ? 0 : Math.sign(median);
  const found = { ...figure, low, median, high, share, sign, all: share >= ALL };
  if (grid.answer.kind === "level") return { ...found, way: "level" };
  if ([low, median, high].every(isNothing)) return { ...found, way: "unchanged", nothing: true };
  if (grid.draws > 1 && share < grid.agreed) return { ...found, way: "undecided" };
  return { ...found, way: sign === 0 ? "unchanged" : sign < 0 ? "less" : "more" };
}

/** Unit of amounts that stand together: that of the largest, of the sizes that the page has. */
function unitOf(figures, sizes, language) {
  const most = Math.max(...figures.flatMap((one) => [one.low, one.median, one.high]).map(Math.abs));
  const [, words, factor] = sizes[language].filter(([least]) => least <= most).pop();
  return { words, factor };
}

/** An amount in its direction; of an undecided change with its sign. */
function amountOf(figure, value, unit) {
  const shown = (figure.way === "less" ? -1 : 1) * value * unit.factor;
  return (figure.way === "undecided" && shown > 0 ? "+" : "") + number(shown);
}

function withUnit(figure, unit) {
  return (amountOf(figure, figure.median, unit) + " " + unit.words).trimEnd();
}

/** Sentences in the words of a language, of what the grid has at some points. */
class MovedAnswer {
  constructor(grid, points, language) {
    Object.assign(this, { grid, points, language, answer: grid.answer, words: grid.answer.words, names: grid.answer.names });
    this.drawn = grid.draws > 1;
    this.draws = grid.draws.toLocaleString("en-US");
  }

  fill(text, values) {
    return filled(text, this.language, values);
  }

  /** Figures of a sector that are there: in a period, or at a boundary. */
  effects(sector, period, boundary) {
    return this.answer.effects
      .filter((one) => one.sector === sector && (!period || one.period === period) && (!boundary || one.boundary === boundary))
      .map((one) => figureAt(this.grid, one, this.points)).filter((one) => one.way !== "blank");
  }

  /** The first sentence at a boundary, and the second: other boundaries, and costs. */
  sentences(wanted) {
    const { answer, words, language } = this;
    const { sector, periods } = answer;
    const boundary = wanted in this.names.what ? wanted : answer.main;
    const effects = this.effects(sector, "", boundary);
    const ofYear = answer.kind === "level" ? this.effects(sector, periods[periods.length - 1]) : this.effects(sector, periods[0]);
    const stated = [...effects, ...ofYear];
    const head = say(words.head, language);
    if (!effects.length) return [this.ended(head + this.fill(words.nothing, { when: this.names.when[periods[0]] }))];
    const unit = unitOf(stated, answer.sizes.effects, language);
    const first = head + (answer.kind === "level" ? this.levels(effects, unit) : this.changes(effects, unit));
    const second = clauses(answer.kind === "level" ? [this.levelsByBoundary(ofYear, unit)]
      : [this.byBoundary(unit), ...this.costs(), say(words.limit, language)], language);
    return [first, second].filter(Boolean).map((words) => this.ended(words));
  }

  /** Changes year by year; neighbours of one direction share their verb. */
  changes(effects, unit) {
    const together = this.drawn && effects.every((one) => one.all && ["less", "more"].includes(one.way));
    const said = neighbours(effects, (one) => one.way).map((group) => {
      const parts = group.map((one, place) => this.fill(this.words[place ? "further" : "clause"][one.way],
        { what: this.names.what[one.boundary], amount: withUnit(one, unit), when: this.names.when[one.period] })
        + this.inside(one, unit, !together));
      return this.language === "zh" ? parts.join("，") : listed(parts, this.language);
    });
    const { all, some, none } = this.words.sure;
    return clauses([...said, this.fill(together ? all : this.drawn ? some : none, { draws: this.draws })], this.language);
  }

  levels(effects, unit) {
    const parts = effects.map((one, place) => this.fill(this.words.level[place ? "further" : "clause"],
      { what: this.names.what[one.boundary], amount: withUnit(one, unit), when: this.names.when[one.period] }) + this.inside(one, unit, false));
    return clauses([this.language === "zh" ? parts.join("，") : listed(parts, this.language), say(this.words.level.note, this.language)], this.language);
  }

  levelsByBoundary(effects, unit) {
    if (effects.length < 2) return "";
    const levels = effects.map((one) => say(this.names.boundary[one.boundary], this.language) + " " + withUnit(one, unit)
      + " " + this.names.gas[one.boundary] + this.inside(one, unit, false));
    return this.fill(this.words.level.boundaries, { when: this.names.when[effects[0].period], levels: listed(levels, this.language) });
  }

  /** Band of a figure and how many draws agree, in brackets. */
  inside(figure, unit, agreeing) {
    if (!this.drawn) return "";
    const ends = [figure.low, figure.high];
    if (figure.way === "less") ends.reverse();
    const [low, high] = ends.map((value) => amountOf(figure, value, unit));
    const band = figure.nothing ? "" : this.fill(this.words.band, { low, high });
    return this.bracketed(clauses([band, agreeing ? this.agreement(figure) : ""], this.language));
  }

  agreement(figure) {
    const { all, some, likely, unchanged, undecided } = this.words.agreement;
    const every = this.fill(all, { draws: this.draws });
    const share = this.fill(some, { share: percent(figure.share) });
    if (figure.way === "undecided") return this.fill(undecided[figure.sign], { share });
    if (figure.way === "unchanged") return this.fill(unchanged, { share: figure.all ? every : share });
    return figure.all ? every : this.fill(likely, { share });
  }

  bracketed(words) {
    return words ? this.fill(this.words.brackets, { words }) : "";
  }

  /** Direction of the change at each boundary in the first period; by sector, if there are several. */
  byBoundary(unit) {
    const { answer, words, names, language } = this;
    const all = answer.effects.filter((one) => one.period === answer.periods[0]);
    const there = all.map((one) => figureAt(this.grid, one, this.points)).filter((one) => one.way !== "blank");
    if (there.length < 2) return "";
    const sectors = [...new Set(there.map((one) => one.sector))];
    const head = (text) => this.fill(text, { when: names.when[answer.periods[0]] });
    const groups = (effects) => Object.keys(words.ways).map((way) => effects.filter((one) => one.way === way)).filter((group) => group.length);
    const name = (one) => say(names.boundary[one.boundary], language);
    if (sectors.length > 1) {
      return head(words.boundaries.sectors) + clauses(sectors.map((sector) => {
        const ways = groups(there.filter((one) => one.sector === sector));
        const said = ways.map((group) => say(words.ways[group[0].way], language)
          + this.bracketed(ways.length === 1 && group.length > 1 ? say(words.every, language) : listed(group.map(name), language)));
        return say(names.sector[sector], language) + (language === "zh" ? "：" : ": ") + said.join(language === "zh" ? "、" : ", ");
      }), language);
    }
    const ways = groups(there);
    const turns = ["less", "more"].every((way) => ways.some(([one]) => one.way === way));
    const decided = (one) => (["undecided", "unchanged"].includes(one.way) ? "" : withUnit(one, unit) + " " + names.gas[one.boundary]);
    return head(words.boundaries[ways.length === 1 ? "same" : turns ? "turns" : "mixed"]) + clauses(ways.map((group) =>
      say(words.ways[group[0].way], language) + (language === "zh" ? "：" : " at ")
        + listed(group.map((one) => name(one) + this.bracketed(decided(one))), language)), language);
  }

  /** What the plan costs, and whom. */
  costs() {
    const found = this.answer.costs.map((one) => figureAt(this.grid, one, this.points)).filter((one) => one.way !== "blank");
    if (!found.length) return [];
    const unit = unitOf(found, this.answer.sizes.costs, this.language);
    return found.map((one) => this.fill(this.words.cost[one.way], { who: this.names.who[one.boundary],
      what: this.names.paid[one.boundary], amount: withUnit(one, unit), when: this.names.when[one.period] }) + this.inside(one, unit, true));
  }

  ended(words) {
    return words.slice(0, 1).toUpperCase() + words.slice(1) + (this.language === "zh" ? "。" : ".");
  }
}

/** Groups of neighbours that have one key. */
function neighbours(all, key) {
  return all.reduce((groups, one) => {
    const last = groups[groups.length - 1];
    if (last && key(last[0]) === key(one)) last.push(one);
    else groups.push([one]);
    return groups;
  }, []);
}

/** Clauses of a sentence; empty ones are left out. */
function clauses(parts, language) {
  return parts.filter(Boolean).join(language === "zh" ? "；" : "; ");
}

/** Parts of a sentence, the last with "and". */
function listed(parts, language) {
  if (language === "zh") return parts.join("、");
  return [parts.slice(0, -1).join(", "), parts[parts.length - 1]].filter(Boolean).join(" and ");
}

/** A share of draws: 0 % and 100 % only where it is none or all of them. */
function percent(share) {
  if (share > 1e-9 && share < 0.005) return "<1 %";
  if (share >= 0.995 && share < ALL) return ">99 %";
  const near = Math.round(100 * share);
  // halves go to the even number, as in the sentences of the run
  return (Math.abs(100 * share - near) === 0.5 && near % 2 ? near - 1 : near) + " %";
}

/** The answer with levers moved, at the boundary chosen. */
function movedAnswer(state) {
  const { page, language, moved } = state;
  const grid = page.levers;
  const sentences = grid.answer.effects ? new MovedAnswer(grid, moved.points, language).sentences(state.boundary) : [];
  if (page.claims.length) sentences.push(claimSentence(grid, page.claims, moved.points, language));
  return element("section", { class: "answer", "aria-label": say(TEXTS.answer, language) },
    sentences.map((sentence) => element("p", {}, sentence)));
}
