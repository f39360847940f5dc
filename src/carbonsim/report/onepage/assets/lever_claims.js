// Claims with the levers moved: judged by the rule of the run, on the median and the share of draws.

/** Share of the draws that must agree for a verdict; 1 - 0.1 is a little below 0.9. */
const AGREED = 0.9 - 1e-9;
const UNJUDGED = "cannot be judged here";
/** What tells answers of a claim apart. */
const WHERE = ["boundary", "product", "variant"];
const CLAIM_TEXTS = {
  only: { en: "{verdict} for {names} only", zh: "仅{names}{verdict}" },
  moved: { en: "{verdict} (with levers moved)", zh: "{verdict}（调整后）" },
  unmoved: {
    en: "Not moved by levers here: verdict and numbers are those of the run as it stands.",
    zh: "此处不随调整而变：判定与数值均为原运行结果。",
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
 * Verdict on an answer: that on its median if nine of ten draws agree, as in the run. Between points, where the share
 * of draws is but a mean of shares, also if both ends of the band say the same.
 */
function verdictAt(grid, answer, [low, median, high], points) {
  if (median === null || points.some(([point]) => !answer.judged[point])) return UNJUDGED;
  const found = verdictOfValue(answer, median);
  if (grid.draws < 2) return found;
  const share = weighed(answer.probability, 0, points);
  const agreed = (found === "holds" ? share : 1 - share) >= AGREED;
  const clear = points.length > 1 && [low, high].every((end) => verdictOfValue(answer, end) === found);
  return agreed || clear ? found : "undecided";
}

/** Answers to a claim with the levers moved, each with its quantiles and verdict. */
function answersAt(grid, claim, points) {
  return grid.answers.filter((answer) => answer.claim === claim.name).map((answer) => {
    const values = quantilesAt(grid, answer.values, points).map(([value]) => value);
    return { answer, values, verdict: verdictAt(grid, answer, values, points) };
  });
}

/** Verdict on all answers together, in words; those that cannot be judged are passed over. What is so for some names them. */
function wholeVerdict(grid, answers, language) {
  const judged = answers.filter((one) => one.verdict !== UNJUDGED);
  const chief = ["holds", "undecided", "surpassed", "fails"].find((verdict) => judged.some((one) => one.verdict === verdict));
  const having = judged.filter((one) => one.verdict === chief);
  const verdict = say(grid.verdicts[chief], language);
  if (having.length === judged.length || chief === "undecided") return verdict;
  const differing = WHERE.filter((key) => new Set(answers.map((one) => one.answer[key].en)).size > 1);
  const names = having.map(({ answer }) => differing.map((key) => say(answer[key], language)).filter(Boolean).join(" / "));
  return filled(CLAIM_TEXTS.only, language, { verdict, names: [...new Set(names)].join(language === "zh" ? "、" : "; ") });
}

/** A claim as it is with the levers moved; one that they do not move is as in the run, and says so. */
function movedClaim(grid, claim, points, language) {
  const answers = answersAt(grid, claim, points);
  if (!claim.table.rows || answers.length !== claim.table.rows.length || answers.every((one) => one.verdict === UNJUDGED)) {
    return claimItem({ ...claim, remark: CLAIM_TEXTS.unmoved }, language);
  }
  const verdict = filled(CLAIM_TEXTS.moved, language, { verdict: wholeVerdict(grid, answers, language) });
  return claimItem({ ...claim, verdict, found: "", needs: [], notes: [], table: movedTable(grid, answers, claim.dated, language) }, language);
}

/** Answers with the levers moved; no figures where the claim names no year, for they would be those of its best year. */
function movedTable(grid, answers, dated, language) {
  const where = WHERE.filter((key) => answers.some((one) => one.answer[key].en));
  const banded = grid.draws > 1;
  const figures = dated ? [TEXTS.year, banded ? TEXTS.median : TEXTS.value, ...(banded ? [TEXTS.range] : []), TEXTS.unit] : [];
  const heads = [...where.map((key) => CLAIM_TEXTS[key]), ...figures, CLAIM_TEXTS.verdict];
  const rows = answers.map(({ answer, values, verdict }) => {
    const [unit, factor] = answer.unit[language];
    const [low, middle, high] = values.map((value) => (value === null ? MISSING : number(value * factor)));
    const told = [String(answer.year), middle, ...(banded ? [low + " – " + high] : []), unit];
    return [...where.map((key) => answer[key]), ...(dated ? told : []), grid.verdicts[verdict]];
  });
  return { heads, rows };
}
