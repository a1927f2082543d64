// Stands in for mergician, with which Reflex lays one prop's object over another's.

const isPlain = (value) => value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;

/** The keys of all, objects within objects too; of two values the later one counts. */
export function mergician(...objects) {
  const merged = {};
  for (const object of objects) {
    for (const [key, value] of Object.entries(object ?? {})) {
      merged[key] = isPlain(value) && isPlain(merged[key]) ? mergician(merged[key], value) : value;
    }
  }
  return merged;
}
