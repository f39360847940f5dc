// Parts of the page below its head: answer, claims, and the sections that are unfolded.

function answerPart(page, language) {
  return page.answer.length ? element("section", { class: "answer", "aria-label": say(TEXTS.answer, language) },
    page.answer.map((sentence) => element("p", {}, say(sentence, language)))) : "";
}

/** Every run of the page with the first sentence of its answer. */
function runPart(pages, shown, language, onchoose) {
  if (pages.length < 2) return "";
  return element("section", { class: "runs", "aria-label": say(TEXTS.runs, language) }, pages.map((page) =>
    element("button", { type: "button", "aria-pressed": String(page === shown), onclick: () => onchoose(page) },
      element("strong", {}, say(page.title, language) || page.name),
      page.answer.length ? element("span", {}, say(page.answer[0], language)) : "")));
}

function warningPart(page, language) {
  return page.warnings.length ? element("section", { class: "warnings", "aria-label": say(TEXTS.warnings, language) },
    page.warnings.map((warning) => element("p", {}, say(warning, language)))) : "";
}

/** Claims, each made by `item`. */
function claimPart(page, language, item) {
  if (!page.claims.length) return "";
  return element("section", { class: "claims" }, element("h2", {}, say(TEXTS.claims, language)),
    element("ol", {}, page.claims.map(item)));
}

function claimItem(claim, language) {
  const fact = (text) => (text ? element("span", { class: "faint" }, text) : "");
  const told = (words, text) => fact(text && words + ": " + text);
  return element("li", {},
    element("p", { class: "verdict" }, say(claim.verdict, language)),
    claim.remark ? element("p", { class: "note" }, say(claim.remark, language)) : "",
    element("p", {}, say(claim.text, language)),
    element("p", { class: "facts" }, told(say(TEXTS.claimed, language), say(claim.claimed, language)),
      told(say(TEXTS.found, language), say(claim.found, language)), fact(say(claim.judged_in, language)),
      told(say(TEXTS.source, language), claim.source), claim.audit ? fact(say(claim.audit, language)) : ""),
    (claim.told || []).map((one, place) => toldPart(one, place === 0, language)),
    claim.needs.length ? element("details", { class: "needs" }, element("summary", {}, say(TEXTS.needs, language)),
      element("ul", {}, claim.needs.map((need) => element("li", {}, say(need, language))))) : "",
    !claim.table.rows ? "" : element("details", { class: "answers" }, element("summary", {}, say(TEXTS.answers, language)),
      table(claim.table, language), claim.dated ? "" : element("p", { class: "note" }, say(TEXTS.undated, language)),
      claim.notes.map((note) => element("p", { class: "note" }, say(note, language)))));
}

/** What a claim needs at one place: its headline, unfolded to sentences. */
function toldPart({ head, items }, open, language) {
  return element("details", { class: "told", open }, element("summary", {}, say(head, language)),
    element("ul", {}, items.map((one) => element("li", {}, say(one, language)))));
}

/** Sections of a page that have anything in them: those that a study names, or those of a run. */
function sectionsOf(page) {
  const drawn = new Set(page.charts.map((chart) => chart.section));
  return (page.sections || runSections(page)).filter((one) =>
    drawn.has(one.id) || (one.texts || []).length || (one.tables || []).length || one.make);
}

/** Sections of a run by its data; `long` ones paper does not unfold by itself. */
function runSections(page) {
  const against = page.charts.some((chart) => chart.id === "difference") ? TEXTS.against : TEXTS.outcomes;
  const { deciding, assumptions, trust } = page;
  return [
    { id: "trajectories" }, { id: "stocks" }, { id: "costs" },
    { id: "against", title: against, tables: page.outcomes.rows.length ? [page.outcomes] : [] },
    { id: "deciding", texts: [deciding.text || TEXTS.undecided], tables: deciding.table ? [deciding.table] : [] },
    { id: "assumptions", long: true, make: assumptions.count ? (language) => assumptionPart(page, language) : null,
      aside: (language) => judgedWords(assumptions, language) },
    { id: "checks", texts: [TEXTS.balanced], tables: page.checks },
    { id: "manifest", tables: [page.manifest] },
    { id: "trust", texts: trust.sentences, tables: trust.table ? [trust.table] : [] },
  ].map((one) => ({ title: TEXTS[one.id], ...one }));
}

/** What stands in a section below its charts: texts, then tables. */
function contents(section, language) {
  return [...(section.texts || []).map((text) => element("p", {}, say(text, language))),
    ...(section.tables || []).map((one) => table(one, language)), ...(section.make ? section.make(language) : [])];
}

/** A section that is unfolded; `make` gives its contents when it is first opened. */
function section(one, language, make, opened) {
  const { id } = one;
  const aside = one.aside ? element("span", { class: "faint" }, one.aside(language)) : "";
  const details = element("details", { class: "section", id },
    element("summary", {}, element("h2", {}, say(one.title, language)), aside));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(...make().filter((part) => part !== ""));
    if (details.open) opened.set.add(id);
    else opened.set.delete(id);
    if (details.open) opened.draw();
  });
  return details;
}

/** How many numbers rest on judgement. */
function judgedWords(found, language) {
  return found.judged + " " + say(TEXTS.of, language) + " " + found.count + " " + say(TEXTS.judged, language);
}

function assumptionPart(page, language) {
  const found = page.assumptions;
  const heads = ["parameter", "value", "spread", "unit", "evidence", "source", "place"].map((key) => TEXTS[key]);
  const groups = found.groups.map((group) => {
    const made = table({ heads, rows: group.rows.map((row) => assumptionRow(row, found.evidence, language)), title: group.title }, language);
    made.querySelectorAll("tbody tr").forEach((line, place) => {
      if (["estimate", "assumed"].includes(group.rows[place][4])) line.classList.add("judged");
    });
    return made;
  });
  const search = element("input", { type: "search", oninput: (event) => filter(groups, event.target.value) });
  return [
    element("p", { class: "note" }, say(TEXTS.stated, language)),
    element("label", { class: "choice" }, element("span", {}, say(TEXTS.search, language)), search),
    ...groups,
  ];
}

function assumptionRow([name, value, range, unit, level, source, place, own], evidence, language) {
  const mark = own ? "• " : "";
  return [mark + say(name, language), value, range, unit, evidence[level] || level || MISSING, source, place];
}

function filter(groups, words) {
  const wanted = words.trim().toLowerCase();
  for (const line of groups.flatMap((group) => [...group.querySelectorAll("tbody tr")])) {
    line.hidden = wanted !== "" && !line.textContent.toLowerCase().includes(wanted);
  }
}
