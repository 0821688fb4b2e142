import PlanDocument
import Planning

extension HTMLPage {
  /// The controls, out of sight until the script is there to work them.
  mutating func writeSearchForm(knowsCauses: Bool) {
    markup(
      """
      <form id="find" role="search" aria-label="Tokens" hidden>
      <p class="words"><label for="words">Search tokens and modules</label>
      <input id="words" name="words" type="search" autocomplete="off" spellcheck="false"></p>
      <p><label for="effect">Access</label>
      <select id="effect" name="effect"><option value="">any</option><option value="widens">widens</option>\
      <option value="narrows">narrows</option><option value="mixed">mixed: widens and narrows</option>\
      <option value="neutral">unchanged</option></select></p>

      """)
    if knowsCauses {
      markup(
        """
        <p><label for="cause">Cause</label>
        <select id="cause" name="cause"><option value="">any</option><option value="proposed">proposed</option>\
        <option value="drift">drift</option><option value="ended">ended</option><option value="both">more than one</option></select></p>

        """)
    }
    markup(
      """
      <p class="tick"><input id="grants" name="grants" type="checkbox"><label for="grants">only grants</label></p>
      <p class="tick"><input id="revocations" name="revocations" type="checkbox">\
      <label for="revocations">only revocations</label></p>
      <p><button type="reset">Show all</button></p>
      <p id="count" role="status" aria-live="polite"></p>
      </form>

      """)
  }
}
