package import CivilTime
import Expression
package import JSON

extension Workflow {
  /// Who every party is, for a case or for one that is imagined.
  ///
  /// - Parameters:
  ///   - one: nil where only the data are given.
  ///   - data: what the case says in place of what it has; a field that does not fit is refused.
  /// - Throws: `Rejection` where a value does not fit its field.
  package func resolutions(
    of one: Case?, imagining data: JSONObject, on day: CivilDate, in directory: Directory
  ) throws(Rejection) -> [(party: Party, resolution: Resolution)] {
    var values = one?.session.data ?? [Value](repeating: .null, count: fields.count)
    var problems: [FieldProblem] = []
    for (number, field) in fields.enumerated() {
      guard let json = data[field.name] else { continue }
      do throws(FieldProblem) { values[number] = try field.value(of: json) } catch { problems.append(error) }
    }
    guard problems.isEmpty else { throw .data(problems) }
    let activation = FieldValues(values: values)
    return parties.map { party in
      (party, resolve(party: party.id, on: day, in: directory, silent: one?.silent ?? [], activation))
    }
  }

  /// Where the case itself says that mail reaches a party; nil for those whom a directory knows, or where it says nothing.
  package func ownAddress(
    of id: String, in case: Case, on day: CivilDate, _ directory: Directory
  ) -> String? {
    guard let party = party(named: id), party.email != nil else { return nil }
    let resolution = resolve(party: id, on: day, in: directory, FieldValues(values: `case`.session.data))
    guard resolution.party == id, case .person(_, let email) = resolution.recipient else { return nil }
    return email
  }
}

/// The case's data alone: a party is found by nothing else.
struct FieldValues: Activation {
  let values: [Value]

  func value(of variable: Int) -> Value { values.indices.contains(variable) ? values[variable] : .null }

  func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
    throw EvaluationError(.unknownFunction, "a party is found by the case's data alone")
  }
}
