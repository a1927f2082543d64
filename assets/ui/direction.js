/** Whether the page is read from right to left. */
export const isMirrored = () => globalThis.document?.documentElement.dir === "rtl";
