/// What a name, a selection or a call stands for.
enum Meaning {
  /// One of the environment's variables, by its place.
  case variable(Int)
  /// A variable of a macro, by the slot it is kept in while the expression runs.
  case local(Int)
  /// A value that is known already, for example a type's name.
  case constant(Value)
  /// `has` of a qualified variable: whether it is not null.
  case isPresent(Int)
  /// A call: the function's full name, whether its target is its first argument, and the host's own overloads of it.
  case function(String, isMember: Bool, host: [Int])
  /// The slots of a macro's variables.
  case slots(Int, Int?)
  /// What is only found missing when the expression runs, as in an unchecked one.
  case fault(EvaluationError)
}
