// The search page. An engine finds, Sphinx's or Pagefind's; the rest shows what it found.
// All words for readers stand in the page, see the template craftblog/search.html.
//
// An engine has `facets`, those by which there is something to choose, and finds with
// `search(query, chosen)`: `count`, the `choices` of each facet as a Map of names to numbers
// of results, and `take(start, end)`, which promises results. A result has `url`, `title`,
// `date`, `datetime`, `categories`, `tags`, `excerpt` ([text, isMatch] pairs) and `sections`.
"use strict";
(() => {
  const page = document.querySelector(".craftblog-search");
  if (!page) return;

  const FACETS = ["tag", "category", "author", "year"];
  const SHOWN = 10; // results at a time
  const SECTIONS = 3; // links into one result
  const PAUSE = 150; // ms without a key until a search begins
  const MOST_CUT = 3; // letters that the last word may lose until something is found
  const LEAST_LEFT = 4; // and as many it keeps

  const find = (selector) => page.querySelector(selector);
  const field = find("input");
  const filters = find(".craftblog-search-filters");
  const selects = FACETS.map((facet) => find(`select[name=${facet}]`));
  const status = find(".craftblog-search-status");
  const list = find(".craftblog-search-results");
  const help = find(".craftblog-search-help");
  const more = find(".craftblog-search-more");

  // Sphinx

  function sphinxEngine() {
    let posts = {};
    window.craftblogSearchPosts = (found) => (posts = found);
    return new Promise((resolve, reject) => {
      const setIndex = Search.setIndex;
      const begin = () => resolve(sphinxSearch(Search._index, posts));
      Search.performSearch = () => {}; // its own list of results would stand beside ours
      Search.setIndex = (index) => {
        setIndex(index);
        begin();
      };
      if (Search.hasIndex()) begin();
      addEventListener("load", () => reject(new Error("there is no searchindex.js")));
    });
  }

  function sphinxSearch(index, posts) {
    const numbers = new Map(index.docnames.map((docname, number) => [docname, number]));
    const titles = [...index.titles]; // which may hold markup, unlike these:
    for (const [title, places] of Object.entries(index.alltitles)) {
      for (const [number, anchor] of places) if (anchor === null) titles[number] = title;
    }

    function describe(docname) {
      const [date, datetime, tags, categories, authors, text, title] = posts[docname] || ["", "", [], [], [], ""];
      return {
        url: address(docname),
        title: title || titles[numbers.get(docname)],
        date, datetime, categories, tags, text,
        facets: { tag: tags, category: categories, author: authors, year: datetime ? [datetime.slice(0, 4)] : [] },
        sections: [],
      };
    }

    // While a word is typed its stem may be unknown: of "migratio" it is, of "migrat" not.
    function ask(query) {
      const { length } = query.split(/\s+/).pop();
      for (let cut = 0; ; cut++) {
        const parsed = Search._parseQuery(query.slice(0, query.length - cut));
        const found = Search._performSearch(...parsed).reverse();
        if (found.length || cut === MOST_CUT || length - cut <= LEAST_LEFT) return { parsed, found };
      }
    }

    // Of one document the engine finds the text, the title and single sections.
    function group(found) {
      const results = new Map();
      for (const [docname, title, anchor, , , , kind] of found) {
        if (!results.has(docname)) results.set(docname, describe(docname));
        const { url, sections } = results.get(docname);
        const document = index.titles[numbers.get(docname)];
        if (anchor && (kind === "object" || title.startsWith(`${document} > `)) && sections.length < SECTIONS) {
          sections.push({ title: kind === "object" ? title : title.slice(document.length + 3), url: url + anchor });
        }
      }
      return [...results.values()];
    }

    const fits = (result, chosen, but) =>
      FACETS.every((facet) => facet === but || !chosen[facet] || result.facets[facet].includes(chosen[facet]));

    return {
      facets: FACETS.filter((facet) => {
        const names = Object.keys(posts).flatMap((docname) => describe(docname).facets[facet]);
        return new Set(names).size > 1;
      }),
      async search(query, chosen) {
        const { parsed, found } = ask(query);
        const all = group(found);
        const results = all.filter((result) => fits(result, chosen));
        const isMatch = matcher(parsed[1], parsed[3]);
        const choices = {};
        for (const facet of FACETS) {
          choices[facet] = new Map();
          for (const result of all.filter((one) => fits(one, chosen, facet))) {
            for (const name of result.facets[facet]) choices[facet].set(name, (choices[facet].get(name) || 0) + 1);
          }
        }
        const shown = (result) => ({ ...result, excerpt: marked(result.text, isMatch) });
        return { count: results.length, choices, take: async (start, end) => results.slice(start, end).map(shown) };
      },
    };
  }

  function address(docname) {
    const { BUILDER, LINK_SUFFIX } = DOCUMENTATION_OPTIONS;
    const path = page.dataset.root + docname.split("/").map(encodeURIComponent).join("/");
    return BUILDER === "dirhtml" ? `${path}/`.replace(/(^|\/)index\/$/, "$1") : path + LINK_SUFFIX;
  }

  // Whether a word is one of those searched for, or begins with one, or has its stem.
  function matcher(stems, words) {
    const stemmer = new Stemmer();
    return (text) => {
      const word = text.toLowerCase();
      return [...words].some((one) => word.startsWith(one)) || stems.has(stemmer.stemWord(word));
    };
  }

  function marked(text, isMatch) {
    return text.split(/([\p{Letter}\p{Number}_]+)/u).map((part, place) => [part, place % 2 === 1 && isMatch(part)]);
  }

  // Pagefind

  class MissingIndex extends Error {}

  async function pagefindEngine() {
    const root = new URL(page.dataset.root || ".", location.href);
    const pagefind = await import(new URL("pagefind/pagefind.js", root).href).catch((error) => {
      throw new MissingIndex(error.message);
    });
    await pagefind.options({ baseUrl: root.pathname });
    await pagefind.init();
    const known = await pagefind.filters();
    const found = (query, chosen, but) => {
      const wanted = Object.entries(chosen).filter(([facet, name]) => name && facet !== but);
      return pagefind.search(query, { filters: Object.fromEntries(wanted) });
    };
    return {
      facets: FACETS.filter((facet) => Object.keys(known[facet] || {}).length > 1),
      async search(query, chosen) {
        const { results, filters: counts } = await found(query, chosen);
        const choices = {};
        for (const facet of FACETS) {
          const ofFacet = chosen[facet] ? (await found(query, chosen, facet)).filters : counts;
          choices[facet] = new Map(Object.entries(ofFacet[facet] || {}).filter(([, count]) => count));
        }
        const take = async (start, end) => {
          const pages = await Promise.all(results.slice(start, end).map((result) => result.data()));
          return pages.map(describePage);
        };
        return { count: results.length, choices, take };
      },
    };
  }

  function describePage({ url, meta, filters: of, excerpt, anchors, content, locations }) {
    return {
      url,
      title: meta.title,
      date: meta.date || "",
      datetime: meta.datetime || "",
      categories: of.category || [],
      tags: of.tag || [],
      excerpt: markedBy(excerpt, content),
      sections: sectionsOf(url, anchors, content.split(/\s+/), locations),
    };
  }

  // Pagefind's excerpt is HTML: text, and <mark> around what was found.
  function markedBy(html, content) {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    const parts = [...body.childNodes].map((node) => [node.textContent, node.nodeName === "MARK"]);
    const before = content.startsWith(body.textContent) ? "" : "… ";
    const after = content.endsWith(body.textContent) ? "" : " …";
    return [[before, false], ...parts, [after, false]];
  }

  // Sphinx's sections have the anchors, and the words after them are their headings, up to
  // the full stop that Pagefind puts where there is none, or the mark that stands there.
  function sectionsOf(url, anchors, words, locations) {
    const sections = anchors.filter(({ element }) => element === "section").slice(1);
    const isFoundIn = ({ location }, place) => {
      const end = place + 1 < sections.length ? sections[place + 1].location : Infinity;
      return locations.some((one) => one >= location && one < end);
    };
    return sections.filter(isFoundIn).slice(0, SECTIONS).map(({ id, location }) => {
      const length = words.slice(location).findIndex((word) => /[.?!…]$/.test(word)) + 1;
      const title = words.slice(location, location + length).join(" ").replace(/\.$/, "");
      return { title: title || id, url: `${url}#${id}` };
    });
  }

  // What is shown

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  function link({ url, title }) {
    const made = element("a", "", title);
    made.href = url;
    return made;
  }

  function item(result) {
    const article = element("article", "craftblog-row");
    const meta = element("p", "craftblog-meta");
    if (result.date) {
      const time = element("time", "", result.date);
      time.dateTime = result.datetime;
      meta.append(time);
    }
    if (result.categories.length) meta.append(element("span", "craftblog-categories", result.categories.join(", ")));
    if (meta.childNodes.length) article.append(meta);
    article.append(element("h2", "craftblog-card-title", link(result)));
    if (result.excerpt.some(([text]) => text)) {
      const parts = result.excerpt.map(([text, isMatch]) => (isMatch ? element("mark", "", text) : text));
      article.append(element("p", "craftblog-search-excerpt", ...parts));
    }
    if (result.sections.length) {
      const links = result.sections.map((section) => element("li", "", link(section)));
      article.append(element("ul", "craftblog-search-sections", ...links));
    }
    if (result.tags.length) article.append(element("p", "craftblog-search-tags", result.tags.join(", ")));
    return element("li", "", article);
  }

  function say(words, query, count) {
    status.textContent = words.replace("{count}", count).replace("{query}", () => query);
  }

  function offer(facets, choices, chosen) {
    FACETS.forEach((facet, place) => {
      const select = selects[place];
      const names = [...choices[facet].keys()];
      if (chosen[facet] && !names.includes(chosen[facet])) names.push(chosen[facet]);
      names.sort((one, other) => (facet === "year" ? other.localeCompare(one) : one.localeCompare(other)));
      const options = names.map((name) => new Option(`${name} (${choices[facet].get(name) || 0})`, name));
      select.replaceChildren(select.options[0], ...options);
      select.value = chosen[facet];
      select.hidden = !facets.includes(facet) && !chosen[facet];
    });
    filters.hidden = selects.every((select) => select.hidden);
  }

  // What happens

  const engines = { sphinx: sphinxEngine, pagefind: pagefindEngine };
  let loading = null;
  const load = () => (loading = loading || engines[page.dataset.engine]());
  const chosen = {};
  let turn = 0; // the newest search: what an older one finds is not shown
  let take = null;

  function read() {
    const asked = new URLSearchParams(location.search);
    field.value = asked.get("q") || "";
    for (const facet of FACETS) chosen[facet] = asked.get(facet) || "";
  }

  function remember(query) {
    const asked = new URLSearchParams(Object.entries({ q: query, ...chosen }).filter(([, value]) => value));
    try {
      history.replaceState(null, "", `${location.pathname}${query ? `?${asked}` : ""}`);
    } catch {
      // a page on the disk may not change its address in every browser
    }
  }

  function clear() {
    list.replaceChildren();
    take = null;
    filters.hidden = help.hidden = more.hidden = true;
  }

  async function search() {
    const mine = ++turn;
    const query = field.value.trim();
    remember(query);
    if (!query) {
      clear();
      say("");
      return;
    }
    if (!list.children.length) say(page.dataset.searching);
    try {
      const engine = await load();
      const found = await engine.search(query, chosen);
      const results = await found.take(0, SHOWN);
      if (mine !== turn) return;
      clear();
      const { none, one, many } = page.dataset;
      say([none, one][found.count] || many, query, found.count);
      if (found.count || Object.values(chosen).some(Boolean)) offer(engine.facets, found.choices, chosen);
      help.hidden = found.count > 0;
      show(results, found);
    } catch (error) {
      if (mine === turn) fail(error);
    }
  }

  function show(results, found) {
    list.append(...results.map(item));
    take = found.take;
    more.hidden = list.children.length >= found.count;
    more.onclick = async () => {
      const start = list.children.length;
      const further = await found.take(start, start + SHOWN);
      if (take !== found.take) return;
      show(further, found);
      list.children[start].querySelector("a").focus();
    };
  }

  function fail(error) {
    clear();
    const { failed, missing, file } = page.dataset;
    const isMissing = error instanceof MissingIndex;
    say(!isMissing ? failed : location.protocol === "file:" ? file : missing);
    console.warn(error);
  }

  let timer = 0;
  function searchSoon() {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  }

  function searchNow() {
    clearTimeout(timer);
    return search();
  }

  field.addEventListener("input", searchSoon);
  field.addEventListener("focus", () => load().catch(() => {}));
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    searchNow();
  });
  for (const select of selects) {
    select.addEventListener("change", () => {
      chosen[select.name] = select.value;
      searchNow();
    });
  }

  // Arrows go through the field and the results, Escape goes back and empties the field.
  page.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stops = [field, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
    const place = stops.indexOf(event.target);
    const next = { ArrowDown: stops[place + 1], ArrowUp: stops[place - 1], Escape: field }[event.key];
    if (place < 0 || !next) return;
    event.preventDefault();
    if (event.key === "Escape" && event.target === field) {
      field.value = "";
      searchNow();
    }
    next.focus();
  });

  read();
  if (page.dataset.engine === "sphinx") load().catch(() => {}); // before its index arrives
  if (field.value) searchNow();
  else field.focus();
})();
