// The offline page goes by itself as soon as the line is back.
window.addEventListener("online", () => location.reload());
