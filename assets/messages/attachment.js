// A picture on its way into a message: chosen, made smaller where it has to be, uploaded with its progress, and never
// lost by a failure.
import { useEffect, useRef, useState } from "react";

const TYPES = ["image/jpeg", "image/png", "image/webp", "image/gif"];
const LONGEST = 2048; // pixels: as large as the server keeps it

/** A photo that has too many bytes, with fewer; the file itself where the browser can't read it. */
async function within(file, most) {
  if (file.size <= most) return file;
  try {
    const whole = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(whole.width, whole.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(whole.width * scale));
    canvas.height = Math.max(1, Math.round(whole.height * scale));
    canvas.getContext("2d").drawImage(whole, 0, 0, canvas.width, canvas.height);
    whole.close();
    const smaller = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
    return smaller && smaller.size <= most ? smaller : file;
  } catch {
    return file;
  }
}

/** The first picture among the files that were dropped or pasted, or the first file, so that one is told why not. */
export const pictureIn = (files) => [...(files ?? [])].find(({ type }) => type.startsWith("image/")) ?? files?.[0];

/**
 * @param {string} address where it is uploaded
 * @param {number} most bytes that are taken
 * @param {Record<string, string>} words
 * @returns {{one: {status: "uploading"|"ready"|"failed", progress: number, preview: string, id: string, alt: string,
 *   why: string, again: boolean} | null, choose: (file?: File) => void, tryAgain: () => void, describe: (alt: string) => void,
 *   restore: (id: string, alt: string) => void, remove: () => void}}
 */
export function useAttachment(address, most, words) {
  const [one, setOne] = useState(null);
  const file = useRef(null);
  const request = useRef(null);
  const change = (more) => setOne((now) => now && { ...now, ...more });
  const drop = (preview) => preview?.startsWith("blob:") && URL.revokeObjectURL(preview);
  useEffect(() => () => request.current?.abort(), []);

  const upload = async () => {
    change({ status: "uploading", progress: 0, why: "" });
    const mine = new XMLHttpRequest();
    request.current = mine;
    const body = await within(file.current, most);
    if (request.current !== mine) return; // taken away meanwhile
    if (body.size > most) return change({ status: "failed", again: false, why: words.large });
    mine.open("POST", address);
    mine.responseType = "json";
    mine.upload.onprogress = ({ loaded, total }) => change({ progress: Math.round((100 * loaded) / (total || 1)) });
    mine.onload = () => {
      const { picture, errors } = mine.response ?? {};
      if (picture) change({ status: "ready", progress: 100, id: picture });
      else change({ status: "failed", again: mine.status === 408 || mine.status >= 429, why: errors?.[""] || words.failed });
    };
    mine.onerror = () => change({ status: "failed", again: true, why: words.failed });
    mine.setRequestHeader("Content-Type", "application/octet-stream");
    mine.send(body);
  };
  const remove = () => {
    request.current?.abort();
    request.current = file.current = null;
    setOne((now) => (drop(now?.preview), null));
  };
  const choose = (chosen) => {
    if (!chosen) return;
    const alt = one?.alt ?? "";
    remove();
    file.current = chosen;
    const known = TYPES.includes(chosen.type);
    const preview = known ? URL.createObjectURL(chosen) : "";
    setOne({ status: known ? "uploading" : "failed", progress: 0, preview, id: "", alt, again: false, why: known ? "" : words.kind });
    if (known) upload();
  };
  const restore = (id, alt) =>
    setOne({ status: "ready", progress: 100, preview: `/pictures/${id}/small`, id, alt, again: false, why: "" });
  return { one, choose, tryAgain: upload, describe: (alt) => change({ alt }), restore, remove };
}
