// A courtesy to those who read a text: it reads without. Deferred, so the page is there.
"use strict";
(() => {
  const words = document.currentScript.dataset; // in the site's language

  const isWide = (box) => box.scrollWidth > box.clientWidth;

  const SCROLLABLE =
    "main .highlight, .highlighttable .code > div, main pre, main table, main .math, .graphviz, .sd-cards-carousel, .cell_output";

  // What is wider than the page scrolls by itself; the keyboard must be able to reach it.
  function makeScrollable() {
    for (const box of document.querySelectorAll(SCROLLABLE)) {
      const wide = isWide(box);
      if (wide && !box.closest("[tabindex='0']")) box.tabIndex = 0;
      else if (!wide && box.tabIndex === 0 && box.matches(SCROLLABLE)) box.removeAttribute("tabindex");
    }
  }

  // It becomes so, or ceases to be, with the window, with a picture that comes, with wrapped lines.
  function watchScrollable() {
    const watcher = new ResizeObserver(makeScrollable);
    for (const box of document.querySelectorAll(SCROLLABLE)) {
      watcher.observe(box);
      if (box.firstElementChild) watcher.observe(box.firstElementChild);
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

  // Footnotes stand beside what they belong to where there is room. They keep their place in the
  // document, so that those who listen to it hear them where they were.
  function placeNotes() {
    const text = document.querySelector(".post-body > article");
    if (!text?.querySelector("aside.footnote")) return;
    const notes = [...text.querySelectorAll("aside.footnote")].flatMap((note) => {
      const mark = text.querySelector(`a.footnote-reference[href="#${CSS.escape(note.id)}"]`);
      return mark ? [[note, mark.closest("details:not([open])") ?? mark]] : [];
    });
    text.classList.add("has-sidenotes");
    const wide = text.querySelectorAll(".wide, .full");

    const GAP = 16;

    function place() {
      if (!notes.every(([note]) => getComputedStyle(note).position === "absolute")) {
        text.style.minBlockSize = "";
        return;
      }
      const start = text.getBoundingClientRect().top;
      const topOf = (box) => box.getBoundingClientRect().top - start;
      // The room above each box that takes the whole width, and below the last.
      const rooms = [];
      let from = 0;
      for (const box of [...wide].sort((one, other) => topOf(one) - topOf(other))) {
        rooms.push({ from, to: topOf(box), notes: [] });
        from = Math.max(from, topOf(box) + box.offsetHeight + GAP);
      }
      rooms.push({ from, to: Infinity, notes: [] });
      let end = 0;
      let room = rooms.shift();
      let left = room.to - room.from;
      const marked = notes.map(([note, mark]) => ({ note, top: topOf(mark), height: note.offsetHeight + GAP }));
      marked.sort((one, other) => one.top - other.top);
      const filled = [room];
      for (const one of marked) {
        while (room.to < one.top || left < one.height) {
          filled.push((room = rooms.shift()));
          left = room.to - room.from;
        }
        left -= one.height;
        room.notes.push(one);
      }
      for (const { from, to, notes } of filled) {
        end = from;
        for (const one of notes) {
          one.top = Math.max(one.top, end);
          end = one.top + one.height;
        }
        let limit = to; // what would reach into the box below moves up
        for (const one of notes.reverse()) {
          limit = one.top = Math.min(one.top, limit - one.height);
          one.note.style.insetBlockStart = `${one.top}px`;
        }
      }
      text.style.minBlockSize = `${end}px`;
    }

    new ResizeObserver(place).observe(text.querySelector("section") ?? text);
    addEventListener("resize", place);
    text.addEventListener("toggle", place, true);
    place();
  }

  // A picture that is larger than it is shown opens in a dialog.
  function enlargePictures() {
    const dialog = document.querySelector(".lightbox");
    if (!dialog) return;
    const large = new Image();
    dialog.append(large);
    dialog.addEventListener("click", () => dialog.close());

    function open(picture) {
      large.src = picture.currentSrc;
      large.alt = picture.alt;
      dialog.showModal();
    }

    for (const picture of document.querySelectorAll(".post-body section img[alt]:not([alt=''])")) {
      const link = picture.closest("a");
      if (link && !link.classList.contains("image-reference")) continue;
      const isLarger = () => picture.naturalWidth > picture.clientWidth && picture.clientWidth > 0;
      const target = link ?? picture;
      const show = () => {
        if (link) return;
        if (isLarger()) Object.assign(picture, { tabIndex: 0, role: "button" });
        else ["tabindex", "role"].forEach((name) => picture.removeAttribute(name));
      };
      target.addEventListener("click", (event) => {
        if (!isLarger() || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        open(picture);
      });
      picture.addEventListener("keydown", (event) => {
        if (link || !isLarger() || ![" ", "Enter"].includes(event.key)) return;
        event.preventDefault();
        open(picture);
      });
      picture.addEventListener("load", show);
      addEventListener("resize", show);
      show();
    }
  }

  // Where the reader is: marked in the contents list, with the minutes that are left.
  function followReading() {
    const toc = document.querySelector(".post-toc");
    const text = document.querySelector(".post-body article > section");
    if (!toc || !text) return;
    const left = toc.querySelector(".post-toc-left");
    const stops = [...toc.querySelectorAll("a[href^='#']")]
      .map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
      .filter(([, section]) => section);
    let current, isDue;

    function follow() {
      isDue = false;
      const isAtEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
      const isReached = ([, section]) => isAtEnd || section.getBoundingClientRect().top < innerHeight / 3;
      const link = stops.filter(isReached).pop()?.[0];
      if (link !== current) {
        current?.removeAttribute("aria-current");
        link?.setAttribute("aria-current", "true");
        if (link) toc.scrollTop = link.offsetTop - toc.clientHeight / 2;
        current = link;
      }
      const box = text.getBoundingClientRect();
      const rest = isAtEnd ? 0 : Math.min(1, 1 - (innerHeight / 2 - box.top) / box.height);
      const minutes = Math.ceil(left.dataset.minutes * rest);
      left.textContent = left.dataset.text.replace("{minutes}", minutes);
      left.hidden = minutes <= 0;
    }

    addEventListener("scroll", () => {
      if (!isDue) requestAnimationFrame(follow);
      isDue = true;
    }, { passive: true });
    follow();
  }

  makeCodeTools();
  watchScrollable();
  placeNotes();
  enlargePictures();
  followReading();
})();
