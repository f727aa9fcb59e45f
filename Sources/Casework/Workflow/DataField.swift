package import Expression

/// One field of a case's data, as the workflow declares it.
package struct DataField: Sendable, Hashable {
  package let name: String
  package let type: Type
  /// What people call it; the name where the file gives no title.
  package let title: String
  /// A case can't be opened without it.
  package let isRequired: Bool
  /// The only values it may have; empty where any will do.
  package let choices: [Value]
  /// In characters; nil where there is no limit but that of every text.
  package let maximumLength: Int?
  package let minimum: Value?
  package let maximum: Value?
  /// What in the directory it names, such as `organisation`.
  package let directory: String?
  /// What it means, for whoever fills it in.
  package let description: String?

  package init(
    name: String, type: Type, title: String? = nil, isRequired: Bool = false, choices: [Value] = [],
    maximumLength: Int? = nil, minimum: Value? = nil, maximum: Value? = nil, directory: String? = nil,
    description: String? = nil
  ) {
    self.name = name
    self.type = type
    self.title = title ?? name
    self.isRequired = isRequired
    self.choices = choices
    self.maximumLength = maximumLength
    self.minimum = minimum
    self.maximum = maximum
    self.directory = directory
    self.description = description
  }
}
