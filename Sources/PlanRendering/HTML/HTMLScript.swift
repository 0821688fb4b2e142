/// What searches and filters. Everything else on the page does without it.
enum HTMLScript {
  static let text: StaticString = """

    "use strict";
    (() => {
      const form = document.getElementById("find");
      const count = document.getElementById("count");
      const nothing = document.getElementById("nothing");
      const rows = new Map();
      for (const row of document.querySelectorAll("[data-token]")) {
        rows.set(row.dataset.token, [...rows.get(row.dataset.token) ?? [], row]);
      }
      const tokens = Array.from(document.querySelectorAll("article.token"), (article) => ({
        article,
        rows: [article, ...article.querySelectorAll(".member[id]")].map((part) => rows.get(part.id) ?? []),
        words: null,
      }));

      const all = tokens.reduce((sum, token) => sum + token.rows.length, 0);

      const wordsOf = (token) => {
        token.words ??= Array.from(token.article.querySelectorAll("h3, .member, .module"), (part) => part.textContent)
          .join("\\n").toLowerCase();
        return token.words;
      };

      const show = () => {
        const wanted = new FormData(form);
        const words = wanted.get("words").trim().toLowerCase().split(/\\s+/).filter(Boolean);
        let shown = 0;
        for (const token of tokens) {
          const data = token.article.dataset;
          const fits = (!wanted.get("effect") || data.effect === wanted.get("effect"))
            && (!wanted.get("cause") || data.cause === wanted.get("cause"))
            && (!wanted.has("grants") || "grants" in data)
            && (!wanted.has("revocations") || "revocations" in data)
            && words.every((word) => wordsOf(token).includes(word));
          token.article.hidden = !fits;
          for (const row of token.rows.flat()) row.hidden = !fits;
          if (fits) shown += token.rows.length;
        }
        count.textContent = `${shown} of ${all} ${all === 1 ? "token" : "tokens"} shown`;
        nothing.hidden = shown > 0;
      };

      let waiting = 0;
      const later = () => {
        clearTimeout(waiting);
        waiting = setTimeout(show, 40);
      };
      for (const event of ["input", "change", "reset"]) form.addEventListener(event, later);
      form.addEventListener("submit", (event) => event.preventDefault());
      form.hidden = false;
      show();
    })();

    """
}
