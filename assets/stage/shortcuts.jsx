// Single keys for what one does most in a call, and the sheet that lists them ("?"). They can be switched off there
// (WCAG 2.1.4), and never act while somebody writes.
import { useEffect, useRef, useState } from "react";
import { Dialog } from "../ui/dialog.jsx";

const KEPT = "onetoone:shortcuts";
const WRITING = "input, textarea, select, [contenteditable], dialog[open]";

const kept = () => {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
};
const keep = (on) => {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // Private mode: remembered for this page only.
  }
};

/**
 * Listens for the keys while `active`. "?" opens the sheet also when the others are off: it is the way to them.
 * @param {{key: string, name: string, act?: () => void}[]} shortcuts `act` is missing where it can't be done right now
 * @param {boolean} active
 * @param {boolean} opened whether the sheet is open at first
 */
export function useShortcuts(shortcuts, active, opened = false) {
  const [open, setOpen] = useState(opened);
  const [on, setOn] = useState(true);
  const now = useRef({ shortcuts, on });
  now.current = { shortcuts, on };
  useEffect(() => setOn(kept()), []);

  useEffect(() => {
    if (!active) return undefined;
    const pressed = (event) => {
      if (event.repeat || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest?.(WRITING)) return;
      if (event.key === "?") {
        event.preventDefault();
        setOpen(true);
        return;
      }
      if (!now.current.on) return;
      const wanted = now.current.shortcuts.find((one) => one.key === event.key.toLowerCase());
      if (!wanted?.act) return;
      event.preventDefault();
      wanted.act();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [active]);

  const change = (value) => {
    setOn(value);
    keep(value);
  };
  return { shortcuts, open, on, show: () => setOpen(true), close: () => setOpen(false), change };
}

/** The list of the keys, and the switch. */
export function ShortcutsSheet({ keys, words }) {
  return (
    <Dialog open={keys.open} label={words.shortcuts} onClose={keys.close}>
      <div className="stage-keys">
        <h2>{words.shortcuts}</h2>
        <dl>
          {keys.shortcuts.map((one) => (
            <div key={one.key}>
              <dt>{one.name}</dt>
              <dd>
                <kbd>{one.key.toUpperCase()}</kbd>
              </dd>
            </div>
          ))}
          <div>
            <dt>{words.thisList}</dt>
            <dd>
              <kbd>?</kbd>
            </dd>
          </div>
        </dl>
        <label className="stage-keys-on">
          <input type="checkbox" checked={keys.on} onChange={(event) => keys.change(event.target.checked)} />
          {words.singleKeys}
        </label>
        <button type="button" className="stage-way stage-way-main" onClick={keys.close}>
          {words.done}
        </button>
      </div>
    </Dialog>
  );
}
