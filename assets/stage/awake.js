// The screen stays awake while the call is on, also after a look at another tab.
import { useEffect } from "react";

export function useAwake(on) {
  useEffect(() => {
    if (!on || !navigator.wakeLock) return undefined;
    let lock;
    let done = false;
    const hold = async () => {
      if (document.visibilityState !== "visible") return;
      lock = await navigator.wakeLock.request("screen").catch(() => undefined);
      if (done) lock?.release();
    };
    hold();
    document.addEventListener("visibilitychange", hold);
    return () => {
      done = true;
      document.removeEventListener("visibilitychange", hold);
      lock?.release();
    };
  }, [on]);
}
