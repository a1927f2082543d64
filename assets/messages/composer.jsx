// Where a message is written. What was typed survives a reload; what was sent stands there until the server has it, and
// comes back into the field when the server refuses it. Sending again under the same id is harmless: it is said once.
import { createElement as h, useEffect, useLayoutEffect, useRef, useState } from "react";
import { pictureIn, useAttachment } from "$/public/messages/attachment.js";

const SLOW_MS = 8_000;
const TELL_EVERY_MS = 3_000; // that somebody is writing
const KEYBOARD = 80; // pixels that no browser's own bars take
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

/** How much of the page a phone's keyboard covers, for the style sheet: --keyboard. */
function useKeyboard() {
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return undefined;
    const measure = () => {
      const covered = window.innerHeight - view.height - view.offsetTop;
      document.documentElement.style.setProperty("--keyboard", `${covered > KEYBOARD && view.scale === 1 ? covered : 0}px`);
    };
    measure();
    view.addEventListener("resize", measure);
    return () => {
      view.removeEventListener("resize", measure);
      document.documentElement.style.removeProperty("--keyboard");
    };
  }, []);
}

/**
 * @param {{thread: string, label: string, placeholder: string, sendLabel: string, most: number, mostAlt: number,
 *          mostBytes: number, uploadTo: string, words: Record<string, string>, delivered: string[],
 *          refused: {id: string, why: string}, classes: Record<string, string>, icon: any, pictureIcon: any, removeIcon: any,
 *          onSend: (thread: string, body: string, id: string) => void,
 *          onSendPicture: (thread: string, body: string, id: string, picture: string, alt: string) => void,
 *          onWriting?: (thread: string) => void}} props
 */
export function Composer({
  thread, label, placeholder, sendLabel, most, mostAlt, mostBytes, uploadTo, words = {}, delivered = [], refused, classes = {},
  icon, pictureIcon, removeIcon, onSend, onSendPicture, onWriting,
}) {
  const [text, setText] = useState("");
  const [waiting, setWaiting] = useState([]);
  const [why, setWhy] = useState("");
  const [slow, setSlow] = useState(false);
  const [eager, setEager] = useState(false); // send as soon as the picture is there
  const { one, choose, tryAgain, describe, restore, remove } = useAttachment(uploadTo, mostBytes, words);
  const area = useRef(null);
  const input = useRef(null);
  const loaded = useRef(false);
  const told = useRef(-Infinity);
  const hand = ({ id, body, picture, alt }) =>
    picture ? onSendPicture(thread, body, id, picture, alt) : onSend(thread, body, id);
  useKeyboard();

  useEffect(() => {
    const unsent = kept(`onetoone:sending:${thread}`, []);
    const [picture, alt] = kept(`onetoone:picture:${thread}`, []);
    setText(kept(`onetoone:draft:${thread}`, ""));
    setWaiting(unsent);
    if (picture) restore(picture, alt);
    unsent.forEach(hand);
    loaded.current = true;
  }, []);
  useEffect(() => loaded.current && keep(`onetoone:draft:${thread}`, text), [text]);
  useEffect(() => loaded.current && keep(`onetoone:sending:${thread}`, waiting), [waiting]);
  useEffect(() => {
    if (loaded.current) keep(`onetoone:picture:${thread}`, one?.id ? [one.id, one.alt] : []);
  }, [one]);

  useLayoutEffect(() => {
    const el = area.current;
    el.style.height = "auto";
    el.style.height = `${Math.min(el.scrollHeight, 168)}px`;
  }, [text]);

  // Dropped anywhere on the conversation.
  useEffect(() => {
    const place = area.current.closest("[data-conversation]") ?? area.current;
    const files = (event) => event.dataTransfer?.types.includes("Files");
    const over = (event) => {
      if (!files(event)) return;
      event.preventDefault();
      place.dataset.dropping = words.drop;
    };
    const leave = (event) => event.relatedTarget && place.contains(event.relatedTarget) ? undefined : delete place.dataset.dropping;
    const drop = (event) => {
      leave({});
      if (!files(event)) return;
      event.preventDefault();
      choose(pictureIn(event.dataTransfer.files));
    };
    const heard = { dragover: over, dragleave: leave, drop };
    for (const [name, hear] of Object.entries(heard)) place.addEventListener(name, hear);
    return () => Object.entries(heard).forEach(([name, hear]) => place.removeEventListener(name, hear));
  }, []);

  useEffect(() => {
    setWaiting((now) => (now.some(({ id }) => delivered.includes(id)) ? now.filter(({ id }) => !delivered.includes(id)) : now));
  }, [delivered]);

  useEffect(() => {
    const back = refused?.id && waiting.find(({ id }) => id === refused.id);
    if (!back) return;
    setWaiting((now) => now.filter(({ id }) => id !== refused.id));
    setText((now) => (now && back.body ? `${back.body}\n${now}` : back.body || now));
    if (back.picture && !one) restore(back.picture, back.alt);
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
    if (!body && !one) return;
    if (one && one.status !== "ready") {
      setEager(one.status === "uploading");
      return;
    }
    const message = { id: newId(), body, ...(one && { picture: one.id, alt: one.alt }) };
    setWaiting((now) => [...now, message]);
    setText("");
    setWhy("");
    setEager(false);
    if (one) remove();
    told.current = -Infinity; // the next key is news
    hand(message);
    area.current.focus();
  };
  useEffect(() => {
    if (one?.status === "ready" && eager) send();
    if (one?.status !== "uploading") setEager(false);
  }, [one?.status]);

  const onChange = (event) => {
    setText(event.target.value);
    if (!event.target.value.trim() || performance.now() - told.current < TELL_EVERY_MS) return;
    told.current = performance.now();
    onWriting?.(thread);
  };
  const onKeyDown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) send(event);
  };
  const onPaste = (event) => {
    const picture = pictureIn(event.clipboardData.files);
    if (!picture) return;
    event.preventDefault();
    choose(picture);
  };
  const onChosen = (event) => {
    choose(event.target.files[0]);
    event.target.value = ""; // the same file may be chosen again
    area.current.focus();
  };

  return h(
    "form",
    { onSubmit: send, className: classes.form },
    waiting.length > 0 &&
      h(
        "div",
        { className: classes.waiting, "data-waiting": waiting.length },
        waiting.map(({ id, body, picture }) =>
          h(
            "div",
            { key: id, className: classes.bubble, dir: "auto" },
            picture && h("img", { src: `/pictures/${picture}/small`, alt: "", className: classes.thumb }),
            body,
          ),
        ),
        h("p", { className: classes.state, role: "status" }, slow ? words.slow : words.sending),
      ),
    why && h("p", { role: "alert", className: classes.alert }, why),
    h(
      "div",
      { className: classes.box },
      one && h(Attached, { one, eager, words, classes, mostAlt, removeIcon, describe, tryAgain, remove: () => (remove(), area.current.focus()) }),
      h(
        "div",
        { className: classes.row },
        h("input", { ref: input, type: "file", accept: "image/jpeg,image/png,image/webp,image/gif", hidden: true, onChange: onChosen, "data-choose": true }),
        h("button", { type: "button", "aria-label": words.add, className: classes.add, onClick: () => input.current.click() }, pictureIcon),
        h("textarea", {
          ref: area,
          value: text,
          dir: "auto",
          rows: 1,
          maxLength: most,
          enterKeyHint: "send",
          "aria-label": label,
          placeholder,
          className: classes.area,
          onChange,
          onKeyDown,
          onPaste,
        }),
        h(
          "button",
          { type: "submit", disabled: one ? one.status === "failed" || eager : !text.trim(), "aria-label": sendLabel, className: classes.send },
          icon,
        ),
      ),
    ),
  );
}

/** The picture that is about to be sent: how far it is, words for who can't see it, and the way out. */
function Attached({ one, eager, words, classes, mostAlt, removeIcon, describe, tryAgain, remove }) {
  const progress = h("progress", { value: one.progress, max: 100, "aria-label": words.uploading, className: "ui-progress" });
  const state = {
    uploading: h("div", { className: classes.state }, progress, eager && h("span", null, words.eager)),
    failed: h(
      "p",
      { role: "alert", className: classes.alert },
      one.why,
      " ",
      one.again && h("button", { type: "button", className: classes.again, onClick: tryAgain }, words.again),
    ),
  }[one.status];
  return h(
    "div",
    { className: classes.attached, "data-attached": one.status },
    h("span", { className: classes.preview }, one.preview && h("img", { key: one.preview, src: one.preview, alt: "", onError: (event) => (event.target.hidden = true) })),
    h(
      "div",
      { className: classes.about },
      h("input", {
        type: "text",
        value: one.alt,
        dir: "auto",
        maxLength: mostAlt,
        "aria-label": words.describe,
        placeholder: words.describe,
        className: classes.alt,
        onChange: (event) => describe(event.target.value),
        onKeyDown: (event) => event.key === "Escape" && remove(),
      }),
      state,
    ),
    h("button", { type: "button", "aria-label": words.remove, className: classes.add, onClick: remove }, removeIcon),
  );
}
