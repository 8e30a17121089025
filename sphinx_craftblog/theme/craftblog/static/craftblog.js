// A courtesy: everything reads without it. Runs in the head, so that a reader's own
// choice of light or dark is there before the first paint.
"use strict";
(() => {
  const KEY = "craftblog-scheme";
  const DISMISSED = "craftblog-dismissed";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  function stored(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage may be forbidden
    }
  }

  function store(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // it then lasts for this page
    }
  }

  function isDark() {
    return root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches;
  }

  const chosen = root.dataset.schemeSwitch === "off" ? null : stored(KEY);
  if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;
  if (root.dataset.announcement && stored(DISMISSED) === root.dataset.announcement) root.dataset.dismissed = "";

  function makeSwitch() {
    const button = document.querySelector(".scheme-switch");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.scheme = isDark() ? "light" : "dark";
      store(KEY, root.dataset.scheme);
      show();
    });
    system.addEventListener("change", show);
    show();
  }

  function makeDismissible() {
    const button = document.querySelector(".announcement-close");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.dismissed = "";
      store(DISMISSED, root.dataset.announcement);
      document.querySelector(".brand")?.focus({ preventScroll: true }); // what comes next
    });
  }

  // A menu closes by Escape, by a click beside it, and when the keyboard leaves it.
  function makeClosable() {
    const menu = document.querySelector(".site-menu");
    if (!menu) return;
    const close = (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    };
    addEventListener("click", close);
    addEventListener("focusin", close);
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  const SCROLLABLE =
    "main .highlight, .highlighttable .code > div, main pre.literal-block, main table, main .math";

  // What is wider than the page scrolls by itself; the keyboard must be able to reach it.
  function makeScrollable() {
    for (const box of document.querySelectorAll(SCROLLABLE)) {
      const wide = box.scrollWidth > box.clientWidth;
      if (wide && !box.closest("[tabindex='0']")) box.tabIndex = 0;
      else if (!wide && box.tabIndex === 0 && box.matches(SCROLLABLE)) box.removeAttribute("tabindex");
    }
  }

  addEventListener("DOMContentLoaded", () => {
    makeSwitch();
    makeDismissible();
    makeClosable();
    makeScrollable();
    addEventListener("resize", makeScrollable);
  });
})();
