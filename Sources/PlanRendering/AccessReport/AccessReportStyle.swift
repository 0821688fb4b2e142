/// How the page of a report looks beyond the style of every page.
enum AccessReportStyle {
  static let text: StaticString = """

    .report td { min-width: 2.6rem; padding: .25rem .4rem; white-space: normal; overflow-wrap: normal; }
    .report td:nth-child(-n + 7) { text-align: left; min-width: 7.5rem; }
    .report td small { display: inline; }
    .report tbody th { overflow-wrap: anywhere; }
    .report thead th.module { height: 12rem; max-width: 3rem; padding: .4rem .2rem; }
    .report th.module span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 11.5rem;
      display: inline-block; overflow: hidden; overflow-wrap: normal; line-height: 1.15; }
    .report th.module small { display: inline; }
    .report td.refiltered { white-space: nowrap; }
    .report details.part { margin-bottom: .75rem; }
    .report details.part > summary { padding: .3rem 0; font-weight: 600; }
    .report table.findings { background: var(--panel); border: 1px solid var(--line); font-size: .875rem; }
    .report table.findings th { position: static; width: auto; min-width: 0; }
    .report table.findings td { text-align: left; }
    .report ul.plain { display: grid; gap: .6rem; }
    @media print {
      @page { size: landscape; margin: 8mm; }
      .report { padding: 0; max-width: none; font-size: 9pt; }
      .report table { font-size: 6pt; }
      .report .matrix { border: 0; }
      .report td, .report td:nth-child(-n + 7) { min-width: 0; padding: .5mm .8mm; }
      .report tbody th { position: static; width: auto; min-width: 0; }
      .report thead th { position: static; }
      .report thead th.module { height: 28mm; padding: .5mm; }
      .report th.module span { max-height: 27mm; }
      .report thead { display: table-header-group; }
      .report tr { break-inside: avoid; }
      .report thead th { overflow-wrap: normal; }
      .report .tag { font-size: inherit; padding: 0 .2rem; white-space: normal; }
    }

    """
}
