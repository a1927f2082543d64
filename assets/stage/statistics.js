/** From the browser's report on a connection to the few numbers that a call needs. */

/**
 * @typedef {object} Summary
 * @property {number} framesDecoded
 * @property {number} framesPerSecond
 * @property {number} width in pixels, of the other's picture
 * @property {number} height
 * @property {number} audioEnergy (headless Chromium leaves it at 0)
 * @property {number} audioPackets received
 * @property {number} bytesReceived
 * @property {number} bytesSent
 * @property {number | null} rtt to the other and back, in ms
 * @property {number} loss 0-1, since the last summary
 */

/**
 * @param {RTCStatsReport} reports
 * @param {{lost: number, received: number}} before packets counted by the last summary
 * @returns {{summary: Summary, counted: {lost: number, received: number}}}
 */
export function summarise(reports, before) {
  /** @type {Summary} */
  const summary = { framesDecoded: 0, framesPerSecond: 0, width: 0, height: 0, audioEnergy: 0, audioPackets: 0,
    bytesReceived: 0, bytesSent: 0, rtt: null, loss: 0 };
  let lost = 0, received = 0;
  for (const report of reports.values()) {
    if (report.type === "inbound-rtp") {
      lost += report.packetsLost ?? 0;
      received += report.packetsReceived ?? 0;
      summary.bytesReceived += report.bytesReceived ?? 0;
      if (report.kind === "video") {
        summary.framesDecoded += report.framesDecoded ?? 0;
        summary.framesPerSecond = report.framesPerSecond ?? 0;
        summary.width = report.frameWidth ?? 0;
        summary.height = report.frameHeight ?? 0;
      } else {
        summary.audioEnergy += report.totalAudioEnergy ?? 0;
        summary.audioPackets += report.packetsReceived ?? 0;
      }
    } else if (report.type === "outbound-rtp") {
      summary.bytesSent += report.bytesSent ?? 0;
    } else if (report.type === "remote-inbound-rtp" && report.roundTripTime !== undefined) {
      summary.rtt = Math.max(summary.rtt ?? 0, report.roundTripTime * 1000);
    }
  }
  const newlyLost = lost - before.lost, newlyReceived = received - before.received;
  if (newlyLost > 0 && newlyReceived > 0) summary.loss = newlyLost / (newlyLost + newlyReceived);
  return { summary, counted: { lost, received } };
}
