/* Sphinx finds pages; here they are put in order, and each stays once.
 *
 * Sphinx compares names letter by letter, so that «цены лидов» is no better a match for «Цена лида»
 * than for any page that has both words. Here names are compared by the stems of their words: the
 * more of a name has been asked for, the better. Results come worst first. */
"use strict";

{
  const NAMED = 100; // what a name is worth that has all words of the query and no other
  const search = Search._performSearch;

  const stems = (text) => {
    const stemmer = new Stemmer();
    return splitQuery(text.toLowerCase()).map((word) => stemmer.stemWord(word));
  };

  /** How well the names of each page match: 1 where a name is the query itself. */
  const likeness = (terms) => {
    const pages = new Map();
    for (const [name, places] of Object.entries(Search._index.indexentries)) {
      const words = new Set(stems(name));
      if (![...terms].every((term) => words.has(term))) continue;
      for (const [page] of places) {
        const file = Search._index.filenames[page];
        pages.set(file, Math.max(pages.get(file) ?? 0, terms.size / words.size));
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
