import JSON

/// The interface's description in OpenAPI 3.1, made of the operations that serve it.
struct APIDocument {
  let operations: [APIOperation]
  let brand: Brand
  let address: String

  var json: JSONObject {
    var document: JSONObject = ["openapi": "3.1.0"]
    document["info"] = [
      "title": .string(brand.scheme), "version": "1",
      "description": .string(Self.introduction),
      "contact": ["name": .string(brand.owner), "email": .string(brand.email)],
    ]
    document["servers"] = [["url": .string("\(address)/api/v1")]]
    document["security"] = [["token": []]]
    document["tags"] = .array(topics.map { ["name": .string($0)] })
    document["paths"] = .object(paths)
    var schemas = JSONObject()
    for component in APIComponent.allCases { schemas[component.rawValue] = .object(component.schema.json) }
    document["components"] = [
      "securitySchemes": [
        "token": [
          "type": "http", "scheme": "bearer",
          "description": "A token that an account's holder has made; it has scopes and an end.",
        ]
      ],
      "schemas": .object(schemas),
    ]
    return document
  }

  /// In the order in which they come first.
  var topics: [String] {
    operations.reduce(into: []) { found, operation in
      if !found.contains(operation.topic) { found.append(operation.topic) }
    }
  }

  static let introduction = """
    Cases, workflows, the directory and the engine, for programs. Every POST carries an Idempotency-Key, so that it can be \
    sent again; what can change has an ETag, and changing it names the one that was seen. Lists come in pages. What goes \
    wrong is told as problem details (RFC 9457).
    """

  private var paths: JSONObject {
    var paths = JSONObject()
    for operation in operations {
      var path = paths[operation.path]?.objectValue ?? JSONObject()
      path[operation.method.rawValue.lowercased()] = .object(Self.json(of: operation))
      paths[operation.path] = .object(path)
    }
    return paths
  }

  private static func json(of operation: APIOperation) -> JSONObject {
    let scope = operation.scope.map { "Scope: \($0.rawValue)." } ?? "Any token."
    var object: JSONObject = [
      "operationId": .string(operation.id), "tags": [.string(operation.topic)], "summary": .string(operation.summary),
      "description": .string([operation.details, scope].compactMap(\.self).joined(separator: "\n\n")),
    ]
    object["parameters"] = .array(operation.allParameters.map { .object($0.json) })
    switch operation.body {
    case .json(let schema)?:
      object["requestBody"] = [
        "required": true, "content": ["application/json": ["schema": .object(schema.json)]],
      ]
    case .bytes?:
      object["requestBody"] = ["required": true, "content": ["application/octet-stream": [:]]]
    case nil: break
    }
    var answers = JSONObject()
    for answer in operation.answers { answers[String(answer.status.rawValue)] = .object(json(of: answer)) }
    for status in operation.refusals where answers[String(status.rawValue)] == nil {
      answers[String(status.rawValue)] = .object(refusal(status))
    }
    object["responses"] = .object(answers)
    return object
  }

  private static func json(of answer: APIOperation.Answer) -> JSONObject {
    var object: JSONObject = ["description": .string(answer.words)]
    if answer.hasTag {
      object["headers"] = [
        "ETag": ["description": "The state that it shows.", "required": true, "schema": ["type": "string"]]
      ]
    }
    if let schema = answer.schema {
      object["content"] = ["application/json": ["schema": .object(schema.json)]]
    } else if answer.isDownload {
      object["content"] = ["*/*": [:]]
    }
    return object
  }

  private static func refusal(_ status: WebResponse.Status) -> JSONObject {
    var object: JSONObject = [
      "description": .string(status.words),
      "content": ["application/problem+json": ["schema": .object(APISchema.named(.problem).json)]],
    ]
    if status == .tooManyRequests || status == .unavailable {
      object["headers"] = [
        "Retry-After": ["description": "In seconds.", "schema": ["type": "integer"]]
      ]
    }
    return object
  }
}

extension WebResponse.Status {
  /// What it means here.
  fileprivate var words: String {
    switch self {
    case .badRequest: "The request is not as described."
    case .unauthorized: "The token is missing or of no use."
    case .forbidden: "The token or its account may not do this."
    case .notFound: "There is no such thing, or not for you."
    case .conflict: "It can't be done as things stand, or the key was used for something else."
    case .preconditionFailed: "It has changed since you saw it."
    case .preconditionRequired: "If-Match is missing."
    case .requestTimeout: "The body came too slowly."
    case .contentTooLarge: "The body is too large."
    case .unsupportedMediaType: "The body is of another kind."
    case .unprocessable: "The request is well-formed, and the rules of the case or the directory refuse it."
    case .tooManyRequests: "The token asks too often."
    case .unavailable: "The database is away for a moment; nothing was done."
    case .ok, .created, .accepted, .noContent, .seeOther, .notModified, .methodNotAllowed, .internalError: "\(rawValue)"
    }
  }
}
