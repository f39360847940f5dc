// The grid of runs over the levers: numbers of 16 bits, and values between its points.

/** The whole number that stands for a blank. */
const BLANK = -32768;
const unpackedOnce = new WeakMap();

/** Numbers of packed values. */
function unpacked(packed) {
  if (!unpackedOnce.has(packed)) {
    const whole = new Int16Array(Uint8Array.from(atob(packed.data), (sign) => sign.charCodeAt(0)).buffer);
    unpackedOnce.set(packed, Float64Array.from(whole, (one) => (one === BLANK ? NaN : packed.offset + packed.scale * one)));
  }
  return unpackedOnce.get(packed);
}

/** Points of the grid around a setting of all levers, each with its weight: linear in each lever. */
function around(levers, settings) {
  let points = [[0, 1]];
  levers.forEach((lever, place) => {
    const steps = lever.settings;
    const next = steps.findIndex((one) => one >= settings[place]);
    const above = next < 0 ? steps.length - 1 : Math.max(next, 1);
    const share = Math.min(1, Math.max(0, (settings[place] - steps[above - 1]) / (steps[above] - steps[above - 1])));
    points = points.flatMap(([point, weight]) => [
      [point * steps.length + above - 1, weight * (1 - share)], [point * steps.length + above, weight * share]]);
  });
  return points.filter(([, weight]) => weight > 0);
}

/** Mean of values, by the weights of their points; a blank is nothing. */
function weighed(values, first, points) {
  const sum = points.reduce((total, [point, weight]) => total + weight * values[first + point], 0);
  return Number.isFinite(sum) ? sum : null;
}

/** Series of packed values between points of a grid: its quantiles or its mean, one value each or one for each year. */
function seriesAt(grid, packed, points, years) {
  const values = unpacked(packed);
  const size = grid.points.reduce((product, steps) => product * steps, 1);
  return Array.from({ length: values.length / size / years }, (_, place) =>
    Array.from({ length: years }, (__, year) => weighed(values, (place * years + year) * size, points)));
}

/** Quantiles of packed values between points of a grid. */
function quantilesAt(grid, packed, points) {
  return seriesAt(grid, packed, points, 1).map(([value]) => value);
}
