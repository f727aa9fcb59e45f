import Expression

// Who may know who a confidential party is: the workflow's own promises say it, as `check` proves them of its messages.
extension Workflow {
  /// The parties whose names reach nobody without consent.
  package var confidentialParties: [Party] { parties.filter(\.isConfidential) }

  /// The fields that tell who some party is: those that its name and address come from, and what whoever opens a case
  /// fills in beside them, which has the same beginning: `supplier_telephone` beside `supplier_name`.
  package func identifyingFields(of party: Party) -> Set<Int> {
    let direct = [party.name, party.email].compactMap(\.self).flatMap(\.variables).filter(fields.indices.contains)
    let beginnings = direct.compactMap { number -> String? in
      let name = fields[number].name
      return name.firstIndex(of: "_").map { String(name[...$0]) }
    }
    let beside = openingForm.filter { number in
      fields[number].type == .string && beginnings.contains { fields[number].name.hasPrefix($0) }
    }
    return Set(direct + beside)
  }

  /// Whether a role may be told who a party of a case is: some promise of the workflow that the role is not told must
  /// have an exception, and every such promise must make one for this case.
  package func mayName(_ party: String, to role: String, in case: Case) -> Bool {
    let promises = properties.filter { property in
      guard case .never(.named(party, let others), _) = property.rule else { return false }
      return others.isEmpty || others.contains(role)
    }
    guard !promises.isEmpty else { return false }
    return promises.allSatisfy { promise in
      guard let limit = promise.limit, case .never(_, nil) = promise.rule,
        let holds = try? limit.condition.test(FieldValues(values: `case`.session.data))
      else { return false }
      return holds != limit.outcome
    }
  }

  /// What a party of a case is called; nil where the case does not say.
  package func name(of party: Party, in case: Case) -> String? {
    guard let name = party.name, case .string(let text)? = try? name.evaluate(FieldValues(values: `case`.session.data)),
      !text.trimmed.isEmpty
    else { return nil }
    return text.trimmed
  }
}
