extension Environment {
  /// Reads and checks an expression, once, into the form that runs.
  ///
  /// - Parameters:
  ///   - source: CEL text, at most `ExpressionLimits.sourceBytes`.
  ///   - expected: the type that the place needs; a `dyn` expression passes and is held to it when it runs.
  ///   - checked: false leaves all questions of type and of missing names to the run, as CEL allows.
  ///   - macros: false reads `has`, `all` and the like as plain functions.
  /// - Throws: everything that is wrong with it.
  package func compile(
    _ source: String, expecting expected: Type? = nil, checked: Bool = true, macros: Bool = true
  ) throws(ExpressionProblems) -> Expression {
    let root = try Parser.parse(source, hasMacros: macros)
    var checker = Checker(self, isChecked: checked)
    try checker.checkWhole(root, expecting: expected)
    var step = Compiler(environment: self).step(root)
    if let expected, expected != .dyn, root.type != expected { step = ConformingStep(step, to: expected) }
    let isConstant = checker.read.isEmpty && !checker.callsHost
    return Expression(
      source: source, type: root.type, variables: checker.read.sorted(), root: step, slotCount: checker.slotCount,
      isConstant: isConstant)
  }
}
