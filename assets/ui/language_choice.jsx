// In which language the pages come. The choice is the server's to keep; the page then comes anew.
import { createElement as h, useEffect, useState } from "react";

/** @param {{label: string, languages: [string, string][], address: string}} props */
export function LanguageChoice({ label, languages, address }) {
  const [language, setLanguage] = useState(languages[0][0]);
  useEffect(() => setLanguage(document.documentElement.lang), []);
  const choose = async (event) => {
    setLanguage(event.target.value);
    await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ language: event.target.value }),
    }).catch(() => undefined);
    location.reload();
  };
  return h(
    "select",
    { className: "ui-language", "aria-label": label, value: language, onChange: choose },
    languages.map(([code, name]) => h("option", { key: code, value: code, lang: code }, name)),
  );
}
