// A courtesy: everything reads without it. Runs in the head, so that a reader's own
// choice of light or dark is there before the first paint.
"use strict";
(() => {
  const KEY = "craftblog-scheme";
  const DISMISSED = "craftblog-dismissed";
  const root = document.documentElement;
  const words = document.currentScript.dataset; // in the site's language
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

  const SCROLLABLE =
    "main .highlight, .highlighttable .code > div, main pre.literal-block, main table, main .math";

  const isWide = (box) => box.scrollWidth > box.clientWidth;

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

  // What is wider than the page scrolls by itself; the keyboard must be able to reach it.
  function makeScrollable() {
    for (const box of document.querySelectorAll(SCROLLABLE)) {
      const wide = isWide(box);
      if (wide && !box.closest("[tabindex='0']")) box.tabIndex = 0;
      else if (!wide && box.tabIndex === 0 && box.matches(SCROLLABLE)) box.removeAttribute("tabindex");
    }
  }

  const ICONS = {
    copy: "M9 9h11v11H9zM5 15H4V4h11v1",
    done: "M5 13l4 4L19 7",
    wrap: "M4 6h16M4 12h13a3 3 0 0 1 0 6h-4m2-2-2 2 2 2M4 18h5",
  };

  const draw = (button, icon) =>
    (button.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[icon]}"/></svg>`);

  function makeButton(icon, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.title = button.ariaLabel = words[icon];
    button.addEventListener("click", () => act(button));
    draw(button, icon);
    return button;
  }

  // What one would type: of a session the commands alone, and nothing that stands beside lines.
  function codeOf(block) {
    const copy = block.querySelector("pre:not(.linenos pre)").cloneNode(true);
    const prompts = [...copy.querySelectorAll(".gp")];
    const hasOutput = prompts.length && copy.querySelector(".go, .gt");
    const isShell = /[$#%] *$/.test(prompts[0]?.textContent);
    for (const aside of copy.querySelectorAll(".linenos, .craftblog-annotation")) aside.remove();
    for (const prompt of prompts) prompt.textContent = "\0";
    let isCommand = false;
    return copy.textContent
      .split("\n")
      .flatMap((line, i, lines) => {
        // The lines of a loop: to Pygments they are output.
        const isInner = isCommand && isShell && line.startsWith("> ");
        const goesOn = isCommand && lines[i - 1].endsWith("\\");
        isCommand = !hasOutput || line.includes("\0") || isInner || goesOn;
        return isCommand ? line.slice(isInner ? 2 : 0) : [];
      })
      .join("\n")
      .replaceAll("\0", "")
      .trimEnd();
  }

  // Browsers have a clipboard only for pages that came over https.
  async function copyText(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const focused = document.activeElement;
    const area = document.createElement("textarea");
    area.className = "code-said";
    area.value = text;
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    focused.focus();
    if (!isCopied) throw new Error("not copied");
  }

  function makeCodeTools() {
    const blocks = [...document.querySelectorAll("main [class*='highlight-'] > .highlight")].filter(
      (block) => !block.closest(".craftblog-panel"),
    );
    if (!blocks.length || !words.copy) return;
    const said = document.createElement("div");
    said.className = "code-said";
    said.role = "status";
    document.body.append(said);
    const canCopy = !document.querySelector("script[src*='copybutton']"); // sphinx-copybutton

    function copy(block, button) {
      const show = (icon, text) => {
        draw(button, icon);
        said.textContent = text;
        text ? (button.dataset.done = text) : delete button.dataset.done;
      };
      copyText(codeOf(block)).then(
        () => {
          show("done", words.copied);
          setTimeout(show, 2000, "copy", "");
        },
        () => getSelection().selectAllChildren(block), // to be copied by hand
      );
    }

    for (const block of blocks) {
      const box = block.parentElement;
      const scroller = block.querySelector(".code > div") ?? block;
      const bar = box.previousElementSibling;
      const tools = document.createElement("div");
      tools.className = "code-tools";
      const wrap = makeButton("wrap", () => {
        wrap.ariaPressed = String(block.classList.toggle("is-wrapped"));
        makeScrollable();
      });
      wrap.ariaPressed = "false";
      tools.append(wrap);
      if (canCopy) tools.append(makeButton("copy", (button) => copy(block, button)));
      bar?.matches(".code-block-caption") ? bar.append(tools) : box.prepend(tools);
      const offer = () => (wrap.hidden = !isWide(scroller) && wrap.ariaPressed === "false");
      offer();
      new ResizeObserver(offer).observe(block);
    }
  }

  addEventListener("DOMContentLoaded", () => {
    makeSwitch();
    makeCodeTools();
    makeDismissible();
    makeClosable();
    makeScrollable();
    addEventListener("resize", makeScrollable);
  });
})();
