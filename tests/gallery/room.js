// What has too little room in the page as it stands, told as sentences. Everything is measured once and nothing is changed.
() => {
  const SLACK = 1.5; // pixels: rounding
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]";
  const name = (node) => {
    const said = (node.getAttribute("aria-label") || node.textContent || node.getAttribute("name") || "").trim().replace(/\s+/g, " ");
    return `<${node.localName}> ${JSON.stringify(said.slice(0, 48))}`;
  };
  const styles = new Map();
  const style = (node) => styles.get(node) ?? styles.set(node, getComputedStyle(node)).get(node);
  const forEars = (node) => node.closest(".only-read, .sr-only, [hidden]") !== null;
  const shown = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !forEars(node);
  const above = function* (node) {
    for (let at = node.parentElement; at && at !== document.body; at = at.parentElement) yield at;
  };
  const scrolls = (node, axis) => ["auto", "scroll"].includes(style(node)[`overflow${axis}`]);
  const scrolled = (node, axis) => [...above(node)].some((at) => scrolls(at, axis));
  // What lies over the page by itself (a bar, a dialog) may cover what is scrolled below it.
  const ground = (node) => style(node).backgroundImage !== "none" || !/(rgba|color)\(.*[,/] ?0(\.[0-6]\d*)?\)$/.test(style(node).backgroundColor);
  const over = (node) => style(node).position === "absolute" && style(node).zIndex !== "auto" && ground(node);
  const layer = (node) => {
    for (let at = node; at; at = at.parentElement)
      if (["fixed", "sticky"].includes(style(at).position) || at.matches("dialog, [popover]") || over(at)) return at;
    return null;
  };
  const px = (value) => `${Math.round(value * 10) / 10}px`;
  const inner = document.documentElement;
  const [width, height] = [inner.clientWidth, window.innerHeight];
  const found = [];

  if (inner.scrollWidth > width + SLACK) found.push(`the page scrolls sideways, by ${px(inner.scrollWidth - width)}`);

  const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
  const root = dialog ?? document.body;
  const controls = [...root.querySelectorAll(CONTROLS)].filter(shown).map((node) => ({ node, box: node.getBoundingClientRect() }));
  for (const { node, box } of controls) {
    if (!box.width || !box.height) continue;
    const skip = box.bottom < 0; // waits above the window for the keyboard
    if (!skip && !scrolled(node, "X") && (box.left < -SLACK || box.right > width + SLACK)) found.push(`${name(node)} is outside the window: ${px(box.left)} to ${px(box.right)} of ${px(width)}`);
    const holds = layer(node);
    const still = holds && style(holds).position === "fixed" && !scrolled(node, "Y") && !scrolls(holds, "Y");
    if (!skip && still && (box.top < -SLACK || box.bottom > height + SLACK)) found.push(`${name(node)} is out of reach: ${px(box.top)} to ${px(box.bottom)} of ${px(height)}`);
  }

  const texts = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || !node || ["SCRIPT", "STYLE", "OPTION", "NOSCRIPT", "TITLE"].includes(node.tagName.toUpperCase()) || !shown(node)) continue;
    range.selectNodeContents(text);
    const lines = [...range.getClientRects()].filter((line) => line.width > 1 && line.height > 1);
    if (lines.length) texts.push({ node, lines });
  }
  const seen = []; // each line as far as it can be seen, for what overlaps
  for (const { node, lines } of texts) {
    const chain = [node, ...above(node)];
    const shortened = chain.find((at) => style(at).textOverflow === "ellipsis" || style(at).webkitLineClamp !== "none");
    const control = node.closest("a[href], button");
    const outside = (line, box) => Math.max(box.left - line.left, line.right - box.right, box.top - line.top, box.bottom < line.bottom ? line.bottom - box.bottom : 0);
    let told = false;
    for (const whole of lines) {
      let [line, visible] = [whole, whole];
      for (const at of chain) {
        const how = style(at);
        const [cutsX, cutsY] = [how.overflowX !== "visible", how.overflowY !== "visible"];
        if (cutsX || cutsY) {
          const box = at.getBoundingClientRect();
          const [beyondX, beyondY] = [Math.max(box.left - line.left, line.right - box.right), Math.max(box.top - line.top, line.bottom - box.bottom)];
          const tall = (line.height - parseFloat(how.fontSize)) / 2; // a line is higher than its letters
          const cut = (cutsX && !scrolls(at, "X") && beyondX > SLACK) || (cutsY && !scrolls(at, "Y") && beyondY > tall + SLACK);
          if (!shortened && !told && cut) (told = true), found.push(`${name(node)} is cut off by ${px(Math.max(beyondX, beyondY))}`);
          const [left, top] = [Math.max(visible.left, box.left), Math.max(visible.top, box.top)];
          visible = new DOMRect(left, top, Math.min(visible.right, box.right) - left, Math.min(visible.bottom, box.bottom) - top);
          if (scrolls(at, "X") || scrolls(at, "Y")) line = visible; // the rest comes when it is scrolled
        }
        if (style(at).position === "fixed" || visible.width < 1 || visible.height < 1) break;
      }
      if (visible.width < 1 || visible.height < 1) continue;
      if (!told && !shortened && control && style(control).display !== "inline") {
        const box = control.getBoundingClientRect();
        const tall = (line.height - parseFloat(style(node).fontSize)) / 2;
        const beyond = Math.max(box.left - line.left, line.right - box.right, box.top - line.top - tall, line.bottom - box.bottom - tall);
        if (beyond > SLACK) (told = true), found.push(`${name(node)} runs out of its place by ${px(beyond)}`);
      }
      if (!told && !scrolled(node, "X") && !shortened && (visible.left < -SLACK || visible.right > width + SLACK)) (told = true), found.push(`${name(node)} runs out of the window`);
      seen.push({ node, box: visible, size: parseFloat(style(node).fontSize), layer: layer(node) });
    }
  }

  const cross = (a, b, by) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > by && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > by;
  // Of a line the letters alone, without the room above and below them.
  const letters = ({ box, size }) => {
    const spare = Math.max(0, (box.height - size * 0.8) / 2);
    return new DOMRect(box.left, box.top + spare, box.width, box.height - 2 * spare);
  };
  const overlaps = new Set();
  seen.forEach((one, i) => {
    for (const other of seen.slice(i + 1)) {
      if (one.node === other.node || one.layer !== other.layer) continue;
      if (cross(letters(one), letters(other), 2)) overlaps.add(`${name(one.node)} and ${name(other.node)} overlap`);
    }
  });
  const reach = controls.filter(({ node, box }) => box.width > 1 && box.height > 1 && !node.matches(".stage-move, .peer") && !scrolledAway(node, box));
  function scrolledAway(node, box) {
    return [...above(node)].some((at) => {
      if (style(at).overflowY === "visible" && style(at).overflowX === "visible") return false;
      const frame = at.getBoundingClientRect();
      return box.bottom > frame.bottom + SLACK || box.top < frame.top - SLACK || box.right > frame.right + SLACK || box.left < frame.left - SLACK;
    });
  }
  reach.forEach((one, i) => {
    for (const other of reach.slice(i + 1)) {
      if (one.node.contains(other.node) || other.node.contains(one.node) || layer(one.node) !== layer(other.node)) continue;
      if (cross(one.box, other.box, 3)) overlaps.add(`${name(one.node)} and ${name(other.node)} overlap`);
    }
  });
  return [...new Set(found), ...overlaps];
}
