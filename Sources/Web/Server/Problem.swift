import JSON

/// A refusal as programs read it: problem details (RFC 9457).
enum Problem {
  static func response(_ refusal: Refusal) -> WebResponse {
    var problem: JSONObject = [
      "type": .string("about:blank"), "title": .string(refusal.title),
      "status": .integer(Int64(refusal.status.rawValue)),
      "detail": .string(refusal.remedy),
    ]
    if let code = refusal.code { problem["code"] = .string(code) }
    if !refusal.problems.isEmpty {
      problem["errors"] = .array(
        refusal.problems.sorted { $0.key < $1.key }.map { ["field": .string($0.key), "problem": .string($0.value)] })
    }
    var response = WebResponse.json(.object(problem), refusal.status, type: "application/problem+json")
    if let seconds = refusal.retryAfter { response.headers.append(("Retry-After", "\(seconds)")) }
    if refusal.status == .unauthorized { response.headers.append(("WWW-Authenticate", "Bearer")) }
    return response
  }
}
