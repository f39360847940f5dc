// One slider, for the levers of a page and for what `carbonsim explore` moves.

/** Setting of a lever in words: in its unit, or as a share of the way from the scenario's values to those it sets. */
function shownSetting(lever, value, language) {
  if (!lever.in_unit) return tick(Math.round(100 * value)) + " %";
  const [unit, factor] = lever.unit[language];
  return (tick(Number((value * factor).toPrecision(3))) + " " + say(unit, language)).trim();
}

/** A slider with its number. `onmove` is told the value when it is let go; `onslide`, if there is one, on the way. */
function slider(label, low, high, value, told, onmove, onslide) {
  const output = element("output", {}, told(value));
  const tell = (input) => {
    output.textContent = told(Number(input.value));
    input.setAttribute("aria-valuetext", output.textContent);
  };
  const input = element("input", {
    type: "range", min: low, max: high, step: "any", value, "aria-label": label, "aria-valuetext": told(value),
    oninput: (event) => {
      tell(event.target);
      if (onslide) onslide(Number(event.target.value));
    },
    onchange: (event) => {
      tell(event.target);
      onmove(Number(event.target.value));
    },
  });
  return element("label", { class: "lever" }, element("span", {}, label), input, output);
}
