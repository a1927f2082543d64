// Stands in for @emotion/react, of which Reflex's pages call `jsx` alone: 12 KB that every first visit would carry for
// styles that Tailwind writes. onetoone/web/lean_build.py has Vite take it.
import { createElement } from "react";

/**
 * React's createElement; what Reflex passes as `css` (a keyword it doesn't know) becomes an inline style.
 * Nested rules can't: the build refuses them.
 */
export function jsx(type, props, ...children) {
  if (!props?.css) return createElement(type, props, ...children);
  const { css, ...rest } = props;
  return createElement(type, { ...rest, style: { ...css, ...rest.style } }, ...children);
}

/** Only Reflex's own offline banner asks for it, and ours stands in that one's place. */
export const keyframes = () => "";
