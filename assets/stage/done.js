// Inside the bank's sheet, or in the window of a tip's Checkout: tells our own page around it to look again.
const ours = window.opener ?? (window.parent === window ? null : window.parent);
ours?.postMessage("bank:done", location.origin);
if (window.opener) window.close();
