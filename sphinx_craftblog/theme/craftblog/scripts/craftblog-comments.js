// Comments of sphinx-craftblog: nothing is asked of another host before the reader comes near.
"use strict";
(() => {
  const section = document.querySelector(".craftblog-comments");
  const place = section?.querySelector(".craftblog-thread");
  if (!place) return;
  const state = section.querySelector(".craftblog-comments-state");
  const { provider, light, dark, ...told } = place.dataset;

  function say(key) {
    state.textContent = state.dataset[key] ?? "";
  }

  // ---- Light and dark: what the theme says, else the background that it shows.

  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  function isDark() {
    for (const { dataset, classList } of [root, document.body]) {
      const said = [dataset.scheme, dataset.theme, dataset.bsTheme, dataset.mode];
      const found = said.find((word) => word === "light" || word === "dark");
      if (found) return found === "dark";
      const isOneOf = ["light", "dark"].filter((word) => classList.contains(word));
      if (isOneOf.length === 1) return isOneOf[0] === "dark";
    }
    return hasDarkBackground();
  }

  function hasDarkBackground() {
    for (let element = section; element; element = element.parentElement) {
      const color = getComputedStyle(element).backgroundColor;
      const [red, green, blue, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
      if (!color.startsWith("rgb") || alpha === 0) continue;
      return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
    }
    return system.matches && getComputedStyle(root).colorScheme.includes("dark");
  }

  function onSchemeChange(show) {
    let shown = isDark();
    const look = () => {
      if (isDark() === shown) return;
      shown = !shown;
      show();
    };
    const observer = new MutationObserver(look);
    for (const element of [root, document.body]) observer.observe(element, { attributes: true });
    system.addEventListener("change", look);
  }

  // ---- Providers with a script of their own.

  function addScript(src, data, attributes = {}) {
    const script = Object.assign(document.createElement("script"), { async: true });
    Object.assign(script.dataset, data);
    for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
    script.addEventListener("load", () => say("loaded"));
    script.addEventListener("error", () => say("failed"));
    script.src = src;
    place.append(script);
  }

  // A frame does not hear what it is told before it is there: it is told again then.
  function tellFrame(origin, message) {
    const tell = () => {
      place.querySelector("iframe")?.contentWindow?.postMessage(message(), origin);
    };
    onSchemeChange(tell);
    addEventListener("message", function hear(event) {
      if (event.origin !== origin) return;
      removeEventListener("message", hear);
      tell();
    });
  }

  function loadGiscus() {
    const { host, ...data } = told;
    const theme = () => (isDark() ? dark : light);
    addScript(`${host}/client.js`, { ...data, emitMetadata: "0", theme: theme() });
    tellFrame(new URL(host).origin, () => ({ giscus: { setConfig: { theme: theme() } } }));
  }

  function loadUtterances() {
    const theme = () => (isDark() ? "github-dark" : "github-light");
    const attributes = { repo: told.repo, "issue-term": told.issueTerm, theme: theme() };
    if (told.label) attributes.label = told.label;
    addScript("https://utteranc.es/client.js", {}, attributes);
    tellFrame("https://utteranc.es", () => ({ type: "set-theme", theme: theme() }));
  }

  function loadIsso() {
    const { url, css, vote, lang } = told;
    place.append(Object.assign(document.createElement("section"), { id: "isso-thread" }));
    const data = { isso: `${url}/`, issoCss: css, issoVote: vote, issoLang: lang };
    addScript(`${url}/js/embed.min.js`, data);
  }

  function loadDisqus() {
    place.append(Object.assign(document.createElement("div"), { id: "disqus_thread" }));
    window.disqus_config = function () {
      if (told.url) this.page.url = told.url;
      this.page.identifier = told.identifier;
      this.page.title = told.title;
    };
    addScript(`https://${told.shortname}.disqus.com/embed.js`, { timestamp: String(Date.now()) });
    // It looks at the page's colors when it begins.
    onSchemeChange(() => window.DISQUS?.reset({ reload: true }));
  }

  // ---- Replies that are shown here. What others have written is text, and a few elements.

  const ALLOWED = new Set("P BR BLOCKQUOTE UL OL LI EM STRONG B I DEL CODE PRE".split(" "));
  const DROPPED = new Set("SCRIPT STYLE TEMPLATE IFRAME OBJECT NOSCRIPT TEXTAREA TITLE".split(" "));

  function webAddress(text) {
    try {
      const url = new URL(text);
      return ["https:", "http:"].includes(url.protocol) ? url.href : "";
    } catch {
      return "";
    }
  }

  function make(name, className, ...children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  function link(address, ...children) {
    const href = webAddress(address);
    if (!href) return make("span", "", ...children);
    return Object.assign(make("a", "", ...children), { href, rel: "nofollow ugc noopener" });
  }

  function cleaned(html) {
    // The parsed document is inert: it runs and loads nothing.
    return copies(new DOMParser().parseFromString(html, "text/html").body);
  }

  function copies(parent) {
    return [...parent.childNodes].flatMap((node) => {
      if (node.nodeType === Node.TEXT_NODE) return [node.textContent];
      if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName)) return [];
      if (node.tagName === "A") return [link(node.getAttribute("href"), ...copies(node))];
      return ALLOWED.has(node.tagName) ? [make(node.tagName, "", ...copies(node))] : copies(node);
    });
  }

  function showReplies(replies) {
    const list = make("ol", "craftblog-replies");
    for (const reply of replies) {
      const item = make("li", "", showReply(reply));
      if (reply.replies.length) item.append(showReplies(reply.replies));
      list.append(item);
    }
    return list;
  }

  function showReply({ name, handle, profile, avatar, url, date, text, warning }) {
    const head = make("header");
    if (webAddress(avatar)) head.append(picture(avatar));
    const author = [link(profile, name || handle), " ", make("span", "", `@${handle}`)];
    head.append(make("span", "craftblog-reply-author", ...author));
    const moment = new Date(date);
    if (!Number.isNaN(moment.getTime())) {
      const shown = moment.toLocaleDateString(root.lang || undefined, { dateStyle: "medium" });
      const time = Object.assign(make("time", "", shown), { dateTime: moment.toISOString() });
      head.append(link(url, time));
    }
    const body = make("div", "craftblog-reply-text", ...text);
    const whole = warning ? make("details", "", make("summary", "", warning), body) : body;
    return make("article", "craftblog-reply", head, whole);
  }

  function picture(address) {
    const image = Object.assign(make("img"), { alt: "", width: 40, height: 40, loading: "lazy" });
    image.referrerPolicy = "no-referrer";
    image.src = webAddress(address);
    return image;
  }

  async function fetched(address) {
    const response = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response.json();
  }

  async function mastodonReplies({ host, id }) {
    const { descendants } = await fetched(`https://${host}/api/v1/statuses/${id}/context`);
    const byId = new Map([[id, { replies: [] }]]);
    for (const { account, ...status } of descendants) {
      const reply = {
        name: account.display_name,
        handle: account.acct,
        profile: account.url,
        avatar: account.avatar_static,
        url: status.url,
        date: status.created_at,
        warning: status.spoiler_text,
        text: cleaned(status.content),
        replies: [],
      };
      byId.set(status.id, reply);
      (byId.get(status.in_reply_to_id) ?? byId.get(id)).replies.push(reply);
    }
    return byId.get(id).replies;
  }

  async function blueskyReplies({ user, id }) {
    const post = encodeURIComponent(`at://${user}/app.bsky.feed.post/${id}`);
    const api = "https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread";
    return blueskyTree((await fetched(`${api}?uri=${post}&depth=20&parentHeight=0`)).thread);
  }

  function blueskyTree({ replies = [] }) {
    const seen = replies.filter(({ post }) => post && !asksForAccount(post.author));
    seen.sort((a, b) => a.post.indexedAt.localeCompare(b.post.indexedAt));
    return seen.map((reply) => {
      const { author, record, uri, indexedAt } = reply.post;
      const profile = `https://bsky.app/profile/${author.handle}`;
      return {
        name: author.displayName,
        handle: author.handle,
        profile,
        avatar: author.avatar,
        url: `${profile}/post/${uri.split("/").pop()}`,
        date: record.createdAt ?? indexedAt,
        text: [make("p", "", record.text ?? "")],
        replies: blueskyTree(reply),
      };
    });
  }

  // Who has asked not to be shown to readers without an account is not.
  function asksForAccount({ labels = [] }) {
    return labels.some(({ val }) => val === "!no-unauthenticated");
  }

  async function showThread(find) {
    try {
      const replies = await find(told);
      if (replies.length) place.append(showReplies(replies));
      say(replies.length ? "loaded" : "empty");
    } catch {
      say("failed");
    }
  }

  // ---- When the reader comes near.

  const LOADERS = {
    giscus: loadGiscus,
    utterances: loadUtterances,
    isso: loadIsso,
    disqus: loadDisqus,
    mastodon: () => showThread(mastodonReplies),
    bluesky: () => showThread(blueskyReplies),
  };

  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    say("loading");
    LOADERS[provider]();
  }, { rootMargin: "400px" });
  observer.observe(section);
})();
