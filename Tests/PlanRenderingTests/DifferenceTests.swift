import PlanRendering
import Planning
import TestSupport
import Testing
import TokenModel

@Suite("Differences between two trees of files")
struct DifferenceTests {
  private let golden = Golden()

  private func render(_ sample: SampleDifference, _ format: DifferenceFormat) -> String {
    whole { DifferenceRenderer(format, .sample).render(sample.difference, to: $0) }
  }

  @Test(arguments: SampleDifference.all)
  func `differences as text`(sample: SampleDifference) {
    golden.expect(render(sample, .text), in: "diff-\(sample.name).txt")
  }

  @Test(arguments: SampleDifference.all)
  func `differences as Markdown`(sample: SampleDifference) {
    golden.expect(render(sample, .markdown), in: "diff-\(sample.name).md")
  }

  @Test(arguments: SampleDifference.all)
  func `differences as JSON`(sample: SampleDifference) {
    golden.expect(render(sample, .json), in: "diff-\(sample.name).json")
  }

  @Test func `differences as annotations`() {
    let text = SampleDifference.all.map {
      "# \($0.name)\n" + GitHubAnnotations(mask: SecretMask(), options: .sample).text(of: $0.difference)
    }.joined(separator: "\n")
    golden.expect(text, in: "diff-annotations.txt")
  }

  @Test(arguments: [DifferenceFormat.text, .markdown, .json])
  func `no format shows a secret, and none lets text steer a terminal`(format: DifferenceFormat) {
    let text = render(.hostile, format)
    #expect(!text.contains("CANARY"))
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" || $0 == "\u{202E}" })
    #expect(!text.split(separator: "\n").contains { $0.hasPrefix("::") })
  }

  @Test func `Markdown names every token with the same difference while there is room`() {
    func lists(_ modules: [DesiredModule]) -> SharedLists {
      SharedLists(tokens: (0..<900).map { .sample(TokenID("TKN-7000-\(1000 + $0)"), modules: modules) })
    }
    let difference = FilesDifference(
      base: "b", from: lists([.name("Billing")]), to: lists([.name("Billing"), .name("Commerce")]),
      selection: TokenSelection(), today: .sample)
    let text = whole { DifferenceRenderer(.markdown, .sample).render(difference, to: $0) }
    #expect(text.utf8.count <= 65_000)
    for number in 0..<900 { #expect(text.contains("`TKN-7000-\(1000 + number)`"), "\(number)") }
  }

  @Test func `Markdown fits into a comment, however much differs`() {
    let ids = (0..<3_000).map { TokenID("TKN-0000-\($0)") }
    func lists(_ suffix: String) -> SharedLists {
      SharedLists(
        tokens: ids.map { id in
          .sample(id, name: VerbatimText(id.rawValue + suffix), modules: [.name(VerbatimText("\(id)\(suffix)"))])
        })
    }
    let difference = FilesDifference(
      base: "b", from: lists(" old"), to: lists(" new"), selection: TokenSelection(), today: .sample)
    let text = whole { DifferenceRenderer(.markdown, .sample).render(difference, to: $0) }
    #expect(text.utf8.count <= 65_000)
    #expect(text.contains("omitted"))
  }
}

extension SampleDifference: CustomTestStringConvertible {
  package var testDescription: String { name }
}
