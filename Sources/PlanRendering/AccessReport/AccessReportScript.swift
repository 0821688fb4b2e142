/// What searches and filters the page of a report. Everything else on the page does without it.
enum AccessReportScript {
  static let text: StaticString = """

    "use strict";
    (() => {
      const form = document.getElementById("find");
      const count = document.getElementById("count");
      const nothing = document.getElementById("nothing");
      const most = 500;
      const parts = Array.from(document.querySelectorAll("details.part"), (part) => ({
        part, open: part.open, rows: Array.from(part.querySelectorAll("tbody tr"), (row) => ({row, words: null, modules: null})),
      }));
      const all = parts.reduce((sum, part) => sum + part.rows.length, 0);

      const wordsOf = (entry) => entry.words ??= (entry.row.cells[0].textContent + "\\n" + entry.row.cells[1].textContent)
        .toLowerCase();
      const modulesOf = (entry) => entry.modules ??= new Set(entry.row.dataset.modules.split(" "));

      const show = () => {
        const wanted = new FormData(form);
        const words = wanted.get("words").trim().toLowerCase().split(/\\s+/).filter(Boolean);
        const [module, file, state, finding, use] = ["module", "file", "state", "finding", "use"].map((name) => wanted.get(name));
        const isLimited = words.length > 0 || [module, file, state, finding, use].some(Boolean);
        let shown = 0;
        const found = parts.map(({rows}) => {
          const before = shown;
          for (const entry of rows) {
            const data = entry.row.dataset;
            const fits = (!file || data.file === file) && (!state || data.state === state) && (!use || data.use === use)
              && (!finding || (finding === "*" ? data.findings !== "" : data.findings.split(" ").includes(finding)))
              && (!module || modulesOf(entry).has(module))
              && words.every((word) => wordsOf(entry).includes(word));
            if (entry.row.hidden === fits) entry.row.hidden = !fits;
            if (fits) shown += 1;
          }
          return shown - before;
        });
        parts.forEach(({part, open}, index) => {
          part.hidden = found[index] === 0;
          part.open = isLimited && shown <= most ? true : open;
        });
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
      addEventListener("beforeprint", () => parts.forEach(({part}) => { part.open = true; }));
      addEventListener("afterprint", show);
      form.hidden = false;
      count.textContent = `${all} of ${all} ${all === 1 ? "token" : "tokens"} shown`;
    })();

    """
}
