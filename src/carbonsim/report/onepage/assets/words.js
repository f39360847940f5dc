// Texts in the language of the page, numbers, and elements that hold text and nothing else.

const LANGUAGE_TAGS = { en: "en", zh: "zh-CN" };
const MISSING = "–";

/** A text in a language: a plain one is the same in all. CO2 is written as chemists do. */
function say(text, language) {
  const words = typeof text === "string" ? text : text[language] || text.en || "";
  return words.replace(/CO2/g, "CO₂");
}

/** A number with two significant digits, as many as an estimate bears; thousands separated. */
function number(value) {
  if (value === null || value === undefined) return MISSING;
  const rounded = Number(value.toPrecision(2));
  const digits = rounded === 0 ? 0 : Math.max(0, 1 - Math.floor(Math.log10(Math.abs(rounded))));
  return rounded.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace("-", "−");
}

/** A tick of an axis, with the decimals that it has. */
function tick(value) {
  return value.toLocaleString("en-US", { maximumFractionDigits: 8 }).replace("-", "−");
}

/** An element with attributes and children; children that are strings become text, never markup. */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== ""));
  return made;
}

/** A select with a label before it; `options` are [value, text]. */
function choice(label, options, chosen, onchange) {
  const select = element("select", { onchange: (event) => onchange(event.target.value) });
  for (const [value, text] of options) {
    select.append(element("option", { value, selected: value === chosen }, text));
  }
  return element("label", { class: "choice" }, element("span", {}, label), select);
}

/** A table of texts; cells that are numbers stand right. */
function table(data, language) {
  const numeric = data.heads.map((_, column) => data.rows.every((row) => isNumeric(say(row[column], language))));
  const cells = (tag, row) => row.map((cell, column) =>
    element(tag, { class: numeric[column] ? "number" : false, scope: tag === "th" ? "col" : false },
      numeric[column] ? say(cell, language).replace(/-(?=\d)/g, "−") : say(cell, language)));
  return element("div", { class: "scroll", tabindex: "0", role: "region",
    "aria-label": data.title ? say(data.title, language) : say(data.heads[0], language) },
  element("table", {},
    data.title ? element("caption", {}, say(data.title, language)) : "",
    element("thead", {}, element("tr", {}, cells("th", data.heads))),
    element("tbody", {}, data.rows.map((row) => element("tr", {}, cells("td", row))))));
}

function isNumeric(text) {
  return /^[−+<>-]?[\d.,]+( ?%| – [−-]?[\d.,]+)?$|^–?$|^\([\d.,– −-]+\)$/.test(text);
}
