// Levers and parameters that are moved with the model behind them (`carbonsim explore`).

const EXPLORE_TEXTS = {
  head: { en: "Move it", zh: "调整" },
  add: { en: "Add a parameter", zh: "添加参数" },
  reset: { en: "As the scenario is", zh: "恢复原情景" },
  running: { en: "The model runs …", zh: "模型运行中……" },
  lost: { en: "carbonsim no longer answers: start it again.", zh: "carbonsim 已停止，请重新启动。" },
  times: { en: "times its path", zh: "× 原路径" },
  remove: { en: "Remove", zh: "移除" },
};

const explore = { moved: { set: {}, levers: {} }, added: [], asked: 0, status: "", problems: [] };

function leverSlider(lever) {
  const label = say(lever.title, state.language);
  const value = lever.name in explore.moved.levers ? explore.moved.levers[lever.name] : lever.base;
  return slider(label, lever.low, lever.high, value, (at) => shownSetting(lever, at, state.language), (at) => {
    explore.moved.levers[lever.name] = at;
    ask();
  });
}

/** A parameter by its name: a constant in its unit, a path as a multiple of itself. */
function parameterSlider(one) {
  const middle = one.value[0];
  const own = explore.moved.set[one.key];
  const bound = (value) => Math.min(one.most === null ? value : one.most, Math.max(one.least === null ? value : one.least, value));
  const ends = one.low !== null ? [one.low, one.high]
    : middle === 0 ? [bound(-1), bound(1)] : [bound(Math.min(0, 2 * middle)), bound(Math.max(0, 2 * middle))];
  const unit = one.unit === "1" ? "" : " " + one.unit;
  const made = one.path
    ? slider(one.text, 0, 2, own ? own.times : 1, (at) => tick(Number(at.toPrecision(3))) + " " + say(EXPLORE_TEXTS.times, state.language),
      (at) => { explore.moved.set[one.key] = { times: at }; ask(); })
    : slider(one.text, Math.min(...ends, middle), Math.max(...ends, middle), own === undefined ? middle : own,
      (at) => tick(Number(at.toPrecision(4))) + unit, (at) => { explore.moved.set[one.key] = at; ask(); });
  const remove = element("button", { type: "button", "aria-label": say(EXPLORE_TEXTS.remove, state.language) + ": " + one.text,
    onclick: () => {
      explore.added = explore.added.filter((other) => other !== one);
      delete explore.moved.set[one.key];
      drawExplore();
      ask();
    } }, "×");
  return element("div", { class: "moved" }, made, remove);
}

function drawExplore() {
  const { language } = state;
  const find = element("input", { type: "text", list: "parameters", placeholder: say(EXPLORE_TEXTS.add, language),
    "aria-label": say(EXPLORE_TEXTS.add, language),
    onchange: (event) => {
      const one = DATA.explore.parameters.find((other) => label(other) === event.target.value || other.key === event.target.value);
      if (!one || explore.added.includes(one)) return;
      explore.added.push(one);
      drawExplore();
    } });
  const label = (one) => one.text + " (" + one.key + ")";
  const known = element("datalist", { id: "parameters" },
    DATA.explore.parameters.map((one) => element("option", { value: label(one) })));
  const box = element("section", { id: "explore", class: "explore", "aria-label": say(EXPLORE_TEXTS.head, language) },
    DATA.explore.levers.map(leverSlider), explore.added.map(parameterSlider),
    element("div", { class: "controls" }, find, known,
      element("button", { type: "button", id: "reset", onclick: () => {
        explore.moved = { set: {}, levers: {} };
        explore.added = [];
        drawExplore();
        ask();
      } }, say(EXPLORE_TEXTS.reset, language)),
      element("span", { id: "explore-status", class: "faint", role: "status" }, explore.status)),
    explore.problems.map((problem) => element("p", { class: "warnings" }, problem)));
  const there = document.getElementById("explore");
  if (there) there.replaceWith(box);
  else document.getElementById("page").before(box);
}

function tell(status, problems) {
  explore.status = status;
  explore.problems = problems;
  const focus = document.activeElement && document.activeElement.getAttribute("aria-label");
  drawExplore();
  for (const input of document.querySelectorAll("#explore [aria-label]")) {
    if (focus && input.getAttribute("aria-label") === focus) input.focus();
  }
}

/** Ask the model for a run with what is moved; only the latest answer is shown. */
async function ask() {
  const number = (explore.asked += 1);
  tell(say(EXPLORE_TEXTS.running, state.language), []);
  try {
    const reply = await fetch("run", { method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify(explore.moved) });
    const answer = await reply.json();
    if (number !== explore.asked || reply.status === 409) return;
    if (reply.ok) choose(answer.page);
    tell("", reply.ok ? [] : answer.problems);
  } catch {
    if (number === explore.asked) tell("", [say(EXPLORE_TEXTS.lost, state.language)]);
  }
}

const renderPage = render;
render = () => { renderPage(); drawExplore(); };
render();
