/**
 * How often something may happen: `most` at once, then one more every `everyMs`.
 * @param {number} most @param {number} everyMs @param {() => number} [clock]
 * @returns {() => boolean} whether it may happen now; counts it if so
 */
export function bucket(most, everyMs, clock = () => performance.now()) {
  let left = most;
  let at = clock();
  return () => {
    const now = clock();
    left = Math.min(most, left + (now - at) / everyMs);
    at = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
