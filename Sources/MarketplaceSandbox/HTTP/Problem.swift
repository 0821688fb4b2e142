/// A refusal, answered as `application/problem+json` (RFC 9457).
struct Problem: Error, Equatable {
  var status: Int
  var detail: String
  /// Messages by the field of the body that they are about.
  var errors: [FieldError] = []
  var allow: String?

  struct FieldError: Equatable {
    let field: String
    let message: String
  }

  static func badRequest(_ detail: String) -> Problem { Problem(status: 400, detail: detail) }

  static func notFound(_ detail: String) -> Problem { Problem(status: 404, detail: detail) }

  /// The problem of an injected fault.
  static func injected(_ status: Int) -> Problem { Problem(status: status, detail: "This fault was injected.") }

  /// A body that does not hold up, with everything that is wrong with it.
  static func invalid(_ errors: [FieldError]) -> Problem {
    Problem(status: 400, detail: "The request body is not valid.", errors: errors)
  }

  /// The answer for this problem; `asList` gives `errors` the API's second shape, a list of messages with properties.
  func answer(traceID: String, asList: Bool) -> Response {
    var members: [(String, JSONValue)] = [
      ("type", .string("https://tools.ietf.org/html/rfc9110#section-15")),
      ("title", .string(Self.title(of: status))),
      ("status", .integer(status)),
      ("detail", .string(detail)),
      ("traceId", .string(traceID)),
    ]
    if !errors.isEmpty { members.append(("errors", asList ? errorList : errorObject)) }
    var headers: [(name: String, value: String)] = []
    if let allow { headers.append(("Allow", allow)) }
    if status == 401 { headers.append(("WWW-Authenticate", "Bearer")) }
    return Response(status, type: "application/problem+json", body: JSONValue.members(members).bytes, headers: headers)
  }

  private var errorObject: JSONValue {
    var object = JSONObject()
    for error in errors {
      object[error.field] = .array((object[error.field]?.array ?? []) + [.string(error.message)])
    }
    return .object(object)
  }

  private var errorList: JSONValue {
    .array(
      errors.map { error in
        .members([("message", .string(error.message)), ("properties", .array([.string(error.field)]))])
      })
  }

  private static func title(of status: Int) -> String {
    let titles = [
      400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
      406: "Not Acceptable", 409: "Conflict", 413: "Content Too Large", 415: "Unsupported Media Type",
      429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable",
      504: "Gateway Timeout",
    ]
    return titles[status] ?? "Error"
  }
}
