// What stands for a person without a picture.

/** The first letters of the first and last name: "Maya Lindt" → "ML". @param {string} name */
export function initials(name) {
  const words = String(name ?? "").trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.map((word) => Array.from(word)[0].toUpperCase()).join("") || "?";
}

/** A warm tint that stays with the name: 0…5. @param {string} name */
export function tint(name) {
  let sum = 7;
  for (const char of String(name ?? "")) sum = (sum * 31 + char.codePointAt(0)) >>> 0;
  return sum % 6;
}
