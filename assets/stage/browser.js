// Which browser asks for the camera, as far as its help differs: each hides its "allow" elsewhere.

/**
 * @param {string} agent navigator.userAgent
 * @param {number} touches navigator.maxTouchPoints: an iPad says it is a Mac
 * @returns {"chrome"|"edge"|"firefox"|"safari"|"chrome-android"|"firefox-android"|"samsung"|"safari-ios"|"app-ios"|"other"}
 */
export function browserOf(agent, touches = 0) {
  if (/iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touches > 1))
    return /CriOS|FxiOS|EdgiOS/.test(agent) ? "app-ios" : "safari-ios";
  if (/Android/.test(agent)) {
    if (/SamsungBrowser/.test(agent)) return "samsung";
    return /Firefox/.test(agent) ? "firefox-android" : "chrome-android";
  }
  if (/Edg\//.test(agent)) return "edge";
  if (/Firefox\//.test(agent)) return "firefox";
  if (/Chrom(e|ium)\//.test(agent)) return "chrome";
  return /Safari\//.test(agent) ? "safari" : "other";
}

/** The machine's own settings come before the browser's. @returns {"mac"|"windows"|"other"} */
export function machineOf(agent) {
  if (/Macintosh/.test(agent)) return "mac";
  return /Windows/.test(agent) ? "windows" : "other";
}
