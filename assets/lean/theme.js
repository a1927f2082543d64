// Stands in for Reflex's colour mode: the theme is an attribute that assets/theme.js sets before the first paint.
export const ThemeProvider = ({ children }) => children;
