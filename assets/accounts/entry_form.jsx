// A form that signs somebody in: sends itself by fetch and hands errors back to be shown beside the fields.
import { createElement as h, useEffect, useState } from "react";

import { enter } from "$/public/accounts/entry.js";

/** @param {{address: string, sorry: string, onSent: () => void, onRefused: (errors: Object<string, string>) => void, className?: string, children?: any}} props */
export function EntryForm({ address, sorry, onSent, onRefused, className, children, ...more }) {
  // Until React has taken over, the browser would send the form by itself.
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);

  const onSubmit = async (event) => {
    event.preventDefault();
    const data = Object.fromEntries(new FormData(event.currentTarget));
    onSent?.();
    const errors = await enter(address, data, sorry);
    onRefused?.(errors);
  };

  return h(
    "form",
    { ...more, method: "post", action: address, noValidate: true, onSubmit },
    h("fieldset", { disabled: !ready, className: className ?? "contents" }, children),
  );
}
