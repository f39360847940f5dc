// Colours of charts, as the style sheet and the theme have them.

const ROLES = { plan: "--plan", reference: "--reference", difference: "--difference", net: "--ink", history: "--ink", dots: "--ink", steps: "--ink" };

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  if (chosen) return chosen === "dark";
  return window.matchMedia("(prefers-color-scheme: dark)").matches;
}

function isPrinting() {
  return document.documentElement.classList.contains("printing");
}

function variable(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Colour of a trace: that of its role, or its own, lightened in the dark where it would not be seen. */
function colourOf(trace) {
  if (!trace.colour) return variable(ROLES[trace.role]);
  return isDark() ? lightened(trace.colour) : trace.colour;
}

function lightened(colour) {
  const parts = [1, 3, 5].map((place) => parseInt(colour.slice(place, place + 2), 16));
  const light = (0.3 * parts[0] + 0.59 * parts[1] + 0.11 * parts[2]) / 255;
  const share = light < 0.45 ? 0.45 - 0.5 * light : 0;
  return "rgb(" + parts.map((part) => Math.round(part + (255 - part) * share)).join(",") + ")";
}
