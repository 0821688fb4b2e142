import AccessReport
import TokenModel

extension HTMLPage {
  private static let maximumFiles = 500

  /// The controls, out of sight until the script is there to work them.
  mutating func writeSearchForm(for report: AccessReport, _ matrix: AccessReportMatrix) {
    markup(
      """
      <form id="find" role="search" aria-label="Tokens" hidden>
      <p class="words"><label for="words">Search tokens</label>
      <input id="words" name="words" type="search" autocomplete="off" spellcheck="false"></p>
      <p><label for="module">Has module</label>
      <select id="module" name="module"><option value="">any</option>
      """)
    for (index, module) in matrix.columns.enumerated() { option(index, module.name?.string ?? module.id.rawValue) }
    markup("</select></p>\n<p><label for=\"file\">File</label>\n<select id=\"file\" name=\"file\">")
    markup("<option value=\"\">any</option><option value=\"-\">in no file</option>")
    for (index, file) in matrix.files.prefix(Self.maximumFiles).enumerated() { option(index, file) }
    markup("</select></p>\n<p><label for=\"state\">Declared</label>\n<select id=\"state\" name=\"state\">")
    markup(
      """
      <option value="">any</option><option value="as-declared">as declared</option>\
      <option value="differs">differs</option><option value="unmanaged">unmanaged</option></select></p>
      <p><label for="finding">Finding</label>
      <select id="finding" name="finding"><option value="">any</option><option value="*">with a finding</option>
      """)
    for finding in report.checkedFindings {
      element("<option>", finding.rawValue, "</option>")
    }
    markup("</select></p>\n<p><label for=\"use\">Use</label>\n<select id=\"use\" name=\"use\">")
    markup("<option value=\"\">any</option><option value=\"never\">never used</option>")
    let days = counted(report.rules.unusedDays, "day")
    element("<option value=\"old\">", "unused for \(days)", "</option>")
    element("<option value=\"recent\">", "used within \(days)", "</option>")
    markup(
      """
      <option value="unknown">not known</option></select></p>
      <p><button type="reset">Show all</button></p>
      <p id="count" role="status" aria-live="polite"></p>
      </form>

      """)
  }

  private mutating func option(_ value: Int, _ name: String) {
    markup("<option value=\"")
    number(value)
    element("\">", Escaping.bare.shown(mask.masking(name)), "</option>")
  }
}
