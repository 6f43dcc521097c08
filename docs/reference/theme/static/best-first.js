/* Sphinx finds pages; here they are put in order, and each stays once.
 *
 * Sphinx compares names letter by letter, so that «цены лидов» is no better a match for «Цена лида»
 * than for any page that has both words. Here names are compared by the stems of their words: the
 * more of a name has been asked for, the better. Results come worst first. */
"use strict";

{
  const NAMED = 100; // what a name is worth that has all words of the query and no other
  const search = Search._performSearch;

  /** The stems of each name's words with the pages that have the name; found when first needed. */
  let known = null;
  const names = () => {
    if (known === null) {
      const stemmer = new Stemmer();
      const stems = (name) => splitQuery(name).map((word) => stemmer.stemWord(word));
      known = Object.entries(Search._index.indexentries).map(([name, places]) => ({
        stems: new Set(stems(name)),
        files: places.map(([page]) => Search._index.filenames[page]),
      }));
    }
    return known;
  };

  /** How well the names of each page match: 1 where a name is the query itself. */
  const likeness = (terms) => {
    const pages = new Map();
    for (const { stems, files } of names()) {
      if (![...terms].every((term) => stems.has(term))) continue;
      for (const file of files) {
        pages.set(file, Math.max(pages.get(file) ?? 0, terms.size / stems.size));
      }
    }
    return pages;
  };

  Search._performSearch = (query, terms, ...rest) => {
    const named = terms.size ? likeness(terms) : new Map();
    const best = new Map();
    for (const result of search(query, terms, ...rest)) {
      const file = result[5];
      result[4] += NAMED * (named.get(file) ?? 0);
      if (!best.has(file) || best.get(file)[4] <= result[4]) best.set(file, result);
    }
    return [...best.values()].sort((one, other) => one[4] - other[4]);
  };
}
