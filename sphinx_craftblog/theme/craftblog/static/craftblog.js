// A courtesy: everything reads without it. Runs in the head, so that a reader's own
// choice of light or dark is there before the first paint.
"use strict";
(() => {
  const KEY = "craftblog-scheme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  function storedScheme() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage may be forbidden
    }
  }

  function isDark() {
    return root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches;
  }

  const stored = storedScheme();
  if (stored === "light" || stored === "dark") root.dataset.scheme = stored;

  function makeSwitch() {
    const button = document.querySelector(".scheme-switch");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.scheme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem(KEY, root.dataset.scheme);
      } catch {
        // the choice then lasts for this page
      }
      show();
    });
    system.addEventListener("change", show);
    show();
  }

  const SCROLLABLE =
    "main .highlight, .highlighttable .code > div, main pre.literal-block, main table, main .math";

  const isWide = (box) => box.scrollWidth > box.clientWidth;

  // What is wider than the page scrolls by itself; the keyboard must be able to reach it.
  function makeScrollable() {
    for (const box of document.querySelectorAll(SCROLLABLE)) {
      const wide = isWide(box);
      if (wide && !box.closest("[tabindex='0']")) box.tabIndex = 0;
      else if (!wide && box.tabIndex === 0 && box.matches(SCROLLABLE)) box.removeAttribute("tabindex");
    }
  }

  addEventListener("DOMContentLoaded", () => {
    makeSwitch();
    makeScrollable();
    addEventListener("resize", makeScrollable);
  });
})();
