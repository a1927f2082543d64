// Signing in, up and out by fetch. Afterwards the page loads anew: the websocket carries the cookie it began with.
import { leave } from "$/public/reaching/push.js";

/**
 * POST `data` as JSON to one of our own addresses; on success go where `?next=` says, or the answer, which may insist.
 * @param {string} address
 * @param {Object<string, unknown>} data
 * @param {string} [sorry] what is wrong when nobody answers
 * @returns {Promise<Object<string, string>>} errors by field, "" for the whole form; never resolves when it went well
 */
export async function enter(address, data, sorry = SORRY) {
  let answer;
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(data),
    });
    answer = await response.json();
    if (!response.ok) return answer.errors ?? { "": sorry };
  } catch {
    return { "": sorry };
  }
  location.assign((answer.instead ? null : wanted()) ?? answer.next ?? "/");
  return new Promise(() => {});
}

/** Ends the session of this browser, which is told nothing any more. */
export async function signOut() {
  const patience = new Promise((done) => setTimeout(done, 1500)); // a push service out of reach keeps nobody here
  await Promise.race([leave().catch(() => {}), patience]);
  return enter("/auth/sign-out", {});
}

const SORRY = "We couldn't reach the server. Please try again.";

/** Where `?next=` leads, when that is a page of ours. @returns {string|null} */
function wanted() {
  const next = new URLSearchParams(location.search).get("next");
  if (!next?.startsWith("/")) return null;
  const url = new URL(next, location.origin);
  return url.origin === location.origin ? url.pathname + url.search : null;
}
