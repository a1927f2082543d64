/**
 * Send pictures, or none: the camera stays ours, but nothing is encoded, so that the line is there for the sound.
 * @param {RTCRtpSender | undefined} sender @param {boolean} on
 */
export async function sendPictures(sender, on) {
  const parameters = sender?.getParameters();
  if (!parameters?.encodings?.length || parameters.encodings.every((one) => (one.active ?? true) === on)) return;
  for (const one of parameters.encodings) one.active = on;
  await sender.setParameters(parameters);
}
