// Where a message is written. What was typed survives a reload; what was sent stands there until the server has it, and
// comes back into the field when the server refuses it. Sending again under the same id is harmless: it is said once.
import { createElement as h, useEffect, useLayoutEffect, useRef, useState } from "react";

const SLOW_MS = 8_000;
const TELL_EVERY_MS = 3_000; // that somebody is writing
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(36)).join("");

const kept = (key, empty) => {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? empty;
  } catch {
    return empty;
  }
};
const keep = (key, value) => {
  try {
    if (value.length) sessionStorage.setItem(key, JSON.stringify(value));
    else sessionStorage.removeItem(key);
  } catch {
    // A full or forbidden storage only costs the draft after a reload.
  }
};

/**
 * @param {{thread: string, label: string, placeholder: string, sendLabel: string, most: number, delivered: string[],
 *          refused: {id: string, why: string}, classes: Record<string, string>, icon: any,
 *          onSend: (thread: string, body: string, id: string) => void, onWriting?: (thread: string) => void}} props
 */
export function Composer({ thread, label, placeholder, sendLabel, most, delivered = [], refused, classes = {}, icon, onSend, onWriting }) {
  const [text, setText] = useState("");
  const [waiting, setWaiting] = useState([]);
  const [why, setWhy] = useState("");
  const [slow, setSlow] = useState(false);
  const area = useRef(null);
  const loaded = useRef(false);
  const told = useRef(-Infinity);

  useEffect(() => {
    const unsent = kept(`onetoone:sending:${thread}`, []);
    setText(kept(`onetoone:draft:${thread}`, ""));
    setWaiting(unsent);
    unsent.forEach(({ id, body }) => onSend(thread, body, id));
    loaded.current = true;
  }, []);
  useEffect(() => loaded.current && keep(`onetoone:draft:${thread}`, text), [text]);
  useEffect(() => loaded.current && keep(`onetoone:sending:${thread}`, waiting), [waiting]);

  useLayoutEffect(() => {
    const el = area.current;
    el.style.height = "auto";
    el.style.height = `${Math.min(el.scrollHeight, 168)}px`;
  }, [text]);

  useEffect(() => {
    setWaiting((now) => (now.some(({ id }) => delivered.includes(id)) ? now.filter(({ id }) => !delivered.includes(id)) : now));
  }, [delivered]);

  useEffect(() => {
    const back = refused?.id && waiting.find(({ id }) => id === refused.id);
    if (!back) return;
    setWaiting((now) => now.filter(({ id }) => id !== refused.id));
    setText((now) => (now ? `${back.body}\n${now}` : back.body));
    setWhy(refused.why);
    area.current.focus();
  }, [refused]);

  useEffect(() => {
    setSlow(false);
    if (!waiting.length) return undefined;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, [waiting]);

  const send = (event) => {
    event?.preventDefault();
    const body = text.trim();
    if (!body) return;
    const id = newId();
    setWaiting((now) => [...now, { id, body }]);
    setText("");
    setWhy("");
    told.current = -Infinity; // the next key is news
    onSend(thread, body, id);
    area.current.focus();
  };
  const onChange = (event) => {
    setText(event.target.value);
    if (!event.target.value.trim() || performance.now() - told.current < TELL_EVERY_MS) return;
    told.current = performance.now();
    onWriting?.(thread);
  };
  const onKeyDown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) send(event);
  };

  return h(
    "form",
    { onSubmit: send, className: classes.form },
    waiting.length > 0 &&
      h(
        "div",
        { className: classes.waiting, "data-waiting": waiting.length },
        waiting.map(({ id, body }) => h("p", { key: id, className: classes.bubble }, body)),
        h("p", { className: classes.state, role: "status" }, slow ? "Not sent yet. It goes out as soon as the line is back." : "Sending…"),
      ),
    why && h("p", { role: "alert", className: classes.alert }, why),
    h(
      "div",
      { className: classes.box },
      h("textarea", {
        ref: area,
        value: text,
        rows: 1,
        maxLength: most,
        enterKeyHint: "send",
        "aria-label": label,
        placeholder,
        className: classes.area,
        onChange,
        onKeyDown,
      }),
      h("button", { type: "submit", disabled: !text.trim(), "aria-label": sendLabel, className: classes.send }, icon),
    ),
  );
}
