// Light, dark, or as the system has it.
import { createElement as h, useEffect, useState } from "react";

/** @param {{label: string, words: {system: string, light: string, dark: string}}} props */
export function ThemeChoice({ label, words }) {
  const [choice, setChoice] = useState("system");
  useEffect(() => setChoice(window.onetooneTheme?.get() ?? "system"), []);
  return h(
    "fieldset",
    { className: "inline-flex gap-1 rounded-field border border-line bg-sunken p-1" },
    h("legend", { className: "only-read" }, label),
    ["system", "light", "dark"].map((value) =>
      h(
        "label",
        { key: value, className: "relative" },
        h("input", {
          type: "radio",
          name: "theme",
          value,
          checked: choice === value,
          className: "peer only-read",
          onChange: () => {
            window.onetooneTheme?.set(value);
            setChoice(value);
          },
        }),
        h("span", { className: "ui-theme-option" }, words[value]),
      ),
    ),
  );
}
