/** Tells when this machine is on another network: what was connected has to find a new way. */

/** @param {() => void} changed @returns {() => void} stops watching */
export function watchNetwork(changed) {
  const connection = globalThis.navigator?.connection;
  let type = connection?.type;
  const look = () => {
    // The event also tells of every new estimate of the speed; only another kind of network is a reason to move.
    const before = type;
    type = connection.type;
    if (type !== before && type !== "none") changed();
  };
  globalThis.addEventListener("online", changed);
  connection?.addEventListener?.("change", look);
  return () => {
    globalThis.removeEventListener("online", changed);
    connection?.removeEventListener?.("change", look);
  };
}
