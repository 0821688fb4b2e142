import TestNetwork

extension WireRow {
  static let all = gateways + connections + packets + responses + names + proxies

  private static let gateways = [
    WireRow("no fault, each gateway") {
      $0.gateways = Gateway.Kind.allCases
      $0.mustSucceed = true
      $0.isQuick = true
    },
    WireRow("gateway reloaded in mid-run") {
      $0.gateways = Gateway.Kind.allCases.filter { $0.reloadSignal != nil }
      $0.mustSucceed = true
      $0.isQuick = true
      $0.trouble = { wire in
        for _ in 0..<3 {
          wire.gateway.reload()
          try await Task.sleep(for: .milliseconds(100))
        }
      }
    },
    WireRow("gateway killed in mid-run, back after 2 s") {
      $0.gateways = Gateway.Kind.allCases
      $0.trouble = { wire in
        try await wire.gateway.kill()
        try await Task.sleep(for: .seconds(2))
        try await wire.gateway.start()
      }
    },
    WireRow("gateway killed in mid-run") {
      $0.gateways = Gateway.Kind.allCases
      $0.limit = .seconds(30)
      $0.trouble = { wire in try await wire.gateway.kill() }
    },
    WireRow("gateway halted in mid-run for 3 s") {
      $0.gateways = Gateway.Kind.allCases
      $0.mustSucceed = true
      $0.trouble = { wire in
        wire.gateway.halt()
        try await Task.sleep(for: .seconds(3))
        wire.gateway.resume()
      }
    },
    WireRow("gateway halted in mid-run, `--timeout 3`") {
      $0.gateways = Gateway.Kind.allCases
      $0.arguments = ["--timeout", "3"]
      $0.trouble = { wire in wire.gateway.halt() }
    },
  ]

  private static let connections = [
    WireRow("refused, accepted after 2 s") {
      $0.mustSucceed = true
      $0.before = { wire in
        Task {
          try await Task.sleep(for: .seconds(2))
          try await wire.gateway.start()
        }
      }
    },
    WireRow("handshakes that never end, `--timeout 3`") {
      $0.arguments = ["--timeout", "3"]
      $0.before = { wire in
        try await wire.gateway.start()
        wire.gateway.halt()
      }
    },
    WireRow("connections closed after each ninth request") {
      $0.settings = .lines("keepalive_requests 9;")
      $0.mustSucceed = true
      $0.isQuick = true
    },
    WireRow("idle connections closed during a 429 pause") {
      $0.settings = .lines("keepalive_timeout 1s;")
      $0.sandboxOptions = ["--fault", "throttle:at=4", "--fault", "throttle@PUT:at=100", "--retry-after", "3"]
      $0.mustSucceed = true
    },
  ]

  private static let packets = [
    WireRow("1 % loss, round trip 20 ms") {
      $0.roundTrip = 20
      $0.mustSucceed = true
      $0.before = start(andThen: { $0.link.lose(percent: 1) })
    },
    WireRow("5 % loss, round trip 20 ms") {
      $0.roundTrip = 20
      $0.mustSucceed = true
      $0.before = start(andThen: { $0.link.lose(percent: 5) })
    },
    down(seconds: 5), down(seconds: 20),
    WireRow("MTU 576") {
      $0.mtu = 576
      $0.mustSucceed = true
    },
  ]

  private static func down(seconds: Int) -> WireRow {
    WireRow("link down in mid-run for \(seconds) s") {
      $0.roundTrip = 20
      $0.limit = .seconds(90)
      $0.trouble = { wire in
        wire.link.goDown()
        try await Task.sleep(for: .seconds(seconds))
        wire.link.goUp()
      }
    }
  }

  private static func start(andThen act: @escaping Act) -> Act {
    { wire in
      try await wire.gateway.start()
      try await act(wire)
    }
  }

  private static let responses = [
    WireRow("103 before each response") {
      $0.gateways = [.haproxy]
      $0.settings = .lines("http-request early-hint Link \"</style.css>; rel=preload\"")
      $0.mustSucceed = true
    },
    WireRow("trailers") {
      $0.settings = .lines("add_trailer X-Trailer $request_id;")
      $0.mustSucceed = true
    },
    WireRow("gzip, whatever the request accepts") {
      $0.gateways = [.haproxy]
      $0.settings = GatewaySettings(compresses: true, lines: ["http-request set-header Accept-Encoding gzip"])
      $0.mustSucceed = true
    },
    WireRow("24 KB of headers") {
      let header = "add_header X-Padding \(String(repeating: "x", count: 4_000));"
      $0.settings = GatewaySettings(lines: Array(repeating: header, count: 6))
      $0.mustSucceed = true
    },
    WireRow("a header line of 200 KB") { $0.settings = longLine(unless: "HEAD") },
    WireRow("a header line of 200 KB, answers to PUT") { $0.settings = longLine(unless: "GET") },
  ]

  private static func longLine(unless method: String) -> GatewaySettings {
    .lines(
      "set $part \(String(repeating: "x", count: 4_000));",
      "set $long \(String(repeating: "$part", count: 50));",
      "if ($request_method = \(method)) { set $long \"\"; }",
      "add_header X-Long $long;")
  }

  private static let names = [
    WireRow("an IPv6 address that leads nowhere, and one of IPv4") {
      $0.name = .dual
      $0.mustSucceed = true
    },
    WireRow("a name that cannot be resolved") {
      $0.name = .missing
      $0.limit = .seconds(30)
    },
  ]

  private static let proxies = [
    WireRow("a proxy with user and password") {
      $0.proxy = .accepts
      $0.mustSucceed = true
    },
    WireRow("a proxy that asks, 407") {
      $0.proxy = .asks
      $0.limit = .seconds(5)
    },
    WireRow("a proxy that refuses, 403") {
      $0.proxy = .refuses
      $0.limit = .seconds(5)
    },
    WireRow("a proxy that hangs, `--timeout 3`") {
      $0.proxy = .hangs
      $0.arguments = ["--timeout", "3"]
      $0.before = { wire in
        try await wire.gateway.start()
        try await wire.proxy?.start()
        wire.proxy?.halt()
      }
    },
    WireRow("a proxy killed in mid-run, back after 2 s") {
      $0.proxy = .accepts
      $0.trouble = { wire in
        try await wire.proxy?.kill()
        try await Task.sleep(for: .seconds(2))
        try await wire.proxy?.start()
      }
    },
  ]
}
