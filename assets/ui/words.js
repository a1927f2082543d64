// Texts with places in them. Which language they are in was decided when the page was built (onetoone/web/languages.py).

/**
 * While a page is rendered for the build its texts are still marked; one that is put together can't be told apart there.
 * @param {string} text
 */
export function bare(text) {
  return text.charCodeAt(0) === 0x27e6 ? text.slice(1, -1) : text;
}

/**
 * `text` with each {place} filled in.
 * @param {string} text
 * @param {Object<string, unknown>} values
 */
export function fill(text, values) {
  return bare(text).replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name] ?? "") : place));
}

/**
 * The form that goes with `values.n`, filled in.
 * @param {string} forms for one and for more, with "¦" between them
 * @param {{n: number}} values
 */
export function form(forms, values) {
  const [one, many] = bare(forms).split("¦");
  const rules = new Intl.PluralRules((typeof document !== "undefined" && document.documentElement.lang) || "en");
  return fill(rules.select(values.n) === "one" ? one : many, values);
}
