/// How the page looks, in light and in dark, on a desk and on a phone.
enum HTMLStyle {
  static let text: StaticString = """

    :root {
      --page: #f5f6f8; --panel: #fff; --ink: #1a2028; --soft: #545e6d; --line: #d9dee5; --link: #0a54b8;
      --plus: #0b6236; --plus-back: #dff4e6; --minus: #9c1318; --minus-back: #fde4e3;
      --tilde: #714500; --tilde-back: #fcedcb; --drift: #5b2d96; --drift-back: #efe5fc; --code: #edf0f4;
      --sans: system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
      --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #0f1318; --panel: #171c23; --ink: #e5e9ef; --soft: #a0abba; --line: #2d3540; --link: #8dbbff;
        --plus: #7de2a6; --plus-back: #10331f; --minus: #ffa49e; --minus-back: #431a1b;
        --tilde: #f5c872; --tilde-back: #3a2a0a; --drift: #d0b3ff; --drift-back: #33214f; --code: #222933;
      }
    }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    html { background: var(--page); color: var(--ink); font: 1rem/1.5 var(--sans); scroll-padding-top: 1rem; }
    body { margin: 0 auto; padding: 1.5rem clamp(.75rem, 3vw, 2.5rem) 3rem; max-width: 110rem; overflow-wrap: anywhere; }
    h1, h2, h3, h4, p, ul, ol, dl, dd, pre { margin: 0; padding: 0; }
    ul, ol { list-style: none; }
    h1 { font-size: clamp(1.35rem, 1rem + 1.6vw, 1.9rem); line-height: 1.2; letter-spacing: -.01em; }
    h2 { font-size: 1.2rem; margin: 2.25rem 0 .75rem; }
    h3 { font-size: 1rem; }
    a { color: var(--link); }
    code, .command, .lines { font-family: var(--mono); font-size: .875em; }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    .escape, .left-out { font-style: italic; color: var(--soft); }
    .escape { font-family: var(--mono); font-size: .85em; background: var(--code); border-radius: .2rem; }
    .note, .kind { color: var(--soft); font-size: .875rem; }
    .kind { text-transform: uppercase; letter-spacing: .08em; font-weight: 600; margin-bottom: .5rem; }
    .portal { font-size: .8125rem; font-weight: 400; }
    .granted { color: var(--plus); }
    .revoked { color: var(--minus); }
    .refiltered { color: var(--tilde); }
    .kept { color: var(--soft); }

    .verdict { background: var(--panel); border: 1px solid var(--line); border-left: .4rem solid var(--soft);
      border-radius: .6rem; padding: 1.1rem 1.25rem; display: grid; gap: .5rem; }
    .verdict.good { border-left-color: var(--plus); }
    .verdict.careful { border-left-color: var(--link); }
    .verdict.bad { border-left-color: var(--minus); }
    pre { background: var(--code); border-radius: .4rem; padding: .6rem .8rem; white-space: pre-wrap; }
    .counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .6rem; margin: .9rem 0; }
    .counts li { background: var(--panel); border: 1px solid var(--line); border-radius: .6rem; padding: .6rem .9rem; }
    .counts b { display: block; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
    .counts small { display: block; color: var(--soft); }
    .counts .granted { background: var(--plus-back); }
    .counts .revoked { background: var(--minus-back); }
    .counts .refiltered { background: var(--tilde-back); }
    .facts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; }
    .facts dt { color: var(--soft); font-size: .8rem; }

    #find { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem 1rem; margin-top: 1.75rem; padding: 1rem 1.25rem;
      background: var(--panel); border: 1px solid var(--line); border-radius: .6rem; }
    #find label { font-size: .875rem; }
    #find p { display: grid; gap: .2rem; }
    #find .words { flex: 1 1 16rem; }
    #find .tick { display: flex; align-items: center; gap: .4rem; min-height: 2.5rem; }
    #count { color: var(--soft); min-height: 2.5rem; align-content: center; font-variant-numeric: tabular-nums; }
    input, select, button { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--soft);
      border-radius: .4rem; min-height: 2.5rem; padding: .3rem .6rem; min-width: 0; max-width: 100%; }
    input[type="checkbox"] { min-height: 0; width: 1.15rem; height: 1.15rem; accent-color: var(--link); }
    button { cursor: pointer; }

    .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; font-size: .875rem; margin-bottom: .6rem; }
    .matrix { overflow: auto; max-height: 85vh; background: var(--panel); border: 1px solid var(--line);
      border-radius: .6rem; }
    table { border-collapse: separate; border-spacing: 0; font-size: .8125rem; line-height: 1.35; }
    th, td { border-right: 1px solid var(--line); border-bottom: 1px solid var(--line); padding: .4rem .6rem; }
    td { text-align: center; white-space: nowrap; min-width: 6rem; }
    td small { display: block; }
    .matrix + .matrix { margin-top: .75rem; }
    td.granted { background: var(--plus-back); font-weight: 600; }
    td.revoked { background: var(--minus-back); font-weight: 600; }
    td.refiltered { background: var(--tilde-back); font-weight: 600; white-space: normal; overflow-wrap: normal; }
    td.open { color: var(--soft); border: 1px dashed var(--soft); }
    td.unchanged { color: var(--soft); text-align: left; }
    td.unchanged span { position: sticky; left: 17rem; }
    th { background: var(--panel); background-clip: padding-box; text-align: left; font-weight: 400; }
    th .name { display: block; font-weight: 600; max-width: 14rem; }
    thead .name { max-width: 9rem; overflow-wrap: break-word; }
    th code { overflow-wrap: break-word; }
    th code { color: var(--soft); }
    th a code { color: inherit; }
    th small { display: block; font-size: inherit; font-variant-numeric: tabular-nums; }
    thead th { position: sticky; top: 0; z-index: 1; vertical-align: bottom; border-bottom: 2px solid var(--soft); }
    tbody th { position: sticky; left: 0; width: 16rem; min-width: 16rem; }
    thead .corner { left: 0; z-index: 2; font-weight: 600; }
    tbody tr:hover th { background: var(--code); }

    article { background: var(--panel); border: 1px solid var(--line); border-radius: .6rem; padding: .9rem 1.1rem;
      margin-bottom: .75rem; display: grid; gap: .55rem; content-visibility: auto; contain-intrinsic-block-size: auto 11rem; }
    article:target { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
    .tag { display: inline-block; border-radius: .3rem; padding: 0 .45rem; font-size: .8125rem; font-weight: 600;
      background: var(--code); color: var(--ink); white-space: nowrap; }
    .tag.granted { color: var(--plus); background: var(--plus-back); }
    .tag.revoked { color: var(--minus); background: var(--minus-back); }
    .tag.refiltered { color: var(--tilde); background: var(--tilde-back); }
    .tag.drift { color: var(--drift); background: var(--drift-back); }
    .about { display: flex; flex-wrap: wrap; gap: 0 1.25rem; color: var(--soft); font-size: .875rem; }
    .members { display: grid; gap: .3rem; }
    .caution { color: var(--tilde); font-weight: 600; }
    .caution::before { content: "⚠ " / ""; }
    .modules { display: grid; gap: .3rem; }
    .modules b { display: inline-block; min-width: 5.5rem; }
    .modules b.tag { min-width: 0; }
    .plain .modules { padding-left: 1.2rem; }
    .plain .modules b { min-width: 1rem; }
    .filters, .modules details, .buyers { padding-left: 1.2rem; font-size: .9em; }
    .filters .buyers, .filters details { padding-left: 0; }
    summary { cursor: pointer; width: fit-content; }
    details ul { padding: .3rem 0 0 1.2rem; }
    .text h4 { display: inline-block; font-size: .875rem; margin-right: .6rem; }
    .text .note, .text .tag { margin-right: .6rem; }
    .lines { border: 1px solid var(--line); border-radius: .4rem; overflow: hidden; margin-top: .25rem; }
    .lines > * { display: block; padding: .1rem .6rem .1rem 1.9rem; text-indent: -1.3rem; text-decoration: none;
      white-space: pre-wrap; }
    mark { color: inherit; background: none; font-weight: 700; text-decoration: underline; text-underline-offset: .15em; }
    del { color: var(--minus); background: var(--minus-back); }
    ins { color: var(--plus); background: var(--plus-back); }

    .diagnostics, .results, .plain, .requests { display: grid; gap: .5rem; background: var(--panel);
      border: 1px solid var(--line); border-radius: .6rem; padding: .9rem 1.1rem; }
    .diagnostics p, .results p { padding-left: 1.2rem; }
    section > p { margin-bottom: .75rem; }
    section > p.left-out { margin: .6rem 0 0; }
    details.plan { margin-top: 1.25rem; border-top: 1px solid var(--line); padding-top: .75rem; }
    details.plan > summary { font-weight: 600; }
    .verdict h2 { margin: 0; }
    .overview td { white-space: normal; }
    footer { margin-top: 2.5rem; color: var(--soft); font-size: .875rem; }

    @media (max-width: 40rem) {
      tbody th { width: 9rem; min-width: 9rem; }
      td.unchanged span { left: 10rem; }
      td { min-width: 5.25rem; padding: .35rem .4rem; }
      article { padding: .75rem .8rem; }
      .counts { grid-template-columns: repeat(3, 1fr); gap: .4rem; }
      .counts li { padding: .4rem .6rem; font-size: .875rem; }
    }
    @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
    @page { size: A4 landscape; margin: 10mm; }
    @media print {
      :root {
        --page: #fff; --panel: #fff; --ink: #1a2028; --soft: #545e6d; --line: #c4cad3; --link: #1a2028;
        --plus: #0b6236; --plus-back: #dff4e6; --minus: #9c1318; --minus-back: #fde4e3;
        --tilde: #714500; --tilde-back: #fcedcb; --drift: #5b2d96; --drift-back: #efe5fc; --code: #edf0f4;
      }
      html { font-size: 9pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      body { padding: 0; max-width: none; }
      a { text-decoration: none; }
      #find, .portal { display: none; }
      .counts { grid-template-columns: repeat(auto-fit, minmax(28mm, 1fr)); }
      .matrix { max-height: none; overflow: visible; border: 0; border-radius: 0; break-inside: auto; }
      .matrix + .matrix { break-before: page; }
      table { width: 100%; font-size: 7pt; border-top: 1px solid var(--line); border-left: 1px solid var(--line); }
      thead { display: table-header-group; }
      tr { break-inside: avoid; }
      h2, h3 { break-after: avoid; }
      thead th, thead .corner, tbody th, td.unchanged span { position: static; }
      th, td { padding: 1pt 2pt; }
      td { min-width: 0; white-space: normal; }
      tbody th { width: 45mm; min-width: 0; }
      th .name, thead .name { max-width: none; }
      .wide table { table-layout: fixed; }
      .wide .corner { width: 45mm; }
      .wide td > span, .wide td small, .wide thead small { display: none; }
      .wide td.kept:not(.others)::before { content: "·"; }
      .legend .kept::after { content: " (· in narrow columns)"; }
      .wide thead th:not(.corner) { writing-mode: vertical-rl; height: 46mm; padding: 1pt 0; line-height: 1;
        white-space: nowrap; overflow: hidden; font-size: 6pt; }
      .wide thead .name { display: inline-block; max-inline-size: 34mm; overflow: hidden; text-overflow: ellipsis; }
      .wide thead code { font-size: 5pt; }
      article { break-inside: avoid; content-visibility: visible; padding: 4pt 6pt; margin-bottom: 4pt; }
    }

    """
}
