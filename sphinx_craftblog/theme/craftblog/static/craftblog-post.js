// A courtesy to those who read a post: it reads without. Deferred, so the page is there.
"use strict";
(() => {
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

    function place() {
      if (!notes.every(([note]) => getComputedStyle(note).position === "absolute")) {
        text.style.minBlockSize = "";
        return;
      }
      const start = text.getBoundingClientRect().top;
      const taken = [...wide].map((box) => box.getBoundingClientRect())
        .map((box) => [box.top - start, box.bottom - start]);
      let end = 0;
      notes
        .map(([note, mark]) => [note, mark.getBoundingClientRect().top - start])
        .sort(([, one], [, other]) => one - other)
        .forEach(([note, wanted]) => {
          let top = Math.max(wanted, end);
          for (const [from, to] of taken) {
            const above = from - note.offsetHeight - 16;
            if (top < to && top > above) top = above >= end ? above : to + 16;
          }
          note.style.insetBlockStart = `${top}px`;
          end = top + note.offsetHeight + 16;
        });
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

  placeNotes();
  enlargePictures();
  followReading();
})();
