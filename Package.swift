// swift-tools-version: 6.2
import PackageDescription

let isCI = Context.environment["CI"] != nil

/// The commit that `--version` prints. The Makefile sets it; a plain `swift build` does without.
let commit = Context.environment["TOKENFORM_COMMIT"].flatMap { $0.isEmpty ? nil : $0 }

let settings: [SwiftSetting] =
  (isCI ? [.treatAllWarnings(as: .error)] : []) + [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]

func module(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func program(_ name: String, uses dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(of name: String, uses dependencies: [Target.Dependency] = [], copies: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: (["Executable", "Documentation"].contains(name) ? [] : [.target(name: name)]) + dependencies,
    exclude: copies,
    swiftSettings: settings)
}

func systemLibrary(_ name: String, pkgConfig: String, debian: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

let package = Package(
  name: "tokenform",
  products: [
    .executable(name: "tokenform", targets: ["tokenform"]),
    .executable(name: "marketplace-sandbox", targets: ["marketplace-sandbox"]),
  ],
  targets: [
    module("TokenModel"),
    module("JSONText"),
    module("Locking"),
    module("FileAccess"),
    module("Suggestions"),
    module("CommandLineKit", uses: ["Suggestions", "CVersion"]),
    module("TokenFiles", uses: ["TokenModel", "Suggestions", "JSONText", "Locking", "FileAccess", "CLibYAML"]),
    module("Planning", uses: ["TokenModel", "Suggestions", "JSONText", "CLibCrypto"]),
    module("PlanDocument", uses: ["TokenModel", "Planning", "JSONText"]),
    module("AccessReport", uses: ["TokenModel", "Planning", "PlanDocument", "JSONText"]),
    module("PlanRendering", uses: ["TokenModel", "Planning", "PlanDocument", "AccessReport"]),
    module("HTTPTransport", uses: ["Locking", "FileAccess", "CLibCurl"]),
    module("MarketplaceAPI", uses: ["TokenModel", "Planning", "JSONText", "Locking", "HTTPTransport"]),
    module(
      "TokenformCLI",
      uses: [
        "TokenModel", "CommandLineKit", "TokenFiles", "Planning", "PlanDocument", "AccessReport", "PlanRendering",
        "JSONText", "Locking", "FileAccess", "HTTPTransport", "MarketplaceAPI", "CLinux",
      ]),
    module("MarketplaceSandbox", uses: ["CommandLineKit", "FileAccess", "Locking", "CMicroHTTPD"]),

    program("tokenform", uses: ["TokenformCLI"]),
    program("marketplace-sandbox", uses: ["MarketplaceSandbox"]),

    systemLibrary("CLibCrypto", pkgConfig: "libcrypto", debian: "libssl-dev"),
    systemLibrary("CLibYAML", pkgConfig: "yaml-0.1", debian: "libyaml-dev"),
    .target(name: "CLibCurl"),
    .systemLibrary(name: "CLinux"),
    .target(name: "CVersion", cSettings: commit.map { [.define("TOKENFORM_COMMIT", to: "\"\($0)\"")] } ?? []),
    systemLibrary("CMicroHTTPD", pkgConfig: "libmicrohttpd", debian: "libmicrohttpd-dev"),

    .target(
      name: "TestSupport",
      dependencies: ["TokenModel", "Planning", "AccessReport", "Locking", "MarketplaceSandbox"],
      path: "Tests/TestSupport",
      swiftSettings: settings),
    .executableTarget(
      name: "fault-matrix",
      dependencies: ["TestSupport", "TestNetwork", "MarketplaceSandbox"],
      path: "Tests/FaultMatrix",
      swiftSettings: settings),
    .target(
      name: "TestNetwork", dependencies: ["TestSupport", "Locking"], path: "Tests/TestNetwork",
      swiftSettings: settings),
    .executableTarget(name: "network-link", path: "Tests/NetworkLink"),
    .executableTarget(
      name: "benchmark",
      dependencies: ["TestSupport", "TestNetwork", "MarketplaceSandbox"],
      path: "Tests/Benchmark",
      swiftSettings: settings),
    .executableTarget(
      name: "benchmark-measure", path: "Tests/BenchmarkMeasure"),
    .executableTarget(
      name: "benchmark-floor", dependencies: ["CLibYAML"], path: "Tests/BenchmarkFloor",
      linkerSettings: [.linkedLibrary("curl")]),
    tests(of: "TokenModel"),
    tests(of: "JSONText"),
    tests(of: "FileAccess", uses: ["TestSupport"]),
    tests(of: "Suggestions"),
    tests(of: "CommandLineKit", uses: ["TestSupport"], copies: ["Golden"]),
    tests(of: "TokenFiles", uses: ["TokenModel", "TestSupport"], copies: ["Fixtures", "Golden"]),
    tests(of: "Planning", uses: ["TokenModel", "Locking", "TestSupport"]),
    tests(
      of: "PlanRendering", uses: ["TokenModel", "Planning", "PlanDocument", "AccessReport", "TestSupport"],
      copies: ["Golden"]),
    tests(of: "AccessReport", uses: ["TokenModel", "Planning", "PlanDocument", "TestSupport"]),
    tests(of: "PlanDocument", uses: ["TokenModel", "Planning", "PlanRendering", "TestSupport"]),
    tests(of: "HTTPTransport", uses: ["Locking", "TestSupport"]),
    tests(
      of: "MarketplaceAPI", uses: ["Locking", "TokenModel", "Planning", "HTTPTransport", "TestSupport"],
      copies: ["Fixtures"]),
    tests(of: "MarketplaceSandbox", uses: ["CommandLineKit", "TestSupport"], copies: ["Golden"]),
    tests(of: "TokenformCLI", uses: ["CommandLineKit", "TestSupport"], copies: ["Golden"]),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "TokenModel", "TokenFiles", "Planning", "PlanDocument", "PlanRendering", "AccessReport", "MarketplaceAPI",
      ],
      path: "Tests/FuzzTargets",
      swiftSettings: settings),
    .executableTarget(name: "Fuzzer", dependencies: ["FuzzTargets"], path: "Tests/Fuzzer", swiftSettings: settings),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzTargets"], exclude: ["Corpus", "Dictionaries"], swiftSettings: settings),
    tests(of: "Executable", uses: ["TestSupport", "Planning", "PlanDocument", "tokenform", "marketplace-sandbox"]),
    tests(
      of: "Documentation",
      uses: [
        "TokenModel", "CommandLineKit", "TokenformCLI", "MarketplaceSandbox", "TestSupport", "tokenform",
        "marketplace-sandbox",
      ]),
  ]
)
