// Stands in for Reflex's upload: pictures go to an address of our own (assets/messages/attachment.js).
export const uploadFiles = () => {
  throw new Error("Files are not sent this way.");
};
