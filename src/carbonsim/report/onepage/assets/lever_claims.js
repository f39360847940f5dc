// Claims with the levers moved: judged by the rule of the run, on the median and the share of draws.

const UNJUDGED = "cannot be judged here";
/** Where an answer is, in the order in which it is named. */
const WHERE = ["variant", "product", "boundary"];
const CLAIM_CHART = "claims";
const CLAIM_TEXTS = {
  moved: { en: "{verdict} (with levers moved)", zh: "{verdict}（调整后）" },
  unmoved: {
    en: "Not moved by levers here: verdict and numbers are those of the run as it stands.",
    zh: "此处不随调整而变：判定与数值均为原运行结果。",
  },
  away: {
    en: "With levers here the scenario is no longer the world that the claim speaks of.",
    zh: "调整至此，本情景已不是该宣传口径所说的条件。",
  },
  boundary: { en: "boundary", zh: "排放边界" },
  product: { en: "product", zh: "产品" },
  variant: { en: "case", zh: "情形" },
  verdict: { en: "verdict", zh: "判定" },
};

/** Verdict on one figure. */
function verdictOfValue(answer, value) {
  const { kind, target, tolerance } = answer;
  if (kind === "at_least") return value >= target ? "holds" : "fails";
  if (kind === "at_most") return value <= target ? "holds" : "fails";
  if (Math.abs(value - target) <= tolerance * Math.abs(target)) return "holds";
  return value * Math.sign(target) > Math.abs(target) ? "surpassed" : "fails";
}

/**
 * Verdict on an answer: that on its median if it is that on nine of ten draws, as in the run. Between points, where the share
 * of draws is but a mean of shares, also if both ends of the band say the same.
 */
function verdictAt(grid, answer, [low, median, high], points) {
  if (median === null || points.some(([point]) => !answer.judged[point])) return UNJUDGED;
  const found = verdictOfValue(answer, median);
  if (grid.draws < 2) return found;
  const [holding, surpassing] = [answer.probability, answer.surpassing].map((shares) => weighed(shares, 0, points));
  const share = { holds: holding, surpassed: surpassing, fails: 1 - holding - surpassing }[found];
  // shares have four digits, and 1 - 0.1 is a little below 0.9
  const agreed = share >= grid.agreed - 1e-9;
  const clear = points.length > 1 && [low, high].every((end) => verdictOfValue(answer, end) === found);
  return agreed || clear ? found : "undecided";
}

/** Answers to a claim with the levers moved, each with its quantiles and verdict. */
function answersAt(grid, claim, points) {
  return grid.claims.answers.filter((answer) => answer.claim === claim.name).map((answer) => {
    const values = quantilesAt(grid, answer.values, points);
    return { answer, values, verdict: verdictAt(grid, answer, values, points) };
  });
}

/** Verdict on all answers together; those that cannot be judged are passed over. What is so for some names them. */
function wholeVerdict(answers) {
  const judged = answers.filter((one) => one.verdict !== UNJUDGED);
  const has = (verdict) => judged.some((one) => one.verdict === verdict);
  if (!judged.length) return { verdict: UNJUDGED };
  if (judged.every((one) => one.verdict === judged[0].verdict)) return { verdict: judged[0].verdict };
  if (has("undecided") && !has("holds")) return { verdict: "undecided" };
  const chief = has("holds") ? "holds" : "surpassed";
  const having = judged.filter((one) => one.verdict === chief);
  const boundaries = (some) => some.map((one) => one.answer.boundary.en);
  const others = boundaries(judged.filter((one) => one.verdict !== chief));
  if (boundaries(having).every((key) => key && !others.includes(key))) {
    return { verdict: chief + " at {} only", at: having.map((one) => [one.answer.boundary]) };
  }
  const differing = WHERE.filter((key) => new Set(judged.map((one) => one.answer[key].en)).size > 1);
  return { verdict: chief + " for {} only", at: having.map((one) => differing.map((key) => one.answer[key]).filter((name) => name.en)) };
}

/** A verdict in words, with the names of those that it is about. */
function verdictWords(grid, { verdict, at }, language) {
  const names = [...new Set((at || []).map((parts) => parts.map((part) => say(part, language)).join(" / ")))];
  const comma = language === "zh" ? "、" : names.some((name) => name.includes(",")) ? "; " : ", ";
  return filled(grid.claims.words.verdict[verdict], language, { names: names.join(comma) });
}

/** A claim at some points: its answers and the verdict on them; of one that levers do not move, that of the run. */
function claimAt(grid, claim, points) {
  const answers = answersAt(grid, claim, points);
  const own = grid.claims.verdicts[claim.name];
  const whole = wholeVerdict(answers);
  const isMoved = answers.length === claim.answers && !(whole.verdict === UNJUDGED && own === UNJUDGED);
  return isMoved ? { isMoved, answers, ...whole } : { isMoved, verdict: own };
}

/** A claim as it is with the levers moved; one that they do not move is as in the run, and says so. */
function movedClaim(grid, claim, points, language) {
  const found = claimAt(grid, claim, points);
  if (!found.isMoved) return claimItem({ ...claim, remark: CLAIM_TEXTS.unmoved }, language);
  const verdict = filled(CLAIM_TEXTS.moved, language, { verdict: verdictWords(grid, found, language) });
  const remark = found.verdict === UNJUDGED ? CLAIM_TEXTS.away : "";
  return claimItem({ ...claim, verdict, remark, found: "", judged_in: "", needs: [], notes: [], table: movedTable(grid, found.answers, claim.dated, language) }, language);
}

/** Answers with the levers moved; no figures where the claim names no year, for they would be those of its best year. */
function movedTable(grid, answers, dated, language) {
  const where = [...WHERE].reverse().filter((key) => answers.some((one) => one.answer[key].en));
  const banded = grid.draws > 1;
  const figures = dated ? [TEXTS.year, banded ? TEXTS.median : TEXTS.value, ...(banded ? [TEXTS.range] : []), TEXTS.unit] : [];
  const heads = [...where.map((key) => CLAIM_TEXTS[key]), ...figures, CLAIM_TEXTS.verdict];
  const rows = answers.map(({ answer, values, verdict }) => {
    const [unit, factor] = answer.unit[language];
    const shown = (value) => (answer.is_year ? String(Math.round(value)) : number(value * factor));
    const [low, middle, high] = values.map((value) => (value === null ? MISSING : shown(value)));
    const told = [answer.years || String(answer.year), middle, ...(banded ? [low + " – " + high] : []), unit];
    return [...where.map((key) => answer[key]), ...(dated ? told : []), grid.claims.words.verdict[verdict]];
  });
  return { heads, rows };
}

/** Verdicts on all claims in one sentence; of a verdict that only one of them has, which and where. */
function claimSentence(grid, claims, points, language) {
  const { words } = grid.claims;
  const all = claims.map((claim) => ({ claim, ...claimAt(grid, claim, points) }));
  const order = Object.keys(words.verdict).filter((key) => key !== UNJUDGED).concat(UNJUDGED);
  const groups = order.map((verdict) => all.filter((one) => one.verdict === verdict)).filter((group) => group.length);
  const said = (count, verdict) => say(words[count === 1 ? "one" : "several"][verdict], language);
  const fill = (text, values) => filled(text, language, values);
  const counted = (group) => group.length + (language === "zh" ? " 项" : " ") + said(group.length, group[0].verdict);
  const named = ({ claim, verdict, at, isMoved }) => {
    const whole = isMoved ? verdictWords(grid, { verdict, at }, language) : say(claim.verdict, language);
    const text = "“" + say(claim.text, language) + "”";
    return language === "zh" ? text + whole : text + " " + (verdict.includes("{}") ? whole : said(1, verdict));
  };
  let sentence = clauses(groups.map((group) => (group.length === 1 ? named(group[0]) : counted(group))), language);
  if (groups.length === 1 && all.length > 1) {
    sentence = fill(all.length === 2 ? words.both : words.all, { count: all.length, said: said(all.length, groups[0][0].verdict) });
  } else if (all.length > 1) sentence = fill(words.of, { count: all.length, said: sentence });
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1) + (language === "zh" ? "。" : ".");
}

/** Rows of what is modelled in per cent of what is claimed: answers that can be judged at some points, and records. */
function movedRows(grid, points) {
  return grid.claims.chart.rows.flatMap(({ label, values: own, answer: place }) => {
    if (own) return [{ label, values: own }];
    const answer = grid.claims.answers[place];
    const values = quantilesAt(grid, answer.values, points);
    if (verdictAt(grid, answer, values, points) === UNJUDGED) return [];
    const ratios = values.map((value) => 100 * value / answer.target);
    return [{ label, values: grid.draws < 2 ? [middleOf(ratios)] : ratios }];
  });
}
