import Suggestions

/// `; did you mean X?` if a candidate is close, otherwise nothing.
package func suggestion(for word: String, among candidates: [String]) -> String {
  nearestWord(to: word, among: candidates).map { "; did you mean \($0)?" } ?? ""
}
