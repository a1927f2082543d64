// Texts with places in them. Which language they are in was decided when the page was built (onetoone/web/languages.py).

/**
 * `text` with each {place} filled in.
 * @param {string} text
 * @param {Object<string, unknown>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name] ?? "") : place));
}

/**
 * The form that goes with `values.n`, filled in.
 * @param {string} forms for one and for more, with "¦" between them
 * @param {{n: number}} values
 */
export function form(forms, values) {
  const [one, many] = forms.split("¦");
  const rules = new Intl.PluralRules(document.documentElement.lang || "en");
  return fill(rules.select(values.n) === "one" ? one : many, values);
}
