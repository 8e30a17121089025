// A courtesy: everything reads without it. Runs in the head, so that a reader's own
// choice of light or dark is there before the first paint.
"use strict";
(() => {
  const KEY = "craftblog-scheme";
  const SHORTCUTS = "craftblog-shortcuts";
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

  // Of the two names the first is ours, the second what extensions look for.
  const setScheme = (scheme) => Object.assign(root.dataset, { scheme, theme: scheme });

  const chosen = root.dataset.schemeSwitch === "off" ? null : stored(KEY);
  if (chosen === "light" || chosen === "dark") setScheme(chosen);
  if (root.dataset.announcement && stored(DISMISSED) === root.dataset.announcement) root.dataset.dismissed = "";

  function makeSwitch() {
    const button = document.querySelector(".scheme-switch");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    button.addEventListener("click", () => {
      setScheme(isDark() ? "light" : "dark");
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

  // What opens closes by Escape, by a click beside it or on a link, and when the keyboard leaves it.
  function makeClosable() {
    for (const menu of document.querySelectorAll(".site-menu, .post-toc > details")) {
      addEventListener("click", (event) => {
        if (!menu.contains(event.target) || event.target.closest("a[href^='#']")) menu.open = false;
      });
      addEventListener("focusin", (event) => {
        if (!menu.contains(event.target)) menu.open = false;
      });
      addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !menu.open) return;
        menu.open = false;
        menu.querySelector("summary").focus();
      });
    }
  }

  function makeShortcuts() {
    const dialog = document.querySelector(".shortcuts");
    if (!dialog) return;
    const inUse = dialog.querySelector("input");
    const open = () => dialog.showModal();
    const click = (selector) => document.querySelector(selector)?.click();
    const opener = document.querySelector(".shortcuts-open");
    opener.hidden = false;
    opener.addEventListener("click", open);
    inUse.checked = stored(SHORTCUTS) !== "off";
    inUse.addEventListener("change", () => store(SHORTCUTS, inUse.checked ? "on" : "off"));

    const acts = {
      "?": open,
      "/": () => {
        const field = document.querySelector("main [type='search']");
        const page = document.querySelector("head > [rel='search']");
        if (field) field.focus();
        else if (page) location.assign(page.href);
      },
      n: () => click("main a[rel='next']"),
      p: () => click("main a[rel='prev']"),
      d: () => click(".scheme-switch"),
    };
    addEventListener("keydown", (event) => {
      const isForOthers = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
      const isTyping = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
      if (!Object.hasOwn(acts, event.key) || !inUse.checked || isForOthers || isTyping) return;
      event.preventDefault();
      acts[event.key]();
    });
  }

  addEventListener("DOMContentLoaded", () => {
    makeSwitch();
    makeDismissible();
    makeClosable();
    makeShortcuts();
  });
})();
