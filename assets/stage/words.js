// What the stage says comes from Python (onetoone/ui/stage_words.py), in the language of the page.
import { bare } from "../ui/words.js";

/** Fills {other} and friends. @param {string} text @param {Record<string, string>} parts */
export const say = (text, parts = {}) => bare(text).replace(/\{(\w+)\}/g, (_, key) => parts[key] ?? "");
