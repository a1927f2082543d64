// Before the first paint: the theme the person chose ("light" or "dark"); nothing chosen follows the system.
(function () {
  var root = document.documentElement;
  var read = function () {
    try { return localStorage.getItem("onetoone:theme") || "system"; } catch (e) { return "system"; }
  };
  var apply = function (choice) {
    if (choice === "light" || choice === "dark") root.setAttribute("data-theme", choice);
    else root.removeAttribute("data-theme");
  };
  apply(read());
  window.onetooneTheme = {
    get: read,
    set: function (choice) {
      try { localStorage.setItem("onetoone:theme", choice); } catch (e) { /* private mode: this page only */ }
      apply(choice);
    },
  };
})();
