// "Mara is writing…": comes with each word that she writes, and goes by itself when no more comes.
import { createElement as h, useEffect, useState } from "react";

/** @param {{at: string, seconds: number, words: string, classes: Record<string, string>}} props */
export function Writing({ at, seconds, words, classes = {} }) {
  const [shown, setShown] = useState(false);

  useEffect(() => {
    setShown(Boolean(at));
    if (!at) return undefined;
    const timer = setTimeout(() => setShown(false), seconds * 1000);
    return () => clearTimeout(timer);
  }, [at]);

  const dots = h("span", { className: classes.dots, "aria-hidden": true }, h("i"), h("i"), h("i"));
  return h("p", { className: classes.line, "data-writing": shown }, shown && h("span", { className: classes.shown }, dots, words));
}
