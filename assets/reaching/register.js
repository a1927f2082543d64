// On every page, once it has loaded: the service worker, and word of which browser this is.
import { renew } from "./push.js";

async function begin() {
  try {
    await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
    await renew();
  } catch {
    // Private windows and plain http have none: everything else works.
  }
}

if ("serviceWorker" in navigator) {
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin, { once: true });
}
