// In which language the pages come. The choice is the server's to keep; the page then comes anew.
import { createElement as h, useEffect, useRef, useState } from "react";

import { Menu } from "./menu.jsx";

const CHOSEN = "language-chosen";

/**
 * @param {string} address who is told
 * @param {string} language
 */
async function choose(address, language) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ language }),
  }).catch(() => undefined);
  if (!answer?.ok) return;
  sessionStorage.setItem(CHOSEN, language);
  location.reload();
}

/** Whoever has just chosen with the keyboard is where they were. @param {string} selector what gets the focus */
function useFocusAfterChoice(selector) {
  const root = useRef(null);
  useEffect(() => {
    if (!sessionStorage.getItem(CHOSEN)) return;
    sessionStorage.removeItem(CHOSEN);
    requestAnimationFrame(() => root.current?.querySelector(selector)?.focus());
  }, []);
  return root;
}

/** A button that opens the list. @param {{languages: [string, string][], address: string}} props and those of Menu */
export function LanguageMenu({ languages, address, itemClass, ...menu }) {
  const root = useFocusAfterChoice("button");
  return h("div", { ref: root, className: "inline-flex" }, h(Menu, menu, h(Items, { languages, address, itemClass })));
}

// Drawn when the menu opens, so never while the build draws pages: it may look at the document.
function Items({ languages, address, itemClass }) {
  return languages.map(([code, name]) =>
    h(
      "button",
      {
        key: code,
        type: "button",
        role: "menuitemradio",
        "aria-checked": code === document.documentElement.lang,
        tabIndex: -1,
        lang: code,
        className: itemClass,
        onClick: () => choose(address, code),
      },
      name,
    ),
  );
}

/** All of them in a row. @param {{label: string, languages: [string, string][], address: string}} props */
export function LanguageRow({ label, languages, address, itemClass }) {
  const [language, setLanguage] = useState("");
  const root = useFocusAfterChoice("[aria-pressed=true]");
  useEffect(() => setLanguage(document.documentElement.lang), []);
  return h(
    "div",
    { ref: root, role: "group", "aria-label": label, className: "flex flex-wrap gap-2" },
    languages.map(([code, name]) =>
      h(
        "button",
        {
          key: code,
          type: "button",
          "aria-pressed": code === language,
          lang: code,
          className: itemClass,
          onClick: () => code !== language && choose(address, code),
        },
        name,
      ),
    ),
  );
}
