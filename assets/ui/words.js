// Texts with places in them. Which language they are in was decided when the page was built (onetoone/web/languages.py).

import { isMirrored } from "./direction.js";

const WITH = "‖";

/**
 * `text` with each {place} filled in.
 *
 * While pages are rendered for the build, texts are still marked and their language is yet to come: the values are put
 * beside the text, within the marks, and filled in with it (`in_page`, onetoone/web/languages.py).
 * @param {string} text
 * @param {Object<string, unknown>} values
 */
export function fill(text, values) {
  if (isMarked(text)) return text.slice(0, -1) + WITH + JSON.stringify(values, plain) + text.slice(-1);
  return text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? isolated(values[name] ?? "") : place));
}

/**
 * The form that goes with `values.n`, filled in.
 * @param {string} forms for one and for more, with "¦" between them
 * @param {{n: number}} values
 */
export function form(forms, values) {
  if (isMarked(forms)) return fill(forms, values);
  const [one, many] = forms.split("¦");
  const rules = new Intl.PluralRules(document.documentElement.lang || "en");
  return fill(rules.select(values.n) === "one" ? one : many, values);
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** What is read the other way, or may be, keeps to itself in the sentence (`isolated`, onetoone/domain/words.py). */
function isolated(value) {
  const apart = typeof value === "string" && value && (isMirrored() || RIGHT_TO_LEFT.test(value));
  return apart ? `\u2068${value}\u2069` : String(value);
}

/** @param {string} text */
function isMarked(text) {
  return text.charCodeAt(0) === 0x27e6;
}

/** A value within marks can have none of its own. */
function plain(_name, value) {
  return typeof value === "string" && isMarked(value) ? value.slice(1, -1) : (value ?? "");
}
