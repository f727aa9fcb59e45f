/// One function of the language, or one number of arguments of it: its types and what it does.
struct LibraryFunction: Sendable {
  /// What a function does. It looks at its arguments' types itself, since an expression may be unchecked.
  enum Body: Sendable {
    case nullary(@Sendable (inout Meter) throws(EvaluationError) -> Value)
    case unary(@Sendable (Value, inout Meter) throws(EvaluationError) -> Value)
    case binary(@Sendable (Value, Value, inout Meter) throws(EvaluationError) -> Value)
    case several(@Sendable ([Value], inout Meter) throws(EvaluationError) -> Value)
  }

  let name: String
  /// The overloads that the checker chooses among.
  let overloads: [Function]
  let body: Body

  /// How many arguments it takes, the target of a member counted; nil for any number.
  let count: Int?

  init(_ name: String, _ overloads: [Overload], any body: Body) {
    self.init(name, overloads, count: nil, body)
  }

  init(_ name: String, _ overloads: [Overload], _ body: Body) {
    self.init(name, overloads, count: overloads.first?.parameters.count, body)
  }

  private init(_ name: String, _ overloads: [Overload], count: Int?, _ body: Body) {
    self.name = name
    self.overloads = overloads.map {
      Function(name: name, isMember: $0.isMember, parameters: $0.parameters, result: $0.result)
    }
    self.count = count
    self.body = body
  }

  /// The parameters and result of one overload.
  struct Overload {
    let isMember: Bool
    let parameters: [Type]
    let result: Type

    /// A function called as `f(a, b)`.
    static func global(_ parameters: Type..., to result: Type) -> Overload {
      Overload(isMember: false, parameters: parameters, result: result)
    }

    /// A function called as `a.f(b)`.
    static func member(_ parameters: Type..., to result: Type) -> Overload {
      Overload(isMember: true, parameters: parameters, result: result)
    }
  }
}
