package enum SandboxHelp {
  package static let version = "marketplace-sandbox 0.1.0"

  package static let text = """
    usage: marketplace-sandbox [OPTION…]

    A local stand-in for the SoftwareOne Marketplace API: modules and API tokens, on 127.0.0.1 only. The first line
    of standard output is "listening on http://127.0.0.1:PORT". Ctrl-C or SIGTERM stops it.

    \(section(SandboxOption.general))
      -h, --help                  Print this.
      --version                   Print the version.

    Rules of the platform that the sources disagree about:
    \(section(SandboxOption.rules))

    Misbehaviour, of the calls under /public/v1:
    \(section(SandboxOption.misbehaviour))

    Faults:
    \(section(SandboxOption.faults))

    A FAULT is written KIND[@WHERE][:WHEN]. Several are tried in order; a request that one of them hits is not
    counted by those after it.
      KIND   status-NNN-before     answer NNN (400 to 599) and do nothing
             status-NNN-after      do what was asked, then answer NNN
             throttle              429 with Retry-After, nothing is done
             not-found             404, nothing is done
             redirect              302 to another host, nothing is done
             html-502              a gateway's page, nothing is done
             close-before          close the connection without an answer, nothing is done
             close-after           the same, but what was asked is done
             hang-before           never answer, nothing is done
             hang-after            the same, but what was asked is done
             late-N                the same, and what was asked is done once N more requests are answered
             concurrent-writer-before
                                   somebody else renames the token first
             concurrent-writer-after
                                   somebody else renames the token right afterwards
             html-200, broken-json, truncate, drip
                                   done, but answered with a page for people, with bytes that are not JSON,
                                   with half a body, or slowly in small pieces
      WHERE  GET PUT POST DELETE reads writes lists modules groups, or a token's id, or both as in PUT/TKN-0000-0002
      WHEN   first=N, at=N, every=N (counted from 1), or p=PROBABILITY; always where nothing is said

    Examples:
      marketplace-sandbox --seed examples/quickstart/seed.json --port 8080
      marketplace-sandbox --tokens 300 --modules 60 --account-type Operations
      marketplace-sandbox --tokens 10000 --latency-ms 20 --log requests.log
      marketplace-sandbox --fault throttle@PUT:every=3 --fault status-503-after@writes:p=0.1 --fault-seed 7

    The rules of the stand-in:
      - A bare + in a query is a blank, and select and order refuse it; write %2B.
      - An unquoted id in a filter equals nothing. A filter on the secret is refused.
      - What select leaves out is named in $meta.omitted. id is always answered.
      - The account of the caller's token decides what is seen: Operations sees all accounts, deleted tokens and
        the catalogue; a Client or a Vendor sees its own account, and user-groups. PUT, POST and DELETE take no
        parameters.
      - A property that only the platform sets is accepted in a PUT with its present value and refused with another.
      - Every PUT that is accepted raises the revision, also one that changes nothing.
      - --null-total, --total, --endless-pages, --page-cap and --short-pages are about all lists, the other options
        about lists only about tokens.
      - Faults with a probability depend on the seed, the request and how often it came, not on the order in which
        requests in parallel arrive.

    """

  private static func section(_ options: [SandboxOption]) -> String {
    options.map { option in
      let head = "  " + option.name + (option.placeholder.map { " " + $0 } ?? "")
      let gap = String(repeating: " ", count: max(1, 30 - head.count))
      return head + gap + option.help + (option.isRepeatable ? " (repeatable)" : "")
    }.joined(separator: "\n")
  }
}
