// Inside the bank's sheet, or in the window of a tip's Checkout: tells our own pages around it to look again. A window
// has no opener any more once it was at Stripe (Cross-Origin-Opener-Policy), hence the channel; a frame may be kept apart
// from its channel by the browser, hence the message.
const framed = window.parent !== window;
if (framed) window.parent.postMessage("bank:done", location.origin);
const channel = new BroadcastChannel("onetoone");
channel.postMessage("bank:done");
channel.close();
if (!framed) window.close();
